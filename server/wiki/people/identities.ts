/**
 * Who is known by a workplace's own login. It alone says who someone is: an identity is tied to an account when that begins, or
 * by whoever is signed in to it, never by an e-mail; and what it tells of a name follows the rules of all names.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { forbidden } from '../../errors.ts';
import type { Signature } from '../history/bylines.ts';
import { hasAccount } from './accounts.ts';
import { isSameName, type Claims } from './claims.ts';
import { findPerson, type Person } from './people.ts';
import { checkLookAlike, checkSignature, isWorkplaceConfirmed, PARTS, sign } from './signatures.ts';

/** A login, as far as it decides what an identity by it may be called. `site` is what the wiki is called. */
export interface LoginRules {
  provider: string;
  site: string;
  /** Where everyone works who comes by it, unless it says so itself. */
  workplace: string;
  /** Whether it vouches that a person's one name is the whole of it. */
  wholeNames: boolean;
}

/**
 * Returns the id of the person whom a login knows; what it tells otherwise than the last time they go by from now on, as far as
 * that will do. Undefined for somebody new. Throws 403 when it's by another tenant than before.
 */
export async function recognise(
  db: Db,
  claims: Claims,
  rules: LoginRules,
  at: string,
): Promise<number | undefined> {
  return db.transaction().execute(async (tx) => {
    const known = await findKnown(tx, claims);
    if (known) await follow(tx, known, claims, rules, at);
    return known?.personId;
  });
}

/**
 * Ties an identity to an account that its owner is signed in to; they're known by it from now on, unless it tells another name
 * than theirs that won't do. Throws 403 when it's tied to another account, or this one was closed, or its name erased, meanwhile.
 */
export async function tie(
  tx: Tx,
  personId: number,
  claims: Claims,
  rules: LoginRules,
  at: string,
): Promise<void> {
  if ((await findKnown(tx, claims))?.personId === personId) return;
  // A login takes its time to answer, and nobody opens again what was closed.
  if (!(await hasAccount(tx, personId))) throw forbidden('journey-unknown');
  await insertIdentity(tx, personId, claims, rules, at);
  const person = await findPerson(tx, personId);
  const { name, title, workplace } = await goodParts(tx, claims, rules, personId);
  if (name === '' && !isSameName(person.byline.name, claims.name)) return;
  const kept = isWorkplaceConfirmed(person) ? person.byline.workplace : '';
  const signature = {
    name: name || person.byline.name,
    title: title || person.byline.title,
    workplace: workplace || kept,
  };
  await sign(tx, person, { signature, verification: 'federated' }, at);
}

/** Adds an identity. Throws 403 when it's somebody's already. */
export async function insertIdentity(
  tx: Tx,
  personId: number,
  claims: Claims,
  { provider }: LoginRules,
  at: string,
): Promise<void> {
  if (await findKnown(tx, claims)) throw forbidden('identity-taken');
  const { issuer, subject, tenant } = claims;
  const row = { issuer, subject, tenant, provider, told: toldBy(claims), linked_at: at };
  await tx
    .insertInto('identity')
    .values({ ...row, person_id: personId })
    .execute();
}

/** Returns the logins, as the settings name them, that a person is known by. */
export async function loginsOf(db: Db, personId: number): Promise<Set<string>> {
  const rows = await db.selectFrom('identity').select('provider').where('person_id', '=', personId).execute();
  return new Set(rows.map(({ provider }) => provider));
}

/** Unties a person from every login, which then knows nobody here. */
export async function deleteIdentitiesOf(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom('identity').where('person_id', '=', personId).execute();
}

/** Returns what a login tells that somebody goes by; a part that won't do is empty. `personId` is who they are, if they're here already. */
export async function goodParts(
  db: Db,
  { name, title, workplace }: Claims,
  rules: LoginRules,
  personId?: number,
): Promise<Signature> {
  const told = { name, title, workplace: workplace || rules.workplace };
  const problems = [
    ...checkSignature(told, rules.site, rules.wholeNames),
    ...(await checkLookAlike(db, name, personId)),
  ];
  const isGood = (part: keyof Signature) => !problems.some(({ field }) => field === part);
  const parts = PARTS.map((part) => [part, isGood(part) ? told[part] : ''] as const);
  return Object.fromEntries(parts) as unknown as Signature;
}

async function follow(
  tx: Tx,
  { personId, before }: Known,
  claims: Claims,
  rules: LoginRules,
  at: string,
): Promise<void> {
  const changed = PARTS.filter((part) => claims[part] !== before[part]);
  if (changed.length === 0) return;
  const identity = tx.updateTable('identity').set({ told: toldBy(claims) });
  await identity.where('issuer', '=', claims.issuer).where('subject', '=', claims.subject).execute();
  const person = await findPerson(tx, personId);
  const good = await goodParts(tx, claims, rules, personId);
  const signature = changedParts(person, changed, good);
  if (signature) await sign(tx, person, { signature, verification: person.byline.verification }, at);
}

/** What somebody goes by once some parts have changed; undefined when that is what they go by already, or their name is erased. */
function changedParts(
  { byline }: Person,
  changed: readonly (keyof Signature)[],
  good: Signature,
): Signature | undefined {
  const { name, title, workplace } = byline;
  const after = { name, title, workplace };
  for (const part of changed) after[part] = good[part] || byline[part];
  return byline.erased || PARTS.every((part) => after[part] === byline[part]) ? undefined : after;
}

/** Somebody whom a login knows, and what it told of them before. */
interface Known {
  personId: number;
  before: Signature;
}

async function findKnown(tx: Tx, { issuer, subject, tenant }: Claims): Promise<Known | undefined> {
  const row = await tx
    .selectFrom('identity')
    .select(['person_id', 'tenant', 'told'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.tenant !== tenant) throw forbidden('other-tenant');
  return { personId: row.person_id, before: JSON.parse(row.told) as Signature };
}

function toldBy({ name, title, workplace }: Claims): string {
  return JSON.stringify({ name, title, workplace });
}
