/**
 * Two topics that are one: a moderator merges one into the other and says why, or parts them again. What was written stays as it was
 * written; what is filed under the one is filed under the other.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, notFound } from '../../errors.ts';
import { refileTopics } from '../copies/filing.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { mergesInForce, topicFiled, topicKey, topicsComingTo } from '../history/topics.ts';
import { readWithholdings, type Withholding } from '../history/withheld.ts';
import { recordAct } from '../record.ts';
import { findTopic } from './topics.ts';

/** The longest topic that another may be merged into: as long as any that is written. */
const LONGEST = 80;

/**
 * Merges a topic into another, one of the vocabulary, too, and returns that. Throws 404 when there's no such topic, 403 to all but moderators, and 422 without a reason,
 * without another topic, or when both are one already.
 */
export async function mergeTopics(
  db: Db,
  performer: Author,
  asked: string,
  { into, reason }: { into: string; reason: string },
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const found = await findTopic(tx, asked);
    if (!found) throw notFound();
    const { topic } = found;
    const target = into === '' ? '' : await topicFiled(tx, into);
    const words = { topic, into: target, reason };
    const act = await recordAct(tx, performer, 'merge-topic', { words });
    const problems = [...targetProblems(topic, target), ...reasonProblems(reason)];
    if (problems.length > 0) throw invalid(problems);
    await tx.insertInto('topic_merge').values({ topic, target, act_id: act }).execute();
    await refileTopics(tx, [topic]);
    return target;
  });
}

/**
 * Parts a topic from the one that it was merged into, and ends what an earlier act said of the two that would hold again. Throws 404
 * when it isn't merged into any, 403 to all but moderators, and 422 without a reason.
 */
export async function partTopic(
  db: Db,
  performer: Author,
  asked: string,
  reason: string,
): Promise<{ topic: string; into: string }> {
  return db.transaction().execute(async (tx) => {
    const [merged, ...idle] = await mergesOf(tx, asked);
    if (!merged) throw notFound();
    const acts = [merged, ...idle].map(({ act }) => act);
    for (const each of [merged, ...idle]) {
      const words = { topic: nameIn(each), into: each.target, reason };
      await recordAct(tx, performer, 'part-topic', { actId: each.act, words });
    }
    const problems = reasonProblems(reason);
    if (problems.length > 0) throw invalid(problems);
    const filed = await topicFiled(tx, asked);
    await tx.deleteFrom('topic_merge').where('act_id', 'in', acts).execute();
    await refileTopics(tx, [filed]);
    return { topic: nameIn(merged), into: merged.target };
  });
}

/**
 * Returns the merger of a topic that holds, if one does, and those that don't since a later act told otherwise, which tell of the same
 * topics, the last first.
 */
async function mergesOf(tx: Tx, asked: string) {
  const inForce = await mergesInForce(tx);
  const merged = inForce.get(topicKey(asked));
  if (!merged) return [];
  const holding = new Set([...inForce.values()].map(({ act_id: act }) => act));
  const same = await topicsComingTo(tx, [await topicFiled(tx, asked)]);
  const rows = await merges(tx).execute();
  const idle = rows.filter(({ act, topic, target }) => {
    const isOne = topicKey(topic) === topicKey(target);
    return !holding.has(act) && !isOne && same.has(topicKey(topic)) && same.has(topicKey(target));
  });
  return [...rows.filter(({ act }) => act === merged.act_id), ...idle];
}

function targetProblems(topic: string, target: string) {
  const { length } = [...target];
  if (target === '') return [{ field: 'into', code: 'required' }];
  if (topicKey(topic) === topicKey(target)) return [{ field: 'into', code: 'same-topic' }];
  return length > LONGEST ? [{ field: 'into', code: 'too-long', params: { max: LONGEST, length } }] : [];
}

/** A topic that was merged into another: what it was called then, and who did it. */
export interface MergedTopic {
  topic: string;
  who: Withholding;
}

/** Returns the topics that come to one, those that were merged into it last first. */
export async function mergedInto(db: Db, topic: string): Promise<MergedTopic[]> {
  const own = await topicsComingTo(db, [topic]);
  const acts = [...(await mergesInForce(db))].flatMap(([key, { act_id: act }]) =>
    own.has(key) ? [act] : [],
  );
  if (acts.length === 0) return [];
  const rows = await merges(db).where('topic_merge.act_id', 'in', acts).execute();
  const who = await readWithholdings(
    db,
    rows.map(({ act }) => act),
  );
  return rows.map((row) => ({ topic: nameIn(row), who: who.get(row.act)! }));
}

/** Tells whether a topic is merged into another, by whatever way. */
export async function isMerged(db: Db, topic: string): Promise<boolean> {
  return (await mergesInForce(db)).has(topicKey(topic));
}

function merges(db: Db) {
  return db
    .selectFrom('topic_merge')
    .leftJoin('log_words', 'log_words.log_id', 'topic_merge.act_id')
    .select(['topic_merge.topic', 'topic_merge.target', 'topic_merge.act_id as act', 'log_words.words'])
    .orderBy('topic_merge.act_id', 'desc');
}

/** As it was spelled when it was merged; as it's kept, where those words are gone. */
function nameIn({ topic, words }: { topic: string; words: string | null }): string {
  return (JSON.parse(words ?? '{}') as { topic?: string }).topic ?? topic;
}
