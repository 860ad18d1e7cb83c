/**
 * Contents stored as what they change of their parents', with a whole copy of each article's current one; who wrote each
 * word, and where each sentence was first held.
 */
import { inflateRawSync } from 'node:zlib';
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the tables, and stores anew every content that stands; its text, salt and digest stay what they were. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  for (const statement of tables(engine)) await sql.raw(statement).execute(db);
  await encodeContents(db);
  await sql.raw('drop table whole_content').execute(db);
}

function tables(engine: Engine): string[] {
  const bytes = engine === 'sqlite' ? 'blob' : 'bytea';
  const clustered = engine === 'sqlite' ? ' without rowid' : '';
  return [
    'create table whole_content as select * from content',
    'create unique index whole_content_sequence on whole_content (sequence)',
    'drop table content',
    `create table content (
      sequence integer primary key references revision (sequence),
      salt ${bytes} not null,
      steps integer not null,
      bytes ${bytes} not null
    )`,
    `create table attribution (
      sequence integer primary key references revision (sequence),
      kept integer not null check (kept in (0, 1)),
      steps integer not null,
      bytes ${bytes} not null
    )`,
    ...['content', 'attribution'].map(
      (table) =>
        `create table current_${table} (
          article_id integer primary key references article (id),
          sequence integer not null references revision (sequence),
          bytes ${bytes} not null
        )`,
    ),
    `create table first_held (
      hash bigint not null,
      article_id integer not null references article (id),
      sequence integer not null references revision (sequence),
      origin integer references revision (sequence),
      primary key (hash, article_id)
    )${clustered}`,
    'drop table contributor',
    `create table contributor (
      article_id integer not null references article (id),
      byline_id integer not null references byline (id),
      revisions integer not null,
      words integer not null,
      first_at text,
      last_at text,
      primary key (article_id, byline_id)
    )`,
    `insert into contributor (article_id, byline_id, revisions, words, first_at, last_at)
     select article_id, byline_id, count(*), 0, min(written_at), max(written_at)
     from revision group by article_id, byline_id`,
  ];
}

interface Row {
  number: number;
  sequence: number;
  salt: Buffer;
  bytes: Buffer;
}

const BATCH = 100;
const LONGEST_CHAIN = 128;

async function encodeContents(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql<{ id: number }>`select id from article order by id`.execute(db);
  for (const { id } of rows) await encodeArticle(db, id);
}

/** An article's contents in their order; one that was erased is a gap, after which the next is stored whole. */
async function encodeArticle(db: QueryExecutorProvider, articleId: number): Promise<void> {
  let parent: { row: Row; text: Buffer } | undefined;
  let chain = { steps: 0, bytes: 0, whole: 0 };
  for await (const row of contentsOf(db, articleId)) {
    const text = inflateRawSync(row.bytes);
    const delta = parent?.row.number === row.number - 1 ? splice(parent.text, text) : undefined;
    const isLink = delta && chain.steps < LONGEST_CHAIN && chain.bytes + delta.length <= chain.whole;
    chain = isLink
      ? { ...chain, steps: chain.steps + 1, bytes: chain.bytes + delta.length }
      : { steps: 0, bytes: 0, whole: row.bytes.length };
    await sql`
      insert into content (sequence, salt, steps, bytes)
      values (${row.sequence}, ${row.salt}, ${chain.steps}, ${isLink ? delta : row.bytes})`.execute(db);
    parent = { row, text };
  }
  await sql`
    insert into current_content (article_id, sequence, bytes)
    select article.id, article.sequence, whole_content.bytes
    from article join whole_content on whole_content.sequence = article.sequence
    where article.id = ${articleId}`.execute(db);
}

async function* contentsOf(db: QueryExecutorProvider, articleId: number): AsyncGenerator<Row> {
  for (let last = 0; ;) {
    const { rows } = await sql<Row>`
      select revision.number, revision.sequence, whole_content.salt, whole_content.bytes
      from revision join whole_content on whole_content.sequence = revision.sequence
      where revision.article_id = ${articleId} and revision.number > ${last}
      order by revision.number limit ${BATCH}`.execute(db);
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.number;
  }
}

/** What lies between the ends that two texts share: how many bytes are kept, left out and put in, and those. */
function splice(parent: Buffer, text: Buffer): Buffer {
  const most = Math.min(parent.length, text.length);
  let head = 0;
  while (head < most && parent[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && parent[parent.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  const added = text.subarray(head, text.length - tail);
  const counts = [head, parent.length - head - tail, added.length].flatMap(varint);
  return Buffer.concat([Buffer.of(0, ...counts), added]);
}

/** A whole number, seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
