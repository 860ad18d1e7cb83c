/** The fields of any form: what stands in them as texts and numbers, and what is said to be wrong with them. */
import { WikiError, notFound } from '../../errors.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import type { Fields } from '../wire/forms.ts';
import type { Translate } from '../../locales/language.ts';

export type { Fields };

/** The longest line that is read, in UTF-16 units: twice what the longest of our controls takes. */
const LONGEST_LINE = 4000;
/** How many times a field of a query counts that is there again and again. */
const MOST_LINES = 20;
/** How many times longer than they may be words are read, so that whoever went on too long has all of it back to shorten. */
const TIMES_TOO_LONG = 10;

/** Returns a number in a field, or undefined when it's missing or empty; what isn't one becomes NaN. */
export function readNumber(value: unknown): number | undefined {
  const text = textOf(value).slice(0, LONGEST_LINE).trim();
  return text === '' ? undefined : /^\d{1,9}$/.test(text) ? Number(text) : NaN;
}

/** Returns the number of a revision. Throws 404 when it isn't one. */
export function numberIn(value: unknown): number {
  const number = readNumber(value);
  if (!number) throw notFound('no-such-revision');
  return number;
}

/** Returns the key that a page of a list starts from; what isn't one means the first page. */
export function pageFrom(value: unknown): number | undefined {
  return readNumber(value) || undefined;
}

/** Returns a field's text on one clean line; what goes on for longer than any line of ours may is cut off. */
export function lineOf(value: unknown): string {
  return cleanLine(textOf(value).slice(0, LONGEST_LINE));
}

/** Returns the texts of a field that may be there more than once, each once, on clean lines; no more than some. */
export function linesOf(value: unknown): string[] {
  const lines = (Array.isArray(value) ? value.slice(0, MOST_LINES) : [value]).map(lineOf);
  return [...new Set(lines)].filter(Boolean);
}

/** Returns words on any number of lines, clean, that may have so many characters; what goes on for ten times as long is cut off. */
export function wordsOf(value: unknown, longest: number): string {
  return cleanText(textOf(value).slice(0, TIMES_TOO_LONG * longest)).trim();
}

/** Returns a field's text as it was typed; empty when it isn't one text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Tells whether a box is ticked: one that isn't sends nothing, so that an empty field of its name stands beside it. */
export function isTicked(value: unknown): boolean {
  return [value].flat().includes('1');
}

/** Returns a form's fields as the names and values of hidden ones, from which the parser reads the same again. */
export function hiddenFields(fields: Fields): { name: string; value: string }[] {
  return Object.entries(fields).flatMap(([name, value]) => flattened(name, value));
}

function flattened(name: string, value: unknown): { name: string; value: string }[] {
  if (typeof value !== 'object' || value === null) return [{ name, value: String(value) }];
  return Object.entries(value).flatMap(([key, inner]) => flattened(`${name}[${key}]`, inner));
}

/** Returns an error that a form is shown again with; throws any other on. */
export function formError(error: unknown): WikiError {
  const isTold =
    error instanceof WikiError && (error.problems.length > 0 || [403, 413, 429].includes(error.status));
  if (isTold) return error;
  throw error;
}

/**
 * What a form says is wrong: the control, a sentence in the reader's language, and the article that it's about, if it's about
 * one. What nothing in the form can set right is of no control, has a heading of its own, and may be a moderator's to let.
 */
export interface ShownError {
  field: string;
  text: string;
  slug?: string;
  /** The slug that the article keeps, of a title that it had once: a moderator may set it free. */
  kept?: string;
  heading?: string;
  wayOn?: WayOn;
}

/** Returns what an error says in the reader's language: until when, if it ends, and why, if somebody gave a reason. */
export function sentenceOf({ code, params }: WikiError, t: Translate): string {
  const text = t(`errors.${code}.${params['until'] === undefined ? 'text' : 'textUntil'}`, params);
  return params['reason'] === undefined ? text : `${text} ${t('log.reason', params)}`;
}

/**
 * Where somebody may turn who may not do something: to the moderators, also for a name of one word, to their account, to confirm its
 * address, or to sign in; and a moderator whose report is gone, to those that are closed.
 */
export type WayOn = 'moderators' | 'address' | 'name' | 'sign-in' | 'closed-reports';

/** Returns where somebody may turn whom an error keeps from something. */
export function wayOnFrom({ code }: WikiError): WayOn | undefined {
  if (code === 'unconfirmed') return 'address';
  if (code === 'token-unknown') return 'sign-in';
  if (code === 'no-such-report') return 'closed-reports';
  return /^(?:blocked|protected)-|^forbidden$/.test(code) ? 'moderators' : undefined;
}

/** Returns what a form's page says of an error: its status, and what is wrong, under `field` if it's no one field's; 200 and nothing without one. */
export function shownErrors(
  error: WikiError | undefined,
  t: Translate,
  field = 'body',
): { status: number; errors: ShownError[] } {
  return { status: error?.status ?? 200, errors: error ? errorList(error, t, field) : [] };
}

function errorList(error: WikiError, t: Translate, field: string): ShownError[] {
  const wayOn = wayOnFrom(error);
  if (wayOn)
    return [{ field: '', heading: t(`errors.${error.code}.heading`), text: sentenceOf(error, t), wayOn }];
  // What is wrong with fields may have no sentence of its own.
  if (error.problems.length === 0) return [{ field, text: sentenceOf(error, t) }];
  return error.problems.map(({ field, code, params }) => ({
    field,
    text: t(`problems.${code}`, params),
    ...(code === 'not-a-full-name' && { wayOn: 'name' as const }),
    ...(params?.['slug'] !== undefined && { slug: String(params['slug']) }),
    ...(params?.['kept'] !== undefined && { kept: String(params['kept']) }),
  }));
}
