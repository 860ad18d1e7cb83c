/**
 * Times in Copenhagen, as Intl writes them, at a fraction of its price: it's asked once for each day, and the clock is
 * reckoned. On the two days a year when the clocks change it's asked each time.
 */
import { LRUCache } from 'lru-cache';

const timeZone = 'Europe/Copenhagen';
const DAY = 24 * 60 * 60 * 1000;
const REMEMBERED = 5000;
/** Swedes write a time as ISO 8601 does. */
const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
/** An hour, a minute and a second of one digit show whether a zero stands before such. */
const EARLY = Date.UTC(2000, 0, 1, 6, 5, 3);

/** A part of the clock: how many milliseconds it counts, how many of them there are, and whether it has two digits always. */
interface Hand {
  per: number;
  of: number;
  twoDigits: boolean;
}

const HANDS: Partial<Record<Intl.DateTimeFormatPartTypes, Omit<Hand, 'twoDigits'>>> = {
  hour: { per: 60 * 60 * 1000, of: 24 },
  minute: { per: 60 * 1000, of: 60 },
  second: { per: 1000, of: 60 },
};

/**
 * Returns what writes the time of an ISO-8601 text in Copenhagen: in the order given, texts as they are, and what Intl
 * writes with its options, which must count hours from 0 to 23.
 */
export function localTimes(
  locale: string,
  ...layout: readonly (string | Intl.DateTimeFormatOptions)[]
): (iso: string) => string {
  const writers = layout.map((part) =>
    typeof part === 'string' ? part : new Intl.DateTimeFormat(locale, { ...part, timeZone }),
  );
  const days = new LRUCache<number, (string | Hand)[]>({ max: REMEMBERED });
  return (iso) => {
    const moment = Date.parse(iso);
    const offset = offsetOn(Math.floor(moment / DAY));
    if (offset === undefined) {
      return writers.map((writer) => (typeof writer === 'string' ? writer : writer.format(moment))).join('');
    }
    const time = moment + offset;
    // A day on which the clocks change is written in two ways, each with its offset.
    const day = Math.floor(time / DAY) * 2 * DAY + offset;
    let pieces = days.get(day);
    if (!pieces) {
      pieces = piecesOf(writers, moment);
      days.set(day, pieces);
    }
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : read(piece, time);
    return text;
  };
}

/** Returns the last moment of a day (YYYY-MM-DD) in Copenhagen, as ISO-8601 UTC. */
export function endOfDay(day: string): string {
  const next = Date.parse(`${day}T00:00:00Z`) + DAY;
  // The clocks change at one o'clock UTC, which is after midnight here.
  return new Date(next - offsetAt(next - DAY / 8) - 1).toISOString();
}

/** Returns what the times of a day are written with, without asking Intl. */
function piecesOf(writers: readonly (string | Intl.DateTimeFormat)[], moment: number): (string | Hand)[] {
  const pieces: (string | Hand)[] = [];
  const add = (text: string) => {
    const last = pieces.at(-1);
    if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
    else pieces.push(text);
  };
  for (const writer of writers) {
    if (typeof writer === 'string') add(writer);
    else {
      const digits = new Map(writer.formatToParts(EARLY).map(({ type, value }) => [type, value.length]));
      for (const { type, value } of writer.formatToParts(moment)) {
        const hand = HANDS[type];
        if (hand) pieces.push({ ...hand, twoDigits: digits.get(type) === 2 });
        else add(value);
      }
    }
  }
  return pieces;
}

function read({ per, of, twoDigits }: Hand, time: number): string {
  const value = Math.floor(time / per) % of;
  return twoDigits && value < 10 ? `0${value}` : String(value);
}

const offsets = new LRUCache<number, { offset: number | undefined }>({ max: REMEMBERED });

/** Returns by how many milliseconds the local time is ahead during a day of UTC, or undefined when that changes in it. */
function offsetOn(day: number): number | undefined {
  const known = offsets.get(day);
  if (known) return known.offset;
  const [start, end] = [offsetAt(day * DAY), offsetAt((day + 1) * DAY)];
  const offset = start === end ? start : undefined;
  offsets.set(day, { offset });
  return offset;
}

function offsetAt(moment: number): number {
  return Date.parse(`${local.format(moment).replace(' ', 'T')}Z`) - moment;
}
