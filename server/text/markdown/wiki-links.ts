/**
 * Links from article to article: `[[Title]]`, `[[Title|text]]`, `[[Title#Heading]]` and, on the same page, `[[#Heading]]`. What
 * stands behind the bar is Markdown, but for links. A title may hold any sign: brackets in pairs, and a `#` that a blank, a sign or
 * nothing stands behind (`C#`, `C#/.NET`), are its own, and so is whatever has a backslash before it (`A\\|B`).
 */
import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { slugOf } from '../slug.ts';

export interface WikiLink {
  readonly title: string;
  /** The slug of the title; empty for a heading on the same page. */
  readonly slug: string;
  /** The id of the heading, and the heading as written; empty for none. */
  readonly anchor: string;
  readonly heading: string;
}

const ESCAPED = String.raw`\\[[\]|#\\]`;
/** Behind these, a `#` in a title begins no heading. */
const OWN_HASH = String.raw`#(?=[\s#,.;:/)+&–-]|\||\]\])`;
const IN_BRACKETS = String.raw`\[(?!\^)[^[\]|\n]{0,120}\](?![(:])`;
// Each sign is read in one way alone: in two ways, a few dozen would take for ever.
const PART = String.raw`${ESCAPED}|\\(?![[\]|#\\])|[^[\]|#\\\n]`;
// On one line, at most 120 characters a part: what doesn't match is given up at once.
const WIKI_LINK = new RegExp(
  String.raw`\[\[(?!\[[^[\]\n]*\]{3})((?:${PART}|${OWN_HASH}|${IN_BRACKETS}){0,120})` +
    String.raw`(?:#((?:${PART}|#){1,120}))?(?:\|((?:\\[[\]]|[^[\]\n]){1,120}))?\]\]`,
  'uy',
);
const LONGEST = 120;
const UNESCAPED = new RegExp(String.raw`\\([[\]|#\\])`, 'g');

/** Tells the tokens of such a link from those of others. */
export const WIKI = 'wiki';

/** Where in a link stands what it shows, and whether it says that apart from where it leads. */
export interface WikiLinkPlace {
  readonly shownAt: number;
  readonly length: number;
  readonly isPiped: boolean;
}

/** Teaches a parser the links; each becomes an ordinary link whose target `wikiLinkOf` gives. */
export function wikiLinkRule(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'wiki_link', readLink);
  md.inline.ruler.before('autolink', 'address_in_link', readAddressInLink);
}

/** Returns where in its source a link token stands, if it is a wiki link. */
export function wikiLinkPlace(token: Token): WikiLinkPlace {
  return token.meta!['place'] as WikiLinkPlace;
}

/** Returns where a link token points, if it is a wiki link. */
export function wikiLinkOf(token: Token): WikiLink | undefined {
  return token.meta?.['wiki'] as WikiLink | undefined;
}

/** A link as it stands in a source. */
export interface WrittenWikiLink {
  readonly link: WikiLink;
  readonly length: number;
  /** What it shows, as it's written, and where in it that stands. */
  readonly text: string;
  readonly shownAt: number;
  /** Whether it says apart from where it leads what it shows. */
  readonly isPiped: boolean;
}

/** Returns the link that a text has at a place; undefined when there's none. */
export function wikiLinkAt(source: string, at: number): WrittenWikiLink | undefined {
  WIKI_LINK.lastIndex = at;
  const match = WIKI_LINK.exec(source);
  if (!match) return undefined;
  const [whole, ownTitle = '', ownHeading = '', piped] = match;
  const [title, heading] = [unescapedPart(ownTitle).trim(), unescapedPart(ownHeading).trim()];
  const link = { title, slug: slugOf(title), anchor: slugOf(heading), heading };
  if (title.length > LONGEST || (link.slug === '' && (title !== '' || link.anchor === ''))) return undefined;
  const own = piped ?? (link.slug === '' ? ownHeading : whole.slice('[['.length, -']]'.length));
  const text = own.trim();
  const shownAt = whole.length - ']]'.length - own.length + own.indexOf(text);
  return { link, length: whole.length, text, shownAt, isPiped: piped !== undefined };
}

/** Returns a title as a link says it. */
export function titleInLink(title: string): string {
  const isPlain = wikiLinkAt(`[[${title}]]`, 0)?.link.title === title;
  return isPlain ? title : title.replace(/[[\]|#\\]/g, String.raw`\$&`);
}

/** Returns a text with the bars that stand within a link replaced by another sign, so that they end no cell of a table. */
export function withoutLinkBars(source: string, instead: string): string {
  if (!source.includes('[[')) return source;
  return source.replace(LINK_WITH_BAR, (link) => link.replace(OWN_BAR, instead));
}

/** What looks like a link with text, on one line, whatever its title is. */
const LINK_WITH_BAR = new RegExp(
  String.raw`\[\[(?:${PART}|#|${IN_BRACKETS}){0,120}\|(?:\\[[\]]|[^[\]\n]){1,120}\]\]`,
  'gu',
);
const OWN_BAR = /(?<!\\)\|/g;

/** Returns a part of a link without the backslashes before its signs. */
export function unescapedPart(part: string): string {
  return part.replace(UNESCAPED, '$1');
}

function readLink(state: StateInline, silent: boolean): boolean {
  const { pos } = state;
  const found = wikiLinkAt(state.src, pos);
  if (!found || pos + found.length > state.posMax) return false;
  if (!silent) push(state, found);
  state.pos = pos + found.length;
  return true;
}

function push(state: StateInline, { link, text, shownAt, isPiped }: WrittenWikiLink): void {
  const start = state.pos + shownAt;
  if (isPiped) state.pos = start;
  const open = state.push('link_open', 'a', 1);
  open.markup = WIKI;
  open.meta = { wiki: link, place: { shownAt, length: text.length, isPiped } satisfies WikiLinkPlace };
  if (isPiped) readText(state, start + text.length);
  else state.push('text', '', 0).content = unescapedPart(text);
  state.push('link_close', 'a', -1).markup = WIKI;
}

/** Reads what a link shows, up to a place. */
function readText(state: StateInline, end: number): void {
  const { posMax } = state;
  state.posMax = end;
  state.linkLevel++;
  state.md.inline.tokenize(state);
  state.linkLevel--;
  state.posMax = posMax;
}

/** Takes the address in the text of a link for text: a link holds no other. */
function readAddressInLink(state: StateInline, silent: boolean): boolean {
  if (state.linkLevel === 0 || state.src[state.pos] !== '<') return false;
  if (!silent) state.pending += '<';
  state.pos++;
  return true;
}
