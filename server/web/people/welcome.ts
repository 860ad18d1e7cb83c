/** Coming for the first time by one's workplace's login: what is missing is asked, and what writing here means is told. */
import { WikiError, signInFailed } from '../../errors.ts';
import { personBySignIn } from '../../wiki/people/accounts.ts';
import { beginArrived, questionFor, tieArrived } from '../../wiki/people/arriving.ts';
import { findArrival, type Arrival } from '../../wiki/people/journeys.ts';
import { emailOf } from '../../text/emails.ts';
import { personName } from '../../text/names.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { dropJourney, journeySecret } from '../frame/cookies.ts';
import { type Fields, formError, lineOf, shownErrors, textOf } from '../frame/fields.ts';
import { leaveFlash } from '../frame/flash.ts';
import { beginSession } from '../frame/session.ts';
import { trySignIn } from '../frame/signing-in.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { providerOf, rulesOf } from './federated.ts';
import { carryOn } from './sign-in.ts';
import { page } from './views.ts';

/** GET /welcome */
export async function showWelcomeForm(visit: Visit): Promise<Page> {
  const { db, now } = visit.context;
  return welcomePage(visit, await findArrival(db, journeySecret(visit), now()));
}

/** POST /welcome: begins an account, or with `action=tie` ties the login to the one that an e-mail and a password are of. */
export async function takeWelcomeForm(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const secret = journeySecret(visit);
  const arrival = await findArrival(db, secret, now());
  const fields = fieldsOf(visit);
  try {
    await limitSaves(visit);
    const isTied = fields['action'] === 'tie';
    const personId = await (isTied ? tieToAccount : beginAccount)(visit, { secret, arrival });
    await beginSession(visit, personId, { provider: arrival.provider, idToken: arrival.idToken });
    dropJourney(visit);
    leaveFlash(visit, isTied ? 'flash.loginTied' : 'flash.arrived');
    return await carryOn(visit, { next: arrival.next, draft: arrival.draft });
  } catch (error) {
    if (!(error instanceof WikiError) || ![422, 429].includes(error.status)) throw error;
    return welcomePage(visit, arrival, fields, error);
  }
}

/** An arrival, and the secret that its browser holds. */
interface Held {
  secret: string;
  arrival: Arrival;
}

async function beginAccount(visit: Visit, held: Held): Promise<number> {
  const { db, now } = visit.context;
  const fields = fieldsOf(visit);
  const typed = { name: personName(lineOf(fields['name'])), title: lineOf(fields['title']) };
  const rules = rulesOf(visit, providerOf(visit, held.arrival.provider));
  return beginArrived(db, held, typed, rules, now());
}

async function tieToAccount(visit: Visit, held: Held): Promise<number> {
  const { db, now } = visit.context;
  const fields = fieldsOf(visit);
  const typed = lineOf(fields['email']);
  const rules = rulesOf(visit, providerOf(visit, held.arrival.provider));
  let personId: number | undefined;
  await trySignIn(visit, emailOf(typed), async () => {
    personId = await personBySignIn(db, typed, textOf(fields['password']));
    if (personId === undefined) throw signInFailed();
  });
  await tieArrived(db, held, personId!, rules, now());
  return personId!;
}

async function welcomePage(
  visit: Visit,
  { claims, provider: name }: Arrival,
  typed: Fields = {},
  error?: WikiError,
): Promise<Page> {
  const { t, context } = visit;
  const provider = providerOf(visit, name);
  const question = await questionFor(context.db, claims, rulesOf(visit, provider));
  return page('people/welcome', {
    title: t('welcome.title'),
    label: provider.label,
    question,
    values: {
      name: lineOf(typed['name'] ?? question.name),
      title: lineOf(typed['title'] ?? question.title),
      email: lineOf(typed['email'] ?? claims.email),
    },
    ...shownErrors(error && formError(error), t, 'email'),
  });
}
