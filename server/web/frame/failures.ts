/** What is answered when the wiki itself fails: a page that asks the database nothing, and gives back all that was typed. */
import { randomUUID } from 'node:crypto';
import { DatabaseFault } from '../../errors.ts';
import { type Fields, hiddenFields, textOf } from './fields.ts';
import { page, type SentForm } from './views.ts';
import { renderPlain } from './render.ts';
import { sendBytes } from '../wire/answers.ts';
import { hrefFor, type Visit } from './visit.ts';

/** After how many seconds a machine may ask again. */
const RETRY_AFTER = 10;
/** What is shown of a text that comes back, in this order; the rest of its form goes along unseen. */
const SHOWN = ['title', 'lead', 'body', 'summary'];

/**
 * Answers a request that failed with 503 or 507 where the database is to blame, else 500; the log says why. With `fields`
 * the page is a form that holds them, all but a password, and sends them to the same address again.
 */
export function answerFailure(visit: Visit, error: unknown, fields: Fields | undefined): void {
  const { context, request, response, t } = visit;
  const reference = randomUUID().slice(0, 8);
  context.log.error({ err: error, reference }, 'a request failed');
  const { status, code } = error instanceof DatabaseFault ? error : { status: 500, code: 'failed' };
  forgetSession(visit);
  if (status === 503) response.set('Retry-After', String(RETRY_AFTER));
  response.set('Cache-Control', 'no-store');
  const failed = page('frame/failed', {
    title: t(`errors.${code}.heading`),
    robots: 'noindex',
    heading: t(`errors.${code}.heading`),
    text: t(`errors.${code}.text`),
    reference,
    again: hrefFor(visit, request.url),
    form: fields && formOf(fields),
  });
  response.status(status);
  sendBytes(visit, renderPlain(visit, failed));
}

/** Nothing of a session is written with an answer like this: it would wait for the same database, or fail by it. */
function forgetSession({ request }: Visit): void {
  delete (request as { session?: unknown }).session;
}

function formOf({ password, ...fields }: Fields): SentForm {
  const isText = typeof fields['body'] === 'string';
  const shown = isText ? SHOWN.filter((name) => typeof fields[name] === 'string') : [];
  const hidden = Object.fromEntries(Object.entries(fields).filter(([name]) => !shown.includes(name)));
  return {
    isText,
    isPreview: ['preview', 'changes'].includes(textOf(fields['action'])),
    asksPassword: password !== undefined,
    shown: shown.map((name) => ({ name, value: fields[name] as string })),
    hidden: hiddenFields(hidden),
  };
}
