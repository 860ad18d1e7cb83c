/** Stopping mail of what happens without signing in: by a button, or by one click in a mail program (RFC 8058). */
import { STOPPABLE, stopMail } from '../../wiki/following/followers.ts';
import { checkStopLink, type StopLink } from '../../wiki/following/stopping.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { lineOf, readNumber } from '../frame/fields.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { page } from './views.ts';

/** GET /stop-mail?person=&what=&key= */
export async function showStopForm(visit: Visit): Promise<Page> {
  await checkStopLink(visit.context.db, linkIn(visit));
  return stopPage(visit, false);
}

/** POST /stop-mail?person=&what=&key= */
export async function takeStop(visit: Visit): Promise<Answer> {
  const link = linkIn(visit);
  await checkStopLink(visit.context.db, link);
  await stopMail(visit.context.db, link.person, link.what, visit.context.now());
  return stopPage(visit, true);
}

function linkIn({ request: { query } }: Visit): StopLink {
  const what = STOPPABLE.find((each) => each === lineOf(query['what'])) ?? 'news';
  return { person: readNumber(query['person']) || 0, what, key: lineOf(query['key']) };
}

function stopPage(visit: Visit, isStopped: boolean): Page {
  const { what } = linkIn(visit);
  const title = visit.t(`stopMail.${what}.${isStopped ? 'stopped' : 'title'}`);
  return page('following/stop', { title, what, isStopped, action: addressWith(visit, {}) });
}
