/**
 * The headings that each article has, by their ids, and those that it had: what was called something else in an earlier version
 * is still known by that name, for links that say it. Both come from the revisions alone, each taken from the one before.
 */
import { setTimeout } from 'node:timers/promises';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { pieces, slices } from '../../db/slices.ts';
import type { HeadingTable } from '../../db/tables/links.ts';
import type { Content } from '../../kinds/content.ts';
import { renamedHeadings } from '../../text/renamed-headings.ts';
import { contentsInTurn } from '../history/contents.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { contentBefore, outlineIn } from './reading.ts';

/** What each id of an article's headings stands for now: itself, if a heading has it, else the heading that had it. */
type Headings = Map<string, string>;

/** How many headings an article is known by, and how many that it had. */
const MOST = { standing: 1000, former: 500 };
/** As in `links.ts`: no heading's id is longer. */
const LONGEST = 240;

/** Follows a revision: its headings stand, and each that it has no longer is looked for under another name. */
export async function followHeadings(tx: Tx, added: AddedRevision): Promise<void> {
  const { articleId, parent, content, change } = added;
  if (parent !== null && !change.before) return makeHeadings(tx, articleId);
  const held: Headings = new Map((await filedHeadings(tx, articleId)).map(({ id, now }) => [id, now]));
  const before = () => contentBefore(change)!.body;
  await fileHeadings(tx, articleId, held, headingsAfter(held, before, content));
}

/** Makes the headings of an article, or of all, anew. */
export async function makeHeadings(db: Db, articleId?: number): Promise<void> {
  if (articleId !== undefined) {
    const held = new Map((await filedHeadings(db, articleId)).map(({ id, now }) => [id, now]));
    return fileHeadings(db, articleId, held, await headingsOf(db, articleId));
  }
  const articles = await db.selectFrom('article').select('id').orderBy('id').execute();
  for (const { id } of articles) await makeUnlessRight(db, id);
}

/** Tells whether the headings of an article are filed as its revisions have them. */
export async function areHeadingsRight(db: Db, articleId: number): Promise<boolean> {
  const expected = await headingsOf(db, articleId);
  const filed = await filedHeadings(db, articleId);
  return filed.length === expected.size && filed.every(({ id, now }) => expected.get(id) === now);
}

/** A long history is read while others write; only where something is wrong is it read once more, with the place to write. */
async function makeUnlessRight(db: Db, articleId: number): Promise<void> {
  if (await areHeadingsRight(db, articleId)) return;
  await db.transaction().execute((tx) => makeHeadings(tx, articleId));
  await setTimeout(0);
}

async function headingsOf(db: Db, articleId: number): Promise<Headings> {
  let [headings, before]: [Headings, string] = [new Map(), ''];
  for await (const content of contentsInTurn(db, articleId)) {
    const { body } = content;
    if (body === before) continue;
    const last = before;
    headings = headingsAfter(headings, () => last, content);
    before = body;
  }
  return headings;
}

/** Returns what the headings of a text come to after what they were; the text before it is asked for where one is gone. */
function headingsAfter(held: Headings, before: () => string, content: Content): Headings {
  const ids = outlineIn(content).headings.map(({ id }) => id);
  const standing = new Set(ids.filter((id) => id.length <= LONGEST).slice(0, MOST.standing));
  const after: Headings = new Map([...standing].map((id) => [id, id]));
  const gone = [...held].filter(([id]) => !standing.has(id));
  if (gone.length === 0) return after;
  const isLost = gone.some(([, now]) => !standing.has(now));
  const renamed = isLost ? renamedHeadings(before(), content.body) : new Map<string, string>();
  // What was kept before is kept first.
  const byAge = gone.sort(
    ([a, nowA], [b, nowB]) => Number(a === nowA) - Number(b === nowB) || (a < b ? -1 : 1),
  );
  let former = 0;
  for (const [id, now] of byAge) {
    const found = standing.has(now) ? now : renamed.get(now);
    if (found === undefined || !standing.has(found) || former === MOST.former) continue;
    after.set(id, found);
    former++;
  }
  return after;
}

async function fileHeadings(db: Db, articleId: number, held: Headings, wanted: Headings): Promise<void> {
  const wrong = [...held].filter(([id, now]) => wanted.get(id) !== now).map(([id]) => id);
  for (const slice of slices(wrong)) {
    await db.deleteFrom('heading').where('article_id', '=', articleId).where('id', 'in', slice).execute();
  }
  const rows = [...wanted]
    .filter(([id, now]) => held.get(id) !== now)
    .map(([id, now]) => ({ article_id: articleId, id, now }));
  for (const piece of pieces(rows)) await insertHeadings(db, piece);
}

const insertHeadings = prepared((db, rows: HeadingTable[]) => db.insertInto('heading').values(rows));

const filedHeadings = prepared((db, articleId: number) =>
  db.selectFrom('heading').select(['id', 'now']).where('article_id', '=', articleId),
);
