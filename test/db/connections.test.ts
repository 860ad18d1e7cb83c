import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../server/db/open.ts';
import type { Db } from '../../server/db/schema.ts';
import { DatabaseFault } from '../../server/errors.ts';
import { databaseHealth } from '../../server/wiki/upkeep/health.ts';
import { holdWritingPlace } from '../support/held.ts';
import { ana, join } from '../support/people.ts';
import { wayTo, type Way } from '../support/way.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
let ends: (() => Promise<unknown>)[];
beforeEach(async () => {
  wiki = await openWiki();
  ends = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  await wiki.close();
});

const names = async (db: Db) => (await db.selectFrom('person').select('id').execute()).length;
/** What work comes to: its answer, or the fault that it met. */
const outcome = (work: Promise<unknown>) =>
  work.then(
    (answer) => answer,
    (error: unknown) => (error instanceof DatabaseFault ? error.code : error),
  );

test('a reading transaction sees one moment, while others write', async () => {
  await join(wiki.db, ana);
  await wiki.db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      expect(await names(tx)).toBe(1);
      await wiki.db.updateTable('person').set({ role: 'moderator' }).execute();
      expect(await tx.selectFrom('person').select('role').execute()).toEqual([{ role: 'contributor' }]);
      await expect(tx.updateTable('person').set({ role: 'administrator' }).execute()).rejects.toThrow();
    })
    .catch(() => undefined);
  expect(await wiki.db.selectFrom('person').select('role').execute()).toEqual([{ role: 'moderator' }]);
});

test('a write that looks like a read takes the place to write', async () => {
  await join(wiki.db, ana);
  await sql`with one as (select id from person) update person set role = 'moderator' where id in (select id from one)`.execute(
    wiki.db,
  );
  const changed = await sql<{
    role: string;
  }>`with one as (select role from person) select role from one`.execute(wiki.db);
  expect(changed.rows).toEqual([{ role: 'moderator' }]);
});

const postgres = ENGINE === 'postgres' ? describe : undefined;

postgres?.('a connection that the server ends fails what is asked over it, and no more', () => {
  let other: Db;
  beforeEach(() => {
    other = openDatabase(wiki.settings);
    ends.push(() => other.destroy());
  });
  const terminate = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(other);

  test('while it is idle', async () => {
    for (let i = 0; i < 5; i++) {
      await join(wiki.db, { ...ana, email: `ana${i}@example.dk` });
      await terminate();
      expect(await names(wiki.db)).toBe(i + 1);
    }
  });

  test('in the middle of a read, which is asked again', async () => {
    const reading = sql<{ one: number }>`select 1 as one, pg_sleep(1)`.execute(wiki.db);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await terminate();
    expect((await reading).rows).toMatchObject([{ one: 1 }]);
  });

  test('in the middle of a transaction, which leaves nothing', async () => {
    const writing = wiki.db.transaction().execute(async (tx) => {
      await sql`insert into secret (name, value) values ('a', 'b')`.execute(tx);
      await terminate();
      await sql`insert into secret (name, value) values ('c', 'd')`.execute(tx);
    });
    expect(await outcome(writing)).toBe('database-gone');
    expect(await wiki.db.selectFrom('secret').selectAll().execute()).toEqual([]);
    const writingAgain = sql`insert into secret (name, value) values ('a', 'b')`.execute(wiki.db);
    expect(await outcome(writingAgain)).not.toBe('database-gone');
  });

  test('while it waits for the place to write, and at the commit', async () => {
    const letGo = await holdWritingPlace(wiki);
    const waiting = outcome(wiki.db.transaction().execute((tx) => names(tx)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await terminate();
    expect(await waiting).toBe('database-gone');
    await letGo();
    expect(await outcome(wiki.db.transaction().execute(() => terminate()))).toBe('database-gone');
    expect(await outcome(wiki.db.transaction().execute((tx) => names(tx)))).toBe(0);
  });
});

postgres?.('when the way to the server', () => {
  let way: Way;
  let far: Db;
  beforeEach(async () => {
    way = await wayTo(wiki.settings.databaseUrl!);
    far = openDatabase({ ...wiki.settings, databaseUrl: way.url });
    ends.push(way.close, () => far.destroy());
  });
  const insert = () => sql`insert into secret (name, value) values ('a', 'b')`.execute(far);

  test('is cut, everything is refused at once until it is mended', async () => {
    expect(await names(far)).toBe(0);
    await way.cut();
    expect(await outcome(names(far))).toBe('database-gone');
    expect(await outcome(insert())).toBe('database-gone');
    expect(await outcome(far.transaction().execute((tx) => names(tx)))).toBe('database-gone');
    expect((await databaseHealth(far)).answers).toBe(false);
    await way.mend();
    expect(await names(far)).toBe(0);
    expect((await databaseHealth(far)).answers).toBe(true);
  });

  test('hangs, the health is told within two seconds, and by one question at a time', async () => {
    expect(await names(far)).toBe(0);
    way.hang();
    const start = performance.now();
    const told = await Promise.all(Array.from({ length: 50 }, () => databaseHealth(far)));
    expect(performance.now() - start).toBeLessThan(2000);
    expect(new Set(told.map(({ answers }) => answers))).toEqual(new Set([false]));
    expect(way.open()).toBeLessThanOrEqual(2);
    await way.cut();
    await way.mend();
    expect(await outcome(names(far))).toBe(0);
  });
});
