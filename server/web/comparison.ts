/** The difference between two contents as a page shows it: title and lead by the word, lists and facts by the item, the body by its blocks. */
import type { Content } from '../kinds/content.ts';
import { compareFacts } from '../kinds/facts.ts';
import { compareTexts } from '../kinds/fields.ts';
import { kindOf, topicLabel } from '../kinds/index.ts';
import type { Lang } from '../kinds/kind.ts';
import { diffLine, diffText } from '../text/diff.ts';
import { kindFor } from './article-page.ts';
import { translator } from './language.ts';

/** Compares two contents for a reader of the language. `empty` says that nothing differs. */
export function compareContents(before: Content, after: Content, lang: Lang) {
  const t = translator(lang);
  const fields = (['title', 'lead'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ label: t(`diff.fields.${name}`), ...diffLine(before[name], after[name]) }));
  const kindLabel = (content: Content) => [kindFor(content.kind).label[lang]];
  const topicLabels = (content: Content) => content.topics.map((topic) => topicLabel(topic, lang));
  const sources = (content: Content) =>
    content.sources.map(({ title, url }) => (url && url !== title ? `${title} (${url})` : title));
  const lists = [
    { label: t('diff.fields.kind'), ...compareTexts(kindLabel(before), kindLabel(after)) },
    { label: t('diff.fields.topics'), ...compareTexts(topicLabels(before), topicLabels(after)) },
    { label: t('diff.fields.sources'), ...compareTexts(sources(before), sources(after)) },
    ...compareFacts(kindOf(before.kind), kindOf(after.kind), before.facts, after.facts, lang),
  ].filter(({ removed, added }) => removed.length > 0 || added.length > 0);
  const { rows, coarse } = diffText(before.body, after.body);
  const bodyDiffers = before.body !== after.body;
  return {
    fields,
    lists,
    rows: bodyDiffers ? rows : [],
    coarse,
    empty: !bodyDiffers && fields.length === 0 && lists.length === 0,
  };
}
