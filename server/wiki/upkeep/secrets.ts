/** What the wiki must remember and never show, in the database so that a backup is one file. */
import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/schema.ts';

/** Returns a secret, or undefined when there's none by that name. */
export async function readSecret(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

/** Stores a secret, in the place of an earlier one. */
export async function writeSecret(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('secret')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Removes a secret. */
export async function forgetSecret(db: Db, name: string): Promise<void> {
  await db.deleteFrom('secret').where('name', '=', name).execute();
}

/** Returns a random key of 32 bytes, made the first time that it's asked for; after that nothing is written. */
export async function lastingKey(db: Db, name: string): Promise<Buffer> {
  const known = await readSecret(db, name);
  if (known !== undefined) return Buffer.from(known, 'hex');
  await db
    .insertInto('secret')
    .values({ name, value: randomBytes(32).toString('hex') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return Buffer.from((await readSecret(db, name))!, 'hex');
}
