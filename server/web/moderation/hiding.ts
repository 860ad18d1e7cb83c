/** Hiding the text or the summary of a version, and showing them again, in one form. */
import type { WikiError } from '../../errors.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { hideRevision, partsOf, type HidingAsked } from '../../wiki/moderation/hiding.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { numberIn, shownErrors, textOf, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { articlePath } from '../../locales/language.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf } from '../showing/article.ts';
import { articleToModerate, doOrShowAgain, reasonIn } from './forms.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/history/:number/hide */
export async function showHidingForm(visit: Visit): Promise<Page> {
  const article = await articleToModerate(visit);
  const draft = waitingDraft(visit);
  return hidingPage(visit, article, draft && hidingIn(draft));
}

/** POST /wiki/:slug/history/:number/hide */
export async function takeHidingForm(visit: Visit): Promise<Answer> {
  const article = await articleToModerate(visit);
  const { slug } = article;
  const number = numberIn(visit.request.params['number']);
  const asked = hidingIn(fieldsOf(visit));
  const act = async () => {
    await hideRevision(visit.context.db, authorIn(visit), { slug, number }, asked);
    leaveFlash(visit, asked.text || asked.summary ? 'moderated.hide' : 'moderated.unhide', { number });
    return seeOther(articlePath(slug, '/history'));
  };
  return doOrShowAgain(visit, act, (error) => hidingPage(visit, article, asked, error));
}

function hidingIn(fields: Fields): HidingAsked {
  const isChosen = (name: string) => textOf(fields[name]) !== '';
  return { text: isChosen('text'), summary: isChosen('summary'), reason: reasonIn(fields) };
}

async function hidingPage(
  { t, context: { db }, request, author }: Visit,
  article: Article,
  asked: HidingAsked | undefined,
  error?: WikiError,
): Promise<Page> {
  const number = numberIn(request.params['number']);
  const line = await revisionLine(db, article.id, number, author);
  const now = { text: line.hidden?.text ?? false, summary: line.hidden?.summary ?? false, reason: '' };
  return page('moderation/hide', {
    title: t('hide.title', { number, title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    line,
    parts: partsOf(line, article),
    values: asked ?? now,
    ...shownErrors(error, t, 'reason'),
  });
}
