/** The blocks of a text as the parser tells them apart: what stands in each isn't read yet. */
import type { Token } from 'markdown-it';
import { withinLines } from './budget.ts';
import { parser, type Env } from './parser.ts';

/** The tokens of blocks, and the definitions of links and footnotes that stand among them. */
export interface BlockTokens {
  readonly tokens: Token[];
  readonly env: Env;
}

/** Reads the blocks of a text, as far as a page shows it. */
export function blockTokensOf(source: string): BlockTokens {
  const blocks: BlockTokens = { tokens: [], env: {} };
  parser.block.parse(withinLines(source), parser, blocks.env, blocks.tokens);
  return blocks;
}

/** Returns what stands in a block, read. */
export function readInline({ content }: Token, env: Env): Token[] {
  const tokens: Token[] = [];
  parser.inline.parse(content, parser, env, tokens);
  return tokens;
}
