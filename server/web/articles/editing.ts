/** Writing: the forms that make, change and move an article, and what they answer when a save can't stand as it is. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { WikiError, invalid } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { kindOf } from '../../kinds/index.ts';
import { slugOf } from '../../text/slug.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { checkSize } from '../../wiki/articles/checks.ts';
import { readContent, unlessErased } from '../../wiki/history/contents.ts';
import {
  createArticle,
  editArticle,
  FROM_NOTHING,
  mergeEdit,
  moveArticle,
  type Conflict,
  type Saved,
} from '../../wiki/articles/edits.ts';
import type { Choices } from '../../wiki/articles/merging.ts';
import type { Wanted } from '../../wiki/articles/reverts.ts';
import { contentAt } from '../../wiki/history/revisions.ts';
import { blankContent, factsLost, readArticleForm } from './article-form.ts';
import { headOf, kindFor } from '../showing/article.ts';
import { articleAt, slugIn } from './article.ts';
import { readChoices, showConflict } from './conflict.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { type Fields, errorList, formError, lineOf, readNumber } from '../frame/fields.ts';
import { formPage, type Form } from './form-page.ts';
import { authorIn } from '../frame/guard.ts';
import { articlePath, langOf, seeOther, translator } from '../frame/language.ts';
import { limitSaves } from '../wire/limits.ts';
import { page } from '../frame/render.ts';
import { leaveNotice } from '../frame/session.ts';

/** GET /new */
export async function newArticle(context: Context, request: Request, response: Response): Promise<void> {
  const draft = waitingDraft(request, '/new');
  const kind = kindOf(lineOf(draft?.['kind'] ?? request.query['kind']));
  const title = lineOf(request.query['title']);
  if (!kind) return chooseKind(context, request, response, title);
  const blank = blankContent(kind, title);
  const typed = readArticleForm(draft ?? {}, blank);
  await showForm(context, request, response, { typed, restored: draft !== undefined });
}

/** POST /new */
export async function createFromForm(context: Context, request: Request, response: Response): Promise<void> {
  const fields = request.body as Fields;
  const kind = kindOf(lineOf(fields['kind'] ?? request.query['kind']));
  if (!kind) throw invalid([{ field: 'kind', code: 'required' }]);
  const typed = readArticleForm({ ...fields, kind: kind.code }, { ...blankContent(kind), body: '' });
  if (fields['action'] === 'preview') return preview(context, request, response, { typed });
  await saveOrShowAgain(context, request, response, { typed }, () =>
    createArticle(context.db, authorIn(response), typed),
  );
}

/** GET /wiki/:slug/edit */
export async function editForm(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/edit');
  if (!article) return;
  const current = await currentOf(context, article);
  const draft = waitingDraft(request, articlePath(article.slug, '/edit'));
  const typed = readArticleForm({ base: String(current.base), ...draft }, current.content);
  await showForm(context, request, response, { article, typed, restored: draft !== undefined });
}

/** POST /wiki/:slug/edit */
export async function editFromForm(context: Context, request: Request, response: Response): Promise<void> {
  const article = await findArticle(context.db, slugIn(request));
  const fields = request.body as Fields;
  const base = await baseOf(context, article, fields);
  const typed = readArticleForm(fields, base);
  // What the form lacks was filled in from this revision, so that it's the base even if another is saved meanwhile.
  typed.base ??= article.number;
  const form: Form = { article, typed, base };
  const kind = kindFor(typed.content.kind);
  const lost = fields['confirmed'] === kind.code ? [] : factsLost(base, kind, langOf(response));
  const choices = readChoices(fields);
  if (fields['action'] === 'preview') return preview(context, request, response, form, choices);
  await saveOrShowAgain(context, request, response, form, () => {
    if (lost.length > 0) throw invalid([{ field: 'kind', code: 'facts-lost' }]);
    return editArticle(context.db, authorIn(response), article.slug, { ...typed, choices });
  });
}

/** GET /wiki/:slug/move */
export async function moveForm(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/move');
  if (!article) return;
  const draft = waitingDraft(request, articlePath(article.slug, '/move'));
  const values = { title: lineOf(draft?.['title']) || article.title, summary: lineOf(draft?.['summary']) };
  await showMove(context, request, response, article, values);
}

