/** What a page doesn't show of what is credited, and what it does show that this goes with: the address of a link goes with its text. */
import { parser } from '../markdown/parser.ts';
import { isOverruled } from '../markdown/source/units.ts';
import type { UnitTokens } from './page-order.ts';
import { isAddress, isOfBrackets, type Token } from './tokens.ts';

/**
 * Returns, by the places of what is shown of a body, those of what isn't. It goes with what is shown before it in its unit or, as
 * the number of a list, the label of a footnote, and the article that a link leads to, behind it; a definition goes with each
 * link that refers to it.
 */
export function hiddenIn(units: readonly UnitTokens[]): Map<number, number[]> {
  const hidden = new Map<number, number[]>();
  const add = (shown: number, places: readonly number[]) => {
    const others = hidden.get(shown);
    if (others) others.push(...places);
    else hidden.set(shown, [...places]);
  };
  const saidFor = sayingDefinitions(definitionsIn(units));
  const waiting: number[] = [];
  for (const { unit, tokens, first } of units) {
    if (unit.definition) continue;
    let last: number | undefined;
    for (const [k, token] of tokens.entries()) {
      const place = first + k;
      const others = saidFor(labelOf(unit.source, token));
      if (token.isShown) {
        last = place;
        if (others.length > 0 || waiting.length > 0) add(place, [...waiting.splice(0), ...others]);
      } else if (last === undefined || isBeforeText(unit.source, token)) waiting.push(place, ...others);
      else add(last, [place, ...others]);
    }
    if (last !== undefined && waiting.length > 0) add(last, waiting.splice(0));
  }
  return hidden;
}

/** Where a link to an article leads stands before what shows it. */
function isBeforeText(source: string, { start }: Token): boolean {
  return source.startsWith('[[', start) || source.startsWith('[[', past(source, start - 1, -1) - 1);
}

/** Places that definitions may have in all, beside many links; then the label, the address and the first words of a title go with each. */
const ROOM_FOR_DEFINITIONS = 20_000;
const LEAST_OF_DEFINITION = 12;

/** Returns what tells, for a link by a label, the places of all that its definition says, as long as there's room for it. */
function sayingDefinitions(definitions: ReadonlyMap<string, number[]>) {
  let room = ROOM_FOR_DEFINITIONS;
  return (label: string | undefined): readonly number[] => {
    const said = label === undefined ? undefined : definitions.get(label);
    if (!said) return [];
    const own = said.length <= room ? said : said.slice(0, LEAST_OF_DEFINITION);
    room -= own.length;
    return own;
  };
}

/** Returns the places of what each definition that counts says, by its label. */
function definitionsIn(units: readonly UnitTokens[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { unit, tokens, first } of units) {
    if (!unit.definition || isOverruled(unit)) continue;
    found.set(
      unit.definition.label,
      tokens.map((_, k) => first + k),
    );
  }
  return found;
}

/** Returns the label by which a link or an image refers to a definition: behind its text or, where there's none, the text itself. */
function labelOf(source: string, token: Token): string | undefined {
  const { text, start, end, isShown, seen } = token;
  if (isShown) {
    const isImage = seen !== undefined && text.startsWith('![');
    return isImage ? labelBefore(source, end - ']'.length) : undefined;
  }
  if (!isAddress(text)) return undefined;
  const own = source.slice(start, end);
  if (isOfBrackets(token, own)) return /^\](?!\()/.test(own) ? labelBefore(source, start) : undefined;
  const isBracketed = source[past(source, start - 1, -1)] === '[' && source[past(source, end, 1)] === ']';
  return isBracketed ? normalized(own) : undefined;
}

/** Returns the label that a bracket closes at a place. */
function labelBefore(source: string, end: number): string {
  let open = end;
  do open = source.lastIndexOf('[', open - 1);
  while (open > 0 && source[open - 1] === '\\');
  return normalized(source.slice(open + 1, end));
}

/** Returns the first place from one on, in a direction, that holds no white space. */
function past(source: string, from: number, step: 1 | -1): number {
  let place = from;
  while (/\s/.test(source[place] ?? '.')) place += step;
  return place;
}

function normalized(label: string): string {
  return parser.utils.normalizeReference(label);
}
