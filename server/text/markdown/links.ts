/** Where the links of a text lead. Only web, mail and relative addresses are links at all; an image becomes a link to it. */
import MarkdownIt, { type Token } from 'markdown-it';
import { addedToken } from './labels.ts';
import { plainText } from './plain-text.ts';
import { pathFromArticle, wikiPath } from './wiki-addresses.ts';
import { wikiLinkOf, type WikiLink } from './wiki-links.ts';

interface LinkOptions {
  readonly href: (path: string) => string;
  readonly self?: string | undefined;
  readonly prefix?: string | undefined;
  readonly missing: ReadonlySet<string>;
  readonly image: string;
  readonly missingTitle: string;
}

/** Longer than any address that is meant to be followed. */
export const LONGEST_ADDRESS = 2000;
/** How many letters the addresses and titles of a text's links may take in all: one definition can serve any number. */
const LINKS_LIMIT = 1_000_000;

/** Says whether an address, normalised, may be linked to: http, https, mailto, or no scheme at all, not too long. */
export function isAllowedLink(url: string): boolean {
  return url.length <= LONGEST_ADDRESS && /^(?:https?:|mailto:|(?![a-z][a-z0-9+.-]*:))/i.test(url);
}

/** Points every link of parsed text to its address, and makes every image a link that says it opens an image. */
export function resolveLinks(tokens: readonly Token[], options: LinkOptions): void {
  boundLinks(tokens);
  for (const token of tokens) {
    if (token.type === 'inline' && token.children?.some(isLink))
      token.children = resolveInline(token.children, options);
  }
}

/** Takes the addresses off the links that go beyond the limit: their text stays. */
function boundLinks(tokens: readonly Token[]): void {
  let spent = 0;
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      if (!isLink(token)) continue;
      for (const [, value] of token.attrs ?? []) spent += String(value).length;
      if (spent > LINKS_LIMIT) token.attrs = [];
    }
  }
}

function isLink({ type }: Token): boolean {
  return type === 'link_open' || type === 'image';
}

function resolveInline(children: readonly Token[], options: LinkOptions): Token[] {
  let inLink = false;
  return children.flatMap((token) => {
    if (token.type === 'image') return imageAsLink(token, inLink, options);
    if (token.type === 'link_open') point(token, options);
    if (token.tag === 'a') inLink = token.nesting === 1;
    return token;
  });
}

function imageAsLink(image: Token, inLink: boolean, options: LinkOptions): Token[] {
  const src = String(image.attrGet('src') ?? '');
  const text = new MarkdownIt.Token('text', '', 0);
  text.content = ` ${plainText(image.children ?? []).trim() || src}`;
  const label = addedToken(`${options.image}:`);
  if (inLink) return [label, text];
  const open = new MarkdownIt.Token('link_open', 'a', 1);
  open.attrs = [['href', src], ...(image.attrs ?? []).filter(([name]) => name === 'title')];
  open.attrSet('class', 'image');
  point(open, options);
  return [open, label, text, new MarkdownIt.Token('link_close', 'a', -1)];
}

function point(link: Token, options: LinkOptions): void {
  const wiki = wikiLinkOf(link);
  if (wiki) return pointToArticle(link, wiki, options);
  const href = String(link.attrGet('href') ?? '');
  if (/^(?:https?:)?\/\//i.test(href)) link.attrSet('rel', 'nofollow noopener');
  const own = ownPath(href, options);
  if (own !== undefined) link.attrSet('href', own);
}

/** Returns the address to link to for one within the wiki, which is read as on the page of its article, if it's of one; undefined for any other. */
function ownPath(address: string, { href, self, prefix }: LinkOptions): string | undefined {
  if (address.startsWith('#'))
    return prefix && wikiPath(address) ? `#${prefix}${address.slice(1)}` : undefined;
  const path = self === undefined ? address : pathFromArticle(address);
  if (/^\/(?![/\\])/.test(path)) return href(path);
  return self !== undefined && /^(?:\?|$)/.test(path) ? href(self + path) : undefined;
}

function pointToArticle(link: Token, { title, slug, anchor }: WikiLink, options: LinkOptions): void {
  const fragment = anchor && `#${encodeURIComponent(anchor)}`;
  if (slug === '') {
    link.attrSet('href', `#${options.prefix ?? ''}${fragment.slice(1)}`);
  } else if (options.missing.has(slug)) {
    link.attrSet('href', options.href(`/new?title=${encodeURIComponent(title.toWellFormed())}`));
    link.attrSet('class', 'missing');
    link.attrSet('title', options.missingTitle);
  } else {
    link.attrSet('href', options.href(`/wiki/${encodeURIComponent(slug)}`) + fragment);
  }
}
