/**
 * Credits one revision from what stood before it, and from nothing else: so a replay of the whole history comes to what
 * each save came to.
 */
import type { Action, Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import {
  planAttribution,
  sentencesIn,
  type Attribution,
  type Credit,
  type Version,
} from '../../text/attribution.ts';
import { readContent, unlessErased } from '../content.ts';
import { hashesOf, heldAnywhere, heldIn } from './first-held.ts';
import { readAttribution } from './stored.ts';

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

/** Who wrote each word of a revision's body, and the hashes of what its article holds in it for the first time. */
export interface Crediting {
  attribution: Attribution;
  first: number[];
}

/** How much text is read, in code units, to tell the words of sentences apart; what further revisions hold is credited whole. */
const MOST_READ = 2_000_000;

/** Credits a revision that holds a content, given the attribution of its parent. The cost follows what it changed. */
export async function creditRevision(
  db: Db,
  revision: Uncredited,
  content: Content,
  before: Attribution,
): Promise<Crediting> {
  const { sequence, article_id: articleId } = revision;
  const parent = await readParent(db, revision, before);
  const revived = await revivedBy(db, revision);
  const { wanted, wantedElsewhere, attribute } = planAttribution({
    sequence,
    body: content.body,
    ...(parent && { parent: { body: parent.content.body, attribution: parent.attribution } }),
    ...(revived && { revived }),
  });
  const known = parent ? hashesOf(parent.content) : new Set();
  const items = [...hashesOf(content)].filter((hash) => !known.has(hash));
  const hashes = [...wanted.keys(), ...items];
  const held = await heldIn(db, articleId, hashes, sequence);
  const unheld = [...wantedElsewhere].filter((hash) => !held.has(hash));
  const elsewhere = await heldAnywhere(db, unheld, sequence);
  return {
    attribution: attribute({
      held: await readSentences(db, wanted, held),
      elsewhere: await readSentences(db, wanted, elsewhere),
    }),
    first: hashes.filter((hash) => !held.has(hash)),
  };
}

/** What a revision was made from: its parent or, where that is erased, the nearest before it that stands. */
async function readParent(
  db: Db,
  { article_id, number, parent }: Uncredited,
  before: Attribution,
): Promise<{ content: Content; attribution: Attribution } | undefined> {
  if (parent === null) return undefined;
  const content = await unlessErased(readContent(db, parent));
  if (content) return { content, attribution: before };
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
  return { content: await readContent(db, sequence), attribution: await readAttribution(db, sequence) };
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
  return content && { body: content.body, attribution: await readAttribution(db, sequence) };
}

/** Reads who wrote the words of sentences where they stand first, the revisions that hold most of them before others. */
async function readSentences(
  db: Db,
  wanted: ReadonlyMap<number, string>,
  places: ReadonlyMap<number, number>,
): Promise<Map<string, Credit>> {
  const held = new Map<number, string[]>();
  for (const [hash, sequence] of places) {
    const sentence = wanted.get(hash);
    if (sentence === undefined) continue;
    const others = held.get(sequence);
    if (others) others.push(sentence);
    else held.set(sequence, [sentence]);
  }
  const bySize = [...held].sort(([a, some], [b, more]) => more.length - some.length || a - b);
  const found = new Map<string, Credit>();
  let read = 0;
  for (const [sequence, sentences] of bySize) {
    const version = read < MOST_READ ? await readVersion(db, sequence) : undefined;
    read += version?.body.length ?? 0;
    const credits = version && sentencesIn(version, sentences);
    for (const sentence of sentences) {
      const credit = version ? credits!.get(sentence) : sequence;
      if (credit !== undefined) found.set(sentence, credit);
    }
  }
  return found;
}
