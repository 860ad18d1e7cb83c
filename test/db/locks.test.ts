import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { makeCheckpoint } from '../../server/wiki/proof/checkpoints.ts';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { method } from '../support/content.ts';
import { ana, AT, join } from '../support/people.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
beforeAll(async () => {
  wiki = await openWiki();
  const author = await join(wiki.db, ana);
  await createArticle(wiki.db, author, { content: method(), summary: 'Første udkast' });
  await sql`insert into log (byline_id, action, recorded_at) values (${author.bylineId}, 'test', ${AT})`.execute(
    wiki.db,
  );
  await makeCheckpoint(wiki.db, wiki.settings.dataFolder, AT);
});
afterAll(() => wiki.close());

const run = (statement: string) => sql.raw(statement).execute(wiki.db);
/** What the database says against a statement. */
const refusal = (statement: string) =>
  run(statement).then(
    () => 'accepted',
    (error: { message: string }) => error.message,
  );
const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(wiki.db);
  return Number(rows[0]!.n);
};

describe.each([
  ['revision', 'size = 0'],
  ['byline', "verification = 'federated'"],
  ['log', "action = 'nothing'"],
  ['checkpoint', 'revisions = 0'],
])('rows of %s', (table, change) => {
  test('are refused every update', async () => {
    expect(await refusal(`update ${table} set ${change}`)).toMatch(/append-only/);
  });

  test('are refused every delete', async () => {
    expect(await refusal(`delete from ${table}`)).toMatch(/append-only/);
    expect(await count(table)).toBe(1);
  });
});

const sqlite = ENGINE === 'sqlite' ? test : undefined;
const postgres = ENGINE === 'postgres' ? test : undefined;

sqlite?.each([
  ['revision', 'size = 0'],
  ['byline', "verification = 'federated'"],
  ['log', "action = 'nothing'"],
  ['checkpoint', 'revisions = 0'],
])('%s refuses insert or replace of the same row, and update or replace', async (table, change) => {
  expect(await refusal(`insert or replace into ${table} select * from ${table}`)).toMatch(/append-only/);
  expect(await refusal(`replace into ${table} select * from ${table}`)).toMatch(/append-only/);
  expect(await refusal(`update or replace ${table} set ${change}`)).toMatch(/append-only/);
  expect(await count(table)).toBe(1);
});

sqlite?.('a revision with the article and number of another is refused, whatever its sequence', async () => {
  await run('create temp table copy as select * from revision');
  await run('update copy set sequence = 2');
  expect(await refusal('insert or replace into revision select * from copy')).toMatch(/without gaps/);
});

postgres?.each(['revision', 'byline', 'log', 'checkpoint'])(
  '%s refuses truncate and an upsert',
  async (table) => {
    expect(await refusal(`truncate ${table} cascade`)).toMatch(/append-only/);
    const [key, change] = { revision: ['sequence', 'size = 0'], checkpoint: ['number', 'revisions = 0'] }[
      table
    ] ?? ['id', 'recorded_at = null'];
    expect(
      await refusal(
        `insert into ${table} select * from ${table} on conflict (${key}) do update set ${change}`,
      ),
    ).toMatch(/append-only/);
    expect(await count(table)).toBe(1);
  },
);

describe('a revision', () => {
  const copied = (changes: string) =>
    `insert into revision select ${changes} from revision where sequence = 1`;
  const columns = (sequence: string, number: string, byline = 'byline_id') =>
    `${sequence}, article_id, ${number}, ${byline}, person_id, action, from_number, to_number, base_number, minor,
     size, written_at, recorded_at, content_digest, summary_digest, hash`;

  test('is refused when it leaves a gap in the sequence', async () => {
    expect(await refusal(copied(columns('3', '2')))).toMatch(/without gaps/);
  });

  test("is refused when it leaves a gap in the article's numbers", async () => {
    expect(await refusal(copied(columns('2', '3')))).toMatch(/without gaps/);
  });

  test('is refused without a byline, and with a byline of somebody else', async () => {
    expect(await refusal(copied(columns('2', '2', 'null')))).toMatch(/null/i);
    expect(await refusal(copied(columns('2', '2', '999')))).toMatch(/foreign key/i);
  });

  test('stands when it is the next one', async () => {
    await run(copied(columns('2', '2')));
    expect(await count('revision')).toBe(2);
  });
});

test('a checkpoint is refused when it leaves a gap', async () => {
  await run('create temp table copied as select * from checkpoint');
  await run('update copied set number = 3');
  expect(await refusal('insert into checkpoint select * from copied')).toMatch(/without gaps/);
});

test('a log entry is refused without a byline', async () => {
  expect(await refusal(`insert into log (action, recorded_at) values ('x', '${AT}')`)).toMatch(/null/i);
});

test.each(["licence = 'CC0-1.0'", 'id = 7'])(
  'an article is refused another %s, whoever asks',
  async (change) => {
    expect(await refusal(`update article set ${change}`)).toMatch(/stays fixed/);
    expect(await refusal('update article set licence = licence, uid = uid, id = id')).toBe('accepted');
  },
);
