/** What the forms of moderation have in common: what they're about, the reason that each asks for, and the way back when it won't do. */
import type { WikiError } from '../../errors.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { findPerson, type Person } from '../../wiki/people/people.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, readNumber, type Fields } from '../frame/fields.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';

/** Returns the article that a form is about, by whatever slug it ever had. Throws 404, and 410 when it's deleted, unless to those who see that. */
export function articleToModerate({ context: { db }, request, author }: Visit): Promise<Article> {
  return findArticle(db, String(request.params['slug']), author);
}

/** Returns the person that an address names. Throws 404 when there's none. */
export function personAt({ context: { db }, request: { params } }: Visit): Promise<Person> {
  return findPerson(db, readNumber(params['id']) || 0);
}

/** Returns the form that is filled in: as it waits for whoever comes back from signing in, or as it's sent. */
export function typedIn(visit: Visit): Fields {
  return waitingDraft(visit) ?? fieldsOf(visit);
}

/** Returns the reason in a form. */
export function reasonIn(fields: Fields): string {
  return lineOf(fields['reason']);
}

/** Does what a form asks for, and answers with the form again, and what is wrong with it, when that won't do. */
export async function doOrShowAgain(
  visit: Visit,
  act: () => Promise<Answer>,
  showAgain: (error: WikiError) => Page | Promise<Page>,
): Promise<Answer> {
  try {
    await limitSaves(visit);
    return await act();
  } catch (error) {
    return showAgain(formError(error));
  }
}
