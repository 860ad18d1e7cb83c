/** The sentences of a body as credit sees them: what they say word by word, and exactly. */
import { hash } from 'node:crypto';
import type { SourceUnit } from '../markdown/source/units.ts';
import { isWord, sentences } from '../words.ts';
import { CLOSENESS, closenessOf, standingOf, type UnitStanding } from './closeness.ts';
import { layoutOf, type UnitLayout } from './layout.ts';
import { folded, isAddress, tokensIn, type Token } from './tokens.ts';

export interface Sentence {
  /** Its words and signs, as they are sought: how close each stands to others counts, the case of its first letter doesn't. */
  readonly tokens: readonly string[];
  /** The places of those, but for its first word, that begin with a capital: the place decides the case of the first word alone. */
  readonly capitals: ReadonlySet<number>;
  /** The places of its words among its tokens. */
  readonly words: readonly number[];
  /** The places of its words and addresses: signs stand beside these. */
  readonly parts: readonly number[];
  /** The tokens, a line each, since one may hold a space, the capitals, and where cells begin: equal for sentences that are the same. */
  readonly key: string;
  /** The words in lower case with a space between them: equal for sentences that may differ in signs, capitals and addresses. */
  readonly said: string;
  /** The numbers of those words: the same for the same word, of all sentences that one reader read. */
  readonly numbers: readonly number[];
  /** How many tokens of the body stand before it. */
  readonly start: number;
  /** Where the tokens of its unit stand, of which so many stand before it. */
  readonly layout: UnitLayout;
  readonly first: number;
}

/**
 * Returns the sentences of a row of units; `start` tokens stand before the first. Signs by themselves go with the sentence
 * before them in their unit, if there is one. A reader may have read other versions of it.
 */
export function sentencesOf(units: readonly SourceUnit[], start = 0, reader = new TokenReader()): Sentence[] {
  const found: Sentence[] = [];
  const starts: number[] = [];
  for (const unit of units) {
    const tokens = tokensIn(unit);
    if (tokens.length === 0) continue;
    const read: ReadUnit = {
      tokens,
      closeness: closenessOf(tokens, unit),
      standing: standingOf(unit),
      layout: layoutOf(unit, tokens, starts),
      reader,
      start,
    };
    let [first, next, at, hasWord] = [0, 0, unit.at, false];
    for (const { length } of sentences(unit.text)) {
      at += length;
      const from = next;
      let own = false;
      for (; next < tokens.length && tokens[next]!.start < at; next++) own ||= isWord(tokens[next]!.text);
      if (own && hasWord) {
        found.push(sentence(read, first, from));
        first = from;
      }
      hasWord ||= own;
    }
    found.push(sentence(read, first, tokens.length));
    start += tokens.length;
  }
  return found;
}

/** Returns 48 bits of the SHA-256 of a text in hex: short in an index, and enough to say where to look for the text. */
export function hashOf(text: string): string {
  return hash('sha256', text).slice(0, 12);
}

/** A unit that is cut into sentences; `start` tokens of the body stand before it. */
interface ReadUnit {
  readonly tokens: readonly Token[];
  readonly closeness: Uint8Array;
  readonly standing: UnitStanding;
  readonly layout: UnitLayout;
  readonly reader: TokenReader;
  readonly start: number;
}

/** What a token is sought as. */
interface ReadToken {
  /** By how close it stands to those beside it, as far as it was met so. */
  readonly compared: string[];
  readonly hasCapital: boolean;
  /** In lower case, if it's a word, and the number of that. */
  readonly word: string | undefined;
  readonly number: number;
  /** Whether it's a word or an address. */
  readonly isPart: boolean;
}

/** Most texts say few words over and over, and so do their versions: each is read once. */
export class TokenReader {
  private readonly known = new Map<string, ReadToken>();

  read({ text }: Pick<Token, 'text'>): ReadToken {
    let token = this.known.get(text);
    if (!token) this.known.set(text, (token = this.readAnew(text)));
    return token;
  }

  private readAnew(text: string): ReadToken {
    const word = isWord(text) ? text.toLowerCase() : undefined;
    const own = folded(text);
    return {
      compared: [own],
      hasCapital: own !== text,
      word,
      // That of the word in lower case, which is read first.
      number: word === undefined || word === text ? this.known.size : this.read({ text: word }).number,
      isPart: word !== undefined || isAddress(text),
    };
  }
}

const NO_CAPITALS = new Set<number>();

function sentence(
  { tokens: all, closeness, standing, layout, reader, start }: ReadUnit,
  from: number,
  to: number,
): Sentence {
  const tokens: string[] = [];
  let capitals = NO_CAPITALS;
  const words: number[] = [];
  const parts: number[] = [];
  const said: string[] = [];
  const numbers: number[] = [];
  for (let i = from; i < to; i++) {
    const { compared, hasCapital, word, number, isPart } = reader.read(all[i]!);
    if (hasCapital && words.length > 0) {
      if (capitals === NO_CAPITALS) capitals = new Set();
      capitals.add(i - from);
    }
    if (word !== undefined) {
      said.push(word);
      numbers.push(number);
      words.push(i - from);
    }
    if (isPart) parts.push(i - from);
    const close = closeness[i]!;
    const own = (compared[close] ??= compared[0]! + CLOSENESS[close]!);
    tokens.push(i < standing.reach ? own + standing.text : own);
  }
  // Signs alone are sought by nothing else.
  const key = keyOf(tokens, capitals) + (words.length > 0 ? layout.key : '');
  const place = { start: start + from, layout, first: from };
  return { tokens, capitals, words, parts, key, said: said.join(' '), numbers, ...place };
}

function keyOf(tokens: readonly string[], capitals: ReadonlySet<number>): string {
  return tokens.join('\n') + (capitals.size > 0 ? `\n${[...capitals].join('\n')}` : '');
}
