/** Holds what the wiki shows of people, the domains that say where they work, and the records of imports, to the history and the log. */
import { sql } from 'kysely';
import type { Db } from '../../../db/schema.ts';
import type { ImportRecordTable } from '../../../db/tables/exchange.ts';
import { commitIn } from '../../../text/commit-names.ts';
import type { Deeds } from '../../history/deeds.ts';
import { keysOfName, NAMELESS, type NameKeys } from '../../history/name-keys.ts';
import type { Finding } from './findings.ts';
import type { RevisionWalk } from './revisions.ts';

/** Compares every person's row with their bylines, their revisions, and the roles that the log gives. */
export async function checkPeople(
  db: Db,
  { bylines, people, erasures }: RevisionWalk,
  { roles }: Deeds,
): Promise<Finding[]> {
  const first = new Map<number, string>();
  const newest = new Map<number, number>();
  const imported = new Map<number, boolean>();
  for (const [id, { personId, recordedAt, verification }] of bylines) {
    if (!first.has(personId)) first.set(personId, recordedAt);
    newest.set(personId, id);
    imported.set(personId, verification === 'imported');
  }
  const isErased = (id: number | null) => id !== null && erasures.byline.has(id);
  const rows = await personRows(db).execute();
  return rows.flatMap((row) => {
    const { id, sort_key, folded_name } = row;
    const stored = { sort_key, folded_name };
    const isForeign = imported.get(id) === true;
    const present = isForeign ? (people.get(id)?.last ?? newest.get(id)) : newest.get(id);
    const expected = {
      role: roles.get(id) ?? 'contributor',
      byline_id: present ?? null,
      ...(keysIn(row.words) ?? (isErased(row.byline_id) ? NAMELESS : stored)),
      revision_count: people.get(id)?.revisions ?? 0,
      created_at: first.get(id),
    };
    const columns = (Object.keys(expected) as (keyof typeof expected)[]).filter(
      (column) => row[column] !== expected[column],
    );
    const isKnown = (row.import_source !== null) === isForeign && (row.import_key !== null) === isForeign;
    const isSigning = row.signs_in !== null && isForeign;
    return [...columns, ...(isKnown ? [] : ['import_source']), ...(isSigning ? ['credential'] : [])].map(
      (column): Finding => ({ code: 'person', id, column }),
    );
  });
}

function personRows(db: Db) {
  return db
    .selectFrom('person')
    .leftJoin('byline_words', 'byline_words.byline_id', 'person.byline_id')
    .leftJoin('credential', 'credential.person_id', 'person.id')
    .select(['person.id', 'person.role', 'person.byline_id', 'person.sort_key', 'person.folded_name'])
    .select('person.revision_count')
    .select(['person.created_at', 'person.import_source', 'person.import_key', 'byline_words.words'])
    .select('credential.person_id as signs_in')
    .orderBy('person.id');
}

/** Undefined of words that are gone, or can't be read, which is told of where they stand. */
function keysIn(words: string | null): NameKeys | undefined {
  try {
    return words === null ? undefined : keysOfName((JSON.parse(words) as { name: string }).name);
  } catch {
    return undefined;
  }
}

/** Compares the domains of workplaces with the acts of the log that tied them, and those that ended that. */
export async function checkDomains(db: Db): Promise<Finding[]> {
  const rows = await db.selectFrom('work_domain').selectAll().execute();
  const acts = await db
    .selectFrom('log')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.id', 'log.action', 'log_words.words'])
    .where('log.action', 'in', ['add-domain', 'remove-domain'])
    .orderBy('log.id')
    .execute();
  const tied = new Map<unknown, { act: number; workplace: unknown }>();
  for (const { id: act, action, words } of acts) {
    const { domain, workplace } = domainIn(words);
    if (action === 'add-domain') tied.set(domain, { act, workplace });
    else tied.delete(domain);
  }
  const isTold = ({ domain, workplace, act_id: act }: (typeof rows)[number]) => {
    const told = tied.get(domain);
    return told?.act === act && told.workplace === workplace;
  };
  const shown = new Set<unknown>(rows.map(({ domain }) => domain));
  const wrong = rows.filter((row) => !isTold(row)).map(({ domain }) => domain);
  const gone = [...tied.keys()].filter((domain) => !shown.has(domain)).map(String);
  return [...wrong, ...gone].map((domain): Finding => ({ code: 'domain', domain }));
}

/** What an act says of a domain; nothing of words that are gone or can't be read, which is told of where they stand. */
function domainIn(words: string | null): { domain?: unknown; workplace?: unknown } {
  try {
    return (JSON.parse(words ?? 'null') as object | null) ?? {};
  } catch {
    return {};
  }
}

