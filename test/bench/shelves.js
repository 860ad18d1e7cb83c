/**
 * Fills a wiki with as many articles as are asked for, fast: whatever finding reads of each is written as the wiki writes it,
 * many at a time. They have one version each, by one person; attribution, counts and hashes are left out.
 */
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { engineOf } from '../../dist/server/db/engine.js';
import { indexArticle } from '../../dist/server/db/search-index.js';
import { textsBeside } from '../../dist/server/kinds/beside.js';
import { canonical } from '../../dist/server/kinds/content.js';
import { facetsOf } from '../../dist/server/kinds/filing.js';
import { foldedWords, isStopWord, stemOf } from '../../dist/server/text/finding/stems.js';
import { headOf } from '../../dist/server/wiki/copies/heads.js';
import { learn } from '../../dist/server/wiki/copies/vocabulary.js';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { danishContents, danishWords } from './danish.js';

/** How many articles are written at a time. */
const BATCH = 2000;
/** What a process that fills an SQLite file does otherwise than the wiki: it's made in memory, and nobody needs it after a power cut. */
const HASTE = ['synchronous = off', 'cache_size = -400000', 'wal_autocheckpoint = 20000'];

/** Fills a wiki, as one of its people, and returns how many bytes of text the articles have. */
export async function fillShelves(db, { articles, personId, at }) {
  const contents = danishContents(danishWords(), 1);
  const words = wordsMet();
  const titles = new Set();
  const next = () => {
    for (;;) {
      const content = contents.next().value;
      const head = headOf(content);
      if (!titles.has(head.slug)) return titles.add(head.slug) && { content, head };
    }
  };
  if (engineOf(db) === 'sqlite') await hasten(db);
  const author = await authorOf(db, personId, at);
  let bytes = 0;
  for (let made = 0; made < articles; made += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, articles - made) }, (_, index) => ({
      ...next(),
      id: made + index + 1,
    }));
    await db.transaction().execute((tx) => write(tx, author, batch, words));
    for (const { content } of batch) bytes += bytesOf(content);
  }
  await learnAll(db, [...words.stems.keys()]);
  if (engineOf(db) === 'sqlite') await holdOfIndex(db, 1024 * 1024);
  return bytes;
}

async function hasten(db) {
  for (const setting of HASTE) await sql.raw(`pragma ${setting}`).execute(db);
  await holdOfIndex(db, 64 * 1024 * 1024);
}

/** Has the index hold so many bytes in memory before it writes them. */
async function holdOfIndex(db, bytes) {
  await sql`insert into search (search, rank) values ('hashsize', ${sql.lit(bytes)})`.execute(db);
}

/** Returns how many bytes of text an article is found by. */
function bytesOf(content) {
  const { title, lead, body } = content;
  return Buffer.byteLength([title, lead, body, ...textsBeside(content)].join('\n'));
}

/** Each word once, as it's folded, and its stem. */
function wordsMet() {
  const stems = new Map();
  return {
    stems,
    stemsIn: (text) =>
      foldedWords(text)
        .map((word) => {
          const stem = stems.get(word) ?? stemOf(word);
          stems.set(word, stem);
          return stem;
        })
        .join(' '),
  };
}

async function write(tx, author, batch, words) {
  const wholes = batch.map(({ content }) => deflateRawSync(Buffer.from(canonical(content)), { level: 1 }));
  const rows = (of) => batch.flatMap(of);
  await insert(
    tx,
    'article',
    rows(({ id, head }) => ({
      ...{ id, uid: randomBytes(16), licence: 'CC-BY-4.0', revision_count: 1, sequence: id },
      ...head,
    })),
  );
  await insert(
    tx,
    'slug',
    rows(({ id, head }) => ({ slug: head.slug, article_id: id })),
  );
  await insert(
    tx,
    'revision',
    rows(({ id, content }) => revisionOf(id, content, author)),
  );
  await insert(
    tx,
    'content',
    rows(({ id }) => ({ sequence: id, salt: randomBytes(16), steps: 0, bytes: wholes[(id - 1) % BATCH] })),
  );
  await insert(
    tx,
    'current_content',
    rows(({ id }) => ({ article_id: id, sequence: id, bytes: wholes[(id - 1) % BATCH] })),
  );
  await insert(
    tx,
    'facet',
    rows(({ id, content }) => facetsOf(content).map(([name, value]) => ({ article_id: id, name, value }))),
  );
  await insert(
    tx,
    'title_word',
    rows(({ id, content }) => titleWordsOf(content).map((word) => ({ word, article_id: id }))),
  );
  for (const { id, content } of batch) await indexArticle(tx, id, stemsOf(content, words));
}

export async function insert(tx, table, rows) {
  for (let from = 0; from < rows.length; from += 500) {
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + 500))
      .execute();
  }
}

function revisionOf(id, { body }, { bylineId, personId, at }) {
  return {
    ...{
      sequence: id,
      article_id: id,
      number: 1,
      byline_id: bylineId,
      person_id: personId,
      action: 'create',
    },
    ...{ from_number: null, to_number: null, base_number: null, minor: 0, size: body.length },
    ...{ written_at: at, recorded_at: '', content_digest: randomBytes(32), summary_digest: null },
    hash: randomBytes(32),
  };
}

function titleWordsOf({ title }) {
  return [...new Set(foldedWords(title).filter((word) => !isStopWord(word)))];
}

/** The stems of an article; its body is nothing but headings and paragraphs. */
function stemsOf(content, { stemsIn }) {
  const { title, lead, body } = content;
  const [headings, paragraphs] = [true, false].map((isHeading) =>
    body.split('\n\n').filter((block) => block.startsWith('## ') === isHeading),
  );
  return {
    title: stemsIn(title),
    lead: stemsIn(lead),
    beside: stemsIn([...headings, ...textsBeside(content)].join('\n')),
    body: stemsIn(paragraphs.join('\n')),
  };
}

/** As many words at a time as come with a large article, so that what they're found by is written in steps as it is there. */
async function learnAll(db, words) {
  const telling = words.filter((word) => /\p{L}/u.test(word));
  for (let from = 0; from < telling.length; from += BATCH)
    await db.transaction().execute((tx) => learn(tx, telling.slice(from, from + BATCH)));
}
