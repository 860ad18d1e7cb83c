/** The blocks of a text as the parser tells them apart: what stands in each isn't read yet. */
import type { StateBlock, Token } from 'markdown-it';
import { withinLines } from './budget.ts';
import { envFor } from './cells.ts';
import { parser, type Env } from './parser.ts';

/**
 * The tokens of blocks, and the definitions of links and footnotes that stand among them, once more as they were before anything
 * else was read, as JSON.
 */
export interface BlockTokens {
  readonly tokens: Token[];
  readonly env: Env;
  readonly definitions: string;
}

/** Reads the blocks of a text, as far as a page shows it. */
export function blockTokensOf(source: string): BlockTokens {
  const env: Env = {};
  const state = new LeanState(withinLines(source), parser, env, []);
  parser.block.tokenize(state, state.line, state.lineMax);
  return { tokens: state.tokens, env, definitions: JSON.stringify(env) };
}

/** Keeps none of the tokens that close the parts of a table, nor those of its plain cells: it has more of them than of all others. */
class LeanState extends parser.block.State {
  private readonly unkept = new this.Token('', '', 0);

  override push(...[type, tag, nesting]: Parameters<StateBlock['push']>): Token {
    if (!UNKEPT.has(type)) return super.push(type, tag, nesting);
    this.level += nesting;
    return this.unkept;
  }
}

const UNKEPT = new Set('td_open td_close th_close tr_close thead_close tbody_close table_close'.split(' '));

/** Returns what stands in a block, read. */
export function readInline(token: Token, env: Env): Token[] {
  const tokens: Token[] = [];
  parser.inline.parse(token.content, parser, envFor(token, env), tokens);
  return tokens;
}
