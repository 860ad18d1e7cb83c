/** Sends what waits in the outbox, one by one, while the wiki runs: what is refused waits and is tried again. */
import type { Context } from '../context.ts';
import { repeat } from '../repeating.ts';
import { forgetMail, putBack, setAsideHalfSent, takeMail, type TakenMail } from '../wiki/mail/outbox.ts';
import { personalLetter } from './letters.ts';
import { letterOf, type Letter } from './messages.ts';
import { newsLetter } from './news.ts';
import { MaybeSent, transportOf, type Send } from './transport.ts';

/** How often it's asked what is to be sent, in milliseconds. */
const ASK_EVERY = 2_000;

/** Sends what is due from now on, until it's told to stop; what fails is logged, and never ends the wiki. */
export function deliverMail(context: Context, stopping: AbortSignal): void {
  const send = transportOf(context.settings);
  repeat(context, { every: ASK_EVERY, stopping, trouble: 'the outbox could not be read' }, () =>
    deliverDue(context, send, stopping),
  );
}

/** Sends all that is due now. */
export async function deliverDue(context: Context, send: Send, stopping?: AbortSignal): Promise<void> {
  const { db, now, log } = context;
  const halfSent = await setAsideHalfSent(db, now());
  if (halfSent > 0)
    log.warn({ mails: halfSent }, 'mail was being sent when the wiki ended, and is not sent again');
  for (let mail = await takeMail(db, now()); mail; mail = await takeMail(db, now())) {
    await deliverOne(context, send, mail);
    if (stopping?.aborted) return;
  }
}

async function deliverOne(context: Context, send: Send, mail: TakenMail): Promise<void> {
  const { db, now, log } = context;
  const { id: number, message } = mail;
  try {
    const letter = await letterFor(context, mail);
    // What there was to tell may be gone by now.
    if (!letter) return await forgetMail(db, mail);
    const file = await send(letter, nameOf(mail));
    log.info(
      { mail: number, message, file },
      file === undefined ? 'sent a mail' : 'laid a mail in a file: MAIL_URL is not set',
    );
  } catch (error) {
    const state = await putBack(db, mail, error instanceof MaybeSent ? 'unsure' : 'refused', now());
    log.warn({ mail: number, message, state, reason: reasonOf(error) }, 'a mail was not sent');
    return;
  }
  await forgetMail(db, mail);
}

function letterFor(context: Context, mail: TakenMail): Promise<Letter | undefined> {
  if (mail.message === 'news') return newsLetter(context, mail);
  if (mail.message === 'letter') return personalLetter(context, mail);
  return Promise.resolve(letterOf(mail, context.settings));
}

/** Its message id, so that a server may know it again; a wiki that a backup is restored in gives the numbers since then once more. */
function nameOf({ id, message, queuedAt }: TakenMail): string {
  return `${message}-${id}-${Date.parse(queuedAt)}`;
}

/** What a mail server said may name the recipient; its code doesn't. */
function reasonOf(error: unknown): string {
  if (error instanceof MaybeSent) return reasonOf(error.cause);
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  return [code, command, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
}
