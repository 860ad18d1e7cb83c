/** What a list is narrowed to by its address, and the links that narrow it further or less. */
import { facetLabel, facets, valuesFoundWith } from '../../kinds/filing.ts';
import { kindOf } from '../../kinds/index.ts';
import { countFacets, type FacetCount, type Found } from '../../wiki/finding/facets.ts';
import type { Filters } from '../../wiki/finding/lists.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { lineOf, pageFrom } from '../frame/fields.ts';
import { addressWith, type Visit } from '../frame/visit.ts';

/** A facet to choose from: its values, the chosen one among them. */
export interface ShownFacet {
  label: string;
  values: ShownValue[];
}

interface ShownValue {
  text: string;
  count: number;
  href: string;
  isChosen: boolean;
}

/** What was chosen, to be taken off again. */
export interface ChosenValue {
  text: string;
  /** Whose name stands for the text, if a person was chosen. */
  byline?: Byline;
  removeHref: string;
}

/** What an address narrows a list of articles by. */
export const narrowing: readonly string[] = ['kind', ...facets, 'person', 'unfinished'];

/** In the order in which readers are offered them. */
const OFFERED = [
  'kind',
  'sector',
  'topic',
  'place',
  'value',
  'level',
  'type',
  'status',
  'origin',
  'workplace',
  'year',
];
const danish = new Intl.Collator('da');

/** Where a list goes on: what is narrowed starts anew. */
const START = { after: '', from: '' };

/** Returns what an address narrows its list to. */
export function filtersOf({ request }: Visit): Filters {
  const asked = facets
    .map((name) => ({ name, value: lineOf(request.query[name]) }))
    .filter(({ value }) => value);
  return {
    kind: lineOf(request.query['kind']) || undefined,
    facets: Object.fromEntries(asked.map(({ name, value }) => [name, valuesFoundWith(name, value)])),
    person: pageFrom(request.query['person']),
    unfinished: lineOf(request.query['unfinished']) !== '',
  };
}

/** Returns what was chosen, each to be taken off by a link. Throws 404 when nobody has the id of the person. */
export async function chosenBy(visit: Visit): Promise<ChosenValue[]> {
  const { query } = visit.request;
  const names = narrowing.filter((name) =>
    name === 'person' ? pageFrom(query[name]) : lineOf(query[name]) !== '',
  );
  return Promise.all(
    names.map(async (name) => ({
      ...(await shownChoice(visit, name)),
      removeHref: addressWith(visit, { ...START, [name]: '' }),
    })),
  );
}

async function shownChoice(visit: Visit, name: string): Promise<Pick<ChosenValue, 'text' | 'byline'>> {
  if (name === 'unfinished') return { text: visit.t('list.unfinished') };
  const value = lineOf(visit.request.query[name]);
  if (name !== 'person') return { text: labelOf(visit, name, value) };
  return { text: '', byline: (await findPerson(visit.context.db, pageFrom(value) ?? 0)).byline };
}

/** Returns the address of the same list without anything chosen. */
export function unnarrowed(visit: Visit): string {
  const none = Object.fromEntries(narrowing.map((name) => [name, '']));
  return addressWith(visit, { ...START, ...none });
}

/**
 * Returns the facets that a list may be narrowed by, each value with how many articles it leaves: the most first, but of years
 * the last.
 */
export async function facetsFor(visit: Visit, filters: Filters, found?: Found): Promise<ShownFacet[]> {
  const counts = await countFacets(visit.context.db, filters, found);
  return OFFERED.map((name) => facetOf(visit, name, counts.get(name) ?? [])).filter(
    ({ values }) => values.length > 1 || values.some(({ isChosen }) => isChosen),
  );
}

function facetOf(visit: Visit, name: string, counts: readonly FacetCount[]): ShownFacet {
  const chosen = lineOf(visit.request.query[name]);
  const values = counts.map(({ value, count }) => ({
    text: labelOf(visit, name, value),
    count,
    isChosen: value === chosen,
    href: addressWith(visit, { ...START, [name]: value }),
  }));
  const byText = (a: ShownValue, b: ShownValue) => danish.compare(a.text, b.text);
  values.sort(name === 'year' ? (a, b) => byText(b, a) : (a, b) => b.count - a.count || byText(a, b));
  return { label: visit.t(`facets.names.${name}`), values };
}

function labelOf({ where }: Visit, name: string, value: string): string {
  return name === 'kind' ? (kindOf(value)?.label[where.lang] ?? value) : facetLabel(name, value, where.lang);
}
