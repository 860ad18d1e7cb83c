/** Finds what the footnotes and the addresses of a text are called, where they're defined and where they're referred to. */
import { blocks, type Block } from '../blocks.ts';
import type { SourceSpan } from '../markdown/source/spans.ts';
import { linksIn } from './links.ts';

/** What is defined, by its name: of a footnote with its `^`, of an address in any case. Of several of a name the first counts. */
export type Definitions = ReadonlyMap<string, string>;

interface Reference {
  readonly name: string;
  /** All of it, with what it shows. */
  readonly text: string;
}

/** What stands between the paragraphs of a note; within one there's no white space but blanks. */
export const PARAGRAPH = '\n';

/** Returns what a text defines, but in code; a note with all its paragraphs. */
export function definitionsIn(text: string): Definitions {
  const found = new Map<string, string>();
  if (!text.includes(']:')) return found;
  for (const block of proseIn(text)) {
    const definitions = definitionsOf(block);
    definitions.forEach(({ mention, defines }, i) => {
      if (found.has(mention.name)) return;
      const isLastNote = i === definitions.length - 1 && mention.name.startsWith('^');
      found.set(mention.name, isLastNote ? [defines, ...block.below()].join(PARAGRAPH) : defines);
    });
  }
  return found;
}

/** Returns what a text refers to, but in code. */
export function referencesIn(text: string): Reference[] {
  return mentionsIn(text)
    .filter(({ isDefinition }) => !isDefinition)
    .map(({ name, from, to }) => ({ name, text: text.slice(from, to) }));
}

/** Returns all names of a text, but in code. */
export function namesIn(text: string): string[] {
  return mentionsIn(text).map(({ name }) => name);
}

/** Returns a text in which names are other ones, where they're defined and where they're referred to. */
export function renamed(text: string, names: ReadonlyMap<string, string>): string {
  if (!Array.from(names).some(([name, other]) => name !== other)) return text;
  let at = 0;
  let made = '';
  for (const { name, label, to, isShown } of mentionsIn(text)) {
    const other = names.get(name) ?? name;
    if (other === name) continue;
    const own = other.startsWith('^') ? other.slice(1) : other.toLowerCase();
    // What is shown of a link that is called by it stays.
    if (isShown) made += `${text.slice(at, label.to + 1)}[${own}]`;
    else made += text.slice(at, label.from) + own;
    at = isShown ? to : label.to;
  }
  return made + text.slice(at);
}

/** Where something is defined or referred to by its name. */
interface Mention extends SourceSpan {
  readonly name: string;
  /** Where the name stands, without brackets and `^`. */
  readonly label: SourceSpan;
  /** Whether the name is what the page shows of a link. */
  readonly isShown: boolean;
  readonly isDefinition: boolean;
}

function mentionsIn(text: string): Mention[] {
  const found: Mention[] = [];
  for (const block of proseIn(text)) {
    const { at } = block;
    const definitions = definitionsOf(block);
    const heads = definitions.map(({ head }) => head);
    const references = referencesOf({ ...block, plain: blanked(block.plain, heads) });
    const own = [...definitions.map(({ mention }) => mention), ...references];
    own.sort((a, b) => a.label.from - b.label.from);
    for (const { from, to, label, ...mention } of own) {
      const place = { from: at + label.from, to: at + label.to };
      found.push({ ...mention, from: at + from, to: at + to, label: place });
    }
  }
  return found;
}

/** A block that isn't code, as it's written, and with what is code in it blanked out; `goesOn` when it stands right below other text. */
interface NamingBlock {
  readonly text: string;
  readonly plain: string;
  readonly at: number;
  readonly goesOn: boolean;
  /** Returns what stands below as part of a note that ends the block. */
  readonly below: () => string[];
}

