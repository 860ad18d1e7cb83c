/** What is quoted of a version: its body with who wrote it, which of its words and signs a passage is, and how a row tells their places. */
import type { Db } from '../../db/schema.ts';
import {
  leftOf,
  lengthOf,
  placesSince,
  showTokens,
  tokensOf,
  type Token,
  type TokenSpan,
  type Version,
} from '../../text/attribution.ts';
import { fitted, readAttribution } from '../credit/stored.ts';
import { readContent, sequenceAt, unlessErased } from '../history/contents.ts';

/** Returns the body of a revision of an article, by its number, and who wrote it, unless it's erased. */
export async function versionAt(db: Db, articleId: number, number: number): Promise<Version | undefined> {
  return versionOf(db, await sequenceAt(db, articleId, number));
}

/** Returns the body of a revision, and who wrote it, unless it's erased. */
export async function versionOf(db: Db, sequence: number): Promise<Version | undefined> {
  const content = await unlessErased(readContent(db, sequence));
  if (!content) return undefined;
  const attribution = await readAttribution(db, sequence);
  return { body: content.body, attribution: await fitted(db, sequence, content.body, attribution) };
}

/** Returns what finds, of what stands in the body of a version from one place to another, how a page shows it, how much it is, and what is left of it in a later one. */
export function finderIn(chosen: Version, after: Version | undefined) {
  const tokens = tokensOf(chosen.body);
  const places = after && placesSince(chosen, after);
  return ({ from, to }: TokenSpan) => {
    const own = ownOf(tokens, { from, to });
    const quote = showTokens(tokens.slice(own.from, own.to));
    return { quote, size: lengthOf([own]), standing: places ? leftOf([own], places) : [] };
  };
}

/** Returns which tokens stand in a part of a body; each is looked up, since an article may have many threads. */
export function ownOf(tokens: readonly Token[], part: TokenSpan): TokenSpan {
  return {
    from: countWhile(tokens, ({ start }) => start < part.from),
    to: countWhile(tokens, ({ end }) => end <= part.to),
  };
}

/** Returns how many tokens are so, where all of them stand before those that aren't. */
function countWhile(tokens: readonly Token[], isSo: (token: Token) => boolean): number {
  let [from, to] = [0, tokens.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isSo(tokens[middle]!)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Returns the places that a row tells, on a line each. */
export function spansIn(text: string): TokenSpan[] {
  const lines = text === '' ? [] : text.split('\n');
  return lines.map((line) => {
    const [from, to] = line.split('-').map(Number) as [number, number];
    return { from, to };
  });
}

/** Returns places as a row tells them. */
export function written(spans: readonly TokenSpan[]): string {
  return spans.map(({ from, to }) => `${from}-${to}`).join('\n');
}
