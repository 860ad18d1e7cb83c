/**
 * The licence of an article is fixed when it's made. One that isn't the licence of what is written here stands in an
 * action of the log as well, which is hashed and which no erasure takes.
 */
import type { Tx } from '../../db/schema.ts';
import { DEFAULT_LICENCE } from '../../kinds/licences.ts';
import type { Author } from '../history/author.ts';
import { recordAct } from '../record.ts';

/** Enters the licence of a new article in the log, unless it's that of what is written here. */
export async function enterLicence(
  tx: Tx,
  performer: Author,
  articleId: number,
  licence: string,
): Promise<void> {
  if (licence !== DEFAULT_LICENCE) await recordAct(tx, performer, 'licence', { articleId, named: licence });
}
