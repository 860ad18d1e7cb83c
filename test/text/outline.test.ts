/** What a text leads to, what of it may be led to, and what its headings are called in another version of it. */
import { describe, expect, test } from '@jest/globals';
import { readMarkdown, type Labels } from '../../server/text/markdown.ts';
import { addressesIn, outlineOf } from '../../server/text/markdown/outline.ts';
import { wikiPath, withSlug } from '../../server/text/markdown/wiki-addresses.ts';
import { renamedHeadings } from '../../server/text/renamed-headings.ts';

test('an address of the wiki leads to an article and perhaps a heading, in either language', () => {
  expect(wikiPath('/wiki/L%C3%A5n')).toEqual({ slug: 'lån', heading: '' });
  expect(wikiPath('/en/wiki/lån?x=1#vilk%C3%A5r')).toEqual({ slug: 'lån', heading: 'vilkår' });
  expect(wikiPath('/wiki/lån#:~:text=Renten')).toEqual({ slug: 'lån', heading: '' });
  expect(wikiPath('#vilkår')).toEqual({ slug: '', heading: 'vilkår' });
  for (const own of [
    'L%C3%A5n?x#vilkår',
    './lån#vilkår',
    '../wiki/lån#vilkår',
    '../en/wiki/lån#vilkår',
    '../../wiki/lån#vilkår',
  ])
    expect(wikiPath(own)).toEqual({ slug: 'lån', heading: 'vilkår' });
  for (const other of [
    'lån/history',
    '..',
    '?x=1',
    'mailto:a@b.dk',
    '/wiki/lån/history',
    '/wiki/',
    '/articles',
    'https://x.dk/wiki/lån',
    '#fn:1',
    '#',
    '',
  ])
    expect(wikiPath(other)).toBeUndefined();
  expect(wikiPath('/wiki/%E0%A4%A')).toEqual({ slug: 'e0-a4-a', heading: '' });
});

test('an address gets another slug in the place of its own, and keeps all else', () => {
  expect(withSlug('/en/wiki/L%C3%A5n?x=1#vilkår', 'gæld')).toBe('/en/wiki/g%C3%A6ld?x=1#vilkår');
  expect(withSlug('lån?x=1#vilkår', 'gæld')).toBe('g%C3%A6ld?x=1#vilkår');
  expect(withSlug('../wiki/lån', 'gæld')).toBe('../wiki/g%C3%A6ld');
  expect(withSlug('lån/history', 'gæld')).toBe('lån/history');
  expect(withSlug('/wiki/lån/history', 'gæld')).toBe('/wiki/lån/history');
});

test('links are those that a page has, and none of code; a definition may make one of what says it', () => {
  const source = 'Se [[A]], [b][1], [c] og `[[D]]`.\n\n    [[E]]\n\n[1]: /wiki/b#h\n[c]: /wiki/c\n';
  const targets = [
    { slug: 'a', heading: '', names: { article: 'A', heading: '' } },
    { slug: 'b', heading: 'h', names: { article: '', heading: '' } },
    { slug: 'c', heading: '', names: { article: '', heading: '' } },
  ];
  expect(outlineOf(source).targets).toEqual(targets);
  expect(outlineOf('Se [[A]], [b][1], [c] og `[[D]]`.').targets).toEqual(targets.slice(0, 1));
  expect(addressesIn('Se <https://a.dk>, [b](http://b.dk) og [c](/wiki/c).')).toEqual([
    'https://a.dk',
    'http://b.dk',
  ]);
});

test('headings have the ids that a page gives them', () => {
  const source =
    '# Lån\n\n## Vilkår & *pris*\n\n## Se [[Pant]]\n\n## Pris!\n\nPris\n----\n\n- # I en liste\n\n###### ***\n';
  const labels = new Proxy({}, { get: () => '' }) as Labels;
  const { html } = readMarkdown(source).render({ href: String, missing: new Set(), labels });
  const shown = Array.from(html.matchAll(/<h\d id="([^"]*)"/g), ([, id]) => id);
  const { headings } = outlineOf(source);
  expect(headings.map(({ id }) => id)).toEqual(shown);
  expect(headings.map(({ line }) => line)).toEqual([1, 3, 5, 7, 9, 12, 14]);
});

describe('a heading with another name is known', () => {
  const body = (heading: string, under = 'Renten er fast i ti år.') =>
    `## Først\n\nOm lån.\n\n## ${heading}\n\n${under}\n`;
  const renamed = (before: string, after: string) => Object.fromEntries(renamedHeadings(before, after));

  test('by what stands under it', () => {
    expect(renamed(body('Vilkår'), body('Pris'))).toEqual({ vilkår: 'pris' });
    expect(renamed(body('Vilkår'), `## Pris\n\nRenten er fast i ti år.\n\n## Først\n\nOm lån.\n`)).toEqual({
      vilkår: 'pris',
    });
  });

  test('by its own words', () => {
    const after = body('Vilkår for lånet og for renten', 'Det her er helt nyt og skrevet af en anden.');
    expect(renamed(body('Vilkår for lånet', ''), after)).toEqual({
      'vilkår-for-lånet': 'vilkår-for-lånet-og-for-renten',
    });
  });

  test('where it is joined with the section above', () => {
    expect(renamed(body('Vilkår'), '## Først\n\nOm lån.\n\nRenten er fast i ti år.\n')).toEqual({
      vilkår: 'først',
    });
  });

  test('and not where all of it is gone, or still has it', () => {
    expect(renamed(body('Vilkår'), '## Først\n\nOm lån.\n')).toEqual({});
    expect(renamed(body('Vilkår'), body('Vilkår', 'Noget andet.'))).toEqual({});
    expect(renamed(body('Vilkår'), 'Renten er fast i ti år.\n')).toEqual({});
  });
});
