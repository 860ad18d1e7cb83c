/** Notices: what concerns whoever is signed in, and that they have read it. */
import { markRead, noticesOf } from '../../wiki/following/notices.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { isTicked, pageFrom, readNumber } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { showChange } from '../showing/article.ts';
import { page } from './views.ts';

/** GET /notices?before= */
export async function showNotices(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const before = pageFrom(visit.request.query['before']);
  const notices = await noticesOf(db, author.personId, { before }, PAGE_SIZE, author);
  return page('following/notices', {
    title: visit.t('notice.title'),
    notices: notices.map(({ change, ...notice }) => ({
      ...notice,
      ...(change && { change: showChange(change) }),
    })),
    older: nextPage(visit, notices, ({ id }) => ({ before: id })),
  });
}

/** POST /notices: the newest that was seen, by its id, or with `only` one alone. */
export async function takeRead(visit: Visit): Promise<Answer> {
  const fields = fieldsOf(visit);
  const id = readNumber(fields['id']) || 0;
  await markRead(visit.context.db, authorIn(visit), id, { only: isTicked(fields['only']) });
  return seeOther('/notices');
}
