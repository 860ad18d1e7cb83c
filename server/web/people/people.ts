/** People: everybody's page, and one's own account. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import type { WikiError } from '../../errors.ts';
import type { Signature } from '../../wiki/history/bylines.ts';
import { contributions } from '../../wiki/history/changes.ts';
import {
  changeSignature,
  countPeople,
  earlierBylines,
  findPerson,
  listPeople,
  type Person,
} from '../../wiki/people/people.ts';
import { showChange } from '../showing/article.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { type Fields, errorList, formError, lineOf, pageFrom, readNumber } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { hrefIn, langOf, seeOther, translator, whereOf } from '../frame/language.ts';
import { limitSaves } from '../wire/limits.ts';
import { page } from '../frame/render.ts';
import { leaveNotice } from '../frame/session.ts';

const PAGE = 50;
const BYLINES = 20;

/** GET /account */
export async function showAccount(context: Context, request: Request, response: Response): Promise<void> {
  const person = await findPerson(context.db, authorIn(response).personId);
  const draft = waitingDraft(request, '/account');
  await accountPage(context, request, response, draft ? signatureIn(draft) : person.byline);
}

/** POST /account */
export async function changeAccount(context: Context, request: Request, response: Response): Promise<void> {
  const words = signatureIn(request.body as Fields);
  try {
    await limitSaves(context, request);
    await changeSignature(context.db, authorIn(response), words, context.settings.siteName);
    leaveNotice(request, 'success', 'notices.accountChanged');
    seeOther(response, '/account');
  } catch (error) {
    await accountPage(context, request, response, words, formError(error));
  }
}

/** GET /people */
export async function showPeople(context: Context, request: Request, response: Response): Promise<void> {
  const people = await listPeople(context.db, PAGE, pageFrom(request.query['after']));
  const lang = langOf(response);
  await page(context, request, response, 'people/list', {
    title: translator(lang)('people.title'),
    section: 'people',
    people,
    counts: await countPeople(context.db),
    next:
      people.length === PAGE ? hrefIn(whereOf(response), `/people?after=${people.at(-1)!.id}`) : undefined,
  });
}

/** GET /people/:id */
export async function showPersonPage(context: Context, request: Request, response: Response): Promise<void> {
  const person = await findPerson(context.db, readNumber(request.params['id']) || 0);
  const before = pageFrom(request.query['before']);
  const changes = await contributions(context.db, person.id, PAGE, before);
  await page(context, request, response, 'people/view', {
    title: person.byline.name,
    section: 'people',
    ...person,
    ...(await earlier(context, request, response, person, `/people/${person.id}`)),
    contributions: changes.map(showChange),
    older:
      changes.length === PAGE
        ? hrefIn(whereOf(response), `/people/${person.id}?before=${changes.at(-1)!.sequence}`)
        : undefined,
  });
}

/** Returns the name, title and workplace in a form. */
export function signatureIn(fields: Fields): Signature {
  return {
    name: lineOf(fields['name']),
    title: lineOf(fields['title']),
    workplace: lineOf(fields['workplace']),
  };
}

async function accountPage(
  context: Context,
  request: Request,
  response: Response,
  values: Signature,
  error?: WikiError,
): Promise<void> {
  const t = translator(langOf(response));
  const person = await findPerson(context.db, authorIn(response).personId);
  await page(context, request, response, 'people/account', {
    title: t('account.title'),
    status: error?.status ?? 200,
    values,
    errors: error ? errorList(error, t) : [],
    byline: person.byline,
    ...(await earlier(context, request, response, person, '/account')),
  });
}

/** What a person went by before, and where the page goes on with those before them. */
async function earlier({ db }: Context, request: Request, response: Response, person: Person, path: string) {
  const before = pageFrom(request.query['names']);
  const bylines = await earlierBylines(db, person, BYLINES, before);
  const last = bylines.length === BYLINES ? bylines.at(-1)!.id : undefined;
  return {
    bylines,
    bylinesOpen: before !== undefined,
    olderBylines: last && hrefIn(whereOf(response), `${path}?names=${last}`),
  };
}
