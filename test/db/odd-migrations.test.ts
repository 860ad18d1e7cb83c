import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { deflateRawSync } from 'node:zlib';
import { migrate } from '../../server/db/migrate.ts';
import { attributeMissing } from '../../server/wiki/attribution/replay.ts';
import { readText } from '../../server/wiki/content.ts';
import { createArticle, editArticle } from '../../server/wiki/edits.ts';
import { eraseContents } from '../../server/wiki/erasure.ts';
import { rebuild } from '../../server/wiki/rebuild.ts';
import { restoreRevision } from '../../server/wiki/reverts.ts';
import { verify } from '../../server/wiki/verify.ts';
import { storedAttribution } from '../support/attribution.ts';
import { method } from '../support/content.ts';
import { ana, bo, join, mo } from '../support/people.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

test('an empty wiki and one with erased texts at either end are migrated, and verify with their attribution', async () => {
  const wiki = await openWiki();
  const { db } = wiki;
  await storeAsBefore(wiki);
  expect(await migrate(db)).toEqual(['003-deltas']);
  expect(await attributeMissing(db)).toBe(0);
  const [anas, bos, mos] = [await join(db, ana), await join(db, bo), await join(db, mo, 'moderator')];
  for (const title of ['first', 'current', 'all', 'both']) {
    await createArticle(db, anas, { content: method({ title }), summary: '' });
    for (const body of ['Et to tre fire fem.', 'Et to tre fire fem. Seks syv otte ni ti.', 'Ti.']) {
      await editArticle(db, body === 'Ti.' ? anas : bos, title, {
        content: method({ title, body }),
        summary: '',
        minor: false,
      });
    }
  }
  const reason = 'Personoplysninger';
  await eraseContents(db, mos, 'first', { numbers: [1], reason });
  await eraseContents(db, mos, 'current', { numbers: [4], reason });
  await eraseContents(db, mos, 'both', { numbers: [2, 3], reason });
  await eraseContents(db, mos, 'all', { numbers: [4, 2, 1, 3], reason });
  const before = await verify(db, () => undefined);
  await storeAsBefore(wiki);
  await Promise.all([migrate(db), migrate(db)]);
  await Promise.all([attributeMissing(db), attributeMissing(db)]);
  expect(await verify(db, () => undefined, { attribution: true })).toEqual(before);
  expect(before.findings).toEqual([]);
  const stored = await storedAttribution(db);
  await rebuild(db);
  expect(await storedAttribution(db)).toEqual(stored);
  await restoreRevision(db, bos, 'current', { number: 2, summary: 'Igen' });
  await editArticle(db, bos, 'both', {
    content: method({ title: 'both', body: 'Et to tre fire fem.' }),
    summary: '',
    minor: false,
  });
  expect((await verify(db, () => undefined, { attribution: true })).findings).toEqual([]);
  await wiki.close();
}, 60_000);

async function storeAsBefore({ db }: TestWiki): Promise<void> {
  const bytes = ENGINE === 'sqlite' ? 'blob' : 'bytea';
  const salts = await db.selectFrom('content').select(['sequence', 'salt']).execute();
  const texts = new Map<number, Buffer>();
  for (const { sequence } of salts) texts.set(sequence, (await readText(db, sequence))!);
  for (const table of [
    'attribution',
    'current_attribution',
    'first_held',
    'content',
    'current_content',
    'contributor',
  ]) {
    await sql.raw(`drop table ${table}`).execute(db);
  }
  await sql
    .raw(
      `create table content (
        sequence integer primary key references revision (sequence),
        salt ${bytes} not null, encoding integer not null, bytes ${bytes} not null)`,
    )
    .execute(db);
  for (const { sequence, salt } of salts) {
    const whole = deflateRawSync(texts.get(sequence)!);
    await sql`insert into content (sequence, salt, encoding, bytes) values (${sequence}, ${salt}, 1, ${whole})`.execute(
      db,
    );
  }
  await sql
    .raw(
      `create table contributor (
        article_id integer not null references article (id), byline_id integer not null references byline (id),
        revisions integer not null, first_at text not null, last_at text not null,
        primary key (article_id, byline_id))`,
    )
    .execute(db);
  await sql`delete from migration where name = '003-deltas'`.execute(db);
}
