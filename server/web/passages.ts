/** The passages of an article's page: every part of it marked with who wrote it, and the notes that say so in words. */
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import { matchWords, UNPLACED } from '../text/attribution.ts';
import { markPassages, passagesIn, readPage, type Marks, type Passage } from '../text/passages.ts';
import { words } from '../text/words.ts';
import { creditedRevisions, type Attributed } from '../wiki/attribution.ts';
import { originsOf } from '../wiki/bylines.ts';
import { draftNote, noteBook, type Draft, type Note } from './notes.ts';

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
  attributed: Attributed,
  html: string,
  dress: Dress,
): Promise<Credited> {
  const { title, lead, topics, sources } = attributed;
  const { passages, drafts } = await cutPage(db, attributed, html);
  const book = noteBook();
  const note = (sequence: number) => book.add({ named: [sequence], rest: [] });
  const head = { title: note(title), lead: lead > 0 ? note(lead) : undefined };
  const body = drafts.map((draft) => book.add(draft));
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

/** The passages of a page, the draft of the note of each, and the text and credit that they were made from. */
interface Cut {
  body: string;
  origins: Attributed['words'];
  passages: Passage[];
  drafts: Draft[];
}

type Cuts = LRUCache<string, Cut>;

const cutsOf = new WeakMap<Context['db'], Cuts>();

/** Recent pages as they were cut. Who wrote a revision, and of which article, never changes: it is only erased. */
function recentCuts(db: Context['db']): Cuts {
  const known = cutsOf.get(db);
  if (known) return known;
  const fresh: Cuts = new LRUCache({
    max: 200,
    maxSize: 32 * 1024 * 1024,
    sizeCalculation: ({ body, origins, passages }, html) =>
      html.length + body.length + origins.length * 8 + passages.length * 200 + 1,
  });
  cutsOf.set(db, fresh);
  return fresh;
}

async function cutPage(
  db: Context['db'],
  { content: { body }, words: origins }: Attributed,
  html: string,
): Promise<Cut> {
  const known = recentCuts(db).get(html);
  if (known?.body === body && bytes(known.origins).equals(bytes(origins))) return known;
  const page = readPage(html);
  const places = matchWords(page.words, words(body));
  const originOf = (word: number) => origins[places[word]!];
  const keyOf = await keysOf(db, new Set(origins));
  const passages = passagesIn(
    page,
    Int32Array.from(page.words, (_text, word) => keyOf(originOf(word))),
  );
  const drafts = passages.map(({ from, to }) => {
    const all = Array.from({ length: to - from }, (_, i) => originOf(from + i));
    return draftNote(all.filter((sequence) => sequence !== undefined));
  });
  const cut = { body, origins, passages, drafts };
  recentCuts(db).set(html, cut);
  return cut;
}

function bytes({ buffer, byteOffset, byteLength }: Attributed['words']): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Returns what gives the revisions of one byline in one article a key in common. */
async function keysOf(db: Context['db'], sequences: ReadonlySet<number>) {
  const names = new Map<string, number>();
  const keys = new Map<number, number>();
  for (const [sequence, { bylineId, articleId }] of await originsOf(db, [...sequences])) {
    const name = `${bylineId} ${articleId}`;
    names.set(name, names.get(name) ?? names.size);
    keys.set(sequence, names.get(name)!);
  }
  return (sequence: number | undefined) => (sequence === undefined ? UNPLACED : keys.get(sequence)!);
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
