/**
 * Links to the former titles of an article, led to the one that it has now: in each of the other articles an ordinary edit of
 * whoever asks for it, by the same way and with the same checks as any.
 */
import type { Db } from '../../db/schema.ts';
import { invalid, WikiError } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { fieldOf } from '../../kinds/kind.ts';
import { kindOf } from '../../kinds/index.ts';
import { relink } from '../../text/relink.ts';
import { slugOf } from '../../text/slug.ts';
import { findArticle, type Article } from '../articles/articles.ts';
import { checkContent, checkSummary } from '../articles/checks.ts';
import { saveOnto } from '../articles/edits.ts';
import { slugsOf } from '../articles/slugs.ts';
import type { Author } from '../history/author.ts';
import { unlessErased } from '../history/contents.ts';
import { contentOf } from '../history/reading.ts';
import { subjectAt } from '../history/standing.ts';
import { can, type Reader } from '../policy.ts';
import { listOutdated } from './backlinks.ts';
import type { LinkingArticle } from './linking.ts';

/** How many articles are changed at once; the rest waits for the next time. */
export const MOST_RELINKED = 50;

/** An article that links to a former title; `isProtected` when whoever asks may not write in it. */
export type Outdated = LinkingArticle & { isProtected: boolean };

/** Returns the articles that link to former titles of one, as many as are changed at once, and how many there are in all. */
export async function outdatedLinks(
  db: Db,
  article: Article,
  reader: Reader,
  at: string,
): Promise<{ articles: Outdated[]; count: number }> {
  const { articles, count } = await listOutdated(db, article, { limit: MOST_RELINKED });
  const told: Outdated[] = [];
  for (const each of articles) {
    const subject = await subjectAt(db, { articleId: each.id }, at);
    told.push({ ...each, isProtected: reader !== undefined && !can(reader, 'write', subject) });
  }
  return { articles: told, count };
}

/** What became of the articles that were asked for: how many were changed, and those that weren't, since their text has something wrong with it, or may not be written in. */
export interface Relinked {
  changed: number;
  left: { slug: string; title: string }[];
}

/**
 * Leads the links in some articles, by their ids, to the title that an article has now, each in a revision of its own; what has no
 * such link any more is passed over. Throws 404, 410, 422 for the summary or when none is asked for; and 403 or 429 when the author may write nothing, or no more, in which case the articles before that
 * are changed.
 */
export async function relinkArticles(
  db: Db,
  author: Author,
  slug: string,
  { ids, summary }: { ids: readonly number[]; summary: string },
): Promise<Relinked> {
  checkSummary(summary);
  const article = await findArticle(db, slug);
  const former = new Set((await slugsOf(db, article.id)).filter((each) => each !== article.slug));
  const limit = MOST_RELINKED;
  const { articles } = await listOutdated(db, article, { limit, among: ids.slice(0, limit) });
  if (articles.length === 0) throw invalid([{ field: 'articles', code: 'none-chosen' }]);
  const result: Relinked = { changed: 0, left: [] };
  for (const { slug, title } of articles) {
    try {
      if (await relinkOne(db, author, slug, { former, title: article.title, summary })) result.changed++;
    } catch (error) {
      if (!isOfArticle(error)) throw error;
      result.left.push({ slug, title });
    }
  }
  return result;
}

/** Tells whether an error is of an article alone, so that others may still be changed. */
function isOfArticle(error: unknown): boolean {
  return (
    error instanceof WikiError &&
    ([404, 409, 410, 413, 422].includes(error.status) || error.code.startsWith('protected-'))
  );
}

function relinkOne(
  db: Db,
  author: Author,
  slug: string,
  { former, title, summary }: { former: ReadonlySet<string>; title: string; summary: string },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const article = await findArticle(tx, slug);
    const current = await unlessErased(contentOf(tx, article.sequence, author));
    if (!current) return false;
    const content = relinked(current, former, title);
    checkContent(content);
    const edit = { content, base: article.number, summary, minor: true };
    const saved = await saveOnto(tx, author, article, edit);
    return saved.outcome === 'saved' && saved.number !== null;
  });
}

/** Returns a content whose links, in the text and in the facts, to some slugs lead to a title. */
export function relinked(content: Content, slugs: ReadonlySet<string>, title: string): Content {
  const kind = kindOf(content.kind);
  const facts = Object.entries(content.facts).map(([name, value]) => {
    const isOfArticles = kind && fieldOf(kind, name)?.type === 'articles' && Array.isArray(value);
    if (!isOfArticles) return [name, value] as const;
    return [name, [...new Set(value.map((each) => (slugs.has(slugOf(each)) ? title : each)))]] as const;
  });
  return { ...content, facts: Object.fromEntries(facts), body: relink(content.body, slugs, title) };
}
