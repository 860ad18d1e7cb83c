/**
 * Who wrote what: each word and sign of an article's body, and each title, lead, topic, source and fact, stays credited to the
 * revision that first wrote it, whoever moved, restored or merged it since.
 */
import type { Action, Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { Content } from '../../kinds/content.ts';
import { mapItems, type Items } from '../../kinds/items.ts';
import type { Attribution } from '../../text/attribution.ts';
import { countItems } from './beside.ts';
import { creditRevision, type Uncredited } from './crediting.ts';
import { creditsIn, fileFirst, itemKeys, keysOf } from './first-held.ts';
import { fitted, readAttribution, readBefore, writeAttribution } from './stored.ts';
import { countWords } from './words.ts';
import { readBylines, type Byline } from '../history/bylines.ts';
import { withOthers } from '../history/co-authors.ts';
import { readContent, sequenceAt } from '../history/contents.ts';
import { originsOf } from '../history/origins.ts';
import { checkShown } from '../history/reading.ts';
import { seesHidden, type Reader } from '../policy.ts';

/** A revision's content and the sequences of the revisions that first wrote each part of it. */
export interface Attributed extends Items<number> {
  /** Of the revision itself. */
  sequence: number;
  content: Content;
  /** Of each word and sign of the body, in order. */
  words: Attribution;
}

/** A revision that something is credited to; its article is another than the one that is read when a sentence came from there. */
export interface CreditedRevision {
  sequence: number;
  number: number;
  action: Action;
  writtenAt: string;
  byline: Byline;
  article: SourceArticle;
}

/** The article that a revision is of, as it's called now; one that is gone from a reader's view has no name for them. */
export interface SourceArticle {
  id: number;
  slug: string;
  title: string;
  isGone?: true;
}

/** The attribution of a revision, and that of its parent; nothing for the first of an article. */
export interface CreditedChange {
  before: Attribution;
  after: Attribution;
}

/**
 * Credits the newest revision, and counts whose words stand in its article now; returns what it credits. One whose content is erased, or that was
 * made from a text that is, has the attribution that was kept of it; the parent's content is read unless it's given.
 */
export async function attributeRevision(
  tx: Tx,
  revision: Uncredited,
  content: Content | undefined,
  { kept, parentContent }: { kept?: Attribution | undefined; parentContent?: Content | undefined } = {},
): Promise<CreditedChange> {
  const { sequence, parent, article_id: articleId } = revision;
  const before = await readBefore(tx, revision);
  const credit = content && (await creditRevision(tx, revision, content, before, parentContent));
  const words = kept ?? credit?.attribution ?? NOTHING;
  const isKept = !content || kept !== undefined;
  await writeAttribution(tx, { articleId, sequence, parent }, words, { before, isKept });
  await fileFirst(tx, articleId, sequence, credit?.first ?? []);
  await countWords(tx, articleId, before, words);
  if (!credit?.hasSameItems) await countItems(tx, { articleId, sequence, content });
  return { before, after: words };
}

const NOTHING: Attribution = new Uint32Array();

/** Returns a revision's content and who wrote it. Throws 404 when there's no such number, 410 when it was erased, or is hidden from the reader. */
export async function attributionAt(
  db: Db,
  articleId: number,
  number: number,
  reader?: Reader,
): Promise<Attributed> {
  const sequence = await sequenceAt(db, articleId, number);
  await checkShown(db, reader, sequence);
  return attributedAt(db, articleId, sequence);
}

/** As `attributionAt`, by its sequence, for what the wiki itself makes of it. */
export async function attributedAt(db: Db, articleId: number, sequence: number): Promise<Attributed> {
  const content = await readContent(db, sequence);
  const held = await creditsIn(db, articleId, [...keysOf(content)], sequence + 1);
  const items = mapItems(itemKeys(content), (key) => held.get(key) ?? sequence);
  const words = await fitted(db, sequence, content.body, await readAttribution(db, sequence));
  return { sequence, content, words, ...items };
}

/** Returns some revisions, by their sequences, as credit names them. */
export async function creditedRevisions(
  db: Db,
  sequences: readonly number[],
  reader?: Reader,
): Promise<Map<number, CreditedRevision>> {
  const origins = await originsOf(db, sequences);
  const all = [...origins.values()];
  const ids = all.flatMap(({ bylineId, coBylineIds }) => [bylineId, ...coBylineIds]);
  const bylines = await readBylines(db, [...new Set(ids)]);
  const articles = await readArticles(db, [...new Set(all.map(({ articleId }) => articleId))], reader);
  const credited = new Map<number, CreditedRevision>();
  for (const [sequence, origin] of origins) {
    const { bylineId, coBylineIds, articleId, number, action, writtenAt } = origin;
    const byline = withOthers(bylines.get(bylineId)!, coBylineIds, bylines);
    const article = articles.get(articleId)!;
    credited.set(sequence, { sequence, number, action, writtenAt, byline, article });
  }
  return credited;
}

/** Returns the edit summaries of some revisions, by their sequences; none where none was written, it was erased, or it's hidden from the reader. */
export async function summariesOf(
  db: Db,
  sequences: readonly number[],
  reader?: Reader,
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const slice of slices(sequences)) {
    const rows = await db
      .selectFrom('summary')
      .innerJoin('revision', 'revision.sequence', 'summary.sequence')
      .leftJoin('hiding', 'hiding.sequence', 'summary.sequence')
      .leftJoin('deletion', 'deletion.article_id', 'revision.article_id')
      .select(['summary.sequence', 'summary.words'])
      .where('summary.sequence', 'in', slice)
      .$if(!seesHidden(reader), (query) =>
        query
          .where((eb) => eb.or([eb('hiding.summary', 'is', null), eb('hiding.summary', '=', 0)]))
          .where('deletion.act_id', 'is', null),
      )
      .execute();
    for (const { sequence, words } of rows) found.set(sequence, words);
  }
  return found;
}

/** Returns some articles as they're called now, by their ids. */
export async function readArticles(
  db: Db,
  ids: readonly number[],
  reader?: Reader,
): Promise<Map<number, SourceArticle>> {
  const found = new Map<number, SourceArticle>();
  for (const slice of slices(ids)) {
    const articles = await db
      .selectFrom('article')
      .leftJoin('deletion', 'deletion.article_id', 'article.id')
      .select(['article.id', 'article.slug', 'article.title', 'deletion.act_id as deleted_by'])
      .where('article.id', 'in', slice)
      .execute();
    for (const { id, slug, title, deleted_by } of articles) {
      const isGone = deleted_by !== null && !seesHidden(reader);
      found.set(id, isGone ? { id, slug: '', title: '', isGone } : { id, slug, title });
    }
  }
  return found;
}
