/** Becoming someone: registering, and what the link in a mail confirms. Whoever writes in the mail's own browser or another goes on where they were. */
import { WikiError, draftNotKept } from '../../errors.ts';
import { findOldToken, findToken, type Purpose, type MailToken } from '../../wiki/mail/tokens.ts';
import { credentialOf } from '../../wiki/people/accounts.ts';
import { confirmAddress } from '../../wiki/people/addresses.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { askToRegister, confirmRegistration, sendAgain } from '../../wiki/people/registering.ts';
import { isSetUp } from '../../wiki/setup/setup.ts';
import { returnTo, seeOther, type Answer, type Page } from '../frame/answer.ts';
import { lineOf, shownErrors, textOf } from '../frame/fields.ts';
import { leaveFlash } from '../frame/flash.ts';
import { beginSession } from '../frame/session.ts';
import { signIn, trySignIn } from '../frame/signing-in.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { isRoomForDraft, limitDrafts, limitMails } from '../wire/limits.ts';
import {
  carried,
  carryOn,
  goingOn,
  loginPage,
  registrationIn,
  shownAgain,
  type TypedRegistration,
} from './sign-in.ts';
import { page, type Carried } from './views.ts';

const CONFIRMED = ['register', 'confirm', 'address'] as const satisfies Purpose[];
type Confirmed = (typeof CONFIRMED)[number];

/** GET /register?next= */
export async function showRegisterForm(visit: Visit): Promise<Answer> {
  if (visit.author) return returnTo(lineOf(visit.request.query['next']));
  return registerPage(visit, registrationIn(visit, {}), goingOn(visit));
}

/** POST /register */
export async function takeRegisterForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const fields = fieldsOf(visit);
  const registration = { ...registrationIn(visit, fields), isWhole: lineOf(fields['whole']) !== '' };
  const errand = { ...carried(fields), lang: visit.where.lang };
  let isKept = true;
  try {
    await limitMails(visit, registration.email, async () => {
      const { draft } = errand;
      if (draft !== undefined) await limitDrafts(visit, draft);
      isKept = draft === undefined || (await isRoomForDraft(visit, draft));
      await askToRegister(db, registration, isKept ? errand : { ...errand, draft: undefined }, now());
    });
    return isKept ? seeOther('/sent') : loginPage(visit, registration.email, carried(fields), draftNotKept());
  } catch (error) {
    if (!(error instanceof WikiError)) throw error;
    return registerPage(visit, registration, carried(fields), error);
  }
}

/** GET /sent */
export function showSent({ t, context: { settings } }: Visit): Promise<Page> {
  const isLaidInFiles = settings.mailUrl === undefined;
  return Promise.resolve(page('people/sent', { title: t('sent.title'), isLaidInFiles }));
}

/** GET /confirm?token= */
export async function showConfirmForm(visit: Visit): Promise<Page> {
  const { db, now } = visit.context;
  const secret = lineOf(visit.request.query['token']);
  const token = await findOldToken(db, CONFIRMED, secret);
  if (token.expiresAt > now()) return confirmPage(visit, token, secret);
  return page('people/expired', { title: visit.t('expired.title'), token: secret });
}

/** POST /confirm: only with the account's password, or signed in to it, so that nobody confirms what another has asked for. */
export async function takeConfirmForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const fields = fieldsOf(visit);
  const secret = lineOf(fields['token']);
  const token = await findToken(db, CONFIRMED, secret, now());
  try {
    const isNew = token.purpose === 'register';
    return isNew ? await beginAccount(visit, token) : await takeAddress(visit, token);
  } catch (error) {
    if (!(error instanceof WikiError) || ![422, 429].includes(error.status)) throw error;
    return confirmPage(visit, token, secret, error);
  }
}

/** POST /confirm/again: a new link instead of one that has run out. */
export async function takeAgainForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const token = await findOldToken(db, CONFIRMED, lineOf(fieldsOf(visit)['token']));
  await limitMails(visit, token.data.email, () => sendAgain(db, token, visit.where.lang, now()));
  return seeOther('/sent');
}

async function beginAccount(visit: Visit, token: MailToken<'register'>): Promise<Answer> {
  const { db, now } = visit.context;
  const { data } = token;
  const password = textOf(fieldsOf(visit)['password']);
  let id = 0;
  await trySignIn(visit, data.email, async () => {
    id = await confirmRegistration(db, token, password, now());
  });
  await beginSession(visit, id);
  leaveFlash(visit, 'flash.registered', { name: data.name });
  return carryOn(visit, { next: data.next, ...(data.draft !== undefined && { draft: data.draft }) });
}

async function takeAddress(visit: Visit, token: MailToken<'confirm' | 'address'>): Promise<Answer> {
  const { db, now } = visit.context;
  if (!isOwn(visit, token)) {
    const { email } = await credentialOf(db, token.personId!);
    await trySignIn(visit, email, () => signIn(visit, email, textOf(fieldsOf(visit)['password'])));
  }
  await confirmAddress(db, token, visit.where.lang, now());
  leaveFlash(visit, 'flash.addressConfirmed');
  return seeOther('/account/address');
}

function isOwn({ author }: Visit, { personId }: MailToken): boolean {
  return author !== undefined && author.personId === personId;
}

async function confirmPage(
  visit: Visit,
  token: MailToken<Confirmed>,
  secret: string,
  error?: WikiError,
): Promise<Page> {
  const { t, context } = visit;
  const begins = token.purpose === 'register';
  const { name, title, workplace } = begins
    ? token.data
    : (await findPerson(context.db, token.personId!)).byline;
  return page('people/confirm', {
    title: t(begins ? 'confirm.begin' : 'confirm.title'),
    token: secret,
    email: token.data.email,
    signature: { name, title, workplace },
    begins,
    asksPassword: !isOwn(visit, token),
    ...shownErrors(error, t, 'password'),
  });
}

/** Tells whether a name was refused for having but one word. */
function isOneName(error: WikiError | undefined): boolean {
  return error?.problems.some(({ code }) => code === 'not-a-full-name') === true;
}

async function registerPage(
  { t, context }: Visit,
  registration: TypedRegistration & { isWhole?: boolean },
  carried: Carried,
  error?: WikiError,
): Promise<Page> {
  return page('people/register', {
    isSetUp: await isSetUp(context.db),
    title: t('register.title'),
    values: shownAgain(registration),
    whole: registration.isWhole ? 'said' : isOneName(error) ? 'asked' : 'unasked',
    ...carried,
    ...shownErrors(error, t, 'email'),
  });
}
