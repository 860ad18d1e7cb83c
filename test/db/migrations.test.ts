import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { engineOf } from '../../server/db/engine.ts';
import type { Db } from '../../server/db/schema.ts';
import { migrate } from '../../server/db/migrate.ts';
import type { Author } from '../../server/wiki/history/author.ts';
import { attributeMissing } from '../../server/wiki/credit/replay.ts';
import { readText } from '../../server/wiki/history/contents.ts';
import { historyPage } from '../../server/wiki/history/lines.ts';
import { changeSignature } from '../../server/wiki/people/signatures.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { eraseContents } from '../support/erasing.ts';
import { kindOf } from '../../server/kinds/index.ts';
import { importHistory } from '../../server/wiki/exchange/imports.ts';
import { readRecords } from '../../server/wiki/exchange/records.ts';
import { rebuild } from '../../server/wiki/upkeep/rebuild.ts';
import { restoreRevision } from '../../server/wiki/articles/reverts.ts';
import { findPeople } from '../../server/wiki/finding/people.ts';
import { keysOfName } from '../../server/wiki/history/name-keys.ts';
import { listPeople } from '../../server/wiki/people/people.ts';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import { listWatched } from '../../server/wiki/following/watching.ts';
import { mergeTopics, partTopic } from '../../server/wiki/topics/merging.ts';
import { findTopic } from '../../server/wiki/topics/topics.ts';
import { catchUp } from '../../server/wiki/upkeep/rebuild.ts';
import { insertToken, voidTokens } from '../../server/wiki/mail/tokens.ts';
import { queueMail } from '../../server/wiki/mail/outbox.ts';
import { askRemoval, endRequest } from '../../server/wiki/moderation/erasing.ts';
import { handleReport } from '../../server/wiki/reports/handling.ts';
import { makeReport } from '../../server/wiki/reports/reports.ts';
import { verify } from '../../server/wiki/proof/verify.ts';
import { knownStems, stemsWith, wordsNear } from '../../server/wiki/finding/vocabulary.ts';
import { loadStarter } from '../../server/wiki/setup/starter.ts';
import { migrations } from '../../migrations/index.ts';
import { filesIn, read } from '../support/files.ts';
import { storedAttribution } from '../support/attribution.ts';
import { method } from '../support/content.ts';
import {
  creditWords,
  earlierVocabulary,
  forgetBindings,
  repeatNumbers,
  withoutPosts,
  storeWhole,
} from '../support/older.ts';
import { ana, AT, bo, join, mo } from '../support/people.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

const REVISIONS = 140;

test('every migration is listed in its order, and makes the tables that the types tell of', async () => {
  const files = filesIn('migrations', '.ts').filter((path) => path !== 'migrations/index.ts');
  const names = files.map((path) => path.replace(/^migrations\/|\.ts$/g, ''));
  expect(names).toContain('001-foundation');
  expect(Object.keys(migrations)).toEqual(names.sort());
  const wiki = await openWiki();
  const told = [...read('server/db/schema.ts').matchAll(/^ {2}(\w+): \w+Table;$/gm)].map(([, name]) => name!);
  const made = (await wiki.db.introspection.getTables()).map(({ name }) => name);
  // Attempts are counted in the memory of the one process that has a SQLite.
  const here = told.filter((name) => name !== 'attempt' || ENGINE === 'postgres');
  // SQLite keeps what it searches in tables of its own.
  const ours = made.filter((name) => !/^(?:search|said)_|^vocabulary_runs/.test(name));
  expect(ours.sort()).toEqual([...here, 'migration'].sort());
  await wiki.close();
});

test('contents stored whole by an older wiki are stored as deltas, and every hash stays', async () => {
  const wiki = await openWiki();
  await fill(wiki);
  const attribution = await storedAttribution(wiki.db);
  const texts = await textsOf(wiki);
  const verified = await verify(wiki.db, () => undefined);
  await storeWhole(wiki.db);

  expect(await migrate(wiki.db)).toEqual(['003-deltas', '005-first-held', '018-standing']);
  expect(await textsOf(wiki)).toEqual(texts);
  expect(await verify(wiki.db, () => undefined)).toEqual(verified);
  expect(verified.findings).toEqual([]);
  const { rows } = await sql<{ steps: number }>`
    select steps from content
    where sequence in (2, 4, 6, ${REVISIONS}, ${REVISIONS + 1}) order by sequence`.execute(wiki.db);
  expect(rows).toEqual([{ steps: 1 }, { steps: 0 }, { steps: 2 }, { steps: 27 }, { steps: 0 }]);

  expect(await attributeMissing(wiki.db)).toBe(REVISIONS + 1);
  const { words, contributors } = await storedAttribution(wiki.db);
  expect(contributors.map(({ revisions }) => revisions)).toEqual([70, 70, 1]);
  expect(words[2]).toBe(attribution.words[2]);
  await wiki.close();
}, 180_000);

