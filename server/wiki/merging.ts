/** Three contents become one when two people edited from the same base: part by part, each part in its own way. */
import type { Content, FactValue } from '../kinds/content.ts';
import { factsThatDoNotFit } from '../kinds/facts.ts';
import { sameFact } from '../kinds/fields.ts';
import { kindOf } from '../kinds/index.ts';
import { mergeList, mergeText, mergeValue, type Clash, type ListMerge, type Merge } from '../text/merge.ts';

/**
 * The merged content. When both changed the same words it isn't clean: `content` is then mine where we clash and merged
 * everywhere else, `fields` names the clashing parts beside the body, and `body` tells the clashes of the text.
 */
export type ContentMerge =
  { clean: true; content: Content } | { clean: false; content: Content; fields: string[]; body: Merge };

/** Merges what an author made of a base with what has become of it meanwhile. */
export function mergeContents(base: Content, mine: Content, theirs: Content): ContentMerge {
  const fields: string[] = [];
  const settle = <T>(field: string, merge: { clean: true; value: T } | { clean: false }, own: T): T => {
    if (merge.clean) return merge.value;
    fields.push(field);
    return own;
  };
  const list = <T>(field: string, merge: ListMerge<T>): T[] =>
    settle(field, merge, merge.clean ? merge.value : merge.chunks.flatMap(itemsOrMine));
  const line = (field: 'kind' | 'title' | 'lead') =>
    settle(field, mergeValue(base[field], mine[field], theirs[field]), mine[field]);
  const sources = mergeList(
    base.sources,
    mine.sources,
    theirs.sources,
    ({ title, url }) => `${title}\n${url}`,
  );
  const fact = (name: string) => {
    const [was, own, other] = [base, mine, theirs].map(({ facts }) => facts[name]);
    return [name, settle(`facts[${name}]`, mergeValue(was, own, other, sameFact), own)] as const;
  };
  const body = mergeText(base.body, mine.body, theirs.body);
  const content = {
    kind: line('kind'),
    title: line('title'),
    lead: line('lead'),
    topics: list('topics', mergeList(base.topics, mine.topics, theirs.topics)),
    sources: list('sources', sources),
    facts: present([...factNames(base, mine, theirs)].map(fact)),
    body: body.clean ? body.text : body.chunks.map(textOrMine).join(''),
  };
  const clean = fields.length === 0 && body.clean;
  const merged = mine.kind === theirs.kind ? content : fitting(content);
  return clean ? { clean, content: merged } : { clean: false, content: merged, fields, body };
}

function textOrMine(chunk: string | Clash): string {
  return typeof chunk === 'string' ? chunk : chunk.mine;
}

function itemsOrMine<T>(chunk: T[] | Clash<T[]>): T[] {
  return Array.isArray(chunk) ? chunk : chunk.mine;
}

function factNames(...contents: Content[]): Set<string> {
  return new Set(contents.flatMap(({ facts }) => Object.keys(facts)));
}

function present(facts: (readonly [string, FactValue | undefined])[]): Record<string, FactValue> {
  return Object.fromEntries(facts.filter((entry): entry is [string, FactValue] => entry[1] !== undefined));
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
