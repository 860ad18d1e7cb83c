/** Thanking whoever wrote a version, or said something. */
import { articlePath } from '../../locales/language.ts';
import { thank, thankForPost } from '../../wiki/following/thanks.ts';
import { seeOther, type Answer } from '../frame/answer.ts';
import { numberIn, readNumber } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import type { Visit } from '../frame/visit.ts';
import { backOr } from '../frame/way-back.ts';
import { limitSaves } from '../wire/limits.ts';

/** POST /wiki/:slug/history/:number/thank */
export async function takeThanks(visit: Visit): Promise<Answer> {
  const { params } = visit.request;
  const slug = String(params['slug']);
  const number = numberIn(params['number']);
  await limitSaves(visit);
  const isNews = await thank(visit.context.db, authorIn(visit), { slug, number });
  leaveFlash(visit, isNews ? 'thanks.given' : 'thanks.already', {
    type: isNews ? 'success' : 'info',
    number,
  });
  return backOr(visit, articlePath(slug, '/history'));
}

/** POST /wiki/:slug/talk/:thread/:post/thank */
export async function takeThanksForPost(visit: Visit): Promise<Answer> {
  const { params } = visit.request;
  const slug = String(params['slug']);
  const id = readNumber(params['post']) || 0;
  await limitSaves(visit);
  const isNews = await thankForPost(visit.context.db, authorIn(visit), { slug, id });
  leaveFlash(visit, isNews ? 'thanks.givenForPost' : 'thanks.alreadyForPost', {
    type: isNews ? 'success' : 'info',
  });
  return seeOther(articlePath(slug, `/talk/${id}`));
}
