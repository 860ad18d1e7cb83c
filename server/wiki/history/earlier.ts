/** What stood in an article before a revision, read a row each: for credit, which looks for what comes back. */
import { inflateRawSync } from 'node:zlib';
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { bytesAdded } from '../../text/delta.ts';
import { contentOf, decodeContent, readText, unlessTorn } from './contents.ts';

/** Returns the bodies of so many revisions of an article before a number, newest first, but for those that were erased. */
export async function bodiesBefore(
  db: Db,
  articleId: number,
  number: number,
  count: number,
): Promise<{ sequence: number; body: string }[]> {
  const found: { sequence: number; body: string }[] = [];
  if (number <= 1) return found;
  let last: { number: number; text: Buffer } | undefined;
  for (const row of await linksBefore(db, articleId, number - count, number)) {
    const { sequence, number: own, steps } = row;
    const stands = steps === 0 || last?.number === own - 1;
    const text = stands
      ? unlessTorn(sequence, () => decodeContent(row, last?.text))
      : (await readText(db, sequence))!;
    last = { number: own, text };
    found.push({ sequence, body: contentOf(text).body });
  }
  return found.reverse();
}

/** Returns the bodies of some revisions of an article in a row, newest first, but for those erased: so many from a sequence on, before a number. */
export async function bodiesFrom(
  db: Db,
  { articleId, sequence, number }: { articleId: number; sequence: number; number: number },
  count: number,
): Promise<{ sequence: number; body: string }[]> {
  const [first] = await numberOf(db, articleId, sequence);
  if (!first) return [];
  const end = Math.min(number, first.number + count);
  return bodiesBefore(db, articleId, end, end - first.number);
}

const numberOf = prepared((db, articleId: number, sequence: number) =>
  db
    .selectFrom('revision')
    .select('number')
    .where('article_id', '=', articleId)
    .where('sequence', '=', sequence),
);

const linksBefore = prepared((db, articleId: number, from: number, before: number) =>
  db
    .selectFrom('revision')
    .innerJoin('content', 'content.sequence', 'revision.sequence')
    .select(['revision.number', 'revision.sequence', 'content.steps', 'content.bytes'])
    .where('revision.article_id', '=', articleId)
    .where('revision.number', '>=', from)
    .where('revision.number', '<', before)
    .orderBy('revision.number'),
);

/** Returns the newest bodies of an article before a number that have so many characters, so many at most, but for those erased. */
export async function bodiesOfSize(
  db: Db,
  { articleId, number, size }: { articleId: number; number: number; size: number },
  count: number,
): Promise<{ sequence: number; body: string }[]> {
  const found: { sequence: number; body: string }[] = [];
  for (const { sequence } of await ofSize(db, articleId, number, size, count)) {
    const text = await readText(db, sequence);
    if (text) found.push({ sequence, body: contentOf(text).body });
  }
  return found;
}

const ofSize = prepared((db, articleId: number, before: number, size: number, count: number) =>
  db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('number', '<', before)
    .where('size', '=', size)
    .orderBy('number', 'desc')
    .limit(count),
);

/**
 * Returns the newest of so many revisions of an article before a number that wrote some phrases, given in lower case, or that are
 * stored whole and hold them: of each phrase one, and no more than are asked for. Nothing but what each put in is read.
 */
export async function revisionsWriting(
  db: Db,
  { articleId, number, count, most }: { articleId: number; number: number; count: number; most: number },
  phrases: readonly string[],
): Promise<number[]> {
  let asked = phrases;
  const found: number[] = [];
  const rows = await linksBefore(db, articleId, number - count, number);
  for (const { sequence, steps, bytes } of rows.reverse()) {
    const written = readable(steps === 0 ? inflateRawSync(bytes) : bytesAdded(bytes));
    const left = asked.filter((phrase) => !written.includes(phrase));
    if (left.length === asked.length) continue;
    found.push(sequence);
    asked = left;
    if (asked.length === 0 || found.length === most) break;
  }
  return found;
}

/** Returns what some bytes say, in lower case; a break of a line, as JSON has it, is a blank. What isn't text among them says nothing. */
function readable(bytes: Buffer): string {
  return bytes.toString().toLowerCase().replaceAll('\\n', ' ');
}
