/**
 * Lines that are too short to be sentences: one by itself comes again by chance, but several that stood in one earlier version are
 * those that stood there, though some are new among them, changed, gone, or in another place.
 */
import type { Budget } from '../budget.ts';
import { creditedIn, takenOf, type CreditDraft, type CreditSource } from './draft.ts';
import { FEWEST_HELD } from './held.ts';
import { creditPairs, matches, wordsIn } from './pairs.ts';
import type { Sentence } from './sentences.ts';

/** So many come back together, and so large a share of those that nobody knows. */
const FEWEST = 3;
const MOSTLY = 0.5;
/** What has fewer letters stands within other words, and isn't asked for. */
const FEWEST_LETTERS = 3;

/** Returns what short lines among open sentences say, if they may be back together, to be asked for. */
export function linesBack(open: readonly Sentence[]): string[] {
  const lines = open.filter(isShort);
  return lines.length < FEWEST ? [] : lines.map(sayingOf).filter(({ length }) => length >= FEWEST_LETTERS);
}

/** Credits the short lines of a body that an earlier version has, if it has most of them, and tells whether it has. */
export function creditLines(
  draft: CreditDraft,
  source: CreditSource,
  open: readonly Sentence[],
  budget: Budget,
): boolean {
  const lines = open.filter((sentence) => isShort(sentence) && creditedIn(draft, sentence) === 0);
  if (lines.length < FEWEST) return false;
  const before = new Map<string, Sentence[]>();
  for (const sentence of source.sentences.toReversed()) {
    if (!isShort(sentence) || takenOf(source, sentence) > 0) continue;
    const others = before.get(sayingOf(sentence));
    if (others) others.push(sentence);
    else before.set(sayingOf(sentence), [sentence]);
  }
  const pairs = lines.flatMap((to): [Sentence, Sentence][] => {
    const from = before.get(sayingOf(to))?.pop();
    return from ? [[from, to]] : [];
  });
  if (pairs.length < Math.max(FEWEST, MOSTLY * lines.length)) return false;
  for (const [from, to] of pairs)
    creditPairs(draft, source, matches(wordsIn([from]), wordsIn([to]), budget), budget);
  return true;
}

/** The number of an item says where it stands in its list, and isn't counted. */
const NUMBER = /^\d{1,9} /;

function isShort({ said, words }: Sentence): boolean {
  const count = words.length - (NUMBER.test(said) ? 1 : 0);
  return count > 0 && count < FEWEST_HELD;
}

function sayingOf({ said }: Sentence): string {
  return said.replace(NUMBER, '');
}
