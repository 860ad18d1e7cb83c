/**
 * The articles that resemble one most: those that share its rarest words, its topics and sectors, or a link with it. It's worked out
 * of what they say alone, whoever reads what.
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

/** As much of a body, in code units, as says what an article is about. */
const READ = 20_000;
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

/** How many of those that hold most of these words are compared by what else they share. */
const COMPARED = 50;
/** How many articles that link to one are looked at. */
const TIED = 500;
/** What it counts to share a telling word of the title, a topic or sector, or a link; to share most words counts 1. */
const SHARED = { titleWord: 0.6, facet: 0.25, link: 0.3 };

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
  const candidates = await holdersOf(db, id, stems);
  const shared = await sharedFacets(
    db,
    id,
    candidates.map((each) => each.id),
  );
  const tied = await tiedTo(db, id);
  const titled = new Set(
    foldedWords(content.title)
      .map(stemOf)
      .filter((stem) => stems.includes(stem)),
  );
  const scored = candidates.map((each) => ({
    id: each.id,
    score:
      each.rank / candidates[0]!.rank +
      SHARED.titleWord * foldedWords(each.title).filter((word) => titled.has(stemOf(word))).length +
      SHARED.facet * (shared.get(each.id) ?? 0) +
      (tied.has(each.id) ? SHARED.link : 0),
  }));
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((each) => each.id);
}

/** Returns the other articles that hold most of some stems, those first that hold the most. */
async function holdersOf(
  db: Db,
  id: number,
  stems: readonly string[],
): Promise<{ id: number; title: string; rank: number }[]> {
  if (stems.length === 0) return [];
  const sought = { any: stems.map((stem) => ({ phrase: [stem] })) };
  const found = ranksFound(db, { sought, without: [] }).as('found');
  return standingArticles(db)
    .clearSelect()
    .innerJoin(found, 'found.article_id', 'article.id')
    .select(['article.id', 'article.title', 'found.rank'])
    .where('article.id', '!=', id)
    .orderBy('found.rank')
    .orderBy('article.id')
    .limit(COMPARED)
    .execute();
}

/** Returns how much some articles share with one of its topics and sectors: each counts for more, the fewer it's shared by. */
async function sharedFacets(db: Db, id: number, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('facet as own')
    .innerJoin('facet as other', (join) =>
      join.onRef('other.name', '=', 'own.name').onRef('other.value', '=', 'own.value'),
    )
    .select(['own.name', 'own.value', 'other.article_id as id'])
    .where('own.article_id', '=', id)
    .where('own.name', 'in', ['topic', 'sector'])
    .where('other.article_id', 'in', ids)
    .execute();
  const holders = new Map<string, number>();
  for (const { value } of rows) holders.set(value, (holders.get(value) ?? 0) + 1);
  const shared = new Map<number, number>();
  for (const { id: other, value } of rows) {
    const tells = 1 - holders.get(value)! / (ids.length + 1);
    shared.set(other, (shared.get(other) ?? 0) + tells);
  }
  return shared;
}

/** Returns the articles that one links to, and those that link to it. */
async function tiedTo(db: Db, id: number): Promise<Set<number>> {
  const to = await db
    .selectFrom('link')
    .innerJoin('slug', 'slug.slug', 'link.slug')
    .select('slug.article_id as id')
    .where('link.article_id', '=', id)
    .execute();
  // What links to a heading of an article links to the article, too.
  const from = await db
    .selectFrom('link')
    .select('link.article_id as id')
    .where('link.heading', '=', '')
    .where('link.slug', 'in', (eb) => eb.selectFrom('slug').select('slug').where('article_id', '=', id))
    .limit(TIED)
    .execute();
  return new Set([...to, ...from].map((row) => row.id));
}

/** The stems that an article speaks of most, and how much; long words say more than short ones. */
function stemsIn(content: Content): Map<string, number> {
  const { title, lead, body } = content;
  // Every article of a kind has the same headings.
  const { text } = proseOf(body.slice(0, READ));
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
