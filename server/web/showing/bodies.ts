/** The bodies of articles as HTML. What readers are shown is made once and kept, counted by all that it holds in memory. */
import { LRUCache } from 'lru-cache';
import { holderOf, readMarkdown, type MarkdownOptions, type TocEntry } from '../../text/markdown.ts';
import { sha256 } from '../../wiki/history/digest.ts';
import { articlePath, hrefIn, translator, type Where } from '../../locales/language.ts';
import { largeHtml, type LargeHtml } from '../frame/large-html.ts';
import { markThreads, type ThreadMark } from './marks.ts';

/** A body as a page shows it. */
export interface ShownBody {
  html: LargeHtml;
  toc: readonly TocEntry[];
  /** How many lines of it are shown; the rest was left out, since it is more than a page can hold. Infinity if nothing was. */
  lines: number;
  /** How many lines that it begins with aren't shown, since the title says the same. */
  skipped: number;
}

/** A body that is to be shown: the slugs of the articles that it links to, and its HTML when one knows which of them are missing. */
export interface Body {
  links: readonly string[];
  show(missing: ReadonlySet<string>, on: ShownOn, beside?: BesideBody): ShownBody;
}

/** Where a body is shown: to whom, as what article, and whether in a form. */
export interface ShownOn {
  where: Where;
  slug: string;
  title?: string;
  isInForm?: boolean;
}

/** What a page shows with a body. */
export interface BesideBody {
  /** With it, headings have a link to themselves. */
  former?: FormerHeadings | undefined;
  /** HTML that comes behind some headings, by their ids. */
  behind?: ReadonlyMap<string, string> | undefined;
  /** What threads are about. */
  marks?: readonly ThreadMark[] | undefined;
}

/** The ids that headings had under other names, by the id that each has. */
export type FormerHeadings = ReadonlyMap<string, readonly string[]>;

/** What one entry holds beside its texts. */
export const ENTRY = 1000;
/** What an item of a list holds beside its texts, and a letter of a text at most. */
export const ITEM = 100;
export const LETTER = 2;

/** What recent bodies link to, by the digest of the body. */
const links = new LRUCache<string, readonly string[]>({
  max: 500,
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: (slugs) => ENTRY + slugs.reduce((sum, slug) => sum + ITEM + LETTER * slug.length, 0),
});

/** Recent bodies: the same text with the same missing links gives the same HTML. */
const shown = new LRUCache<string, ShownBody>({
  max: 500,
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ html, toc }) =>
    toc.reduce(
      (sum, { id, text }) => sum + ITEM + LETTER * (id.length + text.length),
      ENTRY + html.bytes.length,
    ),
});

/** Returns a body to show. What one person alone is shown isn't kept. */
export function readBody(text: string, isKept: boolean): Body {
  const digest = digestOf(text);
  let read: ReturnType<typeof readMarkdown> | undefined;
  const known = links.get(digest) ?? detached((read = readMarkdown(text)).links);
  if (isKept) links.set(digest, known);
  return {
    links: known,
    show: (missing, on, beside = {}) => {
      const { former, behind, marks } = beside;
      const around = [former && [...former], behind && [...behind], marks];
      const key = digestOf(JSON.stringify([digest, on, [...missing].sort(), ...around]));
      const before = shown.get(key);
      if (before) return before;
      const body = render(text, read ?? readMarkdown(text), { ...beside, missing }, on);
      if (isKept) shown.set(key, body);
      return body;
    },
  };
}

function render(
  text: string,
  read: ReturnType<typeof readMarkdown>,
  { missing, former, behind, marks = [] }: BesideBody & { missing: ReadonlySet<string> },
  { where, slug, title, isInForm = false }: ShownOn,
): ShownBody {
  const { html, toc, lines, skipped } = read.render({
    ...{ ...linkingIn(where), self: articlePath(slug), missing },
    ...(title !== undefined && { title }),
    ...(isInForm && { prefix: PREVIEW }),
    ...(former && { former }),
    ...(behind && { behind: new Map([...behind.keys()].map((id, i) => [id, holderOf(i)])) }),
  });
  // What comes behind a heading is none of the article's words.
  const whole = [...(behind?.values() ?? [])].reduce(
    (all, own, i) => all.replaceAll(holderOf(i), () => own),
    markThreads(html, text, lines, marks, skipped),
  );
  return { html: largeHtml(whole), toc: detached(toc), lines, skipped };
}

/** What the ids of headings begin with where a form stands beside them: a heading's own holds no colon. */
const PREVIEW = 'preview:';

/** Returns where links lead, and the words that a page adds, for who reads a text somewhere. */
export function linkingIn(where: Where): Pick<MarkdownOptions, 'href' | 'labels'> {
  return {
    href: (path) => hrefIn(where, path),
    labels: translator(where.lang)('markdown', { returnObjects: true }) as never,
  };
}

/** Returns the same with texts of its own: a part of a text holds the whole of it in memory. */
export function detached<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Returns what tells a text from every other. */
export function digestOf(text: string): string {
  return sha256(text).toString('base64');
}
