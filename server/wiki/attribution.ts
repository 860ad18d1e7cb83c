/** Who wrote what: each word of an article's body, and each title, lead, topic, source and fact, and the revision that first wrote it. */
import type { Db } from '../db/schema.ts';
import { notFound } from '../errors.ts';
import type { Content } from '../kinds/content.ts';
import { planAttribution, type Attribution, type Version } from '../text/attribution.ts';
import { toByline, bylineColumns, type Byline } from './bylines.ts';
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

/** Returns a revision's content and who wrote it. Throws 404 when there's no such number, 410 when it was erased. */
export async function attributionAt(db: Db, articleId: number, number: number): Promise<Attributed> {
  const rows = await db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('number', '<=', number)
    .orderBy('number')
    .execute();
  if (rows.length < number) throw notFound('no-such-revision');
  let parent: Version | undefined;
  for (const { sequence } of rows) {
    const { body } = await readContent(db, sequence);
    const plan = planAttribution({ sequence, body, ...(parent && { parent }) });
    parent = { body, attribution: plan.attribute({ held: new Map(), elsewhere: new Map() }) };
  }
  const { sequence } = rows.at(-1)!;
  const content = await readContent(db, sequence);
  const each = (list: readonly unknown[]) => list.map(() => sequence);
  const facts = Object.fromEntries(Object.keys(content.facts).map((name) => [name, sequence]));
  return {
    content,
    words: parent!.attribution,
    title: sequence,
    lead: content.lead === '' ? 0 : sequence,
    topics: each(content.topics),
    sources: each(content.sources),
    facts,
  };
}

/** Returns the id of the byline of each of some revisions, by their sequences. */
export async function bylineIdsOf(db: Db, sequences: readonly number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('revision')
    .select(['sequence', 'byline_id'])
    .where('sequence', 'in', sequences)
    .execute();
  return new Map(rows.map((row) => [row.sequence, row.byline_id]));
}

/** Returns some revisions, by their sequences, as credit names them. */
export async function creditedRevisions(
  db: Db,
  sequences: readonly number[],
): Promise<Map<number, CreditedRevision>> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article_id')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
    .leftJoin('summary', 'summary.sequence', 'revision.sequence')
    .select(bylineColumns)
    .select(['revision.sequence', 'revision.number', 'revision.written_at', 'summary.words as summary'])
    .select(['article.id as article_id', 'article.slug', 'article.title'])
    .where('revision.sequence', 'in', sequences)
    .execute();
  return new Map(
    rows.map((row) => [
      row.sequence,
      {
        sequence: row.sequence,
        number: row.number,
        article: { id: row.article_id, slug: row.slug, title: row.title },
        byline: toByline(row),
        summary: row.summary ?? '',
        writtenAt: row.written_at,
      },
    ]),
  );
}
