/**
 * Where contents are kept: how one is encoded is known to these functions alone, and may change behind them. What they give
 * is for the wiki itself; readers are shown what `reading.ts` gives.
 */
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { ContentTable } from '../../db/tables/history.ts';
import { erased, notFound, WikiError } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { per } from '../../per.ts';
import { decodeDelta, decodeDeltas, encodeDelta } from '../../text/delta.ts';
import { blockTokensOf } from '../../text/markdown/block-tokens.ts';
import {
  copyWhole,
  linkAfter,
  makeWhole,
  readLinks,
  type ChainLink,
  type Links,
  type ChainPlace,
} from './chains.ts';
import type { Seal } from './seal.ts';

/** So that any content is read in well under a millisecond. */
const LIMITS = { deltas: 160, weight: 2 };

/**
 * Stores a revision's content, given its canonical text, under its seal, as what it changes of the content of its parent, if that
 * stands, and returns it as it's stored whole, and the canonical text of that.
 */
export async function writeContent(
  tx: Tx,
  place: ChainPlace,
  text: Buffer,
  { salt }: Seal,
): Promise<{ whole: Buffer; before: Buffer | undefined }> {
  const { sequence, parent } = place;
  const before = parent === null ? undefined : await readText(tx, parent);
  const delta = before && encodeDelta(before, text);
  const whole = deflateRawSync(text);
  const link = await linkAfter(tx, 'content', parent, { delta, whole, limits: LIMITS });
  await insertRow(tx, { sequence, salt, ...link });
  return { whole, before };
}

const insertRow = prepared((db, row: ContentTable) => db.insertInto('content').values(row));

/** Returns the sequence of a revision of an article. Throws 404 when there's no such number. */
export async function sequenceAt(db: Db, articleId: number, number: number): Promise<number> {
  return (await revisionAt(db, articleId, number)).sequence;
}

/** Returns the sequence of a revision of an article, and the digest of its summary, if it has one. Throws 404 when there's no such number. */
export async function revisionAt(db: Db, articleId: number, number: number) {
  const row = await db
    .selectFrom('revision')
    .select(['sequence', 'summary_digest'])
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw notFound('no-such-revision');
  return row;
}

/** Returns a revision's content. Throws 410 when it was erased. */
export async function readContent(db: Db, sequence: number): Promise<Content> {
  const text = await readText(db, sequence);
  if (!text) throw erased();
  return contentOf(text);
}

/** Returns what articles say beside their bodies as they're current, by the articles' ids, but for what was erased. */
export async function readBeside(
  db: Db,
  articles: readonly { id: number; sequence: number }[],
): Promise<Map<number, Omit<Content, 'body'>>> {
  const rows = await db
    .selectFrom('current_content')
    .innerJoin('content', 'content.sequence', 'current_content.sequence')
    .select(['content.sequence', 'current_content.bytes'])
    .where(
      'current_content.article_id',
      'in',
      articles.map(({ id }) => id),
    )
    .execute();
  const copied = new Map(rows.map(({ sequence, bytes }) => [sequence, bytes]));
  const found = new Map<number, Omit<Content, 'body'>>();
  for (const { id, sequence } of articles) {
    const bytes = copied.get(sequence);
    if (bytes) found.set(id, besideStored(sequence, bytes));
    else {
      const text = await readText(db, sequence);
      if (text) found.set(id, besideIn(text));
    }
  }
  return found;
}

/** So much of what is stored of a content nearly always tells all that it says beside its body. */
const HEAD = 1024;

function besideStored(sequence: number, bytes: Buffer): Omit<Content, 'body'> {
  try {
    return besideIn(inflateRawSync(bytes.subarray(0, HEAD), { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return besideIn(unlessTorn(sequence, () => inflateRawSync(bytes)));
  }
}

/** The body stands last in a canonical text, and no quotation mark in it by itself. Throws a SyntaxError where the text ends before that. */
function besideIn(text: Buffer): Omit<Content, 'body'> {
  return JSON.parse(`${text.toString('utf8', 0, text.lastIndexOf(',"body":"'))}}`) as Omit<Content, 'body'>;
}

/** Returns the contents of two revisions, the first read on the way to the second if that stands on it. Throws 410 when either was erased. */
export async function readContents(db: Db, first: number, second: number): Promise<[Content, Content]> {
  const links = await readLinks(db, 'content', second);
  if (!links) throw erased();
  const { whole, deltas } = links;
  const steps = [whole, ...deltas].findIndex(({ sequence }) => sequence === first);
  if (steps < 0) return [await readContent(db, first), contentOf(textOf(links, second))];
  const text = textOf({ whole, deltas: deltas.slice(0, steps) }, first);
  return [contentOf(text), contentOf(decodeDeltas(text, deltas.slice(steps).map(bytesOf)))];
}

/** Returns a content, or what is made of one, that is being read, or undefined when it was erased, or is hidden from whoever reads. */
export async function unlessErased<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof WikiError && error.status === 410) return undefined;
    throw error;
  }
}

/** Returns the blocks of the body of a content, which are read once for whoever asks. */
export const blocksIn = per(({ body }: Content) => blockTokensOf(body));

