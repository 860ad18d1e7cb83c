/** Taking back: the forms that restore a revision, undo some, or roll back the last author's. They ask why, and show what changes. */
import type { WikiError } from '../../errors.ts';
import { emptyContent } from '../../kinds/content.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import type { Saved } from '../../wiki/articles/edits.ts';
import type { Choices } from '../../wiki/articles/merging.ts';
import {
  contentAfter,
  restoreRevision,
  rollBack,
  undoRevisions,
  type Wanted,
} from '../../wiki/articles/reverts.ts';
import { unlessErased } from '../../wiki/history/contents.ts';
import { contentOf } from '../../wiki/history/reading.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { returnTo, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { type Fields, formError, lineOf, numberIn, readNumber, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { wayBackIn } from '../frame/way-back.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { compareContents } from '../showing/comparison.ts';
import { limitSaves } from '../wire/limits.ts';
import { articleByAnySlug, standingAt } from './article.ts';
import { conflictPage, readChoices } from './conflict.ts';
import { afterSave } from './editing.ts';
import { page } from './views.ts';

type RevertAction = Wanted['action'];

interface TypedRevert {
  wanted: Wanted;
  base: number | undefined;
  summary: string;
  choices: Choices | undefined;
}

/** GET /wiki/:slug/restore?number=, /undo?from=&to= (or number=), /rollback */
export function showRevertForm(action: RevertAction) {
  return async (visit: Visit): Promise<Page> => {
    const article = await standingAt(visit);
    const current = String(article.number);
    const fields = { number: current, base: current, ...visit.request.query, ...waitingDraft(visit) };
    return revertPage(visit, article, readRevert(action, fields));
  };
}

/** POST /wiki/:slug/restore, /undo, /rollback */
export function takeRevertForm(action: RevertAction) {
  return async (visit: Visit): Promise<Answer> => {
    const article = await articleByAnySlug(visit);
    const typed = readRevert(action, fieldsOf(visit));
    try {
      await limitSaves(visit);
      await checkDoor(visit);
      const outcome = await revert(visit, article, typed);
      if (outcome.outcome === 'saved') return await afterRevert(visit, article, outcome, action);
      const edit = { content: outcome.mine, base: article.number, summary: typed.summary, minor: false };
      return await conflictPage(visit, outcome, edit, typed.wanted);
    } catch (error) {
      return revertPage(visit, article, typed, formError(error));
    }
  };
}

/** Goes to the article, or back to the page that led to the form, which is told of which article it was. */
async function afterRevert(
  visit: Visit,
  { title }: Article,
  saved: Saved,
  action: RevertAction,
): Promise<Answer> {
  const answer = await afterSave(visit, saved, action);
  const back = wayBackIn(visit);
  if (back === undefined) return answer;
  if (saved.number !== null) leaveFlash(visit, `reverted.${action}`, { title, number: saved.number });
  return returnTo(back);
}

function readRevert(action: RevertAction, fields: Fields): TypedRevert {
  const number = () => numberIn(fields['number']);
  const end = (name: string) => (lineOf(fields[name]) === '' ? number() : numberIn(fields[name]));
  const wanted: Record<RevertAction, () => Wanted> = {
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

function revert(visit: Visit, { slug }: Article, { wanted, ...reason }: TypedRevert) {
  const { db } = visit.context;
  const author = authorIn(visit);
  if (wanted.action === 'restore') return restoreRevision(db, author, slug, { ...wanted, ...reason });
  if (wanted.action === 'undo') return undoRevisions(db, author, slug, { ...wanted, ...reason });
  return rollBack(db, author, slug, reason);
}

async function revertPage(
  visit: Visit,
  article: ShownArticle,
  { wanted, base, summary }: TypedRevert,
  error?: WikiError,
): Promise<Page> {
  const { t, where, author } = visit;
  const { db } = visit.context;
  const number = wanted.action === 'restore' ? wanted.number : article.number;
  const after = await contentAfter(db, article, wanted, author);
  const current = (await unlessErased(contentOf(db, article.sequence, author))) ?? emptyContent(article.kind);
  return page('articles/revert', {
    title: t(`${wanted.action}.title`, countedIn(wanted)),
    section: `articles:${article.kind}`,
    article: headOf(article),
    line: await revisionLine(db, article.id, number, author),
    wanted,
    values: { base: base ?? article.number, summary },
    back: wayBackIn(visit),
    ...shownErrors(error, t),
    ...compareContents(current, after, where.lang),
  });
}

/** What is wanted, with how many revisions it takes back. */
function countedIn(wanted: Wanted) {
  return wanted.action === 'undo' ? { ...wanted, count: wanted.to - wanted.from + 1 } : wanted;
}
