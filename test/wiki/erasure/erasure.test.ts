import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { doChores } from '../../../server/chores.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { listArticles } from '../../../server/wiki/finding/lists.ts';
import { search } from '../../../server/wiki/finding/search.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { mergeOwed } from '../../../server/wiki/erasure/owed.ts';
import { newestChanges } from '../../../server/wiki/history/changes.ts';
import { standingContents } from '../../../server/wiki/history/contents.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import {
  createArticle,
  editArticle,
  FROM_NOTHING,
  moveArticle,
} from '../../../server/wiki/articles/edits.ts';
import { eraseByline, eraseContents, eraseSummary } from '../../support/erasing.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { personBySignIn } from '../../../server/wiki/people/accounts.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { restoreRevision, rollBack } from '../../../server/wiki/articles/reverts.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { beginSession, readSession } from '../../../server/wiki/people/sessions.ts';
import { stateOfWiki } from '../../../server/wiki/history/state.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { method } from '../../support/content.ts';
import { ana, AT, join, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');

const LATER = '2099-01-01T00:00:00.000Z';
const reason = 'Personoplysninger';

/** Lists every place of the database that holds some words: table and column, or the content of a revision. */
async function placesOf(words: string): Promise<string[]> {
  const needle = words.toLowerCase();
  const found = new Set<string>();
  for (const { name } of await wiki.db.introspection.getTables()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(wiki.db);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value) ? value.toString('latin1') + value.toString() : String(value);
        if (text.toLowerCase().includes(needle)) found.add(`${name}.${column}`);
      }
    }
  }
  for (const { id } of await wiki.db.selectFrom('article').select('id').execute()) {
    for await (const content of standingContents(wiki.db, id)) {
      if (JSON.stringify(content).toLowerCase().includes(needle)) found.add('content');
    }
  }
  return [...found].sort();
}

/** Tells whether the file of the database holds some words, in a page that is free, too. */
async function fileHolds(words: string): Promise<boolean> {
  await sql.raw('pragma wal_checkpoint(truncate)').execute(wiki.db);
  return readFileSync(joinPath(wiki.settings.dataFolder, 'wiki.db')).includes(words);
}

const [sqlite, postgres] = (['sqlite', 'postgres'] as const).map((engine) =>
  ENGINE === engine ? test : undefined,
);

const verified = () => verify(wiki.db, () => undefined);
const edit = (author: Author, change: Parameters<typeof method>[0], more = {}) =>
  editArticle(wiki.db, author, 'prøvehandling', {
    content: method(change),
    summary: '',
    minor: false,
    ...more,
  });

