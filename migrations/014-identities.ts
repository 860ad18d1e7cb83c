/** Workplaces' own logins: who is known by one, and the sign-ins that are under way there. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table identity (
    issuer text not null,
    subject text not null,
    provider text not null,
    tenant text not null,
    person_id integer not null references person (id),
    told text not null,
    linked_at text not null,
    primary key (issuer, subject)
  )`,
  'create index identity_person on identity (person_id)',
  `create table journey (
    key text primary key,
    state text not null,
    data text not null,
    expires_at text not null
  )`,
  'create index journey_expires on journey (expires_at)',
];
