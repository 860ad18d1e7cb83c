/** What links to an article. */
import { titleInLink } from '../../text/markdown/wiki-links.ts';
import { listBacklinks } from '../../wiki/links/backlinks.ts';
import { articleAt } from '../articles/article.ts';
import type { Page } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import type { Visit } from '../frame/visit.ts';
import { headOf } from '../showing/article.ts';
import { shownLinking } from './lists.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/links?after= */
export async function showBacklinks(visit: Visit): Promise<Page> {
  const { t, context, request } = visit;
  const article = await articleAt(visit);
  const after = pageFrom(request.query['after']);
  const links = await listBacklinks(context.db, article, PAGE_SIZE, after);
  return page('links/backlinks', {
    title: t('backlinks.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    links: links.map(shownLinking),
    written: titleInLink(article.title),
    isOutdated: links.some(({ formerly }) => formerly.length > 0),
    next: nextPage(visit, links, ({ id }) => ({ after: id })),
  });
}