describe('erasing contents', () => {
  beforeEach(async () => {
    await createArticle(wiki.db, wiki.anas, { content: method(), summary: 'Første' });
    await edit(wiki.bos, {
      title: 'Zebrasagen',
      lead: 'Om zebrasagen.',
      topics: ['zebrasagen'],
      sources: [{ title: 'Zebrasagen', url: '' }],
      facts: { what: 'Zebrasagen' },
      body: 'Alt om zebrasagen.',
    });
    const draft = { path: '/wiki/zebrasagen/edit', fields: { body: 'zebrasagen' } };
    const session = { personId: wiki.anas.personId, data: JSON.stringify({ draft, notice: {} }) };
    await beginSession(wiki.db, 'a', session, LATER);
  });

  test('leaves the words nowhere, and the rows, the authors and a history that verifies', async () => {
    expect(await placesOf('zebrasagen')).toEqual([
      'article.lead',
      'article.slug',
      'article.sort_key',
      'article.title',
      'content',
      'facet.value',
      'log_words.words',
      'session.data',
      'slug.slug',
      'title_word.word',
      'topic.key',
      'topic.value',
    ]);
    // The vocabulary has the stem, and of the word its ending.
    expect(await placesOf('zebrasag')).toContain('vocabulary.stem');
    const before = await stateOfWiki(wiki.db);
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    expect(await placesOf('zebrasagen')).toEqual([]);
    expect(await placesOf('zebrasag')).not.toContain('vocabulary.stem');
    expect(await stateOfWiki(wiki.db)).not.toBe(before);
    expect(await verified()).toEqual({
      revisions: 2,
      checkpoints: 0,
      erased: { content: 1, summary: 0, byline: 0, log: 1 },
      findings: [],
    });
    const { id } = await findArticle(wiki.db, 'prøvehandling');
    expect((await historyPage(wiki.db, id, 9)).map(({ byline }) => byline.name)).toEqual([
      'Bo Åkjær',
      'Ana Østergård',
    ]);
    expect((await contentAt(wiki.db, id, 1)).body).toContain('Vælg én ting');
    await expect(contentAt(wiki.db, id, 2)).rejects.toMatchObject({ status: 410 });
  });

  test('is logged by whom and why, in the same transaction', async () => {
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    const entries = await wiki.db
      .selectFrom('log')
      .leftJoin('log_words', 'log_words.log_id', 'log.id')
      .select(['action', 'byline_id', 'erased_id', 'words'])
      .orderBy('log.id')
      .execute();
    const words = JSON.stringify({ reason });
    expect(entries).toEqual([
      { action: 'found-administrator', byline_id: wiki.mos.bylineId, erased_id: null, words: null },
      { action: 'move', byline_id: wiki.bos.bylineId, erased_id: null, words: null },
      { action: 'erase-log', byline_id: wiki.mos.bylineId, erased_id: 2, words },
      { action: 'erase-content', byline_id: wiki.mos.bylineId, erased_id: 2, words: expect.any(String) },
    ]);
    expect(JSON.parse(entries.at(-1)!.words!)).toMatchObject({ reason, kept: { until: 2, elsewhere: [] } });
  });

  test('of the current revision leaves the article under its newest title that stands, and open to a restore', async () => {
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({
      slug: 'prøvehandling',
      title: 'Prøvehandling',
      lead: '',
      number: 2,
    });
    await expect(findArticle(wiki.db, 'zebrasagen')).rejects.toMatchObject({ status: 404 });
    await restoreRevision(wiki.db, wiki.anas, 'prøvehandling', { number: 1, summary: 'Igen' });
    expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({ number: 3, lead: method().lead });
    expect((await verified()).findings).toEqual([]);
  });

  test('of every revision leaves a mark for a title, and open to a new text', async () => {
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [1, 2], reason });
    const [left] = await listArticles(wiki.db, {}, 9);
    expect(left).toMatchObject({ title: '[…]', slug: left!.uid.toString('hex'), lead: '' });
    expect(await placesOf('prøvehandling')).toEqual([]);
    const copies = () => wiki.db.selectFrom('article').selectAll().execute();
    const before = await copies();
    await rebuild(wiki.db);
    expect(await copies()).toEqual(before);
    const fresh = { content: method({ title: 'Ny begyndelse' }), summary: '', minor: false };
    const begunBefore = editArticle(wiki.db, wiki.bos, left!.slug, { ...fresh, base: 2 });
    await expect(begunBefore).rejects.toMatchObject({ status: 409, code: 'erased-since' });
    const saved = await editArticle(wiki.db, wiki.bos, left!.slug, { ...fresh, base: FROM_NOTHING });
    expect(saved).toEqual({ outcome: 'saved', slug: 'ny-begyndelse', number: 3, merged: false });
    expect((await findArticle(wiki.db, left!.slug)).slug).toBe('ny-begyndelse');
    expect((await verified()).findings).toEqual([]);
  });

  test('of an old revision keeps what others have written since, and a slug that another revision has', async () => {
    await edit(wiki.anas, { title: 'Zebrasagen', lead: 'Uden navne.' }, { base: 2 });
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    expect(await findArticle(wiki.db, 'zebrasagen')).toMatchObject({ number: 3, lead: 'Uden navne.' });
    expect(await placesOf('Alt om zebrasagen')).toEqual([]);
  });

  test('lets a rollback take back the erased revision', async () => {
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    const saved = await rollBack(wiki.db, wiki.anas, 'prøvehandling', { base: 2, summary: 'Væk' });
    expect(saved).toMatchObject({ outcome: 'saved', number: 3 });
    const { id } = await findArticle(wiki.db, 'prøvehandling');
    expect(await contentAt(wiki.db, id, 3)).toEqual(method());
  });

  test('loses no text of somebody who had begun on it: on a later revision it clashes', async () => {
    await edit(wiki.anas, { lead: 'Uden navne.' }, { base: 2 });
    await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers: [2], reason });
    const outcome = await edit(wiki.bos, { lead: 'Min egen sætning.' }, { base: 2 });
    expect(outcome).toMatchObject({ outcome: 'conflict', mine: { lead: 'Min egen sætning.' } });
  });

  test('brings nothing back by a form that was begun on it: all that differs from what stands clashes', async () => {
    const secret = {
      sources: [{ title: 'Hemmelig Hans', url: '' }],
      topics: ['hemmeligt'],
      facts: { timeRequired: 'Hemmelig tid' },
    };
    await edit(wiki.anas, secret);
    const { slug, number } = await findArticle(wiki.db, 'prøvehandling');
    const onto = (content: ReturnType<typeof method>, more = {}) =>
      editArticle(wiki.db, wiki.bos, slug, { content, base: number, summary: '', minor: false, ...more });
    await editArticle(wiki.db, wiki.bos, slug, { content: method(), summary: '', minor: false });
    await eraseContents(wiki.db, wiki.mos, slug, { numbers: [number], reason });
    const outcome = await onto(method(secret));
    expect(outcome).toMatchObject({ outcome: 'conflict' });
    if (outcome.outcome !== 'conflict') throw new Error('It was saved');
    const parts = outcome.clashes.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(['topics', 'sources', 'facts[timeRequired]']));
    const choices = Object.fromEntries(outcome.clashes.map(({ key }) => [key, 'theirs' as const]));
    expect(await onto(method(secret), { choices })).toMatchObject({ outcome: 'saved', number: null });
    expect(await placesOf('Hemmelig')).toEqual([]);
  });

  test('lets the second of two who began from nothing see what the first wrote', async () => {
    const { slug, number } = await findArticle(wiki.db, 'prøvehandling');
    await eraseContents(wiki.db, wiki.mos, slug, { numbers: [number], reason });
    const { slug: now } = (await listArticles(wiki.db, {}, 9))[0]!;
    const fresh = (author: Author, lead: string) =>
      editArticle(wiki.db, author, now, {
        content: method({ lead }),
        base: FROM_NOTHING,
        summary: '',
        minor: false,
      });
    expect(await fresh(wiki.anas, 'Anas.')).toMatchObject({ outcome: 'saved' });
    const second = await fresh(wiki.bos, 'Bos.');
    expect(second).toMatchObject({ outcome: 'conflict', current: { lead: 'Anas.' }, mine: { lead: 'Bos.' } });
  });

  sqlite?.('leaves no words in the free room of the file', async () => {
    expect(await fileHolds('zebrasagen')).toBe(true);
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    expect(await fileHolds('zebrasagen')).toBe(false);
    expect(await fileHolds('prøvehandling')).toBe(true);
  });

  sqlite?.('leaves no stems in what the index has written, however many articles there are', async () => {
    await edit(wiki.bos, { title: 'Zebrasagen', body: 'Quaggaerne løb.' });
    for (let index = 0; index < 30; index++) {
      const content = method({ title: `Andet ${index}`, body: `Ord ${index}.` });
      await createArticle(wiki.db, wiki.anas, { content, summary: '' });
    }
    expect(await fileHolds('quagga')).toBe(true);
    await mergeOwed(wiki.db);
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2, 3], reason });
    expect(await fileHolds('quagga')).toBe(true);
    await doChores(wiki);
    expect(await fileHolds('quagga')).toBe(false);
    const searching = { typed: 'andet', filters: {}, sort: 'best', offset: 0, limit: 50 } as const;
    expect((await search(wiki.db, searching)).count).toBe(30);
  });

  test('has the index merged once', async () => {
    const owed = async () =>
      (await wiki.db.selectFrom('chore').select('name').execute()).filter(({ name }) => /index,/.test(name));
    expect(await owed()).toHaveLength(0);
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    expect(await owed()).toHaveLength(1);
    await mergeOwed(wiki.db);
    expect(await owed()).toHaveLength(0);
  });

  postgres?.('leaves no stems in the index', async () => {
    await eraseContents(wiki.db, wiki.mos, 'zebrasagen', { numbers: [2], reason });
    await mergeOwed(wiki.db);
    const searching = { typed: 'prøvehandling', filters: {}, sort: 'best', offset: 0, limit: 50 } as const;
    expect((await search(wiki.db, searching)).count).toBe(1);
    const { rows } = await sql`select 1 from pg_index where not indisvalid`.execute(wiki.db);
    expect(rows).toEqual([]);
  });
});

