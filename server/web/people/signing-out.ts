/** Signing out: of the wiki, and of the workplace's login that one came by, if that is wanted there. */
import { seeOther, type Answer } from '../frame/answer.ts';
import { endSession, sessionOf } from '../frame/session.ts';
import type { Visit } from '../frame/visit.ts';
import { onwardPage } from './federated.ts';
import { signOutAt } from './openid.ts';

/** POST /logout */
export async function signOut(visit: Visit): Promise<Answer> {
  const login = sessionOf(visit.request)?.login;
  await endSession(visit);
  const provider = visit.context.settings.providers.find(({ name }) => name === login?.provider);
  const address = provider && (await signOutAt(visit, provider, login?.idToken));
  return address === undefined ? seeOther('/') : onwardPage(visit, provider!, address, 'onward.signedOut');
}
