/** The people of the tests: ana and bo write, mo moderates, and a stranger is nobody. */
import { afterEach, beforeEach } from '@jest/globals';
import type { Db, Role } from '../../server/db/schema.ts';
import { invalid } from '../../server/errors.ts';
import { authorOf, type Author } from '../../server/wiki/history/author.ts';
import { recordAct } from '../../server/wiki/record.ts';
import { emailOf } from '../../server/text/emails.ts';
import { checkEmail, enrol, insertPerson, type Registration } from '../../server/wiki/people/accounts.ts';
import { checkSignature } from '../../server/wiki/people/signatures.ts';
import { openWiki, type TestWiki } from './wiki.ts';

export const PASSWORD = 'en lang vej hjem i regn';
/** What would be kept of it: to weigh and hash it anew for each person takes longer than most tests. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$58L3VnAEnAYYEsQyNvQv1Q$EvQWSl9ESlHYeV/Dc0OGGsyRfOVdXejQ07RaJWDCLnA';
export const AT = '2026-11-21T17:05:00.000Z';

export const ana = {
  name: 'Ana Østergård',
  title: 'sygeplejerske',
  workplace: 'Region Nordjylland',
  email: 'ana@example.dk',
  password: PASSWORD,
};
export const bo = {
  name: 'Bo Åkjær',
  title: 'konsulent',
  workplace: 'Aarhus Kommune',
  email: 'bo@example.dk',
  password: PASSWORD,
};
export const mo = {
  name: 'Mo Lindholm',
  title: 'redaktør',
  workplace: 'Styrelsen for Eksempler',
  email: 'mo@example.dk',
  password: PASSWORD,
};

type Someone = typeof ana;

/** Enters someone new, who signs in with their own password or the one that all have, and returns their id. Throws an Error that says what is wrong. */
export async function enter(db: Db, someone: Registration, at: string): Promise<number> {
  if (someone.password !== PASSWORD) return enrol(db, someone, at);
  const email = emailOf(someone.email);
  const problems = [...checkSignature(someone), ...checkEmail(email)];
  if (problems.length > 0) throw invalid(problems);
  const newcomer = { role: 'contributor', verification: 'email', at } as const;
  const credential = { email, passwordHash: PASSWORD_HASH };
  return db.transaction().execute((tx) => insertPerson(tx, someone, credential, newcomer));
}

/** Registers someone and returns them as an author. A role is entered as one that stood before the log told of roles. */
export async function join(db: Db, someone: Someone, role: Role = 'contributor'): Promise<Author> {
  const id = await enter(db, someone, AT);
  if (role !== 'contributor') {
    const author = (await authorOf(db, id, AT))!;
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('person').set({ role }).where('id', '=', id).execute();
      await recordAct(tx, author, `found-${role}`, { personId: id });
    });
  }
  return (await authorOf(db, id, AT))!;
}

/** A wiki that its people have come to, as authors. */
export interface PeopledWiki extends TestWiki {
  anas: Author;
  bos: Author;
  mos: Author;
}

/** Opens such a wiki before each test of a file, and closes it after; what is returned is always that of the test that runs. */
export function peopledEach(mosRole?: Role): PeopledWiki {
  const current = {} as PeopledWiki;
  beforeEach(async () => void Object.assign(current, await peopled({}, mosRole)));
  afterEach(() => current.close());
  return current;
}

/** Opens a wiki in which ana and bo write, and mo moderates, or has another role. */
export async function peopled(
  settings?: Record<string, string>,
  mosRole: Role = 'moderator',
): Promise<PeopledWiki> {
  const wiki = await openWiki(settings);
  const [anas, bos] = [await join(wiki.db, ana), await join(wiki.db, bo)];
  const mos = await join(wiki.db, mo, mosRole);
  // The wiki itself: a test may shut and open it.
  return Object.assign(wiki, { anas, bos, mos });
}
