/**
 * The passages that threads are about, as they stand in the current revision: each follows its words from save to save, by whom
 * they are credited to, and where a save leaves less than all of it, it's looked for as it stood when it was chosen.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import {
  leftOf,
  lengthOf,
  placesSince,
  showTokens,
  tokensOf,
  type Token,
  type TokenSpan,
  type Version,
} from '../../text/attribution.ts';
import type { PassageTable } from '../../db/tables/talk.ts';
import { isWord } from '../../text/words.ts';
import { fitted, readAttribution, unlessBroken } from '../credit/stored.ts';
import { readContent, sequenceAt, unlessErased } from '../history/contents.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { forEachArticle, type Copy, type CurrentArticle, type GoneContent } from './copy.ts';
import { contentBefore } from './reading.ts';

export const passages: Copy = {
  name: 'passages',
  follow: followPassages,
  forget: forgetPassages,
  rebuild: (db) => forEachArticle(db, makeAnew),
};

/** The passage that a thread is about: what stands in the body of a revision, by its number, from one place up to another. */
export interface PassageAnchor {
  number: number;
  start: number;
  end: number;
}

/** Files the passage that a thread of an article is about. */
export async function filePassage(
  tx: Tx,
  articleId: number,
  threadId: number,
  anchor: PassageAnchor,
): Promise<void> {
  const current = await tx
    .selectFrom('article')
    .select('revision_count')
    .where('id', '=', articleId)
    .executeTakeFirstOrThrow();
  const after = await versionAt(tx, articleId, current.revision_count);
  await fileAll(tx, articleId, [{ threadId, anchor }], after);
}

/** Returns the places that a row tells, on a line each. */
export function spansIn(text: string): TokenSpan[] {
  const lines = text === '' ? [] : text.split('\n');
  return lines.map((line) => {
    const [from, to] = line.split('-').map(Number) as [number, number];
    return { from, to };
  });
}

/** In how many revisions passages are looked for at a save, the newest first; what is broken of others stays so until later. */
const MOST_LOOKED = 5;

async function followPassages(tx: Tx, added: AddedRevision): Promise<void> {
  const { articleId, number, content, change } = added;
  const rows = number === 1 ? [] : await passagesOf(tx, articleId);
  if (rows.length === 0 || contentBefore(change)?.body === content.body) return;
  const after = (await versionAt(tx, articleId, number))!;
  const before = await versionAt(tx, articleId, number - 1);
  const places = before ? placesSince(before, after) : new Int32Array();
  const standing = new Map(rows.map((row) => [row, leftOf(spansIn(row.standing), places)]));
  const broken = rows.filter((row) => lengthOf(standing.get(row)!) < row.size);
  for (const number of [...new Set(broken.map((row) => row.number))].slice(0, MOST_LOOKED)) {
    const chosen = await versionAt(tx, articleId, number);
    const find = chosen && finderIn(chosen, after);
    for (const row of broken.filter((row) => find && row.number === number)) {
      const found = find!(spansIn(row.span)[0]!).standing;
      if (lengthOf(found) > lengthOf(standing.get(row)!)) standing.set(row, found);
    }
  }
  for (const [{ thread_id: id, standing: known }, spans] of standing) {
    const text = written(spans);
    if (text !== known)
      await tx.updateTable('passage').set({ standing: text }).where('thread_id', '=', id).execute();
  }
}

/** Of an erased revision nothing is quoted, and nothing followed; and in one nothing stands. */
async function forgetPassages(tx: Tx, { article, sequence }: GoneContent): Promise<void> {
  const { number } = await tx
    .selectFrom('revision')
    .select('number')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  const nothing = { quote: null, size: 0, standing: '' };
  const own = tx.updateTable('passage').where('article_id', '=', article.id);
  await own.set(nothing).where('number', '=', number).execute();
  if (sequence === article.sequence) await own.set({ standing: '' }).execute();
}

/** Reads from the acts that began threads which passages they are about. */
async function makeAnew(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  const rows = await tx
    .selectFrom('thread')
    .innerJoin('log_words', 'log_words.log_id', 'thread.id')
    .select(['thread.id', 'log_words.words'])
    .where('thread.article_id', '=', id)
    .execute();
  const begun = rows.flatMap(({ id: threadId, words }) => {
    const { passage: anchor } = JSON.parse(words) as { passage?: PassageAnchor };
    return anchor ? [{ threadId, anchor }] : [];
  });
  await tx.deleteFrom('passage').where('article_id', '=', id).execute();
  await fileAll(tx, id, begun, begun.length > 0 ? await versionOf(tx, sequence) : undefined);
}

/**
 * Returns the threads whose passages quote something else than stands in their revision, are said to stand where others' words, or other
 * words than theirs, stand.
 */
export async function wrongPassages(db: Db, articleId?: number): Promise<number[]> {
  const all = db
    .selectFrom('passage')
    .innerJoin('thread', 'thread.id', 'passage.thread_id')
    .innerJoin('article', 'article.id', 'thread.article_id')
    .selectAll('passage')
    .select(['thread.article_id as about', 'article.sequence'])
    .orderBy('passage.thread_id');
  const rows = await (
    articleId === undefined ? all : all.where('thread.article_id', '=', articleId)
  ).execute();
  const wrong: number[] = [];
  for (const about of new Set(rows.map((row) => row.about))) {
    const own = rows.filter((row) => row.about === about);
    const after = await versionAsKept(db, own[0]!.sequence);
    const standing =
      after && tokensOf(after.body).map((token, place) => traceOf(token, after.attribution[place]!));
    for (const number of new Set(own.map((row) => row.number))) {
      const revision = db.selectFrom('revision').select('sequence').where('article_id', '=', about);
      const at = await revision.where('number', '=', number).executeTakeFirst();
      const chosen = at ? await versionAsKept(db, at.sequence) : BROKEN;
      const check = chosen && checkerOf(chosen, standing ?? []);
      for (const row of own.filter((row) => row.number === number)) {
        const isRight = check ? check(row) : row.quote === null && row.size === 0 && row.standing === '';
        if (!isRight || row.article_id !== about) wrong.push(row.thread_id);
      }
    }
  }
  return wrong;
}

