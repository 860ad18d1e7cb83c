import { expect, test } from '@jest/globals';
import { hex, sha256 } from '../../../server/wiki/history/digest.ts';

test('a digest is that of FIPS 180-4, of its parts in a row', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(hex(sha256('abc'))).toBe(abc);
  expect(hex(sha256('a', Buffer.from('bc')))).toBe(abc);
  expect(hex(sha256())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('æ')).toHaveLength(32);
});

test('no bytes are written as a dash, and none at all as nothing', () => {
  expect([hex(null), hex(Buffer.alloc(0)), hex(Buffer.from([0, 255]))]).toEqual(['-', '', '00ff']);
});
