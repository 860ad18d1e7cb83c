/** What the wiki holds about whoever asks, as a page and as a file, and the way to close the account. */
import type { WikiError } from '../../errors.ts';
import { credentialOf } from '../../wiki/people/accounts.ts';
import { leave } from '../../wiki/people/leaving.ts';
import { isPaired } from '../../wiki/people/pairing.ts';
import { personalDataOf } from '../../wiki/people/personal-data.ts';
import { file, seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, shownErrors, textOf } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { dropBrowser } from '../frame/cookies.ts';
import { endSession } from '../frame/session.ts';
import { tryPassword } from '../frame/signing-in.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { browserName } from './browser-names.ts';
import { page } from './views.ts';

/** GET /account/data */
export async function showData(visit: Visit): Promise<Page> {
  const { t } = visit;
  const data = await dataOf(visit);
  const named = data.browsers.map((browser) => ({
    ...browser,
    agent: browserName(browser.agent) || t('account.browsers.unknown'),
  }));
  return page('people/data', { title: t('account.data.title'), ...data, browsers: named });
}

/** GET /account/data.json */
export async function sendData(visit: Visit): Promise<Answer> {
  return file(JSON.stringify(await dataOf(visit), null, 2), 'application/json', 'data.json');
}

/** GET /account/leave */
export function showLeaveForm(visit: Visit): Promise<Page> {
  return leavePage(visit);
}

/** POST /account/leave */
export async function takeLeaveForm(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const password = textOf(fieldsOf(visit)['password']);
  try {
    await limitSaves(visit);
    const { email } = await credentialOf(db, author.personId);
    await tryPassword(visit, email, () => leave(db, author, password, visit.where.lang));
    await endSession(visit);
    dropBrowser(visit);
    return seeOther(`/people/${author.personId}`);
  } catch (error) {
    return leavePage(visit, formError(error));
  }
}

function dataOf(visit: Visit) {
  const { db, now } = visit.context;
  return personalDataOf(db, authorIn(visit).personId, now());
}

async function leavePage(visit: Visit, error?: WikiError): Promise<Page> {
  const { t, context } = visit;
  const { personId } = authorIn(visit);
  const { passwordHash } = await credentialOf(context.db, personId);
  const title = t('account.leave.title');
  return page('people/leave', {
    title,
    hasPassword: passwordHash !== '',
    isPaired: await isPaired(context.db, personId),
    ...shownErrors(error, t, 'password'),
  });
}
