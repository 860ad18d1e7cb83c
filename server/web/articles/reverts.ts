/** Taking back: the forms that restore a revision, undo some, or roll back the last author's. They ask why, and show what changes. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import type { WikiError } from '../../errors.ts';
import { emptyContent } from '../../kinds/content.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { readContent, unlessErased } from '../../wiki/history/contents.ts';
import type { Choices } from '../../wiki/articles/merging.ts';
import {
  contentAfter,
  restoreRevision,
  rollBack,
  undoRevisions,
  type Wanted,
} from '../../wiki/articles/reverts.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { headOf } from '../showing/article.ts';
import { articleAt, slugIn } from './article.ts';
import { compareContents } from '../showing/comparison.ts';
import { readChoices, showConflict } from './conflict.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { afterSave } from './editing.ts';
import { type Fields, errorList, formError, lineOf, numberIn, readNumber } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { articlePath, langOf, translator } from '../frame/language.ts';
import { limitSaves } from '../wire/limits.ts';
import { page } from '../frame/render.ts';

type Action = Wanted['action'];

interface Typed {
  wanted: Wanted;
  base: number | undefined;
  summary: string;
  choices: Choices | undefined;
}

/** GET /wiki/:slug/restore?number=, /undo?from=&to= (or number=), /rollback */
export function revertForm(action: Action) {
  return async (context: Context, request: Request, response: Response): Promise<void> => {
    const article = await articleAt(context, request, response, `/${action}`);
    if (!article) return;
    const draft = waitingDraft(request, articlePath(article.slug, `/${action}`));
    const fields = {
      number: String(article.number),
      base: String(article.number),
      ...request.query,
      ...draft,
    };
    await showRevert(context, request, response, article, readRevert(action, fields));
  };
}

/** POST /wiki/:slug/restore, /undo, /rollback */
export function revertFromForm(action: Action) {
  return async (context: Context, request: Request, response: Response): Promise<void> => {
    const article = await findArticle(context.db, slugIn(request));
    const typed = readRevert(action, request.body as Fields);
    try {
      await limitSaves(context, request);
      const outcome = await revert(context, response, article, typed);
      if (outcome.outcome === 'saved') return afterSave(request, response, outcome, action);
      const edit = { content: outcome.mine, base: article.number, summary: typed.summary, minor: false };
      await showConflict(context, request, response, outcome, edit, typed.wanted);
    } catch (error) {
      await showRevert(context, request, response, article, typed, formError(error));
    }
  };
}

function readRevert(action: Action, fields: Fields): Typed {
  const number = () => numberIn(fields['number']);
  const end = (name: string) => (lineOf(fields[name]) === '' ? number() : numberIn(fields[name]));
  const wanted: Record<Action, () => Wanted> = {
    restore: () => ({ action: 'restore', number: number() }),
    undo: () => ({ action: 'undo', from: end('from'), to: end('to') }),
    rollback: () => ({ action: 'rollback' }),
  };
  return {
    wanted: wanted[action](),
    base: readNumber(fields['base']),
    summary: lineOf(fields['summary']),
    choices: readChoices(fields),
  };
}

function revert({ db }: Context, response: Response, { slug }: Article, { wanted, ...reason }: Typed) {
  const author = authorIn(response);
  if (wanted.action === 'restore') return restoreRevision(db, author, slug, { ...wanted, ...reason });
  if (wanted.action === 'undo') return undoRevisions(db, author, slug, { ...wanted, ...reason });
  return rollBack(db, author, slug, reason);
}

async function showRevert(
  context: Context,
  request: Request,
  response: Response,
  article: Article,
  { wanted, base, summary }: Typed,
  error?: WikiError,
): Promise<void> {
  const { db } = context;
  const lang = langOf(response);
  const t = translator(lang);
  const number = wanted.action === 'restore' ? wanted.number : article.number;
  const after = await contentAfter(db, article, wanted);
  const current = (await unlessErased(readContent(db, article.sequence))) ?? emptyContent(article.kind);
  await page(context, request, response, 'articles/revert', {
    title: t(`${wanted.action}.title`, countedIn(wanted)),
    section: `articles:${article.kind}`,
    status: error?.status ?? 200,
    article: headOf(article),
    line: await revisionLine(db, article.id, number),
    wanted,
    values: { base: base ?? article.number, summary },
    errors: error ? errorList(error, t) : [],
    ...compareContents(current, after, lang),
  });
}

/** What is wanted, with how many revisions it takes back. */
function countedIn(wanted: Wanted) {
  return wanted.action === 'undo' ? { ...wanted, count: wanted.to - wanted.from + 1 } : wanted;
}
