/**
 * What each type of field knows: how its value is read, checked, shown and typed again. A new type is a
 * type in `kind.ts` and an entry here.
 */
import type { FactValue } from './content.ts';
import { isDate, readDate, showDate } from './dates.ts';
import type { Field, Lang, Option } from './kind.ts';
import { codeOf, inOrder, labelOf } from './options.ts';
import { placeName, placeOf } from './places.ts';
import type { Quantity } from './quantities.ts';
import { isQuantity, readQuantity, showQuantity, typeQuantity } from './quantities.ts';
import { isRecord, readLine, readLines } from './raw.ts';

/** What is wrong with a fact: a stable code for the message, and what the message names. */
export interface Problem {
  code:
    | 'required'
    | 'too-long'
    | 'too-many'
    | 'unknown-option'
    | 'unknown-place'
    | 'bad-date'
    | 'ends-before'
    | 'bad-number'
    | 'bad-url';
  params?: Record<string, string | number>;
}

/**
 * One item of a fact as a reader sees it: with what it's filed as where its field files (of a date the year, of a grid the row), its
 * web address, or the title of the article that it names.
 */
export interface ShownItem {
  text: string;
  filedAs?: string;
  href?: string;
  article?: string;
}

/** A fact as a form control takes it: a text, codes that are chosen, or a text for each of several controls. */
export type TypedFact = string | string[] | Record<string, string>;

/** The operations of one type of field, whose values have the shape `V`. None of them throws. */
export interface FieldType<F extends Field, V extends FactValue> {
  /** Tells whether a stored value has this type's shape. */
  fits(value: FactValue): value is V;
  /** Reads a form's or a file's value; what is invalid is kept as typed, and what is empty is undefined. */
  read(raw: unknown, field: F): V | undefined;
  check(value: V, field: F): Problem | undefined;
  show(value: V, lang: Lang, field: F): ShownItem[];
  type(value: V | undefined, lang: Lang, field: F): TypedFact;
}

type FieldValues = {
  text: string;
  list: string[];
  choice: string;
  several: string[];
  grid: Record<string, string>;
  date: string;
  quantity: Quantity;
  places: string[];
  url: string;
  articles: string[];
};

type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

/** The longest list of texts, title of an article, unit and web address that an edit may hold. */
const LIMITS = { list: 200, title: 120, unit: 40, url: 2000 };

