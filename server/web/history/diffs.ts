/** The difference between two versions of an article: what changed, who changed it, and the ways to the differences beside it. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { readContents } from '../../wiki/history/contents.ts';
import { countAuthors, historyPage, revisionLine } from '../../wiki/history/lines.ts';
import { headOf } from '../showing/article.ts';
import { articleAt, slugIn } from '../articles/article.ts';
import { compareContents } from '../showing/comparison.ts';
import type { DiffView } from '../showing/diff-rows.ts';
import { numberIn, readNumber } from '../frame/fields.ts';
import { articlePath, hrefIn, langOf, seeOther, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';

/** GET /wiki/:slug/diff?from=&to=: what the history's radio buttons ask for; the older one first. */
export async function chooseDiff(context: Context, request: Request, response: Response): Promise<void> {
  const article = await findArticle(context.db, slugIn(request));
  const chosen = [request.query['from'], request.query['to']].map(readNumber);
  const [from, to] = chosen.map((number) => number ?? article.number).sort((a, b) => a - b);
  if (Number.isNaN(from) || Number.isNaN(to)) throw notFound('no-such-revision');
  seeOther(response, articlePath(article.slug, `/diff/${from}/${to}`));
}

/** GET /wiki/:slug/diff/:from/:to?view= */
export async function showDiff(context: Context, request: Request, response: Response): Promise<void> {
  const { db } = context;
  const numbers = [numberIn(request.params['from']), numberIn(request.params['to'])] as const;
  const article = await articleAt(context, request, response, `/diff/${numbers.join('/')}`);
  if (!article) return;
  const lang = langOf(response);
  const { from, to, between } = await readBetween(context, article, numbers);
  const [before, after] = await readContents(db, from.sequence, to.sequence);
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const neighbour = (first: number) =>
    first >= 1 && first < article.number
      ? hrefIn(whereOf(response), articlePath(article.slug, `/diff/${first}/${first + 1}`))
      : undefined;
  await page(context, request, response, 'history/diff', {
    title: translator(lang)('diff.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    from,
    to,
    between,
    ...compareContents(before, after, lang, viewIn(request)),
    previousHref: neighbour(lowest - 1),
    nextHref: neighbour(highest),
  });
}

const MOST_LINES = 20;

/** Reads the lines of two revisions, and of those after the one up to the other: the newest of them, and how many by how many. */
async function readBetween({ db }: Context, article: Article, numbers: readonly [number, number]) {
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const revisions = highest - lowest;
  const newest = await historyPage(db, article.id, Math.min(revisions, MOST_LINES) + 1, highest + 1);
  const lineOf = async (number: number) =>
    newest.find((line) => line.number === number) ?? (await revisionLine(db, article.id, number));
  const [from, to] = [await lineOf(numbers[0]), await lineOf(numbers[1])];
  const lines = newest.filter(({ number }) => number > lowest).slice(0, MOST_LINES);
  const people =
    lines.length === revisions
      ? new Set(lines.map(({ byline }) => byline.personId)).size
      : await countAuthors(db, article, lowest + 1, highest);
  return { from, to, between: { revisions, people, lines } };
}

function viewIn(request: Request): DiffView {
  const { view } = request.query;
  return view === 'inline' || view === 'source' ? view : 'split';
}
