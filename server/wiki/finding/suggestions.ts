/** What somebody may be typing: titles, topics and names that go on from it. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { TOPIC } from '../../kinds/filing.ts';
import { topicNames } from '../../kinds/index.ts';
import { foldedPhrase, foldedWords } from '../../text/finding/stems.ts';
import { slugOf } from '../../text/slug.ts';
import { standingArticles, toArticle, type Article } from '../articles/articles.ts';
import type { Person } from '../people/people.ts';
import { findPeople } from './people.ts';

export interface Suggestions {
  articles: Article[];
  topics: string[];
  people: Person[];
}

/** The shortest beginning of a title, and of a name, that anything is suggested for, in letters. */
const SHORTEST = { title: 2, name: 3 };
const FEW = 3;

/** Returns what goes on from a beginning, at most `limit` of each sort, and no more topics and people than a few. */
export async function suggest(db: Db, typed: string, limit: number): Promise<Suggestions> {
  const slug = slugOf(typed);
  if (slug.length < SHORTEST.title) return { articles: [], topics: [], people: [] };
  const topics = await topicsFrom(db, typed);
  const named = slug.length < SHORTEST.name ? [] : await findPeople(db, typed, FEW);
  const articles = await titlesFrom(db, slug, typed, limit - topics.length - named.length);
  return { articles, topics, people: named };
}

/** Titles that begin so, then those with a word that does. */
async function titlesFrom(db: Db, slug: string, typed: string, limit: number): Promise<Article[]> {
  const begun = await standingArticles(db)
    .where('article.slug', '>=', slug)
    .where('article.slug', '<', `${slug}\u{10FFFF}`)
    .orderBy('article.slug')
    .limit(limit)
    .execute();
  const within = begun.length < limit ? await titlesWith(db, typed, limit) : [];
  const all = new Map([...begun, ...within].map((row) => [row.id, toArticle(row)]));
  return [...all.values()].slice(0, limit);
}

/** How many titles with a word that begins so are looked at. */
const LOOKED_AT = 200;

async function titlesWith(db: Db, typed: string, limit: number) {
  const words = foldedWords(typed);
  const last = words.at(-1);
  if (last === undefined || last.length < SHORTEST.title) return [];
  const rows = await db
    .selectFrom('title_word')
    .select('article_id')
    .where('word', '>=', last)
    .where('word', '<', `${last}\u{10FFFF}`)
    .orderBy('word')
    .limit(LOOKED_AT)
    .execute();
  if (rows.length === 0) return [];
  const titled = await standingArticles(db)
    .where(
      'article.id',
      'in',
      rows.map(({ article_id }) => article_id),
    )
    .orderBy('article.sort_key')
    .execute();
  const hasAll = (title: string) => {
    const own = foldedWords(title);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  };
  return titled.filter(({ title }) => hasAll(title)).slice(0, limit);
}

/** Topics of the vocabulary, and those that authors added in their own words to articles that stand, by their keys. */
async function topicsFrom(db: Db, typed: string): Promise<string[]> {
  const beginnings = beginningsOf(typed);
  const known = topicNames.filter(([name]) =>
    beginnings.some((beginning) => foldedPhrase(name).startsWith(beginning)),
  );
  const own: string[] = [];
  for (const beginning of beginnings) own.push(...(await ownTopicsFrom(db, beginning)));
  return [...new Set([...known.map(([, code]) => code), ...own])].slice(0, FEW);
}

/** Whether the last word stands apart from those before it isn't known until it's whole. */
function beginningsOf(typed: string): string[] {
  const words = typed.trim().split(/\s+/);
  const last = words.pop()!;
  const before = foldedPhrase(words.join(' '));
  const apart = `${before} ${foldedPhrase(last)}`.trim();
  return [...new Set([foldedPhrase(typed), apart, foldedPhrase(before + last)])];
}

async function ownTopicsFrom(db: Db, beginning: string): Promise<string[]> {
  const rows = await db
    .selectFrom('topic')
    .select('topic.value')
    .where('topic.key', '>=', beginning)
    .where('topic.key', '<', `${beginning}\u{10FFFF}`)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('facet')
          .select('facet.article_id')
          .where('facet.name', '=', TOPIC)
          .whereRef('facet.value', '=', 'topic.value')
          .where('facet.article_id', 'not in', eb.selectFrom('deletion').select('deletion.article_id'))
          .limit(sql.lit(1)),
      ),
    )
    .orderBy('topic.key')
    .limit(FEW)
    .execute();
  return rows.map(({ value }) => value);
}
