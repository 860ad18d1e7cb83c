/** What articles are filed under, so that lists can be narrowed by it: their topics, and the values of the fields that say so. */
import type { Content, FactValue } from './content.ts';
import { showFact } from './fields.ts';
import { kindOf, kinds, readTopic, topicLabel } from './index.ts';
import type { Field, Lang } from './kind.ts';
import { labelOf } from './options.ts';
import { currentRegions, placeName, placesFoundWith, placesWithin } from './places.ts';

/** The facet of topics. */
export const TOPIC = 'topic';
const fields = new Map(kinds.flatMap((kind) => kind.fields.flatMap(fieldByFacet)));

/** The facets, by the names that addresses give them. */
export const facets: readonly string[] = [TOPIC, ...fields.keys()];

/** Returns what a content is filed under, as pairs of facet and value, each once; a topic as it's spelled there. */
export function facetsOf({ kind, topics, facts }: Content): [name: string, value: string][] {
  const filed = kindOf(kind)?.fields.flatMap(fieldByFacet) ?? [];
  const values = filed.flatMap(([name, field]) =>
    valuesFiled(field, facts[field.name]).map((value): [string, string] => [name, value]),
  );
  const all = [...topics.map((topic): [string, string] => [TOPIC, readTopic(topic)]), ...values];
  return [...new Map(all.map((facet) => [facet.join('\n'), facet])).values()];
}

/** Returns what a value of a facet is called. */
export function facetLabel(name: string, value: string, lang: Lang): string {
  if (name === TOPIC) return topicLabel(value, lang);
  const field = fields.get(name);
  if (field?.type === 'places') return placeName(value, lang);
  const options = optionsOf(field);
  return options ? labelOf(options, value, lang) : value;
}

/** Returns all values that a facet may have on a day (`2026-11-29`), of places the regions; none where authors write in their own words. */
export function facetValues(name: string, day: string): string[] {
  const field = fields.get(name);
  if (field?.type === 'places') return currentRegions(day).map(({ code }) => code);
  return optionsOf(field)?.map(({ code }) => code) ?? [];
}

/** Tells whether a facet may have a value: topics and what authors write in their own words may be any. */
export function isFacetValue(name: string, value: string): boolean {
  const field = fields.get(name);
  if (field?.type === 'places') return placeName(value, 'da') !== value;
  return optionsOf(field)?.some(({ code }) => code === value) ?? true;
}

function optionsOf(field: Field | undefined) {
  return field?.type === 'grid' ? field.rows : field && 'options' in field ? field.options : undefined;
}

/** Returns the values that whoever asks for one is looking for: of a place also what it was before, and what became of it. */
export function valuesFoundWith(name: string, value: string): readonly string[] {
  return fields.get(name)?.type === 'places' ? placesFoundWith(value) : [value];
}

/** Returns the values that a field files an article under: those of its items, and of a place also the regions that it lies in. */
function valuesFiled(field: Field, value: FactValue | undefined): readonly string[] {
  const values = showFact(field, value, 'da').flatMap(({ filedAs = [] }) => filedAs);
  return field.type === 'places' ? values.flatMap(placesWithin) : values;
}

function fieldByFacet(field: Field): [facet: string, field: Field][] {
  return field.filed === undefined ? [] : [[field.filed, field]];
}
