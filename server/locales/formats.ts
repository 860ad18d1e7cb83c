/** Times and numbers as a reader of the language writes them; times are those of Copenhagen. */
import type { Lang } from '../kinds/kind.ts';
import { localTimes } from './local-times.ts';

/** Returns the day in Copenhagen, as YYYY-MM-DD: Swedes write the date as ISO 8601 does. */
export const localDay = localTimes('sv-SE', {});

/** Returns the time in Copenhagen as spreadsheets read it, as YYYY-MM-DD hh:mm:ss. */
export const localMoment = localTimes('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

/** Returns the functions that views write times and numbers with. `time`, `day` and `clock` give HTML, the others plain text. */
export function formats(lang: Lang) {
  const locale = lang === 'da' ? 'da-DK' : 'en-GB';
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;
  const time = [date, lang === 'da' ? ' kl. ' : ' at ', clock];
  const exact = { dateStyle: 'full', timeStyle: 'long' } as const;
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent' });

  const element = (...text: (string | Intl.DateTimeFormatOptions)[]) => {
    const titled = localTimes(locale, ' title="', exact, '">', ...text, '</time>');
    return (iso: string) => `<time datetime="${iso}"${titled(iso)}`;
  };

  return {
    dayText: localTimes(locale, date),
    monthText: localTimes(locale, { month: 'long', year: 'numeric' }),
    timeText: localTimes(locale, ...time),
    day: element(date),
    time: element(...time),
    clock: element(...(lang === 'da' ? ['kl. '] : []), clock),
    number: (value: number) => numbers.format(value),
    percent: (whole: number) => shares.format(whole / 100),
    signed: (value: number) => {
      if (value === 0) return '±0';
      return (value < 0 ? '−' : '+') + numbers.format(Math.abs(value));
    },
  };
}
