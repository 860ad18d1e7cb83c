/** Whoever wrote a revision together with its author is named with them, and has credit for its words, too. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { kindOf } from '../../../server/kinds/index.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { standingsOf } from '../../../server/wiki/articles/reverts.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { attributionAt, creditedRevisions } from '../../../server/wiki/credit/attribution.ts';
import { contributorsOf } from '../../../server/wiki/credit/contributors.ts';
import { eraseByline } from '../../support/erasing.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import type { Byline } from '../../../server/wiki/history/bylines.ts';
import { contributions, newestChanges } from '../../../server/wiki/history/changes.ts';
import { writersOf } from '../../../server/wiki/history/co-authors.ts';
import { countAuthors } from '../../../server/wiki/history/lines.ts';
import { writings } from '../../../server/wiki/history/writings.ts';
import { recentActivity } from '../../../server/wiki/history/recent.ts';
import { listRemovals } from '../../../server/wiki/moderation/removals.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { ana, AT, join } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
let anas: Author;
beforeEach(async () => {
  wiki = await openWiki();
  anas = await join(wiki.db, ana, 'administrator');
});
afterEach(() => wiki.close());

const terms = { source: 'git:x', kind: kindOf('method')!, licence: 'CC0-1.0' };
const by = (name: string) => ({ name, email: `${name.split(' ')[0]!.toLowerCase()}@example.com` });
const [jo, lars, mie] = [by('Jo Doe'), by('Lars Bæk'), by('Mie Med')];

function commit(id: string, author: typeof jo, text: string, others: readonly (typeof jo)[] = []) {
  const named = others.map(({ name, email }) => `Co-authored-by: ${name} <${email}>`).join('\n');
  return {
    ...{ id, author, merge: false, writtenAt: `2020-05-0${id}T08:00:00.000Z`, message: `Ret\n\n${named}` },
    changes: [{ path: 'kort.md', read: () => Promise.resolve(`# Kort\n\n${text}\n`) }],
  };
}

/** Jo and two others write four words, then Lars writes two by himself. */
const commits = [
  commit('1', jo, 'Læg alle kortene ud.', [mie, lars]),
  commit('2', lars, 'Læg alle kortene ud.\n\nTal sammen.'),
];

const namesOf = (byline: Byline) => writersOf(byline).map(({ name }) => name);

async function personOf(name: string): Promise<number> {
  const bylines = (await newestChanges(wiki.db, 10)).flatMap(({ byline }) => writersOf(byline));
  return bylines.find((byline) => byline.name === name)!.personId;
}

