/** The page of a search: what was found, what it may be narrowed to, and what to do when it's nothing. */
import type { Beside } from '../../kinds/beside.ts';
import { readQuery } from '../../text/finding/query.ts';
import { search, type SearchResult, type Sort, SORTS } from '../../wiki/finding/search.ts';
import { BEST, countFound, MOST_COUNTED } from '../../wiki/finding/ranking.ts';
import { countSaid } from '../../wiki/finding/said.ts';
import { meantBy } from '../../wiki/finding/spelling.ts';
import { isNarrowed } from '../../wiki/finding/lists.ts';
import type { FoundArticle } from '../../wiki/finding/shown.ts';
import { findPeople } from '../../wiki/finding/people.ts';
import type { Answer, SearchedFor } from '../frame/answer.ts';
import { readNumber } from '../frame/fields.ts';
import { pagesAround } from '../frame/paging.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { linesFor, type ArticleLine } from '../showing/lines.ts';
import { searchToFollow } from './following.ts';
import { askedIn, chosenBy, elsewhere, facetsFor, filtersOf, typedIn, unnarrowed } from './narrowing.ts';
import { placesFor, showSaid } from './said.ts';
import { page } from './views.ts';

/** How many articles a page shows, and how far one may go on. */
const SIZE = 25;
const FARTHEST = BEST - SIZE;
/** With fewer articles it's asked whether another word was meant. */
const FEW = 3;
const PEOPLE = 5;

/** GET /search?q=&in=&sort=&from=, and what lists are narrowed by; `in=talk` for what is said of articles */
export async function showSearch(visit: Visit): Promise<Answer> {
  const moved = await elsewhere(visit);
  if (moved) return moved;
  const query = typedIn(visit);
  const { terms, without } = readQuery(query);
  if (terms.length === 0) {
    return page('finding/search', { title: visit.t('search.title'), query, lacksWords: without.length > 0 });
  }
  if (visit.request.query['in'] === 'talk') return showSaid(visit, query);
  const said = await countSaid(visit.context.db, query);
  const { result, offset, meant, words } = await find(visit, query, said > 0);
  const results = await showResult(visit, query, result, offset);
  return page('finding/search', {
    title: titleOf(visit, words, result),
    sought: offset === 0 ? soughtBy(visit, query, result, { ...results, said }) : undefined,
    query,
    meant:
      meant === undefined ? undefined : { text: meant, href: addressWith(visit, { q: meant, from: '' }) },
    isInstead: words !== query,
    places: placesFor(visit, { articles: result.count, said }),
    results,
    ...(await searchToFollow(visit, askedIn(visit, query))),
  });
}

function titleOf({ t }: Visit, typed: string, { count }: SearchResult): string {
  // What stands between quotes as a whole gets no others around them.
  const query = /^["»“„”]([^"«»“„”]+)["«»“”]$/u.exec(typed)?.[1]!.trim() ?? typed;
  if (count === 0) return t('search.none', { query });
  if (count <= MOST_COUNTED) return t('search.found', { count, query });
  return t('search.foundMany', { most: MOST_COUNTED, query });
}

/** What is chosen besides may be why nothing is left. */
function soughtBy(
  visit: Visit,
  query: string,
  result: SearchResult,
  { people, said }: { people: unknown[]; said: number },
): SearchedFor {
  const isInVain = result.count === 0 && people.length === 0 && said === 0 && !isNarrowed(filtersOf(visit));
  const known = new Set(result.words.map(({ text }) => text));
  const single = readQuery(query).terms.filter(({ words }) => words.length === 1);
  const words = single.flatMap(({ words }) => words).filter((word) => !known.has(word));
  return { isInVain, words: isInVain ? words : [] };
}

/** Finds what was typed, or what was surely meant instead, if nothing else is found, and it's said nowhere; tells what may have been meant where little is. */
async function find(visit: Visit, typed: string, isSaid: boolean) {
  const { db } = visit.context;
  const { filters, offset } = askedBy(visit);
  const found = await findPage(visit, typed, offset);
  const { whole, count, isParted } = found.result;
  const isAsked = (whole < FEW || isParted) && found.offset === 0;
  const meant = isAsked ? await meantBy(db, typed, filters) : undefined;
  const isInstead = !isSaid && (count === 0 || isParted) && meant?.isSure === true;
  return isInstead
    ? { ...(await findPage(visit, meant.text, offset)), meant: meant.text, words: meant.text }
    : { ...found, meant: meant?.text, words: typed };
}

/** Finds a page of articles: the last, where it's asked for one after that. */
async function findPage(visit: Visit, typed: string, offset: number) {
  const { filters, sort } = askedBy(visit);
  const asked = { typed, lang: visit.where.lang, filters, sort, limit: SIZE };
  const result = await search(visit.context.db, { ...asked, offset });
  const last = Math.max(0, Math.min(FARTHEST, SIZE * Math.floor((result.count - 1) / SIZE)));
  if (offset <= last) return { result, offset };
  return { result: await search(visit.context.db, { ...asked, offset: last }), offset: last };
}

function askedBy(visit: Visit) {
  const { query } = visit.request;
  return {
    filters: filtersOf(visit),
    sort: SORTS.find((each) => each === query['sort']) ?? 'best',
    offset: Math.min(readNumber(query['from']) || 0, FARTHEST),
  };
}

async function showResult(visit: Visit, typed: string, result: SearchResult, offset: number) {
  const { filters, sort } = askedBy(visit);
  const { count, found, request } = result;
  const canNarrow = count > FEW || isNarrowed(filters);
  return {
    count,
    found: await showFound(visit, found),
    people: offset === 0 ? await findPeople(visit.context.db, typed, PEOPLE) : [],
    chosen: await chosenBy(visit),
    removeAllHref: unnarrowed(visit),
    counted: count > BEST ? BEST : undefined,
    facets: request && canNarrow ? await facetsFor(visit, filters, count, result) : [],
    sorts: SORTS.map((each) => sortLink(visit, each, sort)),
    wider: await countWider(visit, result),
    words: result.words.map((word) => ({
      ...word,
      href: addressWith(visit, { q: word.text, from: '' }),
    })),
    ...pagesAround(visit, { count, offset, size: SIZE, farthest: FARTHEST }),
  };
}

async function showFound(visit: Visit, found: readonly FoundArticle[]): Promise<ArticleLine[]> {
  const labelOf = ({ part, label }: Beside) =>
    label ?? visit.t(part === 'source' ? 'search.source' : `facets.names.${part}`);
  const lines = await linesFor(
    visit,
    found.map(({ article }) => article),
  );
  return lines.map((line, index) => {
    const { snippet, beside } = found[index]!;
    return { ...line, snippet, beside: beside && { label: labelOf(beside), pieces: beside.pieces } };
  });
}

function sortLink(visit: Visit, sort: Sort, chosen: Sort) {
  const href = addressWith(visit, { sort: sort === 'best' ? '' : sort, from: '' });
  return { text: visit.t(`search.sorts.${sort}`), href, isChosen: sort === chosen };
}

/** How many there are without what was chosen, where nothing is left with it. */
async function countWider(visit: Visit, { count, request }: SearchResult): Promise<number> {
  if (count > 0 || !request || !isNarrowed(filtersOf(visit))) return 0;
  return countFound(visit.context.db, request, {});
}