/** Yields the blocks of a text that may hold a name. */
function* proseIn(text: string): Generator<NamingBlock> {
  if (!text.includes(']')) return;
  let at = 0;
  let [isInList, above] = [false, undefined as Block | undefined];
  const all = blocks(text);
  for (const [i, block] of all.entries()) {
    const { kind, text: own, gap } = block;
    if (kind === 'item' || /^ {0,3}\[\^/.test(own)) isInList = true;
    else if (/^\S/.test(own)) isInList = false;
    const isBelowBlank = above === undefined || above.kind === 'start' || /\n\s*\n/.test(above.gap);
    const isCode = kind === 'code' || (/^(?: {4}|\t)/.test(own) && isBelowBlank && !isInList);
    if (!isCode && own.includes(']')) {
      const goesOn = !isBelowBlank && isText(above!);
      yield { text: own, plain: withoutCode(own), at, goesOn, below: () => paragraphsBelow(all, i) };
    }
    at += own.length + gap.length;
    above = block;
  }
}

/** Returns the indented blocks below one, up to the next note: its further paragraphs, if it's a note. */
function paragraphsBelow(all: readonly Block[], i: number): string[] {
  const found: string[] = [];
  for (let at = i + 1; at < all.length && isBelowNote(all[at]!); at++) found.push(asLine(all[at]!.text));
  return found;
}

/** Says whether a block may go on with a note above it; each then belongs to one at most, however many there are. */
function isBelowNote({ kind, text }: Block): boolean {
  if (!/^(?:[ \t]{2}|\t|$)/.test(text)) return false;
  const own = { text, plain: withoutCode(text), goesOn: true };
  return kind === 'code' || !definitionsOf(own).some(({ mention }) => mention.name.startsWith('^'));
}

function asLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Says whether a block is text that a line right below it may go on with. */
function isText({ kind, text }: Block): boolean {
  return (kind === 'paragraph' || kind === 'item') && !/^\s*\[(?!\^)(?:\\[^]|[^\\\]])+\]:/.test(text);
}

const DEFINITION =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\[((?:\\[^]|[^\\[\]]){1,999})\]:[ \t]*([^\n]*(?:\n(?![ \t>]*(?:\[[^\]]{1,99}\]:|$))[^\n]+)*)/gm;

interface DefinitionFound {
  readonly mention: Mention;
  readonly defines: string;
  /** What of it is no place to refer from. */
  readonly head: SourceSpan;
}

/** Returns what is defined in a block; an address can't be in the middle of a paragraph. */
function definitionsOf({
  text: whole,
  plain,
  goesOn,
}: Pick<NamingBlock, 'text' | 'plain' | 'goesOn'>): DefinitionFound[] {
  if (!plain.includes(']:')) return [];
  return Array.from(plain.matchAll(DEFINITION)).flatMap(({ index, 0: all, 1: label = '', 2: text = '' }) => {
    const isNote = label.startsWith('^');
    if (isNote ? !NOTE.test(label) : goesOn && index === 0) return [];
    const address = isNote ? '' : (ADDRESS.exec(text)?.[0] ?? '');
    const from = index + all.indexOf('[');
    const own = { from: from + (isNote ? '[^' : '[').length, to: from + 1 + label.length };
    const name = nameOf(whole.slice(from + '['.length, own.to));
    if (name === '' || (address === '' && !isNote)) return [];
    const to = own.to + ']:'.length;
    return {
      mention: { name, from, to, label: own, isShown: false, isDefinition: true },
      defines: isNote
        ? [asLine(text), ...quotedBelow(plain, index + all.length)].join(PARAGRAPH)
        : address.replace(/[<>]/g, '').trim(),
      head: { from, to: to + address.length },
    };
  });
}

/** What else of a note stands in a quotation. */
const IN_QUOTE = /(?:\n[ \t]*>(?:[ \t>]*(?=\n|$)|[> ]*(?: {3}|\t)[^\n]*))*/y;

function quotedBelow(plain: string, at: number): string[] {
  IN_QUOTE.lastIndex = at;
  const lines = IN_QUOTE.exec(plain)![0].split('\n');
  return lines.map((line) => asLine(line.replace(/^[ \t>]+/, ''))).filter(Boolean);
}

const NOTE = /^\^[^\s\]]{1,100}$/;
const ADDRESS = /^\s*(?:<[^<>\n]*>|\S+)/;

