import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copies } from '../../../server/wiki/copies/index.ts';
import { forEachArticle, type Copy } from '../../../server/wiki/copies/copy.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseByline, eraseContents } from '../../support/erasing.ts';
import { readContent, unlessErased } from '../../../server/wiki/history/contents.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { catchUp, rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { method } from '../../support/content.ts';
import { ana, AT, join, mo } from '../../support/people.ts';
import { recordRevision, recordTogether } from '../../../server/wiki/record.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { apart } from '../../../server/wiki/copies/together.ts';
import { contentBefore } from '../../../server/wiki/copies/reading.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

/** A copy of one file and one line: the leads of articles, and the names of their authors. */
const leads = new Map<number, string>();
const names = new Map<number, string>();
const lead: Copy = {
  name: 'leads',
  follow: async (_tx, { articleId, content }) => void leads.set(articleId, content.lead),
  followByline: async (_tx, { id, name }) => void names.set(id, name),
  forget: async (_tx, { article }) => void leads.set(article.id, ''),
  forgetByline: async (_tx, { id }) => void names.delete(id),
  catchUp: async () => leads.size,
  rebuild: (db) =>
    forEachArticle(db, async (tx, { id, sequence }) => {
      leads.set(id, (await unlessErased(readContent(tx, sequence)))?.lead ?? '');
    }),
};

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
  copies.push(lead);
});
afterEach(async () => {
  copies.splice(copies.indexOf(lead), 1);
  leads.clear();
  names.clear();
  await wiki.close();
});

test('a copy is followed, forgotten, caught up with and rebuilt by its line in the table alone', async () => {
  const [anas, mos] = [await join(wiki.db, ana), await join(wiki.db, mo, 'administrator')];
  expect([...names.values()]).toEqual([ana.name, mo.name]);
  await createArticle(wiki.db, anas, { content: method({ lead: 'Et.' }), summary: '' });
  expect([...leads.values()]).toEqual(['Et.']);
  const edit = { content: method({ lead: 'To.' }), summary: '', minor: false };
  await editArticle(wiki.db, anas, 'prøvehandling', edit);
  expect([...leads.values()]).toEqual(['To.']);

  leads.clear();
  await rebuild(wiki.db);
  expect([...leads.values()]).toEqual(['To.']);
  expect(await catchUp(wiki.db)).toBe(true);

  await eraseContents(wiki.db, mos, 'prøvehandling', { numbers: [2], reason: 'Et navn' });
  expect([...leads.values()]).toEqual(['']);
  await eraseByline(wiki.db, mos, anas.bylineId, 'Et navn');
  expect([...names.values()]).toEqual([mo.name]);
});

test('an import is followed as a save is', async () => {
  const mos = await join(wiki.db, mo, 'administrator');
  const change = { path: 'a.md', read: () => Promise.resolve('# Kortsortering\n\nOm kort.\n') };
  const author = { name: 'Lars Bæk', email: 'lars@example.dk' };
  const commit = { id: 'c1', author, merge: false, writtenAt: AT, message: 'Begin', changes: [change] };
  await importHistory(wiki.db, mos, { source: 'git:x', kind: kindOf('method')!, licence: 'CC0-1.0' }, [
    commit,
  ]);
  expect(leads.size).toBe(1);
  expect([...names.values()]).toEqual([mo.name, 'Lars Bæk']);
});

test('of many revisions in one transaction a copy of what is current follows the last that stands of each article', async () => {
  const followed: [lead: string, before: string | undefined][] = [];
  const current: Copy = {
    ...lead,
    isOfCurrent: true,
    follow: async (_tx, { content, change }) =>
      void followed.push([content.lead, contentBefore(change)?.lead]),
  };
  copies.push(current);
  const anas = await join(wiki.db, ana);
  await createArticle(wiki.db, anas, { content: method({ lead: 'Et.' }), summary: '' });
  followed.length = 0;
  await recordTogether(wiki.db, async (tx) => {
    const { id, uid } = await tx.selectFrom('article').select(['id', 'uid']).executeTakeFirstOrThrow();
    const save = { action: 'edit', summary: '', minor: false } as const;
    const write = (words: string, number: number) =>
      recordRevision(
        tx,
        anas,
        { id, uid, revisionCount: number },
        { ...save, content: method({ lead: words }), baseNumber: number },
      );
    await apart(tx, () => write('To.', 1));
    await write('Tre.', 2);
    const broken = apart(tx, async () => {
      await write('Fire.', 3);
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect([followed, [...leads.values()]]).toEqual([[], ['Fire.']]);
  });
  copies.splice(copies.indexOf(current), 1);
  expect(followed).toEqual([['Tre.', 'Et.']]);
  expect((await findArticle(wiki.db, 'prøvehandling')).number).toBe(3);
  expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
});
