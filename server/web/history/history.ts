/** An article's history: its revisions, and an old one. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { contributorsOf } from '../../wiki/credit/contributors.ts';
import { markReverted } from '../../wiki/articles/reverts.ts';
import { historyPage, revisionLine, type RevisionLine } from '../../wiki/history/lines.ts';
import { contentAt } from '../../wiki/history/revisions.ts';
import { creditOf, headOf, showContent } from '../showing/article.ts';
import { articleAt } from '../articles/article.ts';
import { numberIn, pageFrom } from '../frame/fields.ts';
import { articlePath, hrefIn, langOf, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';
import { linkedDataOf } from '../showing/linked-data.ts';

const PAGE = 50;

/** GET /wiki/:slug/history */
export async function showHistory(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/history');
  if (!article) return;
  const before = pageFrom(request.query['before']) ?? article.number + 1;
  const lines = await historyPage(context.db, article.id, PAGE, before);
  const revisions = await markReverted(context.db, article.id, lines);
  const contributors = await contributorsOf(context.db, article);
  const last = revisions.at(-1)?.number ?? 1;
  const history = hrefIn(whereOf(response), articlePath(article.slug, '/history'));
  await page(context, request, response, 'history/index', {
    title: translator(langOf(response))('history.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    revisions,
    counts: { revisions: article.number, people: contributors.filter((each) => each.revisions > 0).length },
    older: last > 1 ? `${history}?before=${last}` : undefined,
    newest: before <= article.number ? history : undefined,
  });
}

/** GET /wiki/:slug/history/:number */
export async function showRevision(context: Context, request: Request, response: Response): Promise<void> {
  const number = numberIn(request.params['number']);
  const article = await articleAt(context, request, response, `/history/${number}`);
  if (!article) return;
  const line = await revisionLine(context.db, article.id, number);
  const content = await contentAt(context.db, article.id, number);
  const { title, lead, kind } = content;
  const contributors = await contributorsOf(context.db, article, number);
  await page(context, request, response, 'articles/view', {
    title,
    section: `articles:${kind}`,
    article: headOf({ ...article, title, lead, kind }),
    ...(await showContent(context.db, content, whereOf(response))),
    credit: creditOf(contributors),
    last: line,
    linkedData: linkedDataOf(context, { ...article, title }, line, contributors, langOf(response)),
    old: oldVersion(article, line),
  });
}

/** Returns what the notice of an old version says: its line, and the numbers around it. */
export function oldVersion(article: Article, line: RevisionLine) {
  const { number } = line;
  return {
    line,
    current: article.number,
    previous: number > 1 ? number - 1 : undefined,
    next: number < article.number ? number + 1 : undefined,
  };
}
