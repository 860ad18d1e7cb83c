import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql, type CompiledQuery } from 'kysely';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import { countUpTo, listArticles, newestUnfinished } from '../../server/wiki/finding/lists.ts';
import { suggest } from '../../server/wiki/finding/suggestions.ts';
import { attributionAt } from '../../server/wiki/credit/attribution.ts';
import { heldAnywhere, heldIn } from '../../server/wiki/credit/first-held.ts';
import { originsOf } from '../../server/wiki/history/origins.ts';
import {
  contributions,
  newestChanges,
  newestStanding,
  newestTold,
} from '../../server/wiki/history/changes.ts';
import { contributorsOf } from '../../server/wiki/credit/contributors.ts';
import { standingsOf } from '../../server/wiki/articles/reverts.ts';
import { historyPage, revisionLine, revisionLines } from '../../server/wiki/history/lines.ts';
import { contentAt } from '../../server/wiki/history/reading.ts';
import { lookAlikeOf } from '../../server/wiki/copies/namesakes.ts';
import { authorOf } from '../../server/wiki/history/author.ts';
import { doerAt, protectionAt } from '../../server/wiki/history/standing.ts';
import { someLostHeadings } from '../../server/wiki/links/lost-headings.ts';
import { newcomersSince } from '../../server/wiki/people/newcomers.ts';
import { asListed } from '../../server/wiki/finding/listed.ts';
import { standingOf } from '../../server/wiki/people/activity.ts';
import { topicsInUse } from '../../server/wiki/topics/topics.ts';
import { listLog } from '../../server/wiki/history/folded-log.ts';
import { listActs } from '../../server/wiki/history/public-log.ts';
import { countWaiting, listWaiting } from '../../server/wiki/moderation/desk.ts';
import { lateRevisions } from '../../server/wiki/moderation/late-revisions.ts';
import { hasPosted, newestPosts, postsAbout, postsOf, wordingsOf } from '../../server/wiki/talk/posts.ts';
import { countSettled, listQuestions, listThreads } from '../../server/wiki/talk/threads.ts';
import { newsFor } from '../../server/wiki/following/news.ts';
import { newestFit } from '../../server/wiki/following/fits.ts';
import { countUnread, noticesOf } from '../../server/wiki/following/notices.ts';
import { recentActivity } from '../../server/wiki/history/recent.ts';
import { deleteOldSessions, othersOf, readSession } from '../../server/wiki/people/sessions.ts';
import type { Db } from '../../server/db/schema.ts';
import { fillWiki } from '../support/fill.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

const AT = '2026-11-21T00:00:00.000Z';
const PAGE = { limit: 10, answers: 3 };
const MODERATOR = { role: 'moderator', personId: 1 } as const;

let wiki: TestWiki;
beforeAll(async () => {
  wiki = await openWiki();
  await fillWiki(wiki.db, { articles: 300, revisions: 3000, people: 100 });
  const watches = Array.from({ length: 900 }, (_, i) => ({
    ...{ person_id: (i % 90) + 1, since: AT, from_sequence: 0, from_act: 0 },
    ...{ subject: (['article', 'person', 'topic'] as const)[i % 3]!, target: String((i % 97) + 1) },
  }));
  await wiki.db
    .insertInto('watch')
    .values(watches)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // PostgreSQL keeps figures of what its tables hold by itself; SQLite plans without.
  if (ENGINE === 'postgres') await sql.raw('analyze').execute(wiki.db);
});
afterAll(() => wiki.close());

/** Runs reads and returns the plan of each query that they send. */
async function plansOf(read: (db: Db) => Promise<unknown>): Promise<string[]> {
  const queries: CompiledQuery[] = [];
  const watched = wiki.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const executor = watched.getExecutor();
  const execute = executor.executeQuery.bind(executor);
  executor.executeQuery = ((query: CompiledQuery) => {
    queries.push(query);
    return execute(query);
  }) as typeof executor.executeQuery;
  await read(watched);
  return Promise.all(queries.map(explain));
}

async function explain({ sql: text, parameters }: CompiledQuery): Promise<string> {
  const explained = ENGINE === 'sqlite' ? 'explain query plan ' : 'explain ';
  const query = { ...wiki.db.selectFrom('person').selectAll().compile(), sql: explained + text, parameters };
  const rows = await wiki.db.transaction().execute(async (tx) => {
    // PostgreSQL would rather read a small table whole; told not to, it does so only where no index serves.
    if (ENGINE === 'postgres') await sql.raw('set local enable_seqscan = off').execute(tx);
    return (await tx.executeQuery<Record<string, unknown>>(query)).rows;
  });
  const lines = rows.map((row) => String(row['detail'] ?? row['QUERY PLAN']));
  // Going through what a subquery found reads no table: how that is found stands on lines of its own.
  const found = lines
    .filter((line) => line.startsWith('CO-ROUTINE '))
    .map((line) => line.replace('CO-ROUTINE', 'SCAN'));
  return lines.filter((line) => !found.includes(line)).join('\n');
}

