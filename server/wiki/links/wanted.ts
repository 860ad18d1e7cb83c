/** What articles link to that nobody has written, and how many ask for each. Whoever writes it takes up the links that wait. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { oncePerState } from '../history/state.ts';
import { titleFrom } from './backlinks.ts';
import { linkingArticles, type LinkingArticle } from './linking.ts';

/** An article that isn't there: the title that links give it, how many articles ask for it, and the first of those. */
export interface WantedArticle {
  slug: string;
  title: string;
  count: number;
  askedIn: LinkingArticle[];
}

/** How many of the articles that ask are named. */
const MOST_NAMED = 3;

/** How many are listed: those that most articles ask for. */
const MOST_LISTED = 20_000;

interface CountedSlug {
  slug: string;
  count: number;
}

/** All links are gone through to count them, so that it's done once however many pages of the list are asked for. */
const countedSlugs = oncePerState((db): Promise<CountedSlug[]> =>
  asked(db)
    .select(['link.slug', sql<number>`count(*)`.as('count')])
    .groupBy('link.slug')
    .having(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('slug').select('slug.slug').whereRef('slug.slug', '=', 'link.slug'))),
    )
    .orderBy('count', 'desc')
    .orderBy('link.slug')
    .limit(MOST_LISTED)
    .execute(),
);

/** Returns a page of what is wanted, that which most articles ask for first, from the one after `after` (a slug). */
export async function listWanted(db: Db, limit: number, after?: string): Promise<WantedArticle[]> {
  const all = await countedSlugs(db);
  const from = after === undefined ? 0 : await placeAfter(db, all, after);
  const rows = all.slice(from, from + limit);
  const asking = await firstAsking(
    db,
    rows.map(({ slug }) => slug),
  );
  return rows.map(({ slug, count }) => {
    const first = asking.get(slug) ?? [];
    const title = first.find(({ name }) => name !== '')?.name ?? titleFrom(slug);
    return { slug, title, count: Number(count), askedIn: first.map(({ article }) => article) };
  });
}

/** Returns where a list goes on behind a slug, which somebody may have written since. */
async function placeAfter(db: Db, all: readonly CountedSlug[], after: string): Promise<number> {
  const place = all.findIndex(({ slug }) => slug === after);
  if (place >= 0) return place + 1;
  const before = Number(await countAsking(db, after));
  const next = all.findIndex(
    ({ slug, count }) => Number(count) < before || (Number(count) === before && slug > after),
  );
  return next < 0 ? all.length : next;
}

async function countAsking(db: Db, slug: string): Promise<number> {
  const { count } = await asked(db)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('link.slug', '=', slug)
    .executeTakeFirstOrThrow();
  return count;
}

/** An article that asks for another, and what it calls that; nothing when it but gives an address. */
interface AskingLink {
  article: LinkingArticle;
  name: string;
}

/** Returns the first of the articles that ask for each slug. */
async function firstAsking(db: Db, slugs: readonly string[]): Promise<Map<string, AskingLink[]>> {
  if (slugs.length === 0) return new Map();
  const numbered = asked(db)
    .select(['link.slug', 'link.article_id', 'link.name'])
    .select(sql<number>`row_number() over (partition by link.slug order by link.article_id)`.as('place'))
    .where('link.slug', 'in', slugs);
  const rows = await db
    .selectFrom(numbered.as('asking'))
    .select(['slug', 'article_id', 'name'])
    .where('place', '<=', MOST_NAMED)
    .orderBy('slug')
    .orderBy('article_id')
    .execute();
  const articles = await linkingArticles(db, [...new Set(rows.map((row) => row.article_id))]);
  const found = new Map<string, AskingLink[]>();
  for (const { slug, article_id: id, name } of rows) {
    const article = articles.get(id);
    if (article) found.set(slug, [...(found.get(slug) ?? []), { article, name }]);
  }
  return found;
}

/** The links to articles of all that stand. */
function asked(db: Db) {
  return db
    .selectFrom('link')
    .where('link.heading', '=', '')
    .where('link.article_id', 'not in', db.selectFrom('deletion').select('deletion.article_id'));
}
