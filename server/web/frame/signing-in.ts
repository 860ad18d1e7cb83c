/** Who signs in, and who has: passport checks the password. */
import type { NextFunction, Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { signInFailed, type WikiError } from '../../errors.ts';
import { personBySignIn } from '../../wiki/people/accounts.ts';
import { noteFailedSignIn } from '../../wiki/people/events.ts';
import { knownBrowser } from '../../wiki/people/known-browsers.ts';
import { limitPasswords, limitSignIns } from '../wire/limits.ts';
import { browserSecret } from './cookies.ts';
import { agentOf, beginSession, sessionOf } from './session.ts';
import type { Visit } from './visit.ts';

/** Returns the id of the person who is signed in, or undefined. */
export function signedInId(request: Request): number | undefined {
  return sessionOf(request)?.passport?.user;
}

/** Runs a sign-in to the account of an address, as often as it may be tried; a browser that the account knows has a count of its own. */
export async function trySignIn(visit: Visit, email: string, signIn: () => Promise<void>): Promise<void> {
  const { db, now } = visit.context;
  const browser = await knownBrowser(db, { email, secret: browserSecret(visit) }, now());
  await limitSignIns(visit, email, signIn, browser);
}

/** Runs what whoever is signed in must show the password of their address for, as often as a sign-in may be tried; their session has a count of its own. */
export async function tryPassword(visit: Visit, email: string, work: () => Promise<void>): Promise<void> {
  await limitPasswords(visit, email, work, visit.request.sessionID);
}

/** Signs in whoever an e-mail and a password fit. Throws 422 when they fit nobody. */
export function signIn(visit: Visit, email: string, password: string): Promise<void> {
  const { context, request, response } = visit;
  const strategy = new Strategy({ usernameField: 'email' }, (email, password, done) => {
    personBySignIn(context.db, email, password).then((id) => done(null, id ?? false), done);
  });
  return new Promise((resolve, reject) => {
    if (email === '' || password === '') return reject(signInFailed());
    // The strategy reads the body, and would read the address if the body lacked either.
    const body: unknown = request.body;
    request.body = { email, password };
    const answer = (error: unknown, id?: number | false) => {
      if (error) reject(error as Error);
      else if (!id) reject(failed(visit, email));
      else beginSession(visit, id).then(resolve, reject);
    };
    passport.authenticate(strategy, { session: false }, answer)(request, response, reject as NextFunction);
    request.body = body;
  });
}

/** Tells the account's owner of it, once it's answered: how long an answer takes doesn't say whether there's an account. */
function failed({ context, request, response }: Visit, email: string): WikiError {
  const note = () => noteFailedSignIn(context.db, email, agentOf(request), context.now());
  response.once('finish', () => {
    note().catch((error: unknown) =>
      context.log.error({ err: error }, 'a failed sign-in could not be noted'),
    );
  });
  return signInFailed();
}
