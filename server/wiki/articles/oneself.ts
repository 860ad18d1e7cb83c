/**
 * Whoever saves twice from one form, as after going back in the browser, meets their own first save. It's no other's: where the
 * second text goes on with the first, it's as if it had been begun on that.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { goesOn } from '../../text/merge/going-on.ts';
import type { Author } from '../history/author.ts';
import { unlessErased } from '../history/contents.ts';
import { contentAt } from '../history/reading.ts';
import type { Article } from './articles.ts';

/** Returns the number of the last revision up to which, after another, an author alone has saved; that other's, when the next is somebody else's. */
export async function lastOfOwn(db: Db, author: Author, article: Article, after: number): Promise<number> {
  const [others] = await nextOfOthers(db, article.id, after, author.personId);
  return (others?.number ?? article.number + 1) - 1;
}

const nextOfOthers = prepared((db, articleId: number, after: number, personId: number) =>
  db
    .selectFrom('revision')
    .select('number')
    .where('article_id', '=', articleId)
    .where('number', '>', after)
    .where('person_id', '<>', personId)
    .orderBy('number')
    .limit(1),
);

/** So many of an author's own revisions may have come from one form: each is a text to compare. */
const MOST_COMPARED = 10;

/** Returns the base of a content that an author made of another: the last of their own newest revisions after that which it goes on with. */
export async function ownBase(
  db: Db,
  author: Author,
  article: Article,
  { base, began, content }: { base: number; began: Content; content: Content },
): Promise<{ base: number; began: Content }> {
  const last = await lastOfOwn(db, author, article, base);
  for (let number = last; number > Math.max(base, last - MOST_COMPARED); number--) {
    const former = await unlessErased(contentAt(db, article.id, number, author));
    if (former && contentGoesOn(began, former, content)) return { base: number, began: former };
  }
  return { base, began };
}

/** Says whether a content goes on with what a former one changed, in each part of it. */
function contentGoesOn(base: Content, former: Content, content: Content): boolean {
  const parts = ['kind', 'topics', 'sources', 'facts'] as const;
  const isSame = (name: (typeof parts)[number], one: Content, other: Content) =>
    JSON.stringify(one[name]) === JSON.stringify(other[name]);
  return (
    (['title', 'lead', 'body'] as const).every((name) => goesOn(base[name], former[name], content[name])) &&
    parts.every((name) => isSame(name, base, former) || !isSame(name, base, content))
  );
}
