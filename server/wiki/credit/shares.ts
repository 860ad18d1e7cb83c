/** Shares as whole percents, which never sum to anything but a hundred. */

/**
 * Returns the share of each of some amounts in whole percents, by their largest remainders: they sum to 100, and none is less than
 * that of a smaller amount. A share of 0 is of less than one percent; all are 0 where there's nothing to share.
 */
export function wholeShares(amounts: readonly number[]): number[] {
  const all = amounts.reduce((sum, amount) => sum + amount, 0);
  if (all === 0) return amounts.map(() => 0);
  const parts = amounts.map((amount) => {
    const remainder = (amount * 100) % all;
    return { share: (amount * 100 - remainder) / all, remainder };
  });
  const left = 100 - parts.reduce((sum, { share }) => sum + share, 0);
  const nearest = parts.toSorted((a, b) => b.remainder - a.remainder).slice(0, left);
  for (const part of nearest) part.share++;
  return parts.map(({ share }) => share);
}
