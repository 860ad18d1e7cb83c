/** The lists of articles: all of them, or those of a kind or that are filed alike. */
import { kindOf } from '../../kinds/index.ts';
import { countArticles, listArticles, type Filters } from '../../wiki/finding/lists.ts';
import type { Page } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, hrefFor, type Visit } from '../frame/visit.ts';
import { headOf } from '../showing/article.ts';
import { offerWatch } from '../showing/watch.ts';
import { chosenBy, facetsFor, filtersOf, unnarrowed } from './narrowing.ts';
import { page } from './views.ts';

/** GET /articles?kind=&unfinished=1&person=, and each facet: &topic=&sector=&place= */
export async function showArticles(visit: Visit): Promise<Page> {
  const { t, context, request, where } = visit;
  const filters = filtersOf(visit);
  const kind = filters.kind === undefined ? undefined : kindOf(filters.kind);
  const articles = await listArticles(context.db, filters, PAGE_SIZE, pageFrom(request.query['after']));
  return page('finding/list', {
    title: kind ? kind.plural[where.lang] : t('list.title'),
    section: kind ? `articles:${kind.code}` : 'articles',
    kind,
    articles: articles.map(headOf),
    ...(await topicToFollow(visit, filters)),
    chosen: await chosenBy(visit),
    removeAllHref: unnarrowed(visit),
    facets: await facetsFor(visit, filters),
    count: await countArticles(context.db, filters),
    files: (['csv', 'json'] as const).map((type) => ({
      type,
      href: addressWith(visit, { after: '' }, `/articles.${type}`),
    })),
    next: nextPage(visit, articles, ({ id }) => ({ after: id })),
  });
}

/** What is filed under one topic can be watched, and has a feed. */
async function topicToFollow(visit: Visit, { facets = {} }: Filters) {
  const [topic, ...others] = facets['topic'] ?? [];
  if (topic === undefined || others.length > 0) return { watch: undefined };
  const feed = hrefFor(visit, `/changes.atom?topic=${encodeURIComponent(topic)}`);
  return { watch: await offerWatch(visit, { subject: 'topic', target: topic }), feed };
}
