/** How the HTML door says no: a page in the reader's language with what to do next; nothing of the inside shows. */
import type { NextFunction, Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { DatabaseFault, WikiError, crossSite, formTooLarge, notFound } from '../../errors.ts';
import { packDraft } from './drafts.ts';
import { answerFailure } from './failures.ts';
import { type Fields } from './fields.ts';
import { isSameSite, isUnsafe } from './guard.ts';
import { hrefIn, langOf, translator, whereOf } from './language.ts';
import { page } from './render.ts';

/** Throws 404: the last route. */
export function noSuchPage(): never {
  throw notFound();
}

/** Makes what answers an error, thrown anywhere in the door. What somebody sent comes back to them when the wiki itself failed. */
export function answerError(context: Context) {
  return async (error: unknown, request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (response.headersSent) return next(error);
    // Of a form from elsewhere nothing is shown that could be sent on from here.
    const isForeign = isUnsafe(request) && !isSameSite(request, context.settings.baseUrl);
    const sent = isUnsafe(request) && !isForeign ? (request.body as Fields | undefined) : undefined;
    const fail = (failure: unknown) => answerFailure(context, request, response, failure, sent);
    const known = asWikiError(error) ?? (isForeign ? crossSite() : undefined);
    if (!known) return fail(error);
    try {
      if (known.status !== 401) return await problemPage(context, request, response, known);
      const draft = draftIn(request);
      if (draft === undefined) await problemPage(context, request, response, formTooLarge());
      else await signInPage(context, request, response, draft);
    } catch (failure) {
      fail(failure);
    }
  };
}

async function problemPage(
  context: Context,
  request: Request,
  response: Response,
  { status, code, params, problems }: WikiError,
): Promise<void> {
  const t = translator(langOf(response));
  const text = problems.map((problem) => t(`problems.${problem.code}`, problem.params)).join(' ');
  await page(context, request, response, 'frame/error', {
    title: t(`errors.${code}.heading`),
    status,
    heading: t(`errors.${code}.heading`),
    text: text || t(`errors.${code}.text`, params),
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
    next: hrefIn(whereOf(response), request.url),
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
  if (error instanceof DatabaseFault) return undefined;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (status === 413 || type === 'entity.too.large') return formTooLarge();
  if (type === 'encoding.unsupported') return new WikiError(415, 'compressed');
  if (error instanceof URIError || status === 404) return notFound();
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new WikiError(status, 'bad-request');
  return undefined;
}
