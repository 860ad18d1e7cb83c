/**
 * How much one person may write in a while: more than anyone does by hand, also on a day of pasting in, and less than
 * fills a disk. It's counted from the rows that stand; imports, starter content and what is laid in otherwise aren't asked.
 */
import type { Tx } from '../../db/schema.ts';
import { tooMuch } from '../../errors.ts';
import { can } from '../policy.ts';
import type { Author } from '../history/author.ts';
import { codeInLog } from '../history/public-log.ts';

const HOUR = 60 * 60 * 1000;
/** Revisions, new articles among them, and code points of their bodies together, within an hour. */
const WRITTEN = { revisions: 300, articles: 60, size: 16_000_000 };
/** Whoever keeps order may have to take back what several others wrote. */
const KEEPERS = 10;
/** Posts, their rewordings, what else is done to threads, and thanks, within an hour. */
const SAID = 60;
const SAYING = ['post', 'reword', 'settle', 'reopen', 'thank', 'thank-post'];
/** Names, titles and workplaces within a day. */
const BYLINES = 20;
/** How often one may begin, within a day, to have names shown together: each is a line in the public log. */
const PAIRINGS = 20;

/** Throws 429, with the minutes to wait, when an author has written as much within the hour as one may. */
export async function checkWritten(tx: Tx, author: Author): Promise<void> {
  const times = can(author, 'write-much') ? KEEPERS : 1;
  const newest = tx
    .selectFrom('revision')
    .select(['action', 'size', 'written_at'])
    .where('person_id', '=', author.personId)
    .orderBy('sequence', 'desc')
    .limit(WRITTEN.revisions * times);
  const { revisions, articles, size, first } = await tx
    .selectFrom(newest.as('newest'))
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('revisions'),
      fn.count<number>(eb.case().when('action', '=', 'create').then(1).end()).as('articles'),
      fn.sum<number | null>('size').as('size'),
      fn.min<string | null>('written_at').as('first'),
    ])
    .where('action', '<>', 'starter')
    .where('written_at', '>', before(author.at, HOUR))
    .where('written_at', '<', before(author.at, -HOUR))
    .executeTakeFirstOrThrow();
  const within = revisions < WRITTEN.revisions * times && articles < WRITTEN.articles * times;
  if (!within || (size ?? 0) > WRITTEN.size * times)
    throw tooMuch('much-written', waitFor(author, first, HOUR));
}

/** Throws 429, with the minutes to wait, when an author has said as much to others within the hour as one may. */
export async function checkSaid(tx: Tx, author: Author): Promise<void> {
  const most = SAID * (can(author, 'write-much') ? KEEPERS : 1);
  const since = before(author.at, HOUR);
  // From the end of the log, so that no more of it is looked through than there is of the hour.
  const earlier = tx
    .selectFrom('log')
    .select('id')
    .where('recorded_at', '<=', since)
    .orderBy('id', 'desc')
    .limit(1);
  const { id: last } = (await earlier.executeTakeFirst()) ?? { id: 0 };
  const said = await tx
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select('log.recorded_at')
    .where('byline.person_id', '=', author.personId)
    .where('log.id', '>', last)
    .where(codeInLog, 'in', SAYING)
    .where('log.recorded_at', '>', since)
    .where('log.recorded_at', '<', before(author.at, -HOUR))
    .orderBy('log.id', 'desc')
    .limit(most)
    .execute();
  if (said.length >= most) throw tooMuch('much-written', waitFor(author, said.at(-1)!.recorded_at, HOUR));
}

/** Throws 429, with the minutes to wait, when an author has changed what they go by as often within the day as one may. */
export async function checkBylines(tx: Tx, author: Author): Promise<void> {
  const newest = await tx
    .selectFrom('byline')
    .select('recorded_at as at')
    .where('person_id', '=', author.personId)
    .orderBy('id', 'desc')
    .limit(BYLINES)
    .execute();
  checkDay(author, newest, BYLINES);
}

/** Throws 429, with the minutes to wait, when an author has begun to have names shown together as often within the day as one may. */
export async function checkPairings(tx: Tx, author: Author): Promise<void> {
  const newest = await tx
    .selectFrom('log')
    .select('recorded_at as at')
    .where('person_id', '=', author.personId)
    .where('action', '=', 'pair-names')
    .orderBy('id', 'desc')
    .limit(PAIRINGS)
    .execute();
  checkDay(author, newest, PAIRINGS);
}

function checkDay(author: Author, newest: readonly { at: string }[], most: number): void {
  // Another request may have begun later and be through; what is hours ahead is from a wrong clock.
  const [since, until] = [before(author.at, 24 * HOUR), before(author.at, -HOUR)];
  const within = newest.filter(({ at }) => at > since && at < until);
  if (within.length < most) return;
  throw tooMuch('often-renamed', waitFor(author, within.at(-1)!.at, 24 * HOUR));
}

function before(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) - milliseconds).toISOString();
}

/** The minutes until the first of those that count no longer does. */
function waitFor({ at }: Author, first: string | null, period: number): number {
  return Math.max(1, Math.ceil((Date.parse(first ?? at) + period - Date.parse(at)) / 60_000));
}
