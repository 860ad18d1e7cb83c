/** A Markdown file with front matter, read as the content of an article: what the starter articles and imports come as. */
import type { Content, Source } from '../kinds/content.ts';
import { readFacts } from '../kinds/facts.ts';
import { readTopics } from '../kinds/index.ts';
import type { Kind } from '../kinds/kind.ts';
import { cleanLine, cleanText } from '../text/clean.ts';
import { splitFrontMatter } from '../text/front-matter.ts';

/** A file as read: `unknown` names the front matter that an article has no place for, `problem` tells of what couldn't be read. */
export interface Document {
  content: Content;
  unknown: string[];
  problem?: string;
}

/** Front matter that isn't a fact: where the title, the lead, topics and sources are taken from. */
const COMMON = ['kind', 'title', 'lead', 'description', 'topics', 'sources', 'facts'];

/**
 * Reads a file as an article of a kind. The title is the front matter's `title`, else the first heading, else `name`;
 * the lead its `lead`, `description` or `what`; what matches a field of the kind, there or under `facts`, is a fact.
 */
export function readDocument(source: string, kind: Kind, name: string): Document {
  const { data, body, problem } = splitFrontMatter(cleanText(source));
  const line = (key: string) => (typeof data[key] === 'string' ? cleanLine(data[key]) : '');
  const facts = readFacts(kind, { ...data, ...(data['facts'] as object | undefined) }, {});
  const known = [...COMMON, ...Object.keys(facts)];
  const content = {
    kind: kind.code,
    title: line('title') || firstHeading(body) || name,
    lead: line('lead') || line('description') || line('what'),
    topics: readTopics(data['topics']),
    sources: readSources(data['sources']),
    facts,
    body: body.trim() === '' ? '' : `${body.replace(/^\n+|\s+$/g, '')}\n`,
  };
  const unknown = Object.keys(data).filter((key) => !known.includes(key));
  return { content, unknown, ...(problem !== undefined && { problem }) };
}

function firstHeading(body: string): string {
  return cleanLine(/^#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/m.exec(body)?.[1] ?? '');
}

function readSources(value: unknown): Source[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
    .map(({ title, url }) => ({
      title: cleanLine(String(title ?? url ?? '')),
      url: cleanLine(String(url ?? '')),
    }))
    .filter(({ title }) => title !== '');
}
