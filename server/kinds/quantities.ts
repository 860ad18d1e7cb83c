/** Quantities: a number and what it counts. An amount that is no number is kept as typed, so that nothing typed is lost. */
import type { FactValue } from './content.ts';
import type { Lang } from './kind.ts';
import { isRecord, readLine } from './raw.ts';

// A type, since an interface wouldn't count as a record of text.
export type Quantity = { amount: number; unit: string } | { amount: string; unit: string };

const GROUPED = /^-?[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?$/;
const PLAIN = /^-?\d+(?:[.,]\d+)?$/;
// In Danish a little more than one, in English some thousands.
const EITHER = /^-?[1-9]\d{0,2}(?:,\d{3})+$/;
const AMOUNT_AND_UNIT = /^(?<amount>-?\d+(?:[., ]\d+)*) ?(?<unit>.*)$/;

const formats: Record<Lang | 'typed', Intl.NumberFormat> = {
  da: new Intl.NumberFormat('da-DK', { maximumFractionDigits: 20 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 }),
  typed: new Intl.NumberFormat('da-DK', { maximumFractionDigits: 20, useGrouping: false }),
};

/** Reads `{ amount, unit }`, or both in one text such as "1.200 borgere". Numbers in text are written as in Danish; "1,200" is none. */
export function readQuantity(raw: unknown): Quantity | undefined {
  const parts = isRecord(raw) ? raw : split(raw);
  const amount = readLine(parts.amount) ?? '';
  const unit = readLine(parts.unit) ?? '';
  if (!amount && !unit) return undefined;
  const number = typeof parts.amount === 'number' ? parts.amount : numberIn(amount);
  return Number.isFinite(number) ? { amount: number!, unit } : { amount, unit };
}

export function isQuantity(value: FactValue): value is Quantity {
  if (!isRecord(value)) return false;
  const { amount, unit } = value;
  return (typeof amount === 'number' || typeof amount === 'string') && typeof unit === 'string';
}

/** Returns a quantity as "1.200 borgere" in Danish, "1,200 borgere" in English. */
export function showQuantity({ amount, unit }: Quantity, lang: Lang): string {
  return `${typeof amount === 'number' ? formats[lang].format(amount) : amount} ${unit}`.trim();
}

/** Returns a quantity as its two form controls want it: in either language a text that reads back as the same amount. */
export function typeQuantity({ amount, unit }: Quantity): { amount: string; unit: string } {
  const typed = typeof amount === 'number' ? formats.typed.format(amount) : amount;
  return { amount: typeof amount === 'number' && EITHER.test(typed) ? `${typed}0` : typed, unit };
}

function split(raw: unknown): Record<string, unknown> {
  if (typeof raw === 'number') return { amount: raw };
  const text = readLine(raw);
  return AMOUNT_AND_UNIT.exec(text ?? '')?.groups ?? { amount: text };
}

function numberIn(text: string): number {
  if (GROUPED.test(text)) return Number(text.replace(/[. ]/g, '').replace(',', '.'));
  return PLAIN.test(text) && !EITHER.test(text) ? Number(text.replace(',', '.')) : NaN;
}
