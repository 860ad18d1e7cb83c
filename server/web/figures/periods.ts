/** The months that a visit asks figures of, and what a period is called. */
import { monthAfter, monthsOf, type Period } from '../../wiki/figures/period.ts';
import { formats } from '../../locales/formats.ts';
import { lineOf } from '../frame/fields.ts';
import type { Visit } from '../frame/visit.ts';

/** How long a period is if nobody says, and at most. */
const USUAL = 12;
const LONGEST = 36;

const months = { da: formats('da').monthText, en: formats('en').monthText };

/** Returns the period that is asked for, and the one of the same length that it's to be compared with, if any. */
export function periodsOf({ context, request: { query } }: Visit): [Period] | [Period, Period] {
  const to = monthIn(query['to']) ?? context.now().slice(0, 7);
  const asked = monthIn(query['from']) ?? monthAfter(to, 1 - USUAL);
  const earliest = monthAfter(to, 1 - LONGEST);
  const from = [asked < earliest ? earliest : asked, to].sort()[0]!;
  const period = { from, to };
  const other = monthIn(query['with']);
  if (other === undefined) return [period];
  return [period, { from: other, to: monthAfter(other, monthsOf(period).length - 1) }];
}

/** Returns what a period is called: a year, a month, or from one to another. */
export function periodText({ t, where, context }: Visit, { from, to }: Period): string {
  const isYear = from.endsWith('-01') && to === monthAfter(from, 11);
  const [first, last] = [from, to].map((month) => monthName(month, where.lang));
  const text = isYear ? from.slice(0, 4) : from === to ? first! : t('figures.period', { first, last });
  const isRunning = from <= now(context) && now(context) <= to;
  return isRunning ? t('figures.soFar', { period: text }) : text;
}

/** Returns what a month is called. */
export function monthName(month: string, lang: 'da' | 'en'): string {
  return months[lang](`${month}-15T12:00:00.000Z`);
}

function now({ now }: Visit['context']): string {
  return now().slice(0, 7);
}

function monthIn(value: unknown): string | undefined {
  const text = lineOf(value);
  return /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}
