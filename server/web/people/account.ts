/** One's own account: what one goes by, the address, the password, and the browsers that are signed in. */
import { blocked, type WikiError } from '../../errors.ts';
import { askToChangeAddress, askToConfirm, knownBy } from '../../wiki/people/addresses.ts';
import { credentialOf } from '../../wiki/people/accounts.ts';
import type { Byline, Signature } from '../../wiki/history/bylines.ts';
import { eventsOf } from '../../wiki/people/events.ts';
import { changePassword } from '../../wiki/people/new-passwords.ts';
import { loginsOf } from '../../wiki/people/identities.ts';
import { earlierNameOf, isPaired } from '../../wiki/people/pairing.ts';
import { findPerson, type Person } from '../../wiki/people/people.ts';
import { browsersOf, endAllBrowsers, endBrowser, keyOf } from '../../wiki/people/sessions.ts';
import {
  changeSignature,
  isNameConfirmed,
  isWorkplaceConfirmed,
  type WantedSignature,
} from '../../wiki/people/signatures.ts';
import { personName } from '../../text/names.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import {
  type Fields,
  formError,
  isTicked,
  lineOf,
  sentenceOf,
  shownErrors,
  textOf,
} from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { beginSession, endSession } from '../frame/session.ts';
import { tryPassword } from '../frame/signing-in.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitMails, limitSaves } from '../wire/limits.ts';
import { browserName } from './browser-names.ts';
import { earlierOf } from './people.ts';
import { page } from './views.ts';

/** How many of the things that happened to an account are shown. */
const EVENTS = 50;

/** GET /account?names= */
export async function showAccountForm(visit: Visit): Promise<Page> {
  const person = await findPerson(visit.context.db, authorIn(visit).personId);
  const draft = waitingDraft(visit);
  return accountPage(visit, draft ? wantedIn(draft) : person.byline);
}

/** POST /account */
export async function takeAccountForm(visit: Visit): Promise<Answer> {
  const { db, settings } = visit.context;
  const author = authorIn(visit);
  const person = await findPerson(db, author.personId);
  const typed = wantedIn(fieldsOf(visit));
  const signature = withConfirmed(person, typed);
  try {
    await limitSaves(visit);
    await changeSignature(db, author, signature, settings.siteName);
    leaveFlash(visit, 'flash.accountChanged');
    return seeOther('/account');
  } catch (error) {
    return accountPage(visit, signature, formError(error));
  }
}

/** GET /account/address */
export function showAddressForm(visit: Visit): Promise<Page> {
  return addressPage(visit, '');
}

/** POST /account/address: a new address, or with `action=confirm` a mail to the one that the account has. */
export async function takeAddressForm(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const fields = fieldsOf(visit);
  const email = lineOf(fields['email']);
  const { email: present } = await credentialOf(db, author.personId);
  const { lang } = visit.where;
  try {
    if (fields['action'] === 'confirm') {
      await limitMails(visit, present, () => askToConfirm(db, author, lang));
    } else {
      const wanted = { email, password: textOf(fields['password']) };
      const change = () => askToChangeAddress(db, author, wanted, lang);
      await tryPassword(visit, present, () => limitMails(visit, email, change));
    }
    return seeOther('/sent');
  } catch (error) {
    return addressPage(visit, email, formError(error));
  }
}

/** GET /account/password */
export function showPasswordForm(visit: Visit): Promise<Page> {
  return passwordPage(visit);
}

/** POST /account/password */
export async function takePasswordForm(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const fields = fieldsOf(visit);
  const wanted = { present: textOf(fields['present']), password: textOf(fields['password']) };
  try {
    const { email } = await credentialOf(db, author.personId);
    await tryPassword(visit, email, () => changePassword(db, author, wanted, visit.where.lang));
    await beginSession(visit, author.personId);
    leaveFlash(visit, 'flash.passwordChanged');
    return seeOther('/account/password');
  } catch (error) {
    return passwordPage(visit, formError(error));
  }
}

