/** The lines of a list of articles, as its page shows them. */
import { facetLabel } from '../../kinds/filing.ts';
import type { Piece } from '../../text/finding/snippets.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { asListed, type ListedArticle } from '../../wiki/finding/listed.ts';
import type { Visit } from '../frame/visit.ts';
import { headOf, type ArticleHead } from './article.ts';

/** An article's line: its details in a few words, a few lines of it in pieces, and what else shows that it was found. */
export interface ArticleLine {
  article: ArticleHead;
  details: string[];
  snippet: Piece[];
  beside?: { label: string; pieces: Piece[] } | undefined;
  last: ListedArticle['last'];
}

/** Returns the lines of articles, each with its lead; of a list of one kind it isn't said of each. */
export async function linesFor(
  { context, where }: Visit,
  articles: readonly Article[],
  isOfOneKind = false,
): Promise<ArticleLine[]> {
  const listed = await asListed(context.db, articles);
  return listed.map(({ article, places, statuses, last }) => {
    const head = headOf(article);
    const kind = isOfOneKind ? [] : [head.kind.label[where.lang].toLowerCase()];
    const placed = places.map((code) => facetLabel('place', code, where.lang)).join(', ');
    const status = statuses.map((code) => facetLabel('status', code, where.lang).toLowerCase());
    const details = [...kind, placed, ...status].filter(Boolean);
    return { article: head, details, snippet: [{ text: article.lead, isFound: false }], last };
  });
}
