/**
 * Mail that waits. It's put here in the transaction that causes it, so that neither is without the other; whoever sends it
 * takes it by itself, once, and says what became of it. What a crash leaves half sent isn't sent again.
 */
import type { Db, Tx } from '../../db/schema.ts';
import type { Lang } from '../../kinds/kind.ts';
import { isOver } from '../upkeep/clock.ts';
import { renewSecret } from './tokens.ts';

/** What a mail may say; its sentences and the page that it leads to are said where it leaves. */
export type Message =
  | ('register' | 'known' | 'one-name' | 'confirm' | 'reset' | 'no-account' | 'password-changed' | 'left')
  | ('address' | 'address-taken' | 'address-asked' | 'address-changed')
  | Sent;

/** What others, or the history, have the wiki send: however much of one waits, it keeps nothing else back. */
type Sent = (typeof SENT)[number];
const SENT = ['enquiry', 'news', 'letter'] as const;

/** A mail to be sent: to whom, in which language, which message, and what fills in its sentences. */
export interface Mail {
  to: string;
  lang: Lang;
  message: Message;
  blanks?: Record<string, string>;
  /** What the link in it stands for. */
  tokenId?: number;
}

/** A mail that was taken to be sent, and when it was put here (ISO-8601 UTC); `secret` is its link's. */
export interface TakenMail extends Mail {
  id: number;
  queuedAt: string;
  attempts: number;
  secret: string | undefined;
}

/** What became of an attempt: nobody took it, or nobody can tell whether they did. */
export type Fault = 'refused' | 'unsure';

const MINUTE = 60_000;
/** How long sending one may take, in minutes: longer than whoever sends waits for an answer. */
const SENDING = 10;
/** How long to wait after each attempt that failed, in minutes; after the last of them it's given up: two days in all. */
const WAITS = [1, 5, 15, 60, 180, 360, 720, 1440];
const LONGEST_WAIT = Math.max(...WAITS);
/** How many mails may wait for one address: of what its account is told, and of each that others have the wiki send. */
const MOST_WAITING = 20;

/**
 * Lets a mail wait to be sent, and tells whether it does. One more than twenty to an address that waits is left out: somebody is
 * flooding it. However many enquiries, letters or mails of news wait, what the account is told doesn't go with them.
 */
export async function queueMail(
  tx: Tx,
  { to, lang, message, blanks = {}, tokenId }: Mail,
  at: string,
): Promise<boolean> {
  const { count } = await tx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('recipient', '=', to)
    .where('state', '=', 'waiting')
    .$if(isSent(message), (query) => query.where('message', '=', message))
    .$if(!isSent(message), (query) => query.where('message', 'not in', SENT))
    .executeTakeFirstOrThrow();
  if (count >= MOST_WAITING) return false;
  const text = { recipient: to, lang, message, blanks: JSON.stringify(blanks), token_id: tokenId ?? null };
  await tx
    .insertInto('outbox')
    .values({ ...text, state: 'waiting', attempts: 0, due_at: at, created_at: at })
    .execute();
  return true;
}

/**
 * Takes the mail that has been due for longest, so that nobody else does, and makes the secret of its link; undefined when
 * none is due.
 */
export async function takeMail(db: Db, now: string): Promise<TakenMail | undefined> {
  const due = db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where(isOver('due_at', now, LONGEST_WAIT * MINUTE))
    .orderBy('due_at')
    .limit(1);
  if (!(await due.executeTakeFirst())) return undefined;
  return db.transaction().execute(async (tx) => {
    const row = await due.executeTakeFirst();
    if (!row) return undefined;
    const attempts = row.attempts + 1;
    const sending = { state: 'sending', attempts, due_at: later(now, SENDING) } as const;
    await tx.updateTable('outbox').set(sending).where('id', '=', row.id).execute();
    const secret = row.token_id === null ? undefined : await renewSecret(tx, row.token_id, now);
    return {
      ...{
        id: row.id,
        queuedAt: row.created_at,
        to: row.recipient,
        lang: row.lang as Lang,
        message: row.message as Message,
      },
      ...{ blanks: JSON.parse(row.blanks) as Record<string, string>, attempts, secret },
    };
  });
}

/** Forgets a mail that was sent. */
export async function forgetMail(db: Db, { id }: TakenMail): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute();
}

/** Lets a mail that was refused wait longer each time, and in the end no more; returns how it stands now. */
export async function putBack(
  db: Db,
  { id, attempts }: TakenMail,
  fault: Fault,
  now: string,
): Promise<'waiting' | 'unsure' | 'failed'> {
  const wait = WAITS[attempts - 1];
  const state = fault === 'unsure' ? 'unsure' : wait === undefined ? 'failed' : 'waiting';
  await db
    .updateTable('outbox')
    .set({ state, due_at: later(now, wait ?? 0) })
    .where('id', '=', id)
    .execute();
  return state;
}

/**
 * Sets aside what was being sent when a process ended, and returns how many there were: they may have been taken, and nobody
 * gets one mail twice.
 */
export async function setAsideHalfSent(db: Db, now: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ state: 'unsure' })
    .where('state', '=', 'sending')
    .where(isOver('due_at', now, SENDING * MINUTE))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Sets aside all that waits in a wiki that is restored, and returns how many there were: the wiki that it was copied from has had
 * the time to send them.
 */
export async function setAsideRestored(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ state: 'unsure' })
    .where('state', 'in', ['waiting', 'sending'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Forgets the mail to a person's address, the enquiries that are to be answered there, and the letters that they wrote, sent or not. */
export async function forgetMailOf(
  tx: Tx,
  { personId, email }: { personId: number; email: string },
): Promise<void> {
  if (email !== '') await tx.deleteFrom('outbox').where('recipient', '=', email).execute();
  const told = tx.selectFrom('outbox').select(['id', 'blanks']).where('message', 'in', ['enquiry', 'letter']);
  for (const { id, blanks } of await told.execute()) {
    const said = JSON.parse(blanks) as { email?: string; from?: string };
    const isToAnswer = email !== '' && said.email === email;
    if (isToAnswer || said.from === String(personId))
      await tx.deleteFrom('outbox').where('id', '=', id).execute();
  }
}

/** Removes what was never sent and is older than a month, or was put here when the clock was wrong. */
export async function deleteOldMail(db: Db, now: string): Promise<void> {
  const month = 30 * 24 * 60;
  await db
    .deleteFrom('outbox')
    .where(isOver('created_at', later(now, -month), month * MINUTE))
    .execute();
}

function isSent(message: Message): message is Sent {
  return (SENT as readonly Message[]).includes(message);
}

function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * MINUTE).toISOString();
}