test('erasing an edit summary leaves its words nowhere', async () => {
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: 'Ringede til zebramanden' });
  expect(await placesOf('zebramanden')).toEqual(['summary.words']);
  await eraseSummary(wiki.db, wiki.mos, 'prøvehandling', { number: 1, reason });
  expect(await placesOf('zebramanden')).toEqual([]);
  expect(await verified()).toMatchObject({ erased: { content: 0, summary: 1 }, findings: [] });
  expect((await newestChanges(wiki.db, 1))[0]).toMatchObject({ summary: '', byline: { name: ana.name } });
});

describe('erasing a byline', () => {
  test('leaves its words nowhere, and a person who can neither write nor sign in', async () => {
    const someone = { ...ana, name: 'Zoe Zebra', title: 'zebrapasser', email: 'zebra@example.dk' };
    const zoe = await join(wiki.db, someone);
    await createArticle(wiki.db, zoe, { content: method(), summary: '' });
    const { personId } = zoe;
    await beginSession(wiki.db, 'z', { personId, data: '{"draft":{"fields":{"body":"zebra"}}}' }, LATER);
    await beginSession(wiki.db, 'a', { personId: wiki.anas.personId, data: '{}' }, LATER);
    expect(await placesOf('zebra')).toEqual([
      'byline_words.skeleton',
      'byline_words.words',
      'credential.email',
      'person.folded_name',
      'person.sort_key',
      'session.data',
    ]);
    await eraseByline(wiki.db, wiki.mos, zoe.bylineId, reason);
    expect(await placesOf('zebra')).toEqual([]);
    expect(await personBySignIn(wiki.db, someone.email, someone.password)).toBeUndefined();
    expect(await readSession(wiki.db, 'z', AT)).toBeUndefined();
    expect(await readSession(wiki.db, 'a', AT)).toBeDefined();
    expect(await personBySignIn(wiki.db, ana.email, ana.password)).toBe(wiki.anas.personId);
    expect(await verified()).toMatchObject({ erased: { byline: 1 }, findings: [] });
    expect(await authorOf(wiki.db, zoe.personId, AT)).toBeUndefined();
    expect((await findPerson(wiki.db, zoe.personId)).byline).toMatchObject({ name: '', erased: true });
    const [change] = await newestChanges(wiki.db, 1);
    expect(change!.byline).toMatchObject({ personId: zoe.personId, erased: true });
  });

  postgres?.(
    'has its place given to what is written next, without waiting for others to be erased',
    async () => {
      const zoe = await join(wiki.db, { ...ana, name: 'Zoe Okapi', email: 'okapi@example.dk' });
      const vacuumed = async () => {
        const tables = await sql<{ relname: string }>`
        select relname from pg_stat_user_tables where last_vacuum is not null`.execute(wiki.db);
        return tables.rows.map(({ relname }) => relname);
      };
      expect(await vacuumed()).toEqual([]);
      await eraseByline(wiki.db, wiki.mos, zoe.bylineId, reason);
      const holding = [
        'byline_words',
        'content',
        'credential',
        'passage',
        'person',
        'session',
        'summary',
        'topic',
      ];
      expect(await vacuumed()).toEqual(expect.arrayContaining(holding));
    },
  );

  sqlite?.('leaves no words in the free room of the file', async () => {
    const zoe = await join(wiki.db, { ...ana, name: 'Zoe Okapi', email: 'okapi@example.dk' });
    expect([await fileHolds('Okapi'), await fileHolds('okapi@example.dk')]).toEqual([true, true]);
    await eraseByline(wiki.db, wiki.mos, zoe.bylineId, reason);
    expect([await fileHolds('Okapi'), await fileHolds('okapi@example.dk')]).toEqual([false, false]);
    expect(await fileHolds(ana.email)).toBe(true);
  });

  test('that a person has had before leaves the one that they have now', async () => {
    await changeSignature(wiki.db, wiki.anas, { name: 'Ana Lund', title: '', workplace: '' });
    await eraseByline(wiki.db, wiki.mos, wiki.anas.bylineId, reason);
    expect(await placesOf('Østergård')).toEqual([]);
    expect((await findPerson(wiki.db, wiki.anas.personId)).byline.name).toBe('Ana Lund');
    expect(await authorOf(wiki.db, wiki.anas.personId, AT)).toBeDefined();
  });
});

