/**
 * Who wrote what: each word of an article's body, and each title, lead, topic, source and fact, stays credited to the
 * revision that first wrote it, whoever moved, restored or merged it since.
 */
import type { Db, Tx } from '../db/schema.ts';
import { slices } from '../db/slices.ts';
import { notFound } from '../errors.ts';
import type { Content } from '../kinds/content.ts';
import type { Attribution } from '../text/attribution.ts';
import { creditRevision, type Uncredited } from './attribution/crediting.ts';
import { fileFirst, hashesOf, heldIn, itemHashes } from './attribution/first-held.ts';
import { readAttribution, readBefore, writeAttribution } from './attribution/stored.ts';
import { countWords } from './attribution/words.ts';
import { bylineColumns, toByline, type Byline } from './bylines.ts';
import { readContent } from './content.ts';

/** A revision's content and the sequences of the revisions that first wrote each part of it. */
export interface Attributed {
  content: Content;
  /** Of each word of the body, in order. */
  words: Attribution;
  title: number;
  /** 0 when there is none. */
  lead: number;
  /** Of each topic, and of each source, in order. */
  topics: number[];
  sources: number[];
  /** Of each fact that is filled in, by its name. */
  facts: Record<string, number>;
}

/** A revision that something is credited to; its article is another than the one that is read when a sentence came from there. */
export interface CreditedRevision {
  sequence: number;
  number: number;
  article: { id: number; slug: string; title: string };
  byline: Byline;
  summary: string;
  writtenAt: string;
}

/**
 * Credits the newest revision, and counts whose words stand in its article now. One whose content is erased, or that was
 * made from a text that is, has the attribution that was kept of it.
 */
export async function attributeRevision(
  tx: Tx,
  revision: Uncredited,
  content: Content | undefined,
  kept?: Attribution,
): Promise<void> {
  const { sequence, parent, article_id: articleId } = revision;
  const before = await readBefore(tx, revision);
  const credit = content && (await creditRevision(tx, revision, content, before));
  const words = kept ?? credit?.attribution ?? NOTHING;
  const isKept = !content || kept !== undefined;
  await writeAttribution(tx, { articleId, sequence, parent }, words, { before, isKept });
  await fileFirst(tx, articleId, sequence, credit?.first ?? []);
  await countWords(tx, articleId, before, words);
}

const NOTHING: Attribution = new Uint32Array();

/** Returns a revision's content and who wrote it. Throws 404 when there's no such number, 410 when it was erased. */
export async function attributionAt(db: Db, articleId: number, number: number): Promise<Attributed> {
  const row = await db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw notFound('no-such-revision');
  const content = await readContent(db, row.sequence);
  const held = await heldIn(db, articleId, [...hashesOf(content)], row.sequence);
  const firstOf = (hash: number) => held.get(hash) ?? row.sequence;
  const { title, lead, topics, sources, facts } = itemHashes(content);
  return {
    content,
    words: await readAttribution(db, row.sequence),
    title: firstOf(title),
    lead: lead === undefined ? 0 : firstOf(lead),
    topics: topics.map(firstOf),
    sources: sources.map(firstOf),
    facts: Object.fromEntries(Object.entries(facts).map(([name, hash]) => [name, firstOf(hash)])),
  };
}
/** Returns some revisions, by their sequences, as credit names them. */
export async function creditedRevisions(
  db: Db,
  sequences: readonly number[],
): Promise<Map<number, CreditedRevision>> {
  const found = new Map<number, CreditedRevision>();
  for (const slice of slices(sequences)) {
    const rows = await db
      .selectFrom('revision')
      .innerJoin('article', 'article.id', 'revision.article_id')
      .innerJoin('byline', 'byline.id', 'revision.byline_id')
      .leftJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
      .leftJoin('summary', 'summary.sequence', 'revision.sequence')
      .select(bylineColumns)
      .select(['revision.sequence', 'revision.number', 'revision.written_at', 'summary.words as summary'])
      .select(['article.id as article_id', 'article.slug', 'article.title'])
      .where('revision.sequence', 'in', slice)
      .execute();
    for (const row of rows) {
      const article = { id: row.article_id, slug: row.slug, title: row.title };
      const { sequence, number, written_at: writtenAt } = row;
      const summary = row.summary ?? '';
      found.set(sequence, { sequence, number, article, byline: toByline(row), summary, writtenAt });
    }
  }
  return found;
}
