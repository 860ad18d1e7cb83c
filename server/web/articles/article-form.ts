/** The form of an article: read to a content with the kind's own fields, and filled in again just as it was typed. */
import { emptyContent, type Content, type Source } from '../../kinds/content.ts';
import { typeFact } from '../../kinds/fields.ts';
import { factsThatDoNotFit, readFacts, showFacts } from '../../kinds/facts.ts';
import { kindOf, readTopics, topicLabel } from '../../kinds/index.ts';
import type { Kind, Lang } from '../../kinds/kind.ts';
import { isRecord } from '../../kinds/raw.ts';
import { placesByRegion, type Place } from '../../kinds/places.ts';
import { cleanMarkdown, cleanText } from '../../text/clean.ts';
import { isTicked, type Fields, lineOf, readNumber, textOf } from '../frame/fields.ts';

/** A form as read. `base` is undefined when the form names none. */
export interface Typed {
  content: Content;
  base: number | undefined;
  summary: string;
  minor: boolean;
  /** Whether its author wants to watch the article; undefined when the form doesn't ask. */
  watch?: boolean | undefined;
}

/** Returns the content that an article of a kind starts from: its headings, and nothing under them. */
export function blankContent(kind: Kind, title = ''): Content {
  const body = kind.headings.map((heading) => `## ${heading.text}\n\n`).join('\n');
  return { ...emptyContent(kind.code), title, body };
}

/** Reads a form. What it lacks keeps the base's value; text comes in through the door. */
export function readArticleForm(fields: Fields, base: Content): Typed {
  const has = (name: string) => Object.hasOwn(fields, name);
  const line = (name: 'kind' | 'title' | 'lead') => (has(name) ? lineOf(fields[name]) : base[name]);
  const kindCode = line('kind');
  const kind = kindOf(kindCode);
  return {
    content: {
      kind: kindCode,
      title: line('title'),
      lead: line('lead'),
      topics: has('topics') ? readTopics(listIn(fields['topics'])) : base.topics,
      sources: has('sources') ? readSources(fields['sources']) : base.sources,
      facts: kind ? readFacts(kind, factsIn(fields['facts']), base.facts) : base.facts,
      body: has('body') ? cleanMarkdown(textOf(fields['body'])) : base.body,
    },
    base: readNumber(fields['base']),
    summary: lineOf(fields['summary']),
    minor: has('minor') && textOf(fields['minor']) !== '',
    ...(has('watch') && { watch: isTicked(fields['watch']) }),
  };
}

/** Returns what the form's controls hold to show a content. */
export function formValues(typed: Typed, lang: Lang) {
  const { content, base, summary, minor, watch } = typed;
  const kind = kindOf(content.kind);
  const facts =
    kind?.fields.map((field) => [field.name, typeFact(field, content.facts[field.name], lang)]) ?? [];
  return {
    title: content.title,
    lead: content.lead,
    topics: content.topics.map((topic) => topicLabel(topic, lang)),
    sources: content.sources,
    facts: Object.fromEntries(facts) as Record<string, unknown>,
    body: content.body,
    summary,
    minor,
    watch,
    base: base ?? null,
  };
}

/** Returns the choices that the form offers at a time (ISO-8601 UTC). */
export function formChoices(lang: Lang, at: string) {
  const place = ({ code, name }: Place) => ({ code, name: name[lang] });
  return {
    places: placesByRegion(at.slice(0, 10)).map(({ region, municipalities }) => ({
      region: place(region),
      municipalities: municipalities.map(place),
    })),
  };
}

/** Returns the facts of a base that an article would lose by becoming another kind, as a reader sees them. */
export function factsLost(base: Content, to: Kind, lang: Lang): { label: string; text: string }[] {
  const from = kindOf(base.kind);
  if (!from || from.code === to.code) return [];
  const misfits = factsThatDoNotFit(to, base.facts);
  return showFacts(from, misfits, lang).map(({ field, items }) => ({
    label: field.label[lang],
    text: items.map((item) => item.text).join(', '),
  }));
}

function readSources(value: unknown): Source[] {
  const rows: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return rows
    .filter(isRecord)
    .map((row) => ({ title: lineOf(row['title']), url: lineOf(row['url']) }))
    .filter(({ title, url }) => title !== '' || url !== '')
    .map(({ title, url }) => ({ title: title || url, url }));
}

/** How many lines of a fact, or of the topics, are read: ten times as many as the longest list may have, so that whoever pastes too many has them back to shorten. */
const MOST_LINES = 2000;

function factsIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, fact]) => [name, listIn(fact)]));
}

/** Cleans every text in a posted value, whose lines are each an item of a list, as far as there's room for them, and takes that up. */
function listIn(value: unknown, room = { lines: MOST_LINES }): unknown {
  if (typeof value === 'string') {
    const lines = cleanText(value).split('\n', room.lines);
    room.lines -= lines.length;
    return lines.join('\n');
  }
  if (Array.isArray(value)) return value.map((inner) => listIn(inner, room));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, listIn(inner, room)]));
}
