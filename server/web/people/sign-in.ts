/** Signing in, and the first administrator. What a stranger was writing comes along. */
import { WikiError } from '../../errors.ts';
import { checkSetupToken, setUp } from '../../wiki/setup/setup.ts';
import { pathIn } from '../../locales/language.ts';
import { emailOf } from '../../text/emails.ts';
import { returnTo, seeOther, type Answer, type Page } from '../frame/answer.ts';
import { keepDraft, packDraft, unpackDraft } from '../frame/drafts.ts';
import { type Fields, lineOf, shownErrors, textOf } from '../frame/fields.ts';
import { leaveFlash } from '../frame/flash.ts';
import { beginSession, storeSession } from '../frame/session.ts';
import { signIn, trySignIn } from '../frame/signing-in.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitDrafts } from '../wire/limits.ts';
import { LONGEST_ADDRESS } from '../wire/receiving.ts';
import { signatureIn } from './account.ts';
import { page, type Carried } from './views.ts';

/** GET /login?next= */
export async function showSignInForm(visit: Visit): Promise<Answer> {
  if (visit.author) return returnTo(lineOf(visit.request.query['next']));
  return loginPage(visit, '', goingOn(visit));
}

/** POST /login */
export async function takeSignInForm(visit: Visit): Promise<Answer> {
  const fields = fieldsOf(visit);
  const typed = lineOf(fields['email']);
  const email = emailOf(typed);
  try {
    await trySignIn(visit, email, async () => {
      const { draft } = carried(fields);
      if (draft !== undefined) await limitDrafts(visit, draft);
      await signIn(visit, typed, textOf(fields['password']));
    });
    return await carryOn(visit, fields);
  } catch (error) {
    if (!(error instanceof WikiError)) throw error;
    return loginPage(visit, email, carried(fields), error);
  }
}

/** GET /setup?token= */
export async function showSetupForm(visit: Visit): Promise<Page> {
  const token = lineOf(visit.request.query['token']);
  await checkSetupToken(visit.context.db, token);
  return setupPage(visit, registrationIn(visit, {}), { token, starter: true });
}

/** POST /setup */
export async function takeSetupForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const fields = fieldsOf(visit);
  const token = lineOf(fields['token'] ?? visit.request.query['token']);
  const registration = registrationIn(visit, fields);
  const starter = lineOf(fields['starter']) !== '';
  try {
    const id = await setUp(db, token, { ...registration, starter }, now());
    await beginSession(visit, id);
    leaveFlash(visit, starter ? 'flash.setUpWithStarter' : 'flash.setUp');
    return seeOther('/');
  } catch (error) {
    if (!(error instanceof WikiError) || error.status !== 422) throw error;
    return setupPage(visit, registration, { token, starter }, error);
  }
}

/** Returns what a link to sign in carries through: where to go after, and never a text, which anyone could lay in it. */
export function goingOn({ request: { query } }: Visit): Carried {
  return carried({ next: query['next'] });
}

/** Returns what a sign-in form carries through: where to go after, and what was being written; nothing else that was sent. */
export function carried(fields: Fields): Carried {
  const draft = unpackDraft(fields['draft']);
  return { next: lineOf(fields['next']), draft: draft && packDraft(draft) };
}

/** Goes on to where the form said, with the draft waiting in the session for the form it belongs to. */
export async function carryOn(visit: Visit, { next, draft: packed }: Fields): Promise<Answer> {
  const address = typeof next === 'string' && next.length <= LONGEST_ADDRESS ? next : '';
  const path = pathIn(visit.where, address);
  const draft = unpackDraft(packed);
  if (draft && path !== undefined) keepDraft(visit, path, draft);
  // A draft that the database can't keep mustn't be lost unseen.
  await storeSession(visit);
  return returnTo(address);
}

export type TypedRegistration = ReturnType<typeof registrationIn>;

/** Returns what somebody has typed to be registered with. */
export function registrationIn({ context: { settings } }: Visit, fields: Fields) {
  return {
    ...signatureIn(fields),
    site: settings.siteName,
    email: lineOf(fields['email']),
    password: textOf(fields['password']),
  };
}

/** Returns the page that signs in after a workplace's login failed, with what was carried through. */
export function failedLoginPage({ t }: Visit, carried: Carried, { status, code, params }: WikiError): Page {
  const failure = { heading: t(`errors.${code}.heading`), text: t(`errors.${code}.text`, params) };
  const title = t('login.title');
  return page('people/login', { title, values: { email: '' }, errors: [], ...carried, failure, status });
}

export function loginPage({ t }: Visit, email: string, carried: Carried, error?: WikiError): Page {
  return page('people/login', {
    title: t('login.title'),
    values: { email },
    failure: undefined,
    ...carried,
    ...shownErrors(error, t, 'email'),
  });
}

function setupPage(
  { t }: Visit,
  registration: TypedRegistration,
  more: { token: string; starter: boolean },
  error?: WikiError,
): Page {
  const values = shownAgain(registration);
  return page('people/setup', {
    title: t('setup.title'),
    values,
    ...more,
    ...shownErrors(error, t, 'email'),
  });
}

/** Returns what is shown again of it: never the password. */
export function shownAgain({ name, title, workplace, email }: TypedRegistration) {
  return { name, title, workplace, email };
}
