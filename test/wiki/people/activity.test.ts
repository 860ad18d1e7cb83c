/** What a person's page tells of what they do, and whom a list of people is narrowed to. */
import { beforeEach, expect, test } from '@jest/globals';
import { slices } from '../../../server/db/slices.ts';
import { cleanLine } from '../../../server/text/clean.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { newestLogEntry } from '../../../server/wiki/history/state.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { editsByHour, standingOf } from '../../../server/wiki/people/activity.ts';
import { addDomain, listDomains } from '../../../server/wiki/people/domains.ts';
import { listPeople, type PeopleFilter } from '../../../server/wiki/people/people.ts';
import { personalDataOf } from '../../../server/wiki/people/personal-data.ts';
import { calendarOf, calendarSince } from '../../../server/web/people/calendar.ts';
import { method } from '../../support/content.ts';
import { AT, join, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const named = async (filter: PeopleFilter) =>
  (await listPeople(wiki.db, filter, 9)).map(({ byline }) => byline.name);

beforeEach(async () => {
  const content = method({ topics: ['ledelse'], body: 'Fem ord står lige her.\n' });
  await createArticle(wiki.db, wiki.anas, { content, summary: '' });
  const theirs = { ...content, body: 'Fem ord står lige her.\n\nOg tre til.\n' };
  await editArticle(wiki.db, wiki.bos, 'prøvehandling', { content: theirs, summary: '', minor: false });
  await createArticle(wiki.db, wiki.bos, { content: method({ title: 'Beta', topics: ['IT'] }), summary: '' });
});

test('what stands is told by article and by topic, and nothing of what is deleted', async () => {
  const standing = await standingOf(wiki.db, wiki.bos.personId);
  expect(standing.count).toBe(2);
  expect(standing.articles.map(({ title }) => title)).toEqual(['Beta', 'Prøvehandling']);
  expect(standing.articles[1]!.words).toBe(4);
  expect(standing.words).toBe(standing.articles[0]!.words + 4);
  expect(standing.topics).toEqual([
    { topic: 'IT', count: 1 },
    { topic: 'leadership', count: 1 },
  ]);
  await deleteArticle(wiki.db, wiki.mos, 'beta', 'En fejl.');
  expect(await standingOf(wiki.db, wiki.bos.personId)).toMatchObject({ count: 1, words: 4 });
  expect(await standingOf(wiki.db, wiki.mos.personId)).toEqual({
    words: 0,
    count: 0,
    articles: [],
    topics: [],
  });
});

test('people are found by name, workplace and topic, one at a time or together', async () => {
  expect(await named({})).toEqual(['Ana Østergård', 'Bo Åkjær', 'Mo Lindholm']);
  expect(await named({ name: 'øster' })).toEqual(['Ana Østergård']);
  expect(await named({ name: 'ster' })).toEqual([]);
  expect(await named({ workplace: 'KOMMUNE' })).toEqual(['Bo Åkjær']);
  expect(await named({ topic: 'leadership' })).toEqual(['Ana Østergård', 'Bo Åkjær']);
  expect(await named({ topic: 'leadership', name: 'bo' })).toEqual(['Bo Åkjær']);
  expect(await named({ name: '%_' })).toHaveLength(3);
  expect(await named({ workplace: '%' })).toEqual([]);
  await deleteArticle(wiki.db, wiki.mos, 'prøvehandling', 'En fejl.');
  expect(await named({ topic: 'leadership' })).toEqual([]);
});

test.each([
  ['Åben Skole, Århus Kommune', ['Aarhus', 'århus', 'AARHUS KOMMUNE', 'Aaben skole, aarhus']],
  ['Aaben Skole, Aarhus Kommune', ['Århus', 'ÅBEN SKOLE, ÅRHUS', 'A\u030aRHUS']],
  ['Grenaa Gymnasium', ['Grenå', 'grenå gym']],
  ['Grenå Gymnasium', ['Grenaa', 'GRENAA GYM']],
])('people at %s are found with å and with aa', async (workplace, typed) => {
  await join(wiki.db, { ...mo, name: 'Pia Dahl', email: 'pia@example.dk', workplace });
  for (const part of typed) expect(await named({ workplace: cleanLine(part) })).toContain('Pia Dahl');
  expect(await named({ workplace: 'Gronaa' })).toEqual([]);
});

test('workplaces stand in Danish order with numbers by value, and so do the domains of one', async () => {
  const administrator = await join(wiki.db, { ...mo, email: 'ad@example.dk' }, 'administrator');
  const add = (domain: string, workplace: string) => addDomain(wiki.db, administrator, { domain, workplace });
  for (const [domain, workplace] of [
    ['å.dk', 'Aarhus Kommune'],
    ['d10.dk', 'Distrikt 10'],
    ['d2b10.dk', 'Distrikt 2'],
    ['d2b9.dk', 'Distrikt 2'],
    ['z.dk', 'Zone'],
  ] as const)
    await add(domain, workplace);
  expect((await listDomains(wiki.db)).map(({ domain }) => domain)).toEqual([
    ...['d2b9.dk', 'd2b10.dk', 'd10.dk', 'z.dk', 'xn--5ca.dk'],
  ]);
});

test('a year of edits is told by days in Copenhagen, and by months', async () => {
  const edits = await editsByHour(wiki.db, wiki.bos.personId, '2026-01-01T00:00:00.000Z');
  expect([...edits]).toEqual([[AT.slice(0, 13), 2]]);
  expect(await editsByHour(wiki.db, wiki.bos.personId, '2026-12-01T00:00:00.000Z')).toEqual(new Map());
  const calendar = calendarOf(
    new Map([
      ['2026-06-30T22', 1],
      ['2026-11-21T17', 12],
    ]),
    AT,
  );
  expect(calendar.count).toBe(13);
  expect(calendar.months).toEqual([
    { month: '2026-11-01', count: 12 },
    { month: '2026-07-01', count: 1 },
  ]);
  expect(calendar.weeks).toHaveLength(53);
  expect(calendar.weeks.at(-1)!.map(({ day }) => day)).toEqual(
    ['16', '17', '18', '19', '20', '21'].map((day) => `2026-11-${day}`),
  );
  expect(calendar.weeks.flat().find(({ day }) => day === '2026-11-21')!.level).toBe(4);
  expect(calendarSince(AT)).toBe('2025-11-17T00:00:00.000Z');
});

test('whoever did more than a statement of the database may name is told all of it', async () => {
  const { db, anas } = wiki;
  const before = (await personalDataOf(db, anas.personId, AT)).acts.length;
  const act = { byline_id: anas.bylineId, action: 'move', article_id: 1, recorded_at: AT };
  const last = await newestLogEntry(db);
  const many = Array.from({ length: 66_000 }, (_, i) => ({ ...act, id: last + 1 + i }));
  for (const slice of slices(many)) await db.insertInto('log').values(slice).execute();
  const { acts } = await personalDataOf(db, anas.personId, AT);
  expect(acts).toHaveLength(before + many.length);
  expect(acts[0]).toMatchObject({ code: 'move', article: 'prøvehandling' });
}, 60_000);
