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
  action: Action;
  from_number: number | null;
}

/** Who wrote each word of a revision's body, and the hashes of what its article holds in it for the first time. */
export interface Crediting {
  /** The sequence of the revision that it replaced. */
  parent: number | undefined;
  attribution: Attribution;
  first: number[];
}

/** How many revisions are read to tell the words of a sentence apart; what more of them hold is credited whole. */
const MOST_READ = 32;

/** Credits a revision that holds a content. The cost follows what it changed. */
export async function creditRevision(db: Db, revision: Uncredited, content: Content): Promise<Crediting> {
  const { sequence, article_id: articleId, number } = revision;
  const parent = await revisionAt(db, articleId, number - 1);
  const revived = await revisionAt(db, articleId, revivedBy(revision));
  const { wanted, wantedElsewhere, attribute } = planAttribution({
    sequence,
    body: content.body,
    ...(parent?.version && { parent: parent.version }),
    ...(revived?.version && { revived: revived.version }),
  });
  const known = parent?.content ? hashesOf(parent.content) : new Set();
  const items = [...hashesOf(content)].filter((hash) => !known.has(hash));
  const hashes = [...wanted.keys(), ...items];
  const held = await heldIn(db, articleId, hashes, sequence);
  const unheld = [...wantedElsewhere].filter((hash) => !held.has(hash));
  const elsewhere = await heldAnywhere(db, unheld, sequence);
  return {
    parent: parent?.sequence,
    attribution: attribute({
      held: await readSentences(db, wanted, held),
      elsewhere: await readSentences(db, wanted, elsewhere),
    }),
    first: hashes.filter((hash) => !held.has(hash)),
  };
}

/** What a revert brings back: what was restored, or what stood before the first that was taken back. */
function revivedBy({ action, from_number }: Uncredited): number {
  if (from_number === null) return 0;
  return action === 'restore' ? from_number : from_number - 1;
}

interface Earlier {
  sequence: number;
  /** Undefined when it was erased. */
  content: Content | undefined;
  version: Version | undefined;
}

async function revisionAt(db: Db, articleId: number, number: number): Promise<Earlier | undefined> {
  if (number < 1) return undefined;
  const { sequence } = await db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return { sequence, ...(await readEarlier(db, sequence)) };
}

async function readEarlier(db: Db, sequence: number): Promise<Omit<Earlier, 'sequence'>> {
  const content = await unlessErased(readContent(db, sequence));
  if (!content) return { content: undefined, version: undefined };
  return { content, version: { body: content.body, attribution: await readAttribution(db, sequence) } };
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
  for (const [rank, [sequence, sentences]] of bySize.entries()) {
    const version = rank < MOST_READ ? (await readEarlier(db, sequence)).version : undefined;
    const credits = version && sentencesIn(version, sentences);
    for (const sentence of sentences) {
      const credit = version ? credits!.get(sentence) : sequence;
      if (credit !== undefined) found.set(sentence, credit);
    }
  }
  return found;
}
