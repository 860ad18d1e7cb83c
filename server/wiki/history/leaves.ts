/**
 * What a checkpoint covers, leaf by leaf: of each article its latest hash, which covers all its revisions, and each
 * byline and log entry. A leaf is `name value` lines, bytes in hex, a dash for what isn't there, each line ended by LF.
 */
import { setImmediate } from 'node:timers/promises';
import type { Db, Verification } from '../../db/schema.ts';
import { hex } from './digest.ts';
import { writings } from './writings.ts';

/** An article as a checkpoint sees it: how many revisions it had, and the hash of the last. */
export interface ArticleLeaf {
  uid: Buffer;
  number: number;
  hash: Buffer;
}

const BATCH = 1000;

/** Returns the leaf of an article. */
export function articleLeaf({ uid, number, hash }: ArticleLeaf): string {
  return `article ${hex(uid)}\nrevisions ${number}\nhash ${hex(hash)}\n`;
}

/** Returns the leaf of a byline. */
export function bylineLeaf(row: {
  person_uid: Buffer | null;
  verification: Verification;
  digest: Buffer;
  recorded_at: string;
}): string {
  const { person_uid, verification, digest, recorded_at } = row;
  return `person ${hex(person_uid)}\nverification ${verification}\nwords ${hex(digest)}\nrecorded ${recorded_at}\n`;
}

/** Returns the leaf of a log entry. */
export function entryLeaf(row: {
  action: string;
  byline_digest: Buffer | null;
  article_id: number | null;
  article_uid: Buffer | null;
  person_id: number | null;
  person_uid: Buffer | null;
  act_id: number | null;
  erased_id: number | null;
  recorded_at: string;
  digest: Buffer | null;
}): string {
  // A line that came later stands only where there's something in it: what was signed before stays as it was.
  const about = row.act_id === null ? [] : [`act ${row.act_id}`];
  return [
    `action ${row.action}`,
    `byline ${hex(row.byline_digest)}`,
    `article ${nameOf(row.article_id, row.article_uid)}`,
    `person ${nameOf(row.person_id, row.person_uid)}`,
    ...about,
    `erased ${row.erased_id ?? '-'}`,
    `recorded ${row.recorded_at}`,
    `words ${hex(row.digest)}\n`,
  ].join('\n');
}

/** Yields the articles as they stood at a sequence, in the order of their uids; others get a turn in between. */
export async function* articleHeads(db: Db, sequence: number): AsyncGenerator<ArticleLeaf> {
  let last: Buffer = Buffer.alloc(0);
  for (;;) {
    const rows = await db
      .selectFrom('article')
      .innerJoin('revision', (join) =>
        join.on('revision.sequence', '=', (eb) =>
          eb
            .selectFrom('revision as newest')
            .select('newest.sequence')
            .whereRef('newest.article_id', '=', 'article.id')
            .where('newest.sequence', '<=', sequence)
            .orderBy('newest.number', 'desc')
            .limit(1),
        ),
      )
      .select(['article.uid', 'revision.number', 'revision.hash'])
      .where('article.uid', '>', last)
      .orderBy('article.uid')
      .limit(BATCH)
      .execute();
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.uid;
    await setImmediate();
  }
}

/** Yields the bylines, all or those credited in an article, in the order they came, with their words and salts unless they are gone. */
export async function* bylines(db: Db, articleId?: number) {
  const chosen =
    articleId === undefined
      ? db.selectFrom('byline')
      : db.selectFrom('byline').where('byline.id', 'in', writings(db, articleId).select('byline_id'));
  yield* inOrder((last) =>
    chosen
      .leftJoin('person', 'person.id', 'byline.person_id')
      .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
      .select(['byline.id', 'byline.person_id', 'byline.verification', 'byline.digest', 'byline.recorded_at'])
      .select(['byline.hash', 'person.uid as person_uid', 'byline_words.salt', 'byline_words.words'])
      .where('byline.id', '>', last)
      .orderBy('byline.id')
      .limit(BATCH)
      .execute(),
  );
}

/** Yields the log's entries, all or an article's, in the order they came, with their words and salts unless they are gone. */
export async function* entries(db: Db, articleId?: number) {
  const all = db.selectFrom('log');
  const chosen = articleId === undefined ? all : all.where('log.article_id', '=', articleId);
  yield* inOrder((last) =>
    chosen
      .leftJoin('byline', 'byline.id', 'log.byline_id')
      .leftJoin('article', 'article.id', 'log.article_id')
      .leftJoin('person', 'person.id', 'log.person_id')
      .leftJoin('log_words', 'log_words.log_id', 'log.id')
      .select([
        'log.id',
        'log.action',
        'log.article_id',
        'log.person_id',
        'log.act_id',
        'log.recorded_at',
        'log.words_digest as digest',
        'log.erased_id',
      ])
      .select([
        'log.hash',
        'byline.digest as byline_digest',
        'article.uid as article_uid',
        'person.uid as person_uid',
      ])
      .select(['log_words.salt', 'log_words.words'])
      .where('log.id', '>', last)
      .orderBy('log.id')
      .limit(BATCH)
      .execute(),
  );
}

async function* inOrder<Row extends { id: number }>(after: (last: number) => Promise<Row[]>) {
  for (let last = 0; ; await setImmediate()) {
    const rows = await after(last);
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}

/** What isn't there is another thing than nothing, though no leaf was ever made of it. */
function nameOf(id: number | null, uid: Buffer | null): string {
  return id !== null && uid === null ? `unknown ${id}` : hex(uid);
}