describe('what was imported', () => {
  const commit = (id: string, text: string, message = 'Begin') => ({
    id,
    author: { name: 'Zoe Zebra', email: 'zoe@example.com' },
    merge: false,
    writtenAt: AT,
    message: `${message}\n\nCo-authored-by: Zoe Zebra <zoe@example.com>`,
    changes: [{ path: '_methods/okapisagen.md', read: () => Promise.resolve(text) }],
  });
  const terms = { source: 'git:x', kind: kindOf('method')!, licence: 'CC0-1.0' };
  const text = '# Okapisagen\n\nOm okapisagen.\n';

  test('is erased with its paths, a second import still knows it, and brings no erased name back', async () => {
    await importHistory(wiki.db, wiki.mos, terms, [commit('c1', text)]);
    expect(await placesOf('zebra')).toEqual([
      'byline_words.skeleton',
      'byline_words.words',
      'person.folded_name',
      'person.sort_key',
    ]);
    expect(await placesOf('okapisagen')).toContain('import_path.path');
    const byline = (await newestChanges(wiki.db, 1))[0]!.byline;
    await eraseByline(wiki.db, wiki.mos, byline.id, reason);
    await eraseContents(wiki.db, wiki.mos, 'okapisagen', { numbers: [1], reason });
    expect(await placesOf('zebra')).toEqual([]);
    expect(await placesOf('okapisagen')).toEqual([]);
    const again = await importHistory(wiki.db, wiki.mos, terms, [commit('c1', text)]);
    expect([again.revisions, again.notes]).toEqual([0, []]);
    expect(await placesOf('okapisagen')).toEqual([]);
    const more = { ...commit('c2', '# Mere\n\nNy tekst.\n', 'More'), id: 'c2' };
    more.changes[0]!.path = '_methods/mere.md';
    const later = await importHistory(wiki.db, wiki.mos, terms, [commit('c1', text), more]);
    expect(later.notes).toMatchObject([{ code: 'refused', detail: { code: 'name-erased' } }]);
    expect(await placesOf('zebra')).toEqual([]);
    expect((await verified()).findings).toEqual([]);
  });
});

