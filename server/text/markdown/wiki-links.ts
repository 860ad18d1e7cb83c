/** Links from article to article: `[[Title]]`, `[[Title|text]]`, `[[Title#Heading]]` and, on the same page, `[[#Heading]]`. */
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

// On one line, at most 120 characters a part and no brackets inside: what doesn't match is given up at once.
const WIKI_LINK = /\[\[([^[\]|#\n]{0,120})(?:#([^[\]|\n]{1,120}))?(?:\|([^[\]\n]{1,120}))?\]\]/uy;

/** Teaches a parser the links; each becomes an ordinary link whose target `wikiLinkOf` gives. */
export function wikiLinkRule(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'wiki_link', readLink);
}

/** Returns where a link token points, if it is a wiki link. */
export function wikiLinkOf(token: Token): WikiLink | undefined {
  return token.meta?.['wiki'] as WikiLink | undefined;
}

/** Returns the link that a text has at a place, how long it is, and what it shows; undefined when there's none. */
export function wikiLinkAt(
  source: string,
  at: number,
): { link: WikiLink; length: number; text: string } | undefined {
  WIKI_LINK.lastIndex = at;
  const match = WIKI_LINK.exec(source);
  if (!match) return undefined;
  const [whole, title = '', heading = '', text] = match;
  const link = {
    title: title.trim(),
    slug: slugOf(title),
    anchor: slugOf(heading),
    heading: heading.trim(),
  };
  if (link.slug === '' && (link.title !== '' || link.anchor === '')) return undefined;
  const shown = text ?? (link.slug === '' ? heading : whole.slice(2, -2));
  return { link, length: whole.length, text: shown.trim() };
}

function readLink(state: StateInline, silent: boolean): boolean {
  const found = wikiLinkAt(state.src, state.pos);
  if (!found) return false;
  if (!silent) push(state, found.link, found.text);
  state.pos += found.length;
  return true;
}

function push(state: StateInline, link: WikiLink, text: string): void {
  state.push('link_open', 'a', 1).meta = { wiki: link };
  state.push('text', '', 0).content = text;
  state.push('link_close', 'a', -1);
}
