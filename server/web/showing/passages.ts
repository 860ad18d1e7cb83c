/** The passages of an article's page: every part of it marked with who wrote it, and the notes that say so in words. */
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../context.ts';
import { per } from '../../per.ts';
import { listItems, mapItems, type Items } from '../../kinds/items.ts';
import { placesOnPage, UNPLACED, type TokenSpan } from '../../text/attribution.ts';
import {
  countPassages,
  markPassages,
  passagesIn,
  readPage,
  type Marks,
  type Passage,
} from '../../text/passages.ts';
import {
  creditedRevisions,
  readArticles,
  summariesOf,
  type Attributed,
  type CreditedRevision,
} from '../../wiki/credit/attribution.ts';
import { sha256 } from '../../wiki/history/digest.ts';
import { readBylines, type Byline } from '../../wiki/history/bylines.ts';
import { writersOf } from '../../wiki/history/co-authors.ts';
import { newestLogEntry } from '../../wiki/history/state.ts';
import { seesHidden, type Reader } from '../../wiki/policy.ts';
import { largeHtml, type LargeHtml } from '../frame/large-html.ts';
import { draftOf, lineId, notesOf, sectionsOf, type PassageDraft, type CreditSection } from './notes.ts';
import type { Where } from '../../locales/language.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';

/** What stands before and after something that is credited as one. */
export interface CreditMark {
  open: string;
  close: string;
}

/** The credit of an article's page: the HTML of the body with its passages marked, the marks of all else, and the notes' HTML. */
export interface Credited extends Items<CreditMark> {
  /** Whether each block stands under whoever wrote most of it, since its passages are too many. */
  isCoarse: boolean;
  /** Whether several wrote some of it together. */
  isTogether: boolean;
  /** The place of the first word or sign of each passage of the body, among those of the body. */
  starts: readonly number[];
  html: LargeHtml;
  notes: LargeHtml;
}

/** The page that is credited: its article, where and by whom it's read, the HTML of its body, how many lines of it that shows, and the classes of each person's passages. */
export interface PageToCredit {
  article: { id: number; slug: string };
  where: Where;
  reader: Reader;
  html: LargeHtml;
  lines: number;
  /** How many lines that it begins with aren't shown. */
  skipped?: number;
  /** By the person. */
  dresses: ReadonlyMap<number, string>;
  /** The person who is lifted out. */
  lifted?: number | undefined;
}

/** Credits the page of an article. */
export async function creditPage(db: Db, attributed: Attributed, page: PageToCredit): Promise<Credited> {
  // Read before the words that an entry may tell to be gone.
  const key = keyOf(await newestLogEntry(db), attributed, page);
  const known = creditKept(db).get(key);
  if (known?.from === page.html.mark && (await isAsNow(db, known.sections, page.reader)))
    return known.credited;
  const sequences = sequencesOf(attributed);
  const revisions = await creditedRevisions(db, sequences, page.reader);
  const sections = sectionsOf(
    sequences.map((sequence) => revisions.get(sequence)!),
    page.article.id,
  );
  const credited = await credit(db, attributed, revisions, sections, page);
  creditKept(db).set(key, {
    credited,
    from: page.html.mark,
    sections: sections.map(({ byline, article }) => ({ byline, article })),
  });
  return credited;
}

/** Returns the HTML of a body with an id, `_passage`, on the passage that some words and signs of it begin in. */
export function withPassage({ html, starts }: Credited, { from }: TokenSpan): LargeHtml {
  const before = starts.filter((start) => start <= from);
  const asked = starts.indexOf(Math.max(...before));
  const text = html.bytes.toString();
  let at = -1;
  for (let i = 0; i <= asked; i++) at = text.indexOf(FIRST_PIECE, at + 1);
  return at === -1 ? html : largeHtml(`${text.slice(0, at)} id="_passage"${text.slice(at)}`);
}

/** What the first piece of a passage says of itself, and no other element. */
const FIRST_PIECE = ' role="group" tabindex="-1" aria-describedby="';

/** The credit of a page, the mark of the body that it was made from, and the names and the titles in it. */
interface KeptCredit {
  credited: Credited;
  from: string;
  sections: Pick<CreditSection, 'byline' | 'article'>[];
}

/** What a section holds in memory with its names and its mark, at most; all but the sections takes no more. */
const SECTION = 4000;

