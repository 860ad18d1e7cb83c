/**
 * Mail of what happened: to each who wants it, as often as they want it, all that is new to them in one. What it says is read when
 * it's sent, so that nothing waits in it that was hidden or erased meanwhile.
 */
import type { Db, Tx } from '../../db/schema.ts';
import type { Lang } from '../../kinds/kind.ts';
import { reachedNow } from '../history/state.ts';
import { isOver } from '../upkeep/clock.ts';
import { queueMail } from '../mail/outbox.ts';
import type { MailPace, Seen } from './followers.ts';
import { newsFor, type NewsLine } from './news.ts';
import { noticesOf, type Notice } from './notices.ts';
import { newestFit } from './fits.ts';

/** How far somebody has been told, or is: by revision and act, by notice, and by what was brought into their searches. */
type ToldUntil = Seen & { notice: number };

/** What a mail of news is about: whom it's to, and what is new to them. */
export interface Digest {
  personId: number;
  since: ToldUntil;
  until: ToldUntil;
}

/** Nothing was told of searches before there were any to watch. */
const UNTOLD = { fit: 0 };

/** Returns the digest that waits in a mail. */
export function digestIn(blank: string): Digest {
  const { personId, since, until } = JSON.parse(blank) as Digest;
  return { personId, since: { ...UNTOLD, ...since }, until: { ...UNTOLD, ...until } };
}

/** What a digest tells. */
export interface DigestNews {
  notices: Notice[];
  lines: NewsLine[];
}

const MINUTE = 60_000;
/** How long after one mail of news the next is due, in milliseconds; whoever wants them soon has no more than six an hour. */
const EVERY: Record<Exclude<MailPace, 'never'>, number> = {
  soon: 10 * MINUTE,
  daily: 24 * 60 * MINUTE,
  weekly: 7 * 24 * 60 * MINUTE,
};
/** A mail tells of no more; the watchlist has the rest. */
const MOST_LINES = 50;
const AT_ONCE = 100;

/** Lets mail of news wait to be sent to those whom it's due to, and returns how many that was. */
export async function queueDigests(db: Db, now: string): Promise<number> {
  let queued = 0;
  for (const [pace, every] of Object.entries(EVERY)) {
    const before = new Date(Date.parse(now) - every).toISOString();
    const due = await db
      .selectFrom('follower')
      .innerJoin('credential', 'credential.person_id', 'follower.person_id')
      .selectAll('follower')
      .select('credential.email')
      .where('follower.has_news', '=', 1)
      .where('follower.mail', '=', pace as MailPace)
      .where(isOver('follower.told_at', before, every))
      .where('credential.email', '<>', '')
      .orderBy('follower.told_at')
      .limit(AT_ONCE)
      .execute();
    for (const follower of due) if (await queueDigest(db, follower, now)) queued += 1;
  }
  return queued;
}

/** Returns what a digest tells, as any stranger may read it: nothing by mail is more than that, and nothing is told twice. */
export async function readDigest(db: Db, { personId, since, until }: Digest): Promise<DigestNews> {
  const asked = { after: since.notice, before: until.notice + 1, unread: true };
  const notices = await noticesOf(db, personId, asked, MOST_LINES, undefined);
  const told = new Set(notices.flatMap(({ act }) => act?.id ?? []));
  const changed = new Set(notices.flatMap(({ change }) => change?.sequence ?? []));
  const lines = (await newsFor(db, personId, { since, until }, MOST_LINES, undefined))
    .map((line) => withoutTold(line, { acts: told, revisions: changed }))
    .filter(({ count, acts, searches }) => count + acts.length + searches.length > 0);
  return { notices, lines };
}

/** Returns a line without what is told elsewhere; whoever wrote nothing else of it isn't named for that. */
function withoutTold(line: NewsLine, told: { acts: Set<number>; revisions: Set<number> }): NewsLine {
  const acts = line.acts.filter(({ id }) => !told.acts.has(id));
  const revisions = line.revisions.filter(({ sequence }) => !told.revisions.has(sequence));
  const people = new Map(revisions.map(({ byline }) => [byline.personId, byline]));
  const count = line.count - (line.revisions.length - revisions.length);
  return { ...line, acts, revisions, count, people: [...people.values()] };
}

interface DueFollower {
  person_id: number;
  email: string;
  lang: string;
  told_sequence: number;
  told_act: number;
  told_notice: number;
  told_fit: number;
  told_at: string;
}

/** Tells somebody what is new to them, and tells whether there was room for it to wait; else it's told the next time. */
async function queueDigest(db: Db, follower: DueFollower, now: string): Promise<boolean> {
  const { person_id: personId, email, lang } = follower;
  const since = {
    ...{ sequence: follower.told_sequence, act: follower.told_act },
    ...{ notice: follower.told_notice, fit: follower.told_fit },
  };
  const until = await reachedFor(db, personId);
  const { notices, lines } = await readDigest(db, { personId, since, until });
  const isNews = notices.length + lines.length > 0;
  const blanks = { digest: JSON.stringify({ personId, since, until } satisfies Digest) };
  return db.transaction().execute(async (tx) => {
    // Another process may have told them meanwhile.
    if (!(await isStillDue(tx, follower))) return false;
    const mail = { to: email, lang: lang as Lang, message: 'news', blanks } as const;
    if (isNews && !(await queueMail(tx, mail, now))) return false;
    // What came meanwhile is news yet.
    const isAll = JSON.stringify(await reachedFor(tx, personId)) === JSON.stringify(until);
    await tx
      .updateTable('follower')
      .set({ told_sequence: until.sequence, told_act: until.act })
      .set({ told_notice: until.notice, told_fit: until.fit })
      .set({ has_news: isAll ? 0 : 1, ...(isNews && { told_at: now }) })
      .where('person_id', '=', personId)
      .execute();
    return isNews;
  });
}

async function isStillDue(tx: Tx, follower: DueFollower): Promise<boolean> {
  const row = tx
    .selectFrom('follower')
    .select('person_id')
    .where('person_id', '=', follower.person_id)
    .where('told_at', '=', follower.told_at)
    .where('told_sequence', '=', follower.told_sequence)
    .where('told_act', '=', follower.told_act)
    .where('told_notice', '=', follower.told_notice)
    .where('told_fit', '=', follower.told_fit);
  return (await row.executeTakeFirst()) !== undefined;
}

async function reachedFor(db: Db, personId: number): Promise<Digest['until']> {
  const [notice, fit] = [await newestNotice(db, personId), await newestFit(db, personId)];
  return { ...(await reachedNow(db)), notice, fit };
}

async function newestNotice(db: Db, personId: number): Promise<number> {
  const newest = db
    .selectFrom('notice')
    .select('id')
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(1);
  return (await newest.executeTakeFirst())?.id ?? 0;
}
