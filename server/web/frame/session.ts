/** Sessions: the database keeps them, each is stored before its answer goes out, and a reader who never signs in gets no cookie. */
import { setTimeout } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import session, { type SessionData } from 'express-session';
import type { Context } from '../../context.ts';
import { doerAt } from '../../wiki/history/standing.ts';
import { check } from '../../wiki/policy.ts';
import { rememberBrowser } from '../../wiki/people/known-browsers.ts';
import { lastingKey } from '../../wiki/upkeep/secrets.ts';
import { isUnsafe } from '../wire/receiving.ts';
import { browserSecret, carriesCookie, cookieName, cookiePath, holdBrowser } from './cookies.ts';
import { lineOf } from './fields.ts';
import type { Visit } from './visit.ts';
import {
  LONGEST,
  beginSession as insertSession,
  changeSession,
  deleteSession,
  readSession,
} from '../../wiki/people/sessions.ts';

/** What was being written, for the form at a path. */
export interface Draft {
  path: string;
  fields: Record<string, unknown>;
  /** When it was laid there, in milliseconds since 1970. */
  at: number;
}

/** A form that was taken, told by the digests of its key and of what stood in it: where it led, and what was said there. */
export interface Submission {
  form: string;
  fields: string;
  path: string;
  flash: SessionData['flash'];
}

/** A workplace's login, as the settings name it; `idToken` is there when it tells nothing that the wiki doesn't take. */
export interface Login {
  provider: string;
  idToken?: string | undefined;
}

/** How long a reader's page waits for its flash to be forgotten, in milliseconds: readers never wait for writers. */
const READERS_PATIENCE = 50;

declare module 'express-session' {
  interface SessionData {
    draft?: Draft;
    /** The forms that were taken last, the newest at the end. */
    submissions?: Submission[];
    /** What the next page says first. */
    flash?: { type: 'success' | 'info' | 'warning'; key: string; params?: Record<string, unknown> };
    passport?: { user?: number };
    /** The workplace's login that it began by, and what signs out there. */
    login?: Login;
  }
}

/** Makes the middleware of sessions. A request that neither carries a session or a journey nor may begin one passes untouched. */
export async function sessions(context: Context): Promise<RequestHandler> {
  const secret = await lastingKey(context.db, 'session-key');
  const keep = session({
    name: cookieName(context, 'session'),
    secret: secret.toString('hex'),
    store: new DatabaseStore(context),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: LONGEST, path: cookiePath(context) },
  });
  return (request, response, next) => {
    if (!isUnsafe(request) && !carriesCookie(context, request)) return next();
    return keep(request, response, (error?: unknown) => {
      stored.set(request, changeable(request));
      if (error) return next(error);
      if (carriesCookie(context, request, 'session') && sessionOf(request)?.passport?.user === undefined)
        takeCookieBack(context, request, response);
      next();
    }) as unknown;
  };
}

/** A browser whose session is gone needn't say so again. */
function takeCookieBack(context: Context, { session }: Request, response: Response): void {
  const { secure, path } = session.cookie;
  response.clearCookie(cookieName(context, 'session'), { secure: secure === true, path: path ?? '/' });
}

/** Returns the session, or undefined when it has ended or never began, whatever the types say. */
export function sessionOf(request: Request): Request['session'] | undefined {
  return request.session as Request['session'] | undefined;
}

/**
 * Begins a fresh session for a person, under a new id, so that one known beforehand is worth nothing, and knows the browser
 * from then on. Throws 403 when they are blocked from signing in.
 */
export async function beginSession(visit: Visit, personId: number, login?: Login): Promise<void> {
  const { context, request } = visit;
  check(await doerAt(context.db, personId, context.now()), 'sign-in');
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
  request.session.passport = { user: personId };
  const { cookie } = request.session;
  const data = JSON.stringify({ cookie, login });
  const agent = agentOf(request);
  await insertSession(context.db, request.sessionID, { personId, data, agent }, context.now());
  const secret = await rememberBrowser(context.db, personId, browserSecret(visit), context.now());
  if (secret !== undefined) holdBrowser(visit, secret);
}

/** Returns what the browser calls itself. */
export function agentOf(request: Request): string {
  return lineOf(request.get('User-Agent'));
}

/** Ends the session and takes the cookie back: nobody is signed in any more. */
export function endSession(visit: Visit): Promise<void> {
  const { context, request, response } = visit;
  takeCookieBack(context, request, response);
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => {
      if (error) return reject(error as Error);
      visit.author = undefined;
      resolve();
    });
  });
}

/**
 * Stores now what a request has changed of its session. One that has ended meanwhile isn't made again, and its cookie isn't
 * sent. Only what was changed is stored, so that two requests at a time don't undo each other's changes.
 */
export async function storeSession({ context, request }: Visit): Promise<void> {
  const changed = changesOf(request);
  if (changed.length === 0) return;
  const change = (data: string) => {
    const current = JSON.parse(data) as Record<string, unknown>;
    for (const name of changed) current[name] = request.session[name];
    return JSON.stringify(current);
  };
  stored.set(request, changeable(request));
  const stands = await changeSession(context.db, request.sessionID, change, context.now());
  if (!stands) delete (request as Partial<Request>).session;
}

/**
 * Stores what a request has changed of its session before it's answered, so that the next request finds it; where that fails
 * or takes long the work of the request is done nevertheless, and what it left for the next page isn't worth a failed answer.
 */
export async function settleSession(visit: Visit): Promise<void> {
  if (changesOf(visit.request).length === 0) return;
  const storing = storeSession(visit).catch((error: unknown) =>
    visit.context.log.error({ err: error }, 'the session could not be stored'),
  );
  await Promise.race([storing, ...(visit.request.method === 'GET' ? [setTimeout(READERS_PATIENCE)] : [])]);
}

/** What a request may change of a session. */
const CHANGEABLE = ['draft', 'flash', 'submissions'] as const;
type Changeable = Record<'id' | (typeof CHANGEABLE)[number], string | undefined>;

/** What is stored of a request's session, as far as the request knows. */
const stored = new WeakMap<Request, Changeable>();

function changesOf(request: Request): (typeof CHANGEABLE)[number][] {
  if (sessionOf(request)?.passport?.user === undefined) return [];
  const after = changeable(request);
  const before = stored.get(request);
  // Of a session that began with this request nothing is stored yet.
  return CHANGEABLE.filter((name) => after[name] !== (before?.id === after.id ? before?.[name] : undefined));
}

function changeable(request: Request): Changeable {
  const session = sessionOf(request);
  const texts = CHANGEABLE.map((name) => [name, session?.[name] && JSON.stringify(session[name])] as const);
  return { id: request.sessionID, ...(Object.fromEntries(texts) as Omit<Changeable, 'id'>) };
}

/** Reads and ends sessions. One begins in `beginSession` and is changed in `storeSession`, never here after the answer. */
class DatabaseStore extends session.Store {
  constructor(private readonly context: Context) {
    super();
  }
  override get(id: string, done: (error: unknown, data?: session.SessionData | null) => void): void {
    readSession(this.context.db, id, this.context.now())
      .then((found) => {
        if (!found) return null;
        const data = JSON.parse(found.data) as session.SessionData;
        return { ...data, passport: { user: found.personId } };
      })
      .then((data) => done(null, data), done);
  }
  override set(_id: string, _data: session.SessionData, done: () => void = () => undefined): void {
    done();
  }
  override destroy(id: string, done: (error?: unknown) => void = () => undefined): void {
    deleteSession(this.context.db, id).then(() => done(), done);
  }
}
