/** The figures as a file for spreadsheets: a number a line, with its period and what it's out of. */
import { BYTE_ORDER_MARK, csvRow } from '../../text/csv.ts';
import { file, type Answer } from '../frame/answer.ts';
import { figureName } from '../frame/figure-names.ts';
import type { Visit } from '../frame/visit.ts';
import { gatherFigures } from './gathering.ts';

/** GET /figures.csv, of the periods that `/figures` is asked for */
export async function sendFigures(visit: Visit): Promise<Answer> {
  const { t, where } = visit;
  const { goals, periods, measures, takenIn, tables, text } = await gatherFigures(visit);
  const separator = where.lang === 'da' ? ';' : ',';
  const columns = ['figure', 'what', 'period', 'count', 'whole'].map((each) => t(`figures.columns.${each}`));
  const heading = (code: string) => t(`figures.${code}.heading`);
  const rows = [
    ...goals.map(({ figure, period, reached, goal }) => {
      return [t('figures.goals.heading'), figureName(t, where.lang, figure), period, reached, goal];
    }),
    ...measures.flatMap(({ code, sums, months }) =>
      periods.flatMap((period, i) => [
        [heading(code), t('figures.all'), period.text, sums[i]!, sums[i]!],
        ...period.months.map((month, at) => [heading(code), month, month, months[i]![at]!, sums[i]!]),
      ]),
    ),
    ...periods.map(({ text: period }, i) => {
      const { revisions } = takenIn[i]!;
      return [t('figures.takenInColumn'), t('figures.all'), period, revisions, revisions];
    }),
    ...text.spread.map(({ percent, people }) => {
      const share = t('figures.text.share', { percent });
      return [heading('text'), share, t('figures.now'), people, text.people];
    }),
    ...tables.flatMap(({ code, wholes, rows }) =>
      rows.flatMap(({ label, counts }) =>
        periods.map((period, i) => [heading(code), label, period.text, counts[i]!, wholes[i]!]),
      ),
    ),
  ];
  const lines = [columns, ...rows].map((row) => csvRow(row, separator));
  return file(BYTE_ORDER_MARK + lines.join(''), 'text/csv', `${t('figures.fileName')}.csv`);
}
