/**
 * What a page may hold of a text. It's counted in what the page would be made of, not in time, so that a page is the same
 * for everyone; whatever is beyond the budget is left out, and costs no more than to be counted.
 */
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { envFor } from './cells.ts';

/** About the letters of HTML, and the work, that each kind of token takes beside its own text. */
const TOKEN_COST = 40;
const COSTS: Record<string, number> = {
  // A stretch of text of its own, which the page of attribution marks.
  inline: 200,
  // An entry in the table of contents, and a link to itself.
  heading_open: 400,
  link_open: 200,
  image: 160,
  // With a way back to it.
  footnote_ref: 450,
  footnote_reference_open: 200,
  table_open: 200,
  task: 60,
};
const ROOM = 4_000_000;
/** As many lines as a page has room for, whatever stands on them, and as many as are read of a text that nobody sees the page of. */
const MOST_LINES = 12_000;
const MOST_READ = 40_000;

/** What a text takes that nothing is made of, by each of its letters. */
const LETTER_COST = 20;

/** Teaches a parser to leave out what a text has beyond the budget; `linesShown` then says where that begins. */
export function keepToBudget(md: MarkdownIt): void {
  md.core.ruler.before('block', 'lines', keepLines);
  md.core.ruler.at('inline', (state) => {
    keepTokens(state, (token) =>
      md.inline.parse(token.content, md, envFor(token, state.env), token.children!),
    );
  });
  // Bare addresses have become links since.
  md.core.ruler.push('budget', (state) => keepTokens(state));
}

/** Returns how many lines are shown of the text that an environment was parsed with: Infinity if it's whole. */
export function linesShown(env: StateCore['env']): number {
  return Number(env['linesShown'] ?? Infinity);
}

/** Returns what part of a page's room a text takes that was parsed with an environment: 1 is all of it. */
export function roomTaken(source: string, env: StateCore['env']): number {
  return (Number(env['taken'] ?? 0) + LETTER_COST * source.length) / ROOM;
}

/** Returns the first lines of a source, as many as are read where no page is made of it; what else it says is left out. */
export function withinLines(source: string, most = MOST_READ): string {
  let end = -1;
  for (let lines = 0; lines < most; lines++) {
    end = source.indexOf('\n', end + 1);
    if (end < 0) return source;
  }
  return source.slice(0, end + 1);
}

function keepLines(state: StateCore): void {
  const kept = withinLines(state.src, MOST_LINES);
  if (kept.length === state.src.length) return;
  state.src = kept;
  state.env['linesShown'] = MOST_LINES;
}

function keepTokens(state: StateCore, read: (token: Token) => void = () => undefined): void {
  const sheet = { room: ROOM, read };
  state.tokens = fitting(state.tokens, sheet);
  state.env['taken'] = ROOM - sheet.room;
  if (isSpent(sheet)) state.env['linesShown'] = endOf(state.tokens);
}

/** Returns the first line behind what some tokens show. */
function endOf(tokens: readonly Token[]): number {
  const last = tokens.findLast(({ map }) => map !== null);
  const [start, end] = last?.map ?? [0, 0];
  // Of what holds others, no more is shown than they say.
  return last?.nesting === 1 ? start + 1 : end;
}

interface BudgetSheet {
  room: number;
  /** Reads the text of a token for which there is room. */
  read: (token: Token) => void;
}

/** Returns the tokens that there's room for, with whatever is open there closed. */
function fitting(tokens: Token[], sheet: BudgetSheet): Token[] {
  for (const [index, token] of tokens.entries()) {
    sheet.room -= costOf(token);
    if (token.children && !isSpent(sheet)) {
      if (token.type === 'inline') sheet.read(token);
      token.children = fitting(token.children, sheet);
    }
    if (isSpent(sheet)) {
      // What nothing stands in, such as a row without cells, is no beginning of anything.
      const kept = tokens.slice(0, token.children?.length ? index + 1 : index);
      while (kept.at(-1)?.nesting === 1) kept.pop();
      return [...kept, ...closings(kept, tokens.slice(kept.length))];
    }
  }
  return tokens;
}

function isSpent({ room }: BudgetSheet): boolean {
  return room < 0;
}

function costOf({ type, content, children }: Token): number {
  return TOKEN_COST + (COSTS[type] ?? 0) + (children ? 0 : content.length);
}

/** Returns those of the rest that close what some tokens open. */
function closings(kept: readonly Token[], rest: readonly Token[]): Token[] {
  let open = kept.reduce((depth, { nesting }) => depth + nesting, 0);
  let depth = 0;
  return rest.filter(({ nesting }) => {
    depth += nesting;
    const closes = nesting === -1 && depth < 0 && open > 0;
    if (closes) [depth, open] = [0, open - 1];
    return closes;
  });
}
