/** The head of each article: what its row says of its current content, for lists and searches. */
import { prepared } from '../../db/prepared.ts';
import type { ArticleTable, Tx } from '../../db/schema.ts';
import { completeness } from '../../kinds/completeness.ts';
import type { Content } from '../../kinds/content.ts';
import { kindOf, kinds } from '../../kinds/index.ts';
import { slugOf } from '../../text/slug.ts';
import { collationKey } from '../../text/danish-order.ts';
import { readContent, standingContents, unlessErased } from '../history/contents.ts';
import { catchUpArticles, forEachArticle, type Copy, type CurrentArticle } from './copy.ts';

/** To be raised with whatever says otherwise of the same content. */
const WAY = 3;

export const heads: Copy = {
  name: 'heads',
  follow: (tx, { articleId, sequence, content }) => copyHead(tx, { id: articleId, sequence }, content),
  forget: (tx, { article }) => copyStanding(tx, article),
  catchUp: (db) => catchUpArticles(db, { name: 'heads', way: WAY }, copyStanding),
  rebuild: (db) => forEachArticle(db, copyStanding),
};

/** What an article's row says of its current content. */
export type Head = Pick<
  ArticleTable,
  'slug' | 'title' | 'lead' | 'kind' | 'sort_key' | 'sections_done' | 'sections_total'
>;

/** Returns what an article's row says of a content. */
export function headOf(content: Content): Head {
  const { title, lead, kind: code } = content;
  const kind = kindOf(code);
  const sections = kind ? completeness(kind, content) : { done: 0, total: 0 };
  return {
    slug: slugOf(title),
    title,
    lead,
    kind: code,
    sort_key: collationKey(title),
    sections_done: sections.done,
    sections_total: sections.total,
  };
}

/** What stands where a title was, and a kind, once every text that an article had is erased. */
const NOTHING_STANDS = { title: '[…]', kind: kinds[0]!.code };

/** Returns what is left to say in the row of an article whose current content was erased: not one word of that. */
export function erasedHead(uid: Buffer, standing?: Pick<Content, 'title' | 'kind'>): Head {
  const { title, kind } = standing ?? NOTHING_STANDS;
  const slug = standing ? slugOf(title) : uid.toString('hex');
  return { slug, title, lead: '', kind, sort_key: collationKey(title), sections_done: 0, sections_total: 0 };
}

async function copyStanding(tx: Tx, article: CurrentArticle): Promise<void> {
  const content = await unlessErased(readContent(tx, article.sequence));
  if (content) await copyHead(tx, article, content);
  else await copyErased(tx, article);
}

async function copyHead(
  tx: Tx,
  { id, sequence }: { id: number; sequence: number },
  content: Content,
): Promise<void> {
  await update(tx, id, { sequence, ...headOf(content) });
}

const update = prepared((db, id: number, head: Head & { sequence: number }) =>
  db.updateTable('article').set(head).where('id', '=', id),
);

/**
 * Copies what is left of an article whose current content was erased: the newest title that still stands, else a mark,
 * with the uid for a slug, as where another article has the title's by now; not one word more.
 */
async function copyErased(tx: Tx, { id, uid, sequence }: CurrentArticle): Promise<void> {
  const { value: standing } = await standingContents(tx, id).next();
  const head = erasedHead(uid, standing);
  if (!(await takeSlug(tx, id, head.slug))) {
    head.slug = uid.toString('hex');
    await takeSlug(tx, id, head.slug);
  }
  await update(tx, id, { sequence, ...head });
}

/** Gives an article a slug, as if it had never been set free, and tells whether it has it: another may have taken it. */
async function takeSlug(tx: Tx, id: number, slug: string): Promise<boolean> {
  await tx
    .insertInto('slug')
    .values({ slug, article_id: id })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  const holder = await tx
    .selectFrom('slug')
    .select('article_id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  if (holder.article_id !== id) return false;
  await tx.deleteFrom('freed_slug').where('article_id', '=', id).where('slug', '=', slug).execute();
  return true;
}