test('an empty wiki and one with erased texts at either end are migrated, and verify with their attribution', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  await storeWhole(db);
  expect(await migrate(db)).toEqual(['003-deltas', '005-first-held', '018-standing']);
  expect(await attributeMissing(db)).toBe(0);
  const [, bos] = await eraseSome(wiki);
  const before = await verify(db, () => undefined);
  await forgetBindings(db);
  await storeWhole(db);
  await Promise.all([migrate(db), migrate(db)]);
  await Promise.all([attributeMissing(db), attributeMissing(db)]);
  expect(await verify(db, () => undefined, { attribution: true })).toEqual(before);
  expect(before.findings).toEqual([]);
  const stored = await storedAttribution(db);
  await rebuild(db);
  expect(await storedAttribution(db)).toEqual(stored);
  await restoreRevision(db, bos, 'current', { number: 2, summary: 'Igen' });
  await editArticle(db, bos, 'both', {
    content: method({ title: 'both', body: 'Et to tre fire fem.' }),
    summary: '',
    minor: false,
  });
  expect((await verify(db, () => undefined, { attribution: true })).findings).toEqual([]);
  await wiki.close();
}, 180_000);

test('roles and licences that the log didn’t explain are entered as found, and bylines and entries are linked', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const [anas, mos] = [await join(db, ana), await join(db, mo, 'administrator')];
  await createArticle(db, anas, { content: method(), summary: 'Første' });
  const commit = {
    id: 'c1',
    author: { name: 'Jo Doe', email: 'jo@example.com' },
    merge: false,
    writtenAt: '2020-05-01T08:00:00.000Z',
    message: 'Begin',
    changes: [{ path: 'maps.md', read: () => Promise.resolve('# Maps\n\nDraw a map.\n') }],
  };
  const terms = { kind: kindOf('method')!, licence: 'CC0-1.0', source: 'git:x' };
  await importHistory(db, mos, terms, [commit]);
  await eraseContents(db, mos, 'prøvehandling', { numbers: [1], reason: 'Et navn' });
  await forgetBindings(db);

  expect(await migrate(db)).toEqual(['006-bound-roles']);
  const entries = await db
    .selectFrom('log')
    .innerJoin('byline_words', 'byline_words.byline_id', 'log.byline_id')
    .select(['log.action', 'byline_words.words'])
    .orderBy('log.id')
    .execute();
  expect(entries.map(({ action, words }) => [action, (JSON.parse(words) as { name: string }).name])).toEqual([
    ['import', mo.name],
    ['erase-content', mo.name],
    ['found-administrator', mo.name],
    ['found-licence CC0-1.0', 'Jo Doe'],
  ]);
  const verified = await verify(db, () => undefined, { attribution: true });
  expect(verified).toMatchObject({ erased: { content: 1 }, findings: [] });
  for (const table of ['log', 'byline'] as const) {
    const refused = db.updateTable(table).set({ hash: null }).execute();
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('append-only') as unknown,
    });
  }
  await wiki.close();
});
test('where words alone had credit signs get it too, and what an erasure left is taken over', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  await eraseSome(wiki);
  const before = await storedAttribution(db);
  expect(before.revisions.filter(({ kept }) => kept === 1).length).toBeGreaterThan(5);
  expect(
    before.held.filter(({ origin, key }) => origin !== null && key.length === 32).length,
  ).toBeGreaterThan(1);
  await forgetBindings(db);
  await creditWords(db);
  expect(await migrate(db)).toEqual(['005-first-held', '006-bound-roles']);
  expect(await attributeMissing(db)).toBe(before.revisions.length);
  const after = await storedAttribution(db);
  const standing = (await db.selectFrom('content').select('sequence').execute()).map(
    ({ sequence }) => sequence,
  );
  for (const sequence of standing) expect(after.words[sequence]).toBe(before.words[sequence]);
  expect(after.held).toEqual(before.held);
  expect(after.revisions).toEqual(before.revisions);
  expect((await verify(db, () => undefined, { attribution: true })).findings).toEqual([]);
  await rebuild(db);
  expect(await storedAttribution(db)).toEqual(after);
  await wiki.close();
}, 180_000);

