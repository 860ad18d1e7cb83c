/**
 * Somebody comes by their workplace's login whom nobody here is known by. The login says who they are and where they work; they
 * are told what writing here means, and begin an account, or tie the login to the one that they have.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { forbidden, invalid, type FieldProblem } from '../../errors.ts';
import { checkEmail, insertCredential, insertTold, personByEmail } from './accounts.ts';
import { isSameName, type Claims } from './claims.ts';
import { goodParts, insertIdentity, tie, type LoginRules } from './identities.ts';
import { endJourney, type Arrival } from './journeys.ts';
import { checkLookAlike, checkSignature } from './signatures.ts';
import { forgetWholeName, isWholeName } from './whole-names.ts';

/** What somebody is asked who comes by a login for the first time. */
export interface Question {
  /** What the login calls them, and whether that won't do, so that they write their name themselves. */
  name: string;
  asksName: boolean;
  title: string;
  workplace: string;
  /** Whether an account has the e-mail that the login vouches for. */
  isKnown: boolean;
}

/** Returns what is asked of somebody new. Throws 403 when a login says nothing of who they are. */
export async function questionFor(db: Db, claims: Claims, rules: LoginRules): Promise<Question> {
  if (claims.name === '') throw forbidden('nameless-login');
  const good = await goodParts(db, claims, rules);
  const isKnown = claims.email !== '' && (await personByEmail(db, claims.email)) !== undefined;
  return {
    ...{ name: claims.name, asksName: good.name === '' },
    ...{ title: good.title, workplace: good.workplace, isKnown },
  };
}

/**
 * Begins the account of an arrival, and returns the person's id. The name is what the login says, or what they write where that
 * won't do, and is the same; an e-mail that it vouches for is kept if it's nobody's. Throws 422, or 403 when it has begun.
 */
export async function beginArrived(
  db: Db,
  { secret, arrival: { claims } }: { secret: string; arrival: Arrival },
  typed: { name: string; title: string },
  rules: LoginRules,
  at: string,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await endJourney(tx, secret);
    const { asksName, name, workplace } = await questionFor(tx, claims, rules);
    const signature = { name: asksName ? typed.name : name, title: typed.title, workplace };
    const isWhole = await isWholeName(tx, { name: signature.name, email: claims.email });
    const problems: FieldProblem[] = [
      ...checkSignature(signature, rules.site, rules.wholeNames || isWhole),
      ...(await checkLookAlike(tx, signature.name)),
    ];
    if (problems.length === 0 && !isSameName(signature.name, claims.name))
      problems.push({ field: 'name', code: 'other-name', params: { name: claims.name } });
    if (problems.length > 0) throw invalid(problems);
    const personId = await insertTold(tx, signature, { role: 'contributor', verification: 'federated', at });
    if (isWhole) await forgetWholeName(tx, claims.email);
    await insertIdentity(tx, personId, claims, rules, at);
    await keepAddress(tx, personId, claims.email);
    return personId;
  });
}

/** Ties the login of an arrival to an account that its owner has signed in to. Throws 403 when it's another's, or has begun. */
export async function tieArrived(
  db: Db,
  { secret, arrival: { claims } }: { secret: string; arrival: Arrival },
  personId: number,
  rules: LoginRules,
  at: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await endJourney(tx, secret);
    await tie(tx, personId, claims, rules, at);
  });
}

async function keepAddress(tx: Tx, personId: number, email: string): Promise<void> {
  const isGood = email !== '' && checkEmail(email).length === 0;
  if (!isGood || (await personByEmail(tx, email)) !== undefined) return;
  await insertCredential(tx, personId, { email, passwordHash: '' });
}
