/** What kind of workplace a name tells of, as far as a name can. */

/** The kinds that a name can tell of, and what is left. */
export const workplaceKinds = ['municipality', 'region', 'state', 'other', 'none'] as const;
export type WorkplaceKind = (typeof workplaceKinds)[number];

const TELLING: readonly [WorkplaceKind, RegExp][] = [
  ['municipality', /(?<!\p{L})kommune(?:n|s|ns)?(?!\p{L})/iu],
  ['region', /(?<!\p{L})region(?:en|s|ens)?(?!\p{L})/iu],
  ['state', /(?:styrelse[nr]?|ministeri(?:et|um|er)?|departement(?:et)?|direktorat(?:et)?)s?(?!\p{L})/iu],
];

/** Returns the kind of workplace that a name tells of: `other` where it tells of none, `none` where there's no name. */
export function workplaceKindOf(name: string): WorkplaceKind {
  if (name.trim() === '') return 'none';
  return TELLING.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
}
