/** What each article is filed under (`kinds/filing.ts`), for the lists that are narrowed by it. */
import { slices } from '../../db/slices.ts';
import type { Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { facetsOf } from '../../kinds/filing.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { catchUpArticles, forEachArticle, type Copy, type CurrentArticle } from './copy.ts';
import { contentBefore } from './reading.ts';

/** To be raised with whatever files the same content otherwise. */
const WAY = 2;

export const filing: Copy = {
  name: 'filing',
  follow: async (tx, { articleId, content, change }) => {
    // Most saves file an article under nothing else.
    const before = contentBefore(change);
    if (before && isFiledAlike(before, content)) return;
    await file(tx, articleId, content);
  },
  forget: (tx, { article }) => fileStanding(tx, article),
  catchUp: (db) => catchUpArticles(db, { name: 'filing', way: WAY }, fileStanding),
  rebuild: (db) => forEachArticle(db, fileStanding),
};

async function fileStanding(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  await file(tx, id, await unlessErased(readContent(tx, sequence)));
}

async function file(tx: Tx, articleId: number, content: Content | undefined): Promise<void> {
  await tx.deleteFrom('facet').where('article_id', '=', articleId).execute();
  const found = content ? facetsOf(content) : [];
  const facets = found.map(([name, value]) => ({ article_id: articleId, name, value }));
  for (const slice of slices(facets)) await tx.insertInto('facet').values(slice).execute();
}

function isFiledAlike(before: Content, content: Content): boolean {
  return JSON.stringify(facetsOf(before)) === JSON.stringify(facetsOf(content));
}
