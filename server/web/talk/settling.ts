/** The forms by which a thread is settled, and opened again, with a note for all to read if somebody has one. */
import type { WikiError } from '../../errors.ts';
import { settleOrReopen } from '../../wiki/talk/settling.ts';
import { findThread, type Thread } from '../../wiki/talk/threads.ts';
import { articleByAnySlug, standingAt } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { actIn } from './forms.ts';
import { threadPath, titleOf } from './showing.ts';
import { page, type SettlingDeed } from './views.ts';

/** GET /wiki/:slug/talk/:thread/settle, and /reopen */
export function showSettlingForm(deed: SettlingDeed) {
  return async (visit: Visit): Promise<Page> => {
    const article = await standingAt(visit);
    const reason = lineOf(waitingDraft(visit)?.['reason']);
    return settlingPage(visit, { deed, article, thread: await threadIn(visit, article), reason });
  };
}

/** POST /wiki/:slug/talk/:thread/settle, and /reopen */
export function takeSettlingForm(deed: SettlingDeed) {
  return async (visit: Visit): Promise<Answer> => {
    const { db } = visit.context;
    const article = await articleByAnySlug(visit);
    const thread = await threadIn(visit, article);
    const reason = lineOf(fieldsOf(visit)['reason']);
    try {
      await limitSaves(visit);
      await checkDoor(visit);
      await settleOrReopen(db, authorIn(visit), deed, {
        slug: article.slug,
        threadId: thread.id,
        note: reason,
      });
      leaveFlash(visit, `talk.flash.${deed}`);
      return seeOther(threadPath(article.slug, thread));
    } catch (error) {
      return settlingPage(visit, { deed, article, thread, reason }, formError(error));
    }
  };
}

function threadIn(visit: Visit, { id }: ShownArticle): Promise<Thread> {
  return findThread(visit.context.db, id, actIn(visit, 'thread'), visit.author);
}

interface SettlingForm {
  deed: SettlingDeed;
  article: ShownArticle;
  thread: Thread;
  reason: string;
}

function settlingPage(
  visit: Visit,
  { deed, article, thread, reason }: SettlingForm,
  error?: WikiError,
): Page {
  const { t } = visit;
  return page('talk/settling', {
    title: t(`${deed}.title`, { title: titleOf(visit, thread.first) }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    deed,
    thread,
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}