test('the names and the keys of co-authors go, and what names look like is worked out anew', async () => {
  const wiki = await openWiki();
  await join(wiki.db, ana);
  await recordAsBefore(wiki.db);
  await sql`
    insert into import_record values ('git:x', 'c', 'p', null, null, 'deleted', ${'[{"name":"Mie Med","key":"ab"}]'}, ${AT})`.execute(
    wiki.db,
  );
  await sql`delete from migration where name = '008-erased-names'`.execute(wiki.db);
  expect(await migrate(wiki.db)).toEqual(['008-erased-names', '033-records', '034-co-authors']);
  const commits = await wiki.db.selectFrom('import_commit').selectAll().execute();
  expect(commits).toEqual([{ id: 1, source_id: 1, hash: Buffer.from('c') }]);
  const looks = () => wiki.db.selectFrom('byline_words').select('skeleton').execute();
  expect(await looks()).toEqual([{ skeleton: null }]);
  await catchUp(wiki.db);
  expect(await looks()).toEqual([{ skeleton: expect.any(String) }]);
  await wiki.close();
});

test('what came in by imports is known by its source, commit and path, once each', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const mos = await join(db, mo, 'administrator');
  const hash = (sign: string) => sign.repeat(40);
  const commit = (id: string, path: string, text: string) => ({
    ...{ id, author: { name: 'Jo Doe', email: 'jo@example.com' }, merge: false, message: 'Begin' },
    ...{ writtenAt: '2020-05-01T08:00:00.000Z', changes: [{ path, read: () => Promise.resolve(text) }] },
  });
  const commits = [
    commit(hash('b'), 'maps.md', '# Maps\n\nDraw a map.\n'),
    commit(hash('a'), 'maps.md', '# Maps\n\nDraw two maps.\n'),
    commit('c1', 'cards.md', '# Cards\n\nSort them.\n'),
  ];
  const terms = { kind: kindOf('method')!, licence: 'CC0-1.0' };
  await importHistory(db, mos, { ...terms, source: 'git:x' }, commits);
  await importHistory(db, mos, { ...terms, source: 'git:y' }, commits.slice(0, 1));
  const known = async () => [await readRecords(db, 'git:x'), await readRecords(db, 'git:y')];
  const before = await known();
  expect(before.map(({ size }) => size)).toEqual([3, 1]);
  await recordAsBefore(db);
  expect(await migrate(db)).toEqual(['033-records', '034-co-authors']);
  expect(await known()).toEqual(before);
  const stored = await db.selectFrom('import_commit').select(['hash']).orderBy('id').execute();
  expect(stored.map(({ hash }) => hash.toString('hex'))).toEqual([
    ...[hash('b'), hash('a'), '6331', hash('b')],
  ]);
  expect((await verify(db, () => undefined, { attribution: true })).findings).toEqual([]);
  const again = await importHistory(db, mos, { ...terms, source: 'git:x' }, commits);
  expect([again.revisions, again.notes]).toEqual([0, []]);
  await wiki.close();
});

test('people of an older wiki stand in the order of titles, and are found, when it starts', async () => {
  const wiki = await openWiki();
  const names = [
    'Åse Dam',
    'Øjvind Bo',
    'Müller Holm',
    'Mysse Holm',
    'Zoe Bek',
    'Aage Dam',
    'Ea Þór',
    'Ea Tiel',
  ];
  for (const [i, name] of names.entries()) {
    await join(wiki.db, { ...ana, name, email: `p${i}@example.dk` });
  }
  await sql`update person set sort_key = 'x'`.execute(wiki.db);
  await sql.raw('drop index person_folded_name').execute(wiki.db);
  await sql.raw('alter table person drop column folded_name').execute(wiki.db);
  await sql`delete from migration where name = '035-order-of-people'`.execute(wiki.db);
  expect(await migrate(wiki.db)).toEqual(['035-order-of-people']);
  await catchUp(wiki.db);
  const keys = await wiki.db.selectFrom('person').select(['sort_key', 'folded_name']).orderBy('id').execute();
  expect(keys).toEqual(names.map(keysOfName));
  const listed = (await listPeople(wiki.db, {}, 20)).map(({ byline }) => byline.name);
  expect(listed).toEqual(names.toSorted(new Intl.Collator('da').compare));
  expect((await findPeople(wiki.db, 'åge', 5)).map(({ byline }) => byline.name)).toEqual(['Aage Dam']);
  expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  await wiki.close();
});

