/**
 * What a form, a file or an API call may hand in for a fact. Reading never throws: what isn't text or a number counts
 * as nothing.
 */

/** Tells whether a value is a record of other values: not a list, not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a raw value as one line of text, or undefined when it is empty. Of several values the last that isn't empty counts. */
export function readLine(raw: unknown): string | undefined {
  return each(raw).map(line).filter(Boolean).at(-1);
}

/** Returns a raw value as lines of text, in their order, without empty ones and repeats. */
export function readLines(raw: unknown): string[] {
  const lines = each(raw).flatMap((one) => (typeof one === 'string' ? one.split('\n') : [one]));
  return [...new Set(lines.map(line).filter(Boolean))];
}

/** A long group of check boxes arrives as a record under "0", "1", "2" …, because the form parser caps lists. */
function each(raw: unknown): unknown[] {
  if (Array.isArray(raw)) return raw;
  return isRecord(raw) ? Object.values(raw) : [raw];
}

function line(raw: unknown): string {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return typeof text === 'string' ? text.normalize('NFC').replace(/\s+/g, ' ').trim() : '';
}
