/**
 * What somebody wrote lately, taken back at once: first it's told what would become of each article, and then it's done to those
 * that still stand as they did. Each article gets new revisions by the ordinary way, so that nothing is lost by it.
 */
import type { Db } from '../../db/schema.ts';
import { canonical, type Content } from '../../kinds/content.ts';
import { slugOf } from '../../text/slug.ts';
import { findArticle, type Article } from '../articles/articles.ts';
import { saveMerged, type Revert } from '../articles/edits.ts';
import { mergeContents, type ContentMerge } from '../articles/merging.ts';
import { isOthers } from '../articles/slugs.ts';
import { cprInContent } from '../cpr.ts';
import type { Author } from '../history/author.ts';
import { unlessErased } from '../history/contents.ts';
import { contentAt, contentOf } from '../history/reading.ts';
import { checkReason } from '../history/reasons.ts';
import { findPerson } from '../people/people.ts';
import { check, type Doer } from '../policy.ts';
import { recordAct } from '../record.ts';
import { lateRevisions, runsOf, type Run } from './late-revisions.ts';

/**
 * What would become of an article: it's taken `back`, in some steps; something is in the way, so that it must be done `by-hand`;
 * or the person `made` it, so that there's nothing to go back to. `numbers` are those of the person's revisions, and the steps take
 * back but a `part` of them when all is too much at once.
 */
export type Fate = { article: Article; numbers: number[] } & (
  { way: 'back'; steps: Step[]; isPart: boolean } | { way: 'by-hand'; obstacle: Obstacle } | { way: 'made' }
);

/**
 * What is in the way: others have `changed` the same since, a text that it takes is `gone`, since it's hidden or erased, another
 * article has the `title`, or a `cpr` number would come back.
 */
export type Obstacle = 'changed' | 'gone' | 'title' | 'cpr';

/** A revision that takes back a run of others, and what it changes of the content before it. */
type Step = Revert & { toNumber: number; current: Content; merge: ContentMerge };

/** What would become of some articles, and whether there is more that must wait until that is done. */
export interface Fates {
  fates: Fate[];
  isMore: boolean;
}

/** How many articles are looked at at once. */
const MOST_ARTICLES = 100;
/** How much is taken back at once, nobody else being able to write meanwhile: a second's work. Of a step it's the length of its text, and `STEP`. */
const MOST_WORK = 1_500_000;
const STEP = 20_000;

/**
 * Returns what would become of the articles that somebody has written in since a moment (ISO-8601 UTC), those that they wrote in
 * last first; not of those where nothing of it stands any more. Throws 404 when nobody has the id, 403 to all but moderators, and to the person.
 */
export async function fatesOf(db: Db, reader: Doer, personId: number, since: string): Promise<Fates> {
  return fatesAmong(db, reader, personId, { since });
}

/** Returns the same of those of the articles alone that still have the revision that they were shown with, when that is said. */
async function fatesAmong(
  db: Db,
  reader: Doer,
  personId: number,
  { since, bases }: { since: string; bases?: TakingBack['bases'] },
): Promise<Fates> {
  await findPerson(db, personId);
  check(reader, 'rollback-person', { personId });
  const late = await lateRevisions(db, personId, since, MOST_ARTICLES);
  let { isMore } = late;
  const fates: Fate[] = [];
  const claimed = new Set<string>();
  let left = MOST_WORK;
  for (const { slug, numbers } of late.articles) {
    const article = await findArticle(db, slug);
    if (bases && bases.get(article.id) !== article.number) continue;
    const fate = unlessClaimed(await fateOf(db, personId, article, numbers), claimed);
    if (fate?.way === 'back') {
      // All of an article is taken back at once, or none of it, but for one that is too much by itself.
      const work = sumOf(fate.steps.map(workOf));
      if (work > left && left < MOST_WORK) return { fates, isMore: true };
      left -= work;
      isMore ||= fate.isPart;
    }
    if (fate) fates.push(fate);
  }
  return { fates, isMore };
}

/** What is taken back: what somebody wrote since a moment, in articles that still have the revision, by its number, that they're told with, by their ids; and why. */
export interface TakingBack {
  since: string;
  bases: ReadonlyMap<number, number>;
  reason: string;
}

