/** Topics: those of the vocabulary stand under their code, and whoever writes may add a topic in own words. */
import type { Lang } from './kind.ts';
import { codeOf, labelOf } from './options.ts';
import { readLines } from './raw.ts';
import { topics } from './vocabularies.ts';

/** Returns the label of a topic's code, or the topic itself when it is in an author's own words. */
export function topicLabel(topic: string, lang: Lang): string {
  return labelOf(topics, topic, lang);
}

/** Returns the code of a topic that the vocabulary knows by code or label, else the text on one line. */
export function readTopic(text: string): string {
  const topic = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return codeOf(topics, topic) ?? topic;
}

/** Tells whether a topic is in an author's own words. */
export function isOwnTopic(topic: string): boolean {
  return !topics.some(({ code }) => code === topic);
}

/** The codes of the topics that the vocabulary holds. */
export const topicsKnown: readonly string[] = topics.map(({ code }) => code);

/** What each of them may be called: its code, and its label in either language. */
export const topicNames: readonly (readonly [name: string, code: string])[] = topics.flatMap(
  ({ code, label }) => [code, label.da, label.en].map((name) => [name, code] as const),
);

/** Reads topics from a list or from text with one per line; the same topic in another case is kept once. */
export function readTopics(raw: unknown): string[] {
  const found = readLines(raw).map(readTopic);
  return [...new Map(found.toReversed().map((topic) => [topic.toLowerCase(), topic])).values()].toReversed();
}
