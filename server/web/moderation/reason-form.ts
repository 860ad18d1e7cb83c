/** What the forms of moderators have in common: who may see them, the reason that each asks for, and the way back when it won't do. */
import type { WikiError } from '../../errors.ts';
import { findAnyArticle, type Article } from '../../wiki/articles/articles.ts';
import { check, type Deed } from '../../wiki/policy.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';

/** Returns the article that a moderator's page is about, deleted or not. Throws 404, and 403 to whoever may not do what it's for. */
export async function articleToModerate(visit: Visit, deed: Deed): Promise<Article> {
  const article = await findAnyArticle(visit.context.db, String(visit.request.params['slug']));
  check(authorIn(visit), deed);
  return article;
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
