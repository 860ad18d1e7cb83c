/** What articles link to, and what their headings are and were called: followed, forgotten, caught up with and made anew. */
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Content } from '../../../server/kinds/content.ts';
import { migrations } from '../../../migrations/index.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { areHeadingsRight } from '../../../server/wiki/copies/headings.ts';
import { addressesOf, areLinksRight, links, linksOf } from '../../../server/wiki/copies/links.ts';
import { catchUp } from '../../../server/wiki/upkeep/rebuild.ts';
import { method } from '../../support/content.ts';
import { eraseContents } from '../../support/erasing.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');

const write = (title: string, body: string, more: Partial<Content> = {}) =>
  createArticle(wiki.db, wiki.anas, { content: method({ title, body, ...more }), summary: '' });
const edit = (title: string, body: string, more: Partial<Content> = {}) =>
  editArticle(wiki.db, wiki.bos, title, {
    content: method({ title, body, ...more }),
    summary: '',
    minor: false,
  });
const filed = async () => {
  const rows = await wiki.db
    .selectFrom('link')
    .selectAll()
    .orderBy('article_id')
    .orderBy('slug')
    .orderBy('heading')
    .execute();
  return rows.map((row) => `${row.article_id}: ${row.slug}#${row.heading} ${row.count}`);
};
const headings = async () => {
  const rows = await wiki.db.selectFrom('heading').selectAll().orderBy('article_id').orderBy('id').execute();
  return rows.map(({ article_id: id, id: name, now }) => `${id}: ${name} ${now}`);
};

test('links are those of the text, by title or address, and of the facts, counted by article and by heading', () => {
  const body = [
    'Se [[Lån]], [[lån|det]] og [[Lån#Vilkår]], [adressen](/wiki/L%C3%A5n#vilkår) og [paa engelsk](/en/wiki/lån?a=b).',
    'Se [[#Herunder]], [her](#herunder), [noten](#fn:1), [historikken](/wiki/lån/history) og [ude](https://x.dk/wiki/lån).',
    '    [[Kode]]',
    '`[[Kode]]`\n\n## Herunder\n',
  ].join('\n\n');
  const facts = { methodsUsed: ['Lån', 'Samtale'], workplaces: ['Nordby'] };
  expect(linksOf(method({ kind: 'case', body, facts }))).toEqual([
    { slug: 'lån', heading: '', name: 'Lån', count: 6 },
    { slug: 'samtale', heading: '', name: 'Samtale', count: 1 },
    { slug: 'lån', heading: 'vilkår', name: 'Vilkår', count: 2 },
    { slug: '', heading: 'herunder', name: 'Herunder', count: 2 },
  ]);
});

test('addresses elsewhere are those of the sources, of the facts and of the text, each once', () => {
  const content = method({
    kind: 'organisation',
    facts: { website: 'https://b.dk' },
    sources: [
      { title: 'A', url: 'https://a.dk/x' },
      { title: 'Bog', url: '' },
    ],
    body: 'Se [a](https://a.dk/x), https://c.dk/ og [[Lån]], [skriv](mailto:a@b.dk).\n\n![Billede](http://d.dk/b.png)',
  });
  const expected = ['https://b.dk', 'https://a.dk/x', 'https://c.dk/', 'http://d.dk/b.png'];
  expect(addressesOf(content).sort()).toEqual(expected.sort());
});

test('links follow a save, are made anew, and go with an erased text', async () => {
  await write('Lån', '## Vilkår\n\nSe [[Pant]] og [[Pant]].\n');
  expect(await filed()).toEqual(['1: pant# 2']);
  await edit('lån', '## Vilkår\n\nSe [[Pant]] og [[Lov#Kapitel]].\n', { title: 'Lån' });
  const after = ['1: lov# 1', '1: lov#kapitel 1', '1: pant# 1'];
  expect(await filed()).toEqual(after);
  await wiki.db.updateTable('link').set({ count: 7 }).execute();
  await wiki.db.updateTable('heading').set({ now: 'forfalsket' }).execute();
  expect(await areLinksRight(wiki.db, { id: 1, sequence: 2 })).toBe(false);
  await links.rebuild(wiki.db);
  expect(await filed()).toEqual(after);
  expect(await areLinksRight(wiki.db, { id: 1, sequence: 2 })).toBe(true);
  await eraseContents(wiki.db, wiki.mos, 'lån', { numbers: [2], reason: 'Et navn' });
  expect(await filed()).toEqual([]);
});

