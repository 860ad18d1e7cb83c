/**
 * What a text is merged by where that is finer than a sentence: its words and its values. The parts of a value (a date, a
 * time, an amount, an address, a name, a link) say together what none of them says, so each value is one. In doubt two are
 * one: that makes a clash more, and nothing that nobody wrote.
 */
import type { SourceSpan } from '../markdown/source/spans.ts';
import { linksIn } from './links.ts';

/** Returns the words and the values of a text, in order. */
export function unitsIn(text: string): SourceSpan[] {
  const parts = partsOf(text);
  const units: { from: number; to: number }[] = [];
  parts.forEach((part, i) => {
    const unit = units.at(-1);
    if (unit && isOneWithNext(parts, i - 1)) unit.to = part.to;
    else units.push({ from: part.from, to: part.to });
  });
  return units;
}

/** Says whether each unit of a merged text stood in one of the texts that it was merged from. */
export function isOfSomebody(merged: string, texts: readonly string[]): boolean {
  const known = new Set(texts.flatMap(unitTexts));
  return unitTexts(merged).every((unit) => known.has(unit));
}

function unitTexts(text: string): string[] {
  return unitsIn(text).map(({ from, to }) => text.slice(from, to).replace(/\s+/g, ' '));
}

/** Says whether a piece of a text tells of a value: a figure, a name, a day, a month, a link or an address. */
export function tellsValue(piece: string, isFirst: boolean): boolean {
  return partsOf(piece).some(({ from, to, signs }, i) => {
    const word = piece.slice(from, to);
    if (signs & (FIGURE | ENDS_IN_FIGURE | MONTH | DAY | COUNT) || signs === 0) return true;
    if (signs & CAPITAL) return word !== 'I' && !(isFirst && i === 0);
    return /\p{L}[.@/_:]\p{L}/u.test(word);
  });
}

/** A link, or what stands between white space from its first letter or figure to its last. */
interface LinePart extends SourceSpan {
  /** What it may be, as bits; nothing for a link. */
  readonly signs: number;
  /** What stands up to the next, without marks of emphasis. */
  readonly gap: string;
}

const CORE = /[\p{L}\p{M}\p{N}](?:\S*[\p{L}\p{M}\p{N}])?/gu;

