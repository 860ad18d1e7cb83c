/**
 * What somebody wrote lately, taken back at once: first it's told what would become of each article, and then it's done to those
 * that still stand as they did. Each article gets new revisions by the ordinary way, so that nothing is lost by it.
 */
import type { Db } from '../../db/schema.ts';
import { canonical, type Content } from '../../kinds/content.ts';
import { findArticle, type Article } from '../articles/articles.ts';
import { saveMerged, type Revert } from '../articles/edits.ts';
import { mergeContents, type ContentMerge } from '../articles/merging.ts';
import type { Author } from '../history/author.ts';
import { unlessErased } from '../history/contents.ts';
import { contentAt, contentOf } from '../history/reading.ts';
import { checkReason } from '../history/reasons.ts';
import { findPerson } from '../people/people.ts';
import { check, type Doer } from '../policy.ts';
import { recordAct } from '../record.ts';
import { lateRevisions, runsOf, type Run } from './late-revisions.ts';

/**
 * What would become of an article: it's taken `back`, in some steps; others changed the same since, so that it must be done
 * `by-hand`; or the person `made` it, so that there's nothing to go back to. `numbers` are those of the person's revisions.
 */
export interface Fate {
  article: Article;
  numbers: number[];
  way: 'back' | 'by-hand' | 'made';
  steps: Step[];
}

/** A revision that takes back a run of others, and what it changes of the content before it. */
type Step = Revert & { toNumber: number; current: Content; merge: ContentMerge };

/** What would become of some articles, and whether there are more. */
export interface Fates {
  fates: Fate[];
  isMore: boolean;
}

/** How many articles are looked at, and taken back, at once. */
export const MOST_ARTICLES = 100;

/**
 * Returns what would become of the articles that somebody has written in since a moment (ISO-8601 UTC), those that they wrote in
 * last first; not of those where nothing of it stands any more. Throws 404 when nobody has the id, 403 to all but moderators, and to the person.
 */
export async function fatesOf(db: Db, reader: Doer, personId: number, since: string): Promise<Fates> {
  await findPerson(db, personId);
  check(reader, 'rollback-person', { personId });
  const { articles, isMore } = await lateRevisions(db, personId, since, MOST_ARTICLES);
  const fates = [];
  for (const { slug, numbers } of articles) {
    const fate = await fateOf(db, personId, await findArticle(db, slug), numbers);
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
 * Takes back what somebody wrote, in all articles at once, and returns in how many; one that has been written in since it was
 * shown is left as it is. Throws as `fatesOf` does, 422 without a reason, and 429 when that is more than one may write.
 */
export async function takeBack(
  db: Db,
  performer: Author,
  personId: number,
  { since, bases, reason }: TakingBack,
): Promise<number> {
  checkReason(reason);
  return db.transaction().execute(async (tx) => {
    const { fates } = await fatesOf(tx, performer, personId, since);
    const due = fates.filter(
      ({ article, way }) => way === 'back' && bases.get(article.id) === article.number,
    );
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
  if (numbers.includes(1)) return { article, numbers, way: 'made', steps: [] };
  const steps = await unlessErased(stepsOf(db, article, await runsOf(db, article.id, personId, numbers)));
  if (!steps || steps.some(({ merge }) => !merge.clean))
    return { article, numbers, way: 'by-hand', steps: [] };
  return steps.length === 0 ? undefined : { article, numbers, way: 'back', steps };
}

/**
 * Returns the steps that take back some runs, the last first, each from what the one before it leaves; those that change nothing
 * are left out. Throws 410 when a text that it takes is erased or hidden: what is hidden isn't brought back unseen.
 */
async function stepsOf(db: Db, article: Article, runs: readonly Run[]): Promise<Step[]> {
  const steps: Step[] = [];
  let current = await contentOf(db, article.sequence);
  for (const { from, to, isOthersBefore } of runs.toReversed()) {
    const before = await contentAt(db, article.id, from - 1);
    const isLast = to === article.number;
    const merge = isLast
      ? { clean: true, content: before, clashes: [] }
      : mergeContents(await contentAt(db, article.id, to), before, current);
    const action = isLast && isOthersBefore ? 'rollback' : 'undo';
    if (merge.clean && canonical(merge.content) === canonical(current)) continue;
    steps.push({ action, fromNumber: from, toNumber: to, current, merge });
    current = merge.content;
  }
  return steps;
}
