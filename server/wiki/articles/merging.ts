/**
 * Three contents become one when two people edited from the same base: part by part, each part in its own way. Where
 * they clash, an author may choose what shall stand.
 */
import { emptyContent, type Content, type FactValue } from '../../kinds/content.ts';
import { factsThatDoNotFit } from '../../kinds/facts.ts';
import { checkFact, sameFact } from '../../kinds/fields.ts';
import { kindOf } from '../../kinds/index.ts';
import { fieldOf } from '../../kinds/kind.ts';
import { lastHeading } from '../../text/blocks.ts';
import { bothOf, mergeList, mergeText, mergeValue, type Clash } from '../../text/merge.ts';
import { hex, sha256 } from '../history/digest.ts';

/** Which side of a clash shall stand; `both` is mine after theirs. */
export type Choice = 'mine' | 'theirs' | 'both';

/**
 * What an author chose, by the keys of the clashes. A key says what clashed, so a choice that was made before the
 * article changed again holds only where the same still clashes.
 */
export type Choices = Readonly<Record<string, Choice>>;

/** What both changed differently: three versions of one part, or of a stretch of the body or of a list. */
export interface ContentClash extends Clash<Partial<Content>> {
  key: string;
  /** Which part of the content it is in: `title`, `body`, `facts[phase]` … */
  part: string;
  canBeBoth: boolean;
  chosen?: Choice;
  /** The heading that a clash in the body stands under. */
  under?: string;
}

/** A merged content. It is clean when nothing clashes without a choice; where it does, `content` is mine. */
export interface ContentMerge {
  clean: boolean;
  content: Content;
  clashes: ContentClash[];
}

/** Merges what an author made of a base with what has become of it meanwhile. */
export function mergeContents(
  base: Content,
  mine: Content,
  theirs: Content,
  choices: Choices = {},
): ContentMerge {
  const settlement: Settlement = { choices, clashes: [], alike: new Map() };
  const contents = { base, mine, theirs };
  const line = (name: 'kind' | 'title' | 'lead') => {
    const merge = mergeValue(base[name], mine[name], theirs[name]);
    return merge.clean ? merge.value : settle(settlement, name, merge.clash, (value) => ({ [name]: value }));
  };
  const content = {
    kind: line('kind'),
    title: line('title'),
    lead: line('lead'),
    body: mergedBody(settlement, contents),
    facts: mergedFacts(settlement, contents),
    topics: mergedItems(settlement, contents, 'topics', String),
    sources: mergedItems(settlement, contents, 'sources', ({ title, url }) => `${title}\n${url}`),
  };
  const { clashes } = settlement;
  return {
    clean: clashes.every(({ chosen }) => chosen !== undefined),
    content: mine.kind === theirs.kind ? content : fitting(content),
    clashes,
  };
}

/**
 * Merges what an author made of a base that nobody can read any more with what has become of it: whatever differs clashes,
 * part by part, since it may be what was taken out.
 */
export function mergeWithoutBase(mine: Content, theirs: Content, choices: Choices = {}): ContentMerge {
  const settlement: Settlement = { choices, clashes: [], alike: new Map() };
  const part = <N extends keyof Content>(name: N, base: Content[N], both?: Content[N]): Content[N] => {
    const isSame = JSON.stringify(mine[name]) === JSON.stringify(theirs[name]);
    const clash = { base, mine: mine[name], theirs: theirs[name] };
    return isSame ? mine[name] : settle(settlement, name, clash, (side) => ({ [name]: side }), { both });
  };
  const contents = { base: emptyContent(mine.kind), mine, theirs };
  const content = {
    kind: part('kind', theirs.kind),
    title: part('title', ''),
    lead: part('lead', ''),
    body: part('body', '', `${theirs.body}\n\n${mine.body}`),
    facts: mergedFacts(settlement, contents, () => false),
    topics: part('topics', [], [...new Set([...theirs.topics, ...mine.topics])]),
    sources: part('sources', [], [...theirs.sources, ...mine.sources]),
  };
  const { clashes } = settlement;
  return { clean: clashes.every(({ chosen }) => chosen !== undefined), content, clashes };
}

/** The choices, the clashes met so far, and how many of them say the same. */
interface Settlement {
  readonly choices: Choices;
  readonly clashes: ContentClash[];
  readonly alike: Map<string, number>;
}

