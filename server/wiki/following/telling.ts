/**
 * Tells people what happened: whoever something concerns gets a notice, and of whoever watches something it's noted that they have
 * news, and what was brought into a search that they watch. It follows the history and the log behind the saves, which never wait for it, and tells each thing once.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { unindexed } from '../../db/unindexed.ts';
import {
  actsAfter,
  concernedBy,
  concernedByAct,
  revisionsAfter,
  type Concern,
  type FreshAct,
  type FreshRevision,
} from './concerned.ts';
import { canSignIn } from '../history/author.ts';
import type { HowFar } from '../history/state.ts';
import { topicsComingTo } from '../history/topics.ts';
import { ensureFollower } from './followers.ts';
import { noteFits } from './fits.ts';
import { newlyFitting } from './newly-fitting.ts';

/** Tells of the next revisions and acts that nobody has been told of, and whether there were any. */
export async function tellOfNews(db: Db, now: string): Promise<boolean> {
  const reached = await reachedBy(db);
  if (!reached) return false;
  const revisions = await revisionsAfter(db, reached);
  const acts = await actsAfter(db, reached);
  if (revisions.length + acts.length === 0) return false;
  const concerns: Concern[] = [];
  for (const revision of revisions) concerns.push(...(await concernedBy(db, revision)));
  for (const act of acts) concerns.push(...(await concernedByAct(db, act)));
  const told = await ofAccounts(db, concerns);
  const followers = await followersOf(db, revisions, acts);
  const fits = await newlyFitting(db, revisions);
  const next = { sequence: revisions.at(-1)?.sequence, act_id: acts.at(-1)?.id };
  await db.transaction().execute(async (tx) => {
    const present = await reachedBy(tx);
    // Another process has told of them meanwhile.
    if (present?.sequence !== reached.sequence || present.act !== reached.act) return;
    for (const each of told) await tell(tx, each, now);
    const finders = await noteFits(tx, fits);
    await noteNews(tx, [...followers, ...finders, ...told.map(({ personId }) => personId)]);
    await tx
      .updateTable('told')
      .set({ sequence: next.sequence ?? reached.sequence, act_id: next.act_id ?? reached.act })
      .execute();
  });
  return true;
}

/** Returns what concerns people who can be told: whose account is closed, or who never had one, is told nothing. */
async function ofAccounts(db: Db, concerns: readonly Concern[]): Promise<Concern[]> {
  const known = new Set<number>();
  for (const people of slices([...new Set(concerns.map(({ personId }) => personId))])) {
    const holders = db.selectFrom('person').select('person.id').where('person.id', 'in', people);
    for (const { id } of await holders.where(canSignIn).execute()) known.add(id);
  }
  return concerns.filter(({ personId }) => known.has(personId));
}

function reachedBy(db: Db): Promise<HowFar | undefined> {
  return db.selectFrom('told').select(['sequence', 'act_id as act']).executeTakeFirst();
}

/** Returns whoever watches something that was changed, and didn't do it themselves. */
async function followersOf(
  db: Db,
  revisions: readonly FreshRevision[],
  acts: readonly FreshAct[],
): Promise<number[]> {
  const found: number[] = [];
  const articles = new Map<number, Set<number>>();
  const note = (articleId: number | null, personId: number) => {
    if (articleId !== null) articles.set(articleId, (articles.get(articleId) ?? new Set()).add(personId));
  };
  for (const { article_id: id, person_id: author } of revisions) note(id, author);
  for (const { article_id: id, performer } of acts) note(id, performer);
  for (const [articleId, doers] of articles) {
    const watchers = [
      ...(await watchersOf(db, 'article', [String(articleId)])),
      ...(await watchersOf(db, 'topic', [
        ...(await topicsComingTo(db, await topicsOf(db, articleId))).keys(),
      ])),
    ];
    found.push(...watchers.filter((id) => doers.size > 1 || !doers.has(id)));
  }
  const authors = [...new Set(revisions.map(({ person_id: id }) => id))];
  found.push(...(await watchersOf(db, 'person', authors.map(String))));
  return found;
}

async function topicsOf(db: Db, articleId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('facet')
    .select('value')
    .where('article_id', '=', articleId)
    .where(unindexed('name'), '=', 'topic')
    .execute();
  return rows.map(({ value }) => value);
}

async function watchersOf(
  db: Db,
  subject: 'article' | 'person' | 'topic',
  targets: readonly string[],
): Promise<number[]> {
  if (targets.length === 0) return [];
  const rows = await db
    .selectFrom('watch')
    .select('person_id')
    .distinct()
    .where('subject', '=', subject)
    .where('target', 'in', targets)
    .execute();
  return rows.map(({ person_id: id }) => id);
}

/** Whose words are changed again before they have looked is told of the newest change alone. */
async function tell(
  tx: Tx,
  { personId, code, articleId, sequence, actId, at }: Concern,
  now: string,
): Promise<void> {
  await ensureFollower(tx, personId, { lang: 'da', at: now });
  if (code === 'improved') {
    await tx
      .deleteFrom('notice')
      .where('person_id', '=', personId)
      .where('code', '=', code)
      .where('article_id', '=', articleId)
      .where('read_at', 'is', null)
      .execute();
  }
  await tx
    .insertInto('notice')
    .values({
      ...{ person_id: personId, code, article_id: articleId, at },
      ...{ sequence: sequence ?? null, act_id: actId ?? null },
    })
    .execute();
}

async function noteNews(tx: Tx, people: readonly number[]): Promise<void> {
  if (people.length === 0) return;
  await tx
    .updateTable('follower')
    .set({ has_news: 1 })
    .where('person_id', 'in', [...new Set(people)])
    .where('has_news', '=', 0)
    .execute();
}
