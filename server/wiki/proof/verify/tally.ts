/**
 * What a walk over revisions adds up on its way, so that all that is copied of them for speed can be compared in the end:
 * of each article what its texts give its row and its addresses, of each byline and person what they wrote.
 */
import type { Content } from '../../../kinds/content.ts';
import { slugOf } from '../../../text/slug.ts';
import { facetsOf } from '../../../kinds/filing.ts';
import { erasedHead, headOf, type Head } from '../../copies/heads.ts';

/** What an article's revisions come to. */
export interface ArticleTally {
  /** The slugs of the titles that stand. */
  slugs: Set<string>;
  /** Whether a text couldn't be read, so that there may be more of them. */
  isTorn: boolean;
  /** The title and kind of the newest text that stands, and the bytes that say so. */
  standing?: Pick<Content, 'title' | 'kind'>;
  beginning?: Buffer;
  /** What the current revision gives the article's row and what it's filed under; none when it couldn't be read. */
  shown?: { head: Head; facets: [name: string, value: string][]; isErased: boolean };
  /** By the byline's id. */
  authors: Map<number, { revisions: number; first: string; last: string }>;
}

/** What the walk counts of everybody, by the person's id: how many revisions, and the byline of the last. */
export type People = Map<number, { revisions: number; last: number }>;

/** Returns a tally of nothing. */
export function emptyTally(): ArticleTally {
  return { slugs: new Set(), isTorn: false, authors: new Map() };
}

/** Counts a revision for somebody who wrote it. */
export function countAuthor(
  { authors }: ArticleTally,
  people: People,
  { id, personId, at }: { id: number; personId: number; at: string },
): void {
  const author = authors.get(id);
  if (!author) authors.set(id, { revisions: 1, first: at, last: at });
  else {
    author.revisions++;
    if (at < author.first) author.first = at;
    if (at > author.last) author.last = at;
  }
  const person = people.get(personId);
  if (!person) people.set(personId, { revisions: 1, last: id });
  else {
    person.revisions++;
    person.last = id;
  }
}

/** Takes in a revision's canonical text: null for an erased one, undefined for one that can't be read. */
export function countText(
  tally: ArticleTally,
  text: Buffer | null | undefined,
  { uid, isCurrent }: { uid: Buffer; isCurrent: boolean },
): void {
  if (text === undefined) tally.isTorn = true;
  else if (text) countTitle(tally, text);
  if (!isCurrent || text === undefined) return;
  tally.shown = text
    ? shownOf(JSON.parse(text.toString()) as Content)
    : { head: erasedHead(uid, tally.standing), facets: [], isErased: true };
}

function shownOf(content: Content): NonNullable<ArticleTally['shown']> {
  return { head: headOf(content), facets: facetsOf(content), isErased: false };
}

// Kind and title come first. No quotation mark stands bare in a JSON string, so this can't be part of one.
const AFTER_TITLE = ',"lead":';

/** Most revisions have the title of the one before. */
function countTitle(tally: ArticleTally, text: Buffer): void {
  const { beginning } = tally;
  if (beginning && text.subarray(0, beginning.length).equals(beginning)) return;
  const end = text.indexOf(AFTER_TITLE);
  tally.standing = JSON.parse(`${text.toString('utf8', 0, end)}}`) as Pick<Content, 'title' | 'kind'>;
  // A copy, since the text's own memory is written anew.
  tally.beginning = Buffer.from(text.subarray(0, end + AFTER_TITLE.length));
  tally.slugs.add(slugOf(tally.standing.title));
}
