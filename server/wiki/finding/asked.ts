/** A search as an address asks for it: what was typed, and what it's narrowed by. Its key spells it in one way, so that it can be kept and told from others. */
import type { Db } from '../../db/schema.ts';
import { facetLabel, facets, isFacetValue, TOPIC, valuesFoundWith } from '../../kinds/filing.ts';
import { kindOf } from '../../kinds/index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { topicsFiled } from '../history/topics.ts';
import type { Filters } from './lists.ts';

/** What somebody asks for; `chosen` holds kinds under `kind`, and the values of each facet as they were asked for. */
export interface AskedSearch {
  typed: string;
  chosen: Readonly<Record<string, readonly string[]>>;
  /** The id of a person who wrote in it. */
  person?: number | undefined;
  unfinished: boolean;
}

/** What may be chosen of a search, in the order of its key. */
export const CHOSEN: readonly string[] = ['kind', ...facets];

/** No key is longer, in UTF-16 units: a search that asks for more can't be kept. */
const LONGEST_KEY = 500;

/** Returns what a search is narrowed to. */
export function filtersOf({ chosen, person, unfinished }: AskedSearch): Filters {
  const asked = facets.flatMap((name) => {
    const values = chosen[name] ?? [];
    return values.length === 0
      ? []
      : [[name, values.flatMap((value) => valuesFoundWith(name, value))] as const];
  });
  return { kinds: chosen['kind'] ?? [], facets: Object.fromEntries(asked), person, unfinished };
}

/** Returns what a search is narrowed to, each topic as articles are filed under it, whatever it's called there. */
export async function filtersFiledAs(db: Db, asked: AskedSearch): Promise<Filters> {
  return withTopics(filtersOf(asked), await topicsFiled(db, asked.chosen[TOPIC] ?? []));
}

/** Returns filters with each topic as it's filed. */
export function withTopics(filters: Filters, filed: ReadonlyMap<string, string>): Filters {
  const topics = filters.facets?.[TOPIC];
  if (!topics) return filters;
  const all = new Set(topics.map((topic) => filed.get(topic) ?? topic));
  return { ...filters, facets: { ...filters.facets, [TOPIC]: [...all] } };
}

/** Returns the key of a search, which is the query of its address, too; empty when nothing is asked for, or more than is kept. */
export function keyOf({ typed, chosen, person, unfinished }: AskedSearch): string {
  const key = new URLSearchParams();
  if (typed !== '') key.append('q', typed);
  for (const name of CHOSEN) for (const value of [...(chosen[name] ?? [])].sort()) key.append(name, value);
  if (person !== undefined) key.append('person', String(person));
  if (unfinished) key.append('unfinished', '1');
  const text = key.toString();
  return text.length > LONGEST_KEY ? '' : text;
}

/** Returns the search that a key spells; undefined when it's no search's key. */
export function readKey(key: string): AskedSearch | undefined {
  const query = new URLSearchParams(key);
  const person = Number(query.get('person') ?? 0);
  const asked = {
    typed: query.get('q') ?? '',
    chosen: Object.fromEntries(CHOSEN.map((name) => [name, query.getAll(name).filter(Boolean)])),
    person: Number.isSafeInteger(person) && person > 0 ? person : undefined,
    unfinished: query.has('unfinished'),
  };
  return key !== '' && keyOf(asked) === key ? asked : undefined;
}

/** Returns what a chosen kind, or a chosen value of a facet, is called; undefined when no vocabulary knows it. */
export function chosenLabel(name: string, value: string, lang: Lang): string | undefined {
  if (name === 'kind') return kindOf(value)?.label[lang];
  return isFacetValue(name, value) ? facetLabel(name, value, lang) : undefined;
}

/** Returns how what is chosen is called, but for what no vocabulary knows. */
export function labelsOf({ chosen }: AskedSearch, lang: Lang): string[] {
  return CHOSEN.flatMap((name) =>
    (chosen[name] ?? []).flatMap((value) => chosenLabel(name, value, lang) ?? []),
  );
}
