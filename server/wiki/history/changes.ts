/** Revisions across articles: everyone's, and one person's, newest first, page by page. */
import { NO_END } from '../../db/no-end.ts';
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { bylineColumns, toByline, type Byline } from './bylines.ts';
import { writtenTogether } from './co-authors.ts';
import { revisionLines, toLines, type RevisionLine } from './lines.ts';

/** A revision with the article that it changed; of one that is deleted, and from whom, nothing that was written is told. */
export interface Change extends RevisionLine {
  article: { slug: string; title: string; kind: string; isGone?: true };
}

/** Returns everyone's newest revisions, at most `limit`, those before a sequence when one is given, as a reader is shown them. */
export async function newestChanges(
  db: Db,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<Change[]> {
  return toChanges(db, await everyones(db, before, limit), reader);
}

/** Revisions that came in by the many, as starter content, or by imports: how many, and how many articles they began. */
export interface Intake {
  /** Of the first of them. */
  sequence: number;
  /** Of the last of them. */
  last: number;
  action: 'import' | 'starter';
  articles: number;
  revisions: number;
  /** Who laid it in, or imported the first of them and the last. */
  by: readonly Byline[];
  cameAt: string;
}

/** Returns everyone's newest revisions as `newestChanges` does, and what came in by the many as one. */
export function newestTold(
  db: Db,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<(Change | Intake)[]> {
  return aroundIntakes(db, limit, before, async (...between) =>
    toChanges(db, await writtenBetween(db, ...between), reader),
  );
}

/**
 * Returns the newest improvements that stand, at most `limit`, as a reader is shown them: no minor one, none that was taken back or
 * took one back, nothing of a deleted article; and what came in by the many as one.
 */
export function newestStanding(db: Db, limit: number, reader?: Reader): Promise<(Change | Intake)[]> {
  return aroundIntakes(db, limit, NO_END, async (...between) =>
    toChanges(db, await standingBetween(db, ...between), reader),
  );
}

async function aroundIntakes(
  db: Db,
  limit: number,
  before: number,
  changesBetween: (after: number, before: number, limit: number) => Promise<Change[]>,
): Promise<(Change | Intake)[]> {
  const found: (Change | Intake)[] = [];
  for (const intake of [...(await newestIntakes(db, before, limit)), undefined]) {
    found.push(...(await changesBetween(intake?.last ?? 0, before, limit - found.length)));
    if (found.length === limit) break;
    if (intake) found.push(intake);
    if (found.length === limit) break;
    before = intake?.sequence ?? 0;
  }
  return found;
}

/** Returns the newest revisions that a person wrote, alone or together with others, at most `limit`, those before a sequence when one is given, as a reader is shown them. */
export async function contributions(
  db: Db,
  personId: number,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<Change[]> {
  const own = await theirs(db, personId, before, limit);
  const others = await theirsTogether(db, personId, before, limit);
  const rows = [...own, ...others].sort((a, b) => b.sequence - a.sequence).slice(0, limit);
  return toChanges(db, rows, reader);
}

/** Returns some revisions, by their sequences, in that order, as a reader is shown them. */
export async function changesOf(db: Db, sequences: readonly number[], reader?: Reader): Promise<Change[]> {
  if (sequences.length === 0) return [];
  const rows = await changes(db).where('revision.sequence', 'in', sequences).execute();
  const places = new Map(sequences.map((sequence, place) => [sequence, place]));
  const inOrder = rows.sort((a, b) => places.get(a.sequence)! - places.get(b.sequence)!);
  return toChanges(db, inOrder, reader);
}

function changes(db: Db) {
  return revisionLines(db)
    .innerJoin('article', 'article.id', 'revision.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(['article.slug', 'article.title', 'article.kind', 'deletion.act_id as deleted_by']);
}

const everyones = prepared((db, before: number, limit: number) => newestFirst(changes(db), before, limit));

const theirs = prepared((db, personId: number, before: number, limit: number) =>
  newestFirst(changes(db).where('revision.person_id', '=', personId), before, limit),
);

const theirsTogether = prepared((db, personId: number, before: number, limit: number) =>
  newestFirst(changes(db).where('revision.sequence', 'in', writtenTogether(db, personId)), before, limit),
);

const writtenBetween = prepared((db, after: number, before: number, limit: number) =>
  newestFirst(changes(db).where('revision.sequence', '>', after), before, limit),
);

const standingBetween = prepared((db, after: number, before: number, limit: number) => {
  const standing = changes(db)
    .where('revision.sequence', '>', after)
    .where('revision.from_number', 'is', null)
    .where('revision.minor', '=', 0)
    .where('reverted.sequence', 'is', null)
    .where('deletion.act_id', 'is', null);
  return newestFirst(standing, before, limit);
});

function newestFirst(query: ReturnType<typeof changes>, before: number, limit: number) {
  return query.where('revision.sequence', '<', before).orderBy('revision.sequence', 'desc').limit(limit);
}

async function toChanges(
  db: Db,
  rows: Awaited<ReturnType<ReturnType<typeof changes>['execute']>>,
  reader: Reader,
): Promise<Change[]> {
  const lines = await toLines(db, rows, reader);
  return rows.map(({ slug, title, kind, deleted_by }, i) =>
    deleted_by === null || seesHidden(reader)
      ? { ...lines[i]!, article: { slug, title, kind } }
      : { ...lines[i]!, summary: '', article: { slug: '', title: '', kind: '', isGone: true } },
  );
}

async function newestIntakes(db: Db, before: number, limit: number): Promise<Intake[]> {
  const rows = await intakes(db, before, limit);
  const imported = rows.filter(({ action }) => action === 'import');
  const importers = await importersOf(
    db,
    imported.flatMap(({ sequence, last }) => [sequence, last]),
  );
  const whoImported = (ends: readonly number[]) => {
    const found = new Map(ends.map((end) => [importers.get(end)?.id, importers.get(end)]));
    return [...found.values()].filter((each) => each !== undefined);
  };
  return rows.map((row) => ({
    sequence: row.sequence,
    last: row.last,
    action: row.action,
    articles: row.articles,
    revisions: row.last - row.sequence + 1,
    by: row.action === 'starter' ? [toByline(row)] : whoImported([row.sequence, row.last]),
    cameAt: row.recorded_at || row.written_at,
  }));
}

const intakes = prepared((db, before: number, limit: number) =>
  db
    .selectFrom('intake')
    .innerJoin('revision', 'revision.sequence', 'intake.last')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
    .select(bylineColumns)
    .select(['intake.sequence', 'intake.last', 'intake.action', 'intake.articles'])
    .select(['revision.written_at', 'revision.recorded_at'])
    .where('intake.sequence', '<', before)
    .orderBy('intake.sequence', 'desc')
    .limit(limit),
);

/**
 * Returns who imported some revisions, by their sequences. All that one import brings in bears the moment when it began, and so
 * does what the log tells of it.
 */
async function importersOf(db: Db, sequences: readonly number[]): Promise<Map<number, Byline>> {
  if (sequences.length === 0) return new Map();
  const rows = await db
    .selectFrom('revision')
    .innerJoin('log', (join) =>
      join
        .onRef('log.article_id', '=', 'revision.article_id')
        .onRef('log.recorded_at', '=', 'revision.recorded_at')
        .on('log.action', '=', 'import'),
    )
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .select('revision.sequence')
    .where('revision.sequence', 'in', sequences)
    .execute();
  return new Map(rows.map((row) => [row.sequence, toByline(row)]));
}
