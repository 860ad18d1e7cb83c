/** What a figure of the wiki is called: a measure, all cases, or those of a facet's value. */
import { facetLabel } from '../../kinds/filing.ts';
import type { Lang } from '../../kinds/kind.ts';
import type { Translate } from '../../locales/language.ts';

/** Returns what a figure is called, by its code: `edits`, `cases`, `sector:health`. */
export function figureName(t: Translate, lang: Lang, figure: string): string {
  const [name, value] = figure.split(':') as [string, string?];
  const heading = t(`figures.${name}.heading`);
  return value === undefined ? heading : `${heading}: ${facetLabel(name, value, lang)}`;
}
