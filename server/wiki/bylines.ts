/** A byline is a person's name, title and workplace as at one time. Every revision and log entry credits one; none is ever changed. */
import type { Db, Tx, Verification } from '../db/schema.ts';
import { slices } from '../db/slices.ts';
import { seal } from './seal.ts';

/** What a person goes by; title and workplace are empty for a citizen. */
export interface Words {
  name: string;
  title: string;
  workplace: string;
}

/** A byline as it's shown. `mark` says that an imported name is a handle or a program; `erased` that the words are gone. */
export interface Byline extends Words {
  id: number;
  personId: number;
  verification: Verification;
  mark?: 'handle' | 'bot';
  erased?: true;
}

/** The columns that `toByline` needs, for queries that join `byline` and, from the left, `byline_words`. */
export const bylineColumns = [
  'byline.id as byline_id',
  'byline.person_id as person_id',
  'byline.verification as verification',
  'byline_words.words as byline_words',
] as const;

interface BylineRow {
  byline_id: number;
  person_id: number;
  verification: Verification;
  byline_words: string | null;
}

/** Returns the byline in a joined row. */
export function toByline(row: BylineRow): Byline {
  const head = { id: row.byline_id, personId: row.person_id, verification: row.verification };
  if (row.byline_words === null) return { ...head, name: '', title: '', workplace: '', erased: true };
  const words = JSON.parse(row.byline_words) as Words;
  const mark = row.verification === 'imported' ? markOf(words.name) : undefined;
  return { ...head, ...words, ...(mark && { mark }) };
}

/** Stores a new byline for a person and returns its id. */
export async function insertByline(
  tx: Tx,
  personId: number,
  words: Words,
  verification: Verification,
  at: string,
): Promise<number> {
  const { name, title, workplace } = words;
  const text = JSON.stringify({ name, title, workplace });
  const { salt, digest } = seal(text);
  const { id } = await tx
    .insertInto('byline')
    .values({ person_id: personId, verification, digest, recorded_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.insertInto('byline_words').values({ byline_id: id, salt, words: text }).execute();
  return id;
}

/** Returns a person's bylines, newest first. */
export async function bylinesOf(db: Db, personId: number): Promise<Byline[]> {
  const rows = await db
    .selectFrom('byline')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .where('byline.person_id', '=', personId)
    .orderBy('byline.id', 'desc')
    .execute();
  return rows.map(toByline);
}

/** Who wrote a revision, and of which article. */
export interface Origin {
  bylineId: number;
  articleId: number;
}

/** Returns where each of some revisions comes from, by their sequences. */
export async function originsOf(db: Db, sequences: readonly number[]): Promise<Map<number, Origin>> {
  const found = new Map<number, Origin>();
  for (const slice of slices(sequences)) {
    const rows = await db
      .selectFrom('revision')
      .select(['sequence', 'byline_id', 'article_id'])
      .where('sequence', 'in', slice)
      .execute();
    for (const { sequence, byline_id: bylineId, article_id: articleId } of rows) {
      found.set(sequence, { bylineId, articleId });
    }
  }
  return found;
}

function markOf(name: string): 'handle' | 'bot' | undefined {
  if (/\bbot\b|\[bot\]/i.test(name)) return 'bot';
  return /\p{L}\S*\s+\S*\p{L}/u.test(name) ? undefined : 'handle';
}
