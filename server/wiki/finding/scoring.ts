/** Which of the articles that were found comes first: what the index says of all their words, and what their titles and leads say themselves. */
import type { Sought } from '../../db/search-index.ts';
import { stemmed } from '../../text/finding/stemmed.ts';
import { foldedWords, isStopWord, stemOf } from '../../text/finding/stems.ts';
import type { Article } from '../articles/articles.ts';
import type { Expanded, WideTerm } from './expanding.ts';

export interface Candidate {
  article: Article;
  /** The lower, the better; compared within one search. */
  rank: number;
  /** Whether it holds all terms. */
  hasAll: boolean;
  /** Whether what was typed is a title of it, now or earlier. */
  isNamed: boolean;
  /** How many other articles link to it. */
  links: number;
}

/** What it counts that a term stands in the title or the lead, as it was typed or within another word. */
const COUNTS = { title: { direct: 10, other: 5 }, lead: { direct: 4, other: 2.5 } };
/** What it counts to be the best by the index, and that the title says nothing else. */
const INDEX = 8;
const NOTHING_ELSE = 6;
const BESIDE_EACH_OTHER = 4;
/** What it counts each time that twice as many articles link to it: little beside what it says itself. */
const LINKED = 0.5;

/** Returns the articles in order, the best first. */
export function scored(candidates: readonly Candidate[], { terms }: Expanded): Article[] {
  const lowest = Math.min(...candidates.map(({ rank }) => rank));
  const keyed = candidates.map((candidate) => ({
    ...candidate,
    score:
      scoreOf(candidate.article, terms) +
      LINKED * Math.log2(1 + candidate.links) +
      INDEX * (lowest === 0 ? 0 : candidate.rank / lowest),
  }));
  keyed.sort(
    (a, b) =>
      Number(b.isNamed) - Number(a.isNamed) ||
      Number(b.hasAll) - Number(a.hasAll) ||
      b.score - a.score ||
      a.article.id - b.article.id,
  );
  return keyed.map(({ article }) => article);
}

function scoreOf({ title, lead }: Article, terms: readonly WideTerm[]): number {
  const titleStems = foldedWords(title)
    .filter((word) => !isStopWord(word))
    .map(stemOf);
  const leadStems = stemmed(lead, () => lead).stems.split(' ');
  const inTitle = terms.map((term) => countOf(term, titleStems, COUNTS.title));
  const inLead = terms.map((term) => countOf(term, leadStems, COUNTS.lead));
  const own = sum(titleStems.map((stem) => Math.max(...terms.map((term) => shareOf(term, stem)))));
  const best = terms.map((_, index) => Math.max(inTitle[index]!, inLead[index]!));
  const follow = terms.some((term, index) => index > 0 && isFollowed(titleStems, terms[index - 1]!, term));
  return (
    sum(best) / Math.sqrt(terms.length) +
    (NOTHING_ELSE * own) / Math.max(1, titleStems.length) +
    (follow ? BESIDE_EACH_OTHER : 0)
  );
}

/** How much of a word of a title is a term: one within another word is half of it. */
function shareOf({ stems, others }: WideTerm, stem: string): number {
  if (stems.includes(stem)) return 1;
  return others.includes(stem) ? 0.5 : 0;
}

function countOf(
  { direct, others }: WideTerm,
  stems: readonly string[],
  count: { direct: number; other: number },
): number {
  if (holds(direct, stems)) return count.direct;
  return others.some((other) => stems.includes(other)) ? count.other : 0;
}

function holds(sought: Sought, stems: readonly string[]): boolean {
  if ('any' in sought) return sought.any.some((each) => holds(each, stems));
  if ('all' in sought) return sought.all.every((each) => holds(each, stems));
  const { phrase } = sought;
  return stems.some((_, from) => phrase.every((stem, index) => stems[from + index] === stem));
}

function isFollowed(stems: readonly string[], first: WideTerm, second: WideTerm): boolean {
  return stems.some(
    (stem, index) => first.stems.includes(stem) && second.stems.includes(stems[index + 1] ?? ''),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
