/** People: everybody's page, and one's own account. */
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
import { can } from '../../wiki/policy.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { type Fields, formError, lineOf, pageFrom, readNumber, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { leaveNotice } from '../frame/notices.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { showChange } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { page } from './views.ts';

const BYLINES = 20;

/** GET /account?names= */
export async function showAccountForm(visit: Visit): Promise<Page> {
  const person = await findPerson(visit.context.db, authorIn(visit).personId);
  const draft = waitingDraft(visit);
  return accountPage(visit, draft ? signatureIn(draft) : person.byline);
}

/** POST /account */
export async function takeAccountForm(visit: Visit): Promise<Answer> {
  const { db, settings } = visit.context;
  const signature = signatureIn(fieldsOf(visit));
  try {
    await limitSaves(visit);
    await changeSignature(db, authorIn(visit), signature, settings.siteName);
    leaveNotice(visit, 'notices.accountChanged');
    return seeOther('/account');
  } catch (error) {
    return accountPage(visit, signature, formError(error));
  }
}

/** GET /people?after= */
export async function showPeople(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const people = await listPeople(db, PAGE_SIZE, pageFrom(visit.request.query['after']));
  return page('people/list', {
    title: visit.t('people.title'),
    section: 'people',
    people,
    counts: await countPeople(db),
    next: nextPage(visit, people, ({ id }) => ({ after: id })),
  });
}

/** GET /people/:id?before=&names= */
export async function showPerson(visit: Visit): Promise<Page> {
  const { params, query } = visit.request;
  const { db } = visit.context;
  const person = await findPerson(db, readNumber(params['id']) || 0);
  const before = pageFrom(query['before']);
  const changes = await contributions(db, person.id, PAGE_SIZE, before, visit.author);
  return page('people/view', {
    title: person.byline.erased ? visit.t('byline.erased', { number: person.id }) : person.byline.name,
    section: 'people',
    ...person,
    mayRemoveName: visit.author !== undefined && can(visit.author, 'ask-erasure'),
    ...(await earlier(visit, person)),
    contributions: changes.map(showChange),
    older: nextPage(visit, changes, ({ sequence }) => ({ before: sequence, names: '' })),
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

async function accountPage(visit: Visit, values: Signature, error?: WikiError): Promise<Page> {
  const person = await findPerson(visit.context.db, authorIn(visit).personId);
  return page('people/account', {
    title: visit.t('account.title'),
    values,
    ...shownErrors(error, visit.t),
    byline: person.byline,
    ...(await earlier(visit, person)),
  });
}

/** What a person went by before, and where the page goes on with those before them. */
async function earlier(visit: Visit, person: Person) {
  const before = pageFrom(visit.request.query['names']);
  const bylines = await earlierBylines(visit.context.db, person, BYLINES, before);
  return {
    bylines,
    bylinesOpen: before !== undefined,
    olderBylines: nextPage(visit, bylines, ({ id }) => ({ names: id, before: '' }), BYLINES),
  };
}
