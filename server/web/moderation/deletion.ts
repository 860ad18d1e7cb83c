/** Deleting an article, and bringing it back: a form each, which asks why. */
import type { WikiError } from '../../errors.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { deleteArticle, undeleteArticle } from '../../wiki/moderation/deletion.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { articlePath } from '../../locales/language.ts';
import { leaveFlash } from '../frame/flash.ts';
import type { Visit } from '../frame/visit.ts';
import { backOr, wayBackIn } from '../frame/way-back.ts';
import { headOf } from '../showing/article.ts';
import { articleToModerate, doOrShowAgain, reasonIn, typedIn } from './forms.ts';
import { page, type DeletionDeed } from './views.ts';

const ways = { delete: deleteArticle, undelete: undeleteArticle };

/** GET /wiki/:slug/delete, /undelete */
export function showDeletionForm(deed: DeletionDeed) {
  return async (visit: Visit): Promise<Page> => {
    const article = await articleToModerate(visit);
    return deletionPage(visit, deed, article, reasonIn(typedIn(visit)));
  };
}

/** POST /wiki/:slug/delete, /undelete */
export function takeDeletionForm(deed: DeletionDeed) {
  return async (visit: Visit): Promise<Answer> => {
    const article = await articleToModerate(visit);
    const reason = reasonIn(typedIn(visit));
    const act = async () => {
      await ways[deed](visit.context.db, authorIn(visit), article.slug, reason);
      leaveFlash(visit, `moderated.${deed}`);
      return backOr(visit, articlePath(article.slug));
    };
    return doOrShowAgain(visit, act, (error) => deletionPage(visit, deed, article, reason, error));
  };
}

function deletionPage(
  visit: Visit,
  deed: DeletionDeed,
  article: Article,
  reason: string,
  error?: WikiError,
): Page {
  const { t } = visit;
  return page('moderation/deletion', {
    title: t(`${deed}.title`, { title: article.title }),
    section: `articles:${article.kind}`,
    deed,
    article: headOf(article),
    values: { reason },
    back: wayBackIn(visit),
    ...shownErrors(error, t, 'reason'),
  });
}
