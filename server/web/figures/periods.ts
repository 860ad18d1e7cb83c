/** The months that a visit asks figures of, and what a period is called. */
import { monthAfter, monthsOf, type Period } from '../../wiki/figures/period.ts';
import { lineOf } from '../frame/fields.ts';
import { periodName } from '../frame/figure-names.ts';
import type { Visit } from '../frame/visit.ts';

/** How long a period is if nobody says, and at most. */
const USUAL = 12;
const LONGEST = 36;

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

/** Returns what the period that figures are of is called, and that it isn't over yet. */
export function periodText({ t, where, context }: Visit, period: Period): string {
  const text = periodName(t, where.lang, period);
  const isRunning = period.from <= now(context) && now(context) <= period.to;
  return isRunning ? t('figures.soFar', { period: text }) : text;
}

function now({ now }: Visit['context']): string {
  return now().slice(0, 7);
}

function monthIn(value: unknown): string | undefined {
  const text = lineOf(value);
  return /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}
