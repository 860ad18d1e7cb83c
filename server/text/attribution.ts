/**
 * Who wrote each word: credits a new body's words, and its signs, to the revisions that first wrote them. It follows WikiWho (Flöck &
 * Acosta, "WikiWho: Precise and Efficient Attribution of Authorship of Revisioned Content", WWW 2014), but that no edit
 * is thrown away as vandalism, and that what an article ever held is looked up in an index instead of in memory.
 */
import { fullBudget, type Budget } from './budget.ts';
import { creditAlike, creditInPlace, creditSaid, creditWhole } from './attribution/credit.ts';
import {
  credit,
  creditedIn,
  draftWith,
  sourceOf,
  type Attribution,
  type CreditDraft,
  type CreditSource,
} from './attribution/draft.ts';
import type { TokenSpan } from './attribution/chosen.ts';
import { disownMoved } from './attribution/moved.ts';
import { UNPLACED } from './attribution/rendered.ts';
import { hashOf, sentencesOf, type Sentence } from './attribution/sentences.ts';
import { tokensIn, tokensOf, type Token } from './attribution/tokens.ts';
import { sharedEnds } from './ends.ts';
import type { BlockTokens } from './markdown/block-tokens.ts';
import { readsAlike, unitsOf, type SourceUnit } from './markdown/source/units.ts';

export {
  findShown,
  findWords,
  LONGEST_PASSAGE,
  readShown,
  showTokens,
  type TokenSpan,
  type WordsShown,
} from './attribution/chosen.ts';
export { formerItemHash, isOfBody, withAddresses, withSigns } from './attribution/former.ts';
export { itemKey, itemWords } from './attribution/items.ts';
export { placesOnPage, UNPLACED } from './attribution/rendered.ts';
export { decodeAttribution, encodeAttribution } from './attribution/stored.ts';
export { tokensOf };
export type { Attribution, Token };

/** The way in which words and signs are told apart, credited and counted: raised when it changes, so that a wiki is credited anew. */
export const CREDIT_WAY = 9;

/** A body, its blocks if they're read already, and who wrote each of its words and signs. */
export interface Version {
  readonly body: string;
  readonly blocks?: BlockTokens;
  readonly attribution: Attribution;
}

/** A revision that is to be credited. */
export interface EditToCredit {
  readonly sequence: number;
  readonly body: string;
  readonly blocks?: BlockTokens;
  /** The revision that it replaced; the first of an article has none. */
  readonly parent?: Version;
  /** What a restore or an undo brings back. */
  readonly revived?: Version;
}

/** An attribution that lacks only what must be looked up. */
export interface Plan {
  /**
   * The sentences to look up, by their hashes: their words without the signs, lower-cased, with a space between. Each of
   * them is to be filed under the edit's sequence if the article holds none with its hash, so that its words are found
   * again later. A hash only says where to look: what was found is given as it stands there.
   */
  readonly wanted: ReadonlyMap<string, string>;
  /** The hashes of those that are long enough to be looked up in other articles too. */
  readonly wantedElsewhere: ReadonlySet<string>;
  /** Returns the attribution of the edit's body. */
  readonly attribute: (found: FoundSentences) => Attribution;
}

/** What was found of the sentences of a plan, by the sentence. */
export interface FoundSentences {
  /** In an earlier revision of this article. */
  readonly held: ReadonlyMap<string, HeldSentence>;
  /** In the earliest revision of another article. */
  readonly elsewhere: ReadonlyMap<string, HeldSentence>;
}

/** A sentence as it stood somewhere, and who wrote each word and sign of it. */
export interface HeldSentence {
  readonly sentence: Sentence;
  readonly origins: Attribution;
}

/** A piece of a body that one revision wrote. */
export interface CreditedRun {
  readonly text: string;
  readonly sequence: number;
}

/** Fewer words than these come by themselves; they aren't taken for a sentence that somebody wrote. */
const FEWEST_HELD = 4;
const FEWEST_ELSEWHERE = 8;

/**
 * Begins the attribution of an edit. Whole sentences are credited first: as in the parent, as in what is revived, as the
 * article ever held them, signs apart. Then words, where less than the whole was kept of a sentence of the parent or of what is
 * revived; then sentences from other articles; and what is left to the edit itself. A body that has all the words
 * and signs of what is revived, and no others, is credited as that is. The cost follows the edit, and is bounded: on a spent budget
 * only whole sentences are found.
 */
