/** Text of HTML as Markdown text: entities become characters, and what Markdown would take for markup is escaped. */
import MarkdownIt from 'markdown-it';

const { unescapeAll } = new MarkdownIt('zero').utils;

const ENTITY = /&(?:#\d{1,8}|#x[\da-f]{1,8}|[a-z][a-z\d]{1,31});/gi;

// Each only where it would be markup: the text is meant to be edited by people.
const MARKUP = [
  String.raw`\\(?=[!-/:-@[-\u0060{-~]|$)`, // backslash that escapes
  '`',
  String.raw`\*(?!\s)|(?<!\s)\*`,
  String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`,
  '~(?=~)',
  String.raw`\[(?=[[^])|\](?=[([:])`, // links, footnotes
  String.raw`<(?=[a-z/!?])`,
  String.raw`&(?=#?[a-z\d]+;)`,
];
const INLINE_MARKUP = new RegExp(MARKUP.join('|'), 'giu');

const LINE_START = /^(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|[=-]{2}|>|:::|~~~|\||\[[ x]\]\s)/i;
const NUMBER_START = /^(\d{1,9})(?=[.)](?:\s|$))/;

/** Returns the text with its entities as characters. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (entity) => unescapeAll(entity));
}

/** Returns the text of HTML as Markdown that reads the same. */
export function escapeText(text: string): string {
  return decodeEntities(text).replace(INLINE_MARKUP, String.raw`\$&`);
}

/** Returns the Markdown text with its entities as characters, escaped where they would be markup. */
export function decodeInMarkdown(text: string): string {
  return text.replace(ENTITY, (entity) => escapeText(entity));
}

/** Returns escaped text so that its start begins no heading, list, quote or the like. */
export function escapeStart(text: string): string {
  return text.replace(LINE_START, '\\').replace(NUMBER_START, '$1\\');
}
