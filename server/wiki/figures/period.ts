/** The months that figures are of. */

/** From one month to another (`2026-01`), both included. */
export interface Period {
  from: string;
  to: string;
}

/** Returns the month so many months after another, or before it. */
export function monthAfter(month: string, months: number): string {
  const [year, place] = month.split('-').map(Number) as [number, number];
  const all = year * 12 + place - 1 + months;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** Returns the months of a period, in their order. */
export function monthsOf({ from, to }: Period): string[] {
  const months = [];
  for (let month = from; month <= to; month = monthAfter(month, 1)) months.push(month);
  return months;
}
