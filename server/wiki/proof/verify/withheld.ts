/** Holds what is deleted and hidden to the log: each row to the act that it points at, and each such act to its row. */
import type { Db } from '../../../db/schema.ts';
import type { Deeds } from '../../history/deeds.ts';
import type { Finding } from './findings.ts';

/** Compares the articles that are deleted, and what is hidden of revisions, with what the log comes to. */
export async function checkWithheld(db: Db, { deletions, hidings }: Deeds): Promise<Finding[]> {
  const deleted = await db.selectFrom('deletion').select(['article_id as key', 'act_id']).execute();
  const hidden = await db
    .selectFrom('hiding')
    .leftJoin('revision', 'revision.sequence', 'hiding.sequence')
    .select(['hiding.act_id', 'hiding.text', 'hiding.summary', 'revision.article_id', 'revision.number'])
    .execute();
  const parts = { text: [1, 0], summary: [0, 1], both: [1, 1] };
  const told = [...hidings].map(([key, { actId, what }]) => [actId, key, ...parts[what]].join());
  return [
    ...differing(
      [...deletions].map(([key, actId]) => `${actId},${key}`),
      deleted.map(({ key, act_id }) => `${act_id},${key}`),
    ).map((id): Finding => ({ code: 'deletion', id })),
    ...differing(
      told,
      hidden.map(({ act_id, article_id, number, text, summary }) =>
        [act_id, `${article_id} ${number}`, text, summary].join(),
      ),
    ).map((id): Finding => ({ code: 'hiding', id })),
  ];
}

/** Returns the ids of the acts with which the lines begin that stand on one side alone. */
function differing(some: readonly string[], others: readonly string[]): number[] {
  const [known, seen] = [new Set(some), new Set(others)];
  const alone = [...some.filter((line) => !seen.has(line)), ...others.filter((line) => !known.has(line))];
  return [...new Set(alone.map((line) => Number(line.split(',')[0])))];
}
