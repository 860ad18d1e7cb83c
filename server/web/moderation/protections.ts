/** The form that limits who may edit an article, or lets everybody again. */
import type { WikiError } from '../../errors.ts';
import { protectArticle, unprotectArticle } from '../../wiki/moderation/protections.ts';
import type { Protection } from '../../wiki/policy.ts';
import { articleAt, articleByAnySlug } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { articlePath } from '../../locales/language.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { doOrShowAgain } from './forms.ts';
import { dayOf, lastMomentOf, typedMeasure } from './measures.ts';
import { page, type TypedProtection } from './views.ts';

const LEVELS: readonly string[] = ['verified', 'moderators'] satisfies Protection['level'][];

/** GET /wiki/:slug/protect: of an article that isn't protected yet, with the mildest that protects it chosen. */
export async function showProtectForm(visit: Visit): Promise<Page> {
  const article = await articleAt(visit);
  const { level, until } = article.protection ?? { level: 'verified' };
  return protectPage(visit, article, { level, until: dayOf(until, visit.where.lang), reason: '' });
}

/** POST /wiki/:slug/protect */
export async function takeProtectForm(visit: Visit): Promise<Answer> {
  const article = await articleByAnySlug(visit);
  const fields = fieldsOf(visit);
  const typed = { level: lineOf(fields['level']), ...typedMeasure(fields) };
  const act = async () => {
    await protect(visit, article, typed);
    return seeOther(articlePath(article.slug));
  };
  return doOrShowAgain(visit, act, (error) => protectPage(visit, article, typed, error));
}

async function protect(visit: Visit, { slug }: ShownArticle, typed: TypedProtection): Promise<void> {
  const { db } = visit.context;
  const [author, { level, reason }] = [authorIn(visit), typed];
  if (isLevel(level)) {
    await protectArticle(db, author, slug, { level, until: lastMomentOf(typed), reason });
    return leaveFlash(visit, 'flash.protected');
  }
  await unprotectArticle(db, author, slug, reason);
  leaveFlash(visit, 'flash.unprotected');
}

function isLevel(level: string): level is Protection['level'] {
  return LEVELS.includes(level);
}

function protectPage({ t }: Visit, article: ShownArticle, values: TypedProtection, error?: WikiError): Page {
  return page('moderation/protect', {
    title: t('protect.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    levels: ['all', ...LEVELS],
    values,
    ...shownErrors(error, t, 'reason'),
  });
}