test('a heading that gets another name is known by the old one too, for as long as it stands', async () => {
  await write('Lån', '# Lån\n\n## Vilkår\n\nRenten er fast i ti år.\n\n## Andet\n\nSpørg banken om det.\n');
  expect(await headings()).toEqual(['1: andet andet', '1: lån lån', '1: vilkår vilkår']);
  await edit('Lån', '# Lån\n\n## Pris\n\nRenten er fast i ti år.\n\n## Andet\n\nSpørg banken om det.\n');
  const renamed = ['1: andet andet', '1: lån lån', '1: pris pris', '1: vilkår pris'];
  expect(await headings()).toEqual(renamed);
  await edit(
    'Lån',
    '# Lån\n\n## Andet\n\nSpørg banken om det.\n\n## Hvad koster det\n\nRenten er fast i ti år.\n',
  );
  const twice = ['1: pris hvad-koster-det', '1: vilkår hvad-koster-det'];
  expect(await headings()).toEqual(expect.arrayContaining(twice));
  await wiki.db.deleteFrom('heading').execute();
  expect(await areHeadingsRight(wiki.db, 1)).toBe(false);
  await links.rebuild(wiki.db);
  expect(await headings()).toEqual(expect.arrayContaining(twice));
  expect(await headings()).toHaveLength(5);
  // The section is gone, and so is what it was called.
  await edit('Lån', '# Lån\n\n## Andet\n\nSpørg banken om det.\n');
  expect(await headings()).toEqual(['1: andet andet', '1: lån lån']);
});

test('what a heading was called in a text that is erased is forgotten', async () => {
  await write('Lån', '## Første\n\nRenten er fast i ti år.\n');
  await edit('Lån', '## Anna Bech\n\nRenten er fast i ti år.\n');
  await edit('Lån', '## Pris\n\nRenten er fast i ti år.\n');
  expect(await headings()).toEqual(['1: anna-bech pris', '1: første pris', '1: pris pris']);
  await eraseContents(wiki.db, wiki.mos, 'lån', { numbers: [2], reason: 'Et navn' });
  expect(await headings()).toEqual(['1: første pris', '1: pris pris']);
  expect(await areHeadingsRight(wiki.db, 1)).toBe(true);
  await edit('Lån', '## Betaling\n\nRenten er fast i ti år.\n');
  await eraseContents(wiki.db, wiki.mos, 'lån', { numbers: [4], reason: 'Et navn' });
  expect(await headings()).toEqual(['1: første pris', '1: pris pris']);
  // What comes after an erased text is held to the last that stands.
  await edit('Lån', '## Afdrag\n\nRenten er fast i ti år.\n');
  expect(await headings()).toEqual(['1: afdrag afdrag', '1: første afdrag', '1: pris afdrag']);
  expect(await areHeadingsRight(wiki.db, 1)).toBe(true);
});

test('a wiki from before there were links has them from its next start on, and they are read once', async () => {
  await write('Lån', '## Vilkår\n\nSe [[Pant]]. Renten er fast.\n');
  await edit('Lån', '## Pris\n\nSe [[Pant]]. Renten er fast.\n');
  await catchUp(wiki.db);
  const before = [await filed(), await headings()];
  expect(before).toEqual([['1: pant# 1'], ['1: pris pris', '1: vilkår pris']]);
  for (const table of ['link', 'heading', 'dead_link']) await sql.raw(`drop table ${table}`).execute(wiki.db);
  await sql`drop index slug_article`.execute(wiki.db);
  await sql`delete from copied where copy = 'links'`.execute(wiki.db);
  await sql`delete from migration where name = '022-links'`.execute(wiki.db);
  expect(Object.keys(migrations)).toContain('022-links');
  expect(await migrate(wiki.db)).toEqual(['022-links']);
  expect(await catchUp(wiki.db)).toBe(true);
  expect([await filed(), await headings()]).toEqual(before);
  expect(await catchUp(wiki.db)).toBe(false);
});
