/** What shows that an article holds what was looked for: a few of its lines, or else what stands beside its text. */
import { LRUCache } from 'lru-cache';
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { besides, type Beside } from '../../kinds/beside.ts';
import type { Content } from '../../kinds/content.ts';
import type { Lang } from '../../kinds/kind.ts';
import {
  markedPieces,
  readLines,
  snippetOf,
  type Piece,
  type ReadLines,
  type StemWeights,
} from '../../text/finding/snippets.ts';
import { per } from '../../per.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import type { Article } from '../articles/articles.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import type { Expanded } from './expanding.ts';

/** An article that was found, with a few lines of it. */
export interface FoundArticle {
  article: Article;
  snippet: Piece[];
  /** Where neither these nor the title say what was looked for: the topic, fact or source that does. */
  beside?: (Beside & { pieces: Piece[] }) | undefined;
}

/** What it weighs in a snippet that a word is the one that was typed, or another that is taken for it. */
const WEIGHTS = { typed: 2, taken: 1 };

/** Returns an article with what shows that it was found, to a reader of a language. */
export async function showFound(
  db: Db,
  article: Article,
  expanded: Expanded,
  lang: Lang,
): Promise<FoundArticle> {
  const weights = weightsIn(expanded);
  const lead = snippetOf(readLines([article.lead]), weights);
  if (isTelling(lead)) return { article, snippet: lead };
  const lines = await bodyOf(db, article.sequence);
  const body = lines && snippetOf(lines, weights);
  if (body && isTelling(body)) return { article, snippet: body };
  if (isTelling(markedPieces(article.title, weights))) return { article, snippet: lead };
  const content = await unlessErased(readContent(db, article.sequence));
  return { article, snippet: lead, beside: content && toldBeside(content, weights, lang) };
}

/** How much of a body is read, in UTF-16 units: a page of results has many. */
const MOST_READ = 16_000;
/** How much of all bodies is kept as it was read, in UTF-16 units: the best are found again and again. */
const MOST_KEPT = 2_000_000;

const bodiesKept = per(
  (_db: Db) =>
    new LRUCache<number, ReadLines>({
      maxSize: MOST_KEPT,
      sizeCalculation: ({ text }) => text.length + 1,
    }),
);

/** Returns what a revision says in its body, unless it was erased. */
async function bodyOf(db: Db, sequence: number): Promise<ReadLines | undefined> {
  const kept = bodiesKept(db);
  const known = kept.get(sequence);
  if (known && (await contentsAt(db, sequence)).length > 0) return known;
  kept.delete(sequence);
  const content = await unlessErased(readContent(db, sequence));
  if (!content) return undefined;
  const lines = readLines(proseOf(content.body.slice(0, MOST_READ)).text);
  kept.set(sequence, lines);
  return lines;
}

const contentsAt = prepared((db, sequence: number) =>
  db.selectFrom('content').select('sequence').where('sequence', '=', sequence),
);

/** Returns what the words that are looked for weigh in a snippet. */
export function weightsIn({ terms }: Expanded): StemWeights {
  const typed = terms.flatMap(({ stems }) => stems);
  const taken = terms.flatMap(({ others }) => others);
  return new Map([
    ...taken.map((stem) => [stem, WEIGHTS.taken] as const),
    ...typed.map((stem) => [stem, WEIGHTS.typed] as const),
  ]);
}

/** Of what stands beside a text that is told which says most of it, in the reader's language before the other. */
function toldBeside(content: Content, weights: StemWeights, lang: Lang): FoundArticle['beside'] {
  const all = [...besides(content, lang), ...besides(content, lang === 'da' ? 'en' : 'da')];
  const told = all.map((beside) => ({ ...beside, pieces: markedPieces(beside.text, weights) }));
  const marks = ({ pieces }: { pieces: readonly Piece[] }) => pieces.filter(({ isFound }) => isFound).length;
  const most = Math.max(...told.map(marks));
  return most === 0 ? undefined : told.find((each) => marks(each) === most);
}

function isTelling(pieces: readonly Piece[]): boolean {
  return pieces.some(({ isFound }) => isFound);
}
