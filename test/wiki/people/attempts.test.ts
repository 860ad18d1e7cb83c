import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  countAttempt,
  forgetAttempts,
  isCounted,
  returnAttempt,
} from '../../../server/wiki/people/attempts.ts';
import { makeContext, type Context } from '../../../server/context.ts';
import { readSettings } from '../../../server/config.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
let other: Context;
beforeAll(async () => {
  wiki = await openWiki();
  other = makeContext(readSettings(wiki.environment));
});
afterAll(async () => {
  await other.db.destroy();
  await wiki.close();
});

const bound = { name: 'test', most: 3, minutes: 15 };
const try_ = (subject: string, db = wiki.db) => countAttempt(db, bound, subject);

test('as many as may be are let through, the next is told how long to wait, and others are not', async () => {
  expect([await try_('a'), await try_('a'), await try_('a'), await try_('a')]).toEqual([0, 0, 0, 15]);
  expect(await try_('b')).toBe(0);
  await forgetAttempts(wiki.db, bound, 'a');
  expect([await isCounted(wiki.db, bound, 'a'), await isCounted(wiki.db, bound, 'b')]).toEqual([false, true]);
  expect(await try_('a')).toBe(0);
});

test('one that is taken back counts no more', async () => {
  for (let time = 0; time < 3; time++) await try_('c');
  await returnAttempt(wiki.db, bound, 'c');
  expect([await try_('c'), await try_('c')]).toEqual([0, 15]);
});

test('of many at once no more are let through', async () => {
  const waits = await Promise.all(Array.from({ length: 40 }, () => try_('d')));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
});

if (ENGINE === 'postgres') {
  test('several processes count together, under digests', async () => {
    expect([await try_('e'), await try_('e', other.db), await try_('e'), await try_('e', other.db)]).toEqual([
      0, 0, 0, 15,
    ]);
    const rows = await wiki.db.selectFrom('attempt').select('key').execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{22}$/);
  });

  test('a row that has run out, or that a wrong clock left far ahead, starts anew', async () => {
    for (const until of [1, 4_000_000_000]) {
      for (let time = 0; time < 3; time++) await try_('f');
      await wiki.db.updateTable('attempt').set({ until }).execute();
      expect(await try_('f', other.db)).toBe(0);
      await forgetAttempts(wiki.db, bound, 'f');
    }
  });

  test('the table holds no more than it may, and the oldest go', async () => {
    await sql`
    insert into attempt (bound, key, count, until)
    select 'test', 'filled ' || n, 1, extract(epoch from now())::bigint + 100 + n from generate_series(1, 52000) n
  `.execute(wiki.db);
    for (let time = 0; time < 1000; time++) await try_(`g${time}`);
    const { count, least } = await wiki.db
      .selectFrom('attempt')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('until').as('least')])
      .executeTakeFirstOrThrow();
    expect(count).toBeLessThanOrEqual(51_000);
    expect(least).toBeGreaterThan(Date.now() / 1000 + 500);
  });
}
