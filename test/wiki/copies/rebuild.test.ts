import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../server/db/open.ts';
import { encodeAttribution } from '../../../server/text/attribution.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { attributionAt } from '../../../server/wiki/credit/attribution.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { catchUp, rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { storedAttribution } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { fillWiki } from '../../support/fill.ts';
import { ana, bo, join } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
let anas: Author;
let bos: Author;
beforeEach(async () => {
  wiki = await openWiki();
  [anas, bos] = [await join(wiki.db, ana), await join(wiki.db, bo)];
});
afterEach(() => wiki.close());

const LINES = Array.from({ length: 20 }, (_, i) => `Linje nummer ${i} handler om vores arbejde.`);
const save = (author: Author, body: string) =>
  editArticle(wiki.db, author, 'prøvehandling', { content: method({ body }), summary: '', minor: false });
const findings = async () => (await verify(wiki.db, () => undefined, { attribution: true })).findings;

/** An article that two people write by turns, a line at a time. */
async function byTurns(): Promise<void> {
  await createArticle(wiki.db, anas, { content: method({ body: LINES[0]! }), summary: '' });
  for (let i = 1; i < LINES.length; i++) {
    await save(i % 2 ? bos : anas, LINES.slice(0, i + 1).join('\n\n'));
  }
}

/** Credits all words of every revision to the first, which is wrong, and files what no article holds. */
async function forgeCredit(): Promise<void> {
  const rows = await wiki.db.selectFrom('attribution').select('sequence').orderBy('sequence').execute();
  for (const { sequence } of rows) {
    const bytes = encodeAttribution(new Uint32Array(8 * sequence).fill(1), sequence);
    await wiki.db
      .updateTable('attribution')
      .set({ steps: 0, bytes })
      .where('sequence', '=', sequence)
      .execute();
    await wiki.db
      .updateTable('current_attribution')
      .set({ bytes })
      .where('sequence', '=', sequence)
      .execute();
  }
  await sql`update first_held set sequence = 18 where sequence < 10`.execute(wiki.db);
  await sql`insert into first_held (key, article_id, sequence) values (${Buffer.from('000000003039', 'hex')}, 1, 3) on conflict do nothing`.execute(
    wiki.db,
  );
  await sql`update contributor set words = words + 5`.execute(wiki.db);
  await sql`update article set title = 'Forfalsket', lead = 'Forfalsket'`.execute(wiki.db);
  await sql`delete from current_content`.execute(wiki.db);
}

test('whatever is wrong is mended, to what the saves came to', async () => {
  await byTurns();
  const before = await storedAttribution(wiki.db);
  await forgeCredit();
  expect(await findings()).not.toEqual([]);
  expect(await rebuild(wiki.db)).toBe(1);
  expect(await findings()).toEqual([]);
  expect(await storedAttribution(wiki.db)).toEqual(before);
  expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({ title: 'Prøvehandling' });
});

test('a wiki that was credited in another way is credited anew at its next start, once', async () => {
  await byTurns();
  const before = await storedAttribution(wiki.db);
  await forgeCredit();
  expect(await catchUp(wiki.db)).toBe(true);
  expect(await findings()).toEqual([]);
  expect(await storedAttribution(wiki.db)).toEqual(before);
  await forgeCredit();
  expect(await catchUp(wiki.db)).toBe(false);
  expect(await findings()).not.toEqual([]);
});

test('where nothing is wrong no attribution is written', async () => {
  await byTurns();
  const rows = () => wiki.db.selectFrom('attribution').selectAll().orderBy('sequence').execute();
  const before = await rows();
  await rebuild(wiki.db);
  expect(await rows()).toEqual(before);
});

test('one that is stopped half-way leaves what can be read, and the next comes to the same', async () => {
  await byTurns();
  const before = await storedAttribution(wiki.db);
  const { id } = await findArticle(wiki.db, 'prøvehandling');
  for (const patience of [0, 40, 120]) {
    await forgeCredit();
    const other = openDatabase(wiki.settings);
    const stopped = rebuild(other).catch((error: Error) => error);
    await sleep(patience);
    await other.destroy();
    await stopped;
    for (const number of [1, 10, 20]) {
      const { words } = await attributionAt(wiki.db, id, number);
      expect(words).toHaveLength(8 * number);
    }
  }
  await rebuild(wiki.db);
  expect(await storedAttribution(wiki.db)).toEqual(before);
  expect(await findings()).toEqual([]);
});

test('saves go on meanwhile, are credited right, and readers see every article whole', async () => {
  await fillWiki(wiki.db, { articles: 20, revisions: 100, people: 5 });
  await byTurns();
  await sql`update first_held set sequence = 115 where sequence < 110`.execute(wiki.db);
  await sql`update contributor set words = words + 5`.execute(wiki.db);
  const { id } = await findArticle(wiki.db, 'prøvehandling');
  const other = openDatabase(wiki.settings);
  let isDone = false;
  const rebuilding = rebuild(other).finally(() => (isDone = true));
  let saved = 0;
  for (; !isDone; saved++) {
    await save(saved % 2 ? bos : anas, [...LINES, `Sætning nummer ${saved} kom til imens.`].join('\n\n'));
    const { words, content } = await attributionAt(wiki.db, id, 20);
    expect([words.length, content.body.length]).toEqual([160, LINES.join('\n\n').length]);
    expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({ number: 21 + saved });
  }
  await rebuilding;
  await other.destroy();
  expect(saved).toBeGreaterThan(1);
  expect(await findings()).toEqual([]);
});
