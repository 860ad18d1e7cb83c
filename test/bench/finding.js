/** How fast articles are found among many, how large the index is that they're found by, and what it costs a save. */
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { engineOf } from '../../dist/server/db/engine.js';
import { migrate } from '../../dist/server/db/migrate.js';
import { idsFound } from '../../dist/server/db/search-index.js';
import { readQuery } from '../../dist/server/text/finding/query.js';
import { copies } from '../../dist/server/wiki/copies/index.js';
import { expand } from '../../dist/server/wiki/finding/expanding.js';
import { countFacets } from '../../dist/server/wiki/finding/facets.js';
import { search } from '../../dist/server/wiki/finding/search.js';
import { meantBy } from '../../dist/server/wiki/finding/spelling.js';
import { suggest } from '../../dist/server/wiki/finding/suggestions.js';
import { insertArticle } from '../../dist/server/wiki/articles/edits.js';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { enrol } from '../../dist/server/wiki/people/accounts.js';
import { recordRevision } from '../../dist/server/wiki/record.js';
import { danishContents, danishWords } from './danish.js';
import { cpuOf, median } from './measure.js';
import { PEOPLE } from './people.js';
import { printPage } from './requests.js';
import { startWiki } from './servers.js';
import { fillShelves } from './shelves.js';
import { support } from './support.js';
import { atLeast, atMost, milliseconds, printRow } from './table.js';

/** How many articles are searched; `FINDING` names others, as in FINDING=200000. */
const ARTICLES = (process.env.FINDING ?? '2000,20000').split(',').map(Number);
const ON_POSTGRES = 20_000;
/** How many words of a sort are looked for, and how often each. */
const WORDS = 12;
const TIMES = 5;
const SAVES = 240;

/** Prints the lines of finding. */
export async function finding({ folder }) {
  for (const articles of ARTICLES) {
    const at = join(folder, `found-${articles}`);
    mkdirSync(at);
    await findAmong(articles, { DATA_DIR: at });
  }
  const { startPostgres, createDatabase } = await support('postgres');
  const postgres = await startPostgres();
  const { url, drop } = await createDatabase(postgres.url);
  await findAmong(ON_POSTGRES, { DATA_DIR: folder, DATABASE_URL: url });
  await drop();
  await postgres.stop();
}

/** Measures a wiki that is filled first, unless it has articles. */
export async function findAmong(articles, environment) {
  const { db, now } = makeContext(readSettings({ LOG_LEVEL: 'silent', ...environment }));
  await migrate(db);
  const personId = await enrol(db, PEOPLE[0], now());
  const bytes = await fillShelves(db, { articles, personId, at: now() });
  await measureFinding(db, articles, bytes);
  if (articles <= 2000) await measurePages(db, environment);
  const author = await authorOf(db, personId, now());
  if (articles <= 2000) await measureSaves(db, author);
  await db.destroy();
}

export async function measureFinding(db, articles, bytes) {
  const where = `${articles} articles${engineOf(db) === 'sqlite' ? '' : ', PostgreSQL'}`;
  const words = await wordsOf(db, articles);
  const bound = (limit) => (articles === 200_000 ? limit : undefined);
  const find = (typed) => async () => {
    const result = await search(db, { typed, filters: {}, sort: 'best', offset: 0, limit: 25 });
    if (result.count > 3) await countFacets(db, {}, result);
  };
  const pairs = words.common.map((word, index) => `${word} ${words.common.at(index - 1)}`);
  await printTimes(`search, rare word, ${where}`, words.rare.map(find), bound(10));
  await printTimes(`search, word in 10 %, ${where}`, words.common.map(find), bound(40));
  await printTimes(`search, two words in 10 %, ${where}`, pairs.map(find));
  const many = words.common.map((_, index) => [...words.common, ...words.common].slice(index, index + 8));
  await printTimes(
    `search, eight words in 10 %, ${where}`,
    many.map((each) => find(each.join(' '))),
  );
  const wrong = words.common.map((word) => () => meantBy(db, misspelled(word)));
  await printTimes(`misspelled word, ${where}`, wrong);
  const begun = [...words.common, ...words.rare].flatMap((word) =>
    [3, 5].map((length) => () => suggest(db, word.slice(0, length), 8)),
  );
  await printTimes(`suggestion, ${where}`, begun, bound(20));
  const size = await sizeOfIndex(db);
  printRow(`index, ${where}`, `${(size / 1e6).toFixed(1)} MB`, {
    reference: `text ${(bytes / 1e6).toFixed(1)} MB`,
    ratio: size / bytes,
    asked: atMost(1),
  });
}

/** Prints how long work takes by the clock and by the processor, and how long it kept all else waiting. */
async function printTimes(what, works, limit) {
  for (const work of works) await work();
  const clock = [];
  const costs = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let time = 0; time < TIMES; time++) {
    for (const work of works) {
      const start = performance.now();
      costs.push(await cpuOf(work));
      clock.push(performance.now() - start);
      await new Promise(setImmediate);
    }
  }
  delay.disable();
  const [half, most] = [percentile(clock, 50), percentile(clock, 95)];
  const value = percentile(costs, 95);
  const cpu = `${milliseconds(percentile(costs, 50))} / ${milliseconds(value)}`;
  printRow(`${what}, p50 / p95`, `${cpu} of CPU`, {
    reference: `clock ${milliseconds(half)} / ${milliseconds(most)}, waited ${milliseconds(delay.max / 1e6)}`,
    value,
    asked: limit && atMost(limit, ' ms'),
  });
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))];
}

