/**
 * A slug, once an article has had it, is that article's for ever: readers' links and citations keep leading there. Only
 * the erasure of a title, and a moderator, set a slug free.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { slugOf } from '../../text/slug.ts';

/** How many slugs are asked for at once; databases bound how many values a query may hold. */
const SLICE = 500;

/**
 * Gives a title's slug to an article and returns it.
 * Throws 422 on the title when it has no letter or digit, or when another article holds or has held the slug.
 */
export async function claimSlug(tx: Tx, articleId: number, title: string): Promise<string> {
  const slug = slugOf(title);
  if (slug === '') throw invalid([{ field: 'title', code: 'no-slug' }]);
  await insertSlug(tx, slug, articleId);
  const holder = (await holders(tx, slug))[0]!;
  if (holder.id === articleId) {
    await forgetFreed(tx, articleId, [slug]);
    return slug;
  }
  // What a deleted article was called later is told to nobody.
  if (holder.deleted_by !== null) throw invalid([{ field: 'title', code: 'slug-deleted', params: { slug } }]);
  const params = { title: holder.title, slug: holder.slug };
  if (holder.slug === slug) throw invalid([{ field: 'title', code: 'slug-taken', params }]);
  throw invalid([{ field: 'title', code: 'slug-kept', params: { ...params, kept: slug } }]);
}

const insertSlug = prepared((db, slug: string, article_id: number) =>
  db
    .insertInto('slug')
    .values({ slug, article_id })
    .onConflict((conflict) => conflict.column('slug').doNothing()),
);

const holders = prepared((db, slug: string) =>
  db
    .selectFrom('slug')
    .innerJoin('article', 'article.id', 'slug.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(['article.id', 'article.title', 'article.slug', 'deletion.act_id as deleted_by'])
    .where('slug.slug', '=', slug),
);

/** Tells whether a slug is another article's. */
export async function isOthers(db: Db, slug: string, articleId: number): Promise<boolean> {
  return (await others(db, slug, articleId)).length > 0;
}

const others = prepared((db, slug: string, articleId: number) =>
  held(db).where('slug', '=', slug).where('article_id', '<>', articleId),
);

/** Returns every slug that an article has or has had. */
export async function slugsOf(db: Db, articleId: number): Promise<string[]> {
  const rows = await db.selectFrom('slug').select('slug').where('article_id', '=', articleId).execute();
  return rows.map(({ slug }) => slug);
}

/** Returns the slugs that were set free of an article, also those that another has now. */
export async function slugsFreedOf(db: Db, articleId: number): Promise<string[]> {
  const rows = await db.selectFrom('freed_slug').select('slug').where('article_id', '=', articleId).execute();
  return rows.map(({ slug }) => slug);
}

/** Takes slugs from an article, for good; what led there leads nowhere. */
export async function releaseSlugs(tx: Tx, articleId: number, slugs: readonly string[]): Promise<void> {
  await tx.deleteFrom('slug').where('article_id', '=', articleId).where('slug', 'in', slugs).execute();
  await forgetFreed(tx, articleId, slugs);
}

/** An article that had a slug until a moderator set it free, by an act. */
export interface FormerHolder {
  act: number;
  slug: string;
  title: string;
  isDeleted: boolean;
}

/** Returns the last article, but for one, that had a slug until it was set free. */
export async function formerHolder(db: Db, slug: string, butFor = NOBODY): Promise<FormerHolder | undefined> {
  const [row] = await formerHolders(db, slug, butFor);
  if (!row) return undefined;
  const { deleted_by: deletedBy, ...holder } = row;
  return { ...holder, isDeleted: deletedBy !== null };
}

/** No article has that id. */
const NOBODY = 0;

const formerHolders = prepared((db, slug: string, butFor: number) =>
  db
    .selectFrom('freed_slug')
    .innerJoin('article', 'article.id', 'freed_slug.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(['freed_slug.act_id as act', 'article.slug', 'article.title', 'deletion.act_id as deleted_by'])
    .where('freed_slug.slug', '=', slug)
    .where('article.id', '!=', butFor)
    .orderBy('freed_slug.act_id', 'desc')
    .limit(1),
);

/** Returns those of the slugs that no article holds or has held. */
export function freeSlugs(db: Db, slugs: readonly string[]): Promise<Set<string>> {
  return without(slugs, held(db));
}

/** Returns those of the slugs that lead to nothing that readers see: free ones, and those of deleted articles. */
export function missingSlugs(db: Db, slugs: readonly string[]): Promise<Set<string>> {
  const ofDeleted = db.selectFrom('deletion').select('article_id');
  return without(slugs, held(db).where('article_id', 'not in', ofDeleted));
}

function held(db: Db) {
  return db.selectFrom('slug').select('slug');
}

async function without(slugs: readonly string[], taken: ReturnType<typeof held>): Promise<Set<string>> {
  const known = new Set<string>();
  for (let from = 0; from < slugs.length; from += SLICE) {
    const slice = slugs.slice(from, from + SLICE);
    for (const { slug } of await taken.where('slug', 'in', slice).execute()) known.add(slug);
  }
  return new Set(slugs.filter((slug) => !known.has(slug)));
}

/** What an article has again, or is erased, was never set free. */
const forgetFreed = prepared((db, articleId: number, slugs: readonly string[]) =>
  db.deleteFrom('freed_slug').where('article_id', '=', articleId).where('slug', 'in', slugs),
);
