import fc from 'fast-check';
import { decodeDelta, decodeDeltas, encodeDelta } from '../../server/text/delta.ts';
import { costOf } from '../support/cost.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const prose = fc
  .array(fc.constantFrom('æble', 'ørred', 'å', ' ', ', ', '\n\n', 'børn', '😀', 'x'), { maxLength: 120 })
  .map((parts) => Buffer.from(parts.join('')));

function expectRoundTrip(parent: Buffer, text: Buffer): void {
  expect(decodeDelta(parent, encodeDelta(parent, text)).equals(text)).toBe(true);
}

describe('a delta', () => {
  test('gives back any bytes, whatever the parent', () => {
    fc.assert(fc.property(bytes, bytes, expectRoundTrip));
    fc.assert(fc.property(prose, prose, expectRoundTrip));
  });

  test('gives back a text that a stretch was cut from and others were put into', () => {
    const places = fc.array(fc.tuple(fc.nat(), fc.nat(20), prose), { maxLength: 4 });
    fc.assert(
      fc.property(prose, places, (parent, changes) => {
        let text = parent;
        for (const [at, removed, added] of changes) {
          const from = at % (text.length + 1);
          text = Buffer.concat([text.subarray(0, from), added, text.subarray(from + removed)]);
        }
        expectRoundTrip(parent, text);
      }),
    );
  });

  test.each([
    ['nothing', '', ''],
    ['from nothing', '', 'æ'],
    ['to nothing', 'æ', ''],
    ['the same', 'Blåbærgrød', 'Blåbærgrød'],
    ['half of a letter', 'Blåbær', 'Blæbør'],
    ['a word repeated', 'ja ja ja', 'ja ja ja ja'],
    ['a large addition', 'før efter', `før ${'og så kom der mere '.repeat(50)}efter`],
  ])('gives back %s', (_, parent, text) => {
    expectRoundTrip(Buffer.from(parent), Buffer.from(text));
  });

  test('costs what was changed, in several places of a long text too', () => {
    const parent = 'Vi mødes hver morgen ved tavlen og ser på dagens opgaver. '.repeat(2000);
    const text = parent.slice(0, 50_000) + 'Ny. ' + parent.slice(50_000, 90_000) + parent.slice(90_006);
    expect(encodeDelta(Buffer.from(parent), Buffer.from(text)).length).toBeLessThan(20);
    expect(encodeDelta(Buffer.from(parent), Buffer.from(parent))).toHaveLength(1);
  });

  test('deflates a large addition', () => {
    const added = Array.from({ length: 200 }, (_, i) => `Afsnit ${i} handler om møder. `).join('');
    const delta = encodeDelta(Buffer.from('a'), Buffer.from(`a${added}`));
    expect(delta.length).toBeLessThan(added.length / 3);
    expect(decodeDelta(Buffer.from('a'), delta).toString()).toBe(`a${added}`);
  });

  test('is refused when it is cut short, or its parent is too short for it', () => {
    const parent = Buffer.from('Det virker i Aarhus');
    const delta = encodeDelta(parent, Buffer.from('Det virker også i Aarhus'));
    expect(decodeDelta(parent, delta).toString()).toBe('Det virker også i Aarhus');
    expect(() => decodeDelta(parent, delta.subarray(0, -1))).toThrow(RangeError);
    expect(() => decodeDelta(parent, delta.subarray(0, 3))).toThrow(RangeError);
    expect(() => decodeDelta(parent.subarray(0, 5), delta)).toThrow(RangeError);
  });

  test.each([
    ['other text', 'ord '.repeat(64_000), 'og andet '.repeat(28_000)],
    ['one letter', 'a'.repeat(256_000), 'ab'.repeat(128_000)],
    ['points', '. '.repeat(128_000), '.! '.repeat(85_000)],
  ])('of 256 kB against %s is made in bounded time', (_, before, after) => {
    const [parent, text] = [Buffer.from(before), Buffer.from(after)];
    expect(costOf(() => expectRoundTrip(parent, text), 500)).toBeLessThan(500);
  });
});

describe('a chain of deltas', () => {
  test('gives back the text at its end, whatever the lengths on the way', () => {
    fc.assert(
      fc.property(
        fc.oneof(bytes, prose),
        fc.array(fc.oneof(bytes, prose), { maxLength: 8 }),
        (full, texts) => {
          const deltas = texts.map((text, i) => encodeDelta(texts[i - 1] ?? full, text));
          expect(decodeDeltas(full, deltas).equals(texts.at(-1) ?? full)).toBe(true);
        },
      ),
    );
    const texts = [10, 20_000, 0, 90_000, 5].map((length) => Buffer.alloc(length, `${length} ord `));
    const deltas = texts.slice(1).map((text, i) => encodeDelta(texts[i]!, text));
    expect(decodeDeltas(texts[0]!, deltas).toString()).toBe('5 ord');
    expect(decodeDeltas(texts[0]!, deltas.slice(0, 3)).equals(texts[3]!)).toBe(true);
  });

  test('is read without a change to any of its texts', () => {
    const texts = ['en', 'en to', 'en to tre', 'tre'].map((text) => Buffer.from(text));
    const deltas = texts.slice(1).map((text, i) => encodeDelta(texts[i]!, text));
    const second = decodeDeltas(texts[0]!, deltas.slice(0, 1));
    expect(decodeDeltas(second, deltas.slice(1)).toString()).toBe('tre');
    expect([second, ...texts].map(String)).toEqual(['en to', 'en', 'en to', 'en to tre', 'tre']);
  });
});
