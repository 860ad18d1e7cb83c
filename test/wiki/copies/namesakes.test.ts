import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrate } from '../../../server/db/migrate.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { newestChanges } from '../../../server/wiki/history/changes.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseByline } from '../../support/erasing.ts';
import { lookAtNames } from '../../../server/wiki/copies/namesakes.ts';
import { enrol } from '../../../server/wiki/people/accounts.ts';
import { findPerson, listPeople } from '../../../server/wiki/people/people.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { readSession } from '../../../server/wiki/people/sessions.ts';
import { createAdministrator } from '../../../server/wiki/setup/setup.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { withoutNames } from '../../support/older.ts';
import { ana, AT, join, mo } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
let emails = 0;
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(() => wiki.close());

const jens = { ...ana, name: 'Jens Jensen', title: 'konsulent', workplace: 'Aarhus Kommune' };
const joins = (change: Partial<typeof jens> = {}): Promise<Author> =>
  join(wiki.db, { ...jens, email: `jens${++emails}@example.dk`, ...change });
const words = ({ name, title, workplace }: typeof jens) => ({ name, title, workplace });
const markOf = async ({ personId }: Author) => (await findPerson(wiki.db, personId)).byline.namesake;
const stored = () =>
  wiki.db
    .selectFrom('byline_words')
    .select(['byline_id', 'skeleton', 'namesake'])
    .orderBy('byline_id')
    .execute();

