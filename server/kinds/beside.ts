/** What a reader sees of an article beside its title, lead and body, as texts to be found by: in both languages, where they differ. */
import type { Content } from './content.ts';
import { factTexts } from './fields.ts';
import { fieldOf, kindOf, topicLabel } from './index.ts';
import type { Lang } from './kind.ts';

const LANGUAGES: readonly Lang[] = ['da', 'en'];

/** Returns the texts of a content's kind, topics, facts and sources, each once. */
export function textsBeside({ kind: code, topics, facts, sources }: Content): string[] {
  const kind = kindOf(code);
  const translated = LANGUAGES.flatMap((lang) => [
    kind?.label[lang] ?? code,
    ...topics.map((topic) => topicLabel(topic, lang)),
    ...Object.entries(facts).flatMap(([name, value]) => factTexts(kind && fieldOf(kind, name), value, lang)),
  ]);
  return [...new Set([...translated, ...sources.map(({ title }) => title)])];
}
