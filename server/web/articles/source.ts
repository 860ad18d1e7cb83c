/** An article's text as it was written, for whoever wants all of it: a page may hold less. */
import { contentAt } from '../../wiki/history/reading.ts';
import { file, type Answer } from '../frame/answer.ts';
import type { Visit } from '../frame/visit.ts';
import { articleAt, numberAsked } from './article.ts';

/** GET /wiki/:slug/source?number= */
export async function sendSource(visit: Visit): Promise<Answer> {
  const { context, author } = visit;
  const article = await articleAt(visit);
  const { body } = await contentAt(context.db, article.id, numberAsked(visit, article), author);
  return file(body, 'text/plain');
}
