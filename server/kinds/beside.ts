/** What a reader sees of an article beside its title, lead and body, to be found by: in both languages, where they differ. */
import type { Content, FactValue } from './content.ts';
import { factTexts, showFact } from './fields.ts';
import { fieldOf, kindOf, topicLabel } from './index.ts';
import type { Field, Lang } from './kind.ts';
import { placeName, placesWithin } from './places.ts';

/** A text beside an article's own, and what it is; a fact is called by the label of its field. */
export interface Beside {
  part: 'kind' | 'topic' | 'fact' | 'source';
  label?: string;
  text: string;
}

const LANGUAGES: readonly Lang[] = ['da', 'en'];

/** Returns the texts of a content's kind, topics, facts and sources, each once. */
export function textsBeside(content: Content): string[] {
  return [...new Set(LANGUAGES.flatMap((lang) => besides(content, lang).map(({ text }) => text)))];
}

/** Returns what stands beside a content's own text, in a language. */
export function besides({ kind: code, topics, facts, sources }: Content, lang: Lang): Beside[] {
  const kind = kindOf(code);
  const told = Object.entries(facts).flatMap(([name, value]) => {
    const field = kind && fieldOf(kind, name);
    const label = field?.label[lang] ?? name;
    return textsOf(field, value, lang).map((text): Beside => ({ part: 'fact', label, text }));
  });
  return [
    { part: 'kind', text: kind?.label[lang] ?? code },
    ...topics.map((topic): Beside => ({ part: 'topic', text: topicLabel(topic, lang) })),
    ...told,
    ...sources.map(({ title }): Beside => ({ part: 'source', text: title })),
  ];
}

/** Returns the texts of a fact; a municipality is followed by the regions that it lies in. */
function textsOf(field: Field | undefined, value: FactValue, lang: Lang): string[] {
  if (field?.type !== 'places') return factTexts(field, value, lang);
  return showFact(field, value, lang).map(({ text, filedAs = '' }) => {
    const [, ...regions] = placesWithin(filedAs);
    return [text, ...regions.map((code) => placeName(code, lang))].join(', ');
  });
}
