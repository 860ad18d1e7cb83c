import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readSettings } from '../../../server/config.ts';
import { makeContext } from '../../../server/context.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import type { ActCode } from '../../../server/wiki/acts.ts';
import { insertAct, type Act } from '../../../server/wiki/history/acts.ts';
import { personByEmail } from '../../../server/wiki/people/accounts.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { createAdministrator } from '../../../server/wiki/setup/setup.ts';
import { canonical } from '../../../server/kinds/content.ts';
import { encodeDelta } from '../../../server/text/delta.ts';
import { countPoints, pointsAfter, sizeOf } from '../../../server/wiki/proof/verify/size.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join, mo } from '../../support/people.ts';
import { OF_A_REVISION, tamper as tamperWith } from '../../support/tamper.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
  const anas = await join(wiki.db, ana);
  const bos = await join(wiki.db, bo);
  const edit = (summary: string, lead: string) => ({ content: method({ lead }), summary, minor: false });
  await createArticle(wiki.db, anas, edit('Første', 'Et.'));
  await createArticle(wiki.db, anas, { content: method({ title: 'Brugerrejse' }), summary: '' });
  await editArticle(wiki.db, bos, 'prøvehandling', edit('Anden', 'To.'));
  await restoreRevision(wiki.db, anas, 'prøvehandling', { number: 1, summary: 'Tilbage' });
});
afterEach(() => wiki.close());

const findings = async () => (await verify(wiki.db, () => undefined)).findings;

const tamper = (statement: string) => tamperWith(wiki.db, statement);
const untouched = { content: 0, summary: 0, byline: 0, log: 0 };

test('an untouched wiki verifies', async () => {
  expect(await verify(wiki.db, () => undefined)).toEqual({
    revisions: 4,
    checkpoints: 0,
    erased: untouched,
    findings: [],
  });
});

