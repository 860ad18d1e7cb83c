/**
 * Who wrote each word: credits a new body's words to the revisions that first wrote them. It follows WikiWho (Flöck &
 * Acosta, "WikiWho: Precise and Efficient Attribution of Authorship of Revisioned Content", WWW 2014), but that no edit
 * is thrown away as vandalism, and that what an article ever held is looked up in an index instead of in memory.
 */
import { blocks, type Block } from './blocks.ts';
import { fullBudget } from './budget.ts';
import { creditAlike, creditInPlace, creditWhole } from './attribution/credit.ts';
import { creditedIn, sourceOf, type Attribution, type Draft, type Source } from './attribution/draft.ts';
import { hashOf, sentencesOf, type Sentence } from './attribution/sentences.ts';
import { sharedEnds } from './ends.ts';
import { isWord, tokens, words } from './words.ts';

export { itemHash } from './attribution/items.ts';
export { matchWords, UNPLACED } from './attribution/rendered.ts';
export { decodeAttribution, encodeAttribution } from './attribution/stored.ts';
export type { Attribution };

/** A body and who wrote each of its words. */
export interface Version {
  readonly body: string;
  readonly attribution: Attribution;
}

/** A revision that is to be credited. */
export interface Edit {
  readonly sequence: number;
  readonly body: string;
  /** The revision that it replaced; the first of an article has none. */
  readonly parent?: Version;
  /** What a restore or an undo brings back. */
  readonly revived?: Version;
}

/** An attribution that lacks only what must be looked up. */
export interface Plan {
  /**
   * The sentences to look up, by their hashes: their words, lower-cased, with a space between. Each of them is to be
   * filed under the edit's sequence if the article holds none with its hash, so that its words are found again later.
   */
  readonly wanted: ReadonlyMap<number, string>;
  /** The hashes of those that are long enough to be looked up in other articles too. */
  readonly wantedElsewhere: ReadonlySet<number>;
  /** Returns the attribution of the edit's body. */
  readonly attribute: (found: Found) => Attribution;
}

/** What was found of the sentences of a plan, by the sentence. */
export interface Found {
  /** In an earlier revision of this article. */
  readonly held: ReadonlyMap<string, Credit>;
  /** In the earliest revision of another article. */
  readonly elsewhere: ReadonlyMap<string, Credit>;
}

/** Who wrote each word of a sentence, or one sequence that it is credited to whole. */
export type Credit = Attribution | number;

/** A piece of a body that one revision wrote. */
export interface Run {
  readonly text: string;
  readonly sequence: number;
}

/** Fewer words than these come by themselves; they aren't taken for a sentence that somebody wrote. */
const FEWEST_HELD = 4;
const FEWEST_ELSEWHERE = 8;

/**
 * Begins the attribution of an edit. Whole sentences are credited first: as in the parent, as in what is revived, as the
 * article ever held them. Then words, where less than the whole was kept of a sentence of the parent or of what is
 * revived; then sentences from other articles; and what is left to the edit itself. A body that has all the words of
 * what is revived, and no others, is credited as that is. The cost follows the edit, and is bounded: on a spent budget
 * only whole sentences are found.
 */
export function planAttribution({ sequence, body, parent = NOTHING, revived }: Edit): Plan {
  const isRevived = revived !== undefined && keyOf(revived.body) === keyOf(body);
  const budget = fullBudget();
  const { draft, source } = besideParent(body, parent);
  const changed = creditWhole(draft, source, budget);
  const brought = revived && sourceOf(sentencesOf(blocks(revived.body)), revived.attribution);
  if (brought) creditWhole(draft, brought, budget);

  const open = draft.sentences.filter((sentence) => creditedIn(draft, sentence) === 0);
  const wanted = open.filter(isSentence);
  const attribute = ({ held, elsewhere }: Found): Attribution => {
    if (isRevived) return revived.attribution;
    for (const sentence of wanted) creditSentence(draft, sentence, held.get(sentence.key));
    for (const stretch of changed) creditInPlace(draft, source, stretch, budget);
    creditAlike(draft, source, budget);
    if (brought) creditAlike(draft, brought, budget);
    for (const sentence of wanted) {
      const isOwn = creditedIn(draft, sentence) * 2 >= sentence.words.length;
      if (isLong(sentence) && !isOwn) creditSentence(draft, sentence, elsewhere.get(sentence.key));
    }
    return draft.origins.map((origin) => origin || sequence);
  };
  const hashes = wanted.map(({ key }) => hashOf(key));
  return {
    wanted: new Map(hashes.map((hash, i) => [hash, wanted[i]!.key])),
    wantedElsewhere: new Set(hashes.filter((_, i) => isLong(wanted[i]!))),
    attribute,
  };
}

