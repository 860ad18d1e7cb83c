/** The ways in: the front page, articles by kind and subject, titles by their beginning, and the newest changes. */
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { kindOf, kinds, topicLabel } from '../kinds/index.ts';
import type { Lang } from '../kinds/kind.ts';
import { labelOf } from '../kinds/options.ts';
import { placeName, placesFoundWith } from '../kinds/places.ts';
import { sectors } from '../kinds/vocabularies.ts';
import { countArticles, countByKind, countUnfinished, listArticles, searchTitles } from '../wiki/articles.ts';
import { newestChanges } from '../wiki/changes.ts';
import { countPeople } from '../wiki/people.ts';
import { lineOf, readNumber } from './article-form.ts';
import { headOf, showChange } from './article-page.ts';
import { hrefIn, langOf, translator } from './language.ts';
import { page } from './render.ts';

const PAGE = 50;
const FRONT_CHANGES = 8;

/** GET / */
export async function showFront(context: Context, request: Request, response: Response): Promise<void> {
  const { db } = context;
  const counts = await countByKind(db);
  const changes = await newestChanges(db, FRONT_CHANGES);
  await page(context, request, response, 'front', {
    title: '',
    section: 'front',
    counts: kinds.map((kind) => ({ kind, count: counts.get(kind.code) ?? 0 })),
    changes: changes.map(showChange),
    unfinished: await countUnfinished(db),
    people: (await countPeople(db)).own,
  });
}

/** GET /articles?kind=&topic=&sector=&place= */
export async function showArticles(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const asked = ['kind', 'topic', 'sector', 'place'].map(
    (name) => [name, lineOf(request.query[name])] as const,
  );
  const given = asked.filter(([, value]) => value !== '');
  const {
    kind: kindCode,
    topic,
    sector,
    place,
  } = Object.fromEntries(given) as Record<string, string | undefined>;
  const kind = kindOf(kindCode ?? '');
  const filters = { kind: kindCode, topic, sector, places: place ? placesFoundWith(place) : undefined };
  const after = readNumber(request.query['after']) || undefined;
  const articles = await listArticles(context.db, filters, PAGE, after);
  const address = (pairs: readonly (readonly [string, string])[]) => {
    const query = new URLSearchParams(Object.fromEntries(pairs)).toString();
    return hrefIn(lang, query ? `/articles?${query}` : '/articles');
  };
  await page(context, request, response, 'articles/list', {
    title: kind ? kind.plural[lang] : translator(lang)('list.title'),
    section: kind ? `articles:${kind.code}` : 'articles',
    kind,
    articles: articles.map(headOf),
    filters: given
      .filter(([name]) => name !== 'kind')
      .map(([name, value]) => ({
        name,
        text: filterLabel(name, value, lang),
        removeHref: address(given.filter(([other]) => other !== name)),
      })),
    count: await countArticles(context.db, filters),
    next: articles.length === PAGE ? address([...given, ['after', String(articles.at(-1)!.id)]]) : undefined,
  });
}

/** GET /search?q= */
export async function search(context: Context, request: Request, response: Response): Promise<void> {
  const query = lineOf(request.query['q']).slice(0, 200);
  const results = await searchTitles(context.db, query, PAGE);
  await page(context, request, response, 'search', {
    title: translator(langOf(response))('search.title'),
    robots: 'noindex',
    query,
    results: results.map(headOf),
  });
}

/** GET /changes */
export async function showChanges(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const before = readNumber(request.query['before']) || undefined;
  const changes = await newestChanges(context.db, PAGE, before);
  await page(context, request, response, 'changes', {
    title: translator(lang)('changes.title'),
    section: 'changes',
    changes: changes.map(showChange),
    older: changes.length === PAGE ? hrefIn(lang, `/changes?before=${changes.at(-1)!.sequence}`) : undefined,
  });
}

function filterLabel(name: string, value: string, lang: Lang): string {
  if (name === 'topic') return topicLabel(value, lang);
  if (name === 'place') return placeName(value, lang);
  return labelOf(sectors, value, lang);
}
