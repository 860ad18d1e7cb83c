/**
 * Making and changing articles. A change is merged onto the current revision and saved as the next in one transaction, or
 * answered with the conflict: nobody's words are ever overwritten unseen.
 */
import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { ArticleTable, Db, Tx } from '../../db/schema.ts';
import { erasedSince, invalid } from '../../errors.ts';
import { canonical, emptyContent, type Content } from '../../kinds/content.ts';
import { DEFAULT_LICENCE } from '../../kinds/licences.ts';
import { slugOf } from '../../text/slug.ts';
import { cprInContent } from '../cpr.ts';
import type { Author } from '../history/author.ts';
import { unlessErased } from '../history/contents.ts';
import { topicsFiled } from '../history/topics.ts';
import { checkWritten } from '../people/quotas.ts';
import { contentAt, contentOf } from '../history/reading.ts';
import { recordAct, recordRevision, type Save } from '../record.ts';
import { findArticle, type Article } from './articles.ts';
import { checkContent, checkSummary } from './checks.ts';
import {
  mergeContents,
  mergeWithoutBase,
  type Choices,
  type ContentClash,
  type ContentMerge,
} from './merging.ts';
import { claimSlug } from './slugs.ts';
import { lastOfOwn, ownBase } from './oneself.ts';

/** What an author sends in: the whole content, and the number of the revision that they started from. */
export interface Edit {
  content: Content;
  /** Left out, it means the current revision; `FROM_NOTHING`, that the current one was erased before. */
  base?: number | undefined;
  summary: string;
  minor: boolean;
  /** What the author chose where an earlier try clashed. */
  choices?: Choices | undefined;
}

/** The base of a text that was begun where the current one is erased, or on nobody knows what: it holds nothing of what stands. */
export const FROM_NOTHING = 0;

/** What a revert did, and to which revisions: those taken back, or the one restored. */
export interface Revert {
  action: 'restore' | 'undo' | 'rollback';
  fromNumber: number;
  toNumber?: number;
}

/** A save that stands. `number` is null when nothing was changed, so that no revision was made. */
export interface Saved {
  outcome: 'saved';
  slug: string;
  number: number | null;
  merged: boolean;
  /** It was merged with nothing but what its author had saved meanwhile. */
  alone?: true;
}

/**
 * A save that would overwrite another's words, with nothing written: the current content, mine merged as far as it
 * goes, and what clashed. `since` is the number of the revision that both sides started from.
 */
export interface Conflict {
  outcome: 'conflict';
  article: Article;
  since: number;
  current: Content;
  mine: Content;
  clashes: ContentClash[];
}

/** Makes an article. Throws 422 when the content or its title's slug won't do, 413 when it's too large, 429 when its author has written too much. */
export async function createArticle(
  db: Db,
  author: Author,
  { content, summary }: { content: Content; summary: string },
): Promise<Saved> {
  checkContent(content);
  checkSummary(summary);
  return db.transaction().execute(async (tx) => {
    await checkWritten(tx, author);
    const article = await insertArticle(tx, content, DEFAULT_LICENCE);
    const save: Save = {
      content: await withTopicsFiled(tx, content),
      action: 'create',
      summary,
      minor: false,
      baseNumber: null,
    };
    const { number } = await recordRevision(tx, author, article, save);
    return { outcome: 'saved', slug: slugOf(content.title), number, merged: false };
  });
}

/** Changes an article. Throws 404, 410 when it's deleted, 409 when what the edit was begun on is erased, 422, 413 and 429; a conflict is an answer, not an error. */
export async function editArticle(
  db: Db,
  author: Author,
  slug: string,
  edit: Edit,
): Promise<Saved | Conflict> {
  checkContent(edit.content);
  checkSummary(edit.summary);
  return db.transaction().execute(async (tx) => {
    const article = await findArticle(tx, slug);
    return saveOnto(tx, author, article, { ...edit, content: await withTopicsFiled(tx, edit.content) });
  });
}

/** Returns the content that an edit would leave, or the conflict that it would meet. Throws 404, 410 when the article is deleted, and 422 for its base. */
export async function mergeEdit(
  db: Db,
  author: Author,
  slug: string,
  edit: Edit,
): Promise<{ outcome: 'merged'; article: Article; content: Content } | Conflict> {
  const article = await findArticle(db, slug);
  const content = await withTopicsFiled(db, edit.content);
  const { base, current, merge } = await mergeOnto(db, author, article, { ...edit, content });
  if (!merge.clean) return conflict(article, base, current, merge);
  return { outcome: 'merged', article, content: merge.content };
}

/** Returns a content that names its topics as those before it do, and each that is merged into another as that. */
export async function withTopicsFiled(db: Db, content: Content): Promise<Content> {
  const filed = await topicsFiled(db, content.topics);
  return { ...content, topics: [...new Set(content.topics.map((topic) => filed.get(topic)!))] };
}

/** Gives an article a new title, and so a new slug; the old one leads there. Throws as `editArticle` does. */
export async function moveArticle(
  db: Db,
  author: Author,
  slug: string,
  { title, summary }: { title: string; summary: string },
): Promise<Saved | Conflict> {
  return db.transaction().execute(async (tx) => {
    const article = await findArticle(tx, slug);
    const content = { ...(await contentOf(tx, article.sequence, author)), title };
    checkContent(content);
    checkSummary(summary);
    return saveOnto(tx, author, article, { content, summary, minor: false });
  });
}

