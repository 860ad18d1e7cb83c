/** One thread: its posts, oldest first, and the form that answers. The address of a post leads to its place in the thread. */
import type { WikiError } from '../../errors.ts';
import { answer } from '../../wiki/talk/posting.ts';
import { markPostsRead } from '../../wiki/following/notices.ts';
import { findPost, pageOf, postsOf } from '../../wiki/talk/posts.ts';
import { findThread, type Thread } from '../../wiki/talk/threads.ts';
import { articleAt, articleByAnySlug } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, pageFrom, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { actIn, typedPost, type PostForm } from './forms.ts';
import { fitting, lettersOf } from './room.ts';
import { sectionLabel, showPosts, threadPath, titleOf } from './showing.ts';
import { previewed } from './talk.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/talk/:thread?after=; of a post that began no thread it leads to the page where it stands. */
export async function showThread(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const article = await articleAt(visit);
  const post = await findPost(db, article.id, actIn(visit, 'thread'), visit.author);
  if (post.id !== post.threadId) return seeOther(await pathTo(visit, article.slug, post));
  const thread = await findThread(db, article.id, post.id, visit.author);
  const draft = waitingDraft(visit);
  const values = typedPost(draft ?? {});
  return threadPage(visit, article, thread, { values, restored: draft !== undefined });
}

/** POST /wiki/:slug/talk/:thread */
export async function takeAnswer(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const article = await articleByAnySlug(visit);
  const thread = await findThread(db, article.id, actIn(visit, 'thread'), visit.author);
  const fields = fieldsOf(visit);
  const values = typedPost(fields);
  try {
    await checkDoor(visit);
    if (fields['action'] === 'preview')
      return await threadPage(visit, article, thread, await previewed(visit, values));
    await limitSaves(visit);
    const place = { slug: article.slug, threadId: thread.id };
    const post = await answer(db, authorIn(visit), place, values);
    leaveFlash(visit, 'talk.flash.answered');
    return seeOther(await pathTo(visit, article.slug, post));
  } catch (error) {
    return threadPage(visit, article, thread, { values, restored: false }, formError(error));
  }
}

/** Returns the path of a post where it stands in its thread: on the last of the pages that its neighbours fill, if they're large. */
export async function pathTo(
  { context: { db }, author }: Visit,
  slug: string,
  post: { threadId: number; id: number },
): Promise<string> {
  let after = await pageOf(db, post, PAGE_SIZE);
  let rest = await postsOf(db, post.threadId, PAGE_SIZE, after, author);
  for (let shown = fitting(rest, lettersOf).rows; !shown.some(({ id }) => id >= post.id);) {
    after = shown.at(-1)!.id;
    rest = rest.slice(shown.length);
    shown = fitting(rest, lettersOf).rows;
  }
  const query = after === undefined ? '' : `?after=${after}`;
  return threadPath(slug, { id: post.threadId }, `${query}#post-${post.id}`);
}

/** A browser may fetch what nobody has before them yet. */
function isPrefetched({ headers }: Visit['request']): boolean {
  return /prefetch|prerender/.test(String(headers['sec-purpose'] ?? headers['purpose'] ?? ''));
}

async function threadPage(
  visit: Visit,
  article: ShownArticle,
  thread: Thread,
  form: PostForm,
  error?: WikiError,
): Promise<Page> {
  const { t, context, request, author } = visit;
  const after = pageFrom(request.query['after']);
  const all = await postsOf(context.db, thread.id, PAGE_SIZE, after, author);
  const { rows: posts, size } = fitting(all, lettersOf);
  if (author && !isPrefetched(request))
    await markPostsRead(
      context.db,
      author,
      posts.map(({ id }) => id),
    );
  const last = posts.at(-1);
  const isEnd = last === undefined || last.id === thread.lastPost;
  return page('talk/thread', {
    title: titleOf(visit, thread.first),
    section: `articles:${article.kind}`,
    article: headOf(article),
    thread: { ...thread, label: sectionLabel(article.kind, thread.section) },
    posts: await showPosts(visit, posts),
    beginning: after === undefined ? undefined : addressWith(visit, { after: '' }),
    later: isEnd ? undefined : nextPage(visit, posts, ({ id }) => ({ after: id }), size),
    form,
    ...shownErrors(error, t, 'words'),
  });
}
