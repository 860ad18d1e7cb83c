/** Becoming someone: signing in and out, registering, and the first administrator. What a stranger was writing comes along. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { WikiError } from '../../errors.ts';
import { register } from '../../wiki/people/people.ts';
import { checkSetupToken, setUp } from '../../wiki/setup/setup.ts';
import { keepDraft, packDraft, unpackDraft } from '../frame/drafts.ts';
import { type Fields, errorList, lineOf } from '../frame/fields.ts';
import { visitorIn } from '../frame/guard.ts';
import { langOf, pathIn, seeNext, seeOther, translator, whereOf, type Translate } from '../frame/language.ts';
import { limitDrafts, limitRegistrations, limitSignIns } from '../wire/limits.ts';
import { signatureIn } from './people.ts';
import { LONGEST_ADDRESS } from '../wire/receiving.ts';
import { page } from '../frame/render.ts';
import { beginSession, endSession, leaveNotice, passwordSignIn, storeSession } from '../frame/session.ts';

/** GET /login */
export async function loginForm(context: Context, request: Request, response: Response): Promise<void> {
  if (visitorIn(response)) return seeNext(response, lineOf(request.query['next']));
  await showPerson(context, request, response, 'login', { email: '' }, goingOn(request));
}

/** POST /login */
export async function login(context: Context, request: Request, response: Response): Promise<void> {
  const fields = request.body as Fields;
  const email = lineOf(fields['email']).toLowerCase();
  const password = typeof fields['password'] === 'string' ? fields['password'] : '';
  try {
    const signIn = passwordSignIn(context);
    await limitSignIns(context, request, email, async () => {
      if (fields['draft'] !== undefined) await limitDrafts(context, request);
      await signIn(request, response, email, password);
    });
    await carryOn(context, request, response, fields);
  } catch (error) {
    if (!(error instanceof WikiError)) throw error;
    await showPerson(context, request, response, 'login', { email }, carried(fields), error);
  }
}

/** POST /logout */
export async function logout(context: Context, request: Request, response: Response): Promise<void> {
  await endSession(context, request, response);
  seeOther(response, '/');
}

/** GET /register */
export async function registerForm(context: Context, request: Request, response: Response): Promise<void> {
  if (visitorIn(response)) return seeNext(response, lineOf(request.query['next']));
  await showPerson(context, request, response, 'register', registrationIn(context, {}), goingOn(request));
}

/** POST /register */
export async function registerFromForm(
  context: Context,
  request: Request,
  response: Response,
): Promise<void> {
  const fields = request.body as Fields;
  const registration = registrationIn(context, fields);
  try {
    const id = await limitRegistrations(context, request, async () => {
      if (fields['draft'] !== undefined) await limitDrafts(context, request);
      return register(context.db, registration, context.now());
    });
    await beginSession(context, request, id);
    leaveNotice(request, 'success', 'notices.registered', { name: registration.name });
    await carryOn(context, request, response, fields);
  } catch (error) {
    if (!(error instanceof WikiError)) throw error;
    await showPerson(context, request, response, 'register', registration, carried(fields), error);
  }
}

/** GET /setup */
export async function setupForm(context: Context, request: Request, response: Response): Promise<void> {
  const token = lineOf(request.query['token']);
  await checkSetupToken(context.db, token);
  await showPerson(context, request, response, 'setup', registrationIn(context, {}), {
    token,
    starter: true,
  });
}

/** POST /setup */
export async function setupFromForm(context: Context, request: Request, response: Response): Promise<void> {
  const fields = request.body as Fields;
  const token = lineOf(fields['token'] ?? request.query['token']);
  const registration = registrationIn(context, fields);
  const starter = lineOf(fields['starter']) !== '';
  try {
    const id = await setUp(context.db, token, { ...registration, starter }, context.now());
    await beginSession(context, request, id);
    leaveNotice(request, 'success', starter ? 'notices.setUpWithStarter' : 'notices.setUp');
    seeOther(response, '/');
  } catch (error) {
    if (!(error instanceof WikiError) || error.status !== 422) throw error;
    await showPerson(context, request, response, 'setup', registration, { token, starter }, error);
  }
}

/** What a link to sign in carries through: where to go after, and never a text, which anyone could lay in it. */
function goingOn({ query }: Request) {
  return carried({ next: query['next'] });
}

/** What a sign-in form carries through: where to go after, and what was being written; nothing else that was sent. */
function carried(fields: Fields) {
  const draft = unpackDraft(fields['draft']);
  return { next: lineOf(fields['next']), draft: draft && packDraft(draft) };
}

/** Goes on to where the form said, with the draft waiting in the session for the form it belongs to. */
async function carryOn(
  context: Context,
  request: Request,
  response: Response,
  fields: Fields,
): Promise<void> {
  const { next } = fields;
  const address = typeof next === 'string' && next.length <= LONGEST_ADDRESS ? next : '';
  const path = pathIn(whereOf(response), address);
  const draft = unpackDraft(fields['draft']);
  if (draft && path !== undefined) keepDraft(request, path, draft);
  // A draft that the database can't keep mustn't be lost unseen.
  await storeSession(context, request);
  seeNext(response, address);
}

function registrationIn({ settings }: Context, fields: Fields) {
  const { password } = fields;
  return {
    ...signatureIn(fields),
    site: settings.siteName,
    email: lineOf(fields['email']),
    password: typeof password === 'string' ? password : '',
  };
}

async function showPerson(
  context: Context,
  request: Request,
  response: Response,
  view: 'login' | 'register' | 'setup',
  values: Record<string, unknown>,
  more: Record<string, unknown>,
  error?: WikiError,
): Promise<void> {
  const t = translator(langOf(response));
  const { password: _never, ...shown } = values;
  await page(context, request, response, `people/${view}`, {
    title: t(`${view}.title`),
    status: error?.status ?? 200,
    robots: 'noindex',
    values: shown,
    errors: error ? signInErrors(error, t) : [],
    ...more,
  });
}

function signInErrors(error: WikiError, t: Translate) {
  if (error.problems.length > 0) return errorList(error, t);
  return [{ field: 'email', text: t(`errors.${error.code}.text`, error.params) }];
}
