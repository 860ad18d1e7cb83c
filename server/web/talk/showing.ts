/** Posts and threads as pages show them: words as HTML, mentions by what people are called now, and the names of sections. */
import { headingOf } from '../../wiki/talk/sections.ts';
import { mentionsIn } from '../../text/mentions.ts';
import { plainPost, type Mentioned } from '../../text/markdown.ts';
import { articlePath } from '../../locales/language.ts';
import { missingSlugs } from '../../wiki/articles/slugs.ts';
import { thanksForPosts, type Thanks } from '../../wiki/following/thanks.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import { namesOf } from '../../wiki/talk/mentions.ts';
import type { Post } from '../../wiki/talk/posts.ts';
import type { Thread } from '../../wiki/talk/threads.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { readWords, type Words } from './words.ts';

/** What says something, with its words as HTML. */
export type ShownSaid<Said> = Said & { html: string };

/** Returns what is said with its words as HTML; what a page has no room for is shown as it was written. */
export async function showWords<Said extends { words: string; hidden?: unknown }>(
  visit: Visit,
  all: readonly Said[],
  isKept = true,
): Promise<ShownSaid<Said>[]> {
  const { db } = visit.context;
  const read = withinRoom(all, isKept);
  const missing = await missingSlugs(db, [...new Set(read.flatMap((words) => words?.links ?? []))]);
  const mentioned = all.flatMap(({ words }, index) => read[index]?.mentions ?? mentionsIn(words));
  const people = new Map<number, Mentioned>();
  for (const [id, byline] of await namesOf(db, mentioned))
    people.set(id, { name: calledIn(visit, byline), href: hrefFor(visit, `/people/${id}`) });
  return all.map((said, index) => ({
    ...said,
    html: read[index]?.show(missing, people, visit.where) ?? plainPost(said.words, people),
  }));
}

/** Reads what is said, as long as there's room for it on one page; what is hidden is kept for nobody. */
function withinRoom(
  all: readonly { words: string; hidden?: unknown }[],
  isKept: boolean,
): (Words | undefined)[] {
  let room = 1;
  return all.map(({ words, hidden }) => {
    if (room < 0) return undefined;
    const read = readWords(words, isKept && !hidden);
    room -= read.room;
    return room < 0 ? undefined : read;
  });
}

/** A post as a thread shows it: with the thanks for it. */
export type ShownPost = ShownSaid<Post> & { thanks: Thanks | undefined };

/** Returns posts with their words as HTML, and the thanks for them. */
export async function showPosts(visit: Visit, posts: readonly Post[]): Promise<ShownPost[]> {
  const ids = posts.map(({ id }) => id);
  const thanks = await thanksForPosts(visit.context.db, ids, visit.author?.personId);
  return (await showWords(visit, posts)).map((post) => ({ ...post, thanks: thanks.get(post.id) }));
}

/** Returns what a section is called in an article of a kind; undefined of what is about none. */
export function sectionLabel(kind: string, section: string): string | undefined {
  return section === '' ? undefined : (headingOf(kind, section)?.text ?? section);
}

/** Returns the path of a thread, or of the page of it that a post stands on, given the post's own address. */
export function threadPath(slug: string, { id }: Pick<Thread, 'id'>, rest = ''): string {
  return articlePath(slug, `/talk/${id}${rest}`);
}

/** Returns what a thread is called: by its title, or by what became of that. */
export function titleOf(
  { t }: Visit,
  { title, hidden, isErased }: Pick<Post, 'title' | 'hidden' | 'isErased'>,
): string {
  if (title !== '') return title;
  return t(isErased || !hidden ? 'thread.erased' : 'thread.hidden');
}

/** Returns what somebody goes by now, as one line. */
export function calledIn({ t }: Visit, { erased, personId, name, namesake }: Byline): string {
  if (erased) return t('byline.erased', { number: personId });
  return namesake ? t('byline.numbered', { name, number: namesake }) : name;
}
