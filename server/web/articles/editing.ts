/** Writing: the forms that make, change and move an article, and what they answer when a save can't stand as it is. */
import { WikiError, invalid } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { kindOf } from '../../kinds/index.ts';
import { slugOf } from '../../text/slug.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { checkSize } from '../../wiki/articles/checks.ts';
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
import { unlessErased } from '../../wiki/history/contents.ts';
import { contentAt, contentOf } from '../../wiki/history/reading.ts';
import { unwatch, watch } from '../../wiki/following/watching.ts';
import { isOutdatedSomewhere } from '../../wiki/links/backlinks.ts';
import { articlePath } from '../../locales/language.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { type Fields, formError, lineOf, readNumber, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { ledTo } from '../frame/submissions.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, kindFor, type ShownArticle } from '../showing/article.ts';
import { compareContents } from '../showing/comparison.ts';
import { limitSaves } from '../wire/limits.ts';
import { blankContent, factsLost, readArticleForm, type Typed } from './article-form.ts';
import { articleByAnySlug, standingAt, standingAtPath } from './article.ts';
import { conflictPage, readChoices } from './conflict.ts';
import { formPage, type Form } from './form-page.ts';
import { page } from './views.ts';

/** GET /new */
export async function showNewForm(visit: Visit): Promise<Page> {
  const { query } = visit.request;
  const draft = waitingDraft(visit);
  const kind = kindOf(lineOf(draft?.['kind'] ?? query['kind']));
  const wanted = lineOf(query['title']);
  if (!kind) return page('articles/choose-kind', { title: visit.t('chooseKind.title'), wanted });
  const typed = readArticleForm(draft ?? {}, blankContent(kind, wanted));
  return showForm(visit, { typed, restored: draft !== undefined });
}

/** POST /new */
export async function takeNewForm(visit: Visit): Promise<Answer> {
  const fields = fieldsOf(visit);
  const kind = kindOf(lineOf(fields['kind'] ?? visit.request.query['kind']));
  if (!kind) throw invalid([{ field: 'kind', code: 'required' }]);
  const typed = readArticleForm({ ...fields, kind: kind.code }, { ...blankContent(kind), body: '' });
  const made = await madeBefore(visit);
  const form: Form = made ? { article: made, typed: { ...typed, base: 1 } } : { typed };
  if (fields['action'] === 'preview') return preview(visit, form);
  const { db } = visit.context;
  return saveOrShowAgain(visit, form, () =>
    made
      ? editArticle(db, authorIn(visit), made.slug, form.typed)
      : createArticle(db, authorIn(visit), typed),
  );
}

/** Returns the article that the form made when it was sent before, if it stands: whoever goes back to it writes on in that. */
async function madeBefore(visit: Visit): Promise<ShownArticle | undefined> {
  const path = ledTo(visit);
  return path === undefined ? undefined : standingAtPath(visit, path);
}

/** GET /wiki/:slug/edit */
export async function showEditForm(visit: Visit): Promise<Page> {
  const article = await standingAt(visit);
  const current = await currentOf(visit, article);
  const draft = waitingDraft(visit);
  const typed = readArticleForm({ base: String(current.base), ...draft }, current.content);
  return showForm(visit, { article, typed, restored: draft !== undefined });
}

/** POST /wiki/:slug/edit */
export async function takeEditForm(visit: Visit): Promise<Answer> {
  const article = await articleByAnySlug(visit);
  const fields = fieldsOf(visit);
  const base = await baseOf(visit, article, fields);
  const typed = readArticleForm(fields, base);
  // What the form lacks was filled in from this revision, so that it's the base even if another is saved meanwhile.
  typed.base ??= article.number;
  const form: Form = { article, typed, base };
  const kind = kindFor(typed.content.kind);
  const lost = fields['confirmed'] === kind.code ? [] : factsLost(base, kind, visit.where.lang);
  const choices = readChoices(fields);
  if (fields['action'] === 'preview') return preview(visit, form, choices);
  if (fields['action'] === 'changes') return showChanges(visit, article, form);
  return saveOrShowAgain(visit, form, () => {
    if (lost.length > 0) throw invalid([{ field: 'kind', code: 'facts-lost' }]);
    return editArticle(visit.context.db, authorIn(visit), article.slug, { ...typed, choices });
  });
}

/** GET /wiki/:slug/move */
export async function showMoveForm(visit: Visit): Promise<Page> {
  const article = await standingAt(visit);
  const draft = waitingDraft(visit);
  const values = { title: lineOf(draft?.['title']) || article.title, summary: lineOf(draft?.['summary']) };
  return movePage(visit, article, values);
}

/** POST /wiki/:slug/move */
export async function takeMoveForm(visit: Visit): Promise<Answer> {
  const article = await articleByAnySlug(visit);
  const fields = fieldsOf(visit);
  const values = { title: lineOf(fields['title']), summary: lineOf(fields['summary']) };
  try {
    await limitSaves(visit);
    await checkDoor(visit);
    const saved = await moveArticle(visit.context.db, authorIn(visit), article.slug, values);
    if (saved.outcome === 'saved') return await afterSave(visit, saved, 'move');
    throw new Error('A move starts from the current revision and clashes with none');
  } catch (error) {
    return movePage(visit, article, values, formError(error));
  }
}

