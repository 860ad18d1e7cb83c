/** Passwords: long rather than odd. They're kept as argon2id hashes, and what was leaked elsewhere or is soon guessed is refused. */
import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { composed } from '../../text/clean.ts';
import { inTurn } from './turns.ts';

/** The shortest password, in characters. */
export const PASSWORD_MINIMUM = 12;
const PASSWORD_MAXIMUM = 1000;

/** Memory in KiB and passes as OWASP's Password Storage Cheat Sheet has them for argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Words that Danes' guessed passwords are made of, before digits and signs are added. */
const DANISH =
  `password passw0rd kodeord adgangskode hemmelig hemmelighed velkommen welcome innovation innovationswiki wikipedia
   qwerty qwertyuiop qwertyuiopå asdfghjkl asdfghjklæø zxcvbnm letmein iloveyou jegelskerdig danmark denmark kobenhavn
   københavn aarhus odense aalborg kommune region sommer vinter forår efterår summer winter spring autumn januar
   februar marts april maj juni juli august september oktober november december mandag tirsdag onsdag torsdag fredag
   administrator admin login master monkey dragon football fodbold superman princess sunshine trustno computer
   internet changeme secret test testtest abc abcd abcdef abcdefgh abcdefghijkl hest fiskefisk mormor familie`.split(
    /\s+/,
  );

/** How much of a password is weighed, and how many spellings of its signs as letters: more would hold others up. */
const WEIGHED = { maxLength: 24, l33tMaxSubstitutions: 8 };
/** The least that will do, of zxcvbn's scores from 0 to 4: more than 10^10 guesses. */
const LEAST_SCORE = 4;
/** Made when the first password is weighed: its lists of words take a tenth of a start, and most commands weigh none. */
let weighing: ZxcvbnFactory | undefined;

/** Returns why a password won't do, as a stable code, or undefined when it will. `about` is what the person goes by. */
export function passwordProblem(
  password: string,
  about: readonly string[],
): 'password-short' | 'password-long' | 'password-common' | undefined {
  if (isTooLong(password)) return 'password-long';
  const length = [...password].length;
  if (length < PASSWORD_MINIMUM) return 'password-short';
  if (length > PASSWORD_MAXIMUM) return 'password-long';
  return isCommon(password, about) ? 'password-common' : undefined;
}

/** Returns the argon2id hash of a password, in PHC form. Throws 503 when too many are being hashed already. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(composed(password), COST));
}

/**
 * Tells whether a password is the one that was hashed. Without a hash, or with an empty one, it takes as long and says no, so that time doesn't
 * tell who exists. Throws 503 when too many are being hashed already.
 */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  // Nobody's can be that long, so that this tells nothing of anyone either.
  if (isTooLong(password)) return false;
  const standing = passwordHash || (await nobodysHash());
  const fits = await inTurn(() => verify(standing, composed(password)));
  return fits && standing === passwordHash;
}

/** Whether it's longer than any password, whatever its characters take. */
function isTooLong(password: string): boolean {
  return password.length > 2 * PASSWORD_MAXIMUM;
}

let nobody: Promise<string> | undefined;
function nobodysHash(): Promise<string> {
  return (nobody ??= hashPassword('nobody has this password'));
}

/** Whether it's among those that were leaked elsewhere, or is soon guessed by whoever knows what the person goes by. */
function isCommon(password: string, about: readonly string[]): boolean {
  const own = about.flatMap((text) => [text, ...text.split(/[\s@.]+/)]).map(lettersOf);
  const known = own.filter((word) => word.length >= 4);
  weighing ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, danish: DANISH },
    graphs: adjacencyGraphs,
    ...WEIGHED,
  });
  return weighing.check(password, known).score < LEAST_SCORE;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '');
}
