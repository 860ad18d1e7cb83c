/** A year of somebody's edits as a calendar: a week in each column, a day in each square, and the same by months as a table. */
import { localDay } from '../../locales/formats.ts';

const WEEKS = 53;
const DAY = 86_400_000;

/** A day of the calendar; `level` is 0 without edits, and 4 from ten on. */
export interface CalendarDay {
  day: string;
  count: number;
  level: number;
}

/** The weeks from Monday to Sunday, the last one as far as it has come; and the months with edits, newest first. */
export interface Calendar {
  weeks: CalendarDay[][];
  months: { month: string; count: number }[];
  count: number;
}

/** Returns the moment, as ISO-8601 UTC, from which a calendar of today reads edits. */
export function calendarSince(now: string): string {
  return `${mondays(now)[0]!}T00:00:00.000Z`;
}

/** Returns the calendar of edits by hours (`YYYY-MM-DDTHH`, UTC), of days in Copenhagen. */
export function calendarOf(byHour: ReadonlyMap<string, number>, now: string): Calendar {
  const byDay = new Map<string, number>();
  for (const [hour, count] of byHour) {
    const day = localDay(`${hour}:00:00.000Z`);
    byDay.set(day, (byDay.get(day) ?? 0) + count);
  }
  const today = localDay(now);
  const weeks = mondays(now).map((monday) =>
    Array.from({ length: 7 }, (_, i) => after(monday, i))
      .filter((day) => day <= today)
      .map((day) => ({ day, count: byDay.get(day) ?? 0, level: levelOf(byDay.get(day) ?? 0) })),
  );
  const months = new Map<string, number>();
  for (const { day, count } of weeks.flat())
    if (count > 0) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + count);
  return {
    weeks,
    months: [...months].map(([month, count]) => ({ month: `${month}-01`, count })).reverse(),
    count: [...months.values()].reduce((sum, count) => sum + count, 0),
  };
}

function mondays(now: string): string[] {
  const today = localDay(now);
  const monday = after(today, -((new Date(today).getUTCDay() + 6) % 7));
  return Array.from({ length: WEEKS }, (_, i) => after(monday, 7 * (i + 1 - WEEKS)));
}

function after(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

function levelOf(count: number): number {
  return [1, 3, 6, 10].filter((least) => count >= least).length;
}
