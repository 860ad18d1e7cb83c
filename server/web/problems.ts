/** How the HTML door says no: a page in the reader's language with what to do next; nothing of the inside shows. */
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Context } from '../context.ts';
import { WikiError, formTooLarge, notFound } from '../errors.ts';
import { packDraft } from './drafts.ts';
import { type Fields } from './fields.ts';
import { hrefIn, langOf, translator } from './language.ts';
import { page } from './render.ts';

/** Throws 404: the last route. */
export function noSuchPage(): never {
  throw notFound();
}

/** Makes what answers an error, thrown anywhere in the door. */
export function answerError(context: Context) {
  return async (error: unknown, request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (response.headersSent) return next(error);
    const known = asWikiError(error);
    if (known?.status !== 401) return showError(context, request, response, known, error);
    const draft = draftIn(request);
    if (draft === undefined) return showError(context, request, response, formTooLarge());
    return signInPage(context, request, response, draft);
  };
}

/** Says what went wrong; of what isn't known, no more than a reference to the log. */
async function showError(
  context: Context,
  request: Request,
  response: Response,
  known: WikiError | undefined,
  error?: unknown,
): Promise<void> {
  const reference = known ? undefined : randomUUID().slice(0, 8);
  if (reference) context.log.error({ err: error, reference }, 'a request failed');
  const code = known?.code ?? 'failed';
  const t = translator(langOf(response));
  const text = known?.problems.map((problem) => t(`problems.${problem.code}`, problem.params)).join(' ');
  await page(context, request, response, 'error', {
    title: t(`errors.${code}.heading`),
    status: known?.status ?? 500,
    heading: t(`errors.${code}.heading`),
    text: text || t(`errors.${code}.text`, known?.params),
    reference,
    robots: 'noindex',
  });
}

/** A stranger sent something: the page signs them in or registers them, and carries their text along in its forms. */
async function signInPage(
  context: Context,
  request: Request,
  response: Response,
  draft: string,
): Promise<void> {
  const lang = langOf(response);
  response.set('WWW-Authenticate', 'Session');
  await page(context, request, response, 'people/sign-in-needed', {
    title: translator(lang)('signInNeeded.title'),
    status: 401,
    robots: 'noindex',
    next: hrefIn(lang, request.url),
    draft,
    values: { email: '', name: '', title: '', workplace: '' },
    errors: [],
  });
}

/** Returns what a stranger was writing, packed; undefined when no form of ours can have sent that much. */
function draftIn(request: Request): string | undefined {
  const { password: _never, ...fields } = (request.body ?? {}) as Fields;
  return packDraft(fields);
}

/** Errors that Express and its parsers throw carry a status; the rest are bugs. */
function asWikiError(error: unknown): WikiError | undefined {
  if (error instanceof WikiError) return error;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (status === 413 || type === 'entity.too.large') return formTooLarge();
  if (type === 'encoding.unsupported') return new WikiError(415, 'compressed');
  if (error instanceof URIError || status === 404) return notFound();
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new WikiError(status, 'bad-request');
  return undefined;
}
