/** The forms by which a moderator hides a post, and shows it again, with the reason that everybody reads. */
import type { WikiError } from '../../errors.ts';
import { hideOrShowPost } from '../../wiki/talk/hiding.ts';
import type { Post } from '../../wiki/talk/posts.ts';
import { articleAt, articleByAnySlug } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { postIn } from './rewording.ts';
import { showWords } from './showing.ts';
import { pathTo } from './thread.ts';
import { page, type PostHidingDeed } from './views.ts';

/** GET /wiki/:slug/talk/:thread/:post/hide, and /unhide */
export function showPostHidingForm(deed: PostHidingDeed) {
  return async (visit: Visit): Promise<Page> => {
    const article = await articleAt(visit);
    const reason = lineOf(waitingDraft(visit)?.['reason']);
    return hidingPage(visit, { deed, article, post: await postIn(visit, article), reason });
  };
}

/** POST /wiki/:slug/talk/:thread/:post/hide, and /unhide */
export function takePostHidingForm(deed: PostHidingDeed) {
  return async (visit: Visit): Promise<Answer> => {
    const { db } = visit.context;
    const article = await articleByAnySlug(visit);
    const post = await postIn(visit, article);
    const reason = lineOf(fieldsOf(visit)['reason']);
    try {
      await limitSaves(visit);
      await checkDoor(visit);
      await hideOrShowPost(db, authorIn(visit), deed, { slug: article.slug, id: post.id, reason });
      leaveFlash(visit, `talk.flash.${deed}`);
      return seeOther(await pathTo(visit, article.slug, post));
    } catch (error) {
      return hidingPage(visit, { deed, article, post, reason }, formError(error));
    }
  };
}

interface HidingForm {
  deed: PostHidingDeed;
  article: ShownArticle;
  post: Post;
  reason: string;
}

async function hidingPage(
  visit: Visit,
  { deed, article, post, reason }: HidingForm,
  error?: WikiError,
): Promise<Page> {
  const { t } = visit;
  const [shown] = await showWords(visit, [post]);
  return page('talk/hide', {
    title: t(`${deed}.title`),
    section: `articles:${article.kind}`,
    article: headOf(article),
    deed,
    post: shown!,
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}