/** Adds the row of a new article that has no revision yet. Throws 422 when its slug is taken. */
export async function insertArticle(tx: Tx, content: Content, licence: string) {
  const uid = randomBytes(16);
  const placeholder = { lead: '', kind: '', sort_key: '', sections_done: 0, sections_total: 0, sequence: 0 };
  const row = { uid, licence, revision_count: 0, slug: uid.toString('hex'), title: '', ...placeholder };
  const [{ id }] = (await insertRow(tx, row)) as [{ id: number }];
  await claimSlug(tx, id, content.title);
  return { id, uid, revisionCount: 0 };
}

const insertRow = prepared((db, row: Insertable<ArticleTable>) =>
  db.insertInto('article').values(row).returning('id'),
);

/** Merges an edit onto an article's current revision and saves it there, unless it changes nothing or clashes. */
export async function saveOnto(
  tx: Tx,
  author: Author,
  article: Article,
  edit: Edit,
  revert?: Revert,
): Promise<Saved | Conflict> {
  const { base, ...onto } = await mergeOnto(tx, author, article, edit, revert !== undefined);
  if (onto.merge.clashes.length > 0 && !revert) checkContent(onto.merge.content);
  return saveMerged(tx, author, article, { ...edit, ...onto, base, since: base, ...revert });
}

/** What was merged onto an article's current content, and is saved; `since` is the revision that both sides started from. */
type Merged = Omit<Edit, 'content' | 'choices'> & {
  current: Content;
  merge: ContentMerge;
  base: number;
  since: number;
} & Partial<Revert>;

/** Saves what was merged onto an article's current content, unless it changes nothing or clashes. */
export async function saveMerged(
  tx: Tx,
  author: Author,
  article: Article,
  { current, merge, base, since, summary, minor, action, fromNumber, toNumber }: Merged,
): Promise<Saved | Conflict> {
  const { content } = merge;
  if (!merge.clean) return conflict(article, since, current, merge);
  if (canonical(content) === canonical(current)) {
    return { outcome: 'saved', slug: article.slug, number: null, merged: false };
  }
  if (action && cprInContent(content).length > 0) throw invalid([{ field: 'number', code: 'cpr-back' }]);
  await checkWritten(tx, author);
  const slug = await moveIfRenamed(tx, author, article, content);
  const { number } = await recordRevision(
    tx,
    author,
    { id: article.id, uid: article.uid, revisionCount: article.number },
    {
      content,
      action: action ?? (slug === article.slug ? 'edit' : 'move'),
      summary,
      minor,
      baseNumber: base,
      fromNumber: fromNumber ?? null,
      toNumber: toNumber ?? null,
    },
  );
  const merged = base < article.number;
  const isAlone = merged && (await lastOfOwn(tx, author, article, base)) === article.number;
  return { outcome: 'saved', slug, number, merged, ...(isAlone && { alone: true }) };
}

/** Returns the revision that an edit started from, the current one if it says none. Throws 422 when there's no such. */
export function checkBase(article: Article, base = article.number): number {
  if (Number.isInteger(base) && base >= 1 && base <= article.number) return base;
  throw invalid([{ field: 'base', code: 'unknown-base' }]);
}

/**
 * Where the current content was erased there is nothing to merge with, and what was begun before that may hold its words,
 * unless it's brought back from the history. Of a base that was erased, or
 * is hidden from the author, and of none, all that differs clashes.
 */
async function mergeOnto(
  db: Db,
  author: Author,
  article: Article,
  { content, base: named, choices }: Edit,
  isRevert = false,
) {
  const current = await unlessErased(contentOf(db, article.sequence, author));
  const since = checkBase(article, named === FROM_NOTHING ? seenBefore(article, current) : named);
  const isFromNothing = named === undefined || named === FROM_NOTHING;
  if (!current && !isFromNothing && !isRevert) throw erasedSince();
  if (!current || (since === article.number && named !== FROM_NOTHING)) {
    const merge: ContentMerge = { clean: true, content, clashes: [] };
    return { base: since, current: current ?? emptyContent(article.kind), merge };
  }
  const start =
    named === FROM_NOTHING ? undefined : await unlessErased(contentAt(db, article.id, since, author));
  if (!start) return { base: since, current, merge: mergeWithoutBase(content, current, choices) };
  const begun = { base: since, began: start };
  const { base, began } = isRevert ? begun : await ownBase(db, author, article, { ...begun, content });
  return { base, current, merge: mergeContents(began, content, current, choices) };
}

/** Whoever began from nothing has seen no more than what stood before the current text. */
function seenBefore({ number }: Article, current: Content | undefined): number {
  return Math.max(1, number - (current ? 1 : 0));
}

function conflict(
  article: Article,
  since: number,
  current: Content,
  { content, clashes }: ContentMerge,
): Conflict {
  return { outcome: 'conflict', article, since, current, mine: content, clashes };
}

async function moveIfRenamed(tx: Tx, author: Author, article: Article, content: Content): Promise<string> {
  if (slugOf(content.title) === article.slug) return article.slug;
  const slug = await claimSlug(tx, article.id, content.title);
  await recordAct(tx, author, 'move', { articleId: article.id, words: { from: article.slug, to: slug } });
  return slug;
}