export function planAttribution(edit: EditToCredit): Plan {
  const { sequence, body, parent = NOTHING, revived } = edit;
  const brought = revived && sourceOf(sentencesOf(unitsOf(revived.body)), revived.attribution);
  const whole = brought && revivedDraft(body, brought);
  const budget = fullBudget();
  const { draft, source } = besideParent(edit, parent);
  const changed = creditWhole(draft, source, budget);
  if (brought) creditWhole(draft, brought, budget);

  const open = draft.sentences.filter((sentence) => creditedIn(draft, sentence) === 0);
  const wanted = open.filter(isSentence);
  const attribute = ({ held, elsewhere }: FoundSentences): Attribution => {
    if (whole) return attributionOf(whole, sequence);
    for (const sentence of wanted) creditHeld(draft, sentence, held.get(sentence.said), budget);
    for (const stretch of changed) creditInPlace(draft, source, stretch, budget);
    creditAlike(draft, source, budget);
    if (brought) creditAlike(draft, brought, budget);
    for (const sentence of wanted) {
      const isOwn = creditedIn(draft, sentence) * 2 >= sentence.parts.length;
      if (isLong(sentence) && !isOwn) creditAnew(draft, sentence, elsewhere.get(sentence.said), budget);
    }
    return attributionOf(draft, sequence);
  };
  const hashes = wanted.map(({ said }) => hashOf(said));
  return {
    wanted: new Map(hashes.map((hash, i) => [hash, wanted[i]!.said])),
    wantedElsewhere: new Set(hashes.filter((_, i) => isLong(wanted[i]!))),
    attribute,
  };
}

/** Returns the hashes of the sentences of a body that are long enough to be filed. */
export function sentenceHashes(body: string): string[] {
  const filed = sentencesOf(unitsOf(body)).filter(isSentence);
  return filed.map(({ said }) => hashOf(said));
}

/** Returns those sentences, given by their words, that a version holds, each as it stands first. */
export function sentencesIn(
  { body, attribution }: Version,
  wanted: Iterable<string>,
): Map<string, HeldSentence> {
  const said = new Set(wanted);
  const found = new Map<string, HeldSentence>();
  for (const sentence of sentencesOf(unitsOf(body))) {
    const { start, tokens } = sentence;
    if (!said.delete(sentence.said)) continue;
    const origins = attribution.slice(start, start + tokens.length);
    found.set(sentence.said, { sentence: { ...sentence, start: 0 }, origins });
  }
  return found;
}

/**
 * Returns a body as the runs of its words and signs that one revision wrote; their texts, joined, are the body. What else
 * stands between two runs ends the first of them. A body without a word or sign is one run of the given revision.
 */
export function runsOf({ body, attribution }: Version, sequence: number): CreditedRun[] {
  if (body === '') return [];
  const starts: { at: number; sequence: number }[] = [];
  for (const [place, { start }] of tokensOf(body).entries()) {
    const origin = attribution[place]!;
    if (starts.at(-1)?.sequence !== origin) starts.push({ at: start, sequence: origin });
  }
  starts[0] = { at: 0, sequence: starts[0]?.sequence ?? sequence };
  return starts.map((start, i) => ({
    text: body.slice(start.at, starts[i + 1]?.at),
    sequence: start.sequence,
  }));
}

/**
 * Returns, for each word and sign of a later version of a body, its place in an earlier one, or UNPLACED: where attribution finds it
 * there, and both are credited alike.
 */
export function placesSince(before: Version, after: Version): Int32Array {
  const numbered = { ...before, attribution: before.attribution.map((_, place) => place + 1) };
  const { attribution: credited, ...edit } = after;
  const { attribute } = planAttribution({ sequence: 0, ...edit, parent: numbered });
  const found = attribute({ held: new Map(), elsewhere: new Map() });
  const placeOf = (number: number, k: number) =>
    number > 0 && before.attribution[number - 1] === credited[k] ? number - 1 : UNPLACED;
  return Int32Array.from(found, placeOf);
}

/** Of a passage so much must be left, or so many words and signs in a row, that the rest doesn't stand there by itself. */
const LEFT = 0.25;
const IN_A_ROW = 8;

