/** Saying a post otherwise, and all that it said before. */
import { notFound, postHidden, type WikiError } from '../../errors.ts';
import { seesHidden } from '../../wiki/policy.ts';
import { writeNames } from '../../wiki/talk/mentions.ts';
import { reword } from '../../wiki/talk/posting.ts';
import { findPost, wordingsOf, type Post } from '../../wiki/talk/posts.ts';
import { articleAt, articleByAnySlug, standingAt } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, pageFrom, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { actIn, typedPost, type PostForm } from './forms.ts';
import { fitting, lettersOf } from './room.ts';
import { showWords } from './showing.ts';
import { previewed } from './talk.ts';
import { pathTo } from './thread.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/talk/:thread/:post/edit */
export async function showRewordForm(visit: Visit): Promise<Page> {
  const article = await standingAt(visit);
  const post = await postIn(visit, article);
  if (post.hidden && !seesHidden(visit.author)) throw postHidden();
  const draft = waitingDraft(visit);
  const words = await writeNames(visit.context.db, post.words);
  const values = draft ? typedPost(draft) : { title: post.title, words, section: '' };
  return rewordPage(visit, article, post, { values, restored: draft !== undefined });
}

/** POST /wiki/:slug/talk/:thread/:post/edit */
export async function takeRewordForm(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const article = await articleByAnySlug(visit);
  const post = await postIn(visit, article);
  const fields = fieldsOf(visit);
  const values = typedPost(fields);
  try {
    await checkDoor(visit);
    if (fields['action'] === 'preview')
      return rewordPage(visit, article, post, await previewed(visit, values));
    await limitSaves(visit);
    const isChanged = await reword(db, authorIn(visit), { slug: article.slug, ...post }, values);
    leaveFlash(visit, isChanged ? 'talk.flash.reworded' : 'flash.unchanged', {
      type: isChanged ? 'success' : 'info',
    });
    return seeOther(await pathTo(visit, article.slug, post));
  } catch (error) {
    return rewordPage(visit, article, post, { values, restored: false }, formError(error));
  }
}

/** GET /wiki/:slug/talk/:thread/:post/history?before= */
export async function showWordings(visit: Visit): Promise<Page> {
  const { t, context, request, author } = visit;
  const article = await articleAt(visit);
  const post = await postIn(visit, article);
  const before = pageFrom(request.query['before']);
  const all = await wordingsOf(context.db, post, PAGE_SIZE, before, author);
  const { rows: wordings, size } = fitting(all, lettersOf);
  return page('talk/history', {
    title: t('wordings.title'),
    section: `articles:${article.kind}`,
    article: headOf(article),
    post,
    wordings: await showWords(visit, wordings, !post.hidden),
    older: nextPage(visit, wordings, ({ id }) => ({ before: id }), size),
  });
}

/** Returns the post that an address names, by its thread and its own number. Throws 404 when there's none. */
export async function postIn(visit: Visit, { id }: ShownArticle): Promise<Post> {
  const post = await findPost(visit.context.db, id, actIn(visit, 'post'), visit.author);
  if (post.threadId !== actIn(visit, 'thread')) throw notFound('no-such-post');
  return post;
}

function rewordPage(
  { t }: Visit,
  article: ShownArticle,
  post: Post,
  form: PostForm,
  error?: WikiError,
): Page {
  return page('talk/reword', {
    title: t('reword.title'),
    section: `articles:${article.kind}`,
    article: headOf(article),
    post,
    form,
    ...shownErrors(error, t, 'words'),
  });
}