/** A walk along an index that stops at the page's limit is as wanted; a bare scan isn't, nor is sorting what was found. */
const wholeTable = ENGINE === 'sqlite' ? /SCAN (?!.*USING (COVERING )?INDEX)|USE TEMP B-TREE/ : /Seq Scan/;

test.each<[string, (db: Db) => Promise<unknown>]>([
  ['a slug', (db) => findArticle(db, 'artikel-7')],
  ['what a search may go on to', (db) => suggest(db, 'artikel 1', 8)],
  ['a history page', (db) => historyPage(db, 7, 50, 40)],
  ['the newest that stands', (db) => newestStanding(db, 8)],
  ['articles of a kind, as far as they are counted', (db) => countUpTo(db, { kinds: ['method'] }, 100)],
  ['articles with sections to write', (db) => newestUnfinished(db, 5)],
  ['articles with sections to write, counted', (db) => countUpTo(db, { unfinished: true }, 100)],
  ['who has just begun to write', (db) => newcomersSince(db, '2020-01-01T00:00:00.000Z', 4)],
  ['links to headings that are gone', (db) => someLostHeadings(db, 1)],
  ['which topics are in use', (db) => topicsInUse(db, ['leadership', 'nudging'])],
  ['one revision', (db) => revisionLine(db, 7, 3)],
  ['the content of one revision', (db) => contentAt(db, 7, 3)],
  ['the newest changes', (db) => newestChanges(db, 50, 2000)],
  ["a person's contributions", (db) => contributions(db, 7, 50, 2000)],
  ['articles of a kind', (db) => listArticles(db, { kinds: ['method'] }, 50, 7)],
  ['who wrote an earlier revision', (db) => attributionAt(db, 7, 3)],
  ['who wrote an article, by share', (db) => contributorsOf(db, { id: 7, number: 10 })],
  ['where an article held some sentences first', (db) => heldIn(db, 7, ['01', '02', '03'], 2000)],
  ['where any article held some sentences first', (db) => heldAnywhere(db, ['01', '02', '03'], 2000)],
  ['who wrote some revisions', (db) => originsOf(db, [7, 8, 9])],
  ['a name that looks like another', (db) => lookAlikeOf(db, 'Person Nummer')],
  ["a person's other sessions", (db) => othersOf(db, 7, 'some key')],
  [
    'the sessions that have run out',
    (db) => deleteOldSessions(db, { now: '2026-11-21T00:00:00.000Z', since: '2026-01-01T00:00:00.000Z' }),
  ],
  ['how somebody stands', (db) => doerAt(db, 7, '2026-11-21T00:00:00.000Z')],
  ['whom a request is of', (db) => authorOf(db, 7, '2026-11-21T00:00:00.000Z')],
  ['what protects an article', (db) => protectionAt(db, 7, '2026-11-21T00:00:00.000Z')],
  ['what waits for a moderator', (db) => listWaiting(db, MODERATOR, { flags: [] }, { limit: 50, at: AT })],
  [
    'what waits of newcomers',
    (db) => listWaiting(db, MODERATOR, { flags: ['newcomer'] }, { limit: 50, at: AT }),
  ],
  [
    'what waits of a person',
    (db) => listWaiting(db, MODERATOR, { flags: [], personId: 7 }, { limit: 50, at: AT }),
  ],
  [
    'what waits of a kind, a workplace, in what is protected',
    (db) =>
      listWaiting(
        db,
        MODERATOR,
        { flags: ['links'], kind: 'method', workplace: 'Kommune', isProtected: true },
        { limit: 50, at: AT },
      ),
  ],
  ['how much waits', (db) => countWaiting(db, 100)],
  ['how revisions stand for taking them back', (db) => standingsOf(db, [7, 8, 9], AT)],
  ['what somebody wrote lately', (db) => lateRevisions(db, 7, AT, 100)],
  ['the log', (db) => listActs(db, {}, 50)],
  ['the log with imports folded', (db) => listLog(db, {}, 50)],
  ['the acts of a code', (db) => listActs(db, { code: 'licence' }, 50)],
  ['the acts of a code, further on', (db) => listActs(db, { code: 'licence' }, 50, 100)],
  ['the threads of an article', (db) => listThreads(db, 7, { isSettled: false }, PAGE)],
  [
    'its settled threads, further on',
    (db) => listThreads(db, 7, { isSettled: true }, { ...PAGE, before: 99 }),
  ],
  [
    'its questions of a section',
    (db) => listThreads(db, 7, { isSettled: false, section: 'eksempler' }, PAGE),
  ],
  ['how many threads are settled', (db) => countSettled(db, 7)],
  ['the posts of a thread, further on', (db) => postsOf(db, 7, 50, 99)],
  ['the wordings of a post', (db) => wordingsOf(db, { id: 7 } as never, 50)],
  ['the newest posts about an article', (db) => newestPosts(db, 7, 50)],
  ['all posts about an article', (db) => postsAbout(db, 7, 50, 99)],
  ['whether somebody has said anything', (db) => hasPosted(db, 7)],
  ['the questions of the wiki', (db) => listQuestions(db, {}, 50)],
  ['the questions of a kind, further on', (db) => listQuestions(db, { kind: 'method', after: 7 }, 50)],
  [
    'what is new to somebody',
    (db) => newsFor(db, 7, { since: { sequence: 2500, act: 0, fit: 0 } }, 50, undefined),
  ],
  ['the newest that a search of somebody’s found', (db) => newestFit(db, 7)],
  ['what concerns somebody', (db) => noticesOf(db, 7, {}, 50, undefined)],
  ['how much of it they haven’t read', (db) => countUnread(db, 7, 100)],
  ['what happened lately', (db) => recentActivity(db, {}, {}, 50, undefined)],
  ['what happened lately to an article', (db) => recentActivity(db, { articleId: 7 }, {}, 50, undefined)],
  ['what somebody did lately', (db) => recentActivity(db, { personId: 7 }, {}, 50, undefined)],
  [
    'what happened lately of a kind, from a workplace, and large',
    (db) => recentActivity(db, { kind: 'method', workplace: 'Kommune', least: 500 }, {}, 50, undefined),
  ],
  [
    'what newcomers said lately',
    (db) => recentActivity(db, { what: 'posts', isNewcomers: true }, {}, 50, undefined),
  ],
  ['a session', (db) => readSession(db, 'some id', '2026-11-21T00:00:00.000Z')],
])('%s is found without reading a whole table, or sorting one', async (_name, read) => {
  const plans = await plansOf(read);
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) expect(plan).not.toMatch(wholeTable);
});

