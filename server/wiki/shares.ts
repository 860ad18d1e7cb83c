/** Who wrote an article, by share. Here alone is said how shares are measured: for now they are numbers of revisions. */
import type { Db } from '../db/schema.ts';
import { contributorsOf, contributorsUpTo, type Article, type Contributor } from './articles.ts';
import type { Byline } from './bylines.ts';

/**
 * Returns the authors of an article as it stood at a revision, the one with the largest share first and of equal ones
 * who came first. Each person stands once, under the newest byline that they wrote the article with.
 */
export async function authorsByShare(
  db: Db,
  article: Pick<Article, 'id' | 'number'>,
  number = article.number,
): Promise<Byline[]> {
  const contributors =
    number === article.number
      ? await contributorsOf(db, article.id)
      : await contributorsUpTo(db, article.id, number);
  const people = new Map<number, Contributor>();
  for (const contributor of contributors) {
    const { personId } = contributor.byline;
    const known = people.get(personId);
    people.set(personId, known ? together(known, contributor) : contributor);
  }
  return [...people.values()]
    .sort((a, b) => b.revisions - a.revisions || (a.first < b.first ? -1 : 1))
    .map(({ byline }) => byline);
}

/** A later byline has a higher id. */
function together(a: Contributor, b: Contributor): Contributor {
  return {
    byline: a.byline.id > b.byline.id ? a.byline : b.byline,
    revisions: a.revisions + b.revisions,
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
  };
}