/** Returns what is left of a passage in a later version, given the places in the earlier one of all that stands there; nothing where that is hardly any. */
export function leftOf(passage: readonly TokenSpan[], places: Int32Array): TokenSpan[] {
  const spans: { from: number; to: number }[] = [];
  const first = Math.min(...passage.map(({ from }) => from));
  const end = Math.max(...passage.map(({ to }) => to));
  for (let place = 0; place < places.length; place++) {
    const before = places[place]!;
    // Of a long text most places are outside of a passage.
    if (before < first || before >= end) continue;
    if (!passage.some(({ from, to }) => from <= before && before < to)) continue;
    const last = spans.at(-1);
    if (last?.to === place) last.to++;
    else spans.push({ from: place, to: place + 1 });
  }
  const isLeft = lengthOf(spans) >= LEFT * lengthOf(passage);
  return isLeft || spans.some((span) => lengthOf([span]) >= IN_A_ROW) ? spans : [];
}

/** Returns how many words and signs stand in some spans. */
export function lengthOf(spans: readonly TokenSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

const NOTHING: Version = { body: '', attribution: new Uint32Array() };

/** Sets a body beside its parent, with the units credited that both begin and end with. */
function besideParent(
  edit: Pick<EditToCredit, 'body' | 'blocks'>,
  parent: Version,
): { draft: CreditDraft; source: CreditSource } {
  const [before, after] = [unitsOf(parent.body, parent.blocks), unitsOf(edit.body, edit.blocks)];
  const { head, tail } = sharedEnds(before.length, after.length, (i, j) => readsAlike(before[i]!, after[j]!));
  const count = (units: readonly SourceUnit[]) => units.reduce((sum, unit) => sum + tokensIn(unit).length, 0);
  // Whichever is less is counted.
  const start =
    head * 2 <= before.length
      ? count(before.slice(0, head))
      : parent.attribution.length - count(before.slice(head));
  const from = sentencesOf(before.slice(head, before.length - tail), start);
  const to = sentencesOf(after.slice(head, after.length - tail), start);
  const end = parent.attribution.length - start - tokenCount(from);
  const origins = new Uint32Array(start + tokenCount(to) + end);
  origins.set(parent.attribution.subarray(0, start));
  origins.set(parent.attribution.subarray(parent.attribution.length - end), origins.length - end);
  return { draft: draftWith(to, origins), source: sourceOf(from, parent.attribution) };
}

/** Returns a body as credited as what is revived, if it has all of its words and signs, and no others. */
function revivedDraft(body: string, { sentences: before, origins }: CreditSource): CreditDraft | undefined {
  const sentences = sentencesOf(unitsOf(body));
  if (keyOf(before) !== keyOf(sentences)) return undefined;
  const draft = draftWith(sentences, new Uint32Array(origins.length));
  credit(draft, 0, sourceOf(before, origins), 0, origins.length);
  return draft;
}

/** Returns the attribution of a draft: what isn't credited, or stands elsewhere than it did where that says something, is the edit's. */
function attributionOf(draft: CreditDraft, sequence: number): Attribution {
  disownMoved(draft);
  return draft.origins.map((origin) => origin || sequence);
}

function isSentence({ words }: Sentence): boolean {
  return words.length >= FEWEST_HELD;
}

function isLong({ words }: Sentence): boolean {
  return words.length >= FEWEST_ELSEWHERE;
}

function tokenCount(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

/** Credits a sentence as it was found, if it was. */
function creditHeld(
  draft: CreditDraft,
  sentence: Sentence,
  held: HeldSentence | undefined,
  budget: Budget,
): void {
  if (held?.sentence.said !== sentence.said) return;
  creditSaid(draft, sourceOf([held.sentence], held.origins), [held.sentence, sentence], budget);
}

/** Credits a sentence as it was found elsewhere, if it was; what isn't found so stays as it was credited. */
function creditAnew(
  draft: CreditDraft,
  sentence: Sentence,
  held: HeldSentence | undefined,
  budget: Budget,
): void {
  const own = draft.origins.subarray(sentence.start, sentence.start + sentence.tokens.length);
  const before = own.slice();
  own.fill(0);
  creditHeld(draft, sentence, held, budget);
  for (const [k, origin] of before.entries()) own[k] ||= origin;
}

function keyOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ key }) => key).join('\n');
}
