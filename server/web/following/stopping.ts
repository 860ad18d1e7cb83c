/** Stopping mail of what happens without signing in: by a button, or by one click in a mail program (RFC 8058). */
import { stopMail } from '../../wiki/following/followers.ts';
import { checkStopLink, type StopLink } from '../../wiki/following/stopping.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { lineOf, readNumber } from '../frame/fields.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { page } from './views.ts';

/** GET /stop-mail?person=&key= */
export async function showStopForm(visit: Visit): Promise<Page> {
  await checkStopLink(visit.context.db, linkIn(visit));
  return stopPage(visit, false);
}

/** POST /stop-mail?person=&key= */
export async function takeStop(visit: Visit): Promise<Answer> {
  const link = linkIn(visit);
  await checkStopLink(visit.context.db, link);
  await stopMail(visit.context.db, link.person);
  return stopPage(visit, true);
}

function linkIn({ request: { query } }: Visit): StopLink {
  return { person: readNumber(query['person']) || 0, key: lineOf(query['key']) };
}

function stopPage(visit: Visit, isStopped: boolean): Page {
  const title = visit.t(isStopped ? 'stopMail.stopped' : 'stopMail.title');
  return page('following/stop', { title, isStopped, action: addressWith(visit, {}) });
}
