import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { deflateRawSync } from 'node:zlib';
import { migrate } from '../../server/db/migrate.ts';
import { attributeMissing } from '../../server/wiki/attribution/replay.ts';
import { readText } from '../../server/wiki/content.ts';
import { createArticle, editArticle } from '../../server/wiki/edits.ts';
import { eraseContents } from '../../server/wiki/erasure.ts';
import { verify } from '../../server/wiki/verify.ts';
import { storedAttribution } from '../support/attribution.ts';
import { method } from '../support/content.ts';
import { ana, bo, join, mo } from '../support/people.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

const REVISIONS = 140;

test('contents stored whole by an older wiki are stored as deltas, and every hash stays', async () => {
  const wiki = await openWiki();
  await fill(wiki);
  const attribution = await storedAttribution(wiki.db);
  const texts = await textsOf(wiki);
  const verified = await verify(wiki.db, () => undefined);
  await storeAsBefore(wiki, texts);

  expect(await migrate(wiki.db)).toEqual(['003-deltas']);
  expect(await textsOf(wiki)).toEqual(texts);
  expect(await verify(wiki.db, () => undefined)).toEqual(verified);
  expect(verified.findings).toEqual([]);
  const { rows } = await sql<{ steps: number }>`
    select steps from content
    where sequence in (2, 4, 6, ${REVISIONS}, ${REVISIONS + 1}) order by sequence`.execute(wiki.db);
  expect(rows).toEqual([{ steps: 1 }, { steps: 0 }, { steps: 2 }, { steps: 27 }, { steps: 0 }]);

  expect(await attributeMissing(wiki.db)).toBe(REVISIONS + 1);
  const { words, contributors } = await storedAttribution(wiki.db);
  expect(contributors.map(({ revisions }) => revisions)).toEqual([70, 70, 1]);
  expect(words[2]).toBe(attribution.words[2]);
  await wiki.close();
}, 60_000);

/** A long article of which the third revision is erased, and a short one. */
async function fill({ db }: TestWiki): Promise<void> {
  const people = [await join(db, ana), await join(db, bo)];
  const moderator = await join(db, mo, 'moderator');
  const paragraphs = Array.from(
    { length: 60 },
    (_, i) => `Afsnit ${i} om at prøve noget nyt af i hverdagen.`,
  );
  for (let number = 1; number <= REVISIONS; number++) {
    paragraphs[number % 60] += ` Ord${number}.`;
    const change = { content: method({ body: paragraphs.join('\n\n') }), summary: '', minor: false };
    const author = people[number % 2]!;
    if (number === 1) await createArticle(db, author, change);
    else await editArticle(db, author, 'prøvehandling', change);
  }
  await createArticle(db, moderator, { content: method({ title: 'Kort' }), summary: '' });
  await eraseContents(db, moderator, 'prøvehandling', { numbers: [3], reason: 'Personoplysninger' });
}

async function textsOf({ db }: TestWiki): Promise<Record<number, string | undefined>> {
  const texts: Record<number, string | undefined> = {};
  for (let sequence = 1; sequence <= REVISIONS + 1; sequence++) {
    texts[sequence] = (await readText(db, sequence))?.toString();
  }
  return texts;
}

/** Gives the database the tables, and their rows, that it had before the migration. */
async function storeAsBefore({ db }: TestWiki, texts: Record<number, string | undefined>): Promise<void> {
  const bytes = ENGINE === 'sqlite' ? 'blob' : 'bytea';
  const salts = await db.selectFrom('content').select(['sequence', 'salt']).execute();
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
    const whole = deflateRawSync(texts[sequence]!);
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