/** Picks words by how many articles are found for them: at most five, and closest to a tenth of all. */
async function wordsOf(db, articles) {
  const words = danishWords();
  const counted = async (word) => {
    const { all } = await expand(db, readQuery(word));
    const found = idsFound(db, { sought: all, without: [] }).as('found');
    const { count } = await db
      .selectFrom(found)
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return { word, count: Number(count) };
  };
  const tried = [];
  for (let rank = 200; rank < words.length; rank = Math.ceil(rank * 1.03)) {
    tried.push(await counted(words[rank]));
  }
  const far = ({ count }) => Math.abs(count - articles / 10);
  const common = tried.sort((a, b) => far(a) - far(b)).map(({ word }) => word);
  const rare = [];
  for (let rank = words.length - 1; rare.length < WORDS; rank -= 7) {
    const { word, count } = await counted(words[rank]);
    if (count > 0 && count <= 5) rare.push(word);
  }
  return { common: common.slice(0, WORDS), rare };
}

function misspelled(word) {
  const at = Math.floor(word.length / 2);
  return word.slice(0, at) + word[at] + word.slice(at, -1);
}

const SIZES = {
  sqlite: sql`select sum(pgsize) as bytes from dbstat
    where name like 'search%' or name like 'vocabulary%' or name like 'title_word%'`,
  postgres: sql`select pg_total_relation_size('search') + pg_total_relation_size('vocabulary')
    + pg_total_relation_size('vocabulary_sound') + pg_total_relation_size('title_word') as bytes`,
};

async function sizeOfIndex(db) {
  const { rows } = await SIZES[engineOf(db)].execute(db);
  return Number(rows[0].bytes);
}

/** Asks for the page of a search in ever another way, so that it can't have been kept, and for all articles as a file. */
export async function measurePages(db, environment) {
  const { common } = await wordsOf(db, 2000);
  const server = await startWiki(environment.DATA_DIR);
  let count = 0;
  const address = () =>
    `${server.address}/search?q=${encodeURIComponent(common[count % WORDS])}&again=${count++}`;
  await printPage(server, 'search page, word in 10 %, 2000 articles, made anew', address, atLeast(0.05));
  await printFile(server, '/articles.csv');
  await server.stop();
}

/** Prints what it costs the wiki's process to give a file, once it has been given before. */
async function printFile(server, path) {
  const get = async () => (await fetch(server.address + path)).text();
  await get();
  const costs = [];
  for (let time = 0; time < TIMES; time++) {
    const before = await server.cpu();
    await get();
    costs.push((await server.cpu()) - before);
  }
  const value = median(costs);
  printRow(`${path}, 2000 articles`, `${milliseconds(value)} of CPU`, { value, asked: atMost(200, ' ms') });
}

/** Prints what a save costs with the copies that articles and links are found by, beside one without, by turns. */
export async function measureSaves(db, author) {
  for (const [what, kilobytes] of [
    ['4 kB', 4],
    ['250 kB', 250],
  ]) {
    const save = await saver(db, author, kilobytes, 'med');
    const other = await saver(db, author, kilobytes, 'uden');
    const saves = kilobytes > 100 ? SAVES / 8 : SAVES;
    const [costs, others] = [[], []];
    const turns = [
      async () => costs.push(await cpuOf(save)),
      async () => others.push(await withoutFinding(() => cpuOf(other))),
    ];
    // Whoever comes second finds what both need at hand.
    for (let count = 0; count < saves; count++) for (const turn of turns.reverse()) await turn();
    const [wiki, reference] = [costs, others].map((all) => median(all.slice(saves / 4)));
    printRow(`save, ${what}, beside one without index and links`, `${milliseconds(wiki)} of CPU`, {
      reference: milliseconds(reference),
      ratio: wiki / reference,
      asked: atMost(1.3),
    });
  }
}

async function withoutFinding(work) {
  const all = [...copies];
  copies.splice(0, all.length, ...all.filter(({ name }) => name !== 'search' && name !== 'links'));
  try {
    return await work();
  } finally {
    copies.splice(0, copies.length, ...all);
  }
}

/** Makes an article of so many kilobytes and returns what changes a word of it and saves that. */
async function saver(db, author, kilobytes, name) {
  const contents = danishContents(danishWords(), 5 + kilobytes);
  let body = '';
  while (Buffer.byteLength(body) < kilobytes * 1000) body += `${contents.next().value.body}\n\n`;
  body = body.slice(0, kilobytes * 970);
  const content = { ...contents.next().value, title: `Artikel at gemme ${kilobytes} ${name}`, body };
  const target = await db.transaction().execute((tx) => insertArticle(tx, content, 'CC-BY-4.0'));
  let number = 0;
  return () =>
    db.transaction().execute(async (tx) => {
      const next = { ...content, body: `Ændring nummer ${number} i dag.\n\n${body}` };
      const action = number === 0 ? 'create' : 'edit';
      const save = { content: next, action, summary: '', minor: false, baseNumber: number || null };
      ({ number } = await recordRevision(tx, author, { ...target, revisionCount: number }, save));
    });
}
