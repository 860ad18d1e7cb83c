/** Holds what was written against the searches that people watch, and not each search against the wiki: what fits one that didn't before. */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { TOPIC } from '../../kinds/filing.ts';
import { readQuery, type Query } from '../../text/finding/query.ts';
import { standingArticles } from '../articles/articles.ts';
import { filtersOf, readKey, withTopics } from '../finding/asked.ts';
import { expand, unwidened, type Expanded } from '../finding/expanding.ts';
import { formsOf, holds, isLeft, mayHold, sheetOf, type Forms, type Sheet } from '../finding/fitting.ts';
import type { Filters } from '../finding/lists.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { topicsFiled } from '../history/topics.ts';
import { hiddenTextOf } from '../history/withheld.ts';
import type { FreshRevision } from './concerned.ts';
import type { Fit } from './fits.ts';

/** How many searches are read at a time, and how many are held against what was written before others have their turn. */
const AT_ONCE = 500;
const BEFORE_OTHERS = 25;

/** What is to be known of a revision that may bring an article into searches. */
type Fitting = Pick<FreshRevision, 'sequence' | 'parent' | 'article_id' | 'person_id'>;

/** Returns what some revisions brought into watched searches, and is in them yet. */
export async function newlyFitting(db: Db, revisions: readonly Fitting[]): Promise<Fit[]> {
  const fits: Fit[] = [];
  const read = sheetsOf(db);
  for (let last = ''; revisions.length > 0; await setImmediate()) {
    const targets = await targetsAfter(db, last);
    const searches = await asFiled(
      db,
      targets.flatMap((target) => preparedSearch(target) ?? []),
    );
    const expanded = new Map<string, Promise<Expanded>>();
    for (const revision of revisions) {
      fits.push(...(await fittingIn(db, revision, searches, { read, expanded })));
      await setImmediate();
    }
    if (targets.length < AT_ONCE) break;
    last = targets.at(-1)!;
  }
  return fits;
}

function targetsAfter(db: Db, last: string): Promise<string[]> {
  return db
    .selectFrom('watch')
    .select('target')
    .distinct()
    .where('subject', '=', 'search')
    .where('target', '>', last)
    .orderBy('target')
    .limit(AT_ONCE)
    .execute()
    .then((rows) => rows.map(({ target }) => target));
}

interface Prepared {
  target: string;
  filters: Filters;
  query: Query;
  /** What it's to hold with its words as they were typed. */
  plain: Pick<Expanded, 'all' | 'without'>;
  forms: Forms;
}

/** Most searches that are watched are held against one text after another. */
const prepared = new LRUCache<string, Prepared>({ max: 5000 });

function preparedSearch(target: string): Prepared | undefined {
  const search = prepared.get(target) ?? prepare(target);
  if (search) prepared.set(target, search);
  return search;
}

/** Returns searches with their topics as articles are filed under them now. */
async function asFiled(db: Db, searches: readonly Prepared[]): Promise<Prepared[]> {
  const topics = searches.flatMap(({ filters }) => filters.facets?.[TOPIC] ?? []);
  const filed = await topicsFiled(db, topics);
  return searches.map((search) => ({ ...search, filters: withTopics(search.filters, filed) }));
}

function prepare(target: string): Prepared | undefined {
  const asked = readKey(target);
  if (!asked) return undefined;
  const query = readQuery(asked.typed);
  return { target, filters: filtersOf(asked), query, plain: unwidened(query), forms: formsOf(query) };
}

type ReadSheet = (sequence: number) => Promise<Sheet | undefined>;

/** Returns a content with its topics as articles are filed under them now. */
async function withTopicsFiled(db: Db, content: Content): Promise<Content> {
  return { ...content, topics: [...(await topicsFiled(db, content.topics)).values()] };
}

/** Each content is read once, however many revisions it stands beside; what is hidden or erased is held against nothing. */
function sheetsOf(db: Db): ReadSheet {
  const sheets = new Map<number, Sheet | undefined>();
  return async (sequence) => {
    if (sheets.has(sequence)) return sheets.get(sequence);
    const isHidden = (await hiddenTextOf(db, sequence)) !== undefined;
    const content = isHidden ? undefined : await unlessErased(readContent(db, sequence));
    const sheet = content && sheetOf(await withTopicsFiled(db, content));
    sheets.set(sequence, sheet);
    return sheet;
  };
}

interface Holding {
  read: ReadSheet;
  expanded: Map<string, Promise<Expanded>>;
}

async function fittingIn(
  db: Db,
  revision: Fitting,
  searches: readonly Prepared[],
  holding: Holding,
): Promise<Fit[]> {
  const { sequence, parent, article_id: articleId, person_id: author } = revision;
  const standing = await standingArticles(db).where('article.id', '=', articleId).executeTakeFirst();
  const sheet = standing && (await holding.read(sequence));
  if (!sheet) return [];
  const found: Fit[] = [];
  for (const [i, search] of searches.entries()) {
    if (i % BEFORE_OTHERS === 0) await setImmediate();
    if (!isLeft(sheet, search.filters) || !mayHold(sheet, search.forms)) continue;
    const fitsAt = (at: number | null) =>
      at !== null && fits(db, { articleId, sequence: at }, search, holding);
    const isBrought = (await fitsAt(sequence)) && !(await fitsAt(parent));
    if (isBrought && (await fitsAt(standing.sequence)))
      found.push({ target: search.target, articleId, sequence, author });
  }
  return found;
}

async function fits(
  db: Db,
  at: { articleId: number; sequence: number },
  { target, filters, query, plain, forms }: Prepared,
  { read, expanded }: Holding,
): Promise<boolean> {
  const sheet = await read(at.sequence);
  if (!sheet || !isLeft(sheet, filters)) return false;
  if (filters.person !== undefined && !(await hasWritten(db, filters.person, at))) return false;
  // Most that fit hold the words as they are: then nothing need be asked of the vocabulary.
  if (holds(sheet, plain)) return true;
  if (!mayHold(sheet, forms)) return false;
  const wide = expanded.get(target) ?? expand(db, query);
  expanded.set(target, wide);
  return holds(sheet, await wide);
}

async function hasWritten(
  db: Db,
  personId: number,
  { articleId, sequence }: { articleId: number; sequence: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('person_id', '=', personId)
    .where('sequence', '<=', sequence)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
