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

/** An answer that isn't a yes. Doors show it in the reader's language; nothing of it is a secret. */
export class WikiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, string | number> = {},
    readonly problems: FieldProblem[] = [],
  ) {
    super(`${code} ${JSON.stringify(problems.length ? problems : params)}`);
  }
}

export const crossSite = () => new WikiError(403, 'cross-site');
export const signInNeeded = () => new WikiError(401, 'sign-in-needed');
export const forbidden = (code = 'forbidden') => new WikiError(403, code);
export const notFound = (code = 'not-found') => new WikiError(404, code);
export const editedSince = () =>
  new WikiError(409, 'edited-since', {}, [{ field: 'base', code: 'edited-since' }]);
export const erased = () => new WikiError(410, 'erased');
export const invalid = (problems: FieldProblem[]) => new WikiError(422, 'invalid', {}, problems);
export const tooLarge = (bytes: number, limit: number) => new WikiError(413, 'too-large', { bytes, limit });
export const tooMany = (minutes: number) => new WikiError(429, 'too-many', { minutes });
export const signInFailed = () => new WikiError(422, 'sign-in-failed');
export const tooManyReaders = () => new WikiError(503, 'too-many-readers');
