/** Holds what is protected and who is blocked to the acts of the log that began it: each row comes from one, with its terms. */
import type { Db } from '../../../db/schema.ts';
import { writeTerms, type State } from '../../acts.ts';
import type { Begun, Deeds } from '../../history/deeds.ts';
import type { Finding } from './findings.ts';
import type { RevisionWalk } from './revisions.ts';

/** Compares the rows of every state with the acts; of one article, when its id is given, with those about it. */
export async function checkStates(
  db: Db,
  { articles }: Pick<RevisionWalk, 'articles'>,
  { states }: Deeds,
  articleId?: number,
): Promise<Finding[]> {
  const isAsked = (id: number) => articleId === undefined || id === articleId;
  const [protections, blocks] = [await readProtections(db), await readBlocks(db)];
  const unprotected = differing(protections, states.protection).filter(isAsked);
  const placeOf = (id: number) => ({ ...(articles.has(id) ? { article: articles.get(id)!.slug } : { id }) });
  return [
    ...unprotected.map((id): Finding => ({ code: 'protection', ...placeOf(id) })),
    ...(articleId === undefined ? differing(blocks, states.block) : []).map((id): Finding => ({
      code: 'block',
      id,
    })),
  ];
}

/** What a row says of a state, in the words of its act. */
type Rows = Map<number, Begun>;

/** Returns the ids of which the rows say something else than the acts. */
function differing(rows: Rows, acts: Deeds['states'][State]): number[] {
  const ids = [...new Set([...rows.keys(), ...acts.keys()])];
  return ids.filter((id) => {
    const [row, act] = [rows.get(id), acts.get(id)];
    return row?.act !== act?.act || row?.named !== act?.named;
  });
}

async function readProtections(db: Db): Promise<Rows> {
  const rows = await db.selectFrom('protection').selectAll().execute();
  return new Map(
    rows.map(({ article_id, level: sets, until, act_id: act }) => [
      article_id,
      { act, named: writeTerms({ sets, until }) },
    ]),
  );
}

async function readBlocks(db: Db): Promise<Rows> {
  const rows = await db.selectFrom('block').selectAll().execute();
  return new Map(
    rows.map(({ person_id, scope: sets, until, act_id: act }) => [
      person_id,
      { act, named: writeTerms({ sets, until }) },
    ]),
  );
}
