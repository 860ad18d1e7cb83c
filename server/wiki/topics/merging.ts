/**
 * Two topics that are one: a moderator merges one into the other and says why, or parts them again. What was written stays as it was
 * written; what is filed under the one is filed under the other.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, notFound } from '../../errors.ts';
import { readTopic, topicKey } from '../../kinds/index.ts';
import { refileTopics } from '../copies/filing.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { mergedTopic, mergesNow, topicFiled, topicsComingTo } from '../history/topics.ts';
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
    await tx
      .insertInto('topic_merge')
      .values({ topic: topicKey(topic), target, act_id: act })
      .execute();
    await refileTopics(tx, [topic]);
    return target;
  });
}

/**
 * Parts a topic from the one that it was merged into. Throws 404 when it isn't merged into any, 403 to all but moderators, and 422
 * without a reason.
 */
export async function partTopic(
  db: Db,
  performer: Author,
  asked: string,
  reason: string,
): Promise<{ topic: string; into: string }> {
  return db.transaction().execute(async (tx) => {
    const merged = await mergeOf(tx, asked);
    if (!merged) throw notFound();
    const words = { topic: merged.name, into: merged.target, reason };
    await recordAct(tx, performer, 'part-topic', { actId: merged.act, words });
    const problems = reasonProblems(reason);
    if (problems.length > 0) throw invalid(problems);
    const filed = await topicFiled(tx, asked);
    await tx.deleteFrom('topic_merge').where('topic', '=', topicKey(asked)).execute();
    await refileTopics(tx, [filed]);
    return { topic: merged.name, into: merged.target };
  });
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
  const keys = [...(await topicsComingTo(db, [topic])).keys()].filter((key) => key !== topicKey(topic));
  if (keys.length === 0) return [];
  const rows = await merges(db).where('topic_merge.topic', 'in', keys).execute();
  const who = await readWithholdings(
    db,
    rows.map(({ act }) => act),
  );
  return rows.map((row) => ({ topic: nameIn(row), who: who.get(row.act)! }));
}

/** Tells whether a topic is merged into another, by whatever way. */
export async function isMerged(db: Db, topic: string): Promise<boolean> {
  const own = readTopic(topic);
  return topicKey(mergedTopic(own, await mergesNow(db))) !== topicKey(own);
}

async function mergeOf(tx: Tx, asked: string) {
  const row = await merges(tx).where('topic_merge.topic', '=', topicKey(asked)).executeTakeFirst();
  return row && { ...row, name: nameIn(row) };
}

function merges(db: Db) {
  return db
    .selectFrom('topic_merge')
    .leftJoin('log_words', 'log_words.log_id', 'topic_merge.act_id')
    .select(['topic_merge.topic', 'topic_merge.target', 'topic_merge.act_id as act', 'log_words.words'])
    .orderBy('topic_merge.act_id', 'desc');
}

/** As it was spelled when it was merged; by its key, where those words are gone. */
function nameIn({ topic, words }: { topic: string; words: string | null }): string {
  return (JSON.parse(words ?? '{}') as { topic?: string }).topic ?? topic;
}
