/** An article's history: its revisions, an old one, and the difference between two. */
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { contributorsOf, countContributors, findArticle } from '../wiki/articles.ts';
import { markReverted } from '../wiki/reverts.ts';
import { contentAt, countAuthors, historyPage, revisionLine } from '../wiki/revisions.ts';
import { pageFrom, readNumber } from './article-form.ts';
import { headOf, showContent } from './article-page.ts';
import { articleAt, slugIn } from './articles.ts';
import { compareContents } from './comparison.ts';
import { articlePath, hrefIn, langOf, translator } from './language.ts';
import { page, seeOther } from './render.ts';
import { linkedDataOf } from './work.ts';

const PAGE = 50;

/** GET /wiki/:slug/history */
export async function showHistory(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/history');
  if (!article) return;
  const before = pageFrom(request.query['before']) ?? article.number + 1;
  const lines = await historyPage(context.db, article.id, PAGE, before);
  const revisions = await markReverted(context.db, article.id, lines);
  const contributors = await contributorsOf(context.db, article.id);
  const { people, imported } = countContributors(contributors);
  const last = revisions.at(-1)?.number ?? 1;
  const history = hrefIn(langOf(response), articlePath(article.slug, '/history'));
  await page(context, request, response, 'history/index', {
    title: translator(langOf(response))('history.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    revisions,
    counts: { revisions: article.number, people: people + imported },
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
  const contributors = await contributorsOf(context.db, article.id);
  await page(context, request, response, 'articles/view', {
    title,
    section: `articles:${kind}`,
    article: headOf({ ...article, title, lead, kind }),
    ...(await showContent(context.db, content, langOf(response))),
    credit: { ...countContributors(contributors), contributors },
    last: line,
    linkedData: await linkedDataOf(context, { ...article, title }, line, langOf(response)),
    old: {
      line,
      current: article.number,
      previous: number > 1 ? number - 1 : undefined,
      next: number < article.number ? number + 1 : undefined,
    },
  });
}

/** GET /wiki/:slug/diff?from=&to=: what the history's radio buttons ask for; the older one first. */
export async function chooseDiff(context: Context, request: Request, response: Response): Promise<void> {
  const article = await findArticle(context.db, slugIn(request));
  const chosen = [request.query['from'], request.query['to']].map(readNumber);
  const [from, to] = chosen.map((number) => number ?? article.number).sort((a, b) => a - b);
  if (Number.isNaN(from) || Number.isNaN(to)) throw notFound('no-such-revision');
  seeOther(response, articlePath(article.slug, `/diff/${from}/${to}`));
}

/** GET /wiki/:slug/diff/:from/:to */
export async function showDiff(context: Context, request: Request, response: Response): Promise<void> {
  const { db } = context;
  const numbers = [numberIn(request.params['from']), numberIn(request.params['to'])] as const;
  const article = await articleAt(context, request, response, `/diff/${numbers.join('/')}`);
  if (!article) return;
  const lang = langOf(response);
  const [from, to] = await Promise.all(numbers.map((number) => revisionLine(db, article.id, number)));
  const [before, after] = await Promise.all(numbers.map((number) => contentAt(db, article.id, number)));
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const neighbour = (first: number) =>
    first >= 1 && first < article.number
      ? hrefIn(lang, articlePath(article.slug, `/diff/${first}/${first + 1}`))
      : undefined;
  await page(context, request, response, 'history/diff', {
    title: translator(lang)('diff.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    from,
    to,
    view: request.query['view'] === 'inline' ? 'inline' : 'split',
    between: {
      revisions: highest - lowest,
      people: await countAuthors(db, article.id, lowest + 1, highest),
    },
    ...compareContents(before!, after!, lang),
    previousHref: neighbour(lowest - 1),
    nextHref: neighbour(highest),
  });
}

/** Returns the number of a revision. Throws 404 when it isn't one. */
export function numberIn(value: unknown): number {
  const number = readNumber(value);
  if (number === undefined || Number.isNaN(number)) throw notFound('no-such-revision');
  return number;
}
