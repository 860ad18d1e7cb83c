/** Times and numbers as a reader of the language writes them; times are those of Copenhagen. */
import { LRUCache } from 'lru-cache';
import type { Lang } from '../kinds/kind.ts';

const timeZone = 'Europe/Copenhagen';
/** Swedes write the date as ISO 8601 does. */
const isoDate = new Intl.DateTimeFormat('sv-SE', { timeZone });

/** Returns the day in Copenhagen, as YYYY-MM-DD. */
export function localDay(iso: string): string {
  return isoDate.format(new Date(iso));
}

/** Returns the functions that views write times and numbers with. `time` and `day` give HTML, the others plain text. */
export function formats(lang: Lang) {
  const locale = lang === 'da' ? 'da-DK' : 'en-GB';
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone });
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent' });

  const dayText = (iso: string) => date.format(new Date(iso));
  const timeText = (iso: string) =>
    lang === 'da'
      ? `${dayText(iso)} kl. ${clock.format(new Date(iso))}`
      : `${dayText(iso)} at ${clock.format(new Date(iso))}`;
  const element = (text: (iso: string) => string) =>
    remembering(
      (iso) => `<time datetime="${iso}" title="${exact.format(new Date(iso))}">${text(iso)}</time>`,
    );

  return {
    dayText,
    timeText,
    day: element(dayText),
    time: element(timeText),
    number: (value: number) => numbers.format(value),
    percent: (share: number) => shares.format(share),
    signed: (value: number) => {
      if (value === 0) return '±0';
      return (value < 0 ? '−' : '+') + numbers.format(Math.abs(value));
    },
  };
}

/** Intl takes longer for a time than all else takes that stands on its line. */
function remembering(format: (iso: string) => string): (iso: string) => string {
  const known = new LRUCache<string, string>({ max: 5000 });
  return (iso) => {
    const text = known.get(iso) ?? format(iso);
    known.set(iso, text);
    return text;
  };
}
