import { expect, test } from '@jest/globals';
import { commitBytes, commitIn } from '../../server/text/commit-names.ts';

test.each([
  ['a hash', '0123456789abcdef'.repeat(2) + '00ff00ff', 20],
  ['a longer one', '00'.repeat(32), 32],
  ['what is no hash', 'c1', 2],
  ['a hash in capitals', 'AB'.repeat(20), 40],
  ['half a hash, as it is written', 'ab'.repeat(10), 21],
  ['what is as long as a longer one', 'æ'.repeat(16), 33],
])('%s is stored so that it can be read again', (_, name, bytes) => {
  expect(commitBytes(name)).toHaveLength(bytes);
  expect(commitIn(commitBytes(name))).toBe(name);
});