test('topics of an older wiki that are one by their folded keys are filed, watched and merged as one', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const [anas, mos] = [await join(db, ana), await join(db, mo, 'administrator')];
  const write = (title: string, topic: string) =>
    createArticle(db, anas, { content: method({ title, topics: [topic] }), summary: '' });
  const written = ['Ældre-boliger', 'ÆLDREBOLIGER', 'Bolig for ældre', 'Åben-data'];
  await write('En', written[0]!);
  await write('To', written[2]!);
  const { id } = await findArticle(db, 'to');
  await mergeTopics(db, mos, written[2]!, { into: 'Et emne', reason: 'Samme' });
  const ids = { person_id: anas.personId, subject: 'topic' as const, since: AT, from_act: 0 };
  // The older wiki told topics apart by all but case, and a topic was merged once.
  for (const statement of [
    'alter table topic_merge rename to new_topic_merge',
    'create table topic_merge (topic text primary key, target text not null, act_id integer not null unique)',
    'insert into topic_merge select lower(topic), target, act_id from new_topic_merge',
    'drop table new_topic_merge',
    "delete from migration where name = '036-folded-topics'",
    "update topic set key = lower(value) where value like '%boliger'",
  ]) {
    await sql.raw(statement).execute(db);
  }
  await db
    .insertInto('watch')
    .values(
      written
        .slice(0, 2)
        .map((target, i) => ({ ...ids, target: target.toLowerCase(), from_sequence: 5 - i })),
    )
    .execute();
  await db.updateTable('facet').set({ value: written[1]! }).where('article_id', '=', id).execute();
  await sql`delete from copied`.execute(db);

  expect(await migrate(db)).toEqual(['036-folded-topics']);
  await catchUp(db);
  const watched = await db.selectFrom('watch').select(['target', 'from_sequence']).execute();
  expect(watched).toEqual([{ target: 'ældreboliger', from_sequence: 4 }]);
  expect((await listWatched(db, anas.personId)).topics).toEqual([written[0]]);
  expect(await db.selectFrom('topic').selectAll().orderBy('value').execute()).toEqual([
    { key: 'et emne', value: 'Et emne' },
    { key: 'ældreboliger', value: written[0] },
  ]);
  await partTopic(db, mos, 'BOLIG FOR ÆLDRE', 'To ting');
  expect((await findTopic(db, 'bolig for ældre'))?.count).toBe(1);
  expect((await verify(db, () => undefined, { attribution: true })).findings).toEqual([]);
  await wiki.close();
});

/** Keeps the records of imports in one table, as it was before. */
async function recordAsBefore(db: Db): Promise<void> {
  const bytes = engineOf(db) === 'sqlite' ? 'lower(hex(made.hash))' : "encode(made.hash, 'hex')";
  for (const statement of [
    'alter table import_record rename to new_record',
    `create table import_record (
      source text not null, commit_hash text not null, path text not null,
      article_id integer references article (id), sequence integer references revision (sequence),
      outcome text not null, co_authors text not null, recorded_at text not null,
      primary key (source, commit_hash, path)
    )`,
    `insert into import_record
     select source.name, case when ${bytes} = '6331' then 'c1' else ${bytes} end, file.path, record.article_id,
       record.sequence, record.outcome, '[]', run.recorded_at
     from new_record as record join import_commit as made on made.id = record.commit_id
     join import_source as source on source.id = made.source_id
     join import_path as file on file.id = record.path_id join import_run as run on run.id = record.run_id`,
    ...['new_record', 'import_commit', 'import_source', 'import_path', 'import_run'].map(
      (table) => `drop table ${table}`,
    ),
    'drop table co_author',
    ...(engineOf(db) === 'sqlite' ? [] : ['drop function refuse_late_author']),
    "delete from migration where name in ('033-records', '034-co-authors')",
  ]) {
    await sql.raw(statement).execute(db);
  }
}