describe('a revision that some wrote together', () => {
  beforeEach(async () => {
    const { revisions, notes } = await importHistory(wiki.db, anas, terms, commits);
    expect([revisions, notes]).toEqual([2, []]);
  });

  test('names each of them, and the next one its own author alone', async () => {
    const [second, first] = await newestChanges(wiki.db, 10);
    expect(first!.byline.name).toBe('Jo Doe');
    expect(namesOf(first!.byline).sort()).toEqual(['Jo Doe', 'Lars Bæk', 'Mie Med']);
    expect(namesOf(second!.byline)).toEqual(['Lars Bæk']);
  });

  test('is among the contributions of each, newest first', async () => {
    const numbers = async (name: string, limit = 10) =>
      (await contributions(wiki.db, await personOf(name), limit)).map(({ number }) => number);
    expect(await numbers('Jo Doe')).toEqual([1]);
    expect(await numbers('Mie Med')).toEqual([1]);
    expect(await numbers('Lars Bæk')).toEqual([2, 1]);
    expect(await numbers('Lars Bæk', 1)).toEqual([2]);
    const recent = await recentActivity(
      wiki.db,
      { what: 'edits', personId: await personOf('Lars Bæk') },
      {},
      9,
      undefined,
    );
    expect(recent.recent.map((each) => 'change' in each && each.change.number)).toEqual([2, 1]);
    const people = wiki.db.selectFrom('person').select('revision_count').orderBy('revision_count');
    expect((await people.execute()).map((row) => row.revision_count)).toEqual([0, 1, 1, 2]);
  });

  test('counts for each, and so do its words', async () => {
    const article = await findArticle(wiki.db, 'kort');
    const counted = async () => {
      const { authors } = await contributorsOf(wiki.db, article);
      return authors.map(({ byline, revisions, words }) => [byline.name, revisions, words]).sort();
    };
    const inBody = async (number: number) => (await attributionAt(wiki.db, article.id, number)).words.length;
    const inTitle = 1;
    const all = inTitle + (await inBody(1));
    const expected = [
      ['Jo Doe', 1, all],
      ['Lars Bæk', 2, inTitle + (await inBody(2))],
      ['Mie Med', 1, all],
    ];
    expect(await counted()).toEqual(expected);
    await rebuild(wiki.db);
    expect(await counted()).toEqual(expected);
    const before = await contributorsOf(wiki.db, article, 1);
    expect(before.authors.map(({ byline, words }) => [byline.name, words]).sort()).toEqual([
      ['Jo Doe', all],
      ['Lars Bæk', all],
      ['Mie Med', all],
    ]);
    expect(before.authors[0]!.byline.name).toBe('Jo Doe');
    expect(await countAuthors(wiki.db, article, 1, 1)).toBe(3);
    expect(await countAuthors(wiki.db, article, 2, 2)).toBe(1);
    expect(await countAuthors(wiki.db, article, 1, 2)).toBe(3);
  });

  test('was written by each of them at its time', async () => {
    const { id } = await findArticle(wiki.db, 'kort');
    const query = writings(wiki.db, id).select(['number', 'written_at']).orderBy('number');
    const [first, , , last, ...rest] = await query.execute();
    expect([first, last, rest]).toEqual([
      { number: 1, written_at: '2020-05-01T08:00:00.000Z' },
      { number: 2, written_at: '2020-05-02T08:00:00.000Z' },
      [],
    ]);
  });

  test('is credited to each', async () => {
    const { id } = await findArticle(wiki.db, 'kort');
    const { words } = await attributionAt(wiki.db, id, 2);
    const credited = await creditedRevisions(wiki.db, [...new Set(words)]);
    expect([...credited.values()].map(({ byline }) => namesOf(byline).sort())).toEqual([
      ['Jo Doe', 'Lars Bæk', 'Mie Med'],
      ['Lars Bæk'],
    ]);
  });

  test('verifies, and can get no other author, nor lose one', async () => {
    for (const asked of [{}, { article: 'kort' }]) {
      const { findings } = await verify(wiki.db, () => undefined, { ...asked, attribution: true });
      expect(findings).toEqual([]);
    }
    const joined = sql`insert into co_author (sequence, byline_id) values (2, ${anas.bylineId})`;
    const late = sql`insert into co_author (sequence, byline_id) values (1, ${anas.bylineId})`;
    const gone = sql`delete from co_author`;
    const other = sql`update co_author set byline_id = ${anas.bylineId}`;
    const refused = { message: 'co_author is append-only' };
    for (const change of [late, gone, other])
      await expect(change.execute(wiki.db)).rejects.toMatchObject(refused);
    await joined.execute(wiki.db);
    const told = (await verify(wiki.db, () => undefined)).findings.map(({ code }) => code);
    expect(told).toContain('hash');
  });

  test('loses a name that is erased, which no later import brings back', async () => {
    const person = await findPerson(wiki.db, await personOf('Mie Med'));
    await eraseByline(wiki.db, anas, person.byline.id, 'Efter anmodning');
    expect(await listRemovals(wiki.db, 10)).toMatchObject([{ revisions: 1 }]);
    const more = commit('3', jo, 'Læg alle kortene ud.\n\nTal sammen.\n\nVent.', [mie, lars]);
    const report = await importHistory(wiki.db, anas, terms, [...commits, more]);
    expect([report.revisions, report.notes]).toEqual([1, []]);
    const [third, , first] = await newestChanges(wiki.db, 10);
    expect(namesOf(third!.byline)).toEqual(['Jo Doe', 'Lars Bæk']);
    expect(namesOf(first!.byline).sort()).toEqual(['', 'Jo Doe', 'Lars Bæk']);
    expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
  });
});

test('who only wrote together with the author leaves nothing that a rollback could go back to', async () => {
  await importHistory(wiki.db, anas, terms, [commits[0]!]);
  const [only] = await newestChanges(wiki.db, 1);
  const places = async () => [...(await standingsOf(wiki.db, [only!.sequence], AT)).values()];
  expect(await places()).toMatchObject([{ hasOthers: false }]);
  await importHistory(wiki.db, anas, terms, commits);
  expect(await places()).toMatchObject([{ hasOthers: true }]);
});

test('who is named twice by names of their own is one author', async () => {
  const first = commit('1', jo, 'Læg alle kortene ud.', [mie]);
  const second = commit('2', { ...mie, name: 'Mie M' }, 'Læg dem ud.', [{ ...mie, name: 'M. Med' }, jo]);
  await importHistory(wiki.db, anas, terms, [first, second]);
  const [last] = await newestChanges(wiki.db, 1);
  expect(namesOf(last!.byline)).toEqual(['Mie M', 'Jo Doe']);
  expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
});