/** The credit of recent pages, by all else that it shows. */
const creditKept = per(
  (_db: Db) =>
    new LRUCache<string, KeptCredit>({
      max: 500,
      maxSize: 64 * 1024 * 1024,
      sizeCalculation: ({ credited: { html, notes }, sections }) =>
        html.bytes.length + notes.bytes.length + SECTION * (sections.length + 1),
    }),
);

/** What is erased or hidden is logged, and so the summaries are as they were while nothing was. */
function keyOf(
  logged: number,
  attributed: Attributed,
  { article: { id, slug }, where, reader, dresses }: PageToCredit,
): string {
  const { content, words: origins, ...items } = attributed;
  const rest = JSON.stringify([logged, id, slug, where, seesHidden(reader), [...dresses], items]);
  return sha256(rest, content.body, origins).toString('base64');
}

/** Tells whether people and articles are called what they were. */
async function isAsNow(db: Db, sections: KeptCredit['sections'], reader: Reader): Promise<boolean> {
  const writers = sections.flatMap(({ byline }) => writersOf(byline));
  const bylines = await readBylines(db, [...new Set(writers.map(({ id }) => id))]);
  const articles = await readArticles(db, [...new Set(sections.map(({ article }) => article.id))], reader);
  return (
    writers.every((byline) => isDeepStrictEqual(byline, bylines.get(byline.id))) &&
    sections.every(({ article }) => isDeepStrictEqual(article, articles.get(article.id)))
  );
}

/** In the order in which they are met on the page. */
function sequencesOf(attributed: Attributed): number[] {
  const head = [attributed.title, attributed.lead ?? attributed.title];
  return [...new Set([...head, ...attributed.words, ...listItems(attributed)])];
}

async function credit(
  db: Db,
  attributed: Attributed,
  revisions: ReadonlyMap<number, CreditedRevision>,
  sections: readonly CreditSection[],
  { where, reader, html, lines, skipped = 0, dresses, lifted }: PageToCredit,
): Promise<Credited> {
  const body = html.bytes.toString();
  const placeOf = new Map(
    sections.flatMap((section, place) => section.revisions.map(({ sequence }) => [sequence, place] as const)),
  );
  const { passages, drafts, isCoarse, starts } = cutPage(attributed, placeOf, { html: body, lines, skipped });
  const namedIn = ({ named, beside }: PassageDraft) => [...named, ...beside];
  const named = new Set([...listItems(attributed), ...drafts.flatMap(namedIn)]);
  const notes = notesOf(sections, named, await summariesOf(db, [...named], reader));

  const alone = (sequence: number): PassageDraft => ({ named: [sequence], beside: [], more: false });
  const all = [...drafts, ...listItems(attributed).map(alone)];
  const sectionOf = (sequence: number) => sections[placeOf.get(sequence)!]!;
  const marksOf = writeMarks(all, (draft) => {
    const writers = writersOf(sectionOf(draft.named[0]!).byline);
    return toldOf(draft, sectionOf, revisions, dressOf(writers, dresses, lifted));
  });
  const markOf = (sequence: number): CreditMark => {
    const { first, close, after } = marksOf(alone(sequence));
    return { open: first, close: close + after };
  };
  return {
    isCoarse,
    isTogether: notes.some(({ byline }) => byline.together !== undefined),
    starts,
    html: largeHtml(markPassages(body, passages, (_passage, index) => marksOf(drafts[index]!))),
    ...mapItems<number, CreditMark>(attributed, markOf),
    notes: largeHtml(renderView('credit/parts/notes', { ...wordsOf(where), notes })),
  };
}

/** Among so many tokens that a passage begins with, one at least is of the source. */
const FEW = 20;

/** More passages than these nobody goes through: each block is then one, of the section that has most words in it. */
const MOST_PASSAGES = 3000;

