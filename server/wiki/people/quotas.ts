/**
 * How much one person may write in a while: more than anyone does by hand, also on a day of pasting in, and less than
 * fills a disk. It's counted from the rows that stand; imports, starter content and what is laid in otherwise aren't asked.
 */
import type { Tx } from '../../db/schema.ts';
import { tooMuch } from '../../errors.ts';
import { can } from '../policy.ts';
import type { Author } from '../history/author.ts';

const HOUR = 60 * 60 * 1000;
/** Revisions, new articles among them, and code points of their bodies together, within an hour. */
const WRITTEN = { revisions: 300, articles: 60, size: 16_000_000 };
/** Whoever keeps order may have to take back what several others wrote. */
const KEEPERS = 10;
/** Posts, their rewordings, and what else is done to threads, within an hour. */
const SAID = 60;
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

/** Throws 429, with the minutes to wait, when an author has said as much in talk within the hour as one may. */
export async function checkSaid(tx: Tx, author: Author): Promise<void> {
  const most = SAID * (can(author, 'write-much') ? KEEPERS : 1);
  const since = before(author.at, HOUR);
  const bylines = await tx
    .selectFrom('byline')
    .select(['id', 'recorded_at'])
    .where('person_id', '=', author.personId)
    .orderBy('id', 'desc')
    .limit(BYLINES + 1)
    .execute();
  // Under the one that the hour began with, and those since.
  const first = bylines.findIndex(({ recorded_at: at }) => at <= since);
  const said: string[] = [];
  for (const { id } of first < 0 ? bylines : bylines.slice(0, first + 1)) {
    const newest = tx
      .selectFrom('log')
      .select(['action', 'recorded_at'])
      .where('byline_id', '=', id)
      .orderBy('id', 'desc')
      .limit(most);
    const rows = await tx
      .selectFrom(newest.as('newest'))
      .select('recorded_at')
      .where('action', 'in', ['post', 'reword', 'settle', 'reopen'])
      .where('recorded_at', '>', since)
      .where('recorded_at', '<', before(author.at, -HOUR))
      .execute();
    said.push(...rows.map(({ recorded_at: at }) => at));
  }
  if (said.length >= most) throw tooMuch('much-written', waitFor(author, said.sort()[0]!, HOUR));
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
