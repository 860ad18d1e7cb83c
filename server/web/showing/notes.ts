/**
 * The notes below an article: whoever wrote some of it and, under them, the versions that its passages name, each on a
 * line of its own. Those that no passage names are counted.
 */
import type { CreditedRevision } from '../../wiki/credit/attribution.ts';
import { writersOf } from '../../wiki/history/co-authors.ts';

/** What one byline, or some together, wrote of one article. Starter content stands apart from what whoever laid it in wrote themselves. */
export interface CreditSection extends Pick<CreditedRevision, 'byline' | 'article'> {
  id: string;
  /** What tells the versions of another article from those of the page's own, which have none: a letter before the number. */
  mark: string;
  isStarter: boolean;
  revisions: CreditedRevision[];
}

/** A section as it's shown. */
export interface Note extends Omit<CreditSection, 'revisions'> {
  /** The versions that a passage names, in their order. */
  versions: { id: string; number: number; writtenAt: string; summary: string }[];
  /** How many others there are, and the times of the first and the last of them. */
  rest: { count: number; first: string; last: string } | undefined;
}

/** The versions that a passage names, by their sequences, and whether it has words of others too. */
export interface PassageDraft {
  named: readonly number[];
  /** Those of others, which wrote where a link in it leads. */
  beside: readonly number[];
  more: boolean;
}

/** How many versions a passage names, and how many beside those. */
const MOST_NAMED = 5;

/**
 * Returns what a passage names, given the sequence of each of its words, and of each address in it that others wrote: the
 * versions that most of them are of.
 */
export function draftOf(sequences: readonly number[], addresses: readonly number[] = []): PassageDraft {
  const [own, others] = [mostOf(sequences), mostOf(addresses)];
  return { named: own.named, beside: others.named, more: own.more || others.more };
}

function mostOf(sequences: readonly number[]): { named: readonly number[]; more: boolean } {
  const first = sequences[0];
  if (first === undefined) return { named: [], more: false };
  if (sequences.every((sequence) => sequence === first)) return { named: [first], more: false };
  const counts = new Map<number, number>();
  for (const sequence of sequences) counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
  const most = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b).slice(0, MOST_NAMED);
  const named = most.map(([sequence]) => sequence).sort((a, b) => a - b);
  return { named, more: counts.size > MOST_NAMED };
}

/** Puts revisions into the sections of the page of an article, in the order in which each is first met. */
export function sectionsOf(revisions: Iterable<CreditedRevision>, pageOf: number): CreditSection[] {
  const sections = new Map<string, CreditSection>();
  const marks = new Map([[pageOf, '']]);
  for (const revision of revisions) {
    const { byline, article, action } = revision;
    const isStarter = action === 'starter';
    const mark = marks.get(article.id) ?? letter(marks.size - 1);
    marks.set(article.id, mark);
    const writers = writersOf(byline).map(({ id }) => id);
    const key = `${writers.join('+')} ${article.id} ${isStarter}`;
    const section = sections.get(key);
    if (section) section.revisions.push(revision);
    else {
      const id = `_by${sections.size}`;
      sections.set(key, { id, mark, byline, article, isStarter, revisions: [revision] });
    }
  }
  return [...sections.values()];
}

/** Returns the id of a version's line in a section. */
export function lineId(
  { mark }: Pick<CreditSection, 'mark'>,
  { number }: Pick<CreditedRevision, 'number'>,
): string {
  return `_v${mark}${number}`;
}

/** Returns the sections as they're shown, given what the passages name; one that none names is left out. */
export function notesOf(
  sections: readonly CreditSection[],
  named: ReadonlySet<number>,
  summaries: ReadonlyMap<number, string>,
): Note[] {
  const notes = sections.map(({ revisions, ...head }) => {
    const inOrder = revisions.toSorted((a, b) => a.number - b.number);
    const versions = inOrder
      .filter(({ sequence }) => named.has(sequence))
      .map((revision) => ({
        id: lineId(head, revision),
        number: revision.number,
        writtenAt: revision.writtenAt,
        summary: summaries.get(revision.sequence) ?? '',
      }));
    const times = inOrder
      .filter(({ sequence }) => !named.has(sequence))
      .map(({ writtenAt }) => writtenAt)
      .sort();
    const rest =
      times.length > 0 ? { count: times.length, first: times[0]!, last: times.at(-1)! } : undefined;
    return { ...head, versions, rest };
  });
  return notes.filter(({ versions }) => versions.length > 0);
}

/** From a to z, then from aa to zz. */
function letter(place: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + (place % 26)).repeat(1 + Math.floor(place / 26));
}
