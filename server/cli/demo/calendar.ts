/**
 * When the stories happen: so many working days before the newest of them, at a time in Copenhagen. What happens on the
 * newest working day happens before ten, so that a day may be the newest from ten on and nothing lies in the future.
 */

/** A time such as `09:15` in Copenhagen, some working days before the newest one, which is 0. */
export interface At {
  daysAgo: number;
  time: string;
}

/** From this hour on, a working day is the newest; until then it's the one before. */
const NEWEST_FROM = 10;

const clock = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Copenhagen',
});

export function at(daysAgo: number, time: string): At {
  return { daysAgo, time };
}

/** Returns the moment, as ISO-8601 UTC, that a story's time is when the stories are told at `now`. */
export function momentOf({ daysAgo, time }: At, now: Date): string {
  let day = newestWorkday(now);
  for (let left = daysAgo; left > 0; left--) day = workdayBefore(day);
  const shown = new Date(`${day.toISOString().slice(0, 10)}T${time}Z`);
  const ahead = inCopenhagen(shown).getTime() - shown.getTime();
  return new Date(shown.getTime() - ahead).toISOString();
}

function newestWorkday(now: Date): Date {
  const day = inCopenhagen(now);
  day.setUTCHours(day.getUTCHours() - NEWEST_FROM);
  return isWeekend(day) ? workdayBefore(day) : day;
}

function workdayBefore(day: Date): Date {
  const before = new Date(day);
  before.setUTCDate(day.getUTCDate() - 1);
  return isWeekend(before) ? workdayBefore(before) : before;
}

/** Returns a date whose UTC hours and days are those that a clock in Copenhagen shows. */
function inCopenhagen(moment: Date): Date {
  return new Date(`${clock.format(moment).replace(' ', 'T')}Z`);
}

function isWeekend(day: Date): boolean {
  return [0, 6].includes(day.getUTCDay());
}
