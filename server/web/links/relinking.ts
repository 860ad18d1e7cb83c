/** The form that leads the links of other articles to an article's new title: who moves it is offered it, and anyone may do it later. */
import type { WikiError } from '../../errors.ts';
import { articlePath } from '../../locales/language.ts';
import { outdatedLinks, relinkArticles } from '../../wiki/links/relinking.ts';
import { articleByAnySlug, standingAt } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, readNumber, shownErrors, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { shownLinking } from './lists.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/relink */
export async function showRelinkForm(visit: Visit): Promise<Page> {
  const article = await standingAt(visit);
  return relinkPage(visit, article, waitingDraft(visit));
}

/** POST /wiki/:slug/relink */
export async function takeRelinkForm(visit: Visit): Promise<Answer> {
  const article = await articleByAnySlug(visit);
  const fields = fieldsOf(visit);
  try {
    await limitSaves(visit);
    await checkDoor(visit);
    const wanted = { ids: idsIn(fields), summary: lineOf(fields['summary']) };
    const { changed, left } = await relinkArticles(visit.context.db, authorIn(visit), article.slug, wanted);
    const titles = left.map(({ title }) => visit.t('quote', { text: title })).join(', ');
    leaveFlash(visit, left.length > 0 ? 'relink.doneSome' : 'relink.done', {
      type: left.length > 0 ? 'warning' : 'success',
      count: changed,
      titles,
    });
    const { count } = await outdatedLinks(visit.context.db, article, visit.author, visit.context.now());
    return seeOther(articlePath(article.slug, count > left.length ? '/relink' : '/links'));
  } catch (error) {
    return relinkPage(visit, article, fields, formError(error));
  }
}

async function relinkPage(
  visit: Visit,
  article: ShownArticle,
  typed: Fields | undefined,
  error?: WikiError,
): Promise<Page> {
  const { t, context, author } = visit;
  const { articles, count } = await outdatedLinks(context.db, article, author, context.now());
  const chosen = typed && idsIn(typed);
  return page('links/relink', {
    title: t('relink.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    open: articles
      .filter(({ isProtected }) => !isProtected)
      .map((each) => ({ ...shownLinking(each), checked: chosen?.includes(each.id) ?? true })),
    closed: articles.filter(({ isProtected }) => isProtected).map(shownLinking),
    more: count - articles.length,
    values: { summary: typed ? lineOf(typed['summary']) : t('relink.summary', { title: article.title }) },
    ...shownErrors(error, t, 'summary'),
  });
}

/** Returns the ids of the articles that are ticked in a form. */
function idsIn(fields: Fields): number[] {
  const { articles } = fields;
  if (typeof articles !== 'object' || articles === null) return [];
  return Object.keys(articles).flatMap((id) => readNumber(id) || []);
}
