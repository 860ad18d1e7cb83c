/**
 * What topics are filed as: however one is spelled, it's filed as those before it were; and one that a moderator merged into another,
 * as that. Saves and the copies of what they file ask it here.
 */
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { isOwnTopic, readTopic, topicKey } from '../../kinds/index.ts';

/** The topics that are merged into others, by their keys, and the topics that they were merged into. */
export type Merges = ReadonlyMap<string, string>;

/** Returns the topics that are merged into others. */
export async function mergesNow(db: Db): Promise<Merges> {
  const rows = await db.selectFrom('topic_merge').select(['topic', 'target']).execute();
  return new Map(rows.map(({ topic, target }) => [topic, target]));
}

/** Returns the topic that one comes to, by whatever way: itself, unless it's merged into another. In a circle, which no act makes, it's where that closes. */
export function mergedTopic(topic: string, merges: Merges): string {
  const seen = new Set<string>();
  for (let at = topic; ;) {
    const key = topicKey(at);
    const target = merges.get(key);
    if (target === undefined || seen.has(key)) return readTopic(at);
    seen.add(key);
    at = target;
  }
}

/** Returns what some topics are filed as, by those. */
export async function topicsFiled(db: Db, topics: readonly string[]): Promise<Map<string, string>> {
  if (topics.length === 0) return new Map();
  const merges = await mergesNow(db);
  const ends = topics.map((topic) => [topic, mergedTopic(topic, merges)] as const);
  const spelled = await spellings(
    db,
    ends.map(([, end]) => end),
  );
  return new Map(ends.map(([topic, end]) => [topic, spelled.get(topicKey(end)) ?? end]));
}

/** Returns what a topic is filed as. */
export async function topicFiled(db: Db, topic: string): Promise<string> {
  return (await topicsFiled(db, [topic])).get(topic)!;
}

/** Returns all topics that come to the same as some, and those themselves, by their keys: each with what it comes to. */
export async function topicsComingTo(db: Db, topics: readonly string[]): Promise<Map<string, string>> {
  const merges = await mergesNow(db);
  const own = new Map(topics.map((topic) => [topicKey(topic), topic]));
  const merged = [...merges.keys()].flatMap((key): [string, string][] => {
    const topic = own.get(topicKey(mergedTopic(key, merges)));
    return topic === undefined ? [] : [[key, topic]];
  });
  return new Map([...own, ...merged]);
}

async function spellings(db: Db, topics: readonly string[]): Promise<Map<string, string>> {
  const keys = [...new Set(topics.filter(isOwnTopic).map(topicKey))];
  const found = new Map<string, string>();
  for (const slice of slices(keys)) {
    const rows = await db.selectFrom('topic').selectAll().where('key', 'in', slice).execute();
    for (const { key, value } of rows) found.set(key, value);
  }
  return found;
}
