/** Thanking whoever wrote a version. */
import { articlePath } from '../../locales/language.ts';
import { thank } from '../../wiki/following/thanks.ts';
import type { Answer } from '../frame/answer.ts';
import { numberIn } from '../frame/fields.ts';
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
