/**
 * Whether one content fits a search, told from the content alone: so that what was written is held against many searches, and not each
 * search against the index. A search finds by the index what fits it here, but for what only most of its words find.
 */
import type { Sought } from '../../db/search-index.ts';
import type { Content } from '../../kinds/content.ts';
import { completeness } from '../../kinds/completeness.ts';
import { facetsOf } from '../../kinds/filing.ts';
import { kindOf } from '../../kinds/index.ts';
import type { Query, Term } from '../../text/finding/query.ts';
import { stemOf } from '../../text/finding/stems.ts';
import { jointsOf, partings, SHORTEST_PART } from '../../text/finding/vocabulary.ts';
import { stemsOf } from '../copies/search.ts';
import type { Expanded } from './expanding.ts';
import type { Filters } from './lists.ts';

/** What is held against searches of a content. */
export interface Sheet {
  kind: string;
  /** What it's filed under: each facet, and its value. */
  filed: ReadonlySet<string>;
  isUnfinished: boolean;
  /** The stems of each of its parts, one blank between them and at both ends. */
  parts: readonly string[];
  /** All runs of letters in them that are as long as `RUN`. */
  runs: ReadonlySet<string>;
}

const RUN = 3;

/** Returns what is held against searches of a content. */
export function sheetOf(content: Content): Sheet {
  const kind = kindOf(content.kind);
  const sections = kind && completeness(kind, content);
  const { title, lead, beside, body } = stemsOf(content);
  const parts = [title, lead, beside, body].map((stems) => `${stems} `);
  return {
    kind: content.kind,
    filed: new Set(facetsOf(content).map((facet) => facet.join('\n'))),
    isUnfinished: sections !== undefined && sections.done < sections.total,
    parts,
    runs: runsIn(parts),
  };
}

/** Tells whether filters leave a content, whoever wrote it. */
export function isLeft(sheet: Sheet, { kinds = [], facets = {}, unfinished }: Filters): boolean {
  const isFiled = ([name, values]: [string, readonly string[]]) =>
    values.some((value) => sheet.filed.has(`${name}\n${value}`));
  return (
    (kinds.length === 0 || kinds.includes(sheet.kind)) &&
    (unfinished !== true || sheet.isUnfinished) &&
    Object.entries(facets).every(isFiled)
  );
}

/** What may stand for each term of a query, as whole stems or parts of them: in one of some ways, all of it. */
export type Forms = readonly (readonly (readonly string[])[])[];

/** Returns what may stand for each term of a query, however widely it's taken. */
export function formsOf({ terms }: Query): Forms {
  return terms.map(formsOfTerm);
}

/** Tells whether a content may hold all of a query, by the forms of it; it's told at once, and most hold none of it. */
export function mayHold({ parts, runs }: Sheet, forms: Forms): boolean {
  const stands = (form: string) => areIn(runs, form) && parts.some((stems) => stems.includes(form));
  return forms.every((ways) => ways.some((all) => all.every(stands)));
}

/** Tells whether a content holds all of a query, expanded or not. */
export function holds({ parts }: Sheet, { all, without }: Pick<Expanded, 'all' | 'without'>): boolean {
  const stands = (sought: Sought): boolean => {
    if ('phrase' in sought) return parts.some((stems) => stems.includes(` ${sought.phrase.join(' ')} `));
    return 'all' in sought ? sought.all.every(stands) : sought.any.some(stands);
  };
  return stands(all) && !without.some(stands);
}

/** Tells whether all runs of a form are among some, which is told sooner than whether it stands in a long text. */
function areIn(runs: ReadonlySet<string>, form: string): boolean {
  for (let at = 0; at + RUN <= form.length; at++) if (!runs.has(form.slice(at, at + RUN))) return false;
  return true;
}

/** A term stands as it is, within a compound, with another joint, as its parts, or begun: the stem of what begins so may be shorter. */
function formsOfTerm({ words, isQuoted }: Term): string[][] {
  const phrase = words.map(stemOf);
  if (isQuoted) return [phrase];
  const whole = words.join('');
  const begun = Array.from({ length: Math.max(0, whole.length - SHORTEST_PART) }, (_, i) => [
    ` ${whole.slice(0, i + SHORTEST_PART)} `,
  ]);
  const jointed = [whole, ...jointsOf(whole)].map((word) => [stemOf(word)]);
  return [phrase, ...jointed, ...partings(whole), ...begun];
}

function runsIn(parts: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (const stems of parts)
    for (let at = 0; at + RUN <= stems.length; at++) runs.add(stems.slice(at, at + RUN));
  return runs;
}