/** POST /wiki/:slug/move */
export async function moveFromForm(context: Context, request: Request, response: Response): Promise<void> {
  const article = await findArticle(context.db, slugIn(request));
  const fields = request.body as Fields;
  const values = { title: lineOf(fields['title']), summary: lineOf(fields['summary']) };
  try {
    await limitSaves(context, request);
    const saved = await moveArticle(context.db, authorIn(response), article.slug, values);
    if (saved.outcome === 'saved') return afterSave(request, response, saved, 'move');
    throw new Error('A move starts from the current revision and clashes with none');
  } catch (error) {
    await showMove(context, request, response, article, values, formError(error));
  }
}

/** Goes to the article that was saved, and says there what happened; `did` is what was asked for. */
export function afterSave(
  request: Request,
  response: Response,
  saved: Saved,
  did: 'created' | 'saved' | 'move' | Wanted['action'],
): void {
  const key = saved.number === null ? 'unchanged' : saved.merged ? 'merged' : did;
  const isPlain = key === did;
  leaveNotice(request, isPlain ? 'success' : 'info', `notices.${key}`, { number: saved.number });
  seeOther(response, articlePath(saved.slug));
}

function doneTo(article: Article | undefined, { slug }: Saved) {
  if (!article) return 'created';
  return slug === article.slug ? 'saved' : 'move';
}

async function saveOrShowAgain(
  context: Context,
  request: Request,
  response: Response,
  form: Form,
  save: () => Promise<Saved | Conflict>,
): Promise<void> {
  try {
    await limitSaves(context, request);
    const outcome = await save();
    if (outcome.outcome === 'saved') afterSave(request, response, outcome, doneTo(form.article, outcome));
    else await showConflict(context, request, response, outcome, form.typed, { action: 'edit' });
  } catch (error) {
    await showForm(context, request, response, { ...form, error: formError(error) });
  }
}

/** Shows what was typed as readers would see it, if it isn't too much; with choices, merged with what has become of the article. */
async function preview(
  context: Context,
  request: Request,
  response: Response,
  form: Form,
  choices?: Choices,
): Promise<void> {
  const { article, typed } = form;
  try {
    checkSize(typed.content);
    if (!article || !choices) return await showForm(context, request, response, { ...form, preview: true });
    const outcome = await mergeEdit(context.db, article.slug, { ...typed, choices });
    if (outcome.outcome === 'conflict') {
      return await showConflict(context, request, response, outcome, typed, { action: 'edit' });
    }
    checkSize(outcome.content);
    const merged = { ...typed, content: outcome.content, base: outcome.article.number };
    await showForm(context, request, response, { article: outcome.article, typed: merged, preview: true });
  } catch (error) {
    await showForm(context, request, response, { ...form, error: formError(error) });
  }
}

async function showForm(context: Context, request: Request, response: Response, form: Form): Promise<void> {
  await page(context, request, response, 'articles/form', await formPage(context, response, form));
}

async function chooseKind(
  context: Context,
  request: Request,
  response: Response,
  wanted: string,
): Promise<void> {
  const title = translator(langOf(response))('chooseKind.title');
  await page(context, request, response, 'articles/choose-kind', { title, wanted });
}

async function showMove(
  context: Context,
  request: Request,
  response: Response,
  article: Article,
  values: { title: string; summary: string },
  error?: WikiError,
): Promise<void> {
  const t = translator(langOf(response));
  await page(context, request, response, 'articles/move', {
    title: t('move.title', { title: article.title }),
    section: `articles:${article.kind}`,
    status: error?.status ?? 200,
    article: headOf(article),
    values,
    errors: error ? errorList(error, t) : [],
  });
}

async function baseOf(context: Context, article: Article, fields: Fields): Promise<Content> {
  const number = readNumber(fields['base']) || article.number;
  try {
    return await contentAt(context.db, article.id, number);
  } catch (error) {
    // A base that never was, or was erased, leaves the current text to read by; saving refuses the one, and clashes with the other.
    if (error instanceof WikiError && [404, 410].includes(error.status))
      return (await currentOf(context, article)).content;
    throw error;
  }
}

/** The current text and the base of what is written on it; once that was erased, what a new one starts from. */
async function currentOf({ db }: Context, { sequence, number, kind, title, slug }: Article) {
  const content = await unlessErased(readContent(db, sequence));
  if (content) return { content, base: number };
  const standing = slugOf(title) === slug ? title : '';
  return { content: blankContent(kindFor(kind), standing), base: FROM_NOTHING };
}
