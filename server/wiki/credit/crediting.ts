/**
 * Credits one revision from what stood before it, and from nothing else: so a replay of the whole history comes to what
 * each save came to.
 */
import type { Action, Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { planAttribution, type Attribution, type Version } from '../../text/attribution.ts';
import { codePoints } from '../../text/words.ts';
import { bodyIn, readContent, unlessErased } from '../history/contents.ts';
import { bodiesBefore, bodiesFrom, bodiesOfSize, revisionsWriting } from '../history/earlier.ts';
import { findAttribution, type Past } from './finding.ts';
import { heldAnywhere, heldIn, keysOf } from './first-held.ts';
import { fitted, readAttribution } from './stored.ts';

/** A revision that is to be credited. */
export interface Uncredited {
  sequence: number;
  article_id: number;
  number: number;
  /** The sequence of the revision before it in its article. */
  parent: number | null;
  action: Action;
  from_number: number | null;
}

/**
 * Who wrote each word and sign of a revision's body, the keys of what its article holds in it for the first time, and whether what
 * stands beside the body is as it was in the parent.
 */
export interface Crediting {
  attribution: Attribution;
  first: string[];
  hasSameItems: boolean;
}

/** Credits a revision that holds a content, given the attribution of its parent, and perhaps its content. The cost follows what it changed. */
export async function creditRevision(
  db: Db,
  revision: Uncredited,
  content: Content,
  before: Attribution,
  parentContent?: Content,
): Promise<Crediting> {
  const { sequence } = revision;
  const parent = await readParent(db, revision, before, parentContent);
  const revived = await revivedBy(db, revision);
  const plan = planAttribution({
    sequence,
    ...bodyIn(content),
    ...(parent && { parent: { ...bodyIn(parent.content), attribution: parent.attribution } }),
    ...(revived && { revived }),
  });
  const known = parent ? keysOf(parent.content) : new Set<string>();
  const own = keysOf(content);
  const items = [...own].filter((key) => !known.has(key));
  const { attribution, held } = await findAttribution(plan, pastOf(db, revision, content), items);
  return {
    attribution,
    first: [...plan.wanted.keys(), ...items].filter((key) => !held.has(key)),
    hasSameItems: parent?.sequence === revision.parent && items.length === 0 && own.size === known.size,
  };
}

/** How many revisions are asked for phrases that they wrote, and how many are read for that. */
const BACK = { count: 200, most: 4 };

/** What the database tells of what was before a revision. */
function pastOf(
  db: Db,
  { sequence, article_id: articleId, number }: Uncredited,
  { body }: Pick<Content, 'body'>,
): Past {
  return {
    heldIn: (keys) => heldIn(db, articleId, keys, sequence),
    heldAnywhere: (keys) => heldAnywhere(db, keys, sequence),
    bodiesBefore: (count) => bodiesBefore(db, articleId, number - 1, count),
    bodiesFrom: (earlier, count) =>
      bodiesFrom(db, { articleId, sequence: earlier, number: number - 1 }, count),
    bodiesOfSize: (count) =>
      bodiesOfSize(db, { articleId, number: number - 1, size: codePoints(body) }, count),
    writing: (phrases) => revisionsWriting(db, { articleId, number: number - 1, ...BACK }, phrases),
    attribution: (earlier, body) => attributionOf(db, earlier, { body }),
    version: (earlier) => readVersion(db, earlier),
  };
}

/** What a revision was made from: its parent or, where that is erased, the nearest before it that stands. */
async function readParent(
  db: Db,
  { article_id, number, parent }: Uncredited,
  before: Attribution,
  known: Content | undefined,
): Promise<{ sequence: number; content: Content; attribution: Attribution } | undefined> {
  if (parent === null) return undefined;
  const content = known ?? (await unlessErased(readContent(db, parent)));
  if (content)
    return { sequence: parent, content, attribution: await fitted(db, parent, content.body, before) };
  const standing = await db
    .selectFrom('revision')
    .innerJoin('content', 'content.sequence', 'revision.sequence')
    .select('revision.sequence')
    .where('revision.article_id', '=', article_id)
    .where('revision.number', '<', number)
    .orderBy('revision.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!standing) return undefined;
  const { sequence } = standing;
  const read = await readContent(db, sequence);
  return { sequence, content: read, attribution: await attributionOf(db, sequence, read) };
}

/** What a revert brings back: what was restored, or what stood before the first that was taken back. */
async function revivedBy(
  db: Db,
  { article_id, action, from_number }: Uncredited,
): Promise<Version | undefined> {
  if (from_number === null) return undefined;
  const { sequence } = await db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', article_id)
    .where('number', '=', action === 'restore' ? from_number : from_number - 1)
    .executeTakeFirstOrThrow();
  return readVersion(db, sequence);
}

/** Returns the body of a revision and who wrote it, unless it was erased. */
async function readVersion(db: Db, sequence: number): Promise<Version | undefined> {
  const content = await unlessErased(readContent(db, sequence));
  return content && { body: content.body, attribution: await attributionOf(db, sequence, content) };
}

async function attributionOf(
  db: Db,
  sequence: number,
  { body }: Pick<Content, 'body'>,
): Promise<Attribution> {
  return fitted(db, sequence, body, await readAttribution(db, sequence));
}
