/** What the wiki's links lack: articles that are wanted, articles that nothing links to, and headings that are gone. */
import { listDeadLinks } from '../../wiki/links/external.ts';
import { listLostHeadings } from '../../wiki/links/lost-headings.ts';
import { listOrphans } from '../../wiki/links/orphans.ts';
import { listWanted } from '../../wiki/links/wanted.ts';
import type { Page } from '../frame/answer.ts';
import { lineOf, pageFrom } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { kindFor } from '../showing/article.ts';
import { page } from './views.ts';

/** GET /maintenance */
export function showMaintenance({ t }: Visit): Promise<Page> {
  return Promise.resolve(page('links/maintenance', { title: t('maintenance.title') }));
}

/** GET /wanted?after= */
export async function showWanted(visit: Visit): Promise<Page> {
  const { t, context, request } = visit;
  const after = lineOf(request.query['after']) || undefined;
  const wanted = await listWanted(context.db, PAGE_SIZE, after);
  return page('links/wanted', {
    title: t('wanted.title'),
    wanted,
    files: filesAt(visit, '/wanted'),
    next: nextPage(visit, wanted, ({ slug }) => ({ after: slug })),
  });
}

/** GET /orphans?after= */
export async function showOrphans(visit: Visit): Promise<Page> {
  const { t, context, request } = visit;
  const articles = await listOrphans(context.db, PAGE_SIZE, pageFrom(request.query['after']));
  return page('links/orphans', {
    title: t('orphans.title'),
    articles: articles.map(shownLinking),
    files: filesAt(visit, '/orphans'),
    next: nextPage(visit, articles, ({ id }) => ({ after: id })),
  });
}

/** GET /lost-headings?after= */
export async function showLostHeadings(visit: Visit): Promise<Page> {
  const { t, context, request } = visit;
  const lost = await listLostHeadings(context.db, PAGE_SIZE, pageFrom(request.query['after']));
  return page('links/lost-headings', {
    title: t('lostHeadings.title'),
    lost: lost.map(shownLinking),
    next: nextPage(visit, lost, ({ id }) => ({ after: id })),
  });
}

/** GET /moderation/links?after= */
export async function showDeadLinks(visit: Visit): Promise<Page> {
  const { t, context, request } = visit;
  const after = pageFrom(request.query['after']);
  const dead = await listDeadLinks(context.db, authorIn(visit), PAGE_SIZE, after);
  return page('links/dead', {
    title: t('deadLinks.title'),
    section: 'desk',
    dead: dead.map(({ problem, ...link }) => ({ ...link, problem: problemText(visit, problem) })),
    next: nextPage(visit, dead, ({ id }) => ({ after: id })),
  });
}

function filesAt(visit: Visit, path: string) {
  return (['csv', 'json'] as const).map((type) => ({ type, href: hrefFor(visit, `${path}.${type}`) }));
}

/** What was found instead of a page is a status of HTTP, or why there was no answer. */
function problemText({ t }: Visit, problem: string): string {
  return /^\d+$/.test(problem)
    ? t('deadLinks.status', { status: problem })
    : t(`deadLinks.problems.${problem}`);
}

/** Returns an article that a list names for its view. */
export function shownLinking<A extends { kind: string }>(article: A) {
  return { ...article, kind: kindFor(article.kind) };
}