/**
 * Goes to the article that was saved, and says there what happened; `did` is what was asked for. After a move that other
 * articles link to by the old title, it goes to where that can be set right.
 */
export async function afterSave(
  visit: Visit,
  saved: Saved,
  did: 'created' | 'saved' | 'move' | Wanted['action'],
): Promise<Answer> {
  const merged = saved.alone ? 'mergedAlone' : 'merged';
  const key = saved.number === null ? 'unchanged' : saved.merged ? merged : did;
  const type = key === did ? 'success' : 'info';
  leaveFlash(visit, `flash.${key}`, { type, number: saved.number });
  const isLinked =
    key === 'move' &&
    (await isOutdatedSomewhere(visit.context.db, await findArticle(visit.context.db, saved.slug)));
  return seeOther(articlePath(saved.slug, isLinked ? '/relink' : ''));
}

function doneTo(article: Article | undefined, { slug }: Saved) {
  if (!article) return 'created';
  return slug === article.slug ? 'saved' : 'move';
}

async function saveOrShowAgain(
  visit: Visit,
  form: Form,
  save: () => Promise<Saved | Conflict>,
): Promise<Answer> {
  try {
    await limitSaves(visit);
    await checkDoor(visit);
    const outcome = await save();
    if (outcome.outcome === 'saved') {
      await watchSaved(visit, outcome, form.typed);
      return await afterSave(visit, outcome, doneTo(form.article, outcome));
    }
    return await conflictPage(visit, outcome, form.typed, { action: 'edit' });
  } catch (error) {
    return showForm(visit, { ...form, error: formError(error) });
  }
}

/** A form that doesn't ask, such as that of a conflict, changes nothing of what is watched. */
async function watchSaved(visit: Visit, saved: Saved, { watch: isWanted }: Typed): Promise<void> {
  if (isWanted === undefined) return;
  const { db } = visit.context;
  const { id } = await findArticle(db, saved.slug);
  const watched = { subject: 'article' as const, target: String(id) };
  if (isWanted) await watch(db, authorIn(visit), watched, visit.where);
  else await unwatch(db, authorIn(visit), watched);
}

/** Shows what was typed as readers would see it, if it isn't too much; with choices, merged with what has become of the article. */
async function preview(visit: Visit, form: Form, choices?: Choices): Promise<Page> {
  const { article, typed } = form;
  try {
    await checkDoor(visit);
    checkSize(typed.content);
    if (!article || !choices) return await showForm(visit, { ...form, preview: true });
    const outcome = await mergeEdit(visit.context.db, authorIn(visit), article.slug, { ...typed, choices });
    if (outcome.outcome === 'conflict') return await conflictPage(visit, outcome, typed, { action: 'edit' });
    checkSize(outcome.content);
    const merged = { ...typed, content: outcome.content, base: outcome.article.number };
    return await showForm(visit, { article: outcome.article, typed: merged, preview: true });
  } catch (error) {
    return showForm(visit, { ...form, error: formError(error) });
  }
}

/** Shows what saving would change of what stands: what others have saved meanwhile is merged with it, as it then would be. */
async function showChanges(visit: Visit, { slug }: Article, form: Form): Promise<Page> {
  const { db } = visit.context;
  try {
    await checkDoor(visit);
    checkSize(form.typed.content);
    const outcome = await mergeEdit(db, authorIn(visit), slug, form.typed);
    if (outcome.outcome === 'conflict')
      return await conflictPage(visit, outcome, form.typed, { action: 'edit' });
    const { content: standing } = await currentOf(visit, outcome.article);
    const changes = compareContents(standing, outcome.content, visit.where.lang);
    return await showForm(visit, { ...form, changes });
  } catch (error) {
    return showForm(visit, { ...form, error: formError(error) });
  }
}

async function showForm(visit: Visit, form: Form): Promise<Page> {
  return page('articles/form', await formPage(visit, form));
}

function movePage(
  { t }: Visit,
  article: ShownArticle,
  values: { title: string; summary: string },
  error?: WikiError,
): Page {
  return page('articles/move', {
    title: t('move.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    values,
    ...shownErrors(error, t),
  });
}

async function baseOf(visit: Visit, article: Article, fields: Fields): Promise<Content> {
  const number = readNumber(fields['base']) || article.number;
  try {
    return await contentAt(visit.context.db, article.id, number, visit.author);
  } catch (error) {
    // A base that never was, is hidden, or was erased, leaves the current text to read by; saving refuses the one, and clashes with the other.
    if (error instanceof WikiError && [404, 410].includes(error.status))
      return (await currentOf(visit, article)).content;
    throw error;
  }
}

/** The current text and the base of what is written on it; once that was erased, what a new one starts from. */
async function currentOf(
  { context: { db }, author }: Visit,
  { sequence, number, kind, title, slug }: Article,
) {
  const content = await unlessErased(contentOf(db, sequence, author));
  if (content) return { content, base: number };
  const standing = slugOf(title) === slug ? title : '';
  return { content: blankContent(kindFor(kind), standing), base: FROM_NOTHING };
}
