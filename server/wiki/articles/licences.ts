/**
 * The licence of an article is fixed when it's made. One that isn't the licence of what is written here stands in an
 * action of the log as well, which is hashed and which no erasure takes.
 */
import type { Tx } from '../../db/schema.ts';
import { DEFAULT_LICENCE } from '../../kinds/licences.ts';
import type { Author } from '../history/author.ts';
import { writeLog } from '../history/log.ts';

/** What the log's action of fixing a licence begins with, before the licence's code. */
export const FIXES_LICENCE = 'licence ';

/** As `FIXES_LICENCE`, of one that was fixed before the log told of licences, under the byline of the first revision. */
export const FOUND_LICENCE = 'found-licence ';

/** Enters the licence of a new article in the log, unless it's that of what is written here. */
export async function enterLicence(
  tx: Tx,
  performer: Author,
  articleId: number,
  licence: string,
): Promise<void> {
  if (licence !== DEFAULT_LICENCE) await writeLog(tx, performer, FIXES_LICENCE + licence, { articleId });
}
