/**
 * The log as anyone may read it: acts, newest first, all or those about an article or a person, or of one code. What an article
 * that is deleted, or has a hidden text, was called is told to none but those who see that.
 */
import { sql, type Selectable } from 'kysely';
import { NO_END } from '../../db/no-end.ts';
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { LogTable } from '../../db/tables/history.ts';
import { readAction, readTerms, type ActCode, type ActKind, type CodedAct } from '../acts.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { bylineColumns, readPresent, toByline, type Byline } from './bylines.ts';
import { articlesWithHiddenText } from './withheld.ts';

/**
 * An act as the log shows it. Of words that are gone, that there never were any of, or that are said elsewhere, there are none; of
 * those that are withheld there's the reason alone.
 */
export interface LoggedAct {
  id: number;
  code: ActCode;
  /** What stands behind its code: a licence, or what it sets, and the last moment that this holds, if not for good. */
  named: string;
  until?: string;
  at: string;
  byline: Byline;
  article?: { slug: string; title: string; number?: number; isGone?: true };
  /** The post that it is, or is of, by its act. */
  post?: number;
  /** The thread of that post, by what is done in it, and its title where readers are shown that: for whom the act concerns. */
  thread?: ThreadOfAct;
  person?: Byline;
  /** Who asked for an erasure. */
  asker?: Byline;
  words: Record<string, unknown>;
  /** Of an import that stands for all that it did: how many other articles it took in, and under which licence, if it said one. */
  others?: number;
  licence?: string;
  isErased: boolean;
  isWithheld: boolean;
}

/** `told` is what an act does in a thread: to ask, begin or answer in it, or its own code. */
export interface ThreadOfAct {
  title: string;
  told: 'ask' | 'begin' | 'answer' | ActCode;
}

/** What to choose acts by. */
export interface LogFilter {
  code?: ActCode | undefined;
  articleId?: number | undefined;
  personId?: number | undefined;
}

/** A page of the log, and the id that older acts come before, if there are any. */
export interface LogPage {
  acts: LoggedAct[];
  older?: number;
}

/**
 * Returns the newest acts, without patrols unless they're asked for, since most acts are those; at most `limit`, those before an id when
 * one is given. An act of a person is one that they performed, or that is about them.
 */
