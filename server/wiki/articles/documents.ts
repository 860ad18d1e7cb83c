/** A Markdown file with front matter, read as the content of an article: what the starter articles and imports come as. */
import type { Content, Source } from '../../kinds/content.ts';
import { readFacts } from '../../kinds/facts.ts';
import { readTopics } from '../../kinds/index.ts';
import type { Kind } from '../../kinds/kind.ts';
import { isRecord, readLine } from '../../kinds/raw.ts';
import { cleanLine, cleanMarkdown, cleanText } from '../../text/clean.ts';
import { passagesOf } from '../../text/markdown/prose.ts';
import { splitFrontMatter } from '../../text/front-matter.ts';
import { htmlToMarkdown } from '../../text/html-to-markdown.ts';
import { htmlToText } from '../../text/html-to-text.ts';

/**
 * A file as read: `unknown` names the front matter that an article has no place for, `repeated` what that says more than
 * once, `dropped` the HTML elements that Markdown can't say, and `problem` tells why the front matter couldn't be read.
 */
export interface Document {
  content: Content;
  unknown: string[];
  repeated: readonly string[];
  dropped: string[];
  problem?: string;
}

/** Front matter that isn't a fact: where the title, the lead, topics and sources are taken from. */
const LINES = ['title', 'lead', 'description'];
const COMMON = ['kind', ...LINES, 'topics', 'sources', 'facts'];

/**
 * Reads a file as an article of a kind. The title is the front matter's `title`, else the first heading, else `name`;
 * the lead its `lead`, `description` or `what`; what matches a field of the kind, there or under `facts`, is a fact. What
 * broken front matter doesn't tell is as `before`.
 */
export function readDocument(source: string, kind: Kind, name: string, before?: Content): Document {
  const { data: raw, body: rest, repeated = [], problem } = splitFrontMatter(cleanMarkdown(source));
  const data = cleaned(raw) as Record<string, unknown>;
  const { text: body, dropped } = htmlToMarkdown(rest);
  const unclear = LINES.filter((key) => !isLine(data[key]));
  const line = (key: string) => (isLine(data[key]) ? (readLine(data[key]) ?? '') : '');
  const facts = readFacts(kind, { ...data, ...(data['facts'] as object | undefined) }, {});
  const kept = problem === undefined && unclear.length === 0 ? undefined : before;
  const content = {
    kind: kind.code,
    title: line('title') || kept?.title || firstHeading(body) || name,
    lead: line('lead') || line('description') || line('what'),
    topics: readTopics(data['topics']),
    sources: readSources(data['sources']),
    facts,
    body: body.trim() === '' ? '' : `${body.replace(/^\n+/, '').trimEnd()}\n`,
  };
  const known = [...COMMON, ...Object.keys(facts)].filter((key) => !unclear.includes(key));
  const unknown = Object.keys(data).filter((key) => !known.includes(key) && !isEmpty(data[key]));
  const whole = kept ? filled(content, kept) : content;
  return { content: whole, unknown, repeated, dropped, ...(problem !== undefined && { problem }) };
}

function filled(content: Content, before: Content): Content {
  const [topics, sources] = [content.topics, content.sources];
  return {
    ...content,
    lead: content.lead || before.lead,
    topics: topics.length > 0 ? topics : before.topics,
    sources: sources.length > 0 ? sources : before.sources,
    facts: { ...before.facts, ...content.facts },
  };
}

/** Front matter is plain text here; YAML can write what no text of ours may hold (`"\0"`), and authors write HTML. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(htmlToText(value));
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [cleanText(key), cleaned(each)]));
}

/** Of several titles nobody can tell which is meant. */
function isLine(value: unknown): boolean {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.length < 2 && !all.some((each) => typeof each === 'object' && each !== null);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** As who reads it reads it: without markup. */
function firstHeading(body: string): string {
  for (const { isHeading, text } of passagesOf(body)) {
    const heading = isHeading ? cleanLine(text()) : '';
    if (heading !== '') return heading;
  }
  return '';
}

function readSources(value: unknown): Source[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map(({ title, url }) => ({
      title: cleanLine(String(title ?? url ?? '')),
      url: cleanLine(String(url ?? '')),
    }))
    .filter(({ title }) => title !== '');
}
