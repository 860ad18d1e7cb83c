/**
 * How people and articles stand at a moment, as far as that decides who may do what. What holds until a time is asked with
 * the time, so that it ends by itself; whoever writes is asked when their turn has come.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import type { Doer, Protection, Subject } from '../policy.ts';
import { deletionOf } from './withheld.ts';

/** Returns the query of people as doers at a moment (ISO-8601 UTC): `toDoer` takes its rows. */
export function doers(db: Db, at: string) {
  return db
    .selectFrom('person')
    .leftJoin('byline', 'byline.id', 'person.byline_id')
    .leftJoin('block', (join) =>
      join
        .onRef('block.person_id', '=', 'person.id')
        .on((eb) => eb.or([eb('block.until', 'is', null), eb('block.until', '>', at)])),
    )
    .leftJoin('log_words as block_words', 'block_words.log_id', 'block.act_id')
    .select(['person.id', 'person.role', 'byline.verification'])
    .select(['block.scope', 'block.until', 'block_words.words']);
}

type DoerRow = Awaited<ReturnType<ReturnType<typeof doers>['execute']>>[number];

/** Returns the doer in a row. */
export function toDoer({ id, role, verification, scope, until, words }: DoerRow): Doer {
  return {
    personId: id,
    role,
    ...(verification !== null && { verification }),
    ...(scope !== null && { block: { scope, ...limitOf(until, words) } }),
  };
}

/** Returns a person as a doer at a moment. Throws an Error when nobody has the id. */
export async function doerAt(db: Db, personId: number, at: string): Promise<Doer> {
  const [row] = await doersAt(db, personId, at);
  if (!row) throw new Error(`Nobody has the id ${personId}`);
  return toDoer(row);
}

const doersAt = prepared((db, personId: number, at: string) =>
  doers(db, at).where('person.id', '=', personId),
);

/** Returns what protects an article at a moment, if anything does. */
export async function protectionAt(db: Db, articleId: number, at: string): Promise<Protection | undefined> {
  const [row] = await protectionsAt(db, articleId, at);
  return row && { level: row.level, ...limitOf(row.until, row.words) };
}

const protectionsAt = prepared((db, articleId: number, at: string) =>
  db
    .selectFrom('protection')
    .leftJoin('log_words', 'log_words.log_id', 'protection.act_id')
    .select(['protection.level', 'protection.until', 'log_words.words'])
    .where('protection.article_id', '=', articleId)
    .where((eb) => eb.or([eb('protection.until', 'is', null), eb('protection.until', '>', at)])),
);

/** Returns how what something is done to stands at a moment: a person, or whoever performed an earlier act, an article, or neither. */
export async function subjectAt(
  db: Db,
  { actId, articleId, ...named }: { personId?: number; articleId?: number; actId?: number },
  at: string,
): Promise<Subject> {
  const personId = named.personId ?? (actId === undefined ? undefined : await performerOf(db, actId));
  return {
    ...(personId !== undefined && { personId, role: (await doerAt(db, personId, at)).role }),
    ...(articleId !== undefined && {
      protection: await protectionAt(db, articleId, at),
      deletedBy: await deletionOf(db, articleId),
    }),
  };
}

async function performerOf(db: Db, actId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select('byline.person_id')
    .where('log.id', '=', actId)
    .executeTakeFirst();
  return row?.person_id;
}

function limitOf(until: string | null, words: string | null) {
  const reason = words === null ? undefined : (JSON.parse(words) as { reason?: string }).reason;
  return { ...(until !== null && { until }), ...(reason !== undefined && { reason }) };
}
