/** Notices: what concerns one person alone, kept until they have read it and for thirteen months. What a notice is about is read where it stands. */
import { NO_END } from '../../db/no-end.ts';
import type { Db } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import { changesOf, type Change } from '../history/changes.ts';
import { readActs, type LoggedAct } from '../history/public-log.ts';
import type { Reader } from '../policy.ts';
import { keptSince } from '../upkeep/keeping.ts';

/**
 * Why somebody is told: an edit of theirs was taken back; words of theirs were changed; somebody thanked them; something was done
 * to them, to a version or to a post of theirs; somebody mentioned them, answered them, asked them, or settled their thread.
 */
export type NoticeCode =
  | ('taken-back' | 'improved' | 'thanked' | 'done-to-you' | 'done-to-yours' | 'done-to-your-post')
  | ('mentioned' | 'answered' | 'asked' | 'settled');

/** A notice as it's shown: with the revision or the act that it tells of. */
export interface Notice {
  id: number;
  code: NoticeCode;
  at: string;
  isRead: boolean;
  change?: Change;
  act?: LoggedAct;
}

/** Which notices: those before an id, those after one, those that aren't read. */
interface NoticesAsked {
  before?: number | undefined;
  after?: number;
  unread?: boolean;
}

/** Returns a person's newest notices, at most `limit`, as a reader is shown them; one whose revision or act is told to nobody is left out. */
export async function noticesOf(
  db: Db,
  personId: number,
  { before = NO_END, after = 0, unread = false }: NoticesAsked,
  limit: number,
  reader: Reader,
): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notice')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '<', before)
    .where('id', '>', after)
    .$if(unread, (query) => query.where('read_at', 'is', null))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const sequences = rows.flatMap(({ sequence }) => sequence ?? []);
  const changes = new Map((await changesOf(db, sequences, reader)).map((each) => [each.sequence, each]));
  const ids = rows.flatMap(({ act_id: id }) => id ?? []);
  const acts = new Map((await readActs(db, ids, reader)).map((act) => [act.id, act]));
  return rows.flatMap(({ id, code, at, sequence, act_id: actId, read_at: readAt }) => {
    const change = sequence === null ? undefined : changes.get(sequence);
    const act = actId === null ? undefined : acts.get(actId);
    if (!change && !act) return [];
    const notice = { id, code: code as NoticeCode, at, isRead: readAt !== null };
    return { ...notice, ...(change && { change }), ...(act && { act }) };
  });
}

/** Returns how many notices a person hasn't read, counting no further than `most`. */
export async function countUnread(db: Db, personId: number, most: number): Promise<number> {
  const rows = await db
    .selectFrom('notice')
    .select('id')
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .limit(most)
    .execute();
  return rows.length;
}

/** Marks a person's notices up to one of them, by its id, as read; given `only`, that one alone. */
export async function markRead(
  db: Db,
  { personId, at }: Author,
  id: number,
  { only = false }: { only?: boolean } = {},
): Promise<void> {
  await db
    .updateTable('notice')
    .set({ read_at: at })
    .where('person_id', '=', personId)
    .where('id', only ? '=' : '<=', id)
    .where('read_at', 'is', null)
    .execute();
}

/** Marks as read what a person was told of some posts that they have before them: that they were said or reworded, or what was done to them. */
export async function markPostsRead(
  db: Db,
  { personId, at }: Author,
  posts: readonly number[],
): Promise<void> {
  if (posts.length === 0) return;
  const unread = await db
    .selectFrom('notice')
    .innerJoin('log', 'log.id', 'notice.act_id')
    .select(['notice.id', 'log.id as act', 'log.act_id as of', 'log.action'])
    .where('notice.person_id', '=', personId)
    .where('notice.read_at', 'is', null)
    .orderBy('notice.id', 'desc')
    .limit(MOST_MARKED)
    .execute();
  const shown = new Set(posts);
  const read = unread.filter(({ act, of, action }) => shown.has(action === 'post' ? act : (of ?? 0)));
  if (read.length === 0) return;
  await db
    .updateTable('notice')
    .set({ read_at: at })
    .where(
      'id',
      'in',
      read.map(({ id }) => id),
    )
    .execute();
}

/** How many notices are looked through for those of a thread. */
const MOST_MARKED = 500;

/** Forgets notices that are older than thirteen months. */
export async function deleteOldNotices(db: Db, now: string): Promise<void> {
  await db.deleteFrom('notice').where('at', '<', keptSince(now)).execute();
}
