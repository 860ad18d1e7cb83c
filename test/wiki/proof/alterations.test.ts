/** One value altered at a time, everywhere: a verification names it, or a short list says why no reader is shown it. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Tx } from '../../../server/db/schema.ts';
import { verify, verifyNow } from '../../../server/wiki/proof/verify.ts';
import { fillWithEverything } from '../../support/everything.ts';
import { addRow, removeRow, rowsOf, setValue, tamper, tryOut } from '../../support/tamper.ts';
import type { AnyRow, Value } from '../../support/tamper.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

/** SQLite keeps what it searches in tables of its own. */
const SEARCH_PARTS = {
  vocabulary_runs: 'which letters stand together in the words that are looked for',
  ...Object.fromEntries(
    ['search', 'said', 'vocabulary_runs']
      .flatMap((of) =>
        ['config', 'data', 'docsize', 'idx'].map((part) => [`${of}_${part}`, `a part of ${of}`]),
      )
      // How long each stem is isn't asked.
      .filter(([name]) => name !== 'vocabulary_runs_docsize'),
  ),
};

/** Tables of which no reader is shown a word. */
const UNSHOWN: Record<string, string> = {
  credential: 'how people sign in; changed whenever they like, and shown to nobody',
  session: 'who is signed in just now',
  token: 'what the links in mails stand for, shown to nobody',
  outbox: 'mail that waits',
  identity: 'who is known by a workplace’s login; shown to nobody but its owner',
  journey: 'who is signing in there just now',
  security_event: 'what happened to an account, shown to its owner alone',
  whole_name: 'shown to administrators alone; that a name was vouched for stands in the log',
  watch: 'what people follow; nobody else is shown it',
  follower: 'how people follow it; nobody else is shown it',
  fit: 'what was brought into the searches that people watch; shown to them alone, as it stands now',
  notice: 'what people are told, of revisions and acts that are held to the history where they stand',
  told: 'how far people have been told',
  report: 'what readers tell the moderators; that it was handled stands in the log',
  known_browser: 'which browsers an account is known by, shown to nobody',
  secret: 'keys, shown to nobody',
  erasure_request: 'what administrators ask each other; gone once it’s decided, and shown to no reader',
  unpatrolled: 'what moderators have yet to look at; shown to them alone, and gone once they have',
  dead_link: 'where nothing was found elsewhere; shown to moderators alone, and made anew by each look',
  reading: 'how much was read, which nobody else knows; sums without a name',
  chore: 'when something was done last, shown to nobody',
  search: 'by which words articles are found; what is shown of them is their text',
  said: 'by which words posts are found; what is shown of them is their words in the log',
  ...(ENGINE === 'sqlite' && SEARCH_PARTS),
  title_word: 'by which words titles are suggested; what is shown is the titles',
  vocabulary: 'what words are looked for; one is shown only if an article that is shown holds it',
  vocabulary_sound: 'how those sound, shown to nobody',
  copied: 'how far the copies were worked out, shown to nobody',
  migration: 'what shape the database has, and since when',
  ...(ENGINE === 'postgres' && { attempt: 'what was tried lately, by a digest of who' }),
};

/** What can be done to other tables unseen, and why no reader is shown a difference. */
const UNSEEN: Record<string, string> = {
  'person.accepted_at': 'shown to nobody',
  'person.import_key': 'what a later import knows a person by',
  'import_commit.hash': 'what a later import knows a commit by',
  'import_path.path': 'what a later import knows a file by',
  'import_record.commit_id': 'what a later import knows a commit by',
  'import_record.path_id': 'what a later import knows a file by',
  'import_record.outcome': 'what a later import makes of a file; shown to nobody',
  'import_record.sequence': 'two commits of one person exchanged; shown to nobody',
  'import_record of no revision': 'a commit that became nothing; shown to nobody',
  'revision.size of an erased text':
    'nothing is left to hold it to, and the row’s hash holds the digest of the text alone',
  'checkpoint removed': 'the newest of them: whoever kept it tells of it',
};

/** What it takes `--attribution` to see, which costs more. */
const DEAR = ['attribution', 'current_attribution', 'first_held', 'contributor', 'link', 'heading'];

