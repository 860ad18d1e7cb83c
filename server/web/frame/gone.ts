/** The pages, 410, of what is taken from view: who took it, when and why. */
import type { WikiError } from '../../errors.ts';
import { articlePath } from '../../locales/language.ts';
import { whoDeleted } from '../../wiki/moderation/deletion.ts';
import { whoFreed } from '../../wiki/moderation/freeing.ts';
import { whoHid } from '../../wiki/moderation/hiding.ts';
import { can } from '../../wiki/policy.ts';
import type { Page } from './answer.ts';
import type { Visit } from './visit.ts';
import { page } from './views.ts';

/**
 * Returns the page of an article that is deleted, of a title that was set free, also where another article has it and lacks the
 * version that was asked for, or of a text that is hidden; undefined of any other error.
 */
export async function gonePage(visit: Visit, { code, params }: WikiError): Promise<Page | undefined> {
  if (code === 'deleted' && params['slug'] !== undefined) return deletedPage(visit, String(params['slug']));
  if (code === 'freed') return freedPage(visit, String(params['slug']));
  if (code === 'no-such-revision') return formerPage(visit);
  return code === 'hidden' ? hiddenPage(visit, Number(params['sequence'])) : undefined;
}

/** Where an address led to, until it was set free: the page of the same sort there, if one was asked for. */
async function freedPage(
  { t, context, request, address }: Visit,
  slug: string,
  status: 404 | 410 = 410,
): Promise<Page | undefined> {
  const found = await whoFreed(context.db, slug);
  if (!found) return undefined;
  const { who, article } = found;
  const rest = /^\/wiki\/[^/]+(\/.*)$/.exec(request.path)?.[1];
  const path = address?.get && article && rest ? articlePath(article.slug, rest) : undefined;
  const isTaken = status === 404;
  const head = { ...headOf(t(isTaken ? 'freed.takenHeading' : 'errors.freed.heading')), status };
  return page('moderation/freed', { ...head, who, article, path, isTaken });
}

/** Where an address of a version led to that the article which has the title now lacks. */
function formerPage(visit: Visit): Promise<Page | undefined> {
  const slug = /^\/wiki\/([^/]+)/.exec(visit.request.path)?.[1];
  return slug === undefined ? Promise.resolve(undefined) : freedPage(visit, decodeURIComponent(slug), 404);
}

async function deletedPage({ t, context: { db }, author }: Visit, slug: string): Promise<Page | undefined> {
  const who = await whoDeleted(db, slug);
  return (
    who &&
    page('moderation/deleted', {
      ...headOf(t('errors.deleted.heading')),
      ...{ who, slug, mayUndelete: author !== undefined && can(author, 'undelete') },
    })
  );
}

async function hiddenPage({ t, context: { db } }: Visit, sequence: number): Promise<Page | undefined> {
  const found = await whoHid(db, sequence);
  if (!found) return undefined;
  const { slug, number, ...who } = found;
  return page('moderation/hidden', { ...headOf(t('errors.hidden.heading')), who, slug, number });
}

function headOf(title: string) {
  return { title, status: 410, robots: 'noindex' } as const;
}
