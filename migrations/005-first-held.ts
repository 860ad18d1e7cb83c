/**
 * What an article held first, by keys that nobody can make two of for items; and attributions in which signs have credit
 * too. Both are worked out of the revisions, so they go, to be made anew. What can't be, since a text that it came from is
 * erased, waits to be taken over: attributions whole, under -1 steps, and what is credited to an erased revision.
 */
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the table anew, and leaves of the attributions only those that are kept. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  await keepAttributions(db);
  for (const statement of statements(engine)) await sql.raw(statement).execute(db);
}

function statements(engine: Engine): string[] {
  const [bytes, clustered, key] =
    engine === 'sqlite'
      ? ['blob', ' without rowid', "unhex(printf('%012x', hash))"]
      : ['bytea', '', "decode(lpad(to_hex(hash), 12, '0'), 'hex')"];
  return [
    'create table former_held as select * from first_held where origin is not null',
    'drop table first_held',
    `create table first_held (
      key ${bytes} not null,
      article_id integer not null references article (id),
      sequence integer not null references revision (sequence),
      origin integer references revision (sequence),
      primary key (key, article_id)
    )${clustered}`,
    `insert into first_held (key, article_id, sequence, origin)
     select ${key}, article_id, sequence, origin from former_held`,
    'drop table former_held',
    'delete from attribution where kept = 0',
    'delete from current_attribution',
    'delete from contributor where revisions = 0',
    'update contributor set words = 0',
  ];
}

interface Row {
  sequence: number;
  kept: number;
  steps: number;
  bytes: Buffer;
}

/** Stores whole each attribution that is kept. */
async function keepAttributions(db: QueryExecutorProvider): Promise<void> {
  const { rows: articles } = await sql<{ id: number }>`
    select distinct revision.article_id as id
    from attribution join revision on revision.sequence = attribution.sequence
    where attribution.kept = 1`.execute(db);
  for (const { id } of articles) {
    let before: number[] = [];
    for await (const row of attributionsOf(db, id)) {
      before = decode(row, before);
      if (row.kept === 0) continue;
      await sql`
        update attribution set steps = -1, bytes = ${encode(before, row.sequence)}
        where sequence = ${row.sequence}`.execute(db);
    }
  }
}

const BATCH = 100;

async function* attributionsOf(db: QueryExecutorProvider, articleId: number): AsyncGenerator<Row> {
  for (let last = 0; ;) {
    const { rows } = await sql<Row>`
      select attribution.sequence, attribution.kept, attribution.steps, attribution.bytes
      from attribution join revision on revision.sequence = attribution.sequence
      where revision.article_id = ${articleId} and attribution.sequence > ${last}
      order by attribution.sequence limit ${BATCH}`.execute(db);
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.sequence;
  }
}

/** The origins of the words: a row holds, for each change, the words kept, left out and put in, the last as runs and ages. */
function decode({ sequence, steps, bytes }: Row, before: readonly number[]): number[] {
  const [parent, numbers] = [steps === 0 ? [] : before, numbersIn(bytes)];
  const words: number[] = [];
  let [at, i] = [0, 0];
  const next = () => numbers[i++] ?? 0;
  while (i < numbers.length) {
    const [kept, removed, runs] = [next(), next(), next()];
    for (const word of parent.slice(at, at + kept)) words.push(word);
    at += kept + removed;
    for (let run = 0; run < runs && i < numbers.length; run++) {
      const [count, age] = [Math.min(next(), MOST_WORDS - words.length), next()];
      for (let word = 0; word < count; word++) words.push(sequence - age);
    }
  }
  for (const word of parent.slice(at)) words.push(word);
  return words;
}

const MOST_WORDS = 1_000_000;

function encode(words: readonly number[], sequence: number): Buffer {
  const runs: [number, number][] = [];
  for (const origin of words) {
    const last = runs.at(-1);
    if (last?.[1] === sequence - origin) last[0]++;
    else runs.push([1, sequence - origin]);
  }
  return Buffer.from(runs.length === 0 ? [] : [0, 0, runs.length, ...runs.flat()].flatMap(varint));
}

/** Whole numbers, seven bits a byte, the lowest first. */
function numbersIn(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let [value, unit] = [0, 1];
  for (const byte of bytes) {
    value += (byte % 128) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    [value, unit] = [0, 1];
  }
  return numbers;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
