/** A forgotten password: a mail with a link, and a new password for who follows it. */
import { WikiError, invalid } from '../../errors.ts';
import { findToken } from '../../wiki/mail/tokens.ts';
import { checkAddress } from '../../wiki/people/accounts.ts';
import { askToReset, resetPassword } from '../../wiki/people/new-passwords.ts';
import { emailOf } from '../../text/emails.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, lineOf, shownErrors, textOf } from '../frame/fields.ts';
import { leaveFlash } from '../frame/flash.ts';
import { beginSession } from '../frame/session.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitMails } from '../wire/limits.ts';
import { page } from './views.ts';

/** GET /forgot */
export function showForgotForm(visit: Visit): Promise<Page> {
  return Promise.resolve(forgotPage(visit, ''));
}

/** POST /forgot: the same answer whether or not anyone has the address. */
export async function takeForgotForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const typed = lineOf(fieldsOf(visit)['email']);
  const email = emailOf(typed);
  try {
    const problems = checkAddress(email);
    if (problems.length > 0) throw invalid(problems);
    await limitMails(visit, email, () => askToReset(db, typed, visit.where.lang, now()));
    return seeOther('/sent');
  } catch (error) {
    return forgotPage(visit, email, formError(error));
  }
}

/** GET /reset?token= */
export async function showResetForm(visit: Visit): Promise<Page> {
  const { db, now } = visit.context;
  const secret = lineOf(visit.request.query['token']);
  const { data } = await findToken(db, ['reset'], secret, now());
  return resetPage(visit, secret, data.email);
}

/** POST /reset */
export async function takeResetForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const fields = fieldsOf(visit);
  const secret = lineOf(fields['token']);
  const token = await findToken(db, ['reset'], secret, now());
  try {
    const when = { lang: visit.where.lang, at: now() };
    await beginSession(visit, await resetPassword(db, token, textOf(fields['password']), when));
    leaveFlash(visit, 'flash.passwordChanged');
    return seeOther('/');
  } catch (error) {
    if (!(error instanceof WikiError) || error.status !== 422) throw error;
    return resetPage(visit, secret, token.data.email, error);
  }
}

function forgotPage({ t }: Visit, email: string, error?: WikiError): Page {
  const values = { email };
  return page('people/forgot', { title: t('forgot.title'), values, ...shownErrors(error, t, 'email') });
}

function resetPage({ t }: Visit, token: string, email: string, error?: WikiError): Page {
  return page('people/reset', {
    title: t('reset.title'),
    token,
    email,
    ...shownErrors(error, t, 'password'),
  });
}
