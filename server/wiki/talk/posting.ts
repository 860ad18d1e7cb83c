/**
 * What people say to each other about an article. A post is an act in the log, so that it's sealed and stands for ever under its
 * author's name; the rows beside it tell where it belongs. Its author may say it otherwise, and both wordings stand.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, notFound, postHidden, tooLarge, type FieldProblem } from '../../errors.ts';
import { mentionsIn } from '../../text/mentions.ts';
import { findArticle } from '../articles/articles.ts';
import { followPost } from '../copies/said.ts';
import { cprInTexts } from '../cpr.ts';
import type { Author } from '../history/author.ts';
import { checkSaid } from '../people/quotas.ts';
import { seesHidden } from '../policy.ts';
import { recordAct } from '../record.ts';
import { isAsked } from './sections.ts';
import { storeNames } from './mentions.ts';
import { anchorOf, filePassage, type TypedPassage } from './passages.ts';

/** What is typed in a post. A thread's first post has the thread's title; `section` is what it asks about, by its code, empty if it's no question. */
export interface TypedPost {
  title: string;
  words: string;
  section: string;
  /** The passage that a thread is about, if it's about one. */
  passage?: TypedPassage | undefined;
}

export const LONGEST_TITLE = 120;
/** In bytes of UTF-8. */
export const LARGEST_POST = 20_000;

/** Where a post stands: the thread by its first post's act, and its own. */
export interface PostPlace {
  threadId: number;
  id: number;
}

/**
 * Begins a thread about an article, and returns its place; of one that comes twice, that of the first. Throws 404 when there's no such article, 410 when it's deleted, 403 to who may not
 * write, 413 when it's too large, 422 without a title or words, with a mention that may be of several, or about a passage that isn't there, 429 after too many.
 */
export async function beginThread(
  db: Db,
  author: Author,
  slug: string,
  typed: TypedPost,
): Promise<PostPlace> {
  return db.transaction().execute(async (tx) => {
    const { id: articleId, kind } = await findArticle(tx, slug);
    const { title, section, passage: chosen } = typed;
    const words = await checked(tx, author, typed, 'thread');
    if (section !== '' && !isAsked(kind, section)) throw invalid([{ field: 'section', code: 'no-section' }]);
    const passage = chosen && (await anchorOf(tx, author, articleId, chosen));
    const said = { title, ...(section !== '' && { section }), ...(passage && { passage }), words };
    const last = await newestThread(tx, articleId);
    if (last && (await isSaidAgain(tx, author, articleId, last, said))) return last;
    const id = await recordAct(tx, author, 'post', { articleId, words: said });
    const thread = { id, article_id: articleId, section, last_post: id, settled_by: null };
    await tx.insertInto('thread').values(thread).execute();
    if (passage) await filePassage(tx, articleId, id, passage);
    await insertPost(tx, author, { threadId: id, id }, words);
    return { threadId: id, id };
  });
}

/** Answers in a thread of an article, and returns the answer's place; of one that comes twice, that of the first. Throws as `beginThread` does, and 404 when the article has no such thread. */
export async function answer(
  db: Db,
  author: Author,
  { slug, threadId }: { slug: string; threadId: number },
  typed: Pick<TypedPost, 'words'>,
): Promise<PostPlace> {
  return db.transaction().execute(async (tx) => {
    const { id: articleId } = await findArticle(tx, slug);
    const last = { threadId, id: await lastPostOf(tx, articleId, threadId) };
    const words = await checked(tx, author, typed, 'answer');
    if (await isSaidAgain(tx, author, articleId, last, { words })) return last;
    const id = await recordAct(tx, author, 'post', { articleId, actId: threadId, words: { words } });
    await insertPost(tx, author, { threadId, id }, words);
    await tx.updateTable('thread').set({ last_post: id }).where('id', '=', threadId).execute();
    return { threadId, id };
  });
}

/**
 * Says a post otherwise, a thread's title too if it's the first. Tells whether anything was changed. Throws as `answer` does, and
 * 403 to all but who wrote it, and to them once a moderator has hidden it.
 */
