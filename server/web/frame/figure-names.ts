/** What a figure of the wiki is called: a measure, all cases, or those of a facet's value; and what its period is. */
import { facetLabel } from '../../kinds/filing.ts';
import type { Lang } from '../../kinds/kind.ts';
import { formats } from '../../locales/formats.ts';
import type { Translate } from '../../locales/language.ts';
import { monthAfter, type Period } from '../../wiki/figures/period.ts';

const months = { da: formats('da').monthText, en: formats('en').monthText };

/** Returns what a figure is called, by its code: `edits`, `cases`, `sector:health`. */
export function figureName(t: Translate, lang: Lang, figure: string): string {
  const [name, value] = figure.split(':') as [string, string?];
  const heading = t(`figures.${name}.heading`);
  return value === undefined ? heading : `${heading}: ${facetLabel(name, value, lang)}`;
}

/** Returns what a period is called: a year, a month, or from one to another. */
export function periodName(t: Translate, lang: Lang, { from, to }: Period): string {
  if (from.endsWith('-01') && to === monthAfter(from, 11)) return from.slice(0, 4);
  const [first, last] = [from, to].map((month) => monthName(lang, month));
  return from === to ? first! : t('figures.period', { first, last });
}

/** Returns what a month is called. */
export function monthName(lang: Lang, month: string): string {
  return months[lang](`${month}-15T12:00:00.000Z`);
}