/** The passages of a body, each the longest stretch of one section, what each names, and the place of its first word or sign. */
function cutPage(
  { content, words: origins }: Attributed,
  sectionOf: ReadonlyMap<number, number>,
  { html, lines, skipped }: { html: string; lines: number; skipped: number },
): { passages: Passage[]; drafts: PassageDraft[]; isCoarse: boolean; starts: number[] } {
  const page = readPage(html);
  const { places, hidden } = placesOnPage(page.tokens, content.body, lines, skipped);
  const keys = places.map((place) => (place === UNPLACED ? UNPLACED : sectionOf.get(origins[place]!)!));
  const isCoarse = countPassages(page, keys) > MOST_PASSAGES;
  const passages = passagesIn(page, isCoarse ? keysOfBlocks(page, keys) : keys);
  const drafts = passages.map(({ key, from, to }) => {
    const sequences: number[] = [];
    const addresses = new Map<number, number>();
    let others = false;
    for (let token = from; token < to; token++) {
      if (keys[token] === key) sequences.push(origins[places[token]!]!);
      else others ||= keys[token] !== UNPLACED;
      for (const place of hidden.get(places[token]!) ?? []) addresses.set(place, origins[place]!);
    }
    const isOwn = (origin: number) => sectionOf.get(origin) === key;
    const written = [...addresses.values()];
    sequences.push(...written.filter(isOwn));
    const draft = draftOf(
      sequences,
      written.filter((origin) => !isOwn(origin)),
    );
    return { ...draft, more: draft.more || others };
  });
  const starts = passages.map(({ from, to }) =>
    Math.min(...places.subarray(from, Math.min(to, from + FEW)).filter((place) => place !== UNPLACED)),
  );
  return { passages, drafts, isCoarse, starts };
}

/** Returns the keys of the tokens of a page when every one of a block has the one that most of them have. */
function keysOfBlocks({ stretches }: ReturnType<typeof readPage>, keys: Int32Array): Int32Array {
  const coarse = new Int32Array(keys.length).fill(UNPLACED);
  for (const { first, tokens } of stretches) {
    const counts = new Map<number, number>();
    const own = keys.subarray(first, first + tokens.length).filter((key) => key !== UNPLACED);
    for (const key of own) counts.set(key, (counts.get(key) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const key = own.find((key) => counts.get(key) === most);
    if (key !== undefined) coarse.fill(key, first, first + tokens.length);
  }
  return coarse;
}

/** Returns the dress of what some people wrote together: that of the first, or of one who is lifted out. */
function dressOf(
  writers: readonly Byline[],
  dresses: PageToCredit['dresses'],
  lifted: number | undefined,
): string {
  const people = writers.map(({ personId }) => personId);
  return dresses.get(people.find((person) => person === lifted) ?? people[0]!)!;
}

/** A passage as its view takes it. */
interface ShownPassage {
  dress: string;
  /** The ids of what tells of it. */
  described: string;
  versions: { id: string; text: string }[];
  /** Whether it has words of others too. */
  more: boolean;
}

function toldOf(
  { named, beside, more }: PassageDraft,
  sectionOf: (sequence: number) => CreditSection,
  revisions: ReadonlyMap<number, CreditedRevision>,
  dress: string,
): ShownPassage {
  const versions = [...named, ...beside].map((sequence) => {
    const [section, revision] = [sectionOf(sequence), revisions.get(sequence)!];
    return { by: section.id, id: lineId(section, revision), text: `${section.mark}${revision.number}` };
  });
  // Each section is told before the first of its versions.
  const ids = new Set(versions.flatMap(({ by, id }) => [by, id]));
  if (more) ids.add('_more');
  return { dress, described: [...ids].join(' '), versions, more };
}

/** What stands between the parts of a passage's HTML, and behind the last of them, and in nobody's words. */
const [CUT, END] = ['\uFDD0', '\uFDD1'];

/** Returns what gives the marks of each of some passages; those that name the same are written once, and all of them at once. */
function writeMarks(
  drafts: readonly PassageDraft[],
  toldOf: (draft: PassageDraft) => ShownPassage,
): (draft: PassageDraft) => Marks {
  const keyOf = ({ named, beside, more }: PassageDraft) => `${named.join()} ${beside.join()} ${more}`;
  const distinct = new Map(drafts.map((draft) => [keyOf(draft), draft]));
  const passages = [...distinct.values()].map(toldOf);
  const written = renderView('credit/parts/passages', { passages, cut: CUT, end: END }).split(END);
  const marks = new Map(
    [...distinct.keys()].map((key, i): [string, Marks] => {
      const [first, next, close, after] = written[i]!.split(CUT) as [string, string, string, string];
      return [key, { first, next, close, after }];
    }),
  );
  return (draft) => marks.get(keyOf(draft))!;
}
