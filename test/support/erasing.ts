/** Erasures as tests make them, each by one administrator: what the wiki does once a second has confirmed. */
import type { Db } from '../../server/db/schema.ts';
import { findAnyArticle } from '../../server/wiki/articles/articles.ts';
import { erasing, takeByline, takeContents, takeSummary } from '../../server/wiki/erasure/erasure.ts';
import type { Author } from '../../server/wiki/history/author.ts';

/** Erases the contents of an article's revisions. */
export async function eraseContents(
  db: Db,
  performer: Author,
  slug: string,
  { numbers, reason }: { numbers: readonly number[]; reason: string },
): Promise<void> {
  await erasing(db, async (tx) =>
    takeContents(tx, performer, await findAnyArticle(tx, slug), numbers, { reason }),
  );
}

/** Erases the edit summary of a revision. */
export async function eraseSummary(
  db: Db,
  performer: Author,
  slug: string,
  { number, reason }: { number: number; reason: string },
): Promise<void> {
  await erasing(db, async (tx) =>
    takeSummary(tx, performer, await findAnyArticle(tx, slug), number, { reason }),
  );
}

/** Erases the words of a byline. */
export async function eraseByline(
  db: Db,
  performer: Author,
  bylineId: number,
  reason: string,
): Promise<void> {
  await erasing(db, (tx) => takeByline(tx, performer, bylineId, { reason }));
}
