/**
 * Forms that are sent more than once: by a double click, from a page that somebody went back to, or since no answer came. Each is taken
 * once; sent again with the same words, it's answered as the first time.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../context.ts';
import { per } from '../../per.ts';
import type { Answer } from './answer.ts';
import { textOf } from './fields.ts';
import { sessionOf, type Submission } from './session.ts';
import { fieldsOf, type Handler, type Visit } from './visit.ts';

/** How many of the forms that somebody has sent from a browser are remembered. */
const REMEMBERED = 10;
/** How long this process knows by itself what comes of a form, in milliseconds: a session that was read before tells nothing of it. */
const UNDER_WAY = 60 * 1000;

/** What this process is taking, or has just taken: by the keys of the forms. */
export const takenNow = per(
  (_db: Db) => new LRUCache<string, Promise<Submission | undefined>>({ max: 1000, ttl: UNDER_WAY }),
);

/**
 * Has a form that bears a key of its own (`once`) taken once; whatever only shows it again, such as a preview, doesn't take it. What only
 * changes something may be meant anew a while later.
 */
export function takenOnce(handler: Handler): Handler {
  return async (visit) => {
    const form = formOf(visit);
    if (form === undefined) return handler(visit);
    const taken = takenNow(visit.context.db);
    const taking = takeAfter(taken.get(form), visit, form, handler);
    const submitted = taking.then(({ submission }) => submission);
    taken.set(
      form,
      submitted.catch(() => undefined),
    );
    return (await taking).answer;
  };
}

/** Takes a form, once it's known what came of it before. */
async function takeAfter(
  earlier: Promise<Submission | undefined> | undefined,
  visit: Visit,
  form: string,
  handler: Handler,
): Promise<{ answer: Answer; submission?: Submission | undefined }> {
  const fields = digestOf(JSON.stringify(fieldsOf(visit)));
  const before = (await earlier) ?? (visit.address?.makes ? sentBefore(visit) : undefined);
  if (before?.fields === fields) return { answer: answeredAgain(visit, before), submission: before };
  const answer = await handler(visit);
  const submission = submissionOf(visit, { form, fields }, answer);
  if (submission) remember(visit, submission);
  return { answer, submission: submission ?? before };
}

/** Returns what came of the form of a visit when it was sent before, with whatever words: the path that it led to. */
export function ledTo(visit: Visit): string | undefined {
  return sentBefore(visit)?.path;
}

function sentBefore(visit: Visit): Submission | undefined {
  const form = formOf(visit);
  return sessionOf(visit.request)?.submissions?.find((each) => each.form === form);
}

/** The key of a form is its author's alone, however long it is and whatever it's made of. */
function formOf(visit: Visit): string | undefined {
  const key = textOf(fieldsOf(visit)['once']);
  return key === '' || !visit.author ? undefined : digestOf(`${visit.author.personId}\n${key}`);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** A form is taken where its answer leads on; the next page says there what came of it. */
function submissionOf(
  { request }: Visit,
  sent: Pick<Submission, 'form' | 'fields'>,
  answer: Answer,
): Submission | undefined {
  if (answer.type !== 'redirect') return undefined;
  return { ...sent, path: answer.path, flash: sessionOf(request)?.flash };
}

function remember({ request: { session } }: Visit, submission: Submission): void {
  const others = (session.submissions ?? []).filter(({ form }) => form !== submission.form);
  session.submissions = [...others, submission].slice(-REMEMBERED);
}

function answeredAgain({ request: { session } }: Visit, { path, flash }: Submission): Answer {
  if (flash) session.flash = flash;
  return { type: 'redirect', status: 303, path };
}
