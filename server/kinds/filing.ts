/** What articles are filed under, so that lists can be narrowed by it: their topics, and the values of the fields that say so. */
import type { Content, FactValue } from './content.ts';
import { kindOf, kinds, topicLabel } from './index.ts';
import type { Field, Lang } from './kind.ts';
import { labelOf } from './options.ts';
import { placeName, placesFoundWith, placesWithin } from './places.ts';
import { isRecord } from './raw.ts';

const TOPIC = 'topic';
const fields = new Map(kinds.flatMap((kind) => kind.fields.flatMap(fieldByFacet)));

/** The facets, by the names that addresses give them, in the order in which readers choose from them. */
export const facets: readonly string[] = [TOPIC, ...fields.keys()];

/** Returns what a content is filed under, as pairs of facet and value, each once. */
export function facetsOf({ kind, topics, facts }: Content): [name: string, value: string][] {
  const filed = kindOf(kind)?.fields.flatMap(fieldByFacet) ?? [];
  const values = filed.flatMap(([name, field]) =>
    valuesFiled(field, facts[field.name]).map((value): [string, string] => [name, value]),
  );
  const all = [...topics.map((topic): [string, string] => [TOPIC, topic]), ...values];
  return [...new Map(all.map((facet) => [facet.join('\n'), facet])).values()];
}

/** Returns what a value of a facet is called. */
export function facetLabel(name: string, value: string, lang: Lang): string {
  if (name === TOPIC) return topicLabel(value, lang);
  const field = fields.get(name);
  if (field?.type === 'places') return placeName(value, lang);
  if (field?.type === 'grid') return labelOf(field.rows, value, lang);
  return field && 'options' in field ? labelOf(field.options, value, lang) : value;
}

/** Returns the values that whoever asks for one is looking for: of a place also what it was before, and what became of it. */
export function valuesFoundWith(name: string, value: string): readonly string[] {
  return fields.get(name)?.type === 'places' ? placesFoundWith(value) : [value];
}

/**
 * Returns the values that a field files an article under: its codes; of a date the year, of a grid the rows where something was
 * achieved, and of a place also the regions that it lies in.
 */
function valuesFiled(field: Field, value: FactValue | undefined): readonly string[] {
  if (field.type === 'grid') {
    const rows = isRecord(value) ? Object.entries(value) : [];
    return rows.filter(([, code]) => field.filedBy?.includes(String(code))).map(([row]) => row);
  }
  const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  if (field.type === 'date') return codes.map((date) => date.slice(0, 4));
  return field.type === 'places' ? codes.flatMap(placesWithin) : codes;
}

function fieldByFacet(field: Field): [facet: string, field: Field][] {
  return field.filed === undefined ? [] : [[field.filed, field]];
}
