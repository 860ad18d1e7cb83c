/** Dates known to the year, the month or the day, as `2026`, `2026-11` or `2026-11-21`. */
import type { Lang } from './kind.ts';

const MONTHS: Record<Lang, readonly string[]> = {
  da: 'januar februar marts april maj juni juli august september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** No date is longer. */
const LONGEST = 60;

const ISO = /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/;

/** The signs between the parts of a date are one by `plain`; a year has four digits, so that it's never taken for a day. */
const WRITTEN = [
  /^(?<year>\d{4})(?:(?<sign>[-./])(?<month>\d{1,2})(?:\k<sign>(?<day>\d{1,2}))?)?$/,
  /^(?:(?<day>\d{1,2})[-./] ?)?(?<month>\d{1,2})(?:[-./] ?| )(?<year>\d{4})$/,
  /^(?:(?<day>\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?)?(?<month>\p{L}{3,})(?:\.?,? |-)(?<year>\d{4})$/u,
  /^(?<month>\p{L}{3,})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/u,
];
/** What a date is said with, and says no more: `fredag den`, `d.`, `on Friday`. */
const SAID_WITH =
  /^(?:on )?(?:(?:(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[,.]? )?(?:den |d\. ?)?/;

/** Returns a date written in digits or words, day before month, Danish or English; undefined when it is no real date. */
export function readDate(text: string): string | undefined {
  const written = plain(text);
  const parts = WRITTEN.map((form) => form.exec(written)?.groups).find(Boolean);
  if (!parts) return undefined;
  const month = parts.month && monthNumber(parts.month);
  const date = [parts.year, month, parts.day].filter((part) => part !== undefined).map(twoDigits);
  return isDate(date.join('-')) ? date.join('-') : undefined;
}

function plain(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?[\u2010-\u2015\u2212-] ?/g, '-')
    .replace(/ ?\/ ?/g, '/')
    .trim()
    .replace(SAID_WITH, '')
    .replace(/[.,]$/, '');
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
  const index = [...MONTHS.da, ...MONTHS.en].findIndex((name) => name.toLowerCase().startsWith(text));
  return String((index % 12) + 1);
}

function twoDigits(part: string): string {
  return part.padStart(2, '0');
}
