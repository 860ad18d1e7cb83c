/** The lists of articles: all of them, or those of a kind or that are filed alike. */
import type { Kind } from '../../kinds/kind.ts';
import { countArticles, listArticles } from '../../wiki/finding/lists.ts';
import type { Answer } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { linesFor } from '../showing/lines.ts';
import { listToFollow } from './following.ts';
import {
  chosenBy,
  elsewhere,
  facetsFor,
  filtersOf,
  kindIn,
  unnarrowed,
  type ChosenValue,
} from './narrowing.ts';
import { page } from './views.ts';

/** Fewer articles need no narrowing. */
const FEW = 3;

/** GET /articles?kind=&unfinished=1&person=, and each facet: &topic=&sector=&place= */
export async function showArticles(visit: Visit): Promise<Answer> {
  const moved = await elsewhere(visit);
  if (moved) return moved;
  const { context, request } = visit;
  const filters = filtersOf(visit);
  const kind = kindIn(filters);
  const articles = await listArticles(context.db, filters, PAGE_SIZE, pageFrom(request.query['after']));
  const chosen = await chosenBy(visit);
  const count = await countArticles(context.db, filters);
  return page('finding/list', {
    title: titleOf(visit, kind, chosen),
    section: kind ? `articles:${kind.code}` : 'articles',
    kind,
    articles: await linesFor(visit, articles, kind !== undefined),
    ...(await listToFollow(visit)),
    chosen,
    removeAllHref: unnarrowed(visit),
    facets: count > FEW || chosen.length > 0 ? await facetsFor(visit, filters, count) : [],
    count,
    files: (['csv', 'json'] as const).map((type) => ({
      type,
      href: addressWith(visit, { after: '' }, `/articles.${type}`),
    })),
    next: nextPage(visit, articles, ({ id }) => ({ after: id })),
  });
}

/** Says what the articles are, if that is one thing. */
function titleOf({ t, where }: Visit, kind: Kind | undefined, chosen: readonly ChosenValue[]): string {
  const [only, ...others] = chosen;
  if (!only) return t('list.title');
  if (kind) return kind.plural[where.lang];
  return only.facet && others.length === 0 ? t('list.titled', { value: only.text }) : t('list.narrowed');
}
