/**
 * Markdown as articles are written in it. Any text becomes safe HTML, without inline styles, scripts or anything
 * loaded from elsewhere; it takes time in proportion to its length and never throws.
 */
import type { Token } from 'markdown-it';
import { asWritten } from './clean.ts';
import { nameHeadings, type TocEntry } from './markdown/headings.ts';
import type { Labels } from './markdown/labels.ts';
import { resolveLinks } from './markdown/links.ts';
import { parser } from './markdown/parser.ts';
import { wrapTables } from './markdown/tables.ts';
import { wikiLinkOf } from './markdown/wiki-links.ts';

export type { Labels, TocEntry };

export interface MarkdownOptions {
  /** Turns a path of the wiki (`/wiki/…`, `/new?…`) into the address to link to. */
  readonly href: (path: string) => string;
  /** The slugs, of those that `wikiLinks` found, that no article has. */
  readonly missing: ReadonlySet<string>;
  readonly labels: Labels;
}

export interface Rendered {
  readonly html: string;
  /** The headings of level 2 and 3, in order; `text` is plain text, not HTML. */
  readonly toc: TocEntry[];
}

/** Returns the HTML of a Markdown text, its headings starting at level 2, and its table of contents. */
export function renderMarkdown(source: string, { href, missing, labels }: MarkdownOptions): Rendered {
  const tokens = parser.parse(source, {});
  const toc = nameHeadings(tokens);
  resolveLinks(tokens, { href, missing, image: labels.image, missingTitle: labels.missing });
  const html = parser.renderer.render(wrapTables(tokens, labels.table), parser.options, { labels });
  // Here, since entities and addresses may hold it too.
  return { html: asWritten(html), toc };
}

/** Returns the slugs of the articles that a Markdown text links to by `[[Title]]`, each once, in order. */
export function wikiLinks(source: string): string[] {
  if (!source.includes('[[')) return [];
  const inline = parser.parse(source, {}).flatMap((token: Token) => token.children ?? []);
  const slugs = inline.flatMap((token) => wikiLinkOf(token)?.slug || []);
  return [...new Set(slugs)];
}
