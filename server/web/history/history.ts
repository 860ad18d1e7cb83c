/** An article's history: its revisions, and an old one. */
import type { Article } from '../../wiki/articles/articles.ts';
import { contributorsOf } from '../../wiki/credit/contributors.ts';
import { thanksOf } from '../../wiki/following/thanks.ts';
import { historyPage, revisionLine, type RevisionLine } from '../../wiki/history/lines.ts';
import { contentAt } from '../../wiki/history/reading.ts';
import { partsOf } from '../../wiki/moderation/hiding.ts';
import { articleAt } from '../articles/article.ts';
import { page as articlesPage, type OldVersion } from '../articles/views.ts';
import type { Page } from '../frame/answer.ts';
import { numberIn, pageFrom } from '../frame/fields.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, hrefFor, type Visit } from '../frame/visit.ts';
import { creditOf, headOf, showContent } from '../showing/article.ts';
import { linkedDataOf } from '../showing/linked-data.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/history?before= */
export async function showHistory(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const article = await articleAt(visit);
  const before = pageFrom(visit.request.query['before']) ?? article.number + 1;
  const lines = await historyPage(db, article.id, PAGE_SIZE, before, visit.author);
  const { authors, alsoEdited } = await contributorsOf(db, article);
  const people = [...authors, ...alsoEdited].filter(({ revisions }) => revisions > 0);
  const last = lines.at(-1)?.number ?? 1;
  const thanks = await thanksOf(db, article.id, visit.author?.personId);
  return page('history/index', {
    title: visit.t('history.title', { title: article.title }),
    description: article.lead,
    section: `articles:${article.kind}`,
    feed: hrefFor(visit, `/changes.atom?article=${encodeURIComponent(article.slug)}`),
    article: headOf(article),
    revisions: lines.map((line) => ({
      ...line,
      parts: partsOf(line, article),
      thanks: thanks.get(line.number),
    })),
    counts: { revisions: article.number, people: people.length },
    areNamed: people.every(({ byline }) => !byline.mark && !byline.erased),
    older: last > 1 ? addressWith(visit, { before: last }) : undefined,
    newest: before <= article.number ? addressWith(visit, { before: '' }) : undefined,
  });
}

/** GET /wiki/:slug/history/:number */
export async function showRevision(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const number = numberIn(visit.request.params['number']);
  const article = await articleAt(visit);
  const line = await revisionLine(db, article.id, number, visit.author);
  const content = await contentAt(db, article.id, number, visit.author);
  const { title, lead, kind } = content;
  const contributors = await contributorsOf(db, article, number);
  return articlesPage('articles/view', {
    title,
    description: lead,
    section: `articles:${kind}`,
    article: headOf({ ...article, title, lead, kind }),
    ...(await showContent(db, content, visit.where, { slug: article.slug, former: new Map() })),
    credit: creditOf(contributors),
    last: line,
    linkedData: linkedDataOf(visit, { article: { ...article, title }, line, authors: contributors.authors }),
    old: oldVersion(article, line),
  });
}

/** Returns what the notice of an old version says: its line, and the numbers around it. */
export function oldVersion(article: Article, line: RevisionLine): OldVersion {
  const { number } = line;
  return {
    line,
    current: article.number,
    previous: number > 1 ? number - 1 : undefined,
    next: number < article.number ? number + 1 : undefined,
  };
}
