/** Stored attributions, and contents, read in the order of their revisions, so that each costs its own row alone. */
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import type { Attribution } from '../../text/attribution.ts';
import { contentOf, readTextAfter, type RevisionText } from '../history/contents.ts';
import { readStored, readWhole, unlessBroken, type StoredAttribution } from './stored.ts';

// Articles whose last attribution a walk goes along with.
const REMEMBERED = 1000;
const NOTHING: Attribution = new Uint32Array();

/** A revision in its turn; the parent is the sequence of the one before it in its article. */
interface RevisionInTurn {
  article_id: number;
  sequence: number;
  parent: number | null;
}

/** Reads the attributions of revisions, given in their order, each from its own row and the one before in its article. */
export function storedInTurn() {
  const last = new LRUCache<number, StoredAttribution>({ max: REMEMBERED });
  return {
    read: async (
      db: Db,
      revision: RevisionInTurn,
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

// So many bytes of the last texts of articles are gone along with: what is read of one takes up to a hundred times as much.
const MOST_KEPT = 500_000;

/**
 * Reads the contents of revisions, given in their order, each from its own row and the one before in its article: undefined where it
 * was erased. The parent's is given where it was read and still stands, as the same object, so that what was worked
 * out of it serves again.
 */
export function readInTurn() {
  const last = new LRUCache<number, RevisionText & { content: Content }>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ text }) => text.length,
  });
  return async (
    db: Db,
    { article_id: articleId, sequence, parent }: RevisionInTurn,
  ): Promise<{ content: Content | undefined; parentContent: Content | undefined }> => {
    const known = last.get(articleId);
    const before = known?.sequence === parent ? known : undefined;
    last.delete(articleId);
    const { text, stands } = await readTextAfter(db, sequence, before);
    const content = text && contentOf(text);
    if (content) last.set(articleId, { sequence, text, content });
    return { content, parentContent: stands ? before?.content : undefined };
  };
}
