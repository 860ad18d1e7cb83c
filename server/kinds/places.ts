/**
 * The places of Denmark: its regions and municipalities, each under a code that is never used again. A place that
 * has ended keeps its code and names its successor, so that what was filed in its time is still found.
 */
import type { Label, Lang } from './kind.ts';
import table from './places.json' with { type: 'json' };

/** A region, or a municipality with the code of its `region`. Both dates are included and written `2026-12-31`. */
export interface Place {
  readonly code: string;
  readonly name: Label;
  readonly region?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly successor?: string | undefined;
}

export interface RegionOfPlaces {
  readonly region: Place;
  readonly municipalities: readonly Place[];
}

export const places: readonly Place[] = table.map(({ name, english, ...place }) => ({
  ...place,
  name: { da: name, en: english ?? name },
}));

const byCode = new Map(places.map((place) => [place.code, place]));
const byName = new Map(
  places.flatMap((place) => [place.name.da, place.name.en].map((name) => [nameKey(name), place] as const)),
);
const danish = new Intl.Collator('da');

/**
 * Returns each region with the municipalities it holds on a day (`2027-01-01`), all in Danish order. Regions of another
 * time come last, hold none, and say in their name when they end or begin.
 */
export function placesByRegion(day: string): RegionOfPlaces[] {
  const regions = inDanishOrder(places.filter((place) => !place.region));
  const current = regions.filter((region) => isCurrent(region, day));
  const others = regions.filter((region) => !current.includes(region));
  return [...current, ...others.map(withYears)].map((region) => ({
    region,
    municipalities: inDanishOrder(places.filter((place) => regionOn(place, day) === region.code)),
  }));
}

/** Returns the regions that there are on a day (`2027-01-01`), in Danish order. */
export function currentRegions(day: string): Place[] {
  return placesByRegion(day).flatMap(({ region, municipalities }) =>
    municipalities.length > 0 ? region : [],
  );
}

/** Returns the name of a place, or the code itself when no place has it. */
export function placeName(code: string, lang: Lang): string {
  return byCode.get(code)?.name[lang] ?? code;
}

/**
 * Returns the place with a code or a name, whatever the case: "0751", "Aarhus", "Århus Kommune", "Midtjylland" and
 * "Københavns Kommune" all name one.
 */
export function placeOf(text: string): Place | undefined {
  const key = nameKey(text);
  return (
    byCode.get(text) ??
    byCode.get(text.padStart(4, '0')) ??
    byName.get(key) ??
    byName.get(key.replace(/s$/, '')) ??
    byName.get(`${key}s`)
  );
}

/** Returns the codes found together with a code: itself first, then those it succeeded and those that succeeded it. */
export function placesFoundWith(code: string): string[] {
  return [code, ...predecessors(code), ...successors(code)];
}

/** Returns a code with those of the regions that the place has lain in, and of what became of it: what is filed under it is found under them. */
export function placesWithin(code: string): string[] {
  const region = byCode.get(code)?.region;
  const own = [code, ...successors(code)];
  return region === undefined ? own : [...own, region, ...successors(region)];
}

/** Returns the code of the region that a municipality lies in at last; undefined for a region. */
export function regionOver(code: string): string | undefined {
  const region = byCode.get(code)?.region;
  return region && [region, ...successors(region)].at(-1);
}

/** Returns the code of what became of a place at last: its own if it goes on. */
export function lastPlace(code: string): string {
  return successors(code).at(-1) ?? code;
}

function isCurrent({ validFrom = '', validTo = '9999' }: Place, day: string): boolean {
  return validFrom <= day && day <= validTo;
}

function withYears(place: Place): Place {
  const { name, validFrom, validTo } = place;
  const [da, en, date = ''] = validTo ? ['til', 'until', validTo] : ['fra', 'from', validFrom];
  const year = date.slice(0, 4);
  return { ...place, name: { da: `${name.da} (${da} ${year})`, en: `${name.en} (${en} ${year})` } };
}

function inDanishOrder(some: readonly Place[]): Place[] {
  return some.toSorted((a, b) => danish.compare(a.name.da, b.name.da));
}

/** Follows a municipality's region to the one that has taken its place by a day. */
function regionOn({ region }: Place, day: string): string | undefined {
  return region && [region, ...successors(region)].find((code) => isCurrent(byCode.get(code)!, day));
}

function predecessors(code: string): string[] {
  const direct = places.filter((place) => place.successor === code).map((place) => place.code);
  return direct.flatMap((one) => [one, ...predecessors(one)]);
}

function successors(code: string): string[] {
  const next = byCode.get(code)?.successor;
  return next ? [next, ...successors(next)] : [];
}

/** "Aa" and "Å" are one letter in names, and the word for the sort of place may be left out. */
function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('å', 'aa')
    .replaceAll('-', ' ')
    .replace(/^region /, '')
    .replace(/ (?:regions)?kommune$| municipality$/, '');
}
