/**
 * What happened lately, edits and acts together, newest first: all of it, or what somebody asks for. However little of that there is,
 * no more than a stretch of the history is looked through for a page, and the next page goes on from there.
 */
import { sql, type ExpressionBuilder } from 'kysely';
import { NO_END } from '../../db/no-end.ts';
import type { Db, Schema } from '../../db/schema.ts';
import type { ActCode } from '../acts.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { saysWorkplace } from './bylines.ts';
import { writtenTogether } from './co-authors.ts';
import { changesOf, newestChanges, newestTold, type Change, type Intake } from './changes.ts';
import { codeInLog, readActs, type LoggedAct } from './public-log.ts';
import { reachedNow } from './state.ts';
import { NEWCOMER } from './unpatrolled.ts';

/** What may be asked for alone; posts are acts. */
export const RECENT_KINDS = ['edits', 'acts', 'posts'] as const;

/** What to choose edits and acts by; `workplace` is any part of its name. The last two are asked of edits alone. */
export interface RecentFilter {
  what?: (typeof RECENT_KINDS)[number] | undefined;
  articleId?: number | undefined;
  personId?: number | undefined;
  kind?: string | undefined;
  topic?: string | undefined;
  workplace?: string | undefined;
  /** By people who have hardly written here. */
  isNewcomers?: boolean | undefined;
  /** Leaves out minor edits. */
  isMajor?: boolean | undefined;
  /** That make a body longer or shorter by so many code points. */
  least?: number | undefined;
  /** Each of those that came in by the many, which are told as one where nothing is chosen. */
  isEach?: boolean | undefined;
}

/** Where a page begins: before a revision's sequence, and before an act's id. */
export interface RecentPlace {
  sequence?: number | undefined;
  act?: number | undefined;
}

/** An edit, many that came in at once, or an act, and when it came in, as ISO-8601 UTC. */
export type Recent = { at: string } & ({ change: Change } | { intake: Intake } | { act: LoggedAct });

/** How many revisions, and how many acts, are looked through for a page. */
const STRETCH = 20_000;

/** What a revision tells already, and what happens too often to be news: acts that the log alone lists. */
export const LOG_ALONE: readonly ActCode[] = [
  ...(['move', 'licence', 'import', 'starter', 'thank', 'thank-post'] as const),
  ...(['found-licence', 'found-moderator', 'found-administrator'] as const),
  ...(['patrol', 'patrol-person', 'handle-report'] as const),
];

/** What is said in talk, by actions that are their codes; not by the index of codes, whose rows would have to be sorted. */
const POSTS: readonly ActCode[] = ['post', 'reword'];

/** Returns a page of what happened, at most `limit`, and where the next one begins, unless this is the last. */
export async function recentActivity(
  db: Db,
  filter: RecentFilter,
  { sequence: before = NO_END, act: beforeAct = NO_END }: RecentPlace,
  limit: number,
  reader: Reader,
): Promise<{ recent: Recent[]; older?: { sequence: number; act: number } }> {
  const edits = await editsBefore(db, filter, before, limit, reader);
  const acts = await actsBefore(db, filter, beforeAct, limit, reader);
  const recent = merged(edits.found, acts.found, limit);
  const shown = recent.filter((each) => !('act' in each)).length;
  const older = {
    sequence: nextOf(edits, shown, before, ({ sequence }) => sequence),
    act: nextOf(acts, recent.length - shown, beforeAct, ({ id }) => id),
  };
  return { recent, ...((older.sequence > 1 || older.act > 1) && { older }) };
}

/** Returns the newest of both, at most `limit`, each in its own order, whatever a clock that was wrong has dated them. */
function merged(edits: readonly (Change | Intake)[], acts: readonly LoggedAct[], limit: number): Recent[] {
  const [written, done] = [edits.map(toldEdit), acts.map((act) => ({ at: act.at, act }))];
  const recent: Recent[] = [];
  let [edit, act] = [0, 0];
  while (recent.length < limit && (edit < written.length || act < done.length)) {
    const isEdit = act === done.length || (edit < written.length && written[edit]!.at >= done[act]!.at);
    recent.push(isEdit ? written[edit++]! : done[act++]!);
  }
  return recent;
}

