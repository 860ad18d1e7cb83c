/** Cells of tables: the bar of a link to an article ends none, and in one `<br>` breaks a line, as nothing else can there. */
import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import { withoutLinkBars } from './wiki-links.ts';

/** Stands for the bar of a link while the cells of its row are told apart: a character that no text has. */
export const LINK_BAR = '\uFDD1';

const BREAK = /<br\s*\/?>/iy;

const masked = new WeakMap<StateBlock, string>();

/** Teaches a parser such cells. */
export function linksAndBreaksInCells(md: MarkdownIt): void {
  const { ruler } = md.block;
  const table = ruler.getRules('').find(({ name }) => name === 'table')!;
  const withMaskedBars: typeof table = (state, first, end, silent) => {
    const { src, tokens } = state;
    const before = tokens.length;
    state.src = maskedIn(state);
    const isTable = table(state, first, end, silent);
    state.src = src;
    for (let i = before; i < tokens.length; i++) dressText(tokens[i]!);
    return isTable;
  };
  ruler.at('table', withMaskedBars, { alt: ['paragraph', 'reference'] });
  md.inline.ruler.before('autolink', 'cell_break', readBreak);
}

/** Returns what the text of a token is read with: in a cell, that it's one. */
export function envFor({ meta }: Token, env: StateCore['env']): StateCore['env'] {
  return meta?.['isCell'] ? inCell(env) : env;
}

/** Returns what the text of a cell is read with. */
export function inCell(env: StateCore['env']): StateCore['env'] {
  return { ...env, isCell: true };
}

function maskedIn(state: StateBlock): string {
  const known = masked.get(state) ?? withoutLinkBars(state.src, LINK_BAR);
  masked.set(state, known);
  return known;
}

function dressText(token: Token): void {
  if (token.type !== 'inline') return;
  if (token.content.includes(LINK_BAR)) token.content = token.content.replaceAll(LINK_BAR, '|');
  if (token.content.includes('<')) token.meta = { ...token.meta, isCell: true };
}

function readBreak(state: StateInline, silent: boolean): boolean {
  if (!state.env['isCell']) return false;
  BREAK.lastIndex = state.pos;
  const length = BREAK.exec(state.src)?.[0].length;
  if (length === undefined) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += length;
  return true;
}
