/** What a list is narrowed to by its address, and the links that narrow it further or less. */
import { facets, TOPIC } from '../../kinds/filing.ts';
import { kindOf } from '../../kinds/index.ts';
import type { Kind } from '../../kinds/kind.ts';
import { lastPlace, regionOver } from '../../kinds/places.ts';
import {
  CHOSEN,
  chosenLabel,
  filtersFiledAs,
  filtersOf as filtersAsked,
  type AskedSearch,
} from '../../wiki/finding/asked.ts';
import { countFacets, type FacetCount, type Found } from '../../wiki/finding/facets.ts';
import type { Filters } from '../../wiki/finding/lists.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import { topicsFiled } from '../../wiki/history/topics.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { inOrder } from '../../text/danish-order.ts';
import { seeOther, type Answer } from '../frame/answer.ts';
import { lineOf, linesOf, pageFrom } from '../frame/fields.ts';
import { addressWith, pathOf, type Visit } from '../frame/visit.ts';

/** A facet to choose from: its values, the chosen ones among them. */
export interface ShownFacet {
  label: string;
  values: ShownValue[];
}

/** A value of a facet: its link chooses it, too, or takes it off if it's chosen. */
export interface ShownValue {
  text: string;
  count: number;
  href: string;
  isChosen: boolean;
  /** The values that lie in it, as municipalities do in a region. */
  within: ShownValue[];
}

