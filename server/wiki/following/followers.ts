/** How people follow what happens: how far they have seen it, and how often, and in which language, they want mail of it. */
import type { Db, Tx } from '../../db/schema.ts';
import type { FollowerTable } from '../../db/tables/following.ts';
import type { Lang } from '../../kinds/kind.ts';
import type { Author } from '../history/author.ts';
import { reachedNow, type HowFar } from '../history/state.ts';

export type MailPace = FollowerTable['mail'];

/** How often somebody may have mail of what happens, from never to as it happens. */
export const PACES = ['soon', 'daily', 'weekly', 'never'] as const satisfies readonly MailPace[];

/** How far somebody has seen the watchlist: `fit` is the newest article, by the id of its fit, that was brought into a search of theirs. */
export type Seen = HowFar & { fit: number };

/** What somebody chose, and how far they have seen the watchlist. */
export interface Following {
  mail: MailPace;
  watchesOwn: boolean;
  takesLetters: boolean;
  seen: Seen;
}

/** The language that somebody is written to in. */
export interface Speaking {
  lang: Lang;
}

/** What holds of those who never chose. */
const UNCHOSEN = { mail: 'daily', watches_own: 1, takes_letters: 1 } as const;

/** Returns how a person follows what happens; who never watched anything has seen all there is. */
export async function followingOf(db: Db, personId: number): Promise<Following> {
  const row = await db
    .selectFrom('follower')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row)
    return {
      mail: UNCHOSEN.mail,
      watchesOwn: true,
      takesLetters: true,
      seen: { ...(await reachedNow(db)), fit: 0 },
    };
  const seen = { sequence: row.seen_sequence, act: row.seen_act, fit: row.seen_fit };
  const { mail, watches_own: watchesOwn, takes_letters: takesLetters } = row;
  return { mail, watchesOwn: watchesOwn === 1, takesLetters: takesLetters === 1, seen };
}

/** Lets a person have mail so often, in the language of the page on which they chose it, watch what they write or not, and be written to or not. */
export async function chooseFollowing(
  db: Db,
  author: Author,
  { mail, watchesOwn, takesLetters, lang }: Omit<Following, 'seen'> & Speaking,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await ensureFollower(tx, author.personId, { lang, at: author.at });
    await tx
      .updateTable('follower')
      .set({ mail, lang, watches_own: watchesOwn ? 1 : 0, takes_letters: takesLetters ? 1 : 0 })
      .where('person_id', '=', author.personId)
      .execute();
  });
}

/** What mail somebody may stop: of what happens, or what others write to them. */
export const STOPPABLE = ['news', 'letters'] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** Ends such mail to a person. */
export async function stopMail(db: Db, personId: number, what: Stoppable, at: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await ensureFollower(tx, personId, { lang: 'da', at });
    await tx
      .updateTable('follower')
      .set(what === 'news' ? { mail: 'never' } : { takes_letters: 0 })
      .where('person_id', '=', personId)
      .execute();
  });
}

/** Lets a person have seen what had happened up to some point. */
export async function markSeen(db: Db, { personId }: Author, { sequence, act, fit }: Seen): Promise<void> {
  await db
    .updateTable('follower')
    .set({ seen_sequence: sequence, seen_act: act, seen_fit: fit })
    .where('person_id', '=', personId)
    .where('seen_sequence', '<=', sequence)
    .where('seen_act', '<=', act)
    .where('seen_fit', '<=', fit)
    .execute();
}

/** Makes somebody a follower who isn't one yet; what happened before is no news to them. */
export async function ensureFollower(
  tx: Tx,
  personId: number,
  { lang, at }: Speaking & { at: string },
): Promise<void> {
  const { sequence, act } = await reachedNow(tx);
  const reached = { seen_sequence: sequence, seen_act: act, told_sequence: sequence, told_act: act };
  await tx
    .insertInto('follower')
    .values({
      ...{ person_id: personId, lang, ...UNCHOSEN, ...reached },
      ...{ has_news: 0, told_notice: 0, told_at: at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
