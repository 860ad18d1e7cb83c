/** Erasing by two: the forms that ask for it, the list of what is asked for, and what the other administrator says. */
import { calledBy } from '../../locales/names.ts';
import { notFound, type WikiError } from '../../errors.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import {
  type NameAskable,
  askErasure,
  askPostErasure,
  askRemoval,
  confirmErasure,
  endRequest,
  isAnotherThere,
  listRequests,
  requestToConfirm,
} from '../../wiki/moderation/erasing.ts';
import { partsOf } from '../../wiki/moderation/hiding.ts';
import type { Person } from '../../wiki/people/people.ts';
import { withNames } from '../../wiki/talk/mentions.ts';
import { findPost, type Post } from '../../wiki/talk/posts.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { numberIn, readNumber, shownErrors, textOf, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { articleToModerate, doOrShowAgain, personAt, reasonIn, typedIn } from './forms.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/history/:number/erase */
export async function showErasureForm(visit: Visit): Promise<Page> {
  const article = await articleToModerate(visit);
  return erasurePage(visit, article, ofRevision(typedIn(visit)));
}

/** POST /wiki/:slug/history/:number/erase */
export async function takeErasureForm(visit: Visit): Promise<Answer> {
  const article = await articleToModerate(visit);
  const place = { slug: article.slug, number: numberIn(visit.request.params['number']) };
  const asked = ofRevision(fieldsOf(visit));
  const act = async () => {
    await askErasure(visit.context.db, authorIn(visit), place, asked);
    return toRequests(visit, 'moderated.asked');
  };
  return doOrShowAgain(visit, act, (error) => erasurePage(visit, article, asked, error));
}

/** GET /wiki/:slug/talk/:thread/:post/erase */
export async function showPostErasureForm(visit: Visit): Promise<Page> {
  const article = await articleToModerate(visit);
  return postErasurePage(visit, article, reasonIn(typedIn(visit)));
}

/** POST /wiki/:slug/talk/:thread/:post/erase */
export async function takePostErasureForm(visit: Visit): Promise<Answer> {
  const article = await articleToModerate(visit);
  const { id } = await postAt(visit, article);
  const reason = reasonIn(fieldsOf(visit));
  const act = async () => {
    await askPostErasure(visit.context.db, authorIn(visit), { slug: article.slug, id }, reason);
    return toRequests(visit, 'moderated.askedPost');
  };
  return doOrShowAgain(visit, act, (error) => postErasurePage(visit, article, reason, error));
}

/** GET /people/:id/erase */
export async function showRemovalForm(visit: Visit): Promise<Page> {
  return removalPage(visit, await personAt(visit), ofPerson(typedIn(visit)));
}

/** POST /people/:id/erase */
export async function takeRemovalForm(visit: Visit): Promise<Answer> {
  const person = await personAt(visit);
  const asked = ofPerson(fieldsOf(visit));
  const act = async () => {
    await askRemoval(visit.context.db, authorIn(visit), person.id, asked);
    return toRequests(visit, 'moderated.askedName');
  };
  return doOrShowAgain(visit, act, (error) => removalPage(visit, person, asked, error));
}

/** GET /erasures */
export async function showRequests(visit: Visit): Promise<Page> {
  const { t, context } = visit;
  const author = authorIn(visit);
  const requests = await listRequests(context.db, author);
  return page('moderation/erasures', {
    title: t('erasures.title'),
    requests: requests.map((request) => ({ ...request, isMine: request.asker.personId === author.personId })),
    isAlone: !(await isAnotherThere(context.db, author)),
  });
}

/** GET /erasures/:request/confirm */
export async function showConfirmForm(visit: Visit): Promise<Page> {
  const { t, context } = visit;
  const request = await requestToConfirm(context.db, authorIn(visit), requestIn(visit));
  return page('moderation/confirm-erasure', { title: t('erasures.sure'), request });
}

/** POST /erasures/:request/confirm */
export async function confirmRequest(visit: Visit): Promise<Answer> {
  await limitSaves(visit);
  await confirmErasure(visit.context.db, authorIn(visit), requestIn(visit));
  return toRequests(visit, 'moderated.erased');
}

/** POST /erasures/:request/withdraw, /refuse */
export function endRequestAs(how: 'withdraw' | 'refuse') {
  return async (visit: Visit): Promise<Answer> => {
    await limitSaves(visit);
    await endRequest(visit.context.db, authorIn(visit), requestIn(visit), how);
    return toRequests(visit, `moderated.${how}`);
  };
}

function toRequests(visit: Visit, flash: string): Answer {
  leaveFlash(visit, flash);
  return seeOther('/erasures');
}

function ofRevision(fields: Fields): { what: 'content' | 'summary'; reason: string } {
  return { what: textOf(fields['what']) === 'summary' ? 'summary' : 'content', reason: reasonIn(fields) };
}

const NAMES: readonly NameAskable[] = ['names', 'name', 'earlier'];

function ofPerson(fields: Fields): { what: NameAskable; reason: string } {
  const what = textOf(fields['what']);
  return { what: NAMES.find((each) => each === what) ?? 'names', reason: reasonIn(fields) };
}

function requestIn({ request }: Visit): number {
  return readNumber(request.params['request']) || 0;
}

async function erasurePage(
  visit: Visit,
  article: Article,
  values: ReturnType<typeof ofRevision>,
  error?: WikiError,
): Promise<Page> {
  const { t, context, request } = visit;
  const author = authorIn(visit);
  const number = numberIn(request.params['number']);
  const line = await revisionLine(context.db, article.id, number, author);
  const options = partsOf(line, article).map((part) => (part === 'text' ? 'content' : part));
  const what = options.find((each) => each === values.what) ?? options[0] ?? 'content';
  return page('moderation/erase', {
    title: t('erase.title', { number, title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    line,
    isAlone: !(await isAnotherThere(context.db, author)),
    options,
    values: { ...values, what },
    ...shownErrors(error, t, 'reason'),
  });
}

async function postAt(
  { context: { db }, request: { params }, author }: Visit,
  { id }: Article,
): Promise<Post> {
  const post = await findPost(db, id, readNumber(params['post']) || 0, author);
  if (post.threadId !== readNumber(params['thread'])) throw notFound('no-such-post');
  return post;
}

async function postErasurePage(
  visit: Visit,
  article: Article,
  reason: string,
  error?: WikiError,
): Promise<Page> {
  const { t, context } = visit;
  const post = await postAt(visit, article);
  return page('moderation/erase-post', {
    title: t('erasePost.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    post,
    saidThere: (await withNames(context.db, [post.words]))[0],
    isAlone: !(await isAnotherThere(context.db, authorIn(visit))),
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}

async function removalPage(
  visit: Visit,
  person: Person,
  values: ReturnType<typeof ofPerson>,
  error?: WikiError,
): Promise<Page> {
  const { t, context } = visit;
  return page('moderation/remove-name', {
    title: t('removeName.title', { name: calledBy(t, person.byline) }),
    section: 'people',
    byline: person.byline,
    isAlone: !(await isAnotherThere(context.db, authorIn(visit))),
    values,
    ...shownErrors(error, t, 'reason'),
  });
}
