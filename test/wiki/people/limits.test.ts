/** Which passwords will do and how they're kept, who waits while others' are hashed, and how much one person may write. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertArticle } from '../../../server/wiki/articles/edits.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { hashPassword, passwordFits, passwordProblem } from '../../../server/wiki/people/passwords.ts';
import { checkBylines, checkWritten } from '../../../server/wiki/people/quotas.ts';
import { inTurn } from '../../../server/wiki/people/turns.ts';
import { recordByline } from '../../../server/wiki/record.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, PASSWORD, peopled, type PeopledWiki } from '../../support/people.ts';

describe('a password', () => {
  const problem = (password: string, about: string[] = []) => passwordProblem(password, about);
  /** So many characters, of which each takes two of JavaScript's. */
  const letters = (count: number) =>
    Array.from({ length: count }, (_, i) => String.fromCodePoint(0x10400 + i)).join('');

  test('has 12 to 1000 characters, however they are stored', () => {
    expect([problem('zkvmtwuqxpa'), problem('zkvmtwuqxpah')]).toEqual(['password-short', undefined]);
    expect([problem(letters(11)), problem(letters(12))]).toEqual(['password-short', undefined]);
    expect([problem(letters(1000)), problem(letters(1001))]).toEqual([undefined, 'password-long']);
    const line = 'en lang vej hjem i regn, '.repeat(40) + 'x';
    expect([problem(line.slice(0, 1000)), problem(line)]).toEqual([undefined, 'password-long']);
  });

  test.each([
    ['a common word with digits and signs', 'Password1234!'],
    ['a common word with an ending', 'Sommeren2024'],
    ['a common word twice', 'kommunekommune'],
    ['a few signs again and again', 'abc!abc!abc!'],
    ['digits in a row', '012345678901'],
    ['digits in a row, backwards', '987654321098'],
    ['letters in a row', 'klmnopqrstuvw'],
  ])('that is %s is refused', (_, password) => {
    expect(problem(password)).toBe('password-common');
  });

  test('is not made of what the person goes by', () => {
    const about = [ana.name, ana.email, ana.workplace];
    expect(problem('Østergård2026', about)).toBe('password-common');
    expect(problem('Nordjylland1!', about)).toBe('password-common');
    expect(problem('ana-zkvmtwuqx', about)).toBeUndefined();
    expect(problem('Østergård2026')).toBeUndefined();
  });

  test('is kept as an argon2id hash of its own, and fits however its letters are composed', async () => {
    const hash = await hashPassword('en caf\u00e9 i regnvejr');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hash).not.toBe(await hashPassword('en caf\u00e9 i regnvejr'));
    expect(await passwordFits(hash, 'en cafe\u0301 i regnvejr')).toBe(true);
    expect(
      await passwordFits(await hashPassword('en cafe\u0301 i regnvejr'), 'en caf\u00e9 i regnvejr'),
    ).toBe(true);
    expect(await passwordFits(hash, 'en cafe i regnvejr')).toBe(false);
  });

  test('of nobody fits nobody, whatever is tried', async () => {
    expect(await passwordFits(undefined, 'nobody has this password')).toBe(false);
    expect(await passwordFits(await hashPassword(PASSWORD), PASSWORD)).toBe(true);
  });
});

describe('work in turn', () => {
  /** Work that lasts until it's told to end. */
  function lasting() {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    return {
      begun,
      work: (number: number) =>
        inTurn(() => {
          begun.push(number);
          return new Promise<number>((resolve) => ends.push(() => resolve(number)));
        }),
      endNext: async () => {
        ends.shift()!();
        await new Promise(setImmediate);
      },
    };
  }

  test('two are done at once, the next in the order they came, and what fails makes room', async () => {
    const { begun, work, endNext } = lasting();
    const failing = expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const all = Promise.all([1, 2, 3, 4].map(work));
    await failing;
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2]);
    await endNext();
    expect(begun).toEqual([1, 2, 3]);
    for (let times = 0; times < 3; times++) await endNext();
    expect(await all).toEqual([1, 2, 3, 4]);
  });

  test('a hundred wait, and one more is refused at once with 503', async () => {
    const { begun, work, endNext } = lasting();
    const all = Promise.all(Array.from({ length: 102 }, (_, i) => work(i)));
    await expect(work(102)).rejects.toMatchObject({ status: 503, code: 'overloaded' });
    for (let times = 0; times < 102; times++) await endNext();
    expect(await all).toHaveLength(102);
    expect(begun).toEqual(Array.from({ length: 102 }, (_, i) => i));
    expect(await inTurn(() => Promise.resolve('free again'))).toBe('free again');
  });
});

