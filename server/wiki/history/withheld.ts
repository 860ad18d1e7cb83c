/**
 * What is taken from readers' view, for as long as a row says so: the texts and summaries of revisions, and whole articles.
 * Each row points at the act that took it, and nothing of it is gone.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { bylineColumns, toByline, type Byline } from './bylines.ts';

/** Who took something from view, when (ISO-8601 UTC) and why; the reason is empty once it's erased. */
export interface Withholding {
  byline: Byline;
  at: string;
  reason: string;
}

/** What is hidden of a revision. */
export interface Hiding {
  text: boolean;
  summary: boolean;
  actId: number;
}

/** Returns what is hidden of a revision in the word that its act sets; undefined when nothing is. */
export function hiddenParts({ text, summary }: Pick<Hiding, 'text' | 'summary'>): string | undefined {
  if (text && summary) return 'both';
  if (text) return 'text';
  return summary ? 'summary' : undefined;
}

/** Returns what is hidden of a revision, by its sequence; undefined when nothing is. */
export async function hidingOf(db: Db, sequence: number): Promise<Hiding | undefined> {
  const row = await db
    .selectFrom('hiding')
    .select(['text', 'summary', 'act_id'])
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row && { text: row.text === 1, summary: row.summary === 1, actId: row.act_id };
}

/** Returns which of two revisions has a hidden text, if one does; all by their sequences. */
export async function hiddenTextOf(db: Db, first: number, second = first): Promise<number | undefined> {
  const [row] = await hiddenTexts(db, first, second);
  return row?.sequence;
}

const hiddenTexts = prepared((db, first: number, second: number) =>
  db.selectFrom('hiding').select('sequence').where('sequence', 'in', [first, second]).where('text', '=', 1),
);

/** Returns the query of the articles that a hidden text is of. */
export function articlesWithHiddenText(db: Db) {
  return db
    .selectFrom('hiding')
    .innerJoin('revision as hidden', 'hidden.sequence', 'hiding.sequence')
    .select('hidden.article_id')
    .where('hiding.text', '=', 1);
}

/** Returns the act that an article is deleted by; undefined when it isn't. */
export async function deletionOf(db: Db, articleId: number): Promise<number | undefined> {
  const [row] = await deletions(db, articleId);
  return row?.act_id;
}

const deletions = prepared((db, articleId: number) =>
  db.selectFrom('deletion').select('act_id').where('article_id', '=', articleId),
);

/** Returns who took something from view, when and why, by the ids of the acts. */
export async function readWithholdings(db: Db, acts: readonly number[]): Promise<Map<number, Withholding>> {
  const found = new Map<number, Withholding>();
  for (const slice of slices(acts)) {
    const rows = await db
      .selectFrom('log')
      .innerJoin('byline', 'byline.id', 'log.byline_id')
      .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
      .leftJoin('log_words', 'log_words.log_id', 'log.id')
      .select(bylineColumns)
      .select(['log.id', 'log.recorded_at', 'log_words.words'])
      .where('log.id', 'in', slice)
      .execute();
    for (const row of rows) {
      const { reason = '' } = JSON.parse(row.words ?? '{}') as { reason?: string };
      found.set(row.id, { byline: toByline(row), at: row.recorded_at, reason });
    }
  }
  return found;
}
