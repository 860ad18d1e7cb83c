/** What each article is filed under: its topics, and the facts that lists are chosen by. */
import { slices } from '../../db/slices.ts';
import type { Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { forEachArticle, type Copy, type CurrentArticle } from './copy.ts';

export const filing: Copy = {
  name: 'filing',
  follow: (tx, { articleId, content }) => file(tx, articleId, content),
  forget: (tx, { article }) => fileStanding(tx, article),
  rebuild: (db) => forEachArticle(db, fileStanding),
};

/** The facts that articles are filed under, and the facet of each. */
const FILED: Record<string, string> = { sector: 'sector', places: 'place' };

/** Returns what a content is filed under, as pairs of name and value, each once. */
export function facetsOf(content: Content): [name: string, value: string][] {
  const filed = Object.entries(FILED).flatMap(([fact, name]) => {
    const codes = content.facts[fact];
    return Array.isArray(codes) ? codes.map((code): [string, string] => [name, code]) : [];
  });
  const topics = content.topics.map((topic): [string, string] => ['topic', topic]);
  const distinct = new Map([...topics, ...filed].map((facet) => [facet.join('\n'), facet]));
  return [...distinct.values()];
}

async function fileStanding(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  await file(tx, id, await unlessErased(readContent(tx, sequence)));
}

async function file(tx: Tx, articleId: number, content: Content | undefined): Promise<void> {
  await tx.deleteFrom('facet').where('article_id', '=', articleId).execute();
  const found = content ? facetsOf(content) : [];
  const facets = found.map(([name, value]) => ({ article_id: articleId, name, value }));
  for (const slice of slices(facets)) await tx.insertInto('facet').values(slice).execute();
}
