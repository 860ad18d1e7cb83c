/** Dates known to the year, the month or the day, as `2026`, `2026-11` or `2026-11-21`. */
import type { Lang } from './kind.ts';

const MONTHS: Record<Lang, readonly string[]> = {
  da: 'januar februar marts april maj juni juli august september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

const ISO = /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/;

const WRITTEN = [
  /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/,
  /^(?:(?<day>\d{1,2})[-./] ?)?(?<month>\d{1,2})(?:[-./] ?| )(?<year>\d{4})$/,
  /^(?:(?<day>\d{1,2})\.? )?(?<month>\p{L}{3,})\.? (?<year>\d{4})$/u,
  /^(?<month>\p{L}{3,}) (?<day>\d{1,2}), (?<year>\d{4})$/u,
];

/** Returns a date written in digits or words, day before month, Danish or English; undefined when it is no real date. */
export function readDate(text: string): string | undefined {
  const parts = WRITTEN.map((form) => form.exec(text)?.groups).find(Boolean);
  if (!parts) return undefined;
  const month = parts.month && monthNumber(parts.month);
  const date = [parts.year, month, parts.day].filter((part) => part !== undefined).map(twoDigits);
  return isDate(date.join('-')) ? date.join('-') : undefined;
}

/** Tells whether a text is a real date as it is stored, in the years 1900 to 2100. */
export function isDate(text: string): boolean {
  const parts = ISO.exec(text)?.groups;
  if (!parts) return false;
  const [year, month, day] = [Number(parts.year), Number(parts.month ?? 1), Number(parts.day ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Returns a stored date in words, as "21. november 2026" or "21 November 2026"; what is no date is returned as it stands. */
export function showDate(date: string, lang: Lang): string {
  if (!isDate(date)) return date;
  const [year, month, day] = date.split('-');
  const words = [month && MONTHS[lang][Number(month) - 1], year];
  const dayWord = day && (lang === 'da' ? `${Number(day)}.` : `${Number(day)}`);
  return [dayWord, ...words].filter(Boolean).join(' ');
}

function monthNumber(text: string): string {
  if (/^\d/.test(text)) return text;
  const start = text.toLowerCase();
  const index = [...MONTHS.da, ...MONTHS.en].findIndex((name) => name.toLowerCase().startsWith(start));
  return String((index % 12) + 1);
}

function twoDigits(part: string): string {
  return part.padStart(2, '0');
}