/**
 * Takes back what somebody wrote, in as many articles as are shown at once, and returns in how many; one that has been written in
 * since it was shown is left as it is, and so is one that something is in the way of now. Throws as `fatesOf` does, 422 without a reason, and 429 when that is more than one may write.
 */
export async function takeBack(
  db: Db,
  performer: Author,
  personId: number,
  { since, bases, reason }: TakingBack,
): Promise<number> {
  checkReason(reason);
  return db.transaction().execute(async (tx) => {
    const { fates } = await fatesAmong(tx, performer, personId, { since, bases });
    const due = fates.flatMap((fate) => (fate.way === 'back' ? fate : []));
    for (const { article, steps } of due) {
      for (const [place, step] of steps.entries()) {
        const now = place === 0 ? article : await findArticle(tx, article.slug);
        const save = { base: now.number, since: step.toNumber, summary: reason, minor: false };
        await saveMerged(tx, performer, now, { ...step, ...save });
      }
    }
    const words = { articles: due.length, reason };
    if (due.length > 0) await recordAct(tx, performer, 'rollback-person', { personId, words });
    return due.length;
  });
}

/** Returns what would become of an article; undefined when nothing would. */
async function fateOf(
  db: Db,
  personId: number,
  article: Article,
  numbers: number[],
): Promise<Fate | undefined> {
  if (numbers.includes(1)) return { article, numbers, way: 'made' };
  const runs = await runsOf(db, article.id, personId, numbers);
  const found = (await unlessErased(stepsOf(db, article, runs))) ?? 'gone';
  if (typeof found === 'string') return { article, numbers, way: 'by-hand', obstacle: found };
  return found.steps.length === 0 ? undefined : { article, numbers, way: 'back', ...found };
}

/** Lets no two articles go back to one title that is free now: the second is left to be done by hand. Adds the slugs that one goes back to. */
function unlessClaimed(fate: Fate | undefined, claimed: Set<string>): Fate | undefined {
  if (fate?.way !== 'back') return fate;
  const { article, numbers, steps } = fate;
  const slugs = steps.flatMap(({ current, merge }) =>
    merge.content.title === current.title ? [] : slugOf(merge.content.title),
  );
  if (slugs.some((slug) => claimed.has(slug))) return { article, numbers, way: 'by-hand', obstacle: 'title' };
  for (const slug of slugs) claimed.add(slug);
  return fate;
}

/**
 * Returns the steps that take back some runs, the last first, each from what the one before it leaves, and whether they are but a
 * `part`, as much as is done at once; those that change nothing are left out. Returns what is in the way of one instead.
 * Throws 410 when a text that it takes is erased or hidden: what is hidden isn't brought back unseen.
 */
async function stepsOf(
  db: Db,
  article: Article,
  runs: readonly Run[],
): Promise<{ steps: Step[]; isPart: boolean } | Obstacle> {
  const steps: Step[] = [];
  let current = await contentOf(db, article.sequence);
  let left = MOST_WORK;
  for (const { from, to, isOthersBefore } of runs.toReversed()) {
    const before = await contentAt(db, article.id, from - 1);
    const isLast = to === article.number;
    const merge = isLast
      ? { clean: true, content: before, clashes: [] }
      : mergeContents(await contentAt(db, article.id, to), before, current);
    const action = isLast && isOthersBefore ? 'rollback' : 'undo';
    if (merge.clean && canonical(merge.content) === canonical(current)) continue;
    const step = { action, fromNumber: from, toNumber: to, current, merge } as const;
    left -= workOf(step);
    if (left < 0 && steps.length > 0) return { steps, isPart: true };
    const obstacle = await obstacleTo(db, article, step);
    if (obstacle) return obstacle;
    steps.push(step);
    current = merge.content;
  }
  return { steps, isPart: false };
}

/** Returns what is in the way of a step whose texts can be read. */
async function obstacleTo(db: Db, { id }: Article, { current, merge }: Step): Promise<Obstacle | undefined> {
  const { clean, content } = merge;
  if (!clean) return 'changed';
  if (cprInContent(content).length > 0) return 'cpr';
  const isRenamed = content.title !== current.title;
  return isRenamed && (await isOthers(db, slugOf(content.title), id)) ? 'title' : undefined;
}

function workOf({ merge }: Step): number {
  return STEP + merge.content.body.length;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
