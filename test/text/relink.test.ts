/** Links that are led to where an article is now, and nothing else. */
import { expect, test } from '@jest/globals';
import { outlineOf } from '../../server/text/markdown/outline.ts';
import { relink } from '../../server/text/relink.ts';

const slugs = new Set(['lån', 'kredit']);
const to = (source: string, title = 'Ny gæld') => relink(source, slugs, title);

test('a link leads to the new title, and shows what it showed', () => {
  expect(to('Se [[Lån]], [[lån|det her]], [[ Kredit ]] og [[Pant]].')).toBe(
    'Se [[Ny gæld|Lån]], [[Ny gæld|det her]], [[Ny gæld|Kredit]] og [[Pant]].',
  );
  expect(to('[[Lån#Vilkår]] og [[Lån#Vilkår|vilkår]]')).toBe(
    '[[Ny gæld#Vilkår|Lån#Vilkår]] og [[Ny gæld#Vilkår|vilkår]]',
  );
});

test('an address is another, in its own language, with what stands behind it', () => {
  expect(
    to('[a](/wiki/l%C3%A5n) [b](/en/wiki/lån#vilkår "Titel") [c](</wiki/lån>) [d]\n\n[d]: /wiki/lån'),
  ).toBe(
    '[a](/wiki/ny-g%C3%A6ld) [b](/en/wiki/ny-g%C3%A6ld#vilkår "Titel") [c](</wiki/ny-g%C3%A6ld>) [d]\n\n[d]: /wiki/ny-g%C3%A6ld',
  );
});

test('an address that is read as on the page of an article is another, and stays as short', () => {
  expect(to('[a](lån) [b](./l%C3%A5n#x) [c](../wiki/kredit?y) [d](#lån) [e](lån/history)')).toBe(
    '[a](ny-g%C3%A6ld) [b](./ny-g%C3%A6ld#x) [c](../wiki/ny-g%C3%A6ld?y) [d](#lån) [e](lån/history)',
  );
});

test('code, what is escaped, and what only looks like a link stays', () => {
  const source =
    '`[[Lån]]` \\[[Lån]] [[Lån\n]] [x](/wiki/lån/history) <https://x.dk/wiki/lån>\n\n    [[Lån]]\n';
  expect(to(source)).toBe(source);
  expect(to(`${source}\n\n- [[Lån]]\n> [[Lån]]\n`)).toBe(
    `${source}\n\n- [[Ny gæld|Lån]]\n> [[Ny gæld|Lån]]\n`,
  );
});

test('in a table the cells stay what they were', () => {
  const source = '| A | B |\n|---|---|\n| [[Lån]] | [[Lån\\|det]] |\n';
  const relinked = to(source);
  expect(relinked).toBe('| A | B |\n|---|---|\n| [[Ny gæld\\|Lån]] | [[Ny gæld\\|det]] |\n');
  expect(outlineOf(relinked).targets.map(({ slug }) => slug)).toEqual(['ny-gæld', 'ny-gæld']);
});

test('in a table a bar of a link may have a backslash before it or not, and what it shows may be marked up', () => {
  const rows = ['[[Lån|det]]', '[[Lån\\|**det**]]', '[[lån#C\\#|a\\|b]]', 'x | [[Kredit|c]] | d'];
  const relinked = to(`| A |\n|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`);
  expect(relinked.split('\n').slice(2, -1)).toEqual([
    '| [[Ny gæld\\|det]] |',
    '| [[Ny gæld\\|**det**]] |',
    '| [[Ny gæld#C#\\|a\\|b]] |',
    // The table has one column: the other cells of the row aren't shown.
    '| x | [[Kredit|c]] | d |',
  ]);
  expect(to('| A | B |\n|---|---|\n| [[Lån|a]] | [[Pant|b]] [[Kredit]] |')).toBe(
    '| A | B |\n|---|---|\n| [[Ny gæld\\|a]] | [[Pant|b]] [[Ny gæld\\|Kredit]] |',
  );
});

test('a link goes on showing the letters of its title, also those that are marks behind a bar', () => {
  expect(to('[[*Lån*]] [[Lån#Trin [1]|*a* `b`]] [[lån#x_a_]]')).toBe(
    '[[Ny gæld|\\*Lån\\*]] [[Lån#Trin [1]|*a* `b`]] [[Ny gæld#x_a_|lån#x\\_a\\_]]',
  );
});

test('a title that a link can’t hold is said by its slug', () => {
  const relinked = to('Se [[Lån]].', 'C# [og] mere|andet');
  expect(relinked).toBe('Se [[c-og-mere-andet|Lån]].');
  expect(outlineOf(relinked).targets[0]!.slug).toBe('c-og-mere-andet');
});

test('a link that shows more than one can say apart shows the title that it had', () => {
  const heading = 'Vilkår '.repeat(17).trim();
  const relinked = to(`[[Lån#${heading}]]`);
  expect(relinked).toBe(`[[Ny gæld#${heading}|Lån]]`);
  expect(outlineOf(relinked).targets).toHaveLength(1);
});