/** What was chosen, to be taken off again. */
export interface ChosenValue {
  /** The facet that it's a value of, if it's one. */
  facet?: string;
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

/** Where a list goes on: what is narrowed starts anew. */
const START = { after: '', from: '' };

/** The longest query that is read, in UTF-16 units. */
const LONGEST = 200;

/** Returns what was typed to be found. */
export function typedIn({ request }: Visit): string {
  return lineOf(request.query['q']).slice(0, LONGEST);
}

/** Returns what an address asks for, with what was typed, where it's a search. */
export function askedIn({ request: { query } }: Visit, typed = ''): AskedSearch {
  return {
    typed,
    chosen: Object.fromEntries(CHOSEN.map((name) => [name, linesOf(query[name])])),
    person: pageFrom(query['person']),
    unfinished: lineOf(query['unfinished']) !== '',
  };
}

/** Returns what an address narrows its list to. */
export function filtersOf(visit: Visit): Filters {
  return filtersAsked(askedIn(visit));
}

/** As `filtersOf`, with each topic as articles are filed under it, whatever it was called. */
export function filtersFiled(visit: Visit): Promise<Filters> {
  return filtersFiledAs(visit.context.db, askedIn(visit));
}

/** Returns where a list lies that is narrowed to a topic as nobody files it: at the same address with what it's filed as. */
export async function elsewhere(visit: Visit): Promise<Answer | undefined> {
  const asked = linesOf(visit.request.query[TOPIC]);
  const filed = [...new Set((await topicsFiled(visit.context.db, asked)).values())];
  if (filed.length === asked.length && filed.every((topic, i) => topic === asked[i])) return undefined;
  const parameters = new URLSearchParams();
  for (const name of visit.address?.query ?? []) {
    const values = name === TOPIC ? filed : linesOf(visit.request.query[name]);
    for (const value of values) parameters.append(name, value);
  }
  return seeOther(`${pathOf(visit)}?${parameters.toString()}`);
}

/** Returns the kind that a list is narrowed to, if it's one. */
export function kindIn({ kinds = [] }: Filters): Kind | undefined {
  return kinds.length === 1 ? kindOf(kinds[0]!) : undefined;
}

/** Returns what was chosen, each to be taken off by a link. Throws 404 when nobody has the id of the person. */
export async function chosenBy(visit: Visit): Promise<ChosenValue[]> {
  const { query } = visit.request;
  const values = CHOSEN.flatMap((name) =>
    linesOf(query[name]).map((value, _, chosen) => ({
      facet: visit.t(`facets.names.${name}`),
      text: labelOf(visit, name, value),
      removeHref: addressWithout(visit, name, value, chosen),
    })),
  );
  const person = pageFrom(query['person']);
  const others = [
    person !== undefined && {
      text: '',
      byline: (await findPerson(visit.context.db, person)).byline,
      removeHref: addressWith(visit, { ...START, person: '' }),
    },
    lineOf(query['unfinished']) !== '' && {
      text: visit.t('list.unfinished'),
      removeHref: addressWith(visit, { ...START, unfinished: '' }),
    },
  ];
  return [...values, ...others.filter((each) => each !== false)];
}

/** Returns the address of the same list without a value of a facet, which is one of those `chosen` there. */
function addressWithout(visit: Visit, name: string, value: string, chosen: readonly string[]): string {
  return addressWith(visit, { ...START, [name]: chosen.filter((each) => each !== value) });
}

/** Returns what makes the address of the same list with one more value of a facet chosen: a page has hundreds, which differ in that alone. */
function addressesAdding(visit: Visit, name: string, chosen: readonly string[]): (value: string) => string {
  const address = addressWith(visit, { ...START, [name]: [...chosen, BLANK] });
  const [before, after] = address.split(encodedValue(BLANK)) as [string, string];
  return (value) => before + encodedValue(value) + after;
}

/** What nobody types, since it's taken out of all lines that are read. */
const BLANK = '\u0000';

function encodedValue(value: string): string {
  return new URLSearchParams({ value }).toString().slice('value='.length);
}

/** Returns the address of the same list without anything chosen. */
export function unnarrowed(visit: Visit): string {
  const none = Object.fromEntries(narrowing.map((name) => [name, '']));
  return addressWith(visit, { ...START, ...none });
}

/**
 * Returns the facets that a list of `count` articles may be narrowed by, each value with how many articles it leaves: the most first,
 * but of years the last. None of which every value leaves them all.
 */
export async function facetsFor(
  visit: Visit,
  filters: Filters,
  count: number,
  found?: Found,
): Promise<ShownFacet[]> {
  const counts = await countFacets(visit.context.db, filters, found);
  const tells = (value: ShownValue): boolean =>
    value.isChosen || value.count !== count || value.within.some(tells);
  return OFFERED.map((name) => facetOf(visit, name, counts.get(name) ?? [])).filter(({ values }) =>
    values.some(tells),
  );
}

function facetOf(visit: Visit, name: string, counts: readonly FacetCount[]): ShownFacet {
  const chosen = linesOf(visit.request.query[name]);
  const lacking = chosen.filter(
    (value) =>
      !counts.some((each) => each.value === value) &&
      chosenLabel(name, value, visit.where.lang) !== undefined,
  );
  const adding = addressesAdding(visit, name, chosen);
  const all = [...counts, ...lacking.map((value) => ({ value, count: 0 }))].map(({ value, count }) => {
    const isChosen = chosen.includes(value);
    const href = isChosen ? addressWithout(visit, name, value, chosen) : adding(value);
    return { value, count, text: labelOf(visit, name, value), isChosen, href, within: [] };
  });
  const shown = inOrder(all, ({ text }) => text);
  if (name === 'year') shown.reverse();
  else shown.sort((a, b) => b.count - a.count);
  return { label: visit.t(`facets.names.${name}`), values: name === 'place' ? byRegion(shown) : shown };
}

/** Each municipality stands within its region; of a region that has ended only what became of it is offered, unless it's chosen. */
function byRegion(places: readonly (ShownValue & { value: string })[]): ShownValue[] {
  const isThere = new Set(places.map(({ value }) => value));
  const isSucceeded = (value: string) => lastPlace(value) !== value && isThere.has(lastPlace(value));
  const isTop = (value: string) => !isThere.has(regionOver(value) ?? '');
  return places
    .filter(({ value, isChosen }) => isTop(value) && (isChosen || !isSucceeded(value)))
    .map((region) => ({
      ...region,
      within: places.filter(({ value }) => regionOver(value) === region.value),
    }));
}

function labelOf({ t, where }: Visit, name: string, value: string): string {
  return chosenLabel(name, value, where.lang) ?? t('facets.unknown');
}
