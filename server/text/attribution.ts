/**
 * Who wrote each word: credits a new body's words, and its signs, to the revisions that first wrote them. It follows WikiWho (Flöck &
 * Acosta, "WikiWho: Precise and Efficient Attribution of Authorship of Revisioned Content", WWW 2014), but that no edit
 * is thrown away as vandalism, and that what an article ever held is looked up in an index instead of in memory.
 */
import { fullBudget, type Budget } from './budget.ts';
import { differing } from './attribution/beside.ts';
import { creditAlike, creditInPlace, creditWhole } from './attribution/credit.ts';
import {
  credit,
  creditedIn,
  draftWith,
  sourceOf,
  type Attribution,
  type CreditDraft,
  type CreditSource,
} from './attribution/draft.ts';
import {
  creditAnew,
  creditHeld,
  isLong,
  isSentence,
  sentenceHashes,
  sentencesIn,
  type HeldSentence,
  type Version,
} from './attribution/held.ts';
import { disownMoved } from './attribution/moved.ts';
import { creditPast, pastVersion, type PastVersion } from './attribution/past.ts';
import { firstPhrases, holdersOf, isSameText, mayHold, newPhrases, someOf } from './attribution/phrases.ts';
import { UNPLACED } from './attribution/rendered.ts';
import { creditLines, linesBack } from './attribution/short-lines.ts';
import { creditRuns, LEFT_OVER, openRuns, STANDING } from './attribution/runs.ts';
import { hashOf, sentencesOf, type Sentence } from './attribution/sentences.ts';
import { tokensOf, type Token } from './attribution/tokens.ts';
import type { BlockTokens } from './markdown/block-tokens.ts';
import { unitsOf } from './markdown/source/units.ts';

export {
  findShown,
  findWords,
  leftOf,
  lengthOf,
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
export { sentenceHashes, sentencesIn, tokensOf };
export type { Attribution, HeldSentence, PastVersion, Token, Version };

/** The way in which words and signs are told apart, credited and counted: raised when it changes, so that a wiki is credited anew. */
export const CREDIT_WAY = 13;

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
  /** The latest revision that what is known of the body was written by, and how many sentences and short lines aren't known. */
  readonly known: { readonly latest: number; readonly left: number };
  /** Whether something new may have stood in earlier versions, though not as a sentence that's looked up. */
  readonly mayBeBack: boolean;
  /** Returns which of some earlier bodies, given newest first, are worth reading: that hold what may be back, or one of the sentences to look up; and what phrases may have stood before those. */
  readonly worthReading: (
    bodies: readonly string[],
    held: ReadonlySet<string>,
  ) => { places: number[]; left: readonly string[] };
  /** Says whether a body is the edit's, but for its white space. */
  readonly isEqual: (body: string) => boolean;
  /** Reads an earlier version of this article. */
  readonly read: (version: Version) => PastVersion;
  /** Returns the attribution of the edit's body. */
  readonly attribute: (found: FoundSentences) => Attribution;
}

/** What was found of the sentences of a plan, by the sentence, and of what may be back. */
export interface FoundSentences {
  /** In an earlier revision of this article. */
  readonly held: ReadonlyMap<string, HeldSentence>;
  /** In the earliest revision of another article. */
  readonly elsewhere: ReadonlyMap<string, HeldSentence>;
  /** Earlier versions of this article, newest first. */
  readonly past?: readonly PastVersion[];
}

/** A piece of a body that one revision wrote. */
export interface CreditedRun {
  readonly text: string;
  readonly sequence: number;
}

