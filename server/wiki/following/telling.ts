/**
 * Tells people what happened: whoever something concerns gets a notice, and of whoever watches something it's noted that they have
 * news. It follows the history and the log behind the saves, which never wait for it, and tells each thing once.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { readAction } from '../acts.ts';
import { readAttribution, unlessBroken } from '../credit/stored.ts';
import { wordsByByline } from '../credit/words.ts';
import { ensureFollower, type Reached } from './followers.ts';
import type { NoticeCode } from './notices.ts';

/** How many revisions, and how many acts, are told of at a time. */
const AT_ONCE = 100;

/** Something to tell a person of: a revision, or an act. */
interface Concern {
  personId: number;
  code: NoticeCode;
  articleId: number | null;
  sequence?: number;
  actId?: number;
  at: string;
}

/** Tells of the next revisions and acts that nobody has been told of, and whether there were any. */
export async function tellOfNews(db: Db, now: string): Promise<boolean> {
  const reached = await reachedBy(db);
  if (!reached) return false;
  const revisions = await revisionsAfter(db, reached);
  const acts = await actsAfter(db, reached);
  if (revisions.length + acts.length === 0) return false;
  const told: Concern[] = [];
  for (const revision of revisions) told.push(...(await concernedBy(db, revision)));
  for (const act of acts) told.push(...(await concernedByAct(db, act)));
  const followers = await followersOf(db, revisions, acts);
  const next = { sequence: revisions.at(-1)?.sequence, act_id: acts.at(-1)?.id };
  await db.transaction().execute(async (tx) => {
    const present = await reachedBy(tx);
    // Another process has told of them meanwhile.
    if (present?.sequence !== reached.sequence || present.act !== reached.act) return;
    for (const each of told) await tell(tx, each, now);
    await noteNews(tx, [...followers, ...told.map(({ personId }) => personId)]);
    await tx
      .updateTable('told')
      .set({ sequence: next.sequence ?? reached.sequence, act_id: next.act_id ?? reached.act })
      .execute();
  });
  return true;
}

async function reachedBy(db: Db): Promise<Reached | undefined> {
  const row = await db.selectFrom('told').select(['sequence', 'act_id as act']).executeTakeFirst();
  return row;
}

function revisionsAfter(db: Db, { sequence }: Reached) {
  return db
    .selectFrom('revision')
    .leftJoin('revision as parent', (join) =>
      join
        .onRef('parent.article_id', '=', 'revision.article_id')
        .on((eb) => eb('parent.number', '=', eb('revision.number', '-', 1))),
    )
    .select(['revision.sequence', 'revision.article_id', 'revision.number', 'revision.person_id'])
    .select(['revision.action', 'revision.from_number', 'revision.written_at', 'revision.recorded_at'])
    .select('parent.sequence as parent')
    .where('revision.sequence', '>', sequence)
    .orderBy('revision.sequence')
    .limit(AT_ONCE)
    .execute();
}

function actsAfter(db: Db, { act }: Reached) {
  return db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select(['log.id', 'log.action', 'log.article_id', 'log.person_id as about', 'log.recorded_at'])
    .select('byline.person_id as performer')
    .where('log.id', '>', act)
    .orderBy('log.id')
    .limit(AT_ONCE)
    .execute();
}

type FreshRevision = Awaited<ReturnType<typeof revisionsAfter>>[number];
type FreshAct = Awaited<ReturnType<typeof actsAfter>>[number];

/** What came from elsewhere concerns nobody here. */
const FROM_ELSEWHERE = ['import', 'starter'];

async function concernedBy(db: Db, revision: FreshRevision): Promise<Concern[]> {
  const { sequence, article_id: articleId, from_number: from, action, person_id: author } = revision;
  if (FROM_ELSEWHERE.includes(action)) return [];
  const [code, people] =
    from === null
      ? (['improved', await changedAway(db, revision)] as const)
      : (['taken-back', await takenBackIn(db, articleId, revision.number, from)] as const);
  const at = revision.recorded_at || revision.written_at;
  return people
    .filter((personId) => personId !== author)
    .map((personId) => ({ personId, code, articleId, sequence, at }));
}

/** Returns whoever has fewer words standing in an article than before a revision of it. */
async function changedAway(db: Db, { sequence, parent }: FreshRevision): Promise<number[]> {
  if (parent === null) return [];
  const [before, after] = [await wordsAt(db, parent), await wordsAt(db, sequence)];
  const bylines = [...before].flatMap(([byline, words]) => (words > (after.get(byline) ?? 0) ? byline : []));
  const rows = await db
    .selectFrom('byline')
    .select('person_id')
    .distinct()
    .where('id', 'in', bylines.length > 0 ? bylines : [0])
    .execute();
  return rows.map(({ person_id: id }) => id);
}

async function wordsAt(db: Db, sequence: number): Promise<Map<number, number>> {
  const attribution = await unlessBroken(readAttribution(db, sequence));
  return attribution ? wordsByByline(db, attribution) : new Map<number, number>();
}

async function takenBackIn(db: Db, articleId: number, number: number, from: number): Promise<number[]> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('reverted', 'reverted.sequence', 'revision.sequence')
    .select('revision.person_id')
    .distinct()
    .where('revision.article_id', '=', articleId)
    .where('revision.number', '>=', from)
    .where('revision.number', '<', number)
    .where('reverted.revert_number', '=', number)
    .execute();
  return rows.map(({ person_id: id }) => id);
}

/** What is done to a person that they're told of, and to a version of theirs. */
const TO_PEOPLE = [
  ...['appoint-contributor', 'appoint-moderator', 'appoint-administrator'],
  ...['block', 'unblock'],
];
const TO_VERSIONS: Readonly<Record<string, NoticeCode>> = {
  thank: 'thanked',
  hide: 'done-to-yours',
  unhide: 'done-to-yours',
};

async function concernedByAct(db: Db, row: FreshAct): Promise<Concern[]> {
  const act = readAction(row.action);
  if (!act) return [];
  const told = { actId: row.id, articleId: row.article_id, at: row.recorded_at };
  if (row.about !== null && row.about !== row.performer && TO_PEOPLE.includes(act.code))
    return [{ ...told, personId: row.about, code: 'done-to-you' }];
  const code = TO_VERSIONS[act.code];
  if (code === undefined || act.number === undefined || row.article_id === null) return [];
  const author = await db
    .selectFrom('revision')
    .select('person_id as personId')
    .where('article_id', '=', row.article_id)
    .where('number', '=', act.number)
    .executeTakeFirst();
  return author && author.personId !== row.performer ? [{ ...told, ...author, code }] : [];
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
      ...(await watchersOf(db, 'topic', await topicsOf(db, articleId))),
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
    .where('name', '=', 'topic')
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
