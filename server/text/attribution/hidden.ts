/** What a page doesn't show of what is credited, and what it does show that this goes with: the address of a link goes with its text. */
import { parser } from '../markdown/parser.ts';
import { isAddress, type Token } from './tokens.ts';

/** What is credited of a unit; `first` such tokens of the body stand before it. */
export interface UnitTokens {
  readonly tokens: readonly Token[];
  readonly first: number;
}

/**
 * Returns, by the places of what is shown of a body, those of what isn't. It goes with what is shown before it in its unit or, as
 * the number of a list, the label of a footnote, and the article that a link leads to, behind it; a definition goes with each
 * link that refers to it.
 */
export function hiddenIn(body: string, units: readonly UnitTokens[]): Map<number, number[]> {
  const hidden = new Map<number, number[]>();
  const add = (shown: number, places: readonly number[]) => {
    const others = hidden.get(shown);
    if (others) others.push(...places);
    else hidden.set(shown, [...places]);
  };
  const definitions = definitionsIn(body, units);
  for (const { tokens, first } of units) {
    const waiting: number[] = [];
    let last: number | undefined;
    for (const [k, token] of tokens.entries()) {
      const place = first + k;
      if (token.isShown) {
        add(place, waiting.splice(0));
        last = place;
      } else if (last === undefined || isBeforeText(body, token)) waiting.push(place);
      else add(last, [place, ...(definitions.get(labelOf(body, token) ?? '') ?? [])]);
    }
  }
  return hidden;
}

/** Where a link to an article leads stands before what shows it. */
function isBeforeText(body: string, { start }: Token): boolean {
  return body.startsWith('[[', start) || body.startsWith('[[', start - '[['.length);
}

/** A definition may say much, and many links may refer to it: its label, its address and the first words of its title go with each. */
const MOST_OF_DEFINITION = 12;

/** Returns the places of what each definition says, by its label: of two with the same one the first counts. */
function definitionsIn(body: string, units: readonly UnitTokens[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { tokens, first } of units) {
    if (tokens.some(({ isShown }) => isShown)) continue;
    let own: number[] = [];
    for (const [k, token] of tokens.entries()) {
      if (isDefined(body, token)) {
        const label = normalized(body.slice(token.start, token.end));
        own = [];
        if (!found.has(label)) found.set(label, own);
      }
      if (own.length < MOST_OF_DEFINITION) own.push(first + k);
    }
  }
  return found;
}

/** Tells whether a token is the label of a definition. */
function isDefined(body: string, token: Token): boolean {
  return isBracketed(body, token) && body[past(body, token.end, 1) + 1] === ':';
}

function isBracketed(body: string, { text, start, end }: Token): boolean {
  return isAddress(text) && body[past(body, start - 1, -1)] === '[' && body[past(body, end, 1)] === ']';
}

/** Returns the first place from one on, in a direction, that holds no white space. */
function past(body: string, from: number, step: 1 | -1): number {
  let place = from;
  while (/\s/.test(body[place] ?? '.')) place += step;
  return place;
}

/** Returns the label by which a link refers to a definition: behind its text or, where there's none, the text itself. */
function labelOf(body: string, token: Token): string | undefined {
  const { text, start, end } = token;
  if (text.startsWith('<]')) return normalized(body.slice(body.lastIndexOf('[', start - 1) + 1, start));
  return isBracketed(body, token) ? normalized(body.slice(start, end)) : undefined;
}

function normalized(label: string): string {
  return parser.utils.normalizeReference(label);
}
