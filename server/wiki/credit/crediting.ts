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
  type HeldSentence,
  type Version,
} from '../../text/attribution.ts';
import { bodyIn, readContent, unlessErased } from '../history/contents.ts';
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

/** How much text is read, in code units, to compare sentences where they were found; what further revisions hold isn't. */
const MOST_READ = 2_000_000;

/** Credits a revision that holds a content, given the attribution of its parent, and perhaps its content. The cost follows what it changed. */
export async function creditRevision(
  db: Db,
  revision: Uncredited,
  content: Content,
  before: Attribution,
  parentContent?: Content,
): Promise<Crediting> {
  const { sequence, article_id: articleId } = revision;
  const parent = await readParent(db, revision, before, parentContent);
  const revived = await revivedBy(db, revision);
  const { wanted, wantedElsewhere, attribute } = planAttribution({
    sequence,
    ...bodyIn(content),
    ...(parent && { parent: { ...bodyIn(parent.content), attribution: parent.attribution } }),
    ...(revived && { revived }),
  });
  const known = parent ? keysOf(parent.content) : new Set<string>();
  const own = keysOf(content);
  const items = [...own].filter((key) => !known.has(key));
  const keys = [...wanted.keys(), ...items];
  const held = await heldIn(db, articleId, keys, sequence);
  const unheld = [...wantedElsewhere].filter((key) => !held.has(key));
  const elsewhere = await heldAnywhere(db, unheld, sequence);
  return {
    attribution: attribute({
      held: await readSentences(db, wanted, held),
      elsewhere: await readSentences(db, wanted, elsewhere),
    }),
    first: keys.filter((key) => !held.has(key)),
    hasSameItems: parent?.sequence === revision.parent && items.length === 0 && own.size === known.size,
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

async function attributionOf(db: Db, sequence: number, { body }: Content): Promise<Attribution> {
  return fitted(db, sequence, body, await readAttribution(db, sequence));
}

/**
 * Reads sentences where they are said to stand first, the revisions that hold most of them before others. What turns out
 * to be another text with the same hash isn't found.
 */
async function readSentences(
  db: Db,
  wanted: ReadonlyMap<string, string>,
  places: ReadonlyMap<string, number>,
): Promise<Map<string, HeldSentence>> {
  const held = new Map<number, string[]>();
  for (const [key, sequence] of places) {
    const sentence = wanted.get(key);
    if (sentence === undefined) continue;
    const others = held.get(sequence);
    if (others) others.push(sentence);
    else held.set(sequence, [sentence]);
  }
  const bySize = [...held].sort(([a, some], [b, more]) => more.length - some.length || a - b);
  const found = new Map<string, HeldSentence>();
  let read = 0;
  for (const [sequence, sentences] of bySize) {
    if (read >= MOST_READ) break;
    const version = await readVersion(db, sequence);
    if (!version) continue;
    read += version.body.length;
    for (const [said, sentence] of sentencesIn(version, sentences)) found.set(said, sentence);
  }
  return found;
}
