/**
 * The texts of the history as readers are shown them, and the one way to them for a page: what is hidden is gone for all but
 * those who see it. Who isn't told of is a stranger, so that whoever forgets to say shows less, never more.
 */
import type { Db } from '../../db/schema.ts';
import { hidden } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { readContent, readContents, sequenceAt } from './contents.ts';
import { hiddenTextOf } from './withheld.ts';

/** Returns a revision's content. Throws 410 when it was erased, or is hidden from the reader. */
export async function contentOf(db: Db, sequence: number, reader?: Reader): Promise<Content> {
  const content = await readContent(db, sequence);
  await checkShown(db, reader, sequence);
  return content;
}

/** Returns the contents of two revisions. Throws 410 when either was erased, or is hidden from the reader. */
export async function contentsOf(
  db: Db,
  first: number,
  second: number,
  reader?: Reader,
): Promise<[Content, Content]> {
  const contents = await readContents(db, first, second);
  await checkShown(db, reader, first, second);
  return contents;
}

/** Returns the content of one revision of an article. Throws 404 when there's no such number, and as `contentOf` does. */
export async function contentAt(
  db: Db,
  articleId: number,
  number: number,
  reader?: Reader,
): Promise<Content> {
  return contentOf(db, await sequenceAt(db, articleId, number), reader);
}

/** Throws 410 when the text of a revision, or of another, is hidden from the reader. */
export async function checkShown(db: Db, reader: Reader, first: number, second?: number): Promise<void> {
  if (seesHidden(reader)) return;
  const sequence = await hiddenTextOf(db, first, second);
  if (sequence !== undefined) throw hidden(sequence);
}
