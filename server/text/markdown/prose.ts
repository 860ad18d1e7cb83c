/** The words of a Markdown text, as who reads the page reads them: no markup, no addresses. */
import type { Token } from 'markdown-it';
import { parser } from './parser.ts';
import { plainText } from './plain-text.ts';

/** A text's headings, and what stands beside them: a line for each paragraph, item and cell. */
export interface Prose {
  headings: string[];
  text: string[];
}

/** Reads the words of a Markdown text. */
export function proseOf(source: string): Prose {
  const prose: Prose = { headings: [], text: [] };
  let isHeading = false;
  for (const token of parser.parse(source, {})) {
    if (token.type === 'heading_open' || token.type === 'heading_close') isHeading = token.nesting > 0;
    const line = lineOf(token);
    if (line !== '') prose[isHeading ? 'headings' : 'text'].push(line);
  }
  return prose;
}

function lineOf({ type, content, children }: Token): string {
  if (type === 'inline') return plainText(children ?? []).trim();
  return type === 'fence' || type === 'code_block' ? content.trim() : '';
}