export async function reword(
  db: Db,
  author: Author,
  { slug, threadId, id }: PostPlace & { slug: string },
  typed: Pick<TypedPost, 'title' | 'words'>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { id: articleId } = await findArticle(tx, slug);
    const before = await wordingNow(tx, articleId, { threadId, id });
    if (before.isHidden && !seesHidden(author)) throw postHidden();
    const isFirst = threadId === id;
    const words = await checked(tx, author, typed, isFirst ? 'thread' : 'answer');
    const said = { ...(isFirst && { title: typed.title }), words };
    if (before.said.words === words && (!isFirst || before.said.title === typed.title)) return false;
    const act = await recordAct(tx, author, 'reword', { articleId, actId: id, words: said });
    await tx.updateTable('post').set({ current_act: act }).where('act_id', '=', id).execute();
    await mention(tx, act, words);
    await followPost(tx, id);
    return true;
  });
}

/** Throws 413 or 422 when what is typed may not be said, and so isn't shown in a preview either; what is missing yet may be. */
export function checkShowable({ title, words }: Pick<TypedPost, 'title' | 'words'>): void {
  const bytes = Buffer.byteLength(words);
  if (bytes > LARGEST_POST) throw tooLarge(bytes, LARGEST_POST);
  const problems = cprInTexts(Object.entries({ title, words }));
  if (problems.length > 0) throw invalid(problems);
}

/** Returns the newest post of a thread, by its act. Throws 404 unless the article has the thread. */
async function lastPostOf(tx: Tx, articleId: number, threadId: number): Promise<number> {
  const row = tx.selectFrom('thread').select('last_post').where('id', '=', threadId);
  const found = await row.where('article_id', '=', articleId).executeTakeFirst();
  if (!found) throw notFound('no-such-post');
  return found.last_post;
}

async function newestThread(tx: Tx, articleId: number): Promise<PostPlace | undefined> {
  const rows = tx.selectFrom('thread').select('id').where('article_id', '=', articleId);
  const newest = await rows.orderBy('id', 'desc').limit(1).executeTakeFirst();
  return newest && { threadId: newest.id, id: newest.id };
}

/**
 * Tells whether a post says just what its author says again, and nobody has hidden it: it comes twice, by a double click or from a page
 * that somebody went back to.
 */
async function isSaidAgain(
  tx: Tx,
  { personId }: Author,
  articleId: number,
  place: PostPlace,
  again: object,
): Promise<boolean> {
  const { said, isHidden, by } = await wordingNow(tx, articleId, place);
  return by === personId && !isHidden && isDeepStrictEqual(said, again);
}

/** Returns the words to store. */
async function checked(
  tx: Tx,
  author: Author,
  { title = '', words }: { title?: string; words: string },
  what: 'thread' | 'answer',
): Promise<string> {
  await checkSaid(tx, author);
  checkShowable({ title, words });
  const stored = await storeNames(tx, words);
  const problems = [...(what === 'thread' ? titleProblems(title) : []), ...wordsProblems(words)];
  if (problems.length + stored.problems.length > 0) throw invalid([...problems, ...stored.problems]);
  return stored.text;
}

function titleProblems(title: string): FieldProblem[] {
  const { length } = [...title];
  if (length === 0) return [{ field: 'title', code: 'required' }];
  return length > LONGEST_TITLE
    ? [{ field: 'title', code: 'too-long', params: { max: LONGEST_TITLE, length } }]
    : [];
}

function wordsProblems(words: string): FieldProblem[] {
  return words.trim() === '' ? [{ field: 'words', code: 'required' }] : [];
}

async function insertPost(
  tx: Tx,
  { personId }: Author,
  { threadId, id }: PostPlace,
  words: string,
): Promise<void> {
  const row = { act_id: id, thread_id: threadId, person_id: personId, current_act: id };
  await tx.insertInto('post').values(row).execute();
  await mention(tx, id, words);
  await followPost(tx, id);
}

async function mention(tx: Tx, act: number, words: string): Promise<void> {
  const people = [...new Set(mentionsIn(words))];
  const rows = people.map((id) => ({ act_id: act, person_id: id }));
  if (rows.length > 0) await tx.insertInto('mention').values(rows).execute();
}

/** What a post says as it's stored now; nothing once that was erased. */
async function wordingNow(tx: Tx, articleId: number, { threadId, id }: PostPlace) {
  const row = await tx
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .leftJoin('log_words', 'log_words.log_id', 'post.current_act')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'post.act_id')
    .select(['log_words.words', 'post.person_id as by', 'post_hiding.act_id as hidden_by'])
    .where('post.act_id', '=', id)
    .where('thread.id', '=', threadId)
    .where('thread.article_id', '=', articleId)
    .executeTakeFirst();
  if (!row) throw notFound('no-such-post');
  const said = JSON.parse(row.words ?? '{}') as Partial<TypedPost>;
  return { said, isHidden: row.hidden_by !== null, by: row.by };
}
