/** The checkpoints of the history: a page that says what they are, and the file that anyone may keep. */
import { newestCheckpoints, publish, PUBLISHED } from '../../wiki/proof/checkpoints.ts';
import { file, type Answer, type Page } from '../frame/answer.ts';
import { pageFrom } from '../frame/fields.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { page } from './views.ts';

/** GET /checkpoints?before= */
export async function showCheckpoints(visit: Visit): Promise<Page> {
  const before = pageFrom(visit.request.query['before']);
  const checkpoints = (await newestCheckpoints(visit.context.db, PAGE_SIZE, before)).map(publish);
  const last = checkpoints.at(-1)?.number ?? 1;
  return page('proof/checkpoints', {
    title: visit.t('checkpoints.title'),
    checkpoints,
    isNewest: before === undefined,
    older: last > 1 ? addressWith(visit, { before: last }) : undefined,
  });
}

/** GET /checkpoints.json?before=: the newest ones as they're saved, `next` leads to those before. */
export async function sendCheckpoints({ context: { db, settings }, request }: Visit): Promise<Answer> {
  const checkpoints = await newestCheckpoints(db, PUBLISHED, pageFrom(request.query['before']));
  const last = checkpoints.at(-1)?.number ?? 1;
  const newest = {
    about: `${settings.baseUrl}/checkpoints`,
    next: last > 1 ? `${settings.baseUrl}/checkpoints.json?before=${last}` : null,
    checkpoints: checkpoints.map(publish),
  };
  return file(JSON.stringify(newest), 'application/json');
}
