import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sharedEnds, sharedText } from '../../server/text/ends.ts';
import '../support/properties.ts';

test('what two texts share is found a block at a time as it is letter by letter', () => {
  const part = fc
    .tuple(fc.constantFrom('a', 'ab', 'æ'), fc.nat(1200))
    .map(([text, times]) => text.repeat(times));
  const texts = fc.tuple(part, fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), part);
  fc.assert(
    fc.property(texts, ([head, removed, added, tail]) => {
      const [before, after] = [head + removed + tail, head + added + tail];
      const same = (i: number, j: number) => before[i] === after[j];
      expect(sharedText(before, after)).toEqual(sharedEnds(before.length, after.length, same));
    }),
  );
});
