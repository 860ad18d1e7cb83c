/**
 * Topics as readers meet them: each with its own text, if somebody has written that, its articles, and those who write about it. What
 * nobody may see of an article, such as of a deleted one, is no topic's.
 */
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { TOPIC } from '../../kinds/filing.ts';
import { TOPIC_KIND, topicLabel, topicsKnown } from '../../kinds/index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { slugOf } from '../../text/slug.ts';
import { collationKey, inOrder } from '../../text/danish-order.ts';
import { standingArticles } from '../articles/articles.ts';
import { countArticles } from '../finding/lists.ts';
import { mergedTopic, mergesNow, topicFiled, topicKey } from '../history/topics.ts';
import { people, toPerson, type Person } from '../people/people.ts';

/** A topic as articles are filed under it, and the article that is its own text, if there's one. */
export interface Topic {
  topic: string;
  text?: { slug: string; title: string };
}

/** How many topics are read for a list, and how many texts of theirs. */
const MOST = 20_000;

/**
 * Returns every topic, as it's called in a language, in alphabetical order: those of the vocabulary, those that articles are filed
 * under, and those that have a text. None that is merged into another.
 */
export async function allTopics(db: Db, lang: Lang): Promise<(Topic & { label: string })[]> {
  const merges = await mergesNow(db);
  const texts = await topicTexts(db).execute();
  const found = new Map<string, Topic>();
  for (const topic of topicsKnown) found.set(topicKey(topic), { topic });
  for (const { key, topic } of await ownTopics(db)) found.set(key, { topic });
  for (const { slug, title } of texts) {
    const key = topicKey(title);
    const topic = found.get(key)?.topic ?? topicOfTitle(title);
    if (!found.get(key)?.text) found.set(key, { topic, text: { slug, title } });
  }
  const shown = [...found.entries()].filter(([key]) => !merges.has(key)).map(([, topic]) => topic);
  const labelled = shown.map((each) => ({ ...each, label: topicLabel(each.topic, lang) }));
  return inOrder(labelled, ({ label }) => label, placeOf);
}

/** Where labels stand in the alphabet: a list of many is asked for again and again, and that is most of its work. */
const places = new LRUCache<string, string>({ max: 2 * MOST });

function placeOf(label: string): string {
  const place = places.get(label) ?? collationKey(label);
  places.set(label, place);
  return place;
}

/** How many topics a form offers, and of how many filings those are that most articles are filed under. */
const MOST_OFFERED = 1000;
const MOST_COUNTED = 20_000;

/** Returns what topics are called that a form offers, in alphabetical order: all, or, of very many, those that most articles are filed under, and those of the vocabulary. */
export async function topicsOffered(db: Db, lang: Lang): Promise<string[]> {
  const all = await allTopics(db, lang);
  if (all.length <= MOST_OFFERED) return all.map(({ label }) => label);
  const newest = filed(db).select('facet.value').orderBy('facet.article_id', 'desc').limit(MOST_COUNTED);
  const rows = await db
    .selectFrom(newest.as('newest'))
    .select('value')
    .groupBy('value')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('value')
    .limit(MOST_OFFERED)
    .execute();
  const offered = new Set([...topicsKnown, ...rows.map(({ value }) => value)]);
  return all.filter(({ topic }) => offered.has(topic)).map(({ label }) => label);
}

/** Returns the topics in authors' own words that articles which stand are filed under, with their keys. */
async function ownTopics(db: Db): Promise<{ key: string; topic: string }[]> {
  return db
    .selectFrom('topic')
    .select(['topic.key', 'topic.value as topic'])
    .where((eb) =>
      eb.exists(
        filed(db)
          .select('facet.article_id')
          .where('facet.value', '=', sql.ref<string>('topic.value'))
          .limit(sql.lit(1)),
      ),
    )
    .limit(MOST)
    .execute();
}

/** What articles that stand are filed under. */
function filed(db: Db) {
  return db
    .selectFrom('facet')
    .where('facet.name', '=', TOPIC)
    .where('facet.article_id', 'not in', db.selectFrom('deletion').select('deletion.article_id'));
}

/** Returns how many articles that stand are filed under each of some topics; none under those that are left out. */
export async function countFiled(db: Db, topics: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const slice of slices(topics)) {
    const rows = await filed(db)
      .select((eb) => ['facet.value', eb.fn.countAll<number>().as('count')])
      .where('facet.value', 'in', slice)
      .groupBy('facet.value')
      .execute();
    for (const { value, count } of rows) counts.set(value, Number(count));
  }
  return counts;
}

/** Returns those of some topics that an article which stands is filed under. */
export async function topicsInUse(db: Db, topics: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const topic of topics) {
    const first = filed(db).select('facet.value').where('facet.value', '=', topic).limit(1);
    if (await first.executeTakeFirst()) found.push(topic);
  }
  return found;
}

/** A topic that somebody asks for: with how many articles are filed under it. */
export type FoundTopic = Topic & { count: number };

/**
 * Returns what a topic that is asked for comes to, however it's spelled; undefined when the vocabulary doesn't know it, no article that
 * stands is filed under it, and none is its text.
 */
export async function findTopic(db: Db, asked: string): Promise<FoundTopic | undefined> {
  const topic = await topicFiled(db, asked);
  const text = await textOf(db, topic);
  const count = await countArticles(db, { facets: { [TOPIC]: [topic] } });
  const isKnown = topicsKnown.includes(topic) || text !== undefined || count > 0;
  return isKnown ? { topic, count, ...(text && { text }) } : undefined;
}

/** Returns what the topic of an article of the kind is filed as; its title is the topic's name. */
export function topicOfTitle(title: string): string {
  return mergedTopic(title, NONE);
}

const NONE = new Map<string, string>();

/** The article of the kind that is called as the topic is, in either language; rather one that is written as it is. */
async function textOf(db: Db, topic: string): Promise<Topic['text']> {
  const slugs = (['da', 'en'] as const).map((lang) => slugOf(topicLabel(topic, lang)));
  const rows = await topicTexts(db).execute();
  const own = rows.filter(({ title }) => topicKey(title) === topicKey(topic));
  const row = slugs.flatMap((slug) => own.filter((each) => each.slug === slug))[0] ?? own[0];
  return row && { slug: row.slug, title: row.title };
}

function topicTexts(db: Db) {
  return standingArticles(db).where('article.kind', '=', TOPIC_KIND).orderBy('article.sort_key').limit(MOST);
}

/** Of how many of its articles, the newest, it's asked who wrote them. */
const READ = 500;

/** Returns those whose words stand most in a topic's articles, the most first, at most `limit`; nobody whose name is erased. */
export async function peopleOn(db: Db, topic: string, limit: number): Promise<Person[]> {
  const newest = filed(db)
    .select('facet.article_id')
    .where('facet.value', '=', topic)
    .orderBy('facet.article_id', 'desc')
    .limit(READ);
  const rows = await db
    .selectFrom(newest.as('own'))
    .innerJoin('contributor', 'contributor.article_id', 'own.article_id')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .innerJoin('person', 'person.id', 'byline.person_id')
    .innerJoin('byline_words', 'byline_words.byline_id', 'person.byline_id')
    .select('byline.person_id as id')
    .groupBy('byline.person_id')
    .having(sql`sum(contributor.words + contributor.items)`, '>', 0)
    .orderBy(sql`sum(contributor.words + contributor.items)`, 'desc')
    .orderBy('byline.person_id')
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const found = await people(db).where('person.id', 'in', ids).execute();
  return found.map(toPerson).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
