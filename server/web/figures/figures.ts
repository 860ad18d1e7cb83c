/** The page of the wiki in figures. */
import type { Page } from '../frame/answer.ts';
import { lineOf } from '../frame/fields.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { gatherFigures } from './gathering.ts';
import { periodsOf } from './periods.ts';
import { page } from './views.ts';

const HOUR = 60 * 60 * 1000;

/** GET /figures?from=&to=&with= */
export async function showFigures(visit: Visit): Promise<Page> {
  const { t, request } = visit;
  const [{ from, to }] = periodsOf(visit);
  return page('figures/figures', {
    title: t('figures.title'),
    description: t('figures.intro'),
    ...(await gatherFigures(visit)),
    values: { from, to, with: lineOf(request.query['with']).slice(0, 7) },
    csv: addressWith(visit, {}, '/figures.csv'),
    until: nextHour(visit.context.now()),
  });
}

/** What is read changes it, too, and nothing else tells of that. */
function nextHour(now: string): string {
  return new Date((Math.floor(Date.parse(now) / HOUR) + 1) * HOUR).toISOString();
}