describe('an erasure is refused', () => {
  beforeEach(async () => {
    await createArticle(wiki.db, wiki.anas, { content: method(), summary: '' });
  });
  const erase = (author: Author, numbers: number[], why = reason) =>
    eraseContents(wiki.db, author, 'prøvehandling', { numbers, reason: why });

  test('to a contributor, of what they wrote themselves too', async () => {
    const refused = { status: 403 };
    await expect(erase(wiki.anas, [1])).rejects.toMatchObject(refused);
    await expect(eraseByline(wiki.db, wiki.anas, wiki.anas.bylineId, reason)).rejects.toMatchObject(refused);
    expect(await placesOf('Vælg én ting')).toEqual(['content']);
  });

  test('to an administrator who is none any more when their turn comes', async () => {
    await wiki.db
      .updateTable('person')
      .set({ role: 'contributor' })
      .where('id', '=', wiki.mos.personId)
      .execute();
    await expect(erase(wiki.mos, [1])).rejects.toMatchObject({ status: 403 });
    expect(await placesOf('Vælg én ting')).toEqual(['content']);
  });

  test('of what is not there, and a second time, with nothing erased', async () => {
    await expect(erase(wiki.mos, [1, 7])).rejects.toMatchObject({ status: 404 });
    await expect(eraseByline(wiki.db, wiki.mos, 999, reason)).rejects.toMatchObject({ status: 404 });
    await expect(
      eraseSummary(wiki.db, wiki.mos, 'prøvehandling', { number: 1, reason }),
    ).rejects.toMatchObject({
      problems: [{ code: 'no-summary' }],
    });
    expect(await verified()).toMatchObject({ erased: { content: 0 }, findings: [] });
    await edit(wiki.anas, { lead: 'To.' });
    await erase(wiki.mos, [1]);
    await expect(erase(wiki.mos, [1])).rejects.toMatchObject({ status: 410 });
  });
});

test('what is gone without an erasure in the log is a finding', async () => {
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: 'Første' });
  await moveArticle(wiki.db, wiki.anas, 'prøvehandling', { title: 'Forsøg', summary: '' });
  for (const table of ['content', 'current_content', 'summary', 'byline_words', 'log_words']) {
    await sql`delete from ${sql.table(table)}`.execute(wiki.db);
  }
  expect((await verified()).findings.map(({ code }) => code)).toEqual([
    'byline-gone',
    'byline-gone',
    'byline-gone',
    'content-gone',
    'summary-gone',
    'content-gone',
    'log-gone',
  ]);
});