const BRACKET = /[[\]]/g;
const LABEL = /\[((?!\^)[^[\]]{0,999})\]/y;
const INLINE =
  /\((?:\s*(?:<[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))(?:[^\s()]|\([^\s()]*\))*))?(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
/** How long the address and the title of a link may be. */
const LONGEST_INLINE = 2000;

/** What opened and isn't closed yet; whether brackets closed in it, so that it's no name. */
interface Opened {
  readonly at: number;
  holdsOthers: boolean;
}

/** Returns what a block refers to; of brackets in brackets, each that is followed by a name, and the innermost. */
function referencesOf(block: NamingBlock): Mention[] {
  const { plain } = block;
  const found: Mention[] = [];
  const opened: Opened[] = [];
  BRACKET.lastIndex = 0;
  for (let bracket; (bracket = BRACKET.exec(plain));) {
    const { index } = bracket;
    if (plain[index] === '[') {
      opened.push({ at: index, holdsOthers: false });
      continue;
    }
    const open = opened.pop();
    if (!open) continue;
    const above = opened.at(-1);
    if (above) above.holdsOthers = true;
    const isName = !open.holdsOthers && index - open.at <= LONGEST_LABEL;
    const mention = mentionOf(block, { from: open.at + 1, to: index }, isName);
    if (mention && mention.name !== '') found.push(mention);
    if (mention) BRACKET.lastIndex = mention.to;
  }
  return found;
}

/** Returns what is referred to by brackets, given what stands in them and whether that may be a name. */
function mentionOf({ text, plain }: NamingBlock, inner: SourceSpan, isName: boolean): Mention | undefined {
  const at = inner.from - '['.length;
  const end = inner.to + ']'.length;
  const mention = (from: number, to: number, label: SourceSpan, isShown: boolean): Mention => {
    const name = nameOf(text.slice(label.from, label.to));
    return { name, from, to, label, isShown, isDefinition: false };
  };
  const isMarked = plain[inner.from] === '^';
  if (isName && isMarked && NOTE.test(plain.slice(inner.from, inner.to))) {
    const label = { from: inner.from + '^'.length, to: inner.to };
    return { ...mention(at, end, label, false), name: text.slice(inner.from, inner.to) };
  }
  const from = plain[at - 1] === '!' ? at - 1 : at;
  LABEL.lastIndex = end;
  const label = LABEL.exec(plain)?.[1];
  const to = end + (label === undefined ? 0 : label.length + '[]'.length);
  if (label) return mention(from, to, { from: end + 1, to: to - 1 }, false);
  const isShown = isName && !isMarked && (label === '' || !isInline(plain, end));
  return isShown ? mention(from, to, inner, true) : undefined;
}

/** The longest that a name may be, as CommonMark has it. */
const LONGEST_LABEL = 1000;

/** Says whether the address of a link stands in parentheses at a place. */
function isInline(plain: string, at: number): boolean {
  if (plain[at] !== '(') return false;
  INLINE.lastIndex = 0;
  return INLINE.test(plain.slice(at, at + LONGEST_INLINE));
}

/** Returns a label as labels are compared: those of addresses in any case, and white space as wide as it will. */
function nameOf(label: string): string {
  if (label.startsWith('^')) return label;
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** Returns a text of the same length without its code, its links to articles and its escaped signs. */
function withoutCode(text: string): string {
  const plain = text.includes('\\') ? text.replace(/\\[^]/g, '\0\0') : text;
  if (!text.includes('`') && !text.includes('[[')) return plain;
  const isHidden = ({ from }: SourceSpan) => text[from] === '`' || text.startsWith('[[', from);
  return blanked(plain, linksIn(text).filter(isHidden));
}

function blanked(text: string, spans: readonly SourceSpan[]): string {
  if (spans.length === 0) return text;
  let at = 0;
  const parts = spans.map(({ from, to }) => {
    const kept = text.slice(at, from);
    at = to;
    return kept + '\0'.repeat(to - from);
  });
  return parts.join('') + text.slice(at);
}
