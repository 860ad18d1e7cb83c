/** Whom a revision or an act concerns, beside those who watch: whose words it changed, whose edit it took back, whom it speaks to. */
import type { Db } from '../../db/schema.ts';
import { readAction, type ActCode, type CodedAct } from '../acts.ts';
import { readAttribution, unlessBroken } from '../credit/stored.ts';
import { wordsByByline } from '../credit/words.ts';
import type { HowFar } from '../history/state.ts';
import type { NoticeCode } from './notices.ts';

/** How many revisions, and how many acts, are read at a time. */
const AT_ONCE = 100;

/** Something that concerns a person: a revision, or an act. */
export interface Concern {
  personId: number;
  code: NoticeCode;
  articleId: number | null;
  sequence?: number;
  actId?: number;
  at: string;
}

/** Returns the revisions after a point, oldest first. */
export function revisionsAfter(db: Db, { sequence }: HowFar) {
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

/** Returns the acts after a point, oldest first. */
export function actsAfter(db: Db, { act }: HowFar) {
  return db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select(['log.id', 'log.action', 'log.article_id', 'log.act_id', 'log.person_id as about'])
    .select('log.recorded_at')
    .select('byline.person_id as performer')
    .where('log.id', '>', act)
    .orderBy('log.id')
    .limit(AT_ONCE)
    .execute();
}

export type FreshRevision = Awaited<ReturnType<typeof revisionsAfter>>[number];
export type FreshAct = Awaited<ReturnType<typeof actsAfter>>[number];

/** What came from elsewhere concerns nobody here. */
const FROM_ELSEWHERE = ['import', 'starter'];

/** Returns whom a revision concerns, but for its author. */
export async function concernedBy(db: Db, revision: FreshRevision): Promise<Concern[]> {
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
  const words = await unlessBroken(
    readAttribution(db, sequence).then((attribution) => wordsByByline(db, attribution)),
  );
  return words ?? new Map<number, number>();
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

/** What is done to a person that they're told of. */
const TO_PEOPLE: readonly ActCode[] = [
  ...(['appoint-contributor', 'appoint-moderator', 'appoint-administrator'] as const),
  ...(['block', 'unblock'] as const),
];
/** What is done to a version or a post, and what whoever wrote that is told. */
const TO_AUTHORS: Partial<Record<ActCode, NoticeCode>> = {
  thank: 'thanked',
  'thank-post': 'thanked',
  hide: 'done-to-yours',
  unhide: 'done-to-yours',
  settle: 'settled',
  'hide-post': 'done-to-your-post',
  'unhide-post': 'done-to-your-post',
};

/** Returns whom an act concerns, but for its performer. */
export async function concernedByAct(db: Db, row: FreshAct): Promise<Concern[]> {
  const act = readAction(row.action);
  if (!act) return [];
  const told = { actId: row.id, articleId: row.article_id, at: row.recorded_at };
  const concerned = await peopleOf(db, row, act);
  return [...concerned]
    .filter(([personId]) => personId !== row.performer)
    .map(([personId, code]) => ({ ...told, personId, code }));
}

/** Who is told of an act, and as what. */
type Concerned = Map<number, NoticeCode>;

async function peopleOf(db: Db, row: FreshAct, act: CodedAct): Promise<Concerned> {
  if (row.about !== null && TO_PEOPLE.includes(act.code)) return new Map([[row.about, 'done-to-you']]);
  if (act.code === 'post') return new Map([...(await spokenTo(db, row)), ...(await mentionedIn(db, row))]);
  if (act.code === 'reword') return mentionedIn(db, row);
  const code = TO_AUTHORS[act.code];
  if (code === undefined) return new Map();
  const author = act.number === undefined ? await whoPosted(db, row) : await whoWrote(db, row, act.number);
  return new Map(author === undefined ? [] : [[author, code]]);
}

async function whoWrote(db: Db, { article_id: id }: FreshAct, number: number): Promise<number | undefined> {
  const revision = db.selectFrom('revision').select('person_id').where('number', '=', number);
  return (await revision.where('article_id', '=', id).executeTakeFirst())?.person_id;
}

async function whoPosted(db: Db, { act_id: post }: FreshAct): Promise<number | undefined> {
  const row = db.selectFrom('post').select('person_id').where('act_id', '=', post);
  return (await row.executeTakeFirst())?.person_id;
}

/** Whoever wrote in the thread before an answer; and of a question, whoever has words in the article. */
async function spokenTo(
  db: Db,
  { id, act_id: threadId, article_id: articleId }: FreshAct,
): Promise<Concerned> {
  if (threadId !== null) {
    const before = db.selectFrom('post').select('person_id').distinct().where('thread_id', '=', threadId);
    const rows = await before.where('act_id', '<', id).execute();
    return new Map(rows.map(({ person_id: person }) => [person, 'answered']));
  }
  const thread = await db.selectFrom('thread').select('section').where('id', '=', id).executeTakeFirst();
  if (!thread?.section) return new Map();
  const authors = await db
    .selectFrom('contributor')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .select('byline.person_id')
    .distinct()
    .where('contributor.article_id', '=', articleId)
    .where((eb) => eb.or([eb('contributor.words', '>', 0), eb('contributor.items', '>', 0)]))
    .where('byline.verification', '<>', 'imported')
    .execute();
  return new Map(authors.map(({ person_id: person }) => [person, 'asked']));
}

/** Whom a wording mentions that no earlier wording of the post did. */
async function mentionedIn(db: Db, { id, action, act_id: post }: FreshAct): Promise<Concerned> {
  const earlier = action === 'reword' && post !== null ? await mentionsBefore(db, post, id) : [];
  return new Map(
    (await mentionsIn(db, [id])).flatMap((person) =>
      earlier.includes(person) ? [] : [[person, 'mentioned']],
    ),
  );
}

async function mentionsBefore(db: Db, post: number, id: number): Promise<number[]> {
  const rewordings = await db
    .selectFrom('log')
    .select('id')
    .where('act_id', '=', post)
    .where('action', '=', 'reword')
    .where('id', '<', id)
    .execute();
  return mentionsIn(db, [post, ...rewordings.map((row) => row.id)]);
}

async function mentionsIn(db: Db, acts: readonly number[]): Promise<number[]> {
  const rows = await db.selectFrom('mention').select('person_id').where('act_id', 'in', acts).execute();
  return rows.map(({ person_id: person }) => person);
}
