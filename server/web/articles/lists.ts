/** The ways in: the front page, articles by kind and by what they're filed under, and titles by their beginning. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { facetLabel, facets, valuesFoundWith } from '../../kinds/filing.ts';
import { kindOf, kinds } from '../../kinds/index.ts';
import { countArticles, countByKind, listArticles, searchTitles } from '../../wiki/articles/articles.ts';
import { newestChanges } from '../../wiki/history/changes.ts';
import { countPeople } from '../../wiki/people/people.ts';
import { headOf, showChange } from '../showing/article.ts';
import { lineOf, pageFrom } from '../frame/fields.ts';
import { hrefIn, langOf, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';

const PAGE = 50;
const FRONT_CHANGES = 8;

/** GET / */
export async function showFront(context: Context, request: Request, response: Response): Promise<void> {
  const { db } = context;
  const counts = await countByKind(db);
  const changes = await newestChanges(db, FRONT_CHANGES);
  await page(context, request, response, 'articles/front', {
    title: '',
    section: 'front',
    counts: kinds.map((kind) => ({ kind, count: counts.get(kind.code) ?? 0 })),
    changes: changes.map(showChange),
    unfinished: await countArticles(db, { unfinished: true }),
    people: (await countPeople(db)).own,
  });
}

/** What the list of articles may be narrowed by, beside the kind. */
const NARROWED_BY = [...facets, 'unfinished'];
type Narrowed = Record<string, string>;

/** GET /articles?kind=&unfinished=1, and each facet: &topic=&sector=&place= */
export async function showArticles(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const t = translator(lang);
  const kindCode = lineOf(request.query['kind']);
  const kind = kindOf(kindCode);
  const narrowed = narrowedBy(request);
  const { unfinished, ...chosen } = narrowed;
  const found = Object.entries(chosen).map(([name, value]) => [name, valuesFoundWith(name, value)]);
  const filters = {
    kind: kindCode,
    facets: Object.fromEntries(found) as Record<string, readonly string[]>,
    unfinished: unfinished !== undefined,
  };
  const address = (query: Record<string, string>) => {
    const pairs = new URLSearchParams({ ...(kindCode && { kind: kindCode }), ...query });
    return hrefIn(whereOf(response), pairs.size > 0 ? `/articles?${pairs}` : '/articles');
  };
  const articles = await listArticles(context.db, filters, PAGE, pageFrom(request.query['after']));
  await page(context, request, response, 'articles/list', {
    title: kind ? kind.plural[lang] : t('list.title'),
    section: kind ? `articles:${kind.code}` : 'articles',
    kind,
    articles: articles.map(headOf),
    filters: Object.entries(narrowed).map(([name, value]) => {
      const { [name]: _removed, ...others } = narrowed;
      return {
        name,
        text: name === 'unfinished' ? t('list.unfinished') : facetLabel(name, value, lang),
        removeHref: address(others),
      };
    }),
    count: await countArticles(context.db, filters),
    next: articles.length === PAGE ? address({ ...narrowed, after: String(articles.at(-1)!.id) }) : undefined,
  });
}

/** GET /search?q= */
export async function search(context: Context, request: Request, response: Response): Promise<void> {
  const query = lineOf(request.query['q']).slice(0, 200);
  const results = await searchTitles(context.db, query, PAGE);
  await page(context, request, response, 'articles/search', {
    title: translator(langOf(response))('search.title'),
    robots: 'noindex',
    query,
    results: results.map(headOf),
  });
}

function narrowedBy(request: Request): Narrowed {
  const given = NARROWED_BY.map((name) => [name, lineOf(request.query[name])]);
  return Object.fromEntries(given.filter(([, value]) => value !== '')) as Narrowed;
}