export async function listActs(
  db: Db,
  filter: LogFilter,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<LogPage> {
  const found = await newestActs(db, filter, before, limit + 1);
  const ids = found.slice(0, limit).map(({ id }) => id);
  return { acts: await readActs(db, ids, reader), ...(found.length > limit && { older: ids.at(-1)! }) };
}

/** An act as it's listed, before it's read. */
export type BareAct = Pick<Selectable<LogTable>, 'id' | 'action' | 'recorded_at' | 'byline_id'>;

/** Returns the newest acts as `listActs` chooses them, bare. */
export function newestActs(
  db: Db,
  { code, articleId, personId }: LogFilter,
  before: number,
  limit: number,
): Promise<BareAct[]> {
  let query = db.selectFrom('log').select(['log.id', 'log.action', 'log.recorded_at', 'log.byline_id']);
  query = query.where('log.id', '<', before);
  if (articleId !== undefined) query = query.where('log.article_id', '=', articleId);
  query = code === undefined ? query.where(isNoPatrol) : query.where(codeInLog, '=', code);
  if (personId !== undefined) {
    query = query.where((eb) => {
      const theirs = eb.selectFrom('byline').select('id').where('person_id', '=', personId);
      return eb.or([eb('log.byline_id', 'in', theirs), eb('log.person_id', '=', personId)]);
    });
  }
  return query.orderBy('log.id', 'desc').limit(limit).execute();
}

/** Returns the acts with some ids, newest first. */
export async function readActs(db: Db, ids: readonly number[], reader: Reader): Promise<LoggedAct[]> {
  const rows: ActRow[] = [];
  for (const slice of slices(ids)) rows.push(...(await acts(db).where('log.id', 'in', slice).execute()));
  return toActs(
    db,
    rows.sort((a, b) => b.id - a.id),
    reader,
  );
}

/** The code that an action begins with, in the very words of the index `log_code`. */
export const codeInLog = sql<string>`substr(log.action, 1, length(log.action) - length(ltrim(log.action, 'abcdefghijklmnopqrstuvwxyz-')))`;

/** That an act is no look at a change, in the very words of the index `log_but_patrols`. */
const isNoPatrol = sql<boolean>`substr(log.action, 1, 6) <> 'patrol'`;

function acts(db: Db) {
  return db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .leftJoin('article', 'article.id', 'log.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'log.article_id')
    .leftJoin('revision', (join) =>
      join
        .onRef('revision.sequence', '=', 'log.erased_id')
        .onRef('revision.article_id', '=', 'log.article_id'),
    )
    .select(bylineColumns)
    .select(['log.id', 'log.action', 'log.recorded_at', 'log.words_digest', 'log.person_id as about'])
    .select('log.act_id')
    .select(['log_words.words', 'article.id as article_id', 'article.slug', 'article.title'])
    .select(['revision.number', 'deletion.act_id as deleted_by']);
}

type ActRow = Awaited<ReturnType<ReturnType<typeof acts>['execute']>>[number];

async function toActs(db: Db, rows: readonly ActRow[], reader: Reader): Promise<LoggedAct[]> {
  const shut = seesHidden(reader) ? new Set<number>() : await articlesShut(db, rows);
  const acts = rows.flatMap((row) => toAct(row, shut) ?? []);
  const ids = acts.flatMap(({ about, askedBy }) => [about ?? [], askedBy ?? []].flat());
  const people = await readPresent(db, ids);
  const threads = await threadsOfActs(
    db,
    acts.map(({ act }) => act),
    reader,
  );
  return acts.map(({ act, about, askedBy }) => {
    const [person, asker] = [about, askedBy].map((id) => (id === undefined ? undefined : people.get(id)));
    const thread = threads.get(act.id);
    const those = { ...(thread && { thread }), ...(person && { person }), ...(asker && { asker }) };
    return { ...act, ...those };
  });
}

/** The threads of some acts, by the acts, but for those whose title is hidden from a reader, gone or of a deleted article. */
async function threadsOfActs(
  db: Db,
  acts: readonly LoggedAct[],
  reader: Reader,
): Promise<Map<number, ThreadOfAct>> {
  const posts = acts.flatMap(({ post, article }) => (post === undefined || article?.isGone ? [] : post));
  const rows: Awaited<ReturnType<ReturnType<typeof threadsOfPosts>['execute']>> = [];
  for (const slice of slices(posts))
    rows.push(...(await threadsOfPosts(db).where('post.act_id', 'in', slice).execute()));
  const shown = rows.filter(({ hidden_by: by }) => by === null || seesHidden(reader));
  const threads = new Map(shown.map((row) => [row.post, row]));
  return new Map(
    acts.flatMap(({ id, code, post }) => {
      const thread = threads.get(post ?? 0);
      if (!thread) return [];
      const { title = '' } = JSON.parse(thread.words) as { title?: string };
      const begun = thread.section === '' ? 'begin' : 'ask';
      const told = code !== 'post' ? code : thread.id === post ? begun : 'answer';
      return title === '' ? [] : [[id, { title, told }] as const];
    }),
  );
}

function threadsOfPosts(db: Db) {
  return db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .innerJoin('post as first', 'first.act_id', 'thread.id')
    .innerJoin('log_words', 'log_words.log_id', 'first.current_act')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'thread.id')
    .select(['post.act_id as post', 'thread.id', 'thread.section', 'log_words.words'])
    .select('post_hiding.act_id as hidden_by');
}

/** The articles of some acts that are deleted, or that have a hidden text. */
async function articlesShut(db: Db, rows: readonly ActRow[]): Promise<Set<number>> {
  const ids = [...new Set(rows.flatMap(({ article_id: id }) => id ?? []))];
  const deleted = rows.flatMap(({ article_id: id, deleted_by: by }) =>
    id !== null && by !== null ? id : [],
  );
  const shut = new Set(deleted);
  for (const slice of slices(ids)) {
    const found = await articlesWithHiddenText(db).where('hidden.article_id', 'in', slice).execute();
    for (const { article_id: id } of found) shut.add(id);
  }
  return shut;
}

/** An act of a code that the wiki doesn't know is for `verify` to tell of. */
function toAct(
  row: ActRow,
  shut: ReadonlySet<number>,
): { act: LoggedAct; about?: number; askedBy?: number } | undefined {
  const action = readAction(row.action);
  if (!action) return undefined;
  const isWithheld = row.article_id !== null && shut.has(row.article_id);
  const { kind } = action;
  const words = kind.says ? {} : (JSON.parse(row.words ?? '{}') as Record<string, unknown>);
  const { reason, askedBy } = words;
  const article = articleIn(row, action, isWithheld && row.deleted_by !== null);
  const { sets, until } = readTerms(action.named);
  const act: LoggedAct = {
    id: row.id,
    code: action.code,
    named: sets,
    ...(until !== null && { until }),
    at: row.recorded_at,
    byline: toByline(row),
    ...(article && { article }),
    ...postIn(row, kind),
    words: isWithheld ? { reason } : words,
    isErased: row.words_digest !== null && row.words === null,
    isWithheld,
  };
  return {
    act,
    ...(row.about !== null && { about: row.about }),
    ...(typeof askedBy === 'number' && { askedBy }),
  };
}

/** A post begins a thread or answers in one, and is its own either way; what else is of a post names it. */
function postIn({ id, act_id: of }: ActRow, kind: ActKind): Pick<LoggedAct, 'post'> {
  if (!kind.of || kind.about === 'wiki') return {};
  return { post: kind.says && kind.of === 'thread' ? id : of! };
}

function articleIn(
  { slug, title, number: erased }: ActRow,
  { kind, number: behind }: CodedAct,
  isGone: boolean,
): LoggedAct['article'] | undefined {
  if (slug === null || title === null) return undefined;
  const isOfRevision = kind.erases === 'content' || kind.erases === 'summary';
  const number = behind ?? (isOfRevision ? erased : null);
  const name = isGone ? { slug: '', title: '', isGone } : { slug, title };
  return { ...name, ...(number !== null && { number }) } as LoggedAct['article'];
}
