/** The passages of an article's page: every part of it marked with who wrote it, and the notes that say so in words. */
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import { matchWords, UNPLACED } from '../text/attribution.ts';
import { markPassages, passagesIn, readPage, type Marks, type Page } from '../text/passages.ts';
import { words } from '../text/words.ts';
import { bylineIdsOf, creditedRevisions, type Attributed } from '../wiki/attribution.ts';
import { articlesElsewhere } from '../wiki/elsewhere.ts';
import { noteBook, type Note } from './notes.ts';

/** What stands before and after something that is credited as one. */
export interface Mark {
  open: string;
  close: string;
}

/** The credit of an article's page: the body's HTML with its passages marked, the marks of all else, and the notes. */
export interface Credited {
  html: string;
  title: Mark;
  lead: Mark | undefined;
  facts: Record<string, Mark>;
  topics: Mark[];
  sources: Mark[];
  notes: Note[];
}

/** How passages are dressed: the classes of a person's, and what a note is called for a screen reader. */
export interface Dress {
  classOf: (personId: number) => string;
  noteLabel: (number: number) => string;
}

/** Credits the page of an article, given the HTML of its body. */
export async function creditPage(
  db: Context['db'],
  articleId: number,
  attributed: Attributed,
  html: string,
  dress: Dress,
): Promise<Credited> {
  const { content, words: origins, title, lead, topics, sources } = attributed;
  const { page, places } = placesIn(html, content.body);
  const originOf = (word: number) => origins[places[word]!];
  const keyOf = await keysOf(db, articleId, new Set(origins));
  const passages = passagesIn(
    page,
    Int32Array.from(page.words, (_text, word) => keyOf(originOf(word))),
  );

  const book = noteBook();
  const note = (sequence: number) => book.add([sequence]);
  const head = { title: note(title), lead: lead > 0 ? note(lead) : undefined };
  const body = passages.map(({ from, to }) => {
    const all = Array.from({ length: to - from }, (_, i) => originOf(from + i));
    return book.add(all.filter((sequence) => sequence !== undefined));
  });
  const facts = Object.entries(attributed.facts).map(([name, sequence]) => [name, note(sequence)] as const);
  const lists = { topics: topics.map(note), sources: sources.map(note) };

  const notes = book.notes(await creditedRevisions(db, book.wanted()));
  const { marksOf, markOf } = marker(notes, dress);
  return {
    title: markOf(head.title),
    lead: head.lead === undefined ? undefined : markOf(head.lead),
    html: markPassages(html, passages, (_passage, index) => marksOf(body[index]!)),
    facts: Object.fromEntries(facts.map(([name, place]) => [name, markOf(place)])),
    topics: lists.topics.map(markOf),
    sources: lists.sources.map(markOf),
    notes,
  };
}

interface Placed {
  body: string;
  page: Page;
  /** Of each word of the page, among those of the body. */
  places: Int32Array;
}

/** Where the words of recent pages stand in their sources, which depends on nothing else. */
const placed = new LRUCache<string, Placed>({
  max: 200,
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: ({ body, page }, html) => html.length + body.length + page.words.length * 100,
});

function placesIn(html: string, body: string): Placed {
  const known = placed.get(html);
  if (known?.body === body) return known;
  const page = readPage(html);
  const fresh = { body, page, places: matchWords(page.words, words(body)) };
  if (html !== '') placed.set(html, fresh);
  return fresh;
}

/** Returns what gives the revisions of one byline in one article a key in common. */
async function keysOf(db: Context['db'], articleId: number, origins: ReadonlySet<number>) {
  const sequences = [...origins];
  const [bylines, elsewhere] =
    sequences.length > 0
      ? [await bylineIdsOf(db, sequences), await articlesElsewhere(db, articleId, sequences)]
      : [new Map<number, number>(), new Map<number, number>()];
  const others = new Map<string, number>();
  return (sequence: number | undefined): number => {
    if (sequence === undefined) return UNPLACED;
    const [byline, article] = [bylines.get(sequence)!, elsewhere.get(sequence)];
    if (article === undefined) return byline * 2;
    const name = `${byline} ${article}`;
    others.set(name, others.get(name) ?? others.size * 2 + 1);
    return others.get(name)!;
  };
}

/** Returns what writes the marks of a note; the first to be written has the id that the note leads back to. */
function marker(notes: readonly Note[], { classOf, noteLabel }: Dress) {
  const written = new Set<number>();
  const marksOf = (place: number): Marks => {
    const { number, byline } = notes[place]!;
    const id = written.has(number) ? '' : ` id="_passage${number}"`;
    written.add(number);
    const start = `<span class="passage ${classOf(byline.personId)}"`;
    return {
      first: `${start}${id} role="group" tabindex="0" aria-describedby="_who${number}">`,
      next: `${start}>`,
      close: '</span>',
      after: `<sup class="passage-note"><a href="#_note${number}" aria-label="${noteLabel(number)}">${number}</a></sup>`,
    };
  };
  const markOf = (place: number): Mark => {
    const { first, close, after } = marksOf(place);
    return { open: first, close: close + after };
  };
  return { marksOf, markOf };
}
