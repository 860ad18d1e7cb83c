/**
 * Markdown as articles are written in it. Any text becomes safe HTML, without inline styles, scripts or anything
 * loaded from elsewhere; it takes time in proportion to its length, is cut where a page can hold no more, and never throws.
 */
import type { Token } from 'markdown-it';
import { asWritten } from './clean.ts';
import { isolateTurned } from './html/isolate.ts';
import { linesShown, roomTaken } from './markdown/budget.ts';
import {
  beginsWithTitle,
  linkHeadings,
  lowerHeadings,
  nameHeadings,
  putBehind,
  withoutTitle,
  type TocEntry,
} from './markdown/headings.ts';
import type { Labels } from './markdown/labels.ts';
import { resolveLinks } from './markdown/links.ts';
import type { Mentioned } from './markdown/mentions.ts';
import { parser, postParser } from './markdown/parser.ts';
import { wrapTables } from './markdown/tables.ts';
import { wikiLinkOf } from './markdown/wiki-links.ts';
import { writeMentions } from './mentions.ts';

export { holderOf } from './markdown/headings.ts';
export type { Labels, Mentioned, TocEntry };

export interface MarkdownOptions {
  /** Turns a path of the wiki (`/wiki/…`, `/new?…`, or any other that a text names) into the address to link to. */
  readonly href: (path: string) => string;
  /** The path of the article that it's of: addresses that don't begin at the root are read as on its page, wherever it's shown. */
  readonly self?: string;
  /** What the ids of its headings begin with, and what leads to them: a form has ids of its own. */
  readonly prefix?: string;
  /** What stands above it: a heading that it begins with and that says the same isn't shown. */
  readonly title?: string;
  /** The slugs, of those that the text links to, that no article has. */
  readonly missing: ReadonlySet<string>;
  /** Gives headings a link to themselves: the ids that they had under other names and still answer to, by the id that each has. */
  readonly former?: ReadonlyMap<string, readonly string[]>;
  /** HTML that comes behind the heading with an id. */
  readonly behind?: ReadonlyMap<string, string>;
  readonly labels: Labels;
}

export interface Rendered {
  readonly html: string;
  /** The headings of level 2 and 3, in order; `text` is plain text, not HTML. */
  readonly toc: TocEntry[];
  /** How many lines of the text it shows: the rest was left out, since it is more than a page can hold. Infinity if nothing was. */
  readonly lines: number;
  /** How many lines that it begins with aren't shown, since they say what stands above. */
  readonly skipped: number;
}

/** A Markdown text that was read once. */
export interface Markdown {
  /** The slugs of the articles that it links to by `[[Title]]`, each once, in order. */
  readonly links: string[];
  /** Returns its HTML, the headings starting at level 2, and its table of contents; to be asked for once. */
  render(options: MarkdownOptions): Rendered;
}

/** Reads a Markdown text. */
export function readMarkdown(source: string): Markdown {
  const env: Record<string, unknown> = {};
  const tokens = parser.parse(source, env);
  return {
    links: linksIn(tokens),
    render: (options) => ({ ...render(tokens, options), lines: linesShown(env) }),
  };
}

/** What somebody says, read once. */
export interface ReadPost {
  readonly links: string[];
  /** What part of a page's room it takes: 1 is all of it. */
  readonly room: number;
  /** Returns its HTML, given what the people whom it may mention are called; to be asked for once. */
  render(
    options: Omit<MarkdownOptions, 'former' | 'behind' | 'prefix'>,
    people: ReadonlyMap<number, Mentioned>,
  ): string;
}

/** Reads what somebody says. Its headings are paragraphs, so that they head nothing else on the page. */
export function readPost(source: string): ReadPost {
  const env: Record<string, unknown> = {};
  const tokens = postParser.parse(source, env);
  return {
    links: linksIn(tokens),
    room: roomTaken(source, env),
    render: (options, people) => {
      const { labels } = options;
      lowerHeadings(tokens);
      resolveLinks(tokens, { ...options, image: labels.image, missingTitle: labels.missing });
      const env = { labels, people };
      const html = postParser.renderer.render(wrapTables(tokens, labels.table), postParser.options, env);
      return isolateTurned(asWritten(html));
    },
  };
}

/** Returns the HTML of what somebody says as they wrote it, given what the people whom it mentions are called. */
export function plainPost(source: string, people: ReadonlyMap<number, Mentioned>): string {
  const written = writeMentions(source, (id) => people.get(id)?.name);
  return isolateTurned(`<p class="post-plain">${postParser.utils.escapeHtml(asWritten(written))}</p>`);
}

function linksIn(tokens: readonly Token[]): string[] {
  const slugs = new Set<string>();
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      const slug = wikiLinkOf(token)?.slug;
      if (slug) slugs.add(slug);
    }
  }
  return [...slugs];
}

function render(all: readonly Token[], options: MarkdownOptions) {
  const { former, behind, labels, prefix, title } = options;
  const isTitled = title !== undefined && beginsWithTitle(all, title);
  const toc = nameHeadings(all, prefix, isTitled);
  const tokens = isTitled ? withoutTitle(all, former) : all;
  if (former) linkHeadings(tokens, { label: labels.heading, former });
  resolveLinks(tokens, { ...options, image: labels.image, missingTitle: labels.missing });
  const shown = wrapTables(behind ? putBehind(tokens, behind) : tokens, labels.table);
  const html = parser.renderer.render(shown, parser.options, { labels });
  // Here, since entities and addresses may hold it too.
  return { html: isolateTurned(asWritten(html)), toc, skipped: isTitled ? (all[0]!.map?.[1] ?? 0) : 0 };
}
