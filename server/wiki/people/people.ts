/** People as they are shown: each under what they go by now, with how the name is known. */
import { sql } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db, Role } from '../../db/schema.ts';
import { notFound } from '../../errors.ts';
import { foldedName } from '../../text/folded-name.ts';
import { canSignIn } from '../history/author.ts';
import { bylineColumns, bylinesOf, saysWorkplace, toByline, type Byline } from '../history/bylines.ts';

/** A person as shown: `byline` is what they go by now; `imported` names the source of one who can't sign in, `closed` says that their account is. */
export interface Person {
  id: number;
  role: Role;
  byline: Byline;
  revisions: number;
  since: string;
  imported?: string;
  closed?: true;
}

/** Returns a person. Throws 404 when nobody has the id. */
export async function findPerson(db: Db, id: number): Promise<Person> {
  const [row] = await peopleOf(db, id);
  if (!row) throw notFound('no-such-person');
  return toPerson(row);
}

const peopleOf = prepared((db, id: number) => people(db).where('person.id', '=', id));

/** Whom a list of people is narrowed to: each word begins a name of theirs, the workplace holds such a part, and they have words on the topic. */
export interface PeopleFilter {
  name?: string | undefined;
  workplace?: string | undefined;
  topic?: string | undefined;
}

/** Of a name no more words are looked for. */
const MOST_WORDS = 6;

/** Returns a page of people in Danish alphabetical order, those after a person's id when one is given. */
export async function listPeople(
  db: Db,
  { name, workplace, topic }: PeopleFilter,
  limit: number,
  after?: number,
): Promise<Person[]> {
  let query = people(db);
  for (const word of foldedName(name ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, MOST_WORDS))
    query = query.where(sql<boolean>`' ' || person.folded_name like ${`% ${word}%`}`);
  if (workplace) query = query.where(saysWorkplace(workplace));
  if (topic) query = query.where('person.id', 'in', writingOn(db, topic));
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('person.sort_key', 'person.id'),
        '>',
        selectFrom('person as last')
          .select(['last.sort_key', 'last.id'])
          .where('last.id', '=', after)
          .$asTuple('sort_key', 'id'),
      ),
    );
  }
  const rows = await query.orderBy('person.sort_key').orderBy('person.id').limit(limit).execute();
  return rows.map(toPerson);
}

function writingOn(db: Db, topic: string) {
  return db
    .selectFrom('facet')
    .innerJoin('contributor', 'contributor.article_id', 'facet.article_id')
    .innerJoin('byline as writer', 'writer.id', 'contributor.byline_id')
    .select('writer.person_id')
    .where('facet.name', '=', 'topic')
    .where('facet.value', '=', topic)
    .where('facet.article_id', 'not in', db.selectFrom('deletion').select('deletion.article_id'));
}

/** Returns how many people can sign in, and how many are known from imports alone. */
export async function countPeople(db: Db): Promise<{ own: number; imported: number }> {
  const row = await db
    .selectFrom('person')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('import_source').as('imported')])
    .executeTakeFirstOrThrow();
  return { own: row.all - row.imported, imported: row.imported };
}

/** Returns what a person went by before, newest first, at most `limit`; before one of those, by its id, when it's given. */
export function earlierBylines(
  db: Db,
  { id, byline }: Person,
  limit: number,
  before = byline.id,
): Promise<Byline[]> {
  return bylinesOf(db, id, { limit, before: Math.min(before, byline.id) });
}

/** Tells whether a person has an account to sign in with, blocked or not. */
export async function hasAccount(db: Db, id: number): Promise<boolean> {
  const row = db.selectFrom('credential').select('person_id').where('person_id', '=', id);
  return (await row.executeTakeFirst()) !== undefined;
}

/** Tells whether the wiki has an administrator, who can sign in. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select('person.id')
    .where(canSignIn)
    .where('person.role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Returns the query of people; `toPerson` takes its rows. */
export function people(db: Db) {
  return db
    .selectFrom('person')
    .innerJoin('byline', 'byline.id', 'person.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .leftJoin('credential', 'credential.person_id', 'person.id')
    .select(bylineColumns)
    .select(['person.role', 'person.revision_count', 'person.created_at', 'person.import_source'])
    .select('credential.person_id as holder');
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof people>['execute']>>[number];

/** Returns the person in a row. */
export function toPerson(row: PersonRow): Person {
  return {
    id: row.person_id,
    role: row.role,
    byline: toByline(row),
    revisions: row.revision_count,
    since: row.created_at,
    ...(row.import_source !== null && { imported: row.import_source }),
    ...(row.import_source === null && row.holder === null && { closed: true }),
  };
}
