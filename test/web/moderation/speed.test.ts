/** What the desk and the log cost when much waits and was done, held to what they cost when little did. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Db } from '../../../server/db/schema.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { serveWiki, type Answer, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, join, mo, PASSWORD } from '../../support/people.ts';

const [FEW, MANY, TURNS] = [1000, 100_000, 30];
/** How many times as much it may cost. */
const MOST = 2;

interface Filled {
  wiki: ServedWiki;
  mos: Client;
}

let [few, many]: Filled[] = [];
beforeAll(async () => {
  [few, many] = [await filled(FEW), await filled(MANY)];
}, 300_000);
afterAll(async () => {
  await few!.wiki.close();
  await many!.wiki.close();
});

/** Makes a wiki in which so many revisions of one article wait, and so many acts are in the log. */
async function filled(count: number): Promise<Filled> {
  const wiki = await serveWiki();
  const anas = await join(wiki.db, ana);
  await createArticle(wiki.db, anas, { content: method(), summary: '' });
  await join(wiki.db, mo, 'moderator');
  await wiki.db.transaction().execute((tx) => copyFirst(tx, count));
  await sql.raw('analyze').execute(wiki.db);
  const mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
  return { wiki, mos };
}

/** Copies the first revision with all that a list reads of it, and the first act, until there are so many. */
async function copyFirst(db: Db, count: number): Promise<void> {
  const numbers = `with recursive n (i) as (select 2 union all select i + 1 from n where i < ${count})`;
  for (const [table, columns, copied] of [
    [
      'revision',
      'sequence, article_id, number, byline_id, person_id, action, minor, size, written_at, recorded_at, content_digest, hash',
      `i, article_id, i, byline_id, person_id, 'edit', minor, size, written_at, recorded_at, content_digest, hash`,
    ],
    [
      'unpatrolled',
      'sequence, article_id, person_id, newcomer, imported, removal, links, minor',
      `i, article_id, person_id, case when i % 1000 = 0 then 1 else 0 end, imported, removal, links, minor`,
    ],
    [
      'log',
      'id, byline_id, action, person_id, recorded_at, words_digest, hash',
      `i, byline_id, case when i % 10 = 0 then 'block editing' else action end, person_id, recorded_at, words_digest, hash`,
    ],
  ] as const) {
    const key = table === 'log' ? 'id' : 'sequence';
    const from = `from n cross join (select * from ${table} where ${key} = 1) as one order by i`;
    await sql.raw(`${numbers} insert into ${table} (${columns}) select ${copied} ${from}`).execute(db);
  }
  await sql`update article set revision_count = ${count}, sequence = ${count}`.execute(db);
}

/**
 * Expects a page to cost at most so many times what another does: the least of several tries of each, by turns, since whatever
 * else goes on only ever adds; once it holds it's tried no more.
 */
async function expectAtMost(mine: () => Promise<Answer>, others: () => Promise<Answer>): Promise<void> {
  let [much, little] = [Infinity, Infinity];
  for (let turn = 0; turn < TURNS && (turn < 3 || much >= little * MOST); turn++) {
    much = Math.min(much, await timed(mine));
    little = Math.min(little, await timed(others));
  }
  expect(much / little).toBeLessThan(MOST);
}

async function timed(read: () => Promise<Answer>): Promise<number> {
  const start = performance.now();
  expect((await read()).status).toBe(200);
  return performance.now() - start;
}

test.each([
  '/moderation',
  '/moderation?kind=method',
  '/moderation?before=900',
  '/log',
  '/log?act=block',
  '/log?before=900',
])('%s costs at most twice as much with 100,000 as with 1,000', async (path) => {
  await expectAtMost(
    () => many!.mos.get(path),
    () => few!.mos.get(path),
  );
});

test('what few of many have in common is found as fast', async () => {
  const some = await few!.mos.get('/moderation?newcomer=1');
  expect(some.text.match(/class="line-title"/g)).toHaveLength(2);
  await expectAtMost(
    () => many!.mos.get('/moderation?newcomer=1'),
    () => many!.mos.get('/moderation'),
  );
});
