/** An article's history: its revisions, an old one, the difference between two, and restoring one. */
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import type { WikiError } from '../errors.ts';
import { notFound } from '../errors.ts';
import { contributorsOf, countContributors, findArticle, type Article } from '../wiki/articles.ts';
import { restoreRevision } from '../wiki/reverts.ts';
import { contentAt, countAuthors, historyPage, revisionLine } from '../wiki/revisions.ts';
import { lineOf, pageFrom, readNumber, type Fields } from './article-form.ts';
import { headOf, showContent } from './article-page.ts';
import { articleAt, slugIn } from './articles.ts';
import { compareContents } from './comparison.ts';
import { afterSave, errorList, formError, showConflict } from './editing.ts';
import { authorIn } from './guard.ts';
import { articlePath, hrefIn, langOf, translator } from './language.ts';
import { page, seeOther } from './render.ts';
import { takeDraft } from './session.ts';

const PAGE = 50;

/** GET /wiki/:slug/history */
export async function showHistory(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/history');
  if (!article) return;
  const before = pageFrom(request.query['before']) ?? article.number + 1;
  const revisions = await historyPage(context.db, article.id, PAGE, before);
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

/** GET /wiki/:slug/restore?number= */
export async function restoreForm(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/restore');
  if (!article) return;
  const draft = takeDraft(request, articlePath(article.slug, '/restore'));
  const number = readNumber(draft?.['number'] ?? request.query['number']) ?? article.number;
  const base = readNumber(draft?.['base']) ?? article.number;
  await showRestore(context, request, response, article, {
    number,
    base,
    summary: lineOf(draft?.['summary']),
  });
}

/** POST /wiki/:slug/restore */
export async function restoreFromForm(context: Context, request: Request, response: Response): Promise<void> {
  const article = await findArticle(context.db, slugIn(request));
  const fields = request.body as Fields;
  const values = {
    number: numberIn(fields['number']),
    base: readNumber(fields['base']),
    summary: lineOf(fields['summary']),
  };
  try {
    const outcome = await restoreRevision(context.db, authorIn(response), article.slug, values);
    if (outcome.outcome === 'saved') return afterSave(request, response, outcome);
    const typed = { content: outcome.mine, base: article.number, summary: values.summary, minor: false };
    await showConflict(context, request, response, outcome, typed);
  } catch (error) {
    const wrong = formError(error);
    await showRestore(
      context,
      request,
      response,
      article,
      { ...values, base: values.base ?? article.number },
      wrong,
    );
  }
}

async function showRestore(
  context: Context,
  request: Request,
  response: Response,
  article: Article,
  values: { number: number; base: number; summary: string },
  error?: WikiError,
): Promise<void> {
  const { db } = context;
  const lang = langOf(response);
  const t = translator(lang);
  const line = await revisionLine(db, article.id, values.number);
  const current = await contentAt(db, article.id, article.number);
  await page(context, request, response, 'history/restore', {
    title: t('restore.title', { number: line.number, title: article.title }),
    section: `articles:${article.kind}`,
    status: error?.status ?? 200,
    article: headOf(article),
    line,
    values,
    errors: error ? errorList(error, t) : [],
    ...compareContents(current, await contentAt(db, article.id, values.number), lang),
  });
}

function numberIn(value: unknown): number {
  const number = readNumber(value);
  if (number === undefined || Number.isNaN(number)) throw notFound('no-such-revision');
  return number;
}