test('what stands is counted and filed in an older wiki when it starts', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const [anas, bos, mos] = [await join(db, ana), await join(db, bo), await join(db, mo, 'administrator')];
  await db.transaction().execute((tx) => loadStarter(tx, mos));
  await createArticle(db, anas, { content: method({ title: 'Ny' }), summary: '' });
  const vandal = { content: method({ title: 'Ny', body: 'Vrøvl.' }), summary: '', minor: false };
  await editArticle(db, bos, 'ny', vandal);
  await restoreRevision(db, anas, 'ny', { number: 1, summary: 'Hærværk' });
  const stored = () =>
    Promise.all([
      db.selectFrom('contributor').selectAll().orderBy('article_id').orderBy('byline_id').execute(),
      db.selectFrom('reverted').selectAll().execute(),
      db.selectFrom('intake').selectAll().execute(),
    ]);
  const before = await stored();
  expect(before.map(({ length }) => length > 0)).toEqual([true, true, true]);
  await catchUp(db);
  for (const statement of [
    'alter table contributor drop column items',
    'drop table reverted',
    'drop table intake',
    "delete from migration where name = '018-standing'",
    "update secret set value = '4' where name = 'credit-way'",
  ]) {
    await sql.raw(statement).execute(db);
  }
  expect(await migrate(db)).toEqual(['018-standing']);
  expect(await catchUp(db)).toBe(true);
  expect(await stored()).toEqual(before);
  expect((await verify(db, () => undefined, { attribution: true })).findings).toEqual([]);
  await wiki.close();
});

test('what an older wiki is searched by is made anew when it starts', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const anas = await join(db, ana);
  await createArticle(db, anas, {
    content: method({ body: 'Sygedagpengebrevet om zebraer.' }),
    summary: '',
  });
  const found = async () => ({
    known: [...(await knownStems(db, ['zebra', 'giraf']))],
    holding: await stemsWith(db, 'dagpeng'),
    near: await wordsNear(db, 'zebrar'),
  });
  const before = await found();
  expect(before).toEqual({ known: ['zebra'], holding: ['sygedagpengebrev'], near: ['zebraer'] });
  await catchUp(db);
  await earlierVocabulary(db);
  expect(await migrate(db)).toEqual(['031-vocabulary']);
  expect(await knownStems(db, ['zebra'])).toEqual(new Set());
  expect(await catchUp(db)).toBe(true);
  expect(await found()).toEqual(before);
  await wiki.close();
});

/** The tables whose rows go, and whose numbers stand in forms, addresses and mails. */
const NUMBERED = ['outbox', 'token', 'erasure_request', 'report'] as const;

test('in an older wiki what waits keeps its number, and from then on no number is given twice', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const [anas, mos] = [await join(db, ana), await join(db, mo, 'administrator')];
  await createArticle(db, anas, { content: method(), summary: 'Første' });
  const stored = () => Promise.all(NUMBERED.map((table) => db.selectFrom(table).selectAll().execute()));
  const shape = async () =>
    ENGINE === 'postgres'
      ? []
      : Promise.all(
          NUMBERED.flatMap((table) =>
            ['table_info', 'foreign_key_list', 'index_list'].map(async (about) => {
              const { rows } = await sql.raw<{ name: string }>(`pragma ${about}(${table})`).execute(db);
              return rows.map((row) => ({ ...row, seq: 0 })).sort((a, b) => (a.name < b.name ? -1 : 1));
            }),
          ),
        );
  /** One row of each, made the ordinary way; returns the numbers. */
  const make = async (email: string) => {
    const tokenId = await db.transaction().execute(async (tx) => {
      const id = await insertToken(tx, 'reset', { personId: anas.personId, data: { email } }, AT);
      await queueMail(tx, { to: email, lang: 'da', message: 'reset', tokenId: id }, AT);
      return id;
    });
    await askRemoval(db, mos, anas.personId, { what: 'names', reason: 'Anmodning' });
    const report = { articleId: 1, number: 1, section: '', reason: 'spam', words: '', email: '' };
    await makeReport(db, { ...report, personId: undefined }, AT);
    return Promise.all(
      NUMBERED.map((table) =>
        db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow(),
      ),
    ).then((rows) => [...rows.map(({ id }) => id), tokenId]);
  };
  const before = await shape();
  await repeatNumbers(db);
  const [, , request, report] = await make('ana@example.dk');
  await handleReport(db, mos, report!, { answer: 'done', note: 'Rettet' });
  await sql`delete from report`.execute(db);
  await endRequest(db, mos, request!, 'withdraw');
  const first = await make('ana@example.dk');
  const waiting = await stored();

  const later = await withoutPosts(db);
  expect(await migrate(db)).toEqual(['019-numbers', ...later]);
  expect(await stored()).toEqual(waiting);
  expect(await shape()).toEqual(before);
  await endRequest(db, mos, first[2]!, 'withdraw');
  await sql`delete from report`.execute(db);
  await db.transaction().execute((tx) => voidTokens(tx, anas.personId));
  expect((await stored()).map(({ length }) => length)).toEqual([0, 0, 0, 0]);
  const second = await make('ana@example.dk');
  for (const [i, number] of second.entries()) expect(number).toBeGreaterThan(first[i]!);
  // The log tells that one more was given before.
  expect(second[3]).toBeGreaterThan(report! + 1);
  expect((await verify(db, () => undefined)).findings).toEqual([]);
  await wiki.close();
});

