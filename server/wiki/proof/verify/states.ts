/** Holds what is protected, deleted, hidden and settled, who is blocked, whose names are shown together, which topics are merged and which goals are set, to the acts of the log that began it: each row comes from one, with its terms. */
import type { Db } from '../../../db/schema.ts';
import { STATES, writeTerms, type State } from '../../acts.ts';
import { keyOf, type Begun, type Deeds } from '../../history/deeds.ts';
import { topicKey } from '../../history/topics.ts';
import { hiddenParts } from '../../history/withheld.ts';
import type { Finding } from './findings.ts';
import type { RevisionWalk } from './revisions.ts';

/** What holds of people, topics and figures rather than of articles. */
const OF_NO_ARTICLE: readonly State[] = ['block', 'pairing', 'topic_merge', 'goal'];

/** Compares the rows of every state with the acts; of one article, when its id is given, with those about it. */
export async function checkStates(
  db: Db,
  { articles }: Pick<RevisionWalk, 'articles'>,
  { states }: Deeds,
  articleId?: number,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const code of STATES) {
    const isOfNone = OF_NO_ARTICLE.includes(code);
    if (articleId !== undefined && isOfNone) continue;
    for (const { id, number, about } of differing(await ROWS[code](db), states[code])) {
      if (articleId !== undefined && (about ?? id) !== articleId) continue;
      const article = isOfNone || about !== undefined ? undefined : articles.get(id)?.slug;
      findings.push({ code, ...(article === undefined ? { id } : { article }), ...(number && { number }) });
    }
  }
  return findings;
}

/** Returns what it is of which the rows say something else than the acts. */
function differing(rows: readonly Begun[], acts: Deeds['states'][State]): Begun[] {
  const told = new Map(rows.map((row) => [keyOf(row), row]));
  return [...new Map([...told, ...acts])].flatMap(([key, holder]) => {
    const [row, act] = [told.get(key), acts.get(key)];
    return row?.act === act?.act && row?.named === act?.named ? [] : holder;
  });
}

/** What the rows of each state say, in the words of their acts. */
const ROWS: Record<State, (db: Db) => Promise<Begun[]>> = {
  async protection(db) {
    const rows = await db.selectFrom('protection').selectAll().execute();
    return rows.map(({ article_id: id, level: sets, until, act_id: act }) => {
      return { id, act, named: writeTerms({ sets, until }) };
    });
  },
  async block(db) {
    const rows = await db.selectFrom('block').selectAll().execute();
    return rows.map(({ person_id: id, scope: sets, until, act_id: act }) => {
      return { id, act, named: writeTerms({ sets, until }) };
    });
  },
  async pairing(db) {
    const rows = await db.selectFrom('pairing').selectAll().execute();
    return rows.map(({ person_id: id, act_id: act }) => ({ id, act, named: '' }));
  },
  async settling(db) {
    const rows = await db
      .selectFrom('thread')
      .select(['id', 'article_id as about', 'settled_by as act'])
      .where('settled_by', 'is not', null)
      .$narrowType<{ act: number }>()
      .execute();
    return rows.map((row) => ({ ...row, named: '' }));
  },
  async post_hiding(db) {
    const rows = await db
      .selectFrom('post_hiding')
      .leftJoin('post', 'post.act_id', 'post_hiding.post_id')
      .leftJoin('thread', 'thread.id', 'post.thread_id')
      .select(['post_hiding.post_id as id', 'post_hiding.act_id as act', 'thread.article_id as about'])
      .execute();
    return rows.map((row) => ({ ...row, named: '' }));
  },
  async topic_merge(db) {
    const rows = await db
      .selectFrom('topic_merge')
      .leftJoin('log_words', 'log_words.log_id', 'topic_merge.act_id')
      .select(['topic_merge.topic', 'topic_merge.target', 'topic_merge.act_id as act', 'log_words.words'])
      .execute();
    return rows.map(({ act, words, topic, target }) => {
      return heldTo(
        act,
        words,
        (said) => topicKey(String(said['topic'])) === topicKey(String(topic)) && said['into'] === target,
      );
    });
  },
  async goal(db) {
    const rows = await db
      .selectFrom('goal')
      .leftJoin('log_words', 'log_words.log_id', 'goal.act_id')
      .select(['goal.figure', 'goal.first as from', 'goal.last as to', 'goal.count as goal'])
      .select(['goal.act_id as act', 'log_words.words'])
      .execute();
    return rows.map(({ act, words, ...goal }) => {
      return heldTo(act, words, (said) =>
        Object.entries(goal).every(([name, value]) => said[name] === value),
      );
    });
  },
  async deletion(db) {
    const rows = await db.selectFrom('deletion').selectAll().execute();
    return rows.map(({ article_id: id, act_id: act }) => ({ id, act, named: '' }));
  },
  async hiding(db) {
    const rows = await db
      .selectFrom('hiding')
      .leftJoin('revision', 'revision.sequence', 'hiding.sequence')
      .select(['hiding.act_id as act', 'hiding.text', 'hiding.summary'])
      .select(['revision.article_id', 'revision.number'])
      .execute();
    return rows.map(({ act, article_id: id, number, text, summary }) => {
      const isSaid = [text, summary].every((flag) => flag === 0 || flag === 1);
      const parts = hiddenParts({ text: text === 1, summary: summary === 1 });
      return { id: id ?? 0, number: number ?? 0, act, named: (isSaid && parts) || '' };
    });
  },
};

/** A row that holds by its act alone, and says what the words of that say; they may be gone. */
function heldTo(
  act: number,
  words: string | null,
  isSaid: (said: Record<string, unknown>) => boolean,
): Begun {
  return { id: act, act, named: words === null || isSaid(wordsIn(words)) ? '' : '?' };
}

function wordsIn(words: string): Record<string, unknown> {
  try {
    return (JSON.parse(words) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
