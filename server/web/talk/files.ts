/** The talk about an article for machines: all of it as JSON, and the newest posts as a feed (RFC 4287). */
import { mentionsIn } from '../../text/mentions.ts';
import { namesOf } from '../../wiki/talk/mentions.ts';
import { newestPosts, postsAbout, postsAt, type Post } from '../../wiki/talk/posts.ts';
import { threadsAt, type Thread } from '../../wiki/talk/threads.ts';
import { articlePath } from '../../locales/language.ts';
import { articleAt } from '../articles/article.ts';
import { file, type Answer } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import { addressWith, hrefFor, type Visit } from '../frame/visit.ts';
import { fitting, lettersOf } from './room.ts';
import { calledIn, showWords, threadPath, titleOf } from './showing.ts';

/** How many posts a file holds, and how many letters of their words. */
const FILED = { size: 500, room: 250_000 };

/** GET /wiki/:slug/talk.json?after=: posts, oldest first. */
export async function sendTalk(visit: Visit): Promise<Answer> {
  const { context, author, request } = visit;
  const { db, settings } = context;
  const article = await articleAt(visit);
  const found = await postsAbout(db, article.id, FILED.size, pageFrom(request.query['after']), author);
  const { rows: posts, size } = fitting(found, lettersOf, FILED);
  const mentioned = new Map(posts.map(({ id, words }) => [id, [...new Set(mentionsIn(words))]]));
  const names = await namesOf(db, [...mentioned.values()].flat());
  const addressOf = (path: string) => new URL(hrefFor(visit, path), settings.baseUrl).href;
  const next = nextPage(visit, posts, ({ id }) => ({ after: id }), size);
  const begun = posts.flatMap(({ id, threadId }) => (id === threadId ? id : []));
  const threads = await threadsAt(db, begun, author);
  const said = posts.map((post) => ({
    ...{ id: post.id, thread: post.threadId, url: addressOf(threadPath(article.slug, post)) },
    ...openingOf(visit, threads.get(post.id)),
    ...fileOf(visit, post),
    mentions: mentioned.get(post.id)!.map((id) => ({
      ...{ person: id, name: calledIn(visit, names.get(id)!) },
    })),
  }));
  const head = { article: article.title, url: addressOf(articlePath(article.slug)) };
  const all = { ...head, posts: said, ...(next && { next: new URL(next, settings.baseUrl).href }) };
  return file(JSON.stringify(all, null, 2), 'application/json');
}

/** GET /wiki/:slug/talk.atom: the newest posts, as many as there's room for. */
export async function sendTalkFeed(visit: Visit): Promise<Answer> {
  const { context, author, where } = visit;
  const { db, settings, now } = context;
  const article = await articleAt(visit);
  const { rows: posts } = fitting(await newestPosts(db, article.id, PAGE_SIZE, author), lettersOf);
  const threads = await postsAt(db, [...new Set(posts.map(({ threadId }) => threadId))], author);
  const begun = await threadsAt(
    db,
    posts.flatMap(({ id, threadId }) => (id === threadId ? id : [])),
    author,
  );
  const path = articlePath(article.slug, '/talk');
  const feed = renderView('talk/talk.atom', {
    ...wordsOf(where),
    site: settings.siteName,
    origin: new URL(settings.baseUrl).origin,
    self: addressWith(visit, {}),
    page: hrefFor(visit, path),
    article,
    posts: (await showWords(visit, posts)).map((post) => ({
      ...post,
      thread: titleOf(visit, threads.get(post.threadId)!),
      quote: begun.get(post.id)?.passage?.quote,
      href: hrefFor(visit, threadPath(article.slug, post)),
    })),
    updated:
      posts
        .map(({ at, rewordedAt }) => rewordedAt ?? at)
        .sort()
        .at(-1) ?? now(),
  });
  return file(feed, 'application/atom+xml');
}

/** What a post says that begins a thread. */
function openingOf(visit: Visit, thread: Thread | undefined) {
  if (!thread) return {};
  const { first, section, settled, passage } = thread;
  return {
    title: first.title,
    ...(section !== '' && { section }),
    ...(passage && {
      passage: { version: passage.number, quote: passage.quote ?? null, standing: passage.isStanding },
    }),
    ...(settled && {
      settled: { at: settled.at, by: calledIn(visit, settled.byline), note: settled.reason },
    }),
  };
}

function fileOf(visit: Visit, { byline, at, rewordedAt, words, hidden, isErased }: Post) {
  const { personId: id, title, workplace } = byline;
  return {
    author: { id, name: calledIn(visit, byline), title, workplace },
    ...{ at, words },
    ...(rewordedAt !== undefined && { rewordedAt }),
    ...(hidden && { hidden: { at: hidden.at, by: calledIn(visit, hidden.byline), reason: hidden.reason } }),
    ...(isErased && { erased: true }),
  };
}
