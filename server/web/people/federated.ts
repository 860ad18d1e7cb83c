/**
 * Signing in at one's workplace: off to its login, and back. What was being written, and where, waits here for the browser that
 * set out, and no other.
 */
import { WikiError, forbidden, notFound } from '../../errors.ts';
import type { Provider } from '../../providers.ts';
import { recognise, tie, type LoginRules } from '../../wiki/people/identities.ts';
import type { Claims } from '../../wiki/people/claims.ts';
import { arrive, comeBack, setOut, type Away } from '../../wiki/people/journeys.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { dropJourney, holdJourney, journeySecret } from '../frame/cookies.ts';
import { lineOf } from '../frame/fields.ts';
import { leaveFlash } from '../frame/flash.ts';
import { beginSession, type Login } from '../frame/session.ts';
import { fieldsOf, hrefFor, speak, type Visit } from '../frame/visit.ts';
import { limitDrafts, limitJourneys } from '../wire/limits.ts';
import { answerFrom, requestTo } from './openid.ts';
import { carried, carryOn, failedLoginPage } from './sign-in.ts';
import { page } from './views.ts';

/** POST /login/:provider: to sign in by it, or with `action=tie` to tie it to one's account. */
export async function takeLoginChoice(visit: Visit): Promise<Answer> {
  const provider = providerAt(visit);
  const fields = fieldsOf(visit);
  const errand = carried(fields);
  const personId = fields['action'] === 'tie' ? tying(visit) : undefined;
  try {
    await limitJourneys(visit);
    if (errand.draft !== undefined) await limitDrafts(visit, errand.draft);
    return await leaveFor(visit, provider, { ...errand, personId });
  } catch (error) {
    if (!(error instanceof WikiError) || personId !== undefined) throw error;
    return failedLoginPage(visit, errand, error);
  }
}

/** GET /login/:provider/callback: whoever the login sends back. */
export async function showReturn(visit: Visit): Promise<Answer> {
  const { db, now } = visit.context;
  const provider = providerAt(visit);
  const state = lineOf(visit.request.query['state']);
  const away = await comeBack(db, journeySecret(visit), state, now());
  dropJourney(visit);
  speak(visit, away.lang);
  try {
    if (away.provider !== provider.name) throw forbidden('login-failed');
    return await goOn(visit, provider, { ...away, state });
  } catch (error) {
    if (!(error instanceof WikiError) || away.personId !== undefined) throw error;
    return failedLoginPage(visit, { next: away.next, draft: away.draft }, error);
  }
}

/** Returns the page that sends a browser on to a login by itself, or by a link. */
export function onwardPage({ t }: Visit, { label }: Provider, onward: string, title: string): Page {
  return page('people/onward', { title: t(title, { label }), label, onward });
}

/** Returns what somebody who comes by a login may be called. */
export function rulesOf({ context: { settings } }: Visit, provider: Provider): LoginRules {
  const { name, workplace, wholeNames } = provider;
  return { provider: name, site: settings.siteName, workplace, wholeNames };
}

/** Returns the login of a name. Throws 404 when there's none. */
export function providerOf({ context: { settings } }: Visit, name: string): Provider {
  const provider = settings.providers.find((each) => each.name === name);
  if (!provider) throw notFound();
  return provider;
}

function providerAt(visit: Visit): Provider {
  return providerOf(visit, String(visit.request.params['provider']));
}

/** Whose account a login is to be tied to: theirs who asks, signed in. */
function tying({ author }: Visit): number {
  if (!author) throw forbidden();
  return author.personId;
}

async function leaveFor(
  visit: Visit,
  provider: Provider,
  errand: Pick<Away, 'next' | 'draft' | 'personId'>,
): Promise<Page> {
  const { db, now } = visit.context;
  const { address, state, nonce, verifier } = await requestTo(visit, provider);
  const next = errand.next || hrefFor(visit, '/');
  const departure = { ...errand, next, provider: provider.name, lang: visit.where.lang };
  holdJourney(visit, await setOut(db, state, { ...departure, nonce, verifier }, now()));
  return onwardPage(visit, provider, address, 'onward.title');
}

async function goOn(visit: Visit, provider: Provider, away: Away & { state: string }): Promise<Answer> {
  const { db, now } = visit.context;
  const { claims, idToken } = await answerFrom(visit, provider, away);
  const rules = rulesOf(visit, provider);
  const login: Login = { provider: provider.name, idToken };
  if (away.personId !== undefined) return tieHere(visit, away.personId, { claims, rules });
  const personId = await recognise(db, claims, rules, now());
  const { next, draft, lang } = away;
  if (personId !== undefined) {
    await beginSession(visit, personId, login);
    return carryOn(visit, { next, draft });
  }
  const arrival = { provider: provider.name, claims, idToken, next, draft, lang };
  holdJourney(visit, await arrive(db, arrival, now()));
  return seeOther('/welcome');
}

/** Only for whoever set out: they may have signed out meanwhile, and somebody else in. */
async function tieHere(
  visit: Visit,
  personId: number,
  { claims, rules }: { claims: Claims; rules: LoginRules },
): Promise<Answer> {
  const { db, now } = visit.context;
  if (visit.author?.personId !== personId) throw forbidden('journey-unknown');
  await db.transaction().execute((tx) => tie(tx, personId, claims, rules, now()));
  leaveFlash(visit, 'flash.loginTied');
  return seeOther('/account');
}
