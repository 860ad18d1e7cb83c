/** What stands beside a body: the title, the lead, and each fact, topic and source. Whatever is done with each of them walks them here. */
import type { Content, FactValue } from './content.ts';

/** Something of each item of a content; of an empty lead there is none. */
export interface Items<T> {
  title: T;
  lead: T | undefined;
  /** By the fact's name. */
  facts: Record<string, T>;
  topics: T[];
  sources: T[];
}

/** An item: what it is, such as `fact phase`, and its values as texts, the same for equal items. */
export interface Item {
  name: string;
  values: readonly string[];
}

/** Returns the items of a content. */
export function itemsOf({ title, lead, facts, topics, sources }: Content): Items<Item> {
  const named = Object.entries(facts).map(([name, value]): [string, Item] => [
    name,
    { name: `fact ${name}`, values: textsOf(value) },
  ]);
  return {
    title: { name: 'title', values: [title] },
    lead: lead === '' ? undefined : { name: 'lead', values: [lead] },
    facts: Object.fromEntries(named),
    topics: topics.map((topic) => ({ name: 'topic', values: [topic] })),
    sources: sources.map(({ title, url }) => ({ name: 'source', values: [title, url] })),
  };
}

/** Returns what is made of each item. */
export function mapItems<T, U>(
  { title, lead, facts, topics, sources }: Items<T>,
  make: (item: T) => U,
): Items<U> {
  return {
    title: make(title),
    lead: lead === undefined ? undefined : make(lead),
    facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, make(fact)])),
    topics: topics.map((topic) => make(topic)),
    sources: sources.map((source) => make(source)),
  };
}

/** Returns the items in the order in which a page shows them. */
export function listItems<T>({ title, lead, facts, topics, sources }: Items<T>): T[] {
  return [title, ...(lead === undefined ? [] : [lead]), ...Object.values(facts), ...topics, ...sources];
}

function textsOf(value: FactValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value;
  return Object.entries(value)
    .map(([name, part]) => `${name} ${part}`)
    .sort();
}
