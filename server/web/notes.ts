/** The notes of an article's page: who wrote a passage, and in which versions. What is the same of several is said once. */
import type { CreditedRevision } from '../wiki/attribution.ts';
import type { Byline } from '../wiki/bylines.ts';

/** Who wrote one or more passages, from which article, and in which versions. */
export interface Note {
  number: number;
  byline: Byline;
  article: CreditedRevision['article'];
  /** Those that wrote most of it, the first of them first. */
  versions: CreditedRevision[];
  /** How many more there are, and the times of the first and the last of them. */
  more?: { count: number; first: string; last: string };
}

/** A note before its versions are looked up, by their sequences: those that it names, and those that it only counts. */
export interface Draft {
  named: readonly number[];
  rest: readonly number[];
}

/** How many versions a note names. */
const MOST_NAMED = 5;

/** Returns the draft of the note of a passage, given the sequence of each of its words. */
export function draftNote(sequences: readonly number[]): Draft {
  const counts = new Map<number, number>();
  for (const sequence of sequences) counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
  const all = [...counts.keys()].sort((a, b) => a - b);
  const most = all.toSorted((a, b) => counts.get(b)! - counts.get(a)!).slice(0, MOST_NAMED);
  return {
    named: all.filter((sequence) => most.includes(sequence)),
    rest: all.filter((sequence) => !most.includes(sequence)),
  };
}

/** Returns an empty book of notes, to which those of passages are added in the order that they are read. */
export function noteBook() {
  const drafts: Draft[] = [];
  const known = new Map<string, number>();
  return {
    /** Adds a note, unless the book has the same, and returns its place. */
    add(draft: Draft): number {
      const name = `${draft.named.join()} ${draft.rest.join()}`;
      const place = known.get(name) ?? drafts.push(draft) - 1;
      known.set(name, place);
      return place;
    },
    /** Returns the sequences that must be looked up to write the notes. */
    wanted(): number[] {
      return [
        ...new Set(drafts.flatMap(({ named, rest }) => [...named, ...rest.slice(0, 1), ...rest.slice(-1)])),
      ];
    },
    /** Returns the notes by their places. */
    notes(revisions: ReadonlyMap<number, CreditedRevision>): Note[] {
      return drafts.map((draft, place) => ({ number: place + 1, ...noteOf(draft, revisions) }));
    },
  };
}

function noteOf(
  { named, rest }: Draft,
  revisions: ReadonlyMap<number, CreditedRevision>,
): Omit<Note, 'number'> {
  const versions = named.map((sequence) => revisions.get(sequence)!);
  const { byline, article } = versions[0]!;
  if (rest.length === 0) return { byline, article, versions };
  const ends = [rest[0]!, rest.at(-1)!].map((sequence) => revisions.get(sequence)!.writtenAt);
  const [first, last] = ends.sort() as [string, string];
  return { byline, article, versions, more: { count: rest.length, first, last } };
}
