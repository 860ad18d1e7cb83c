/** The form that sets a title free which an article had once, and the list of those that it had. */
import type { WikiError } from '../../errors.ts';
import { articlePath } from '../../locales/language.ts';
import { slugOf } from '../../text/slug.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { freeTitle, oldSlugs } from '../../wiki/moderation/freeing.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import type { Visit } from '../frame/visit.ts';
import { headOf } from '../showing/article.ts';
import { articleToModerate, doOrShowAgain, reasonIn, typedIn } from './forms.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/free: of an old slug the form, of the present one the list of the old ones. */
export async function showFreeingForm(visit: Visit): Promise<Page> {
  return freeingPage(visit, await articleToModerate(visit), reasonIn(typedIn(visit)));
}

/** POST /wiki/:slug/free */
export async function takeFreeingForm(visit: Visit): Promise<Answer> {
  const article = await articleToModerate(visit);
  const reason = reasonIn(typedIn(visit));
  const slug = slugAt(visit);
  const act = async () => {
    await freeTitle(visit.context.db, authorIn(visit), slug, reason);
    return seeOther(articlePath(slug));
  };
  return doOrShowAgain(visit, act, (error) => freeingPage(visit, article, reason, error));
}

function slugAt({ request }: Visit): string {
  return slugOf(String(request.params['slug']));
}

async function freeingPage(visit: Visit, article: Article, reason: string, error?: WikiError): Promise<Page> {
  const { t, context } = visit;
  const slug = slugAt(visit);
  const old = slug === article.slug ? undefined : slug;
  return page('moderation/free', {
    title: old === undefined ? t('free.list') : t('free.title', { slug: old }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    old,
    slugs: await oldSlugs(context.db, article),
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}
