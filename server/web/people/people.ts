/** People: everybody's page, and the list of them all. */
import { calledBy } from '../../locales/names.ts';
import { topicLabel } from '../../kinds/index.ts';
import { editsByHour, standingOf } from '../../wiki/people/activity.ts';
import { takesLetters } from '../../wiki/following/letters.ts';
import { doerAt } from '../../wiki/history/standing.ts';
import { topicFiled } from '../../wiki/history/topics.ts';
import { contributions } from '../../wiki/history/changes.ts';
import {
  countPeople,
  earlierBylines,
  findPerson,
  listPeople,
  type Person,
} from '../../wiki/people/people.ts';
import { hasPosted } from '../../wiki/talk/posts.ts';
import type { Page } from '../frame/answer.ts';
import { lineOf, pageFrom, readNumber } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { kindFor, showChange } from '../showing/article.ts';
import { offerWatch } from '../showing/watch.ts';
import { calendarOf, calendarSince } from './calendar.ts';
import { page } from './views.ts';

const BYLINES = 20;

/** GET /people?name=&workplace=&topic=&after= */
export async function showPeople(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const { query } = visit.request;
  const [name, workplace, topic] = [query['name'], query['workplace'], query['topic']].map(lineOf);
  const values = { name: name!, workplace: workplace!, topic: topic! };
  const filter = { ...values, topic: values.topic && (await topicFiled(db, values.topic)) };
  const people = await listPeople(db, filter, PAGE_SIZE, pageFrom(query['after']));
  return page('people/list', {
    title: visit.t('people.title'),
    section: 'people',
    people,
    values,
    counts: await countPeople(db),
    next: nextPage(visit, people, ({ id }) => ({ after: id })),
  });
}

/** GET /people/:id?before=&names= */
export async function showPerson(visit: Visit): Promise<Page> {
  const { params, query } = visit.request;
  const { db, now } = visit.context;
  const person = await findPerson(db, readNumber(params['id']) || 0);
  const { block } = await doerAt(db, person.id, now());
  const before = pageFrom(query['before']);
  const changes = await contributions(db, person.id, PAGE_SIZE, before, visit.author);
  return page('people/view', {
    title: calledBy(visit.t, person.byline),
    section: 'people',
    feed: hrefFor(visit, `/changes.atom?person=${person.id}`),
    ...person,
    block,
    until: block?.until,
    watch: await offerWatch(visit, { subject: 'person', target: String(person.id) }),
    ...(await earlierOf(visit, person)),
    takesLetters: await takesLetters(db, person.id, now()),
    calendar: calendarOf(await editsByHour(db, person.id, calendarSince(now())), now()),
    standing: await shownStanding(visit, person.id),
    contributions: changes.map(showChange),
    hasPosted: await hasPosted(db, person.id),
    older: nextPage(visit, changes, ({ sequence }) => ({ before: sequence, names: '' })),
  });
}

/** Returns what a person went by before, and where the page goes on with those before them. */
export async function earlierOf(visit: Visit, person: Person) {
  const before = pageFrom(visit.request.query['names']);
  const bylines = await earlierBylines(visit.context.db, person, BYLINES, before);
  return {
    bylines,
    bylinesOpen: before !== undefined,
    olderBylines: nextPage(visit, bylines, ({ id }) => ({ names: id, before: '' }), BYLINES),
  };
}

async function shownStanding(visit: Visit, personId: number) {
  const { lang } = visit.where;
  const { topics, articles, ...counts } = await standingOf(visit.context.db, personId);
  return {
    ...counts,
    articles: articles.map(({ kind, ...article }) => ({ ...article, kind: kindFor(kind).label[lang] })),
    topics: topics.map(({ topic, count }) => ({
      text: topicLabel(topic, lang),
      count,
      href: hrefFor(visit, `/articles?topic=${encodeURIComponent(topic)}&person=${personId}`),
    })),
  };
}