describe('people of one name', () => {
  test('are told apart by title and workplace, and else by a number, in the order in which they came', async () => {
    const first = await joins();
    expect(await markOf(first)).toBeUndefined();
    const second = await joins({ workplace: 'Odense Kommune' });
    expect([await markOf(first), await markOf(second)]).toEqual([0, 0]);
    const third = await joins({ name: 'JENS JENSEN', workplace: 'AARHUS KOMMUNE' });
    expect([await markOf(first), await markOf(second), await markOf(third)]).toEqual([1, 0, 3]);
    expect(await markOf(await joins({ name: 'Jens Jespersen' }))).toBeUndefined();
  });

  test.each([
    ['Aase Aagaard', 'Åse Ågård'],
    ['Søren Kjær', 'Soeren Kjaer'],
    ['Aaage Holm', 'Åage Holm'],
  ])(
    'have it also where its letters are written out, and are never refused it: %s, %s',
    async (one, other) => {
      const first = await joins({ name: one, workplace: 'Aarhus Kommune' });
      const second = await joins({ name: other, workplace: 'Odense Kommune' });
      expect([await markOf(first), await markOf(second)]).toEqual([0, 0]);
      const third = await joins({ name: other, workplace: 'Århus Kommune' });
      expect([await markOf(first), await markOf(second), await markOf(third)]).toEqual([1, 0, 3]);
      const before = await stored();
      await wiki.db.updateTable('byline_words').set({ skeleton: null, namesake: null }).execute();
      await lookAtNames(wiki.db);
      expect(await stored()).toEqual(before);
    },
  );

  test('are marked in what they wrote before, too, and no longer when one is erased', async () => {
    const moderator = await join(wiki.db, mo, 'administrator');
    const first = await joins();
    await createArticle(wiki.db, first, { content: method(), summary: '' });
    const second = await joins({ name: 'Jéns Jensen' });
    const shown = async () => (await newestChanges(wiki.db, 1))[0]!.byline.namesake;
    expect(await shown()).toBe(1);
    await changeSignature(wiki.db, second, { ...words(jens), name: 'Jens Holm' });
    expect(await shown()).toBe(1);
    await eraseByline(wiki.db, moderator, second.bylineId, 'Efter loven');
    expect(await shown()).toBeUndefined();
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('are marked by a rebuild as they were by the saves', async () => {
    for (const title of ['konsulent', 'leder', 'konsulent']) await joins({ title });
    await joins({ name: 'Ilse Holm' });
    await joins({ name: 'Lise Holm' });
    const before = await stored();
    expect(before.map(({ namesake }) => namesake)).toEqual([1, 0, 3, null, null]);
    await wiki.db.updateTable('byline_words').set({ skeleton: 'x', namesake: 7 }).execute();
    await rebuild(wiki.db);
    expect(await stored()).toEqual(before);
  });

  test('are found after a rebuild by keys that an earlier version made otherwise', async () => {
    await joins({ name: 'Kim Dahl' });
    const before = await stored();
    await wiki.db.updateTable('byline_words').set({ skeleton: 'kım dahl' }).execute();
    const { findings } = await verify(wiki.db, () => undefined);
    expect(findings).toMatchObject([{ code: 'copy', column: 'namesake' }]);
    await rebuild(wiki.db);
    expect(await stored()).toEqual(before);
    await expect(joins({ name: 'Kım Dahl' })).rejects.toMatchObject({ problems: [{ code: 'look-alike' }] });
  });
});

describe('a name that looks like another', () => {
  const refused = { status: 422, problems: [{ field: 'name', code: 'look-alike' }] };

  test.each(['Jens NieIsen', 'JENS NlELSEN', 'Jens Nielsen'])(
    '%s: is refused unless it is the same',
    async (name) => {
      await joins({ name: 'Jens Nielsen' });
      if (name === 'Jens Nielsen') await joins({ name });
      else await expect(joins({ name })).rejects.toMatchObject(refused);
      expect(await listPeople(wiki.db, {}, 9)).toHaveLength(name === 'Jens Nielsen' ? 2 : 1);
    },
  );

  test.each([
    ['Kim Dahl', 'Kım Đahl'],
    ['Paweł Nowak', 'Pawel Nowak'],
    ['Claus Dam', 'daus Dam'],
    ['Ida Kjær', 'Ida Kjœr'],
    ['Ida Clemmensen', 'Ida CIemmensen'],
    ['dorte lund NieIsen', 'Dorte Lund Nielsen'],
  ])('%s: is refused beside %s alone', async (there, name) => {
    await joins({ name });
    await expect(joins({ name: there })).rejects.toMatchObject(refused);
  });

  test.each([
    ['Ida Møller', 'Ida Moller'],
    ['Ida Clemmensen', 'Ida Ciemmensen'],
    ['Clara Holm', 'Dara Holm'],
    ['Paweł Nowak', 'Paweł Kim Nowak'],
  ])('to a machine only, as %s like %s, is not refused', async (there, name) => {
    await joins({ name: there });
    expect(await markOf(await joins({ name }))).toBeUndefined();
  });

  test('is refused to whoever changes theirs, and to an administrator, and of a name that somebody had', async () => {
    const first = await joins({ name: 'Bjarne Holm' });
    const second = await joins();
    await changeSignature(wiki.db, first, { ...words(jens), name: 'Bjarne Lund' });
    const attempt = changeSignature(wiki.db, second, { ...words(jens), name: 'Bjame Holm' });
    await expect(attempt).rejects.toMatchObject(refused);
    const administrator = { ...jens, name: 'Bjame Lund', email: 'b@example.dk' };
    await expect(createAdministrator(wiki.db, administrator, AT)).rejects.toMatchObject(refused);
    await changeSignature(wiki.db, first, { ...words(jens), name: 'Bjame Lund' });
    expect((await findPerson(wiki.db, first.personId)).byline.name).toBe('Bjame Lund');
  });

  test('of ten that come at once with names that look the same, one is let in', async () => {
    const names = Array.from({ length: 10 }, (_, i) => (i % 2 ? 'Ida Nielsen' : 'Ida NieIsen'));
    const coming = names.map((name, i) => enrol(wiki.db, { ...jens, name, email: `ida${i}@example.dk` }, AT));
    const answers = await Promise.allSettled(coming);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    const there = (await listPeople(wiki.db, {}, 20)).map(({ byline }) => byline.name);
    expect(new Set(there).size).toBe(1);
  });
});

test('a name from before the rules stays, and only what is changed is held to them', async () => {
  const someone = await joins();
  await wiki.db
    .updateTable('byline_words')
    .set({ words: JSON.stringify({ ...words(jens), name: 'Administrator Jensen' }) })
    .execute();
  const change = { ...words(jens), name: 'Administrator Jensen', title: 'leder' };
  await changeSignature(wiki.db, someone, change);
  expect((await findPerson(wiki.db, someone.personId)).byline).toMatchObject(change);
  const worse = changeSignature(wiki.db, someone, { ...change, name: 'Moderator Jensen' });
  await expect(worse).rejects.toMatchObject({ problems: [{ field: 'name', code: 'not-a-persons-name' }] });
});

test('a wiki from before names were looked at marks its namesakes, and keeps the sessions of those who can sign in', async () => {
  const first = await joins();
  await joins();
  await joins({ name: 'Ida Holm' });
  const marks = await stored();
  const back = await withoutNames(wiki.db);
  const insert = (key: string, data: unknown) =>
    sql`insert into session (key, data, expires_at) values (${key}, ${JSON.stringify(data)}, '2099')`.execute(
      wiki.db,
    );
  const digest = '0c3ea5a0ad8ee7be8ba39c84a0ff7c6d5b6d4a7fc6a2a0ecb4b2a0d1c0a2a7aa';
  await insert(digest, { cookie: {}, passport: { user: first.personId }, notice: { key: 'x' } });
  await insert('stranger', { cookie: {} });
  await insert('nobody', { cookie: {}, passport: { user: 999 } });

  expect(await migrate(wiki.db)).toEqual(back);
  expect(await lookAtNames(wiki.db)).toBe(3);
  expect(await lookAtNames(wiki.db)).toBe(0);
  expect(await stored()).toEqual(marks);
  const sessions = await wiki.db.selectFrom('session').select(['key', 'person_id']).execute();
  expect(sessions).toEqual([{ key: digest, person_id: first.personId }]);
  expect(await readSession(wiki.db, 'stranger', AT)).toBeUndefined();
});
