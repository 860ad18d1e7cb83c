/** The ways in: the front page, articles by kind and by what they're filed under, and titles by their beginning. */
import { facetLabel, facets, valuesFoundWith } from '../../kinds/filing.ts';
import { kindOf, kinds } from '../../kinds/index.ts';
import { countArticles, countByKind, listArticles, searchTitles } from '../../wiki/articles/articles.ts';
import { newestStanding } from '../../wiki/history/changes.ts';
import { countPeople } from '../../wiki/people/people.ts';
import type { Page } from '../frame/answer.ts';
import { lineOf, pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { headOf, showChange } from '../showing/article.ts';
import { page } from './views.ts';

const FRONT_CHANGES = 8;

/** GET / */
export async function showFront(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const counts = await countByKind(db);
  const changes = await newestStanding(db, FRONT_CHANGES, visit.author);
  return page('articles/front', {
    title: '',
    section: 'front',
    counts: kinds.map((kind) => ({ kind, count: counts.get(kind.code) ?? 0 })),
    changes: changes.map((each) => ('articles' in each ? each : showChange(each))),
    unfinished: await countArticles(db, { unfinished: true }),
    people: (await countPeople(db)).own,
  });
}

/** What the list of articles may be narrowed by, beside the kind. */
const NARROWED_BY = [...facets, 'unfinished'];

/** GET /articles?kind=&unfinished=1, and each facet: &topic=&sector=&place= */
export async function showArticles(visit: Visit): Promise<Page> {
  const { t, context, request, where } = visit;
  const { db } = context;
  const kindCode = lineOf(request.query['kind']);
  const kind = kindOf(kindCode);
  const narrowed = NARROWED_BY.map((name) => ({ name, value: lineOf(request.query[name]) })).filter(
    ({ value }) => value !== '',
  );
  const facetsAsked = narrowed.filter(({ name }) => name !== 'unfinished');
  const filters = {
    kind: kindCode,
    facets: Object.fromEntries(facetsAsked.map(({ name, value }) => [name, valuesFoundWith(name, value)])),
    unfinished: facetsAsked.length < narrowed.length,
  };
  const articles = await listArticles(db, filters, PAGE_SIZE, pageFrom(request.query['after']));
  return page('articles/list', {
    title: kind ? kind.plural[where.lang] : t('list.title'),
    section: kind ? `articles:${kind.code}` : 'articles',
    kind,
    articles: articles.map(headOf),
    filters: narrowed.map(({ name, value }) => ({
      name,
      text: name === 'unfinished' ? t('list.unfinished') : facetLabel(name, value, where.lang),
      removeHref: addressWith(visit, { [name]: '', after: '' }),
    })),
    count: await countArticles(db, filters),
    next: nextPage(visit, articles, ({ id }) => ({ after: id })),
  });
}

/** GET /search?q= */
export async function showSearch({ t, context, request }: Visit): Promise<Page> {
  const query = lineOf(request.query['q']).slice(0, 200);
  const results = await searchTitles(context.db, query, PAGE_SIZE);
  return page('articles/search', { title: t('search.title'), query, results: results.map(headOf) });
}