/** Notes a clash, as a part of a content, and returns the side that was chosen; mine when none was. */
function settle<T>(
  { choices, clashes, alike }: Settlement,
  part: string,
  clash: Clash<T>,
  asPart: (side: T) => Partial<Content>,
  { both, under }: { both?: T | undefined; under?: string } = {},
): T {
  const parts = { base: asPart(clash.base), mine: asPart(clash.mine), theirs: asPart(clash.theirs) };
  const key = keyOf(parts, alike);
  const wanted = Object.hasOwn(choices, key) ? choices[key] : undefined;
  const chosen = wanted === 'both' && both === undefined ? undefined : wanted;
  clashes.push({
    ...parts,
    key,
    part,
    canBeBoth: both !== undefined,
    ...(chosen && { chosen }),
    ...(under && { under }),
  });
  return chosen === 'both' ? both! : clash[chosen ?? 'mine'];
}

/** Two clashes that say the same are told apart by their order. */
function keyOf(parts: Clash<Partial<Content>>, alike: Settlement['alike']): string {
  const digest = hex(sha256(JSON.stringify(parts))).slice(0, 16);
  const known = alike.get(digest) ?? 0;
  alike.set(digest, known + 1);
  return known === 0 ? digest : `${digest}-${known}`;
}

function mergedBody(settlement: Settlement, { base, mine, theirs }: Clash<Content>): string {
  const merge = mergeText(base.body, mine.body, theirs.body);
  if (merge.clean) return merge.text;
  const texts: string[] = [];
  let [above, under] = ['', ''];
  merge.chunks.forEach((chunk, i) => {
    const next = merge.chunks[i + 1] ?? '';
    const below = typeof next === 'string' ? next : next.mine;
    const text =
      typeof chunk === 'string'
        ? chunk
        : settle(settlement, 'body', chunk, (side) => ({ body: side }), {
            both: bothOf(chunk, above, below),
            under,
          });
    under = lastHeading(text) ?? under;
    above = (above + text).slice(-2);
    texts.push(text);
  });
  return texts.join('');
}

function mergedItems<N extends 'topics' | 'sources'>(
  settlement: Settlement,
  contents: Clash<Content>,
  name: N,
  keyOf: (item: Content[N][number]) => string,
): Content[N] {
  type Items = Content[N][number][];
  const merge = mergeList<Content[N][number]>(
    contents.base[name],
    contents.mine[name],
    contents.theirs[name],
    keyOf,
  );
  if (merge.clean) return merge.value as Content[N];
  const settled = merge.chunks.flatMap((chunk): Items => {
    if (Array.isArray(chunk)) return chunk;
    const known = new Set(chunk.theirs.map(keyOf));
    const both = [...chunk.theirs, ...chunk.mine.filter((item) => !known.has(keyOf(item)))];
    return settle(settlement, name, chunk, (items) => ({ [name]: items }), { both });
  });
  return settled as Content[N];
}

/** Facts are merged one by one, those of which the base is known; others clash where they differ. */
function mergedFacts(
  settlement: Settlement,
  { base, mine, theirs }: Clash<Content>,
  isKnown: (name: string) => boolean = () => true,
): Content['facts'] {
  const fields = kindOf(mine.kind)?.fields.map(({ name }) => name) ?? [];
  const names = new Set([...fields, ...[base, mine, theirs].flatMap(({ facts }) => Object.keys(facts))]);
  const facts: Content['facts'] = {};
  for (const name of names) {
    const [was, own, other] = [base, mine, theirs].map(({ facts }) => facts[name]);
    const merge = isKnown(name) ? mergeValue(was, own, other, sameFact) : sameOr(was, own, other);
    const value = merge.clean
      ? merge.value
      : settle(
          settlement,
          `facts[${name}]`,
          merge.clash,
          (fact) => ({ facts: fact === undefined ? {} : { [name]: fact } }),
          {
            both: bothFacts(mine.kind, name, merge.clash),
          },
        );
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}

function sameOr(base: FactValue | undefined, mine: FactValue | undefined, theirs: FactValue | undefined) {
  if (sameFact(mine, theirs)) return { clean: true, value: mine } as const;
  return { clean: false, clash: { base, mine, theirs } } as const;
}

/** Returns the items of both sides, when the fact is a list that has room for them. */
function bothFacts(kind: string, name: string, { mine, theirs }: Clash<FactValue | undefined>) {
  const known = kindOf(kind);
  const field = known && fieldOf(known, name);
  if (!field || !Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const both = [...new Set([...theirs, ...mine])];
  return checkFact(field, both) === undefined ? both : undefined;
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