test('a query that does read a whole table is caught', async () => {
  const plans = await plansOf((db) => db.selectFrom('revision').selectAll().where('size', '=', 7).execute());
  expect(plans[0]).toMatch(wholeTable);
});

const onSqlite = ENGINE === 'sqlite' ? test : undefined;

onSqlite?.(
  'what articles are filed under is found by the articles, and what somebody wrote by their bylines',
  async () => {
    const listed = await plansOf(async (db) => asListed(db, await listArticles(db, {}, 10)));
    const [articles, words, topics] = await plansOf((db) => standingOf(db, 7));
    const [filed] = listed.filter((plan) => plan.includes('facet'));
    for (const plan of [filed, topics]) expect(plan).toMatch(/facet_article/);
    for (const plan of [articles, words, topics]) expect(plan).toMatch(/contributor_byline/);
  },
);

test('who imported is found by the articles, at once for all that a page tells of', async () => {
  const came = [1, 11].map(
    (sequence) => ({ sequence, last: sequence + 1, action: 'import', articles: 2 }) as const,
  );
  await wiki.db.insertInto('intake').values(came).execute();
  const plans = await plansOf((db) => newestTold(db, 50, 20));
  await wiki.db.deleteFrom('intake').execute();
  const found = plans.filter((plan) => /\blog\b/.test(plan));
  expect(found).toHaveLength(1);
  expect(found[0]).not.toMatch(wholeTable);
  // With hardly an act to choose among, PostgreSQL takes any index.
  if (ENGINE === 'sqlite') expect(found[0]).toContain('log_article');
});

const onPostgres = ENGINE === 'postgres' ? test : undefined;

onPostgres?.('the line of a history is planned in little time, and never compiled', async () => {
  const line = revisionLines(wiki.db).where('revision.sequence', 'in', [7, 8, 9]).compile();
  const explained = { ...line, sql: `explain (analyze, summary, format json) ${line.sql}` };
  interface Explained {
    'Planning Time': number;
    JIT?: unknown;
  }
  const explain = async (db: Db) => {
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': Explained[] }>(explained as CompiledQuery<never>);
    return rows[0]!['QUERY PLAN'][0]!;
  };
  const asPostgresWould = () =>
    wiki.db.transaction().execute(async (tx) => {
      await sql.raw('set local join_collapse_limit = 8; set local jit = on').execute(tx);
      await sql.raw('set local jit_above_cost = 0').execute(tx);
      return explain(tx);
    });
  await asPostgresWould();
  await explain(wiki.db);
  const [theirs, ours]: [Explained[], Explained[]] = [[], []];
  // By turns, since the machine may be busy for a while.
  for (let time = 0; time < 10; time++) {
    theirs.push(await asPostgresWould());
    ours.push(await explain(wiki.db));
  }
  const took = (plans: Explained[]) => plans.reduce((sum, plan) => sum + plan['Planning Time'], 0);
  expect(took(ours)).toBeLessThan(took(theirs) / 2);
  expect(ours.map(({ JIT }) => JIT)).toEqual(ours.map(() => undefined));
});
