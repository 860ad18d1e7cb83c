/** The names that were removed: a page, and the same for whoever holds copies and takes the names out of them, too. */
import { hex } from '../../wiki/history/digest.ts';
import { listRemovals, type Removal } from '../../wiki/moderation/removals.ts';
import { file, type Answer, type Page } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import type { Visit } from '../frame/visit.ts';
import { page } from './views.ts';

/** How many the file tells at once. */
const IN_FILE = 1000;

/** GET /removals?before= */
export async function showRemovals(visit: Visit): Promise<Page> {
  const before = pageFrom(visit.request.query['before']);
  const removals = await listRemovals(visit.context.db, PAGE_SIZE, before);
  return page('moderation/removals', {
    title: visit.t('removals.title'),
    removals: removals.map(publish),
    older: nextPage(visit, removals, ({ id }) => ({ before: id })),
  });
}

/** GET /removals.json?before=: the newest ones, `next` leads to those before. */
export async function sendRemovals({ context: { db, settings }, request }: Visit): Promise<Answer> {
  const removals = await listRemovals(db, IN_FILE, pageFrom(request.query['before']));
  const last = removals.length === IN_FILE ? removals.at(-1)!.id : undefined;
  const newest = {
    about: `${settings.baseUrl}/removals`,
    next: last === undefined ? null : `${settings.baseUrl}/removals.json?before=${last}`,
    removals: removals.map(publish),
  };
  return file(JSON.stringify(newest), 'application/json');
}

/** A removal as it's told: the contributor's number, when, and the byline's digest in hex. */
function publish({ personId: contributor, at, byline, revisions }: Removal) {
  return { contributor, at, byline: hex(byline), revisions };
}
