/** Holds what threads quote, and where it's said to stand now, to the versions that they quote. */
import type { Db } from '../../../db/schema.ts';
import type { PassageTable } from '../../../db/tables/talk.ts';
import { lengthOf, tokensOf, type Token, type TokenSpan, type Version } from '../../../text/attribution.ts';
import { isWord } from '../../../text/words.ts';
import { surelyLookedIn } from '../../copies/passages.ts';
import { finderIn, ownOf, spansIn, versionOf, written } from '../../copies/quoting.ts';
import { unlessBroken } from '../../credit/stored.ts';

/**
 * Returns the threads whose passages quote something else than stands in their revision, are said to stand where others' words, or other
 * words than theirs, stand, or in fewer places than a save would have found them in.
 */
export async function wrongPassages(db: Db, articleId?: number): Promise<number[]> {
  const all = db
    .selectFrom('passage')
    .innerJoin('thread', 'thread.id', 'passage.thread_id')
    .innerJoin('article', 'article.id', 'thread.article_id')
    .selectAll('passage')
    .select(['thread.article_id as about', 'article.sequence'])
    .orderBy('passage.thread_id');
  const rows = await (
    articleId === undefined ? all : all.where('thread.article_id', '=', articleId)
  ).execute();
  const wrong: number[] = [];
  for (const about of new Set(rows.map((row) => row.about))) {
    const own = rows.filter((row) => row.about === about);
    const after = await versionAsKept(db, own[0]!.sequence);
    const standing =
      after && tokensOf(after.body).map((token, place) => traceOf(token, after.attribution[place]!));
    const numbers = own.map((row) => row.number);
    const looked = surelyLookedIn(numbers.toReversed());
    const lookedFor = (number: number) => (looked.has(number) ? after : undefined);
    for (const number of new Set(numbers)) {
      const revision = db.selectFrom('revision').select('sequence').where('article_id', '=', about);
      const at = await revision.where('number', '=', number).executeTakeFirst();
      const chosen = at ? await versionAsKept(db, at.sequence) : BROKEN;
      const check = chosen && checkerOf(chosen, standing ?? [], lookedFor(number));
      for (const row of own.filter((row) => row.number === number)) {
        const isRight = check ? check(row) : row.quote === null && row.size === 0 && row.standing === '';
        if (!isRight || row.article_id !== about) wrong.push(row.thread_id);
      }
    }
  }
  return wrong;
}

/** What can't be read says nothing, so that whatever is told of it is named. */
const BROKEN: Version = { body: '', attribution: new Uint32Array() };

async function versionAsKept(db: Db, sequence: number): Promise<Version | undefined> {
  const read = await unlessBroken(versionOf(db, sequence).then((version) => ({ version })));
  if (!read) return BROKEN;
  const { version } = read;
  const isWhole = !version || tokensOf(version.body).length === version.attribution.length;
  return isWhole ? version : BROKEN;
}

/**
 * Returns what tells whether a row quotes a version as it is, whether all that's said to stand of it stood there, and whether that is
 * no less than is found in `after`, the current version, if it was looked for there.
 */
function checkerOf(chosen: Version, standing: readonly string[], after: Version | undefined) {
  const find = finderIn(chosen, after);
  const tokens = tokensOf(chosen.body);
  return (row: PassageTable): boolean => {
    // What is stored as bytes reads as the same, and is named by its kind.
    const [span] = spansIn(String(row.span));
    if (!span || written([span]) !== String(row.span)) return false;
    const { quote, size, standing: found } = find(span);
    const own = ownOf(tokens, span);
    const left = new Map<string, number>();
    for (let place = own.from; place < own.to; place++) {
      const trace = traceOf(tokens[place]!, chosen.attribution[place]!);
      left.set(trace, (left.get(trace) ?? 0) + 1);
    }
    const told = String(row.standing);
    const spans = spansIn(told);
    const stands = (place: number) => {
      const count = left.get(standing[place] ?? '') ?? 0;
      left.set(standing[place] ?? '', count - 1);
      return count > 0;
    };
    const areThere = areInOrder(spans, told) && spans.every(({ to }) => to <= standing.length);
    const areAll = lengthOf(spans) >= lengthOf(found);
    return row.quote === quote && row.size === size && areThere && areAll && placesIn(spans).every(stands);
  };
}

function areInOrder(spans: readonly TokenSpan[], text: string): boolean {
  const isBehind = ({ from, to }: TokenSpan, i: number) => from < to && (i === 0 || spans[i - 1]!.to < from);
  return written(spans) === text && spans.every(isBehind);
}

function placesIn(spans: readonly TokenSpan[]): number[] {
  return spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
}

/** A word that is followed stays its writer's, and stays that word; a sign or an address may be written otherwise. */
function traceOf({ text }: Token, by: number): string {
  return `${by} ${isWord(text) ? text.toLowerCase() : ''}`;
}
