/** The page of an article, and the way from an address to the article that it names. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { readContent, unlessErased } from '../../wiki/history/contents.ts';
import { contributorsOf } from '../../wiki/credit/contributors.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { creditOf, headOf, showContent } from '../showing/article.ts';
import { numberIn } from '../frame/fields.ts';
import { articlePath, langOf, movedTo, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';
import { moveDraft } from '../frame/drafts.ts';
import { linkedDataOf } from '../showing/linked-data.ts';

/** GET /wiki/:slug */
export async function showArticle(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response);
  if (!article) return;
  const content = await unlessErased(readContent(context.db, article.sequence));
  if (!content) return showErased(context, request, response, article);
  const contributors = await contributorsOf(context.db, article);
  const last = await revisionLine(context.db, article.id, article.number);
  await page(context, request, response, 'articles/view', {
    title: article.title,
    section: `articles:${article.kind}`,
    article: headOf(article),
    ...(await showContent(context.db, content, whereOf(response))),
    credit: creditOf(contributors),
    last,
    linkedData: linkedDataOf(context, article, last, contributors, langOf(response)),
  });
}

/** Returns the article that an address names; at another spelling or an old slug it answers 301 and returns undefined. */
export async function articleAt(
  context: Context,
  request: Request,
  response: Response,
  rest = '',
): Promise<Article | undefined> {
  const slug = slugIn(request);
  const article = await findArticle(context.db, slug);
  if (article.slug === slug) return article;
  moveDraft(request, articlePath(slug, rest), articlePath(article.slug, rest));
  const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  movedTo(response, articlePath(article.slug, rest) + query);
  return undefined;
}

/** Answers 410 for an article whose current text was erased: what stands is the history, and the way to a new text. */
export async function showErased(
  context: Context,
  request: Request,
  response: Response,
  article: Article,
): Promise<void> {
  await page(context, request, response, 'articles/erased', {
    title: translator(langOf(response))('errors.erased.heading'),
    section: `articles:${article.kind}`,
    status: 410,
    robots: 'noindex',
    article: headOf(article),
  });
}

/** Returns the number of the revision that an address asks for, the current one unless it gives another. Throws 404 when it isn't one. */
export function numberAsked(request: Request, article: Article): number {
  const { number } = request.query;
  return number === undefined ? article.number : numberIn(number);
}

/** Returns the slug in an address. */
export function slugIn(request: Request): string {
  return String(request.params['slug']);
}
