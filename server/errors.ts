/**
 * Every way the wiki says no: a status of HTTP, a stable code that is also the key of its sentence in
 * `locales/`, and what the sentence needs. One small factory an error.
 */

/** What is wrong with one field of a form: the control's name, a stable code and what its sentence needs. */
export interface FieldProblem {
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

/**
 * An answer that isn't a yes. Doors show it in the reader's language; nothing of it is a secret. One that holds for a while
 * says `until`, and one that somebody gave a reason for, `reason`.
 */
export class WikiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, string | number | Date> = {},
    readonly problems: FieldProblem[] = [],
  ) {
    super(`${code} ${JSON.stringify(problems.length ? problems : params)}`);
  }
}

export const crossSite = () => new WikiError(403, 'cross-site');
export const signInNeeded = () => new WikiError(401, 'sign-in-needed');
export const forbidden = (code = 'forbidden') => new WikiError(403, code);
/** Who may not change what they said, since a moderator has hidden it. */
export const postHidden = () => forbidden('post-hidden');
/** What somebody is kept from, why, and the last moment of it, as ISO-8601 UTC. */
export const blocked = ({ scope, ...limit }: { scope: 'editing' | 'everything' } & Limit) =>
  new WikiError(403, `blocked-${scope}`, limitOf(limit));
/** Who hasn't confirmed their address yet. */
export const unconfirmed = () => new WikiError(403, 'unconfirmed');
/** Who may edit an article, why, and the last moment of it, as ISO-8601 UTC. */
export const protectedArticle = ({ level, ...limit }: { level: 'verified' | 'moderators' } & Limit) =>
  new WikiError(403, `protected-${level}`, limitOf(limit));
export const notFound = (code = 'not-found') => new WikiError(404, code);
export const editedSince = () =>
  new WikiError(409, 'edited-since', {}, [{ field: 'base', code: 'edited-since' }]);
export const erasedSince = () =>
  new WikiError(409, 'erased-since', {}, [{ field: 'body', code: 'erased-since' }]);
/** Somebody goes by another name than when it was asked for. */
export const renamedSince = () => new WikiError(409, 'renamed-since');
export const nameErased = () => new WikiError(409, 'name-erased');
export const erased = () => new WikiError(410, 'erased');
/** `slug` is what the article was asked for by, if it was. */
export const deleted = (slug?: string) => new WikiError(410, 'deleted', slug === undefined ? {} : { slug });
/** `slug` led to an article until a moderator set it free. */
export const freed = (slug: string) => new WikiError(410, 'freed', { slug });
/** Of the revision whose text it is. */
export const hidden = (sequence: number) => new WikiError(410, 'hidden', { sequence });
export const invalid = (problems: FieldProblem[]) => new WikiError(422, 'invalid', {}, problems);
/** Both in bytes. */
export const tooLarge = (bytes: number, limit: number) =>
  new WikiError(413, 'too-large', { kilobytes: Math.ceil(bytes / 1000), limit: Math.floor(limit / 1000) });
export const formTooLarge = () => new WikiError(413, 'form-too-large');
export const compressed = () => new WikiError(415, 'compressed');
export const otherCharset = () => new WikiError(415, 'bad-request');
export const addressTooLong = () => new WikiError(414, 'address-too-long');
export const tooMany = (minutes: number) => new WikiError(429, 'too-many', { count: minutes });
/** `code` tells what there was too much of. */
export const tooMuch = (code: 'much-written' | 'often-renamed', minutes: number) =>
  new WikiError(429, code, { count: minutes });
/** So much waits to be sent to the moderators that no more is taken. */
export const mailWaits = () => new WikiError(429, 'mail-waits');
/** An account was asked for, and what was being written waits in the form, since it can't wait with the link. */
export const draftNotKept = () => new WikiError(503, 'draft-not-kept');
/** Too much at once, here and now; a moment later it may well pass. */
export const overloaded = () => new WikiError(503, 'overloaded');
export const tooManyReaders = () => new WikiError(503, 'too-many-readers');
export const signInFailed = (code = 'sign-in-failed') => new WikiError(422, code);

/**
 * The database fails: what was asked for isn't done, whoever asked did nothing wrong, and the same may go well later. The
 * message is for whoever runs the wiki; the cause is what the engine said first.
 */
export class DatabaseFault extends Error {
  constructor(
    readonly status: 503 | 507,
    readonly code: 'database-full' | 'database-busy' | 'database-gone',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export const databaseFull = (cause: unknown) =>
  new DatabaseFault(507, 'database-full', `There is no room left for the database: ${said(cause)}.`, cause);
export const databaseBusy = (cause?: unknown) =>
  new DatabaseFault(
    503,
    'database-busy',
    'Others write to the database, and the turn to write did not come.',
    cause,
  );
export const databaseGone = (cause: unknown) =>
  new DatabaseFault(503, 'database-gone', `The database does not answer: ${said(cause)}.`, cause);

interface Limit {
  reason?: string | undefined;
  until?: string | undefined;
}

function limitOf({ reason, until }: Limit): Record<string, string | Date> {
  return { ...(reason !== undefined && { reason }), ...(until !== undefined && { until: new Date(until) }) };
}

/** What an error says, with its code; of several tries, the last. */
function said(cause: unknown): string {
  if (cause instanceof AggregateError) return said(cause.errors.at(-1));
  if (!(cause instanceof Error)) return String(cause);
  const { message, code } = cause as Error & { code?: string };
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}

/** Lets a process go on when whoever reads what it prints reads no further, such as `| head`; they are told no more. */
export function goOnUnread(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
