/** What a Markdown text leads to, and what of it may be led to: its links and its headings, as a page has them. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import MarkdownIt, { type Token } from 'markdown-it';
import { blockTokensOf, readInline, type BlockTokens } from './block-tokens.ts';
import { nameHeadings } from './headings.ts';
import { parser, type Env } from './parser.ts';
import { isPlain } from './plain-text.ts';
import { wikiPath, type LinkTarget } from './wiki-addresses.ts';
import { wikiLinkOf } from './wiki-links.ts';

export type { LinkTarget };

/** A heading by its id, and the line that it begins on, from 1. */
export interface PlacedHeading {
  readonly id: string;
  readonly line: number;
}

/** A place as a link says it: the title and the heading that it writes, empty when it's but an address. */
export interface NamedTarget extends LinkTarget {
  readonly names: { readonly article: string; readonly heading: string };
}

export interface Outline {
  /** Where each link to the wiki itself leads, in order. */
  readonly targets: readonly NamedTarget[];
  /** The headings of every level, in order. */
  readonly headings: readonly PlacedHeading[];
}

/** Reads where a text leads to in the wiki, and its headings, given its blocks. It's made for every save, so what can hold neither isn't read further. */
export function outlineOf(source: string, { tokens, env }: BlockTokens = blockTokensOf(source)): Outline {
  const targets: NamedTarget[] = [];
  tokens.forEach((token, i) => {
    if (token.type !== 'inline') return;
    const isHeading = tokens[i - 1]?.type === 'heading_open';
    if (token.content.includes('[')) targets.push(...targetsOf(token, env, isHeading));
    else if (isHeading) token.children = isPlain(token.content) ? [asText(token)] : childrenOf(token, env);
  });
  nameHeadings(tokens);
  return { targets, headings: headingsIn(tokens) };
}

/** Returns the addresses elsewhere that a text links to, in order. */
export function addressesIn(source: string): string[] {
  return parser
    .parse(source, {})
    .flatMap(({ children }) =>
      (children ?? []).map(addressOf).filter((address) => /^https?:\/\//i.test(address)),
    );
}

/** Where recent passages lead, by the digest of their text: a save changes few of them. */
const known = new LRUCache<string, readonly NamedTarget[]>({ max: 5000 });

/** What a passage alone says where it leads is remembered: definitions may give it another meaning. */
function targetsOf(token: Token, env: Env, isHeading: boolean): readonly NamedTarget[] {
  const isAlone = !isHeading && Object.keys(env).length === 0;
  if (!isAlone) return targetsIn(childrenOf(token, env));
  const key = createHash('sha256').update(token.content).digest('base64');
  const before = known.get(key);
  if (before) return before;
  const targets = targetsIn(childrenOf(token, env));
  // A part of a text holds the whole of it in memory, and one of a thousand links isn't met every day.
  if (targets.length <= MOST_KNOWN) known.set(key, JSON.parse(JSON.stringify(targets)) as NamedTarget[]);
  return targets;
}

const MOST_KNOWN = 20;

function childrenOf(token: Token, env: Env): Token[] {
  return (token.children = readInline(token, env));
}

function asText({ content }: Token): Token {
  return Object.assign(new MarkdownIt.Token('text', '', 0), { content });
}

function targetsIn(tokens: readonly Token[]): NamedTarget[] {
  return tokens.flatMap((token): NamedTarget | [] => {
    const wiki = wikiLinkOf(token);
    if (wiki) {
      const { slug, anchor, title, heading } = wiki;
      return { slug, heading: anchor, names: { article: title, heading } };
    }
    const target = wikiPath(addressOf(token));
    return target ? { ...target, names: { article: '', heading: '' } } : [];
  });
}

function addressOf(token: Token): string {
  if (token.type !== 'link_open' && token.type !== 'image') return '';
  return String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');
}

function headingsIn(tokens: readonly Token[]): PlacedHeading[] {
  return tokens
    .filter(({ type }) => type === 'heading_open')
    .map((token) => ({ id: String(token.attrGet('id')), line: (token.map?.[0] ?? 0) + 1 }));
}