/**
 * Begins the attribution of an edit. Whole sentences are credited first: as in the parent, as in what is revived, as the
 * article ever held them, signs apart. Then words, where less than the whole was kept of a sentence of the parent or of what is
 * revived; then phrases, wherever they stand or stood; then sentences from other articles; and what is left to the edit itself. A
 * body that has all the words and signs of what is revived, or of an earlier version, and no others, is credited as that is. The
 * cost follows the edit, and is bounded: on a spent budget only whole sentences and phrases are found.
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
  const attribute = ({ held, elsewhere, past = [] }: FoundSentences): Attribution => {
    const restored = whole ?? restoredDraft(body, past);
    if (restored) return attributionOf(restored, sequence);
    const withLines = past.filter((version) => creditVersion(draft, version, open, budget));
    for (const sentence of wanted) creditHeld(draft, sentence, held.get(sentence.said), budget);
    for (const stretch of changed) creditInPlace(draft, source, stretch, budget);
    creditAlike(draft, source, budget);
    if (brought) creditAlike(draft, brought, budget);
    creditPhrases(draft, source, { parent, past, withLines });
    for (const sentence of wanted) {
      const isOwn = creditedIn(draft, sentence) * 2 >= sentence.parts.length;
      if (isLong(sentence) && !isOwn) creditAnew(draft, sentence, elsewhere.get(sentence.said), budget);
    }
    return attributionOf(draft, sequence);
  };
  const before = whole ? undefined : source.sentences;
  return {
    ...lookedUp(parent, { open, before }),
    known: {
      latest: draft.origins.reduce((latest, origin) => Math.max(latest, origin), 0),
      left: whole ? 0 : open.length,
    },
    isEqual: (other) => isSameText(other, body),
    read: (version) => pastVersion(version, parent),
    attribute,
  };
}

/** Returns what is to be looked up of the open sentences of a body, given those that its parent has instead, unless they're all known. */
function lookedUp(
  parent: Version,
  { open, before }: { open: readonly Sentence[]; before: readonly Sentence[] | undefined },
): Pick<Plan, 'wanted' | 'wantedElsewhere' | 'mayBeBack' | 'worthReading'> {
  const wanted = open.filter(isSentence);
  const hashes = wanted.map(({ said }) => hashOf(said));
  const news = before ? newPhrases(wanted, before) : [];
  const asked = [...someOf(news), ...someOf(linesBack(open))];
  return {
    wanted: new Map(hashes.map((hash, i) => [hash, wanted[i]!.said])),
    wantedElsewhere: new Set(hashes.filter((_, i) => isLong(wanted[i]!))),
    mayBeBack: news.length > 0 || (before !== undefined && open.length > wanted.length),
    worthReading: (bodies, held) => {
      const isHeld = wanted.filter((_, i) => held.has(hashes[i]!));
      const { places, left } = holdersOf([...asked, ...someOf(firstPhrases(isHeld))], parent.body, bodies);
      return { places, left: asked.filter((phrase) => left.has(phrase)) };
    },
  };
}

/** Credits the sentences, and the short lines, that an earlier version has too, and tells whether it has most of the lines. */
function creditVersion(
  draft: CreditDraft,
  version: PastVersion,
  open: readonly Sentence[],
  budget: Budget,
): boolean {
  creditPast(draft, version, open, budget);
  return creditLines(draft, version.source, open, budget);
}

/** What phrases may cost, in steps, whatever was spent before. */
const PHRASE_STEPS = 2_000_000;

/** Credits what is left of a body by its phrases: those that are left of the parent, those that earlier versions held, and those that stand in the parent and were copied. */
function creditPhrases(
  draft: CreditDraft,
  source: CreditSource,
  {
    parent,
    past,
    withLines,
  }: { parent: Version; past: readonly PastVersion[]; withLines: readonly PastVersion[] },
): void {
  const budget = { steps: PHRASE_STEPS };
  creditRuns(draft, source, LEFT_OVER, budget);
  for (const version of past) {
    creditRuns(draft, version.source, STANDING, budget);
    // What is short says nothing by itself, unless others came back with it.
    creditAlike(draft, version.source, budget, withLines.includes(version) ? undefined : isSentence);
  }
  if (!mayHold(parent.body, openRuns(draft, STANDING))) return;
  const isAll = tokenCount(source.sentences) === parent.attribution.length;
  const sentences = isAll ? source.sentences : sentencesOf(unitsOf(parent.body, parent.blocks));
  creditRuns(draft, sourceOf(sentences, parent.attribution), STANDING, budget);
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

const NOTHING: Version = { body: '', attribution: new Uint32Array() };

/** Sets a body beside its parent, with the units credited that both begin and end with. */
function besideParent(
  edit: Pick<EditToCredit, 'body' | 'blocks'>,
  parent: Version,
): { draft: CreditDraft; source: CreditSource } {
  const { from, after, start, reader } = differing(parent, edit);
  const to = sentencesOf(after, start, reader);
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

/** Returns the same of the newest earlier version that a body is, but for its white space. */
function restoredDraft(body: string, past: readonly PastVersion[]): CreditDraft | undefined {
  if (body === '') return undefined;
  for (const version of past) {
    if (!isSameText(version.body, body)) continue;
    const draft = revivedDraft(body, version.whole());
    if (draft) return draft;
  }
  return undefined;
}

/** Returns the attribution of a draft: what isn't credited, or stands elsewhere than it did where that says something, is the edit's. */
function attributionOf(draft: CreditDraft, sequence: number): Attribution {
  disownMoved(draft);
  return draft.origins.map((origin) => origin || sequence);
}

function tokenCount(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

function keyOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ key }) => key).join('\n');
}
