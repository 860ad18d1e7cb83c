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

const COOKIE = 'wiki-session';
/** How long a page may wait for what it showed once to be forgotten, in milliseconds. */
const READERS_PATIENCE = 50;
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
  const keep = session({
    name: COOKIE,
    secret: secret.toString('hex'),
    store: new DatabaseStore(context),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: LIFETIME },
  });
  return [
    (request, response, next) => {
      const safe = request.method === 'GET' || request.method === 'HEAD';
      if (safe && !request.headers.cookie?.includes(`${COOKIE}=`)) return next();
      return keep(request, response, (error?: unknown) => {
        // A session is kept once the answer is on its way: that it couldn't be is for the log alone.
        if (error && response.headersSent) context.log.error({ err: error }, 'a session was not kept');
        else next(error);
      }) as unknown;
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
      if (email === '' || password === '') return reject(signInFailed());
      // The strategy reads the body, and would read the address if the body lacked either.
      const body: unknown = request.body;
      request.body = { email, password };
      const answer = (error: unknown, id?: number | false) => {
        if (error) reject(error as Error);
        else if (!id) reject(signInFailed());
        else beginSession(request, id).then(resolve, reject);
      };
      passport.authenticate(strategy, { session: false }, answer)(request, response, reject as NextFunction);
      request.body = body;
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

/** Stores the session now, so that what it holds isn't lost unseen if the database fails. */
export function storeSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

/** Ends the session and takes the cookie back. */
export function endSession(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => {
      if (error) return reject(error as Error);
      response.clearCookie(COOKIE);
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

/** Returns what was left to be said, once. A reader doesn't wait for writers until it's forgotten. */
export function takeNotice({ session }: Request): session.SessionData['notice'] {
  const { notice } = session;
  if (!notice) return undefined;
  delete session.notice;
  const save = session.save.bind(session);
  session.save = (done = () => undefined) => {
    let isDone = false;
    const once = (error?: unknown) => {
      if (!isDone) done(error);
      isDone = true;
      clearTimeout(enough);
    };
    const enough = setTimeout(once, READERS_PATIENCE);
    return save(once);
  };
  return notice;
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
