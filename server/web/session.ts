/** Signing in and out: passport checks, the database keeps the session, and a reader who never signs in gets no cookie. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import passport from 'passport';
import { Strategy } from 'passport-local';
import type { Context } from '../context.ts';
import { signInFailed } from '../errors.ts';
import { personBySignIn } from '../wiki/people.ts';
import { lastingKey } from '../wiki/secrets.ts';
import type { Draft } from './drafts.ts';
import { deleteSession, readSession, writeSession } from '../wiki/sessions.ts';

const LIFETIME = 30 * 24 * 60 * 60 * 1000;

declare module 'express-session' {
  interface SessionData {
    draft?: Draft;
    /** What the next page says first. */
    notice?: { type: 'success' | 'info' | 'warning'; key: string; params?: Record<string, unknown> };
    passport?: { user?: number };
  }
}

/** Makes the middleware of sessions. A request that neither carries a session nor may begin one passes untouched. */
export async function sessions(context: Context): Promise<RequestHandler[]> {
  const secret = await lastingKey(context.db, 'session-key');
  const name = cookieName(context);
  const keep = session({
    name,
    secret: secret.toString('hex'),
    store: new DatabaseStore(context),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: LIFETIME, path: pathOf(context) },
  });
  return [
    (request, response, next) => {
      const safe = request.method === 'GET' || request.method === 'HEAD';
      if (safe && !request.headers.cookie?.includes(`${name}=`)) return next();
      return keep(request, response, next) as unknown;
    },
  ];
}

/** Returns the id of the person who is signed in, or undefined. */
export function signedInId(request: Request): number | undefined {
  return (request.session as Request['session'] | undefined)?.passport?.user;
}

/** Makes what checks the e-mail and password of a form; it throws 422 when they don't fit, else signs the person in. */
export function passwordSignIn(context: Context) {
  const strategy = new Strategy({ usernameField: 'email' }, (email, password, done) => {
    personBySignIn(context.db, email, password).then((id) => done(null, id ?? false), done);
  });
  return (request: Request, response: Response, email: string, password: string): Promise<void> =>
    new Promise((resolve, reject) => {
      // The strategy reads the body, and would read the address if the body lacked either.
      request.body = { email, password };
      if (email === '' || password === '') return reject(signInFailed());
      const answer = (error: unknown, id?: number | false) => {
        if (error) reject(error as Error);
        else if (!id) reject(signInFailed());
        else beginSession(request, id).then(resolve, reject);
      };
      passport.authenticate(strategy, { session: false }, answer)(request, response, reject as NextFunction);
    });
}

/** Begins a fresh session for a person, under a new id, so that one known beforehand is worth nothing. */
export function beginSession(request: Request, personId: number): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error as Error);
      request.session.passport = { user: personId };
      resolve();
    });
  });
}

/** Ends the session and takes the cookie back. */
export function endSession(context: Context, request: Request, response: Response): Promise<void> {
  const { secure, path } = request.session.cookie;
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => {
      if (error) return reject(error as Error);
      response.clearCookie(cookieName(context), { secure: secure === true, path: path ?? '/' });
      resolve();
    });
  });
}

/** Says something on the next page that this person sees. */
export function leaveNotice(
  request: Request,
  type: 'success' | 'info' | 'warning',
  key: string,
  params: Record<string, unknown> = {},
): void {
  request.session.notice = { type, key, params };
}

/** A browser takes a name that begins so by https alone, and the first of them for nothing but a whole host. */
function cookieName({ settings }: Context): string {
  if (!settings.baseUrl.startsWith('https:')) return 'wiki-session';
  return settings.basePath === '' ? '__Host-wiki-session' : '__Secure-wiki-session';
}

function pathOf({ settings }: Context): string {
  return settings.basePath || '/';
}

class DatabaseStore extends session.Store {
  constructor(private readonly context: Context) {
    super();
  }
  override get(id: string, done: (error: unknown, data?: session.SessionData | null) => void): void {
    readSession(this.context.db, id, this.context.now())
      .then((data) => (data === undefined ? null : (JSON.parse(data) as session.SessionData)))
      .then((data) => done(null, data), done);
  }
  override set(
    id: string,
    data: session.SessionData,
    done: (error?: unknown) => void = () => undefined,
  ): void {
    const expires = new Date(Date.parse(this.context.now()) + LIFETIME).toISOString();
    writeSession(this.context.db, id, JSON.stringify(data), expires).then(() => done(), done);
  }
  override destroy(id: string, done: (error?: unknown) => void = () => undefined): void {
    deleteSession(this.context.db, id).then(() => done(), done);
  }
}
