/** The words of a Markdown text, as who reads the page reads them: no markup, no addresses. */
import type { Token } from 'markdown-it';
import { blockTokensOf, readInline, type BlockTokens } from './block-tokens.ts';
import { isPlain, plainText } from './plain-text.ts';

/** A paragraph, an item, a cell, a heading or code. */
export interface ProsePassage {
  readonly isHeading: boolean;
  /** What alone says how it reads: its source or, where definitions may say something of it, its text. */
  readonly key: string;
  /** Returns its words, on one line unless it's code. */
  readonly text: () => string;
}

/** A text's headings, and what stands beside them: a line for each paragraph, item and cell. */
export interface Prose {
  headings: string[];
  text: string[];
}

/** Returns the passages of a text in order, given its blocks. Each is read no sooner than it's asked for. */
export function passagesOf(
  source: string,
  { tokens, env }: BlockTokens = blockTokensOf(source),
): ProsePassage[] {
  const isWithoutDefinitions = Object.keys(env).length === 0;
  return tokens.flatMap((token, i): ProsePassage | [] => {
    if (!READ.has(token.type)) return [];
    const read = () => textOf(token, tokens[i - 2], env);
    const isAlone = isWithoutDefinitions || !token.content.includes('[');
    const text = isAlone ? undefined : read();
    return {
      isHeading: tokens[i - 1]?.type === 'heading_open',
      key: text ?? token.content,
      text: () => text ?? read(),
    };
  });
}

/** Reads the words of a Markdown text. */
export function proseOf(source: string): Prose {
  const prose: Prose = { headings: [], text: [] };
  for (const { isHeading, text } of passagesOf(source)) {
    const line = text();
    if (line !== '') prose[isHeading ? 'headings' : 'text'].push(line);
  }
  return prose;
}

const READ = new Set(['inline', 'fence', 'code_block']);
/** The box of a task. */
const BOX = /^\[[ xX]\]\s+/;

function textOf(token: Token, around: Token | undefined, env: BlockTokens['env']): string {
  if (token.type !== 'inline') return token.content.trim();
  if (isPlain(token.content)) return token.content.trim();
  const text = plainText(readInline(token, env)).trim();
  const isTask = around?.type === 'list_item_open' && BOX.test(token.content);
  return isTask ? text.replace(BOX, '') : text;
}