function toldEdit(edit: Change | Intake): Recent {
  return 'cameAt' in edit ? { at: edit.cameAt, intake: edit } : { at: edit.recordedAt, change: edit };
}

/** Returns the key that the next page goes on before, given how many of what was found are shown. */
function nextOf<Item>(
  { found, next }: Stretch<Item>,
  shown: number,
  before: number,
  keyOf: (item: Item) => number,
): number {
  if (shown === found.length) return next;
  return shown === 0 ? before : keyOf(found[shown - 1]!);
}

/** Some of what was asked for, and the key that what wasn't looked through comes before; 1 when all was. */
interface Stretch<Item> {
  found: Item[];
  next: number;
}

async function editsBefore(
  db: Db,
  filter: RecentFilter,
  before: number,
  limit: number,
  reader: Reader,
): Promise<Stretch<Change | Intake>> {
  if (filter.what === 'acts' || filter.what === 'posts') return { found: [], next: 1 };
  if (!isChosen(filter)) {
    const newest = filter.isEach ? newestChanges : newestTold;
    const found = await newest(db, limit, before, reader);
    return { found, next: found.length < limit ? 1 : found.at(-1)!.sequence };
  }
  const from = Math.min(before, (await reachedNow(db)).sequence + 1);
  const to = Math.max(1, from - STRETCH);
  const { personId } = filter;
  const isTogether = personId !== undefined && (await hasWrittenTogether(db, personId));
  const rows = await db
    .selectFrom('revision')
    .select('revision.sequence')
    .where('revision.sequence', '<', from)
    .where('revision.sequence', '>=', to)
    .where((eb) => eb.and(editConditions(db, eb, { ...filter, isTogether }, reader)))
    // An article's numbers grow as the sequences do, and have an index of their own.
    .orderBy(filter.articleId === undefined ? 'revision.sequence' : 'revision.number', 'desc')
    .limit(limit)
    .execute();
  const sequences = rows.map(({ sequence }) => sequence);
  const next = sequences.length < limit ? to : sequences.at(-1)!;
  return { found: await changesOf(db, sequences, reader), next };
}

/** Tells whether somebody wrote anything together with its author: most never did, and their rows are found sooner. */
async function hasWrittenTogether(db: Db, personId: number): Promise<boolean> {
  return (await writtenTogether(db, personId).limit(1).executeTakeFirst()) !== undefined;
}

async function actsBefore(
  db: Db,
  filter: RecentFilter,
  before: number,
  limit: number,
  reader: Reader,
): Promise<Stretch<LoggedAct>> {
  const { what, isMajor, least } = filter;
  if (what === 'edits' || isMajor || least !== undefined) return { found: [], next: 1 };
  const from = Math.min(before, (await reachedNow(db)).act + 1);
  const to = Math.max(1, from - STRETCH);
  const rows = await db
    .selectFrom('log')
    .select('log.id')
    .where('log.id', '<', from)
    .where('log.id', '>=', to)
    .where((eb) => (what === 'posts' ? eb('log.action', 'in', POSTS) : eb(codeInLog, 'not in', LOG_ALONE)))
    .where((eb) => eb.and(actConditions(db, eb, filter, reader)))
    .orderBy('log.id', 'desc')
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  return { found: await readActs(db, ids, reader), next: ids.length < limit ? to : ids.at(-1)! };
}

function isChosen({ what: _what, isEach: _isEach, ...filter }: RecentFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== false);
}

type OfEdit = ExpressionBuilder<Schema, 'revision'>;
type OfAct = ExpressionBuilder<Schema, 'log'>;

/**
 * What is asked of a row is whether something is there, and of that the first: so both engines walk the rows in their order, and
 * neither joins, nor sorts.
 */
