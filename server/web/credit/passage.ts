/** Who wrote a passage that somebody chose on a page: for machines, and as the article's page shows it where one reads. */
import { LRUCache } from 'lru-cache';
import {
  findShown,
  LONGEST_PASSAGE,
  readShown,
  showTokens,
  type TokenSpan,
  type WordsShown,
} from '../../text/attribution.ts';
import { plainAuthors } from '../../text/citation/names.ts';
import { tooLarge, notFound } from '../../errors.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { creditedRevisions, type Attributed, type CreditedRevision } from '../../wiki/credit/attribution.ts';
import { writersOf } from '../../wiki/history/co-authors.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { formats } from '../../locales/formats.ts';
import { articlePath } from '../../locales/language.ts';
import { lineOf, wordsOf } from '../frame/fields.ts';
import { wordsOf as wordsFor } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import type { Visit } from '../frame/visit.ts';
import { digestOf, ENTRY, ITEM, LETTER } from '../showing/bodies.ts';
import { recordOf } from '../showing/linked-data.ts';

/** The words that an address asks about, and those before them. */
export interface AskedPassage {
  passage: string;
  behind: string;
}

/** Returns the words that an address asks about; undefined when it asks about none. Throws 413 when they are too many. */
export function passageAsked({ request: { query } }: Visit): AskedPassage | undefined {
  const passage = wordsOf(query['passage'], LONGEST_PASSAGE);
  if (passage.length > LONGEST_PASSAGE) throw tooLarge(passage.length, LONGEST_PASSAGE);
  return passage === '' ? undefined : { passage, behind: lineOf(query['behind']) };
}

/** Recent bodies as words are found in them: readers ask about one passage after another. */
const read = new LRUCache<string, WordsShown>({
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ tokens, said }) => ENTRY + ITEM * tokens.length + LETTER * said.length,
});

function wordsShown(body: string): WordsShown {
  const digest = digestOf(body);
  const known = read.get(digest) ?? readShown(body);
  read.set(digest, known);
  return known;
}

/** Returns which words and signs of a body an address asks about; undefined when they aren't there. */
export function spanAsked(body: string, asked: AskedPassage | undefined): TokenSpan | undefined {
  return asked && findShown(wordsShown(body), asked.passage, asked.behind);
}

/** How many versions are named that wrote some of a passage, those that wrote most of it. */
const MOST_NAMED = 5;

/** Returns who wrote each part of a passage, a citation of it, and both as a page shows them. Throws 404 when it isn't in the body. */
export async function answerPassage(
  visit: Visit,
  article: Article,
  { attributed, number }: { attributed: Attributed; number: number },
  asked: AskedPassage,
) {
  const { context, author, where } = visit;
  const { body, title } = attributed.content;
  const span = spanAsked(body, asked);
  if (!span) throw notFound('no-such-passage');
  const { tokens } = wordsShown(body);
  const quote = showTokens(tokens.slice(span.from, span.to));
  const runs = runsIn(span, attributed.words).map((run) => ({
    ...run,
    text: showTokens(tokens.slice(run.from, run.to)),
  }));
  const revisions = await creditedRevisions(context.db, [...new Set(runs.map(({ by }) => by))], author);
  const counts = new Map<number, number>();
  for (const { by, from, to } of runs) counts.set(by, (counts.get(by) ?? 0) + to - from);
  const inOrder = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
  const wrote = inOrder.map(([by]) => revisions.get(by)!);
  const citation = await citationOf(visit, { ...article, title }, { number, quote, wrote });
  const shown = wrote.slice(0, MOST_NAMED).map((revision) => ({
    ...revision,
    texts: runs.filter(({ by }) => by === revision.sequence).map(({ text }) => text),
  }));
  const view = { article, versions: shown, rest: wrote.length - shown.length, quote, citation };
  const html = renderView('credit/parts/who-wrote', {
    ...wordsFor(where),
    ...view,
    page: pageOf(article, number, asked),
  });
  return {
    quote,
    runs: runs.map(({ text, by }) => ({ text, ...versionOf(revisions.get(by)!, article) })),
    citation,
    html,
  };
}

/** Returns the path of the page that tells who wrote what, at a passage. */
function pageOf(
  { slug, number: newest }: Article,
  number: number,
  { passage, behind }: AskedPassage,
): string {
  const query = new URLSearchParams({
    ...(number < newest && { number: `${number}` }),
    passage,
    ...(behind && { behind }),
  });
  return articlePath(slug, `/attribution?${query}#_passage`);
}

function runsIn({ from, to }: TokenSpan, words: Attributed['words']) {
  const runs: { from: number; to: number; by: number }[] = [];
  for (let place = from; place < to; place++) {
    const last = runs.at(-1);
    if (last?.by === words[place]) last!.to++;
    else runs.push({ from: place, to: place + 1, by: words[place]! });
  }
  return runs;
}

function versionOf({ byline, number, writtenAt, article }: CreditedRevision, own: Article) {
  const [author, ...others] = writersOf(byline).map(({ personId: id, name, title, workplace, erased }) =>
    erased ? { id, name: null } : { id, name, title, workplace },
  );
  const together = others.length > 0 ? { coAuthors: others } : {};
  const elsewhere = article.id === own.id ? {} : { article: article.isGone ? null : article.slug };
  return { author, ...together, revision: number, writtenAt, ...elsewhere };
}

/** Names those who wrote the passage, not the whole article, and the version that says it. */
async function citationOf(
  visit: Visit,
  article: Article,
  { number, quote, wrote }: { number: number; quote: string; wrote: readonly CreditedRevision[] },
): Promise<string> {
  const { t, context, where } = visit;
  const line = await revisionLine(context.db, article.id, number, visit.author);
  const writers = wrote.flatMap(({ byline }) => writersOf(byline));
  const bylines = new Map(writers.map((byline) => [byline.personId, byline]));
  const authors = [...bylines.values()].map((byline) => ({ byline }));
  const record = recordOf(visit, { article, line, authors });
  return t('chosen.citation', {
    quote: t('quote', { text: quote }),
    authors: plainAuthors(record.author, { and: t('cite.and'), others: t('cite.others') }),
    title: record.title,
    site: record['container-title'],
    number,
    day: formats(where.lang).dayText(line.writtenAt),
    address: decodeURI(record.URL),
  });
}
