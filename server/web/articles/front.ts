/** The front page: the ways in, and what is new. */
import { kinds } from '../../kinds/index.ts';
import { countByKind } from '../../wiki/articles/articles.ts';
import { countArticles } from '../../wiki/finding/lists.ts';
import { newestStanding } from '../../wiki/history/changes.ts';
import { countPeople } from '../../wiki/people/people.ts';
import type { Page } from '../frame/answer.ts';
import type { Visit } from '../frame/visit.ts';
import { showChange } from '../showing/article.ts';
import { page } from './views.ts';

const FRONT_CHANGES = 8;

/** GET / */
export async function showFront(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const counts = await countByKind(db);
  const changes = await newestStanding(db, FRONT_CHANGES, visit.author);
  return page('articles/front', {
    title: '',
    section: 'front',
    counts: kinds.map((kind) => ({ kind, count: counts.get(kind.code) ?? 0 })),
    changes: changes.map((each) => ('articles' in each ? each : showChange(each))),
    unfinished: await countArticles(db, { unfinished: true }),
    people: (await countPeople(db)).own,
  });
}
