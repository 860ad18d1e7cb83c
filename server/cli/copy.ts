/** A copy of a wiki, opened and verified before anybody is told that it's one. */
import { catchUp } from '../wiki/upkeep/rebuild.ts';
import { verify, type Findings } from '../wiki/proof/verify.ts';
import { holdsWiki, migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { DatabasePlace } from '../db/told.ts';
import type { Terminal } from './command.ts';
import { progressBar } from './progress.ts';
import { counted } from './sentences.ts';

/** Brings a copy up to date and verifies it. Throws an Error with a sentence when it holds no wiki, or one that was altered. */
export async function verifyCopy(copy: DatabasePlace, what: string, { stderr }: Terminal): Promise<Findings> {
  const db = openDatabase(copy);
  try {
    if (!(await holdsWiki(db))) throw new Error(`${what} holds no wiki.`);
    await migrate(db);
    await catchUp(db);
    const bar = progressBar(stderr, 'revisions');
    const found = await verify(db, bar.update).finally(bar.stop);
    if (found.findings.length === 0) return found;
    throw new Error(
      `${what} doesn’t verify: ${counted(found.findings.length, 'finding')}. The history was altered before it was copied; the command verify names each place.`,
    );
  } finally {
    await db.destroy();
  }
}