export const fieldTypes: { readonly [T in Field['type']]: FieldType<FieldOf<T>, FieldValues[T]> } = {
  text: {
    fits: isText,
    read: readLine,
    check: (text, { max }) => tooLong(text, max),
    show: (text) => [{ text }],
    type: (text = '') => text,
  },
  list: {
    fits: isTexts,
    read: readSome,
    check: (texts, { max }) => tooMany(texts, LIMITS.list) ?? first(texts, (text) => tooLong(text, max)),
    show: (texts) => texts.map((text) => ({ text, filedAs: text })),
    type: (texts = []) => texts.join('\n'),
  },
  choice: {
    fits: isText,
    read: (raw, { options }) => {
      const text = readLine(raw);
      return text && codeOrText(options, text);
    },
    check: (code, { options }) => unknownOption(code, options),
    show: (code, lang, { options }) => [{ text: labelOf(options, code, lang), filedAs: code }],
    type: (code = '') => code,
  },
  several: {
    fits: isTexts,
    read: (raw, { options }) => {
      const codes = readSome(raw)?.map((text) => codeOrText(options, text));
      return codes && inOrder(options, codes);
    },
    check: (codes, { options }) => first(codes, (code) => unknownOption(code, options)),
    show: (codes, lang, { options }) =>
      codes.map((code) => ({ text: labelOf(options, code, lang), filedAs: code })),
    type: (codes = []) => codes,
  },
  grid: {
    fits: (value): value is Record<string, string> => isRecord(value) && Object.values(value).every(isText),
    read: (raw, { rows, options }) => {
      if (!isRecord(raw)) return undefined;
      const cells = Object.entries(raw).flatMap(([row, cell]) => {
        const text = readLine(cell);
        return text ? [[codeOrText(rows, row), codeOrText(options, text)] as const] : [];
      });
      return cells.length > 0 ? Object.fromEntries(cells.sort(byKey)) : undefined;
    },
    check: (grid, { rows, options }) =>
      first(Object.entries(grid), ([row, code]) => unknownOption(row, rows) ?? unknownOption(code, options)),
    show: (grid, lang, { rows, options, filedBy }) =>
      inOrder(rows, Object.keys(grid)).map((row) => ({
        text: `${labelOf(rows, row, lang)}: ${lowerFirst(labelOf(options, grid[row]!, lang))}`,
        ...(filedBy?.includes(grid[row]!) && { filedAs: row }),
      })),
    type: (grid = {}) => grid,
  },
  date: {
    fits: isText,
    read: (raw) => {
      const text = readLine(raw);
      return text && (readDate(text) ?? text);
    },
    check: (date) => (isDate(date) ? undefined : { code: 'bad-date' }),
    show: (date, lang) => [{ text: showDate(date, lang), filedAs: date.slice(0, 4) }],
    type: (date = '', lang) => showDate(date, lang),
  },
  quantity: {
    fits: isQuantity,
    read: readQuantity,
    check: ({ amount, unit }) =>
      typeof amount === 'number' ? tooLong(unit, LIMITS.unit) : { code: 'bad-number' },
    show: (quantity, lang) => [{ text: showQuantity(quantity, lang) }],
    type: (quantity = { amount: '', unit: '' }) => typeQuantity(quantity),
  },
  places: {
    fits: isTexts,
    // Read twice, since a place may be given by code and by name.
    read: (raw) => readSome(readSome(raw)?.map((text) => placeOf(text)?.code ?? text)),
    check: (codes) => first(codes, unknownPlace),
    show: (codes, lang) => codes.map((code) => ({ text: placeName(code, lang), filedAs: code })),
    type: (codes = []) => codes,
  },
  url: {
    fits: isText,
    read: (raw) => readLine(raw)?.replace(/^www\./i, 'https://$&'),
    check: (url) => (isWebAddress(url) ? tooLong(url, LIMITS.url) : { code: 'bad-url' }),
    show: (url) => [isWebAddress(url) ? { text: url, href: url } : { text: url }],
    type: (url = '') => url,
  },
  articles: {
    fits: isTexts,
    read: readSome,
    check: (titles, { single }) =>
      tooMany(titles, single ? 1 : LIMITS.list) ?? first(titles, (title) => tooLong(title, LIMITS.title)),
    show: (titles) => titles.map((title) => ({ text: title, article: title })),
    type: (titles = []) => titles.join('\n'),
  },
};

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function readSome(raw: unknown): string[] | undefined {
  const lines = readLines(raw);
  return lines.length > 0 ? lines : undefined;
}

function codeOrText(options: readonly Option[], text: string): string {
  return codeOf(options, text) ?? text;
}

/** The order of the canonical form, so that equal grids are also equal as text. */
function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function first<T>(items: readonly T[], problem: (item: T) => Problem | undefined): Problem | undefined {
  return items.map(problem).find(Boolean);
}

function tooLong(text: string, max: number): Problem | undefined {
  const { length } = [...text];
  return length > max ? { code: 'too-long', params: { max, length } } : undefined;
}

function tooMany(items: readonly string[], max: number): Problem | undefined {
  return items.length > max ? { code: 'too-many', params: { max } } : undefined;
}

function unknownOption(value: string, options: readonly Option[]): Problem | undefined {
  return options.some(({ code }) => code === value)
    ? undefined
    : { code: 'unknown-option', params: { value } };
}

function unknownPlace(value: string): Problem | undefined {
  return placeOf(value)?.code === value ? undefined : { code: 'unknown-place', params: { value } };
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** After a colon a label goes on in lower case, unless it starts with an abbreviation. */
function lowerFirst(label: string): string {
  return label.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}
