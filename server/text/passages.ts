/**
 * The passages of a page: finds in rendered HTML the stretches of text that belong together, and marks them. The HTML is
 * that of our renderer: well-formed, with `<` and `>` in tags alone, and of entities only those that escape.
 */
import { UNPLACED } from './attribution/rendered.ts';
import { decodeEntities } from './html/escape.ts';
import { FOOTNOTE } from './markdown/source/marks.ts';
import { areOneWord, EMOJI, isWord, LONGEST_JOINED, WORD } from './words.ts';

/** Rendered HTML as it is read: its words and signs in order, but for those that the renderer added, which stand in spans, and the stretches of text between the borders of its blocks. */
export interface ReadPage {
  readonly html: string;
  readonly tokens: readonly string[];
  readonly stretches: readonly TextStretch[];
}

/** A part of the HTML; ends are exclusive. */
interface HtmlSpan {
  readonly start: number;
  readonly end: number;
}

/** Text that no block begins or ends in, with at least one token; `first` is the place of its first one in the page. */
interface TextStretch extends HtmlSpan {
  readonly first: number;
  readonly tokens: readonly HtmlSpan[];
  readonly tags: readonly InlineTag[];
}

/** A tag of an inline element, and the whole element. */
interface InlineTag extends HtmlSpan {
  readonly name: string;
  readonly element: { start: number; end: number };
}

/** Words and signs in a row, within one block, that have a key in common. */
export interface Passage {
  readonly key: number;
  /** Its tokens are those of the page from one place up to another. */
  readonly from: number;
  readonly to: number;
  /** Where it stands: in several pieces if it begins or ends within an inline element, in none if it's the end of one. */
  readonly pieces: readonly HtmlSpan[];
  /** The first place after it where a link may stand. */
  readonly after: number;
}

/** What is put around the pieces of a passage, and after it. */
export interface Marks {
  readonly first: string;
  readonly next: string;
  readonly close: string;
  readonly after: string;
}

const INLINE = new Set(['a', 'bdi', 'br', 'code', 'em', 'input', 's', 'span', 'strong', 'sup']);
/** A word goes on over these. */
const WITHIN_WORDS = new Set(['bdi', 'em', 'strong']);
// The groups have no names, since each match would hold an object for them.
const TOKEN = new RegExp(
  String.raw`<(\/?)([a-z]+\d?)[^<>]*>|${WORD}|(?:[\p{Ps}\p{Pe}]|(&[a-z]+;|${EMOJI}|[^<\p{L}\p{M}\p{N}\s])\3*)\p{M}*`,
  'gv',
);

// Who struck something out says as much as who wrote it; the line begins and ends in the signs that it was drawn by.
const STRUCK = '~~';

/** Reads rendered HTML. */
export function readPage(html: string): ReadPage {
  const reader = new PageReader();
  for (const match of html.matchAll(TOKEN)) {
    const [text, slash, name] = match;
    const spot = { start: match.index, end: match.index + text.length };
    if (name === undefined) reader.takeText(text, spot);
    else if (INLINE.has(name)) reader.takeInline(name, slash === '', text, spot);
    else reader.stop(spot.start, spot.end);
  }
  reader.stop(html.length, html.length);
  const { tokens, stretches } = reader;
  return { html, tokens, stretches };
}

/** A page that is read as far as the last tag or text that was taken. */
class PageReader {
  readonly tokens: string[] = [];
  readonly stretches: TextStretch[] = [];
  private start = 0;
  private spots: HtmlSpan[] = [];
  private tags: InlineTag[] = [];
  private open: InlineTag[] = [];
  /** Whether it's within what the renderer added, or what stands for a footnote. */
  private isAside = false;
  /** Where a word goes on that an element begins or ends in. */
  private joint = -1;

  takeText(text: string, spot: HtmlSpan): void {
    if (this.isAside) return;
    const last = this.tokens.at(-1) ?? '';
    const goesOn = spot.start === this.joint && last.length < LONGEST_JOINED && areOneWord(last, text);
    this.joint = isWord(text) ? spot.end : -1;
    if (goesOn) {
      this.tokens[this.tokens.length - 1] = last + text;
      this.growTo(spot.end);
    } else this.push(text.startsWith('&') ? decodeEntities(text) : text, spot);
  }

  takeInline(name: string, isOpening: boolean, tag: string, spot: HtmlSpan): void {
    const isWithin = WITHIN_WORDS.has(name);
    this.joint = isWithin && spot.start === this.joint ? spot.end : -1;
    if (name === 'span') this.isAside = isOpening;
    else if (name === 'input') this.push(tag.includes(' checked') ? '[x]' : '[ ]', spot);
    else if (name !== 'br') this.takeElement(name, isOpening, spot);
  }

  /** Ends a stretch at a border, and begins the next behind it. */
  stop(at: number, next: number): void {
    const { start, spots: tokens, tags } = this;
    const first = this.tokens.length - tokens.length;
    if (tokens.length > 0) this.stretches.push({ start, end: at, first, tokens, tags });
    [this.start, this.spots, this.tags, this.open, this.joint] = [next, [], [], [], -1];
  }

  private takeElement(name: string, isOpening: boolean, spot: HtmlSpan): void {
    this.tags.push(isOpening ? opening(spot, name, this.open) : closing(spot, name, this.open));
    if (name === 's') this.push(STRUCK, spot);
    if (name !== 'sup') return;
    this.isAside = isOpening;
    if (isOpening) this.push(FOOTNOTE, spot);
    else this.growTo(spot.end);
  }