/** Changes one byte of a stored value. */
async function flip(
  table: 'content' | 'revision',
  column: 'bytes' | 'hash',
  sequence: number,
): Promise<void> {
  await tamper('select 1');
  const { rows } = await sql<{ value: Buffer }>`
    select ${sql.ref(column)} as value from ${sql.table(table)} where sequence = ${sequence}`.execute(
    wiki.db,
  );
  const value = Buffer.from(rows[0]!.value);
  value[value.length - 1]! ^= 1;
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where sequence = ${sequence}`.execute(
    wiki.db,
  );
}

describe('a verification names', () => {
  test.each([
    ['a changed author', 'update revision set person_id = 1, byline_id = 1 where sequence = 3', 'hash'],
    [
      'a changed time',
      "update revision set written_at = '2020-01-01T00:00:00.000Z' where sequence = 3",
      'hash',
    ],
    ['a changed action', "update revision set action = 'move' where sequence = 3", 'hash'],
    ['a changed minor mark', 'update revision set minor = 1 where sequence = 3', 'hash'],
    ['another summary', "update summary set words = 'Noget andet' where sequence = 3", 'summary'],
    [
      'another text in its place',
      'update content set bytes = (select bytes from content where sequence = 1), steps = 0 where sequence = 3',
      'content',
    ],
  ])('the revision with %s', async (_name, statement, code) => {
    await tamper(statement);
    expect((await findings())[0]).toEqual({ code, article: 'prøvehandling', number: 2, sequence: 3 });
  });

  test('the revision of which one byte of content, or of hash, was changed', async () => {
    await flip('content', 'bytes', 3);
    expect(await findings()).toEqual([
      { code: 'content', article: 'prøvehandling', number: 2, sequence: 3 },
      { code: 'content-lost', article: 'prøvehandling', number: 3, sequence: 4 },
    ]);
    await flip('revision', 'hash', 2);
    expect((await findings())[0]).toEqual({ code: 'hash', article: 'brugerrejse', number: 1, sequence: 2 });
  });

  test('a changed name in a byline', async () => {
    await tamper(
      `update byline_words set words = '{"name":"Eva Lund","title":"","workplace":""}' where byline_id = 2`,
    );
    expect(await findings()).toEqual([
      { code: 'byline', id: 2 },
      { code: 'person', id: 2, column: 'sort_key' },
      { code: 'person', id: 2, column: 'folded_name' },
      { code: 'copy', id: 2, column: 'namesake' },
    ]);
  });

  test('a revision that was taken out of the middle', async () => {
    for (const table of OF_A_REVISION) await tamper(`delete from ${table} where sequence = 3`);
    await tamper('delete from revision where sequence = 3');
    const codes = (await findings()).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['missing-sequence', 'missing-number', 'hash']));
  });

  test('the revisions of an article that is gone', async () => {
    if (ENGINE === 'postgres') {
      for (const table of [
        'revision',
        'slug',
        'contributor',
        'facet',
        'first_held',
        'current_content',
        'current_attribution',
      ]) {
        await tamper(`alter table ${table} drop constraint if exists ${table}_article_id_fkey`);
      }
    }
    await tamper('delete from article where id = 2');
    expect((await findings())[0]).toEqual({ code: 'missing-article', number: 1, sequence: 2 });
  });

  test('a tail that was cut off', async () => {
    for (const table of OF_A_REVISION) await tamper(`delete from ${table} where sequence = 4`);
    await tamper('delete from revision where sequence = 4');
    expect((await findings())[0]).toEqual({ code: 'revision-count', article: 'prøvehandling', number: 3 });
  });
});

test.each([
  '',
  'Æ',
  'En tekst på over fire tegn.',
  'Linje\nog linje\n\n\tmed indrykning',
  '😀 og 𝒳, é og “—”',
  '"Citat" og \\ og \\n og \\u0041',
  'Sidste: ,"body":"x',
])('the size of %j is counted in code points', (body) => {
  const before = Buffer.from(canonical(method({ lead: 'Æblet 🍎', body: `Før \\ ${body}` })));
  const text = Buffer.from(canonical(method({ body })));
  const points = pointsAfter(countPoints(before), before, encodeDelta(before, text));
  expect(sizeOf(text)).toBe([...body].length);
  expect(sizeOf(text, points)).toBe([...body].length);
});

describe('one article', () => {
  const verifyOne = (article: string) => verify(wiki.db, () => undefined, { article });

  test('is verified by itself, with the bylines that it credits', async () => {
    await tamper("update byline_words set words = '{}' where byline_id = 2");
    await tamper("update summary set words = 'x' where sequence = 3");
    expect((await verifyOne('prøvehandling')).findings).toEqual([
      { code: 'byline', id: 2 },
      { code: 'summary', article: 'prøvehandling', number: 2, sequence: 3 },
    ]);
    expect(await verifyOne('brugerrejse')).toEqual({
      revisions: 1,
      checkpoints: 0,
      erased: untouched,
      findings: [],
    });
  });

  test('that is not there is told', async () => {
    await expect(verifyOne('ukendt')).rejects.toMatchObject({ status: 404 });
  });
});

test('a verification sees one moment, whatever is written meanwhile', async () => {
  const other = makeContext(readSettings(wiki.environment));
  const author = await join(wiki.db, mo);
  let saved = 0;
  const write = async () => {
    const edit = { content: method({ lead: `${++saved}` }), summary: '', minor: false };
    await editArticle(other.db, author, 'prøvehandling', edit);
  };
  let isDone = false;
  const verifying = (async () => {
    const found = [];
    for (let round = 0; round < 4; round++) {
      const { findings } = await verify(wiki.db, () => undefined, { attribution: true });
      found.push(...findings);
    }
    isDone = true;
    return found;
  })();
  while (!isDone) await write();
  expect(await verifying).toEqual([]);
  expect(saved).toBeGreaterThan(2);
  await other.db.destroy();
});

describe('an entry in the log counts for nothing', () => {
  const lately = '2027-01-01T08:00:00.000Z';
  const authorNamed = async (someone: typeof ana) =>
    (await authorOf(wiki.db, (await personByEmail(wiki.db, someone.email))!, lately))!;
  const enter = (author: Author, code: ActCode, act: Act) =>
    wiki.db.transaction().execute((tx) => insertAct(tx, author, code, act));
  const codes = async () => (await findings()).map(({ code }) => code);

  test('when a contributor says that something was erased', async () => {
    await wiki.db.deleteFrom('summary').where('sequence', '=', 3).execute();
    const words = { reason: 'Et navn' };
    await enter(await authorNamed(bo), 'erase-summary', { articleId: 1, erasedId: 3, words });
    expect(await codes()).toEqual(['summary-gone', 'log-unfit']);
    await enter(await join(wiki.db, mo, 'administrator'), 'erase-byline', {
      personId: 1,
      erasedId: 3,
      words,
    });
    expect(await codes()).toEqual(['summary-gone', 'log-unfit', 'log-unfit']);
  });

  test('when an administrator says so of something in another article, or of what there never was', async () => {
    const mos = await join(wiki.db, mo, 'administrator');
    for (const [articleId, erasedId] of [
      [2, 3],
      [1, 99],
      // Its summary was never written.
      [2, 2],
    ] as const) {
      await enter(mos, 'erase-summary', { articleId, erasedId });
    }
    expect(await codes()).toEqual(['log-unfit', 'log-unfit', 'log-unfit']);
  });

  test('when it tells of an erasure, and the words stand', async () => {
    const mos = await join(wiki.db, mo, 'administrator');
    await enter(mos, 'erase-content', { articleId: 1, erasedId: 3, words: { reason: 'Et navn' } });
    expect(await codes()).toContain('content-stands');
  });

  test('when somebody who is no administrator gives a role', async () => {
    const [anas, bos] = [await authorNamed(ana), await authorNamed(bo)];
    await wiki.db.updateTable('person').set({ role: 'moderator' }).where('id', '=', anas.personId).execute();
    await enter(bos, 'appoint-moderator', { personId: anas.personId });
    expect(await findings()).toEqual([
      { code: 'log-unfit', id: 1 },
      { code: 'person', id: anas.personId, column: 'role' },
    ]);
  });

  test('when it gives an article another licence than it was made with', async () => {
    await tamper("update article set licence = 'CC0-1.0' where id = 2");
    await enter(await authorNamed(ana), 'licence', { articleId: 2, named: 'CC0-1.0' });
    expect(await findings()).toEqual([
      { code: 'log-unfit', id: 1 },
      { code: 'licence', article: 'brugerrejse' },
    ]);
  });
});

test('a role that an administrator gives, and takes, is explained', async () => {
  const administrator = { ...mo, email: 'aase@example.dk' };
  const id = await createAdministrator(wiki.db, administrator, AT);
  const [aases, anas] = [(await authorOf(wiki.db, id, AT))!, (await personByEmail(wiki.db, ana.email))!];
  for (const role of ['moderator', 'contributor', 'administrator'] as const) {
    await wiki.db.transaction().execute((tx) => appoint(tx, aases, anas, role));
    expect(await findings()).toEqual([]);
  }
  const bos = (await authorOf(wiki.db, (await personByEmail(wiki.db, bo.email))!, AT))!;
  const tried = wiki.db.transaction().execute((tx) => appoint(tx, bos, bos.personId, 'moderator'));
  await expect(tried).rejects.toMatchObject({ status: 403 });
});

test('rebuilding makes the very copies that saving made', async () => {
  const copies = async () => ({
    articles: await wiki.db.selectFrom('article').selectAll().orderBy('id').execute(),
    contributors: await wiki.db
      .selectFrom('contributor')
      .selectAll()
      .orderBy('article_id')
      .orderBy('byline_id')
      .execute(),
    facets: await wiki.db.selectFrom('facet').selectAll().orderBy('article_id').orderBy('value').execute(),
    people: await wiki.db.selectFrom('person').selectAll().orderBy('id').execute(),
  });
  const before = await copies();
  await wiki.db.updateTable('article').set({ title: 'x', lead: 'x', sort_key: 'x', kind: 'x' }).execute();
  await wiki.db.deleteFrom('contributor').execute();
  expect(await rebuild(wiki.db)).toBe(2);
  expect(await copies()).toEqual(before);
});
