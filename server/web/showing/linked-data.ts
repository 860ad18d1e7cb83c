/** A revision of an article as a work to cite: what the wiki knows of it, made into a record of CSL. */
import { licenceOf } from '../../kinds/licences.ts';
import { cslRecord, linkedData, type CitedAuthor, type CslRecord } from '../../text/citation/record.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import type { ArticleAuthor } from '../../wiki/credit/contributors.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import { localDay } from '../../locales/formats.ts';
import { articlePath, type Translate } from '../../locales/language.ts';
import type { Visit } from '../frame/visit.ts';

/** A revision of an article to be cited: the article's title, and the authors, are those that it had then. */
export interface Cited {
  article: Article;
  line: Pick<RevisionLine, 'number' | 'writtenAt'>;
  authors: readonly CitedAs[];
}

type CitedAs = Pick<ArticleAuthor, 'byline'>;

/** Returns the record of a revision, for whoever visits. */
export function recordOf({ context: { settings }, t }: Visit, { article, line, authors }: Cited): CslRecord {
  return cslRecord({
    slug: article.slug,
    title: article.title,
    number: line.number,
    day: localDay(line.writtenAt),
    // In either language of the interface, so that one revision has one address.
    address: settings.baseUrl + articlePath(article.slug, `/history/${line.number}`),
    site: settings.siteName,
    licence: licenceOf(article.licence),
    authors: citedAuthors(authors, t),
  });
}

/** Returns a revision's record as JSON-LD for the head of its page. */
export function linkedDataOf(visit: Visit, cited: Cited): string {
  return linkedData(recordOf(visit, cited));
}

/** As many as a citation names; how many others there are stands last. */
const MOST_CITED = 100;

function citedAuthors(authors: readonly CitedAs[], t: Translate): CitedAuthor[] {
  const named = authors
    .slice(0, MOST_CITED)
    .map(({ byline: { personId: number, name, mark, erased } }) =>
      erased ? { name: t('byline.erased', { number }), whole: true } : { name, whole: mark !== undefined },
    );
  const others = authors.length - named.length;
  return others > 0 ? [...named, { name: t('cite.more', { count: others }), whole: true }] : named;
}
