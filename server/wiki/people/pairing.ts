/**
 * Whoever has changed name may have the present one shown beside the old on what they wrote before. Nobody chooses it for another,
 * no removal of a name leaves it standing, and what history, citations and files say stays as it was.
 */
import type { Db, Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import { bylinesOf } from '../history/bylines.ts';
import { recordAct } from '../record.ts';
import { checkPairings } from './quotas.ts';

/** Tells whether a person wants their present name shown beside earlier ones. */
export async function isPaired(db: Db, personId: number): Promise<boolean> {
  const row = db.selectFrom('pairing').select('act_id').where('person_id', '=', personId);
  return (await row.executeTakeFirst()) !== undefined;
}

/** Returns the last name that a person went by and that is another than the present one; undefined when none stands. */
export async function earlierNameOf(db: Db, personId: number): Promise<string | undefined> {
  const [present, ...earlier] = await bylinesOf(db, personId);
  return earlier.find(({ name, erased }) => !erased && name !== present?.name)?.name;
}

/**
 * Has the author's present name shown beside earlier ones, or no longer. Does nothing when it's so already, or when there is no
 * earlier name to show it beside; throws 429 when it was begun too often.
 */
export async function pairNames(tx: Tx, author: Author, wanted: boolean): Promise<void> {
  const { personId } = author;
  if (wanted === (await isPaired(tx, personId))) return;
  if (!wanted) {
    await recordAct(tx, author, 'part-names', { personId });
    await endPairing(tx, personId);
  } else if ((await earlierNameOf(tx, personId)) !== undefined) {
    await checkPairings(tx, author);
    const act = await recordAct(tx, author, 'pair-names', { personId });
    await tx.insertInto('pairing').values({ person_id: personId, act_id: act }).execute();
  }
}

/** Has a person's earlier names stand alone; the act that tells of it is whoever's who calls. */
export async function endPairing(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom('pairing').where('person_id', '=', personId).execute();
}
