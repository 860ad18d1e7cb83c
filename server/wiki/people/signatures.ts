/** What a person goes by: it's checked here, and changed for what they write from then on, never for what stands. */
import type { Db, Tx, Verification } from '../../db/schema.ts';
import { invalid, signInNeeded, type FieldProblem } from '../../errors.ts';
import { cprLine } from '../../text/cpr.ts';
import { nameProblem, postProblem } from '../../text/names.ts';
import type { Author } from '../history/author.ts';
import type { Signature } from '../history/bylines.ts';
import { keysOfName } from '../history/name-keys.ts';
import { doerAt } from '../history/standing.ts';
import { lookAlikeOf } from '../copies/namesakes.ts';
import { check } from '../policy.ts';
import { recordByline } from '../record.ts';
import { pairNames } from './pairing.ts';
import { findPerson, type Person } from './people.ts';
import { checkBylines } from './quotas.ts';
import { forgetWholeName, isWholeName } from './whole-names.ts';

/** What somebody goes by. */
export const PARTS = ['name', 'title', 'workplace'] as const;
const NAME_LIMIT = 80;
const POST_LIMIT = 120;

type SignatureProblem = FieldProblem & { field: keyof Signature };

/** What somebody wants to go by, and whether they want that shown beside earlier names; undefined leaves it as it is. */
export interface WantedSignature extends Signature {
  paired?: boolean | undefined;
}

/**
 * Gives the author a new byline from now on; earlier edits keep theirs. Throws 403 to whoever is blocked and changes any of it, 422 for what has changed and won't do, and
 * 429 after too many, 401 when the author's name was erased meanwhile. Does nothing when nothing changed. `site` is what the wiki is called.
 */
export async function changeSignature(
  db: Db,
  author: Author,
  { paired, ...signature }: WantedSignature,
  site?: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await changeParts(tx, author, signature, site);
    if (paired !== undefined) await pairNames(tx, author, paired);
  });
}

async function changeParts(tx: Tx, author: Author, signature: Signature, site?: string): Promise<void> {
  const person = await findPerson(tx, author.personId);
  const { byline } = person;
  if (byline.erased) throw signInNeeded();
  const isNew = (field: keyof Signature) => byline[field] !== signature[field];
  if (!PARTS.some(isNew)) return;
  check(await doerAt(tx, author.personId, author.at), 'change-name');
  const email = await addressOf(tx, author.personId);
  // Whoever has but typed an address isn't known to be the one that it's said of.
  const isTheirs = byline.verification !== 'unconfirmed';
  const isWhole = isTheirs && (await isWholeName(tx, { name: signature.name, email }));
  const problems = checkSignature(signature, site, isWhole).filter(({ field }) => isNew(field));
  if (isNew('name')) problems.push(...(await checkLookAlike(tx, signature.name, author.personId)));
  if (isNew('name') && isNameConfirmed(person)) problems.push({ field: 'name', code: 'name-confirmed' });
  if (isNew('workplace') && isWorkplaceConfirmed(person))
    problems.push({ field: 'workplace', code: 'workplace-confirmed' });
  if (problems.length > 0) throw invalid(problems);
  await checkBylines(tx, author);
  await sign(tx, person, { signature, verification: byline.verification }, author.at);
  if (isWhole && isNew('name')) await forgetWholeName(tx, email);
}

/** Accounts know it too, and know this file. */
async function addressOf(tx: Tx, personId: number): Promise<string> {
  const row = await tx
    .selectFrom('credential')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.email ?? '';
}

/** Tells whether a person's name follows from how they're known, so that they can't take another. */
export function isNameConfirmed({ byline: { verification } }: Person): boolean {
  return verification === 'federated';
}

/** Tells whether a person's workplace follows from how they're known, so that they can't claim another. */
export function isWorkplaceConfirmed({ byline: { verification } }: Person): boolean {
  return verification === 'work-email' || verification === 'federated';
}

/** Gives a person a byline from now on, whatever they have gone by. */
export async function sign(
  tx: Tx,
  { id }: Pick<Person, 'id'>,
  { signature, verification }: { signature: Signature; verification: Verification },
  at: string,
): Promise<void> {
  const bylineId = await recordByline(tx, { personId: id, signature, verification, at });
  const present = { byline_id: bylineId, ...keysOfName(signature.name) };
  await tx.updateTable('person').set(present).where('id', '=', id).execute();
}

/** Returns what is wrong with what somebody wants to go by; a single name will do where it's known to be whole. */
export function checkSignature(signature: Signature, site = '', isWhole = false): SignatureProblem[] {
  return PARTS.flatMap((field) => {
    const problem = partProblem(field, signature[field], { site, isWhole });
    return problem ? [{ field, ...problem }] : [];
  });
}

/** Returns what is wrong with a name that only looks like another's; `personId` is who wants it, if they're here already. */
export async function checkLookAlike(tx: Db, name: string, personId?: number): Promise<SignatureProblem[]> {
  const other = await lookAlikeOf(tx, name, personId);
  return other === undefined ? [] : [{ field: 'name', code: 'look-alike', params: { name: other } }];
}

function partProblem(
  field: keyof Signature,
  text: string,
  { site, isWhole }: { site: string; isWhole: boolean },
): Omit<FieldProblem, 'field'> | undefined {
  if (field === 'name' && text === '') return { code: 'required' };
  if (cprLine(text) !== undefined) return { code: 'cpr' };
  const max = field === 'name' ? NAME_LIMIT : POST_LIMIT;
  const { length } = [...text];
  if (length > max) return { code: 'too-long', params: { max, length } };
  return field === 'name' ? nameProblem(text, site, isWhole) : postProblem(text, site);
}
