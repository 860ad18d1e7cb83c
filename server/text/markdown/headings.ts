/** Headings of a text: below the page's own h1, each with an id that is its slug and that no other heading has. */
import MarkdownIt, { type Token } from 'markdown-it';
import { slugOf } from '../slug.ts';
import { plainText } from './plain-text.ts';

export interface TocEntry {
  readonly level: 2 | 3;
  readonly id: string;
  readonly text: string;
}

/** As long as a heading may be in a link to it. */
const ID_LENGTH = 120;

/**
 * Gives each heading of parsed text its id, behind a prefix, and its level, and returns those of level 2 and 3. A text that uses
 * `#` is moved down by one, so that its `#` is h2; a text that starts at `##` stays where it is. What stands in a quote, a list,
 * a box or a footnote has an id, but neither moves others nor is returned; so with a title that it begins with (`isTitled`).
 */
export function nameHeadings(tokens: readonly Token[], prefix = '', isTitled = false): TocEntry[] {
  const isHead = (token: Token, i: number) => isHeadOfText(token) && !(isTitled && i === 0);
  const shift = tokens.some((token, i) => token.tag === 'h1' && isHead(token, i)) ? 1 : 0;
  const uniqueId = idMaker();
  const toc: TocEntry[] = [];
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') return;
    const level = Math.min(Math.max(Number(token.tag.slice(1)) + shift, 2), 6);
    token.tag = `h${level}`;
    if (token.type === 'heading_close') return;
    const text = plainText(tokens[index + 1]?.children ?? []).trim();
    const id = prefix + uniqueId(text);
    token.attrSet('id', id);
    if (text !== '' && isHead(token, index) && (level === 2 || level === 3)) toc.push({ level, id, text });
  });
  return toc;
}

function isHeadOfText({ type, level }: Token): boolean {
  return type === 'heading_open' && level === 0;
}

/** What a heading may be made of that says no more than its words. */
const PLAIN = /^(?:text|code_inline|softbreak|hardbreak|(?:strong|em)_(?:open|close))$/;

/** Tells whether a text begins with a heading that says no more than the title above it. */
export function beginsWithTitle([heading, inline]: readonly Token[], title: string): boolean {
  if (!heading || !inline?.children || !isHeadOfText(heading)) return false;
  const isSame = wordsOf(plainText(inline.children)) === wordsOf(title);
  return isSame && inline.children.every(({ type }) => PLAIN.test(type));
}

function wordsOf(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Returns the tokens without the heading that they begin with; what leads to it, by whichever name it had, leads to where it stood. */
export function withoutTitle(tokens: readonly Token[], former?: HeadingLinks['former']): Token[] {
  const id = String(tokens[0]!.attrGet('id'));
  const marks = [id, ...(former?.get(id) ?? [])].map((each) => `<span id="${escapeHtml(each)}"></span>`);
  return [Object.assign(htmlToken(marks.join('')), { type: 'html_block' }), ...tokens.slice(3)];
}

/** What is put into headings that others link to. */
interface HeadingLinks {
  /** What the link to a heading is called, before the heading's own words. */
  readonly label: string;
  /** The ids that a heading had under other names, by the id that it has. */
  readonly former: ReadonlyMap<string, readonly string[]>;
}

/** Gives each heading a link to itself, which says nothing of its own, and the ids that it's known by as well. */
export function linkHeadings(tokens: readonly Token[], { label, former }: HeadingLinks): void {
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const inline = tokens[index + 1]!;
    const id = String(token.attrGet('id'));
    const text = plainText(inline.children ?? []).trim();
    const marks = (former.get(id) ?? []).map((old) => `<span id="${escapeHtml(old)}"></span>`);
    const name = escapeHtml(`${label} ${text.slice(0, ID_LENGTH)}`.toWellFormed());
    const link = `<a class="heading-link" href="#${escapeHtml(id)}" aria-label="${name}"></a>`;
    inline.children = [htmlToken(marks.join('')), ...(inline.children ?? []), htmlToken(text && link)];
  });
}

/** Returns the tokens with some HTML behind each heading that has any, by its id. */
export function putBehind(tokens: readonly Token[], behind: ReadonlyMap<string, string>): Token[] {
  let id = '';
  return tokens.flatMap((token) => {
    if (token.type === 'heading_open') id = String(token.attrGet('id'));
    const html = token.type === 'heading_close' ? behind.get(id) : undefined;
    return html === undefined ? token : [token, Object.assign(htmlToken(html), { type: 'html_block' })];
  });
}

/** Returns what holds a place behind a heading while the words of a page are read: no text makes an element with that class. */
export function holderOf(place: number): string {
  return `<hr class="behind-${place}">`;
}

/** Makes paragraphs of the headings of parsed text, which only look like headings. */
export function lowerHeadings(tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
    token.tag = 'p';
    if (token.nesting === 1) token.attrSet('class', 'post-heading');
  }
}

const { escapeHtml } = new MarkdownIt().utils;

function htmlToken(html: string): Token {
  return Object.assign(new MarkdownIt.Token('html_inline', '', 0), { content: html });
}

/** Ids count on from where their text last stopped, so that the thousandth equal heading costs no more than the second. */
function idMaker(): (text: string) => string {
  const counts = new Map<string, number>();
  return (text) => {
    const base = slugOf(text.slice(0, ID_LENGTH)) || 'afsnit';
    let id = base;
    while (counts.has(id)) {
      const count = counts.get(base)! + 1;
      counts.set(base, count);
      id = `${base}-${count}`;
    }
    counts.set(id, 1);
    return id;
  };
}