  /** Lets the last token end later. */
  private growTo(end: number): void {
    this.spots.push({ start: this.spots.pop()!.start, end });
  }

  private push(token: string, spot: HtmlSpan): void {
    this.tokens.push(token);
    this.spots.push(spot);
  }
}

/** Returns the passages of a page in order, given the key of each of its tokens; one that is UNPLACED joins those around it. */
export function passagesIn({ html, stretches }: ReadPage, keys: ArrayLike<number>): Passage[] {
  return stretches.flatMap((stretch) => {
    const groups = groupsIn(stretch, keys);
    const starts = groups.map(({ from }, i) => (i === 0 ? stretch.start : startOf(html, stretch, from)));
    const cut = cutter(html, stretch.tags);
    return groups.map((group, i) => ({
      ...group,
      ...cut(trimmed(html, starts[i]!, starts[i + 1] ?? stretch.end)),
    }));
  });
}

/** Returns how many passages a page has, given the key of each of its tokens. */
export function countPassages({ stretches }: ReadPage, keys: ArrayLike<number>): number {
  let count = 0;
  for (const { first, tokens } of stretches) {
    let last = UNPLACED;
    for (let place = first; place < first + tokens.length; place++) {
      const key = keys[place]!;
      if (key === UNPLACED || key === last) continue;
      last = key;
      count++;
    }
  }
  return count;
}

/** Returns the HTML with its passages marked. */
export function markPassages(
  html: string,
  passages: readonly Passage[],
  marksOf: (passage: Passage, index: number) => Marks,
): string {
  const inserts: { at: number; turn: number; text: string }[] = [];
  passages.forEach((passage, index) => {
    const { first, next, close, after } = marksOf(passage, index);
    passage.pieces.forEach(({ start, end }, piece) => {
      inserts.push({ at: start, turn: OPENS, text: piece === 0 ? first : next });
      inserts.push({ at: end, turn: CLOSES, text: close });
    });
    inserts.push({ at: passage.after, turn: FOLLOWS, text: after });
  });
  inserts.sort((a, b) => a.at - b.at || a.turn - b.turn);
  const parts: string[] = [];
  let at = 0;
  for (const insert of inserts) {
    parts.push(html.slice(at, insert.at), insert.text);
    at = insert.at;
  }
  parts.push(html.slice(at));
  return parts.join('');
}

// At one place, what ends there stands before what begins.
const [CLOSES, FOLLOWS, OPENS] = [0, 1, 2];

function opening(spot: HtmlSpan, name: string, open: InlineTag[]): InlineTag {
  const { start, end } = spot;
  const tag = { start, end, name, element: { start, end: Infinity } };
  open.push(tag);
  return tag;
}

function closing(spot: HtmlSpan, name: string, open: InlineTag[]): InlineTag {
  const element = open.pop()?.element ?? { start: -Infinity, end: 0 };
  element.end = spot.end;
  return { start: spot.start, end: spot.end, name, element };
}

type Group = Pick<Passage, 'key' | 'from' | 'to'>;

function groupsIn({ first, tokens }: TextStretch, keys: ArrayLike<number>): Group[] {
  const groups: { key: number; from: number; to: number }[] = [];
  for (let place = first; place < first + tokens.length; place++) {
    const [key, last] = [keys[place]!, groups.at(-1)];
    if (last && (key === UNPLACED || key === last.key)) last.to = place + 1;
    else if (key !== UNPLACED) groups.push({ key, from: last ? place : first, to: place + 1 });
  }
  return groups;
}

/** A passage begins with the tags that open close before its first token. */
function startOf(html: string, { first, tokens }: TextStretch, from: number): number {
  const floor = tokens[from - first - 1]!.end;
  let at = tokens[from - first]!.start;
  while (at > floor && !isSpace(html[at - 1]!)) {
    if (html[at - 1] !== '>') at--;
    else {
      const tag = html.lastIndexOf('<', at - 1);
      if (html[tag + 1] === '/') break;
      at = tag;
    }
  }
  return at;
}

/** Takes off white space, line breaks and boxes at both ends. */
function trimmed(html: string, start: number, end: number): HtmlSpan {
  const head = /^(?:\s|<(?:br|input)[^>]*>)*/.exec(html.slice(start, end))![0].length;
  let text = html.slice(start + head, end).trimEnd();
  while (text.endsWith('<br>')) text = text.slice(0, -'<br>'.length).trimEnd();
  return { start: start + head, end: start + head + text.length };
}

/**
 * Returns what divides the passages of a stretch, given in order, at the tags of elements that they hold only a part of,
 * and finds the place after each: behind the link that it ends in, since no link may stand in another.
 */
function cutter(html: string, tags: readonly InlineTag[]) {
  let next = 0;
  let link: InlineTag['element'] | undefined;
  return ({ start, end }: HtmlSpan): Pick<Passage, 'pieces' | 'after'> => {
    const pieces: HtmlSpan[] = [];
    let from = start;
    const cutAt = (to: number) => {
      if (html.slice(from, to).trim() !== '') pieces.push({ start: from, end: to });
    };
    for (; next < tags.length && tags[next]!.start < end; next++) {
      const tag = tags[next]!;
      const { name, element } = tag;
      if (name === 'a') link = element;
      const isWhole = element.start >= from && element.end <= end;
      if (isWhole || tag.start < start) continue;
      cutAt(tag.start);
      from = tag.end;
    }
    cutAt(end);
    return { pieces, after: Math.max(end, link?.end ?? 0) };
  };
}

function isSpace(letter: string): boolean {
  return /\s/.test(letter);
}