function partsOf(text: string): LinePart[] {
  const spans: (SourceSpan & { signs: number })[] = [];
  const addWords = (from: number, to: number) => {
    let next = from;
    // What stands between two words holds neither, so that each is where it's found next.
    for (const word of text.slice(from, to).match(CORE) ?? []) {
      const start = text.indexOf(word, next);
      next = start + word.length;
      spans.push({ from: start, to: next, signs: signsOf(word) });
    }
  };
  let at = 0;
  for (const { from, to } of linksIn(text)) {
    addWords(at, from);
    spans.push({ from, to, signs: 0 });
    at = to;
  }
  addWords(at, text.length);
  return spans.map(({ from, to, signs }, i) => {
    const gap = text.slice(to, spans[i + 1]?.from ?? text.length);
    return { from, to, signs, gap: gap === ' ' ? gap : gap.replace(/[*_~`]/g, '') };
  });
}

// What a word may be.
const FIGURE = 1;
const ENDS_IN_FIGURE = 2;
const SHORT_NUMBER = 4;
const YEAR = 8;
const MONTH = 16;
const DAY = 32;
const LABEL = 64;
const MEASURE = 128;
const FLOOR = 256;
const CAPITAL = 512;
const LETTER = 1024;
const CONNECTIVE = 2048;
const COUNT = 8192;
/** What stands in parentheses for a sign of an address that nobody is to harvest: »anna (at) ens (dot) dk«. */
const SPELT_OUT = 16384;

const KNOWN = MONTH | LABEL | MEASURE | FLOOR;
const BEGINS = FIGURE | MONTH | DAY | LABEL;
const ENDS = ENDS_IN_FIGURE | MONTH | DAY | MEASURE | FLOOR;

/** What belongs together, side by side. */
const PAIRS = [
  [ENDS_IN_FIGURE | KNOWN | DAY, FIGURE],
  [ENDS_IN_FIGURE, MONTH | MEASURE | FLOOR],
  [DAY, LABEL],
  [LABEL, LETTER],
  [YEAR, CAPITAL],
  [MEASURE, MEASURE],
  [FLOOR, FLOOR],
] as const;

function isOneWithNext(parts: readonly LinePart[], i: number): boolean {
  const { signs, gap } = parts[i]!;
  if (gap !== ' ' && !/\s/.test(gap)) return true;
  const next = parts[i + 1]!.signs;
  if (signs === 0 || next === 0 || isApart(signs, gap)) return false;
  if (isSpeltOut(signs, gap, next)) return true;
  if (PAIRS.some(([one, other]) => signs & one && next & other) || isNamed(signs, gap, next)) return true;
  const [before, last] = [parts[i - 1]?.signs ?? 0, parts[i + 2]?.signs ?? 0];
  return leadsOn(signs, next, last) || leadsOn(before, signs, next);
}

/** One of the two stands in parentheses for a sign of an address. */
function isSpeltOut(signs: number, gap: string, next: number): boolean {
  return Boolean((next & SPELT_OUT && gap.endsWith('(')) || (signs & SPELT_OUT && gap.startsWith(')')));
}

/** A sentence or a cell ends here. */
function isApart(signs: number, gap: string): boolean {
  if (gap === ' ') return false;
  if (/[|!?…]|\n\s*\n/.test(gap)) return true;
  return /\.[^\s.]*\s/.test(gap) && !(signs & (SHORT_NUMBER | KNOWN | LETTER));
}

/** The name of somebody or something goes on, or a number belongs to it. */
function isNamed(signs: number, gap: string, next: number): boolean {
  if (!(signs & CAPITAL) || !(next & (CAPITAL | FIGURE))) return false;
  return /^[^\S\n]$/.test(gap) || (Boolean(signs & LETTER) && /^\.\s$/.test(gap));
}

/** The middle one of three words joins the others: »10 til 12«, »§ 3, stk. 2«. */
function leadsOn(word: number, next: number, last: number): boolean {
  if (!(word & ENDS)) return false;
  return Boolean((next & (CONNECTIVE | LABEL) && last & BEGINS) || (next & LABEL && last & LETTER));
}

function signsOf(word: string): number {
  const isFigure = /^\p{N}/u.test(word);
  let signs = isFigure ? FIGURE : (SIGNS.get(word.toLowerCase()) ?? 0);
  if (/^\p{Lu}/u.test(word)) signs |= CAPITAL;
  if (/\p{N}\p{L}?$/u.test(word)) signs |= ENDS_IN_FIGURE;
  if (/(?<!\p{N})\p{N}{1,2}$/u.test(word)) signs |= SHORT_NUMBER;
  if (/^(?:\S*\P{N})?\p{N}{4}$/u.test(word)) signs |= YEAR;
  if (/^\p{L}$/u.test(word)) signs |= LETTER;
  return signs || OTHER;
}

/** A word like any other: it may stand in a value by what is beside it alone. */
const OTHER = 4096;

/** The words that tell of a value, as bits. */
const SIGNS = new Map<string, number>();
for (const [sign, words] of [
  [
    MONTH,
    'jan januar january feb februar february mar marts march apr april maj may jun juni june jul juli july aug august ' +
      'sep sept september okt oct oktober october nov november dec december',
  ],
  [
    DAY,
    'mandag tirsdag onsdag torsdag fredag lørdag søndag mandagen tirsdagen onsdagen torsdagen fredagen lørdagen ' +
      'søndagen monday tuesday wednesday thursday friday saturday sunday',
  ],
  [CONNECTIVE, 'til og eller samt af pr to and or of per x'],
  [
    LABEL,
    'nr nummer no paragraf stk stykke pkt punkt art artikel kap kapitel afs afsn afsnit bilag side sider s p pp kl klokken tlf telefon tel mob ' +
      'mobil cvr se ean gln iban reg konto kontonr sag sagsnr journalnr jnr uge litra version vers ver v kr dkk eur usd ' +
      'ca d den fra lov lbk bek isbn issn iso fig figur tabel trin',
  ],
  [
    MEASURE,
    'kr kroner øre dkk eur euro usd sek nok pct procent promille percent tusind hundrede t mio mia million millioner ' +
      'milliard milliarder millions billion billions thousand m km cm mm m2 m3 kvm ha kg g mg ton tons l dl cl ml kwh ' +
      'mwh gwh kw mw time timer min minutter dag dage uge uger måned måneder år kvartal halvår hours days weeks months years',
  ],
  [FLOOR, 'st kl th tv mf sal'],
  [SPELT_OUT, 'at snabel-a snabela dot prik punktum'],
  [
    COUNT,
    'én ét to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve tredive ' +
      'fyrre halvtreds tres halvfjerds firs halvfems hundrede tusind første tredje fjerde femte sjette syvende ' +
      'ottende niende tiende sidste næste forrige halv halvanden kvart ulige one two three four five six seven eight ' +
      'nine ten eleven twelve twenty thirty forty fifty first second third fourth fifth last next half',
  ],
] as const) {
  for (const word of words.split(' ')) SIGNS.set(word, (SIGNS.get(word) ?? 0) | sign);
}
