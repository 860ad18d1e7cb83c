/** Those who wrote a revision together with its author. */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import type { CoAuthorTable } from '../../db/tables/history.ts';
import { pieces } from '../../db/slices.ts';
import { readBylines, type Byline } from './bylines.ts';

/** Adds somebody to those who wrote the newest revision. To be called where that is made, alone. */
export const insertCoAuthor = prepared((db, row: CoAuthorTable) => db.insertInto('co_author').values(row));

/** Returns the ids of the bylines that some revisions have beside their authors', by the sequences; none for one that has none. */
export async function coBylinesOf(db: Db, sequences: readonly number[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (const piece of pieces(sequences)) {
    for (const { sequence, byline_id: id } of await coAuthorRows(db, piece)) {
      found.set(sequence, [...(found.get(sequence) ?? []), id]);
    }
  }
  return found;
}

const coAuthorRows = prepared((db, sequences: number[]) =>
  db
    .selectFrom('co_author')
    .selectAll()
    .where('sequence', 'in', sequences)
    .orderBy('sequence')
    .orderBy('byline_id'),
);

/** Returns the query of the revisions that somebody wrote together with their authors. */
export function writtenTogether(db: Db, personId: number) {
  return db
    .selectFrom('co_author')
    .innerJoin('byline as co_byline', 'co_byline.id', 'co_author.byline_id')
    .select('co_author.sequence')
    .where('co_byline.person_id', '=', personId);
}

/** Returns what gives a revision's byline with those who wrote it with its author. */
export async function coAuthorsOn(
  db: Db,
  sequences: readonly number[],
): Promise<(sequence: number, byline: Byline) => Byline> {
  const ids = await coBylinesOf(db, sequences);
  const bylines = await readBylines(db, [...new Set([...ids.values()].flat())]);
  return (sequence, byline) => withOthers(byline, ids.get(sequence) ?? [], bylines);
}

/** Returns a byline with those of some ids beside it. */
export function withOthers(
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
