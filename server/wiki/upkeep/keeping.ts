/** How long private things are kept that tell what somebody did: thirteen months, and then they're forgotten. */

/** In calendar months. */
const KEPT = 13;

/** Returns the moment, as ISO-8601 UTC, before which nothing such is kept at `now`. */
export function keptSince(now: string): string {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - KEPT);
  return since.toISOString();
}
