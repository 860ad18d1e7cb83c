/** The ways in: the front page, articles by kind and subject, titles by their beginning, and the newest changes. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { kindOf, kinds, topicLabel } from '../../kinds/index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { labelOf } from '../../kinds/options.ts';
import { placeName, placesFoundWith } from '../../kinds/places.ts';
import { sectors } from '../../kinds/vocabularies.ts';
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
const NARROWED_BY = ['topic', 'sector', 'place', 'unfinished'] as const;
type Narrowed = Partial<Record<(typeof NARROWED_BY)[number], string>>;

/** GET /articles?kind=&topic=&sector=&place=&unfinished=1 */
export async function showArticles(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const kindCode = lineOf(request.query['kind']);
  const kind = kindOf(kindCode);
  const narrowed = narrowedBy(request);
  const { topic, sector, place, unfinished } = narrowed;
  const filters = {
    kind: kindCode,
    topic,
    sector,
    places: place === undefined ? undefined : placesFoundWith(place),
    unfinished: unfinished !== undefined,
  };
  const address = (query: Record<string, string>) => {
    const pairs = new URLSearchParams({ ...(kindCode && { kind: kindCode }), ...query });
    return hrefIn(whereOf(response), pairs.size > 0 ? `/articles?${pairs}` : '/articles');
  };
  const articles = await listArticles(context.db, filters, PAGE, pageFrom(request.query['after']));
  await page(context, request, response, 'articles/list', {
    title: kind ? kind.plural[lang] : translator(lang)('list.title'),
    section: kind ? `articles:${kind.code}` : 'articles',
    kind,
    articles: articles.map(headOf),
    filters: Object.entries(narrowed).map(([name, value]) => {
      const { [name as keyof Narrowed]: _removed, ...others } = narrowed;
      return { name, text: filterLabel(name, value, lang), removeHref: address(others) };
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

/** GET /changes */
export async function showChanges(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const before = pageFrom(request.query['before']);
  const changes = await newestChanges(context.db, PAGE, before);
  await page(context, request, response, 'history/changes', {
    title: translator(lang)('changes.title'),
    section: 'changes',
    changes: changes.map(showChange),
    older:
      changes.length === PAGE
        ? hrefIn(whereOf(response), `/changes?before=${changes.at(-1)!.sequence}`)
        : undefined,
  });
}

function narrowedBy(request: Request): Narrowed {
  const given = NARROWED_BY.map((name) => [name, lineOf(request.query[name])]);
  return Object.fromEntries(given.filter(([, value]) => value !== '')) as Narrowed;
}

function filterLabel(name: string, value: string, lang: Lang): string {
  if (name === 'topic') return topicLabel(value, lang);
  if (name === 'place') return placeName(value, lang);
  if (name === 'unfinished') return translator(lang)('list.unfinished');
  return labelOf(sectors, value, lang);
}
