/** The sections of a revision, by the headings that readers see. */
import { WikiError } from '../../errors.ts';
import type { TocEntry } from '../../text/markdown.ts';
import { contentAt } from '../../wiki/history/reading.ts';
import type { Visit } from '../frame/visit.ts';
import { showContent } from '../showing/article.ts';

/** Returns the headings of a revision; none when whoever visits may not read it. */
export async function sectionsOf(
  { context: { db }, where, author }: Visit,
  articleId: number,
  number: number,
): Promise<readonly TocEntry[]> {
  try {
    const { toc } = await showContent(db, await contentAt(db, articleId, number, author), where);
    return toc;
  } catch (error) {
    if (error instanceof WikiError && [404, 410].includes(error.status)) return [];
    throw error;
  }
}
