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

/** Returns what a text defines, but in code. */
export function definitionsIn(text: string): Definitions {
  const found = new Map<string, string>();
  if (!text.includes(']:')) return found;
  for (const block of proseIn(text)) {
    for (const { mention, defines } of definitionsOf(block)) {
      if (!found.has(mention.name)) found.set(mention.name, defines);
    }
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
    else made += text.slice(at, label.from) + own + text.slice(label.to, to);
    at = to;
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
    if (definitions.length > 0) own.sort((a, b) => a.from - b.from);
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
}

/** Yields the blocks of a text that may hold a name. */
function* proseIn(text: string): Generator<NamingBlock> {
  if (!text.includes(']')) return;
  let at = 0;
  let [isInList, above] = [false, undefined as Block | undefined];
  for (const block of blocks(text)) {
    const { kind, text: own, gap } = block;
    if (kind === 'item' || /^ {0,3}\[\^/.test(own)) isInList = true;
    else if (/^\S/.test(own)) isInList = false;
    const isBelowBlank = above === undefined || above.kind === 'start' || /\n\s*\n/.test(above.gap);
    const isCode = kind === 'code' || (/^(?: {4}|\t)/.test(own) && isBelowBlank && !isInList);
    if (!isCode && own.includes(']')) {
      yield { text: own, plain: withoutCode(own), at, goesOn: !isBelowBlank && isText(above!) };
    }
    at += own.length + gap.length;
    above = block;
  }
}

/** Says whether a block is text that a line right below it may go on with. */
function isText({ kind, text }: Block): boolean {
  return (kind === 'paragraph' || kind === 'item') && !/^\s*\[(?!\^)(?:\\[^]|[^\\\]])+\]:/.test(text);
}

const DEFINITION =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\[((?:\\[^]|[^\\[\]]){1,999})\]:[ \t]*([^\n]*(?:\n(?![ \t>]*(?:\[[^\]]+\]:|$))[^\n]+)*)/gm;

interface DefinitionFound {
  readonly mention: Mention;
  readonly defines: string;
  /** What of it is no place to refer from. */
  readonly head: SourceSpan;
}

/** Returns what is defined in a block; an address can't be in the middle of a paragraph. */
function definitionsOf({ text: whole, plain, goesOn }: NamingBlock): DefinitionFound[] {
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
      defines: isNote ? text.replace(/\s+/g, ' ').trim() : address.replace(/[<>]/g, '').trim(),
      head: { from, to: to + address.length },
    };
  });
}

const NOTE = /^\^[^\s\]]{1,100}$/;
const ADDRESS = /^\s*(?:<[^<>\n]*>|\S+)/;

const REFERENCE =
  /\[\^([^\s[\]]{1,100})\]|!?\[((?:[^[\]]|\[[^[\]]{0,200}\]){1,999})\](?:\[(?!\^)([^[\]]{0,999})\]|\()?/g;

function referencesOf({ text: whole, plain }: NamingBlock): Mention[] {
  const found: Mention[] = [];
  for (const { index: from, 0: all, 1: note, 2: shown = '', 3: label = '' } of plain.matchAll(REFERENCE)) {
    const to = from + all.length;
    if (note !== undefined) {
      found.push({
        name: `^${note}`,
        from,
        to,
        label: { from: from + '[^'.length, to: to - 1 },
        isShown: false,
        isDefinition: false,
      });
    } else if (!all.endsWith('(')) {
      const open = from + all.indexOf('[') + 1;
      const isShown = label === '';
      const own = isShown
        ? { from: open, to: open + shown.length }
        : { from: to - 1 - label.length, to: to - 1 };
      const name = nameOf(whole.slice(own.from, own.to));
      if (name !== '' && !name.startsWith('^'))
        found.push({ name, from, to, label: own, isShown, isDefinition: false });
    }
  }
  return found;
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