/** What can't be read says nothing, so that whatever is told of it is named. */
const BROKEN: Version = { body: '', attribution: new Uint32Array() };

async function versionAsKept(db: Db, sequence: number): Promise<Version | undefined> {
  const read = await unlessBroken(versionOf(db, sequence).then((version) => ({ version })));
  return read ? read.version : BROKEN;
}

/** Returns what tells whether a row quotes a version as it is, and whether all that's said to stand of it stood there. */
function checkerOf(chosen: Version, standing: readonly string[]) {
  const find = finderIn(chosen, undefined);
  const tokens = tokensOf(chosen.body);
  return (row: PassageTable): boolean => {
    // What is stored as bytes reads as the same, and is named by its kind.
    const [span] = spansIn(String(row.span));
    if (!span || written([span]) !== String(row.span)) return false;
    const { quote, size } = find(span);
    const own = ownOf(tokens, span);
    const left = new Map<string, number>();
    for (let place = own.from; place < own.to; place++) {
      const trace = traceOf(tokens[place]!, chosen.attribution[place]!);
      left.set(trace, (left.get(trace) ?? 0) + 1);
    }
    const told = String(row.standing);
    const spans = spansIn(told);
    const stands = (place: number) => {
      const count = left.get(standing[place] ?? '') ?? 0;
      left.set(standing[place] ?? '', count - 1);
      return count > 0;
    };
    const areThere = areInOrder(spans, told) && spans.every(({ to }) => to <= standing.length);
    return row.quote === quote && row.size === size && areThere && placesIn(spans).every(stands);
  };
}

function areInOrder(spans: readonly TokenSpan[], text: string): boolean {
  const isBehind = ({ from, to }: TokenSpan, i: number) => from < to && (i === 0 || spans[i - 1]!.to < from);
  return written(spans) === text && spans.every(isBehind);
}

function placesIn(spans: readonly TokenSpan[]): number[] {
  return spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
}

/** A word that is followed stays its writer's, and stays that word; a sign or an address may be written otherwise. */
function traceOf({ text }: Token, by: number): string {
  return `${by} ${isWord(text) ? text.toLowerCase() : ''}`;
}

async function fileAll(
  tx: Tx,
  articleId: number,
  begun: readonly { threadId: number; anchor: PassageAnchor }[],
  after: Version | undefined,
): Promise<void> {
  for (const number of new Set(begun.map(({ anchor }) => anchor.number))) {
    const chosen = await versionAt(tx, articleId, number);
    const find = chosen && finderIn(chosen, after);
    for (const { threadId, anchor } of begun.filter(({ anchor }) => anchor.number === number)) {
      const span = { from: anchor.start, to: anchor.end };
      const { quote, size, standing } = find?.(span) ?? { quote: null, size: 0, standing: [] };
      const head = { thread_id: threadId, article_id: articleId, number, span: written([span]) };
      await tx
        .insertInto('passage')
        .values({ ...head, quote, size, standing: written(standing) })
        .execute();
    }
  }
}

/** Returns what finds, of what stands in the body of a version from one place to another, how a page shows it, how much it is, and what is left of it in a later one. */
function finderIn(chosen: Version, after: Version | undefined) {
  const tokens = tokensOf(chosen.body);
  const places = after && placesSince(chosen, after);
  return ({ from, to }: TokenSpan) => {
    const own = ownOf(tokens, { from, to });
    const quote = showTokens(tokens.slice(own.from, own.to));
    return { quote, size: lengthOf([own]), standing: places ? leftOf([own], places) : [] };
  };
}

/** Returns which tokens stand in a part of a body; each is looked up, since an article may have many threads. */
function ownOf(tokens: readonly Token[], part: TokenSpan): TokenSpan {
  return {
    from: countWhile(tokens, ({ start }) => start < part.from),
    to: countWhile(tokens, ({ end }) => end <= part.to),
  };
}

/** Returns how many tokens are so, where all of them stand before those that aren't. */
function countWhile(tokens: readonly Token[], isSo: (token: Token) => boolean): number {
  let [from, to] = [0, tokens.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isSo(tokens[middle]!)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function written(spans: readonly TokenSpan[]): string {
  return spans.map(({ from, to }) => `${from}-${to}`).join('\n');
}

async function versionAt(db: Db, articleId: number, number: number): Promise<Version | undefined> {
  return versionOf(db, await sequenceAt(db, articleId, number));
}

/** Returns the body of a revision, and who wrote it, unless it's erased. */
async function versionOf(db: Db, sequence: number): Promise<Version | undefined> {
  const content = await unlessErased(readContent(db, sequence));
  if (!content) return undefined;
  const attribution = await readAttribution(db, sequence);
  return { body: content.body, attribution: await fitted(db, sequence, content.body, attribution) };
}

/** How many threads of an article have their passages followed, the newest. */
const MOST_FOLLOWED = 200;

const passagesOf = prepared((db, articleId: number) =>
  db
    .selectFrom('passage')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('quote', 'is not', null)
    .orderBy('thread_id', 'desc')
    .limit(MOST_FOLLOWED),
);
