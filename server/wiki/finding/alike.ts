/**
 * The articles that resemble one most: those that share its rarest words, topics and facts. It's worked out of the index alone,
 * whoever reads what.
 */
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import { idsFound, ranksFound } from '../../db/search-index.ts';
import { textsBeside } from '../../kinds/beside.ts';
import type { Content } from '../../kinds/content.ts';
import { per } from '../../per.ts';
import { foldedWords, isStopWord, stemOf } from '../../text/finding/stems.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import { standingArticles, toArticle, type Article } from '../articles/articles.ts';

/** How many of an article's words are looked at, and how many of the rarest say what it's about. */
const LOOKED_AT = 48;
const TELLING = 14;
/** A word that more articles hold than these, or than this share of all, tells none from the others. */
const MOST_HOLDERS = 2000;
const MOST_SHARE = 0.2;
/** In a small wiki it's no share, but this many. */
const LEAST_HOLDERS = 10;
/** How many times over a word counts that stands in the title, the lead, or beside the body. */
const WEIGHTS = { title: 6, lead: 3, beside: 2, body: 1 };

/** How many articles it's kept of, and for how long, in milliseconds: others come and go, and nobody needs to know at once. */
const KEPT = { max: 2000, ttl: 10 * 60 * 1000 };
const keptOf = per((_db: Db) => new LRUCache<number, number[]>(KEPT));

/** Returns the articles that resemble one with a content most, at most `limit`. */
export async function articlesAlike(
  db: Db,
  { sequence, ...article }: { id: number; sequence: number; content: Content },
  limit: number,
): Promise<Article[]> {
  const kept = keptOf(db);
  const ids = kept.get(sequence) ?? (await idsAlike(db, article, limit));
  kept.set(sequence, ids, { noUpdateTTL: true });
  if (ids.length === 0) return [];
  const rows = await standingArticles(db).where('article.id', 'in', ids).execute();
  return rows.map(toArticle).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

async function idsAlike(
  db: Db,
  { id, content }: { id: number; content: Content },
  limit: number,
): Promise<number[]> {
  const stems = await telling(db, stemsIn(content));
  if (stems.length === 0) return [];
  const sought = { any: stems.map((stem) => ({ phrase: [stem] })) };
  const found = ranksFound(db, { sought, without: [] }).as('found');
  const rows = await standingArticles(db)
    .clearSelect()
    .innerJoin(found, 'found.article_id', 'article.id')
    .select('article.id')
    .where('article.id', '!=', id)
    .orderBy('found.rank')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** The stems that an article speaks of most, and how much; long words say more than short ones. */
function stemsIn(content: Content): Map<string, number> {
  const { title, lead, body } = content;
  // Every article of a kind has the same headings.
  const { text } = proseOf(body);
  const weights = new Map<string, number>();
  for (const [weight, texts] of [
    [WEIGHTS.title, [title]],
    [WEIGHTS.lead, [lead]],
    [WEIGHTS.beside, textsBeside(content)],
    [WEIGHTS.body, text],
  ] as const) {
    for (const word of texts.flatMap(foldedWords)) {
      if (isStopWord(word) || word.length < 3) continue;
      const stem = stemOf(word);
      weights.set(stem, (weights.get(stem) ?? 0) + weight * Math.sqrt(word.length));
    }
  }
  return new Map([...weights].sort(([, a], [, b]) => b - a).slice(0, LOOKED_AT));
}

/** Returns those of some stems that tell most of an article: it speaks of them much, and few others do, but one at least. */
async function telling(db: Db, weights: ReadonlyMap<string, number>): Promise<string[]> {
  const { articles } = await db
    .selectFrom('article')
    .select((eb) => eb.fn.countAll<number>().as('articles'))
    .executeTakeFirstOrThrow();
  const most = Math.floor(Math.min(MOST_HOLDERS, Math.max(LEAST_HOLDERS, articles * MOST_SHARE)));
  const counts = Array.from(weights.keys(), (stem) => {
    const found = idsFound(db, { sought: { phrase: [stem] }, without: [] });
    return sql`select cast(${stem} as text) as stem, count(*) as count
      from (select 1 as one from ${found} as found limit ${sql.lit(most + 1)}) as held`;
  });
  if (counts.length === 0) return [];
  const { rows } = await sql<{ stem: string; count: number }>`
    select stem, count from (${sql.join(counts, sql` union all `)}) as counted
    where count > 1 and count <= ${most}`.execute(db);
  const tells = ({ stem, count }: { stem: string; count: number }) =>
    weights.get(stem)! * Math.log((articles + 1) / count);
  return rows
    .sort((a, b) => tells(b) - tells(a))
    .slice(0, TELLING)
    .map(({ stem }) => stem);
}