describe('what one person may write', () => {
  let wiki: PeopledWiki;
  let article: number;
  let [sequence, number] = [0, 0];
  beforeAll(async () => {
    wiki = await peopled();
    article = await wiki.db
      .transaction()
      .execute(async (tx) => (await insertArticle(tx, method(), 'CC-BY-4.0')).id);
  });
  afterAll(() => wiki.close());

  const MINUTE = 60_000;
  const at = (minutes: number) => new Date(Date.parse(AT) + minutes * MINUTE).toISOString();
  const check = (author: Author, minutes: number) =>
    wiki.db.transaction().execute((tx) => checkWritten(tx, { ...author, at: at(minutes) }));

  /** Adds bare rows of revisions, as if written so many minutes after the rest. */
  async function written(
    { bylineId, personId }: Author,
    times: number,
    minutes: number,
    more: { action?: 'create' | 'starter'; size?: number } = {},
  ): Promise<void> {
    const rows = Array.from({ length: times }, () => ({
      ...{ sequence: ++sequence, article_id: article, number: ++number, minor: 0 },
      ...{ byline_id: bylineId, person_id: personId, action: 'edit' as const, size: 1, ...more },
      ...{ written_at: at(minutes), recorded_at: '' },
      ...{ content_digest: Buffer.alloc(32), hash: Buffer.alloc(32) },
    }));
    for (const row of rows) await wiki.db.insertInto('revision').values(row).execute();
  }

  test('is 300 revisions within an hour, of whatever else there is, and the wait is told in minutes', async () => {
    await written(wiki.anas, 299, 0);
    await written(wiki.bos, 2, 0);
    await check(wiki.anas, 1);
    await written(wiki.anas, 1, 10);
    await expect(check(wiki.anas, 20)).rejects.toMatchObject({
      status: 429,
      code: 'much-written',
      params: { count: 40 },
    });
    await check(wiki.bos, 20);
    await check(wiki.anas, 60);
  });

  test('is 60 new articles, and 16 million characters, but starter articles count for nothing', async () => {
    const day = 24 * 60;
    await written(wiki.anas, 59, day, { action: 'create' });
    await check(wiki.anas, day + 1);
    await written(wiki.anas, 1, day, { action: 'create' });
    await expect(check(wiki.anas, day + 1)).rejects.toMatchObject({ status: 429 });
    await written(wiki.anas, 2, 2 * day, { size: 8_000_000 });
    await check(wiki.anas, 2 * day + 1);
    await written(wiki.anas, 1, 2 * day);
    await expect(check(wiki.anas, 2 * day + 1)).rejects.toMatchObject({ status: 429 });
    await written(wiki.bos, 70, 3 * day, { action: 'starter', size: 1_000_000 });
    await check(wiki.bos, 3 * day + 1);
  });

  test('is ten times as much for who keeps order, and nothing counts that a wrong clock dated ahead', async () => {
    const week = 7 * 24 * 60;
    await written(wiki.mos, 301, week);
    await check(wiki.mos, week + 1);
    await expect(check({ ...wiki.mos, role: 'contributor' }, week + 1)).rejects.toMatchObject({
      status: 429,
    });
    await check({ ...wiki.mos, role: 'contributor' }, week - 61);
  });

  test('is twenty names a day, the oldest of which tells how long to wait', async () => {
    const day = 24 * 60;
    const checkNames = (minutes: number) =>
      wiki.db.transaction().execute((tx) => checkBylines(tx, { ...wiki.bos, at: at(minutes) }));
    const rename = (minutes: number) =>
      wiki.db.transaction().execute((tx) =>
        recordByline(tx, {
          personId: wiki.bos.personId,
          signature: bo,
          verification: 'unconfirmed',
          at: at(minutes),
        }),
      );
    for (let time = 0; time < 18; time++) await rename(10);
    await checkNames(20);
    await rename(15);
    await expect(checkNames(20)).rejects.toMatchObject({
      status: 429,
      code: 'often-renamed',
      params: { count: day - 20 },
    });
    await checkNames(day);
    await checkNames(-90);
  });
});
