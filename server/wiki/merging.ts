/** Three contents become one when two people edited from the same base: part by part, each part in its own way. */
import type { Content, FactValue, Source } from '../kinds/content.ts';
import { kindOf } from '../kinds/index.ts';
import { factsThatDoNotFit } from '../kinds/facts.ts';
import { mergeList, mergeText, mergeValue, type Merge } from '../text/merge.ts';

/** The merged content; or, when both changed the same words, where they clash. `body` tells the clashes of the text. */
export type ContentMerge =
  { clean: true; content: Content } | { clean: false; fields: string[]; body: Merge };

/** Merges what an author made of a base with what has become of it meanwhile. */
export function mergeContents(base: Content, mine: Content, theirs: Content): ContentMerge {
  const clashes: string[] = [];
  const take = <T>(field: string, merge: { clean: boolean; value: T }): T => {
    if (!merge.clean) clashes.push(field);
    return merge.value;
  };
  const line = (field: 'kind' | 'title' | 'lead') =>
    take(field, mergeValue(base[field], mine[field], theirs[field]));
  const body = mergeText(base.body, mine.body, theirs.body);
  const content = {
    kind: line('kind'),
    title: line('title'),
    lead: line('lead'),
    topics: take('topics', mergeList(base.topics, mine.topics, theirs.topics)),
    sources: take('sources', mergeSources(base.sources, mine.sources, theirs.sources)),
    facts: mergeFacts(base.facts, mine.facts, theirs.facts, take),
    body: body.clean ? body.text : mine.body,
  };
  if (clashes.length > 0 || !body.clean) return { clean: false, fields: clashes, body };
  const sameKind = mine.kind === theirs.kind;
  return { clean: true, content: sameKind ? content : fitting(content) };
}

function mergeSources(base: Source[], mine: Source[], theirs: Source[]) {
  const pack = (sources: Source[]) => sources.map(({ title, url }) => JSON.stringify({ title, url }));
  const merge = mergeList(pack(base), pack(mine), pack(theirs));
  return { clean: merge.clean, value: merge.value.map((text) => JSON.parse(text) as Source) };
}

type Facts = Record<string, FactValue>;

function mergeFacts(
  base: Facts,
  mine: Facts,
  theirs: Facts,
  take: <T>(field: string, merge: { clean: boolean; value: T }) => T,
): Facts {
  const names = new Set([base, mine, theirs].flatMap((facts) => Object.keys(facts)));
  const merged: Facts = {};
  for (const name of names) {
    const value = take(
      `facts[${name}]`,
      mergeValue(base[name], mine[name], theirs[name], (a, b) => JSON.stringify(a) === JSON.stringify(b)),
    );
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

/** When one changed the kind while another changed a fact, the facts that the new kind doesn't have stay behind in history. */
function fitting(content: Content): Content {
  const kind = kindOf(content.kind);
  if (!kind) return content;
  const misfits = factsThatDoNotFit(kind, content.facts);
  if (Object.keys(misfits).length === 0) return content;
  const facts = Object.entries(content.facts).filter(([name]) => !Object.hasOwn(misfits, name));
  return { ...content, facts: Object.fromEntries(facts) };
}
