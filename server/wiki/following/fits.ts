/** What was brought into the searches that people watch: each is told of an article once, and never of what they wrote themselves. */
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';

/** That a revision brought an article into a search. */
export interface Fit {
  target: string;
  articleId: number;
  sequence: number;
  /** Who wrote the revision. */
  author: number;
}

/** Returns the newest article, by the id of its fit, that was brought into a search of a person's; 0 when none was. */
export async function newestFit(db: Db, personId: number): Promise<number> {
  const newest = db.selectFrom('fit').select('id').where('person_id', '=', personId);
  return (await newest.orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0;
}

/** What was brought into a person's searches of one article: the keys of the searches, and the newest revision that did it. */
export interface Brought {
  targets: string[];
  sequence: number;
  /** When, as ISO-8601 UTC. */
  at: string;
}

/** Returns what was brought into a person's searches after one fit and up to another, by the articles' ids, the newest of it first; nothing of what is deleted, hidden or erased since. */
export async function broughtTo(
  db: Db,
  personId: number,
  { since, until }: { since: number; until: number },
  limit: number,
): Promise<Map<number, Brought>> {
  const rows = await db
    .selectFrom('fit')
    .innerJoin('revision', 'revision.sequence', 'fit.sequence')
    .innerJoin('content', 'content.sequence', 'fit.sequence')
    .leftJoin('hiding', (join) =>
      join.onRef('hiding.sequence', '=', 'fit.sequence').on('hiding.text', '=', 1),
    )
    .leftJoin('deletion', 'deletion.article_id', 'fit.article_id')
    .select(['fit.article_id', 'fit.target', 'fit.sequence'])
    .select(['revision.written_at', 'revision.recorded_at'])
    .where('fit.person_id', '=', personId)
    .where('fit.id', '>', since)
    .where('fit.id', '<=', until)
    .where('hiding.act_id', 'is', null)
    .where('deletion.act_id', 'is', null)
    .orderBy('fit.id', 'desc')
    .limit(limit)
    .execute();
  const brought = new Map<number, Brought>();
  for (const { article_id: id, target, sequence, written_at: writtenAt, recorded_at: recordedAt } of rows) {
    const known = brought.get(id) ?? { targets: [], sequence, at: recordedAt || writtenAt };
    known.targets.push(target);
    brought.set(id, known);
  }
  return brought;
}

/** Notes for each who watches a search what was brought into it since they began to, and returns whoever that is news to. */
export async function noteFits(tx: Tx, fits: readonly Fit[]): Promise<number[]> {
  const told: number[] = [];
  for (const { target, articleId, sequence, author } of fits) {
    const watchers = await tx
      .selectFrom('watch')
      .select('person_id')
      .where('subject', '=', 'search')
      .where('target', '=', target)
      .where('from_sequence', '<', sequence)
      .where('person_id', '<>', author)
      .execute();
    const rows = watchers.map((watcher) => ({ ...watcher, target, article_id: articleId, sequence }));
    for (const slice of slices(rows)) {
      const fresh = tx
        .insertInto('fit')
        .values(slice)
        .onConflict((conflict) => conflict.doNothing());
      told.push(...(await fresh.returning('person_id').execute()).map(({ person_id: id }) => id));
    }
  }
  return told;
}
