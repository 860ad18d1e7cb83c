/**
 * What each article is filed under (`kinds/filing.ts`), for the lists that are narrowed by it; a topic as all its articles spell it, or
 * as that which it's merged into.
 */
import { prepared } from '../../db/prepared.ts';
import { slices } from '../../db/slices.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { facetsOf, TOPIC } from '../../kinds/filing.ts';
import { isOwnTopic } from '../../kinds/index.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { topicKey, topicsFiled } from '../history/topics.ts';
import {
  catchUpArticles,
  catchUpWhole,
  currentOf,
  forEachArticle,
  type Copy,
  type CurrentArticle,
} from './copy.ts';
import { contentBefore } from './reading.ts';

/** To be raised with whatever files the same content otherwise. */
const WAY = 4;

export const filing: Copy = {
  name: 'filing',
  isOfCurrent: true,
  follow: async (tx, { articleId, content, change }) => {
    // Most saves file an article under nothing else.
    const before = contentBefore(change);
    if (before && isFiledAlike(before, content)) return;
    await file(tx, articleId, content);
  },
  forget: (tx, { article }) => fileStanding(tx, article),
  catchUp: async (db) => {
    await catchUpWhole(db, { name: 'watched-topics', way: WAY }, keyWatched);
    return catchUpArticles(db, { name: 'filing', way: WAY }, fileStanding);
  },
  rebuild: (db) => forEachArticle(db, fileStanding),
};

async function fileStanding(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  await file(tx, id, await unlessErased(readContent(tx, sequence)));
}

/** Gives the topics that are watched the keys that they have now; of two that are one, the one stays that was watched first. */
async function keyWatched(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx.deleteFrom('watch').where('subject', '=', 'topic').returningAll().execute();
    gone.sort((a, b) => b.from_sequence - a.from_sequence || b.from_act - a.from_act);
    const keyed = gone.map((row) => ({ ...row, target: topicKey(row.target) }));
    const rows = [...new Map(keyed.map((row) => [`${row.person_id} ${row.target}`, row])).values()];
    for (const slice of slices(rows)) await tx.insertInto('watch').values(slice).execute();
  });
}

/** Files anew what is filed under some topics: one of them was merged into another, or is no longer. */
export async function refileTopics(tx: Tx, topics: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('facet')
    .select('article_id')
    .distinct()
    .where('name', '=', TOPIC)
    .where('value', 'in', topics)
    .execute();
  for (const { article_id: id } of rows) await fileStanding(tx, await currentOf(tx, id));
}

async function file(tx: Tx, articleId: number, content: Content | undefined): Promise<void> {
  const gone = await removeFacets(tx, articleId);
  const found = content ? await facetsFiled(tx, content) : [];
  const facets = found.map(([name, value]) => ({ article_id: articleId, name, value }));
  for (const slice of slices(facets)) await tx.insertInto('facet').values(slice).execute();
  await spell(tx, topicsIn(found));
  await forgetSpelling(tx, topicsIn(gone.map(({ name, value }) => [name, value])));
}

const removeFacets = prepared((db, articleId: number) =>
  db.deleteFrom('facet').where('article_id', '=', articleId).returning(['name', 'value']),
);

/** Returns what a content is filed under, its topics as they're filed. */
async function facetsFiled(tx: Tx, content: Content): Promise<[name: string, value: string][]> {
  const facets = facetsOf(content);
  const filed = await topicsFiled(tx, topicsIn(facets));
  const all = facets.map(([name, value]): [string, string] => [
    name,
    name === TOPIC ? filed.get(value)! : value,
  ]);
  return [...new Map(all.map((facet) => [facet.join('\n'), facet])).values()];
}

function topicsIn(facets: readonly (readonly [name: string, value: string])[]): string[] {
  return facets.filter(([name]) => name === TOPIC).map(([, value]) => value);
}

/** Keeps how topics in authors' own words are spelled by who came first. */
async function spell(tx: Tx, topics: readonly string[]): Promise<void> {
  const own = topics.filter(isOwnTopic).map((topic) => ({ key: topicKey(topic), value: topic }));
  for (const slice of slices(own)) {
    await tx
      .insertInto('topic')
      .values(slice)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Nothing of a topic is kept that nothing is filed under. */
async function forgetSpelling(tx: Tx, topics: readonly string[]): Promise<void> {
  for (const slice of slices(topics.filter(isOwnTopic))) {
    await tx
      .deleteFrom('topic')
      .where('value', 'in', slice)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('facet')
              .select('facet.article_id')
              .where('facet.name', '=', TOPIC)
              .whereRef('facet.value', '=', 'topic.value'),
          ),
        ),
      )
      .execute();
  }
}

function isFiledAlike(before: Content, content: Content): boolean {
  return JSON.stringify(facetsOf(before)) === JSON.stringify(facetsOf(content));
}
