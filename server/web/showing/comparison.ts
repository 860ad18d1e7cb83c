/** The difference between two contents as a page shows it: title and lead by the word, the body by its blocks or lines, lists and facts by the item. */
import type { Content, Source } from '../../kinds/content.ts';
import { compareFacts } from '../../kinds/facts.ts';
import { kindOf, topicLabel } from '../../kinds/index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { diffLine, diffLines, diffList, diffText } from '../../text/diff.ts';
import { kindFor } from './article.ts';
import { listChange, showRows, type DiffView, type ShownRow } from './diff-rows.ts';
import { translator } from '../../locales/language.ts';

export interface Difference {
  view: DiffView;
  rows: ShownRow[];
  /** How many changes there was no room for. */
  left: number;
  /** Whether a text was too much to compare word by word. */
  coarse: boolean;
  /** Whether nothing differs. */
  empty: boolean;
}

/** Compares two contents for a reader of the language. */
export function compareContents(
  before: Content,
  after: Content,
  lang: Lang,
  view: DiffView = 'inline',
): Difference {
  const t = translator(lang);
  const lines = (['title', 'lead'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const parts = diffLine(before[name], after[name]);
      return {
        type: 'change' as const,
        label: t(`parts.${name}`),
        before: before[name] === '' ? [] : [parts.before],
        after: after[name] === '' ? [] : [parts.after],
      };
    });
  const lists = changedLists(before, after, lang).map((list) => ({
    label: list.label,
    ...diffList(list.before, list.after),
  }));
  const compare = view === 'source' ? diffLines : diffText;
  const body = before.body === after.body ? { rows: [], coarse: false } : compare(before.body, after.body);
  const shown = showRows(body.rows, view, t);
  const rows = [...lines, ...shown.rows, ...lists.map((list) => listChange(list.label, list.rows, t))];
  return {
    view,
    rows,
    left: shown.left,
    coarse: body.coarse || shown.coarse || lists.some(({ coarse }) => coarse),
    empty: rows.length === 0 && shown.left === 0,
  };
}

/** Returns a source on one line, as a list of changes tells it. */
export function sourceText({ title, url }: Source): string {
  if (url === '') return title;
  return url === title ? `<${url}>` : `${title} (${url})`;
}

function changedLists(before: Content, after: Content, lang: Lang) {
  const t = translator(lang);
  const list = <T>(
    name: 'kind' | 'topics' | 'sources',
    of: (content: Content) => T[],
    show: (item: T) => string,
  ) =>
    JSON.stringify(of(before)) === JSON.stringify(of(after))
      ? []
      : [{ label: t(`parts.${name}`), before: of(before).map(show), after: of(after).map(show) }];
  const facts = compareFacts(kindOf(before.kind), kindOf(after.kind), before.facts, after.facts, lang);
  return [
    ...list(
      'kind',
      ({ kind }) => [kind],
      (code) => kindFor(code).label[lang],
    ),
    ...list(
      'topics',
      ({ topics }) => topics,
      (topic) => topicLabel(topic, lang),
    ),
    ...list('sources', ({ sources }) => sources, sourceText),
    ...facts.map((fact) => ({ ...fact, label: t('parts.fact', { label: fact.label }) })),
  ];
}