const TABLES = [
  ...['activity', 'article', 'attribution', 'byline', 'byline_words', 'checkpoint', 'co_author', 'content'],
  ...['contributor', 'current_attribution', 'current_content', 'facet', 'first_held', 'log', 'log_words'],
  ...['import_commit', 'import_path', 'import_record', 'import_run', 'import_source'],
  ...['heading', 'intake', 'link', 'mention', 'pairing', 'passage', 'post', 'post_hiding', 'reverted'],
  ...['goal', 'thread', 'topic', 'topic_merge', 'work_domain'],
  ...['block', 'deletion', 'freed_slug', 'hiding', 'person', 'protection', 'revision', 'slug', 'summary'],
];

/** Tables of which nothing can be exchanged that's seen, and why. */
const ALIKE: Record<string, string> = {
  import_path: 'all that it tells is what a later import knows a file by',
  import_run: 'there is one',
};

/** What may stand in a table only once, where that is more than one column. */
const KEYS: Record<string, string[]> = {
  article: ['id', 'uid', 'slug'],
  person: ['id', 'uid', 'import_key'],
  import_commit: ['id', 'hash'],
  import_path: ['id', 'path'],
  import_run: ['id', 'recorded_at'],
  import_source: ['id', 'name'],
  protection: ['article_id', 'act_id'],
  block: ['person_id', 'act_id'],
  pairing: ['person_id', 'act_id'],
  thread: ['id', 'last_post', 'settled_by'],
  passage: ['thread_id'],
  post: ['act_id', 'current_act'],
  post_hiding: ['post_id', 'act_id'],
  topic: ['key', 'value'],
  topic_merge: ['topic', 'act_id'],
  goal: ['figure', 'act_id'],
  work_domain: ['domain', 'act_id'],
  freed_slug: ['slug', 'act_id'],
  revision: ['sequence', 'number'],
  log: ['id', 'erased_id'],
  deletion: ['article_id', 'act_id'],
  hiding: ['sequence', 'act_id'],
};

let wiki: TestWiki;
const rows = new Map<string, AnyRow[]>();
beforeAll(async () => {
  wiki = await openWiki();
  await fillWithEverything(wiki);
  for (const { name } of await wiki.db.introspection.getTables()) rows.set(name, await rowsOf(wiki.db, name));
}, 180_000);
afterAll(() => wiki.close());

test('a wiki with some of everything verifies, and every table has something in it', async () => {
  const { findings, erased } = await verify(wiki.db, () => undefined, { attribution: true });
  expect(findings).toEqual([]);
  expect(erased).toMatchObject({ content: 4, summary: 1, byline: 1, log: 1 });
  expect([...rows.keys()].sort()).toEqual([...TABLES, ...Object.keys(UNSHOWN)].sort());
  const empty = [...rows].filter(([name, rows]) => rows.length === 0 && !(name in UNSHOWN));
  expect(empty).toEqual([]);
});

describe('is named:', () => {
  beforeAll(() => tamper(wiki.db));
  // A verification for each of some two thousand tries.
  jest.setTimeout(180_000);

  test.each(TABLES)('a value of %s that is altered', async (table) => {
    const tried = await tryEach(table, (row, column) =>
      others(row, column, rows.get(table)!).map((value) => (tx) => setValue(tx, table, row, column, value)),
    );
    expect(unexcused(table, tried)).toEqual([]);
  });

  test.each(TABLES.filter((table) => !(table in ALIKE)))(
    'a value of %s that is exchanged with another row’s',
    async (table) => {
      const tried = await tryEach(table, (row, column) => {
        const other = rows.get(table)!.find((other) => !same(other[column]!, row[column]!));
        return other ? [(tx) => exchange(tx, table, [row, other], column)] : [];
      });
      expect(unexcused(table, tried)).toEqual([]);
    },
  );

  test.each(TABLES)('a row of %s that is there twice, with another key', async (table) => {
    const tried = await tryEach(table, (row, column) =>
      changed(row[column]!).map(
        (value) => (tx) => addRow(tx, table, { ...row, ...otherKeys(table, row), [column]: value }),
      ),
    );
    expect(unexcused(table, tried)).toEqual([]);
  });

  test.each(TABLES)('a row of %s that is gone', async (table) => {
    const tried: Tried[] = [];
    for (const row of some(rows.get(table)!)) {
      tried.push({ what: 'removed', row, seen: await look(table, (tx) => removeRow(tx, table, row)) });
    }
    expect(unexcused(table, tried)).toEqual([]);
  });
});

/** What was done to which row, and whether it was seen: undefined when nothing came of it. */
interface Tried {
  what: string;
  row: AnyRow;
  seen: boolean | undefined;
}

type Change = (tx: Tx) => Promise<unknown>;

