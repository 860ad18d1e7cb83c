import fc from 'fast-check';
import { slugOf } from '../../server/text/slug.ts';

test.each([
  ['Brugerrejse', 'brugerrejse'],
  ['Ærø, Ålborg & Ødis', 'ærø-ålborg-ødis'],
  ['  MED-udvalg (2026)!  ', 'med-udvalg-2026'],
  ['5 gange “hvorfor?”', '5-gange-hvorfor'],
  ['A\u030Arhus', 'århus'],
  ['C++ / C#', 'c-c'],
  ['İstanbul', 'i\u0307stanbul'],
  ['हिन्दी', 'हिन्दी'],
  ['❤️ Hjælp ❤️', 'hjælp'],
  ['../wiki/a?b#c', 'wiki-a-b-c'],
])('the slug of %j is %j', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test.each(['', '!?', ' – ', '❤️', '\u0301'])('a title without a letter or digit has none: %j', (title) => {
  expect(slugOf(title)).toBe('');
});

test('a slug is its own slug, and holds only letters, marks, digits and single hyphens', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const slug = slugOf(title);
      expect(slugOf(slug)).toBe(slug);
      expect(slug).toMatch(/^(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-(?!$))?)*$/u);
    }),
  );
});
