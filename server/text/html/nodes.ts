/** What Markdown with HTML in it consists of: elements around stretches of text. */

/** A stretch of text just as it stands in the source: Markdown, or where `raw` the text of raw HTML. */
export interface Text {
  text: string;
  readonly raw: boolean;
  /** Whether it starts a line of the source. */
  readonly startsLine: boolean;
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
  /** Whether it stands on its own, also because something in it does. */
  block: boolean;
  /** Whether it stands in a heading or a table row of Markdown, where everything must stay on one line. */
  readonly inRow: boolean;
  /** Whether that is a row of a table. */
  readonly inCell: boolean;
  /** What the next line must start with, to stay in the same list or quote. */
  readonly prefix: string;
}

export type HtmlNode = Element | Text;

/** Says whether a node is text. */
export function isText(node: HtmlNode): node is Text {
  return 'text' in node;
}
