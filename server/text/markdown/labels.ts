/** The words that the page of a Markdown text adds to the author's own, in the reader's language. */
import MarkdownIt, { type RendererRule, type Token } from 'markdown-it';

export interface Labels {
  /** Titles of the notes: "Bemærk", "Tip", "Advarsel". */
  readonly note: string;
  readonly tip: string;
  readonly warning: string;
  /** Heading above the footnotes: "Noter". */
  readonly footnotes: string;
  /** Name of one footnote, before its number: "Note". */
  readonly footnote: string;
  /** Link from a footnote back to the text: "Tilbage til teksten". */
  readonly back: string;
  /** Marks a link that opens an image: "billede". */
  readonly image: string;
  /** Name of a table, before its number: "Tabel". */
  readonly table: string;
  /** State of a task in a list: "Udført", "Ikke udført". */
  readonly done: string;
  readonly open: string;
  /** Name of the link to a heading, before the heading: "Link til afsnittet". */
  readonly heading: string;
  /** Title of a link to an article that isn't written yet: "Artiklen er ikke skrevet endnu". */
  readonly missing: string;
}

type LabelEnv = Parameters<RendererRule>[3];

/** Returns the HTML of words that the page adds: nothing else stands in a span, so that nobody is credited with them. */
export function added(text: string): string {
  return `<span>${escapeHtml(text)}</span>`;
}

/** Returns a token of such words. */
export function addedToken(text: string): Token {
  const token = new MarkdownIt.Token('html_inline', '', 0);
  token.content = added(text);
  return token;
}

const { escapeHtml } = new MarkdownIt().utils;

/** Returns the labels that a text is rendered with. */
export function labelsOf(env: LabelEnv): Labels {
  return env!['labels'] as Labels;
}