/**
 * Compares the record of each import with the revision that it tells of, with who wrote that, and with what the log says
 * of where the article came from; every imported revision has one.
 */
export async function checkRecords(db: Db): Promise<Finding[]> {
  const { rows } = await records.execute(db);
  const fits = (row: OriginRow) =>
    row.sequence === null
      ? row.outcome !== 'imported'
      : ['imported', 'merged'].includes(row.outcome) &&
        row.action === 'import' &&
        row.article_id === row.revision_article &&
        row.source === row.import_source &&
        row.recorded_at === row.revision_at;
  const sources = await sourcesInLog(db);
  const isLogged = ({ article_id: id, source }: OriginRow) => {
    const known = id === null ? undefined : sources.get(id);
    return id === null || known === undefined || known.has(undefined) || known.has(source);
  };
  const seen = new Set<number>();
  const wrong = rows.filter((row) => {
    const isTwice = row.sequence !== null && seen.has(row.sequence);
    if (row.sequence !== null) seen.add(row.sequence);
    return isTwice || !isWhole(row) || !fits(row) || !isLogged(row);
  });
  const bare = await withoutRecord(db);
  const unused = await namedInVain(db);
  return [
    ...wrong.map(({ source, hash, path }): Finding => ({
      code: 'record',
      record: [source, hash && commitIn(hash), path].filter(Boolean).join(' '),
    })),
    ...unused.map((record): Finding => ({ code: 'record', record })),
    ...bare.map(({ sequence }): Finding => ({ code: 'record', sequence })),
  ];
}

/** Tells whether what a record names is there. */
function isWhole({ source, hash, path, recorded_at: at }: OriginRow): boolean {
  return source !== null && hash !== null && path !== null && at !== null;
}

/** Returns the imported revisions that no record tells of. */
function withoutRecord(db: Db) {
  return db
    .selectFrom('revision')
    .select('sequence')
    .where('action', '=', 'import')
    .where('sequence', 'not in', (eb) =>
      eb
        .selectFrom('import_record')
        .select('sequence')
        .where('sequence', 'is not', null)
        .$castTo<{ sequence: number }>(),
    )
    .orderBy('sequence')
    .execute();
}

/** Returns what is named as what imports came from, though no record is of it. */
async function namedInVain(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; hash: Buffer | null }>`
    select '' as name, hash from import_commit where id not in (select commit_id from import_record)
    union all select name, null from import_source where id not in (select source_id from import_commit)
    union all select path, null from import_path where id not in (select path_id from import_record)
    union all select recorded_at, null from import_run where id not in (select run_id from import_record)`.execute(
    db,
  );
  return rows.map(({ name, hash }) => (hash ? commitIn(hash) : name));
}

/** Where the log says that articles came from, by their ids; undefined stands for words that are gone. */
async function sourcesInLog(db: Db): Promise<Map<number, Set<unknown>>> {
  const rows = await db
    .selectFrom('log')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.article_id', 'log_words.words'])
    .where('log.action', '=', 'import')
    .where('log.article_id', 'is not', null)
    .execute();
  const found = new Map<number, Set<unknown>>();
  for (const { article_id: id, words } of rows) {
    found.set(id!, (found.get(id!) ?? new Set()).add(sourceIn(words)));
  }
  return found;
}

function sourceIn(words: string | null): unknown {
  try {
    return words === null ? undefined : (JSON.parse(words) as { source?: unknown }).source;
  } catch {
    return undefined;
  }
}

interface OriginRow extends Pick<ImportRecordTable, 'article_id' | 'sequence' | 'outcome'> {
  source: string | null;
  hash: Buffer | null;
  path: string | null;
  recorded_at: string | null;
  action: string | null;
  revision_article: number | null;
  revision_at: string | null;
  import_source: string | null;
}

const records = sql<OriginRow>`
  select source.name as source, made.hash, file.path, record.article_id, record.sequence, record.outcome,
         run.recorded_at, revision.action, revision.article_id as revision_article,
         case when revision.recorded_at = '' then revision.written_at else revision.recorded_at end as revision_at,
         person.import_source
  from import_record as record
  left join import_commit as made on made.id = record.commit_id
  left join import_source as source on source.id = made.source_id
  left join import_path as file on file.id = record.path_id
  left join import_run as run on run.id = record.run_id
  left join revision on revision.sequence = record.sequence
  left join person on person.id = revision.person_id
  order by source.name, made.hash, file.path`;
