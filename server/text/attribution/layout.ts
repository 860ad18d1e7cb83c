/** The marks of a block that only lay it out: they say nothing, and are nobody's. What they aren't paired for is a sign. */
import type { Block } from '../blocks.ts';
import type { Token } from './tokens.ts';

/** Returns the text of a block with blanks for the marks of its heading or item, of rules, and of a table's columns. */
export function unmarked({ kind, text }: Block): string {
  const rest = /[-*_]/.test(text) ? blanked(text, RULE) : text;
  if (kind === 'heading') return blanked(blanked(rest, HEADING), UNDERLINE);
  if (kind === 'item') return rest.replace(ITEM, '$1 ');
  return kind === 'row' ? blanked(rest, COLUMNS) : rest;
}

/** Returns the tokens of a text, whose places count from `at`, that are plain emphasis: marks that open and close it, in pairs. */
export function emphasisIn(text: string, at: number, tokens: readonly Token[]): Set<Token> {
  const paired = new Set<Token>();
  const open: Record<string, Opening[]> = { '*': [], _: [] };
  for (const token of tokens) {
    const openings = open[text[token.start - at]!];
    if (openings && PLAIN.test(token.text) && token.text.length === token.end - token.start)
      pair(token, sidesOf(text, token.start - at, token.end - at), openings, paired);
  }
  return paired;
}

const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/gm;
const HEADING = /^ {0,3}#{1,6}(?=[ \t\n]|$)/g;
const UNDERLINE = /(?<=\n)[ \t]*(?:=+|-+)[ \t]*$/g;
const ITEM = /^(\s*\d*)[-*+.)]/;
const COLUMNS = /^(?=[^\n]*-)[ \t:|-]+$/gm;

function blanked(text: string, marks: RegExp): string {
  return text.replace(marks, (found) => ' '.repeat(found.length));
}

/** A run of marks that may open emphasis, and how many of them aren't closed. */
interface Opening {
  readonly token: Token;
  left: number;
}

/** Closes with a run of marks what it can, and lets it open something with the rest. */
function pair(token: Token, { opens, closes }: Sides, openings: Opening[], paired: Set<Token>): void {
  let left = token.text.length;
  for (let last = openings.at(-1); closes && last && left > 0; last = openings.at(-1)) {
    const closed = Math.min(left, last.left);
    left -= closed;
    last.left -= closed;
    if (last.left > 0) break;
    paired.add(last.token);
    openings.pop();
  }
  if (left === 0) paired.add(token);
  else if (opens) openings.push({ token, left });
}

interface Sides {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** A mark that carries another, such as a stroke through it, is seen. */
const PLAIN = /^[*_]+$/;

/** As CommonMark says what a run of `*` or `_` may do, by what stands beside it. */
function sidesOf(text: string, start: number, end: number): Sides {
  const [before, after] = [text[start - 1] ?? ' ', text[end] ?? ' '];
  const [isMarkBefore, isMarkAfter] = [MARK.test(before), MARK.test(after)];
  const left = after.trim() !== '' && (!isMarkAfter || before.trim() === '' || isMarkBefore);
  const right = before.trim() !== '' && (!isMarkBefore || after.trim() === '' || isMarkAfter);
  if (text[start] === '*') return { opens: left, closes: right };
  return { opens: left && (!right || isMarkBefore), closes: right && (!left || isMarkAfter) };
}

const MARK = /[\p{P}\p{S}]/u;
