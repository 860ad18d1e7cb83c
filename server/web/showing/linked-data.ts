/** A revision of an article as a work to cite: what the wiki knows of it, made into a record of CSL. */
import type { Context } from '../../context.ts';
import { licenceOf } from '../../kinds/licences.ts';
import type { Lang } from '../../kinds/kind.ts';
import { cslRecord, linkedData, type CitedAuthor, type CslRecord } from '../../text/citation/record.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import type { Contributor } from '../../wiki/credit/contributors.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import { localDay } from '../frame/formats.ts';
import { articlePath, translator } from '../frame/language.ts';

type Line = Pick<RevisionLine, 'number' | 'writtenAt'>;

/** Returns the record of a revision; the article's title, and the contributors, are those that it had then. */
export function recordOf(
  { settings }: Context,
  article: Article,
  { number, writtenAt }: Line,
  contributors: readonly Contributor[],
  lang: Lang,
): CslRecord {
  return cslRecord({
    slug: article.slug,
    title: article.title,
    number,
    day: localDay(writtenAt),
    // In either language of the interface, so that one revision has one address.
    address: settings.baseUrl + articlePath(article.slug, `/history/${number}`),
    site: settings.siteName,
    licence: licenceOf(article.licence),
    authors: authorsOf(contributors, lang),
  });
}

/** Returns a revision's record as JSON-LD for the head of its page. */
export function linkedDataOf(
  context: Context,
  article: Article,
  line: Line,
  contributors: readonly Contributor[],
  lang: Lang,
): string {
  return linkedData(recordOf(context, article, line, contributors, lang));
}

/** As many as a citation names; how many others there are stands last. */
const MOST_CITED = 100;

function authorsOf(contributors: readonly Contributor[], lang: Lang): CitedAuthor[] {
  const t = translator(lang);
  const named = contributors
    .slice(0, MOST_CITED)
    .map(({ byline: { name, mark, erased } }) =>
      erased ? { name: t('byline.erased'), whole: true } : { name, whole: mark !== undefined },
    );
  const others = contributors.length - named.length;
  return others > 0 ? [...named, { name: t('cite.more', { count: others }), whole: true }] : named;
}
