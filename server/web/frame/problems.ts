/** How the HTML door says no: a page in the reader's language with what to do next; nothing of the inside shows. */
import type { NextFunction, Request, Response } from 'express';
import { DatabaseFault, WikiError, crossSite, formTooLarge, notFound } from '../../errors.ts';
import { Moved, type Page } from './answer.ts';
import { packDraft } from './drafts.ts';
import { answerFailure } from './failures.ts';
import { wayOnFrom, sentenceOf, type Fields } from './fields.ts';
import { gonePage } from './gone.ts';
import { isUnsafe } from '../wire/receiving.ts';
import { isSameSite } from './guard.ts';
import { page } from './views.ts';
import { send } from './sending.ts';
import { fieldsOf, hrefFor, visitOf, type Visit } from './visit.ts';

/** Throws 404: the last route. */
export function noSuchPage(): never {
  throw notFound();
}

/** Answers an error, thrown anywhere in the door. What somebody sent comes back to them when the wiki itself failed. */
export async function answerError(
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (response.headersSent) return next(error);
  const visit = visitOf(response);
  if (error instanceof Moved) return send(visit, { type: 'redirect', status: 301, path: error.path });
  // Of a form from elsewhere nothing is shown that could be sent on from here.
  const isForeign = isUnsafe(request) && !isSameSite(request, visit.context.settings.baseUrl);
  const sent = isUnsafe(request) && !isForeign ? (request.body as Fields | undefined) : undefined;
  const known = asWikiError(error) ?? (isForeign ? crossSite() : undefined);
  if (!known) return answerFailure(visit, error, sent);
  try {
    await send(visit, await pageOf(visit, known));
  } catch (failure) {
    answerFailure(visit, failure, sent);
  }
}

async function pageOf(visit: Visit, error: WikiError): Promise<Page> {
  if (error.status !== 401) return (await gonePage(visit, error)) ?? problemPage(visit, error);
  const draft = draftIn(visit);
  return draft === undefined ? problemPage(visit, formTooLarge()) : signInPage(visit, draft);
}

function problemPage({ t }: Visit, error: WikiError): Page {
  const { status, code, problems } = error;
  const text = problems.map((problem) => t(`problems.${problem.code}`, problem.params)).join(' ');
  return page('frame/error', {
    title: t(`errors.${code}.heading`),
    status,
    heading: t(`errors.${code}.heading`),
    text: text || sentenceOf(error, t),
    wayOn: wayOnFrom(error),
    robots: 'noindex',
  });
}

/** A stranger sent something: the page signs them in or registers them, and carries their text along in its forms. */
function signInPage(visit: Visit, draft: string): Page {
  visit.response.set('WWW-Authenticate', 'Session');
  return page('people/sign-in-needed', {
    title: visit.t('signInNeeded.title'),
    status: 401,
    robots: 'noindex',
    next: hrefFor(visit, visit.request.url),
    draft,
    values: { email: '', name: '', title: '', workplace: '' },
    errors: [],
  });
}

/** Returns what a stranger was writing, packed; undefined when no form of ours can have sent that much. */
function draftIn(visit: Visit): string | undefined {
  const { password: _never, ...fields } = fieldsOf(visit);
  return packDraft(fields);
}

/** Errors that Express throws carry a status; the rest are bugs. */
function asWikiError(error: unknown): WikiError | undefined {
  if (error instanceof WikiError) return error;
  if (error instanceof DatabaseFault) return undefined;
  const { status } = error as { status?: unknown };
  if (error instanceof URIError || status === 404) return notFound();
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new WikiError(status, 'bad-request');
  return undefined;
}