test('names that were changed before anybody could choose stand alone, until their owner does', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  const anas = await join(db, ana);
  await createArticle(db, anas, { content: method(), summary: '' });
  const wanted = { name: 'Ana Holm', title: '', workplace: '' };
  await changeSignature(db, anas, wanted);
  await sql`drop table pairing`.execute(db);
  await sql`delete from migration where name = '020-pairings'`.execute(db);

  expect(await migrate(db)).toEqual(['020-pairings']);
  const shown = async () => (await historyPage(db, 1, 1))[0]!.byline;
  expect(await shown()).toMatchObject({ name: ana.name });
  expect(await shown()).not.toHaveProperty('now');
  await changeSignature(db, anas, { ...wanted, paired: true });
  expect(await shown()).toMatchObject({ name: ana.name, now: { name: 'Ana Holm' } });
  expect((await verify(db, () => undefined)).findings).toEqual([]);
  await wiki.close();
});

/** Four articles of which some texts are erased; returns the people. */
async function eraseSome({ db }: TestWiki): Promise<[Author, Author, Author]> {
  const [anas, bos, mos] = [await join(db, ana), await join(db, bo), await join(db, mo, 'administrator')];
  for (const title of ['first', 'current', 'all', 'both']) {
    await createArticle(db, anas, { content: method({ title }), summary: '' });
    for (const body of ['Et to tre fire fem.', 'Et to tre fire fem. Seks syv otte ni ti.', 'Ti.']) {
      await editArticle(db, body === 'Ti.' ? anas : bos, title, {
        content: method({ title, body }),
        summary: '',
        minor: false,
      });
    }
  }
  const reason = 'Personoplysninger';
  await eraseContents(db, mos, 'first', { numbers: [1], reason });
  await eraseContents(db, mos, 'current', { numbers: [4], reason });
  await eraseContents(db, mos, 'both', { numbers: [2, 3], reason });
  await eraseContents(db, mos, 'all', { numbers: [4, 2, 1, 3], reason });
  return [anas, bos, mos];
}

/** A long article of which the third revision is erased, and a short one. */
async function fill({ db }: TestWiki): Promise<void> {
  const people = [await join(db, ana), await join(db, bo)];
  const moderator = await join(db, mo, 'administrator');
  const paragraphs = Array.from(
    { length: 60 },
    (_, i) => `Afsnit ${i} om at prøve noget nyt af i hverdagen.`,
  );
  for (let number = 1; number <= REVISIONS; number++) {
    paragraphs[number % 60] += ` Ord${number}.`;
    const change = { content: method({ body: paragraphs.join('\n\n') }), summary: '', minor: false };
    const author = people[number % 2]!;
    if (number === 1) await createArticle(db, author, change);
    else await editArticle(db, author, 'prøvehandling', change);
  }
  await createArticle(db, moderator, { content: method({ title: 'Kort' }), summary: '' });
  await eraseContents(db, moderator, 'prøvehandling', { numbers: [3], reason: 'Personoplysninger' });
}

async function textsOf({ db }: TestWiki): Promise<Record<number, string | undefined>> {
  const texts: Record<number, string | undefined> = {};
  for (let sequence = 1; sequence <= REVISIONS + 1; sequence++) {
    texts[sequence] = (await readText(db, sequence))?.toString();
  }
  return texts;
}
