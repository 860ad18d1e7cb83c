/** The passages that threads are about: how one is chosen, and what readers are shown of it, which is never more than of the revision that holds it. */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { invalid, type FieldProblem } from '../../errors.ts';
import { findWords, LONGEST_PASSAGE, tokensOf, type TokenSpan } from '../../text/attribution.ts';
import { filePassage, type PassageAnchor } from '../copies/passages.ts';
import { spansIn } from '../copies/quoting.ts';
import type { Author } from '../history/author.ts';
import { contentAt } from '../history/reading.ts';
import { seesHidden, type Reader } from '../policy.ts';

export { filePassage, type PassageAnchor };

/** A passage as it's typed or chosen: its words, those before it, which tell it from others that say the same, and the number of the revision that holds it. */
export interface TypedPassage {
  passage: string;
  before: string;
  number: number;
}

/**
 * Returns where a passage stands in its revision. Throws 422 when it's too long, or isn't there; 404 when there's no such revision, and 410 when it was
 * erased, or is hidden from the author.
 */
export async function anchorOf(
  tx: Tx,
  author: Author,
  articleId: number,
  { passage, before, number }: TypedPassage,
): Promise<PassageAnchor> {
  const problem = passageProblem(passage);
  if (problem) throw invalid([problem]);
  const { body } = await contentAt(tx, articleId, number, author);
  const found = findWords(body, passage, before);
  if (!found) throw invalid([{ field: 'passage', code: 'passage-not-there', params: { number } }]);
  const tokens = tokensOf(body);
  return { number, start: tokens[found.from]!.start, end: tokens[found.to - 1]!.end };
}

/** The passage of a thread, as a reader is shown it. */
export interface QuotedPassage {
  /** The number of the revision that it was chosen in. */
  number: number;
  /** What stood there; missing when the revision's text is erased, or hidden from the reader. */
  quote?: string;
  /** Whether some of it stands in the current revision. */
  isStanding: boolean;
}

/** Returns the passages that some threads are about, by the thread's number. */
export async function passagesAt(
  db: Db,
  threads: readonly number[],
  reader: Reader,
): Promise<Map<number, QuotedPassage>> {
  const found = new Map<number, QuotedPassage>();
  for (const slice of slices(threads)) {
    const rows = await db
      .selectFrom('passage')
      .innerJoin('revision', (join) =>
        join
          .onRef('revision.article_id', '=', 'passage.article_id')
          .onRef('revision.number', '=', 'passage.number'),
      )
      .leftJoin('hiding', 'hiding.sequence', 'revision.sequence')
      .select(['thread_id', 'passage.number', 'quote', 'standing', 'hiding.text as hidden'])
      .where('thread_id', 'in', slice)
      .execute();
    for (const { thread_id: id, number, quote, standing, hidden } of rows) {
      const isShown = quote !== null && (hidden !== 1 || seesHidden(reader));
      found.set(id, { number, ...(isShown && { quote }), isStanding: standing !== '' });
    }
  }
  return found;
}

/** A passage of the current revision that an open thread is about: the thread, its title, and which of its words and signs it is. */
export interface MarkedPassage {
  thread: number;
  title: string;
  spans: TokenSpan[];
}

/** Returns the passages of an article that are marked in it: those of open threads, the newest of them, that nobody has hidden. */
export async function markedPassages(db: Db, articleId: number): Promise<MarkedPassage[]> {
  const rows = await openPassages(db, articleId);
  return rows.reverse().map(({ thread_id: thread, standing, words }) => {
    const { title } = JSON.parse(words) as { title: string };
    return { thread, title, spans: spansIn(standing) };
  });
}

/** How many threads are marked in an article. */
const MOST_MARKED = 50;

const openPassages = prepared((db, articleId: number) =>
  db
    .selectFrom('passage')
    .innerJoin('thread', 'thread.id', 'passage.thread_id')
    .innerJoin('post', 'post.act_id', 'passage.thread_id')
    .innerJoin('log_words', 'log_words.log_id', 'post.current_act')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'passage.thread_id')
    .select(['passage.thread_id', 'passage.standing', 'log_words.words'])
    .where('passage.article_id', '=', articleId)
    .where('passage.standing', '<>', '')
    .where('thread.settled_by', 'is', null)
    .where('post_hiding.act_id', 'is', null)
    .orderBy('passage.thread_id', 'desc')
    .limit(MOST_MARKED),
);

function passageProblem(passage: string): FieldProblem | undefined {
  const { length } = passage;
  const params = { max: LONGEST_PASSAGE, length };
  return length > LONGEST_PASSAGE ? { field: 'passage', code: 'too-long', params } : undefined;
}
