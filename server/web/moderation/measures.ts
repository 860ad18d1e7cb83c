/** What the forms of measures have in common: a day that it ends with, and the reason. */
import { invalid } from '../../errors.ts';
import { isDate, readDate, showDate } from '../../kinds/dates.ts';
import type { Lang } from '../../kinds/kind.ts';
import { lineOf, type Fields } from '../frame/fields.ts';
import { localDay } from '../../locales/formats.ts';
import { endOfDay } from '../../locales/local-times.ts';
import { reasonIn } from './forms.ts';

/** A measure as typed: the day in words, empty for good. */
export interface TypedMeasure {
  until: string;
  reason: string;
}

/** Reads the measure in a form. */
export function typedMeasure(fields: Fields): TypedMeasure {
  return { until: lineOf(fields['until']), reason: reasonIn(fields) };
}

/** Returns the last moment of the day that was typed, in Copenhagen; null for good. Throws 422 when it's no day. */
export function lastMomentOf({ until }: TypedMeasure): string | null {
  if (until === '') return null;
  const date = readDate(until);
  if (date === undefined || !isDate(date) || date.length < 'YYYY-MM-DD'.length)
    throw invalid([{ field: 'until', code: 'bad-day' }]);
  return endOfDay(date);
}

/** Returns the day of a last moment, as it's typed. */
export function dayOf(until: string | undefined, lang: Lang): string {
  return until === undefined ? '' : showDate(localDay(until), lang);
}
