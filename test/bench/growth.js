/** What the lists of the newest cost as a wiki grows: recent changes, somebody's watchlist, the talk about an article. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { engineOf } from '../../dist/server/db/engine.js';
import { migrate } from '../../dist/server/db/migrate.js';
import { newsFor } from '../../dist/server/wiki/following/news.js';
import { watch } from '../../dist/server/wiki/following/watching.js';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { recentActivity } from '../../dist/server/wiki/history/recent.js';
import { reachedNow } from '../../dist/server/wiki/history/state.js';
import { listThreads } from '../../dist/server/wiki/talk/threads.js';
import { cpuOf, median } from './measure.js';
import { support } from './support.js';
import { atMost, milliseconds, printRow } from './table.js';
import { fillVersions } from './versions.js';

/** How many articles and versions a wiki has, a small and a large one; `GROWTH` names another large one, as in GROWTH=200000,1000000. */
const SMALL = { articles: 200, versions: 1000 };
const [articles, versions] = (process.env.GROWTH ?? '20000,1000000').split(',').map(Number);
const LARGE = { articles, versions };
const TIMES = 40;
/** What somebody watches, and how much has happened since they last looked. */
const WATCHED = { articles: 100, people: [2, 3], topics: ['leadership', 'digitalisation'] };
const NEW = { sequence: 200, act: 50 };
const PAGE = 50;

/** Prints the lines of growth, on both engines. */
export async function growth({ folder }) {
  const at = (name) => {
    const path = join(folder, `grown-${name}`);
    mkdirSync(path);
    return { DATA_DIR: path };
  };
  await compare(at('small'), at('large'));
  const { startPostgres, createDatabase } = await support('postgres');
  const postgres = await startPostgres();
  const databases = [await createDatabase(postgres.url), await createDatabase(postgres.url)];
  await compare(...databases.map(({ url }) => ({ DATA_DIR: folder, DATABASE_URL: url })));
  for (const { drop } of databases) await drop();
  await postgres.stop();
}

async function compare(small, large) {
  const wikis = [await fillWiki(small, SMALL), await fillWiki(large, LARGE)];
  const [{ db }] = wikis;
  // PostgreSQL works in processes of its own, whose time this one doesn't know.
  const [cost, unit] =
    engineOf(db) === 'sqlite' ? [cpuOf, 'ms of CPU'] : [clockOf, 'ms by the clock, PostgreSQL'];
  for (const [what, work] of Object.entries(PAGES)) {
    const [few, many] = await costs(
      wikis.map((wiki) => () => work(wiki)),
      cost,
    );
    printRow(`${what}, ${LARGE.versions} versions, ${unit}`, milliseconds(many), {
      reference: `${SMALL.versions} versions: ${milliseconds(few)}`,
      ratio: many / few,
      asked: atMost(2),
    });
  }
  for (const wiki of wikis) await wiki.db.destroy();
}

/** Returns a wiki that is filled, and who watches something in it. */
async function fillWiki(environment, size) {
  const { db, now } = makeContext(readSettings({ LOG_LEVEL: 'silent', ...environment }));
  await migrate(db);
  const [personId] = await fillVersions(db, { ...size, at: now() });
  const author = await authorOf(db, personId, now());
  const from = size.articles - WATCHED.articles;
  const watched = [
    ...Array.from({ length: WATCHED.articles }, (_, index) => ['article', from + index + 1]),
    ...WATCHED.people.map((id) => ['person', id]),
    ...WATCHED.topics.map((topic) => ['topic', topic]),
  ];
  for (const [subject, target] of watched)
    await watch(db, author, { subject, target: String(target) }, { lang: 'da' });
  await db.updateTable('watch').set({ from_sequence: 0, from_act: 0 }).execute();
  const { sequence, act } = await reachedNow(db);
  const since = { sequence: sequence - NEW.sequence, act: act - NEW.act, fit: 0 };
  const { article_id: articleId } = await db
    .selectFrom('thread')
    .select('article_id')
    .orderBy('last_post', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { db, personId, since, articleId };
}

const PAGES = {
  'recent changes': ({ db }) => recentActivity(db, {}, {}, PAGE),
  'recent changes of a topic': ({ db }) => recentActivity(db, { topic: WATCHED.topics[0] }, {}, PAGE),
  'recent changes of 500 letters or more': ({ db }) => recentActivity(db, { least: 500 }, {}, PAGE),
  watchlist: ({ db, personId, since }) => newsFor(db, personId, { since }, PAGE),
  talk: ({ db, articleId }) => listThreads(db, articleId, { isSettled: false }, { limit: 10, answers: 3 }),
};

/** Returns what each work costs in the middle, by turns. */
async function costs(works, cost) {
  for (const work of works) for (let time = 0; time < 10; time++) await work();
  const all = works.map(() => []);
  for (let time = 0; time < TIMES; time++)
    for (const [index, work] of works.entries()) all[index].push(await cost(work));
  return all.map(median);
}

async function clockOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
