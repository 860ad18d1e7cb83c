/** A revision of an article as a work to cite: what the wiki knows of it, made into a record of CSL. */
import type { Context } from '../context.ts';
import { licenceOf } from '../kinds/licences.ts';
import type { Lang } from '../kinds/kind.ts';
import { cslRecord, linkedData, type CslRecord } from '../text/citation/record.ts';
import type { Article } from '../wiki/articles.ts';
import type { RevisionLine } from '../wiki/revisions.ts';
import { authorsByShare } from '../wiki/shares.ts';
import { localDay } from './formats.ts';
import { articlePath, translator } from './language.ts';

type Line = Pick<RevisionLine, 'number' | 'writtenAt'>;

/** Returns the record of a revision; the article's title is the one that it had then. */
export async function recordOf(
  { db, settings }: Context,
  article: Article,
  { number, writtenAt }: Line,
  lang: Lang,
): Promise<CslRecord> {
  const authors = await authorsByShare(db, article, number);
  return cslRecord({
    slug: article.slug,
    title: article.title,
    number,
    day: localDay(writtenAt),
    // In either language of the interface, so that one revision has one address.
    address: settings.baseUrl + articlePath(article.slug, `/history/${number}`),
    site: settings.siteName,
    licence: licenceOf(article.licence),
    authors: authors.map(({ name, mark, erased }) =>
      erased ? { name: translator(lang)('byline.erased'), whole: true } : { name, whole: mark !== undefined },
    ),
  });
}

/** Returns a revision's record as JSON-LD for the head of its page. */
export async function linkedDataOf(
  context: Context,
  article: Article,
  line: Line,
  lang: Lang,
): Promise<string> {
  return linkedData(await recordOf(context, article, line, lang));
}