/** Returns the hashes of the sentences of a body that are long enough to be filed. */
export function sentenceHashes(body: string): number[] {
  const filed = sentencesOf(blocks(body)).filter(isSentence);
  return filed.map(({ key }) => hashOf(key));
}

/** Returns who wrote the words of those sentences, given by their words, that a version holds; each as it stands first. */
export function sentencesIn(
  { body, attribution }: Version,
  wanted: Iterable<string>,
): Map<string, Attribution> {
  const keys = new Set(wanted);
  const found = new Map<string, Attribution>();
  for (const { key, start, words } of sentencesOf(blocks(body))) {
    if (keys.delete(key)) found.set(key, attribution.slice(start, start + words.length));
  }
  return found;
}

/**
 * Returns a body as the runs of its words that one revision wrote; their texts, joined, are the body. What stands
 * between two runs ends the first of them. A body without a word is one run of the given revision.
 */
export function runsOf({ body, attribution }: Version, sequence: number): Run[] {
  if (body === '') return [];
  const starts: { at: number; sequence: number }[] = [];
  let [at, place] = [0, 0];
  for (const token of tokens(body)) {
    if (isWord(token)) {
      const origin = attribution[place++]!;
      if (starts.at(-1)?.sequence !== origin) starts.push({ at, sequence: origin });
    }
    at += token.length;
  }
  starts[0] = { at: 0, sequence: starts[0]?.sequence ?? sequence };
  return starts.map((start, i) => ({
    text: body.slice(start.at, starts[i + 1]?.at),
    sequence: start.sequence,
  }));
}

const NOTHING: Version = { body: '', attribution: new Uint32Array() };

/** Sets a body beside its parent, with the blocks credited that both begin and end with. */
function besideParent(body: string, parent: Version): { draft: Draft; source: Source } {
  const [before, after] = [blocks(parent.body), blocks(body)];
  const same = (i: number, j: number) => before[i]!.text === after[j]!.text;
  const { head, tail } = sharedEnds(before.length, after.length, same);
  const start = words(textOf(before.slice(0, head))).length;
  const from = sentencesOf(before.slice(head, before.length - tail), start);
  const to = sentencesOf(after.slice(head, after.length - tail), start);
  const end = parent.attribution.length - start - wordCount(from);
  const origins = new Uint32Array(start + wordCount(to) + end);
  origins.set(parent.attribution.subarray(0, start));
  origins.set(parent.attribution.subarray(parent.attribution.length - end), origins.length - end);
  return { draft: { sentences: to, origins }, source: sourceOf(from, parent.attribution) };
}

function isSentence({ words }: Sentence): boolean {
  return words.length >= FEWEST_HELD;
}

function isLong({ words }: Sentence): boolean {
  return words.length >= FEWEST_ELSEWHERE;
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => text).join('\n');
}

function wordCount(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { words }) => sum + words.length, 0);
}

/** Credits a whole sentence as it was found, if it was. */
function creditSentence(draft: Draft, { words, start }: Sentence, found: Credit | undefined): void {
  if (typeof found === 'number') draft.origins.fill(found, start, start + words.length);
  else if (found?.length === words.length) draft.origins.set(found, start);
}

function keyOf(body: string): string {
  return words(body.toLowerCase()).join(' ');
}
