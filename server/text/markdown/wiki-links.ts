/** Links from article to article: `[[Title]]`, `[[Title|text]]`, `[[Title#Heading]]` and, on the same page, `[[#Heading]]`. */
import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { slugOf } from '../slug.ts';

export interface WikiLink {
  readonly title: string;
  /** The slug of the title; empty for a heading on the same page. */
  readonly slug: string;
  /** The id of the heading, empty for none. */
  readonly anchor: string;
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

function readLink(state: StateInline, silent: boolean): boolean {
  WIKI_LINK.lastIndex = state.pos;
  const match = WIKI_LINK.exec(state.src);
  if (!match) return false;
  const [whole, title = '', heading = '', text] = match;
  const link = { title: title.trim(), slug: slugOf(title), anchor: slugOf(heading) };
  if (link.slug === '' && (link.title !== '' || link.anchor === '')) return false;
  if (!silent) push(state, link, (text ?? (link.slug === '' ? heading : whole.slice(2, -2))).trim());
  state.pos += whole.length;
  return true;
}

function push(state: StateInline, link: WikiLink, text: string): void {
  state.push('link_open', 'a', 1).meta = { wiki: link };
  state.push('text', '', 0).content = text;
  state.push('link_close', 'a', -1);
}
