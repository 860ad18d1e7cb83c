/**
 * What topics are filed as: however one is spelled, it's filed as those before it were; and one that a moderator merged into another,
 * as that. Saves and the copies of what they file ask it here.
 */
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { TopicMergeTable } from '../../db/tables/moderation.ts';
import { isOwnTopic, readTopic, topicNames } from '../../kinds/index.ts';
import { foldedPhrase } from '../../text/finding/stems.ts';

/**
 * Returns what tells a topic from others, however it's written: its code, or an author's words, folded. What is stored under it is made
 * anew by the copies of what is filed, whose way is raised with it.
 */
export function topicKey(text: string): string {
  const key = foldedPhrase(text);
  return CODES.get(key) ?? key;
}

const CODES = new Map(topicNames.map(([name, code]) => [foldedPhrase(name), code]));

/** The topics that are merged into others, by their keys, and the topics that they were merged into. */
export type Merges = ReadonlyMap<string, string>;

/** Returns the topics that are merged into others. */
export async function mergesNow(db: Db): Promise<Merges> {
  return new Map([...(await mergesInForce(db))].map(([key, { target }]) => [key, target]));
}

/**
 * Returns the mergers that hold, by the keys of what they merge. Acts of different times may contradict each other, once what they tell
 * apart is one topic: of those about one topic the last holds, one of a topic into itself says nothing, and one that would close a
 * circle ends what led on from where it leads.
 */
export async function mergesInForce(db: Db): Promise<Map<string, TopicMergeTable>> {
  const rows = await db.selectFrom('topic_merge').selectAll().orderBy('act_id').execute();
  const holding = new Map<string, TopicMergeTable>();
  const leads = new Map<string, string>();
  for (const row of rows) {
    // A text that is stored as bytes is read here as what it says: whoever holds it to the log tells of it.
    const [topic, target] = [String(row.topic), String(row.target)];
    const [key, end] = [topicKey(topic), topicKey(target)];
    if (key === end) continue;
    holding.set(key, { ...row, topic, target });
    leads.set(key, target);
    const isEnd = topicKey(mergedTopic(target, leads)) === end;
    if (isEnd) for (const each of [holding, leads]) each.delete(end);
  }
  return holding;
}

/** Returns the topic that one comes to, by whatever way: itself, unless it's merged into another. In a circle, which no act makes, it's where that closes. */
export function mergedTopic(topic: string, merges: Merges): string {
  const seen = new Set<string>();
  for (let at = topic; ;) {
    const key = topicKey(at);
    const target = merges.get(key);
    if (target === undefined || seen.has(key)) return topicRead(at);
    seen.add(key);
    at = target;
  }
}

/** Returns the code of a topic that the vocabulary knows, however it's written, else the text on one line. */
function topicRead(text: string): string {
  const key = topicKey(text);
  return isOwnTopic(key) ? readTopic(text) : key;
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
