/** How a search is called where it's watched, or told of: by what was typed, and what it's narrowed to. */
import type { Translate } from './language.ts';
import { calledBy, type Called } from './names.ts';

/** What a search is called by. */
export interface SearchWords {
  typed: string;
  labels: readonly string[];
  writer: Called | undefined;
  unfinished: boolean;
}

/** Returns what a search is called. */
export function searchName(t: Translate, { typed, labels, writer, unfinished }: SearchWords): string {
  const parts = [
    typed && t('watch.search.typed', { query: typed }),
    ...labels,
    writer && calledBy(t, writer),
    unfinished && t('list.unfinished'),
  ];
  return parts.filter(Boolean).join(', ') || t('watch.search.unknown');
}
