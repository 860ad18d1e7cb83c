/** The newest changes in the whole wiki. */
import { newestChanges } from '../../wiki/history/changes.ts';
import type { Page } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import type { Visit } from '../frame/visit.ts';
import { showChange } from '../showing/article.ts';
import { withTools } from '../showing/tools.ts';
import { page } from './views.ts';

/** GET /changes?before= */
export async function showChanges(visit: Visit): Promise<Page> {
  const { context, request, author } = visit;
  const before = pageFrom(request.query['before']);
  const changes = await newestChanges(context.db, PAGE_SIZE, before, author);
  return page('history/changes', {
    title: visit.t('changes.title'),
    section: 'changes',
    changes: await withTools(visit, changes.map(showChange)),
    older: nextPage(visit, changes, ({ sequence }) => ({ before: sequence })),
  });
}
