/** Those who wrote a revision together with its author. */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import type { CoAuthorTable } from '../../db/tables/history.ts';
import { slices } from '../../db/slices.ts';
import { readBylines, type Byline } from './bylines.ts';

/** Adds somebody to those who wrote the newest revision. To be called where that is made, alone. */
export const insertCoAuthor = prepared((db, row: CoAuthorTable) => db.insertInto('co_author').values(row));

/** Returns the ids of the bylines that some revisions have beside their authors', by the sequences; none for one that has none. */
export async function coBylinesOf(db: Db, sequences: readonly number[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (const slice of slices(sequences)) {
    const rows = await db
      .selectFrom('co_author')
      .selectAll()
      .where('sequence', 'in', slice)
      .orderBy('sequence')
      .orderBy('byline_id')
      .execute();
    for (const { sequence, byline_id: id } of rows) {
      found.set(sequence, [...(found.get(sequence) ?? []), id]);
    }
  }
  return found;
}

/** Tells whether somebody wrote anything together with its author. */
export async function hasWrittenTogether(db: Db, personId: number): Promise<boolean> {
  const first = db
    .selectFrom('co_author')
    .innerJoin('byline', 'byline.id', 'co_author.byline_id')
    .select('co_author.sequence')
    .where('byline.person_id', '=', personId)
    .limit(1);
  return (await first.executeTakeFirst()) !== undefined;
}

/** Returns the query of who wrote each revision of an article, and when: each of several by themself. */
export function writings(db: Db, articleId: number) {
  const own = db
    .selectFrom('revision')
    .select(['number', 'written_at', 'byline_id', 'person_id'])
    .where('article_id', '=', articleId);
  const others = db
    .selectFrom('revision')
    .innerJoin('co_author', 'co_author.sequence', 'revision.sequence')
    .innerJoin('byline', 'byline.id', 'co_author.byline_id')
    .select(['revision.number', 'revision.written_at', 'co_author.byline_id', 'byline.person_id'])
    .where('revision.article_id', '=', articleId);
  return db.selectFrom(own.unionAll(others).as('writing'));
}

/** Returns what gives a revision's byline with those who wrote it, too. */
export async function togetherOn(
  db: Db,
  sequences: readonly number[],
): Promise<(sequence: number, byline: Byline) => Byline> {
  const ids = await coBylinesOf(db, sequences);
  const bylines = await readBylines(db, [...new Set([...ids.values()].flat())]);
  return (sequence, byline) => together(byline, ids.get(sequence) ?? [], bylines);
}

/** Returns a byline with those of some ids beside it. */
export function together(
  byline: Byline,
  ids: readonly number[],
  bylines: ReadonlyMap<number, Byline>,
): Byline {
  return ids.length === 0 ? byline : { ...byline, together: ids.map((id) => bylines.get(id)!) };
}

/** Returns all who wrote what a byline stands at. */
export function writersOf({ together: others = [], ...byline }: Byline): readonly Byline[] {
  return [byline, ...others];
}
