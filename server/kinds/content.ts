/** The content of an article: what one revision holds, whole. Its canonical form is what is hashed and stored. */

import { isRecord } from './raw.ts';

/** A source that an article leans on: a title and, where there is one, an address (http or https). */
export interface Source {
  title: string;
  url: string;
}

/** The value of a fact as stored: stable codes and plain text, never labels. What is empty is left out of `facts`. */
export type FactValue = string | string[] | Record<string, string> | { amount: number; unit: string };

/** Everything an edit can change. `facts` is keyed by field name; `body` is Markdown. */
export interface Content {
  kind: string;
  title: string;
  lead: string;
  topics: string[];
  sources: Source[];
  facts: Record<string, FactValue>;
  body: string;
}

/** Returns a content of a kind without a word in it. */
export function emptyContent(kind: string): Content {
  return { kind, title: '', lead: '', topics: [], sources: [], facts: {}, body: '' };
}

/** Returns the canonical JSON of a content: fixed key order, facts by name, so that equal contents give equal text. */
export function canonical(content: Content): string {
  const { kind, title, lead, topics, sources, facts, body } = content;
  return JSON.stringify({
    kind,
    title,
    lead,
    topics,
    sources: sources.map(({ title, url }) => ({ title, url })),
    facts: sorted(facts),
    body,
  });
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isRecord(value) ? (sorted(value) as T) : value]),
  );
}
