/**
 * The first lock on anonymous words: nothing is written but by an Author, and an Author is made only here: for the
 * guard of a door, for the first administrator, for whom the command line names, and for those whom an import credits.
 */
import type { ExpressionBuilder } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db, Schema, Tx } from '../../db/schema.ts';
import { forbidden, signInNeeded } from '../../errors.ts';
import { can, type Doer } from '../policy.ts';
import { doers, toDoer } from './standing.ts';

declare const made: unique symbol;

/** A named person who acts at one moment (`at`, ISO-8601 UTC), under the byline that they have then, and as they stand then. */
export interface Author extends Doer {
  readonly personId: number;
  readonly bylineId: number;
  readonly at: string;
  readonly [made]: true;
}

/** Returns the author that a signed-in person is at a moment, or undefined when nobody who can sign in then, and has a name, has that id. */
export async function authorOf(db: Db, personId: number, at: string): Promise<Author | undefined> {
  const [person] = await namedDoers(db, personId, at);
  if (!person) return undefined;
  const doer = toDoer(person);
  return can(doer, 'sign-in') ? ({ ...doer, bylineId: person.byline_id, at } as Author) : undefined;
}

const namedDoers = prepared((db, personId: number, at: string) =>
  doers(db, at)
    .innerJoin('byline_words', 'byline_words.byline_id', 'person.byline_id')
    .select('byline_words.byline_id')
    .where('person.id', '=', personId)
    .where(canSignIn),
);

/** The condition that a person can sign in, by a password or at their workplace. */
export function canSignIn({ or, exists, selectFrom }: ExpressionBuilder<Schema, 'person'>) {
  const ownsOne = (way: 'credential' | 'identity') =>
    exists(selectFrom(way).select(`${way}.person_id`).whereRef(`${way}.person_id`, '=', 'person.id'));
  return or([ownsOne('credential'), ownsOne('identity')]);
}

/**
 * Returns the author of something written elsewhere, at the time it was written there.
 * Throws 403 unless the byline is an imported one.
 */
export async function importedAuthor(tx: Tx, bylineId: number, at: string): Promise<Author> {
  const [byline] = await holdersOf(tx, bylineId);
  if (byline?.verification !== 'imported') throw forbidden();
  const { person_id: personId, verification } = byline;
  return { personId, bylineId, role: 'contributor', verification, at } as Author;
}

const holdersOf = prepared((db, bylineId: number) =>
  db.selectFrom('byline').select(['person_id', 'verification']).where('id', '=', bylineId),
);

/** Throws 401 when the name that an author writes under was erased since they were made one. */
export async function checkNamed(tx: Tx, { bylineId }: Author): Promise<void> {
  const [words] = await wordsOf(tx, bylineId);
  if (!words) throw signInNeeded();
}

const wordsOf = prepared((db, bylineId: number) =>
  db.selectFrom('byline_words').select('byline_id').where('byline_id', '=', bylineId),
);