function editConditions(db: Db, eb: OfEdit, filter: RecentFilter & { isTogether: boolean }, reader: Reader) {
  const { articleId, personId, isTogether, isMajor, isNewcomers, least } = filter;
  return [
    articleId !== undefined && eb('revision.article_id', '=', articleId),
    personId !== undefined &&
      (isTogether
        ? eb.or([eb('revision.person_id', '=', personId), eb.exists(coWriting(db, personId))])
        : eb('revision.person_id', '=', personId)),
    ...filedConditions(db, filter, 'revision').map((there) => eb.exists(there)),
    tellsOfArticle(filter) && !seesHidden(reader) && eb.not(eb.exists(deletionOf(db, 'revision'))),
    isMajor === true && eb('revision.minor', '=', 0),
    isNewcomers === true && eb.exists(newcomer(db, 'revision.person_id')),
    least !== undefined && sizeChange(least),
  ].filter((condition) => condition !== false);
}

function actConditions(db: Db, eb: OfAct, filter: RecentFilter, reader: Reader) {
  const { articleId, personId, isNewcomers } = filter;
  return [
    articleId !== undefined && eb('log.article_id', '=', articleId),
    personId !== undefined && eb.exists(performer(db).where('byline.person_id', '=', personId)),
    isNewcomers === true &&
      eb.exists(performer(db).where(({ exists }) => exists(newcomer(db, 'byline.person_id')))),
    ...filedConditions(db, filter, 'log').map((there) => eb.exists(there)),
    tellsOfArticle(filter) && !seesHidden(reader) && eb.not(eb.exists(deletionOf(db, 'log'))),
  ].filter((condition) => condition !== false);
}

/** To find a deleted article by what it's filed under would tell that. */
function tellsOfArticle({ kind, topic }: RecentFilter): boolean {
  return kind !== undefined || topic !== undefined;
}

const FIRST = sql.lit(1);

function filedConditions(db: Db, { kind, topic, workplace }: RecentFilter, of: 'revision' | 'log') {
  return [
    kind !== undefined &&
      db
        .selectFrom('article')
        .select('article.id')
        .where('article.id', '=', sql.ref<number>(`${of}.article_id`))
        .where('article.kind', '=', kind)
        .limit(FIRST),
    topic !== undefined &&
      db
        .selectFrom('facet')
        .select('facet.article_id')
        .where('facet.article_id', '=', sql.ref<number>(`${of}.article_id`))
        .where('facet.name', '=', 'topic')
        .where('facet.value', '=', topic)
        .limit(FIRST),
    workplace !== undefined &&
      db
        .selectFrom('byline_words')
        .select('byline_words.byline_id')
        .where('byline_words.byline_id', '=', sql.ref<number>(`${of}.byline_id`))
        .where(saysWorkplace(workplace))
        .limit(FIRST),
  ].filter((there) => there !== false);
}

function deletionOf(db: Db, of: 'revision' | 'log') {
  return db
    .selectFrom('deletion')
    .select('deletion.act_id')
    .where('deletion.article_id', '=', sql.ref<number>(`${of}.article_id`))
    .limit(FIRST);
}

function coWriting(db: Db, personId: number) {
  const inRow = sql.ref<number>('revision.sequence');
  return writtenTogether(db, personId).where('co_author.sequence', '=', inRow).limit(FIRST);
}

function performer(db: Db) {
  return db
    .selectFrom('byline')
    .select('byline.id')
    .where('byline.id', '=', sql.ref<number>('log.byline_id'))
    .limit(FIRST);
}

function newcomer(db: Db, of: 'revision.person_id' | 'byline.person_id') {
  return db
    .selectFrom('person')
    .select('person.id')
    .where('person.id', '=', sql.ref<number>(of))
    .where('person.revision_count', '<', NEWCOMER.revisions)
    .limit(FIRST);
}

/** Against the size of the parent; a first revision has none. */
function sizeChange(least: number) {
  return sql<boolean>`abs(revision.size - coalesce((
    select parent.size from revision as parent
    where parent.article_id = revision.article_id and parent.number = revision.number - 1), 0)) >= ${least}`;
}
