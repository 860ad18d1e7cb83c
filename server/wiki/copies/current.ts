/** What is copied out of revisions for speed. The revisions are the truth; `makeCopies` makes every copy anew from them. */
import { sql } from 'kysely';
import type { ArticleTable, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { completeness } from '../../kinds/completeness.ts';
import type { Content } from '../../kinds/content.ts';
import { kindOf, kinds } from '../../kinds/index.ts';
import { slugOf } from '../../text/slug.ts';
import { sortKey } from '../../text/sort-key.ts';
import type { Attribution } from '../../text/attribution.ts';
import { copyAttribution } from '../credit/stored.ts';
import { countWords } from '../credit/words.ts';
import type { Author } from '../history/author.ts';
import { copyContent, readContent, standingContents, unlessErased } from '../history/contents.ts';

/** The facts that articles are filed under, and the facet of each. */
const FILED: Record<string, string> = { sector: 'sector', places: 'place' };

/** Copies an article's current content to where lists and searches look. */
export async function copyCurrent(
  tx: Tx,
  articleId: number,
  sequence: number,
  content: Content,
): Promise<void> {
  await tx
    .updateTable('article')
    .set({ sequence, ...headOf(content) })
    .where('id', '=', articleId)
    .execute();
  await tx.deleteFrom('facet').where('article_id', '=', articleId).execute();
  const facets = facetsOf(content).map(([name, value]) => ({ article_id: articleId, name, value }));
  for (const slice of slices(facets)) await tx.insertInto('facet').values(slice).execute();
}

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
    sort_key: sortKey(title),
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
  return { slug, title, lead: '', kind, sort_key: sortKey(title), sections_done: 0, sections_total: 0 };
}

/**
 * Copies what is left of an article whose current content was erased: the newest title that still stands, else a mark,
 * with the uid for a slug; not one word more.
 */
export async function copyErased(
  tx: Tx,
  { id, uid, sequence }: { id: number; uid: Buffer; sequence: number },
): Promise<void> {
  const { value: standing } = await standingContents(tx, id).next();
  const head = erasedHead(uid, standing);
  await tx
    .insertInto('slug')
    .values({ slug: head.slug, article_id: id })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  await tx
    .updateTable('article')
    .set({ sequence, ...head })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('facet').where('article_id', '=', id).execute();
}

/** Counts a revision that its author has just added to an article. */
export async function countRevision(tx: Tx, author: Author, articleId: number): Promise<void> {
  await tx
    .insertInto('contributor')
    .values({
      article_id: articleId,
      byline_id: author.bylineId,
      revisions: 1,
      words: 0,
      first_at: author.at,
      last_at: author.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'byline_id']).doUpdateSet((eb) => ({
        revisions: eb('contributor.revisions', '+', 1),
        // An import comes in the order of its commits, whose times may go back and forth.
        first_at: sql<string>`case when contributor.first_at is null or excluded.first_at < contributor.first_at
          then excluded.first_at else contributor.first_at end`,
        last_at: sql<string>`case when contributor.last_at is null or excluded.last_at > contributor.last_at
          then excluded.last_at else contributor.last_at end`,
      })),
    )
    .execute();
  await tx
    .updateTable('person')
    .set((eb) => ({ revision_count: eb('revision_count', '+', 1) }))
    .where('id', '=', author.personId)
    .execute();
}

/** Copies the current content of an article anew from what is stored of its history. */
export async function copyCurrentContent(tx: Tx, articleId: number): Promise<void> {
  await copyContent(tx, await currentOf(tx, articleId));
}

/** Makes anew whatever lists, searches, counts and readers of an article take from a copy; its attribution must be right. */
export async function makeCopies(tx: Tx, articleId: number): Promise<void> {
  const article = await currentOf(tx, articleId);
  const content = await unlessErased(readContent(tx, article.sequence));
  if (content) await copyCurrent(tx, articleId, article.sequence, content);
  else await copyErased(tx, article);
  await countAnew(tx, articleId, await copyAttribution(tx, article));
}

/** Counts anew who wrote an article: the revisions of each byline, and the words of its current one. */
export async function countAnew(tx: Tx, articleId: number, attribution: Attribution): Promise<void> {
  await tx.deleteFrom('contributor').where('article_id', '=', articleId).execute();
  await sql`
      insert into contributor (article_id, byline_id, revisions, words, first_at, last_at)
      select article_id, byline_id, count(*), 0, min(written_at), max(written_at)
      from revision where article_id = ${articleId} group by article_id, byline_id`.execute(tx);
  await countWords(tx, articleId, new Uint32Array(), attribution);
}

function currentOf(tx: Tx, articleId: number) {
  return tx
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.article_id', '=', 'article.id')
        .onRef('revision.number', '=', 'article.revision_count'),
    )
    .select(['article.id', 'article.uid', 'revision.sequence'])
    .where('article.id', '=', articleId)
    .executeTakeFirstOrThrow();
}

/** Returns what a content is filed under, as pairs of name and value, each once. */
export function facetsOf(content: Content): [name: string, value: string][] {
  const filed = Object.entries(FILED).flatMap(([fact, name]) => {
    const codes = content.facts[fact];
    return Array.isArray(codes) ? codes.map((code): [string, string] => [name, code]) : [];
  });
  const topics = content.topics.map((topic): [string, string] => ['topic', topic]);
  const distinct = new Map([...topics, ...filed].map((facet) => [facet.join('\n'), facet]));
  return [...distinct.values()];
}