/** GET /account/browsers */
export async function showBrowsers(visit: Visit): Promise<Page> {
  const { db, now } = visit.context;
  const { personId } = authorIn(visit);
  const browsers = await browsersOf(db, personId, now());
  const own = keyOf(visit.request.sessionID);
  const named = (agent: string) => browserName(agent) || visit.t('account.browsers.unknown');
  const events = await eventsOf(db, personId, EVENTS);
  return page('people/browsers', {
    title: visit.t('account.browsers.title'),
    browsers: browsers.map((browser) => ({
      ...browser,
      name: named(browser.agent),
      isThis: browser.key === own,
    })),
    events: events.map(({ agent, ...event }) => ({ ...event, name: agent === '' ? '' : named(agent) })),
  });
}

/** POST /account/browsers: ends the session of one browser, or of them all. */
export async function takeBrowsersForm(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const { personId, at } = authorIn(visit);
  const fields = fieldsOf(visit);
  if (fields['action'] === 'all') {
    await endAllBrowsers(db, personId, at);
    await endSession(visit);
    return seeOther('/');
  }
  await endBrowser(db, personId, lineOf(fields['key']), at);
  leaveFlash(visit, 'flash.browserSignedOut');
  return seeOther('/account/browsers');
}

/** Returns the name, title and workplace in a form. */
export function signatureIn(fields: Fields): Signature {
  return {
    name: personName(lineOf(fields['name'])),
    title: lineOf(fields['title']),
    workplace: lineOf(fields['workplace']),
  };
}

function wantedIn(fields: Fields): WantedSignature {
  const { paired } = fields;
  return { ...signatureIn(fields), ...(paired !== undefined && { paired: isTicked(paired) }) };
}

/** A form says nothing of what follows from how somebody is known. */
function withConfirmed(person: Person, typed: WantedSignature): WantedSignature {
  const { name, workplace } = person.byline;
  return {
    ...typed,
    ...(isNameConfirmed(person) && { name }),
    ...(isWorkplaceConfirmed(person) && { workplace }),
  };
}

async function accountPage(visit: Visit, values: WantedSignature, error?: WikiError): Promise<Page> {
  const { personId, block } = authorIn(visit);
  const { db } = visit.context;
  const person = await findPerson(db, personId);
  return page('people/account', {
    title: visit.t('account.title'),
    values,
    ...shownErrors(error, visit.t),
    byline: person.byline,
    earlierName: await earlierNameOf(db, personId),
    paired: values.paired ?? (await isPaired(db, personId)),
    workplaceConfirmed: isWorkplaceConfirmed(person),
    blocked: block && sentenceOf(blocked(block), visit.t),
    nameConfirmed: isNameConfirmed(person),
    tied: await loginsOf(db, person.id),
    ...(await earlierOf(visit, person)),
  });
}

async function addressPage(visit: Visit, typed: string, error?: WikiError): Promise<Page> {
  const { db } = visit.context;
  const { personId } = authorIn(visit);
  const { byline } = await findPerson(db, personId);
  const { email, passwordHash } = await credentialOf(db, personId);
  const { verification: possible } = await knownBy(db, email);
  return page('people/address', {
    title: visit.t('account.address.title'),
    email,
    values: { email: typed },
    verification: byline.verification,
    mayConfirm: isMore(possible, byline),
    hasPassword: passwordHash !== '',
    ...shownErrors(error, visit.t, 'email'),
  });
}

/** Whether confirming the address would tell more than what is known. */
function isMore(possible: Byline['verification'], { verification }: Byline): boolean {
  return verification === 'unconfirmed' || (verification === 'email' && possible === 'work-email');
}

async function passwordPage(visit: Visit, error?: WikiError): Promise<Page> {
  const { t, context } = visit;
  const { passwordHash } = await credentialOf(context.db, authorIn(visit).personId);
  return page('people/password', {
    title: t('account.password.title'),
    hasPassword: passwordHash !== '',
    ...shownErrors(error, t, 'present'),
  });
}