/** Returns the body of a content, with its blocks. */
export function bodyIn(content: Content) {
  return { body: content.body, blocks: blocksIn(content) };
}

/** Yields the contents of an article that haven't been erased, newest first. */
export async function* standingContents(db: Db, articleId: number): AsyncGenerator<Content> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('content', 'content.sequence', 'revision.sequence')
    .select('revision.sequence')
    .where('revision.article_id', '=', articleId)
    .orderBy('revision.number', 'desc')
    .execute();
  for (const { sequence } of rows) yield await readContent(db, sequence);
}

/** Yields the same, oldest first, each read from its own row and the one before: for whoever reads all of them. */
export async function* contentsInTurn(db: Db, articleId: number): AsyncGenerator<Content> {
  let [last, before]: [number, Buffer | undefined] = [0, undefined];
  for (;;) {
    const rows = await db
      .selectFrom('revision')
      .innerJoin('content', 'content.sequence', 'revision.sequence')
      .select(['revision.number', 'revision.sequence', 'content.steps', 'content.bytes'])
      .where('revision.article_id', '=', articleId)
      .where('revision.number', '>', last)
      .orderBy('revision.number')
      .limit(IN_TURN)
      .execute();
    for (const { number, sequence, ...link } of rows) {
      before = unlessTorn(sequence, () => decodeContent(link, before));
      last = number;
      yield contentOf(before);
    }
    if (rows.length < IN_TURN) return;
  }
}

/** How many rows are read at a time. */
const IN_TURN = 100;

/** A canonical text in UTF-8, and the revision whose it is. */
export interface RevisionText {
  sequence: number;
  text: Buffer;
}

/**
 * Returns the canonical text of a revision's content, or undefined when it was erased: from its own row alone where that of the
 * revision before it was read; and whether that one still stands.
 */
export async function readTextAfter(
  db: Db,
  sequence: number,
  before: RevisionText | undefined,
): Promise<{ text: Buffer | undefined; stands: boolean }> {
  const [row] = await linkBeside(db, sequence, before?.sequence ?? 0);
  if (!row) return { text: undefined, stands: false };
  const stands = row.before !== null;
  const isNext = row.steps === 0 || stands;
  const text = isNext
    ? unlessTorn(sequence, () => decodeContent(row, before?.text))
    : await readText(db, sequence);
  return { text, stands };
}

const linkBeside = prepared((db, sequence: number, before: number) =>
  db
    .selectFrom('content')
    .leftJoin('content as before', (join) => join.on('before.sequence', '=', before))
    .select(['content.steps', 'content.bytes', 'before.sequence as before'])
    .where('content.sequence', '=', sequence),
);

/** Removes a revision's content with its salt. Every other content stays readable. */
export async function eraseContent(tx: Tx, sequence: number): Promise<void> {
  const next = await tx
    .selectFrom('revision')
    .innerJoin('revision as next', (join) =>
      join
        .onRef('next.article_id', '=', 'revision.article_id')
        .on((eb) => eb('next.number', '=', eb('revision.number', '+', 1))),
    )
    .innerJoin('content', 'content.sequence', 'next.sequence')
    .select('next.sequence')
    .where('revision.sequence', '=', sequence)
    .executeTakeFirst();
  if (next) {
    const text = await readText(tx, next.sequence);
    await makeWhole(tx, 'content', next.sequence, deflateRawSync(text!));
  }
  await tx.deleteFrom('content').where('sequence', '=', sequence).execute();
}

/** Copies the current content of an article whole, from what is stored of its revisions. */
export async function copyContent(tx: Tx, { id, sequence }: { id: number; sequence: number }): Promise<void> {
  await tx.deleteFrom('current_content').where('article_id', '=', id).execute();
  const text = await readText(tx, sequence);
  if (text) await copyWhole(tx, 'content', { articleId: id, sequence }, deflateRawSync(text));
}

/** Returns the canonical text of a stored content in UTF-8: what its digest vouches for. Its parent's is needed unless it stands whole. */
export function decodeContent({ steps, bytes }: ChainLink, parent?: Buffer): Buffer {
  if (steps === 0) return inflateRawSync(bytes);
  if (!parent) throw new RangeError('The parent of a delta is gone');
  return decodeDelta(parent, bytes);
}

/** Returns the canonical text of a revision's content in UTF-8, or undefined when it was erased. Throws a RangeError when it's broken. */
export async function readText(db: Db, sequence: number): Promise<Buffer | undefined> {
  const links = await readLinks(db, 'content', sequence);
  return links && textOf(links, sequence);
}

function textOf({ whole, deltas }: Links, sequence: number): Buffer {
  return unlessTorn(sequence, () => decodeDeltas(inflateRawSync(whole.bytes), deltas.map(bytesOf)));
}

/** Returns what is decoded. Throws a RangeError when it can't be. */
export function unlessTorn(sequence: number, decode: () => Buffer): Buffer {
  try {
    return decode();
  } catch (cause) {
    throw new RangeError(`The content of ${sequence} is broken`, { cause });
  }
}

function bytesOf({ bytes }: { bytes: Buffer }): Buffer {
  return bytes;
}

/** Returns the content of a canonical text. */
export function contentOf(text: Buffer): Content {
  return JSON.parse(text.toString()) as Content;
}