async function tryEach(
  table: string,
  changesOf: (row: AnyRow, column: string) => Change[],
): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const row of some(rows.get(table)!)) {
    for (const column of Object.keys(row)) {
      for (const change of changesOf(row, column)) {
        tried.push({ what: column, row, seen: await look(table, change) });
      }
    }
  }
  return tried;
}

/** Tells whether a verification of a changed wiki names anything. */
function look(table: string, change: Change): Promise<boolean | undefined> {
  const wanted = DEAR.includes(table) ? [false, true] : [false];
  return tryOut(wiki.db, change, async (tx) => {
    for (const attribution of wanted) {
      const { findings } = await verifyNow(tx, () => undefined, { attribution });
      if (findings.length > 0) return true;
    }
    return sameRows(await rowsOf(tx, table), rows.get(table)!) ? undefined : false;
  });
}

/** Lists what was done unseen that nothing excuses. Something must have been done. */
function unexcused(table: string, tried: readonly Tried[]): string[] {
  expect(tried.some(({ seen }) => seen)).toBe(true);
  const names = ({ what, row }: Tried) => [
    what === 'removed' ? `${table} removed` : `${table}.${what}`,
    ...(table === 'import_record' && row['sequence'] === null ? [`${table} of no revision`] : []),
    ...(table === 'revision' && isTextErased(row) ? [`${table}.${what} of an erased text`] : []),
  ];
  const unseen = tried.filter(({ seen }) => seen === false);
  return [
    ...new Set(
      unseen.filter((one) => !names(one).some((name) => Object.hasOwn(UNSEEN, name))).map(({ what }) => what),
    ),
  ];
}

function isTextErased({ sequence }: AnyRow): boolean {
  return !rows.get('content')!.some((row) => row['sequence'] === sequence);
}

/** A first, a middle and a last row, and one behind which an erasure left a gap; on PostgreSQL, where each try takes longer, none from the middle. */
function some(rows: readonly AnyRow[]): AnyRow[] {
  const middle = ENGINE === 'sqlite' ? [rows[rows.length >> 1]!] : [];
  const numbers = new Set(rows.map((row) => row['sequence']));
  const isBeforeGap = (row: AnyRow) =>
    typeof row['sequence'] === 'number' && !numbers.has(row['sequence'] + 1);
  const beforeGap = rows.filter(isBeforeGap).slice(0, 1);
  return [...new Set([rows[0]!, ...middle, ...beforeGap, rows.at(-1)!])];
}

/** Keys that no row has. */
function otherKeys(table: string, row: AnyRow): AnyRow {
  const fresh = (value: Value) => (typeof value === 'number' ? value + 1000 : value && changed(value)[0]!);
  return Object.fromEntries((KEYS[table] ?? []).map((column) => [column, fresh(row[column]!)]));
}

/** Another value from the same column, and others of its kind. */
function others(row: AnyRow, column: string, rows: readonly AnyRow[]): Value[] {
  const value = row[column]!;
  const known = rows.map((other) => other[column]!).filter((other) => other !== null && !same(other, value));
  return [...known.slice(0, 1), ...changed(value)];
}

/** SQLite takes values of any kind in any column, the same text as bytes too; PostgreSQL refuses them. */
function changed(value: Value): Value[] {
  if (value === null) return [1, 'x', Buffer.alloc(32, 1)];
  if (typeof value === 'number') return [value + 1, null];
  if (typeof value === 'string')
    return [`${value}x`, '', null, ...(ENGINE === 'sqlite' ? [Buffer.from(value)] : [])];
  const flipped = Buffer.from(value);
  flipped[flipped.length >> 1]! ^= 1;
  return [flipped, null];
}

/** By way of a third value, since a column may hold each only once. */
async function exchange(tx: Tx, table: string, [a, b]: [AnyRow, AnyRow], column: string): Promise<void> {
  const third = changed(a[column]!)[0]!;
  await setValue(tx, table, a, column, third);
  await setValue(tx, table, b, column, a[column]!);
  await setValue(tx, table, { ...a, [column]: third }, column, b[column]!);
}

function same(a: Value, b: Value): boolean {
  return Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b;
}

/** Exchanging a value of two rows that are alike but for it changes nothing. */
function sameRows(some: readonly AnyRow[], others: readonly AnyRow[]): boolean {
  const told = (rows: readonly AnyRow[]) => rows.map((row) => JSON.stringify(row)).sort();
  return told(some).join('\n') === told(others).join('\n');
}
