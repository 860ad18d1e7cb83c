/** What shows that an article holds what was looked for: a few of its lines, or else what stands beside its text. */
import type { Db } from '../../db/schema.ts';
import { besides, type Beside } from '../../kinds/beside.ts';
import type { Content } from '../../kinds/content.ts';
import type { Lang } from '../../kinds/kind.ts';
import { markedPieces, MOST_READ, snippetOf, type Piece, type Weight } from '../../text/finding/snippets.ts';
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
  const weightOf = weightIn(expanded);
  const lead = snippetOf([article.lead], weightOf);
  const content = isTelling(lead) ? undefined : await unlessErased(readContent(db, article.sequence));
  if (!content) return { article, snippet: lead };
  const body = snippetOf(proseOf(content.body.slice(0, MOST_READ)).text, weightOf);
  if (isTelling(body)) return { article, snippet: body };
  const isNamedSo = isTelling(markedPieces(article.title, weightOf));
  return { article, snippet: lead, beside: isNamedSo ? undefined : toldBeside(content, weightOf, lang) };
}

/** Returns what the words that are looked for weigh in a snippet. */
export function weightIn({ terms }: Expanded): Weight {
  const typed = new Set(terms.flatMap(({ stems }) => stems));
  const taken = new Set(terms.flatMap(({ others }) => others));
  return (stem) => (typed.has(stem) ? WEIGHTS.typed : taken.has(stem) ? WEIGHTS.taken : 0);
}

/** Of what stands beside a text that is told which says most of it, in the reader's language before the other. */
function toldBeside(content: Content, weightOf: Weight, lang: Lang): FoundArticle['beside'] {
  const all = [...besides(content, lang), ...besides(content, lang === 'da' ? 'en' : 'da')];
  const told = all.map((beside) => ({ ...beside, pieces: markedPieces(beside.text, weightOf) }));
  const marks = ({ pieces }: { pieces: readonly Piece[] }) => pieces.filter(({ isFound }) => isFound).length;
  const most = Math.max(...told.map(marks));
  return most === 0 ? undefined : told.find((each) => marks(each) === most);
}

function isTelling(pieces: readonly Piece[]): boolean {
  return pieces.some(({ isFound }) => isFound);
}
