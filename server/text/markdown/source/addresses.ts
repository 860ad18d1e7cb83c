/** Where the links of a source lead, and what else they say without showing it: their addresses, labels and titles. */
import { trimmed, type SourceSpan } from './spans.ts';

/**
 * A part of a source that says something and isn't shown: where something leads, or what is told of it when it's pointed at. Where
 * what is shown is itself the name of where it leads, the brackets stand for that: without them it leads nowhere.
 */
export interface HiddenSpan extends SourceSpan {
  readonly as: 'address' | 'title' | 'brackets';
}

/** Returns what is hidden behind the text of a link or an image, in order, from the bracket that closes the text to its end. */
export function hiddenBehind(text: string, { from, to }: SourceSpan): HiddenSpan[] {
  const inner = { from: from + ']('.length, to: to - ')'.length };
  if (text[from + 1] === '(') return orBrackets(addressAndTitle(text, inner), { from, to });
  return orBrackets(text[from + 1] === '[' ? addressIn(trimmed(text, inner)) : [], { from, to });
}

/** Returns where a link to an article leads, given its place before what is shown of it. */
export function hiddenBefore(text: string, { from, to }: SourceSpan): HiddenSpan[] {
  const own = trimmed(text, { from: from + '[['.length, to });
  const named = addressIn(text[own.to - 1] === '|' ? trimmed(text, { ...own, to: own.to - 1 }) : own);
  return orBrackets(named, { from, to: from + '[['.length });
}

function orBrackets(named: HiddenSpan[], { from, to }: SourceSpan): HiddenSpan[] {
  return named.length > 0 ? named : [{ from, to, as: 'brackets' }];
}

const LABEL = /^\[((?:\\[^]|[^\\\]])*)\]:/;

/** Returns the label, the address and the title of a definition. */
export function hiddenInDefinition(text: string): HiddenSpan[] {
  const [head, label] = LABEL.exec(text) ?? [];
  if (head === undefined) return [];
  const [from, to] = ['['.length, '['.length + label!.length];
  const behind = { from: head.length, to: text.length };
  return [...addressIn(trimmed(text, { from, to })), ...addressAndTitle(text, behind)];
}

/** What stands before a bracket that closes with a colon behind it, from the white space or bracket before that. */
const BEFORE_COLON = /(?<![^\s\]])[^\s\]]+(?=\]:)/g;
const NOTE_OPENS = '[^';

/** Returns the labels of the footnotes that a stretch of layout begins. */
export function noteLabelsIn(source: string, { from, to }: SourceSpan): HiddenSpan[] {
  return Array.from(source.slice(from, to).matchAll(BEFORE_COLON)).flatMap(({ index, 0: text }) => {
    const [open, end] = [text.indexOf(NOTE_OPENS), from + index + text.length];
    return open < 0 ? [] : addressIn({ from: from + index + open + NOTE_OPENS.length, to: end });
  });
}

const ADDRESS = /^<((?:\\.|[^\\<>\n])*)>|^[^ \t\n]*/;

function addressAndTitle(text: string, place: SourceSpan): HiddenSpan[] {
  const { from, to } = trimmed(text, place);
  const [address, bracketed] = ADDRESS.exec(text.slice(from, to))!;
  const own =
    bracketed === undefined
      ? { from, to: from + address.length }
      : { from: from + 1, to: from + 1 + bracketed.length };
  const title = trimmed(text, { from: from + address.length, to });
  if (title.from === title.to) return addressIn(own);
  return [...addressIn(own), { from: title.from + 1, to: title.to - 1, as: 'title' }];
}

function addressIn({ from, to }: SourceSpan): HiddenSpan[] {
  return from < to ? [{ from, to, as: 'address' }] : [];
}
