/** Stored attributions, read in the order of their revisions, so that each costs its own row alone. */
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import type { Attribution } from '../../text/attribution.ts';
import { readStored, readWhole, unlessBroken, type StoredAttribution } from './stored.ts';

// Articles whose last attribution a walk goes along with.
const REMEMBERED = 1000;
const NOTHING: Attribution = new Uint32Array();

/** Reads the attributions of revisions, given in their order, each from its own row and the one before in its article. */
export function storedInTurn() {
  const last = new LRUCache<number, StoredAttribution>({ max: REMEMBERED });
  return {
    read: async (
      db: Db,
      revision: { article_id: number; sequence: number; parent: number | null },
    ): Promise<{ before: Attribution; attribution: Attribution | undefined }> => {
      const { article_id: articleId, sequence, parent } = revision;
      const known =
        last.get(articleId) ?? (parent === null ? undefined : await unlessBroken(readWhole(db, parent)));
      const stored = await readStored(db, { articleId, sequence }, known);
      last.set(articleId, stored ?? { steps: 0, attribution: NOTHING });
      return { before: known?.attribution ?? NOTHING, attribution: stored?.attribution };
    },
    /** Forgets what was read of an article, or of all. */
    forget: (articleId?: number) => void (articleId === undefined ? last.clear() : last.delete(articleId)),
  };
}
