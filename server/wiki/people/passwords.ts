/** Passwords: long rather than odd. They're kept as argon2id hashes, and what is commonly guessed is refused. */
import { hash, verify } from '@node-rs/argon2';
import { composed } from '../../text/clean.ts';
import { inTurn } from './turns.ts';

/** The shortest password, in characters. */
const PASSWORD_MINIMUM = 12;
const PASSWORD_MAXIMUM = 1000;

/** Memory in KiB and passes as OWASP's Password Storage Cheat Sheet has them for argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Words that guessed passwords are made of, before digits and signs are added. */
const COMMON = new Set(
  `password passw0rd kodeord adgangskode hemmelig hemmelighed velkommen welcome innovation innovationswiki wikipedia
   qwerty qwertyuiop qwertyuiopå asdfghjkl asdfghjklæø zxcvbnm letmein iloveyou jegelskerdig danmark denmark kobenhavn
   københavn aarhus odense aalborg kommune region sommer vinter forår efterår summer winter spring autumn januar
   februar marts april maj juni juli august september oktober november december mandag tirsdag onsdag torsdag fredag
   administrator admin login master monkey dragon football fodbold superman princess sunshine trustno computer
   internet changeme secret test testtest abc abcd abcdef abcdefgh abcdefghijkl hest fiskefisk mormor familie`.split(
    /\s+/,
  ),
);

/** Returns why a password won't do, as a stable code, or undefined when it will. `about` is what the person goes by. */
export function passwordProblem(
  password: string,
  about: readonly string[],
): 'password-short' | 'password-long' | 'password-common' | undefined {
  if (isTooLong(password)) return 'password-long';
  const length = [...password].length;
  if (length < PASSWORD_MINIMUM) return 'password-short';
  if (length > PASSWORD_MAXIMUM) return 'password-long';
  return isCommon(password.toLowerCase(), about) ? 'password-common' : undefined;
}

/** Returns the argon2id hash of a password, in PHC form. Throws 503 when too many are being hashed already. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(composed(password), COST));
}

/**
 * Tells whether a password is the one that was hashed. Without a hash it takes as long and says no, so that time doesn't
 * tell who exists. Throws 503 when too many are being hashed already.
 */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  // Nobody's can be that long, so that this tells nothing of anyone either.
  if (isTooLong(password)) return false;
  const standing = passwordHash ?? (await nobodysHash());
  const fits = await inTurn(() => verify(standing, composed(password)));
  return fits && passwordHash !== undefined;
}

/** Whether it's longer than any password, whatever its characters take. */
function isTooLong(password: string): boolean {
  return password.length > 2 * PASSWORD_MAXIMUM;
}

let nobody: Promise<string> | undefined;
function nobodysHash(): Promise<string> {
  return (nobody ??= hashPassword('nobody has this password'));
}

function isCommon(password: string, about: readonly string[]): boolean {
  const letters = password.replace(/[^\p{L}]/gu, '');
  const unit = shortestUnit(password);
  if (unit.length <= 4 || isRun(password)) return true;
  const own = about.flatMap((text) => [text, ...text.split(/[\s@.]+/)]).map(lettersOf);
  const words = [...COMMON, ...own.filter((word) => word.length >= 4)];
  const stem = shortestUnit(letters);
  return words.includes(stem) || words.includes(stem.replace(/(en|et|er|e)$/u, ''));
}

/** The shortest text whose repetition gives the whole: `abcabcabc` → `abc`. */
function shortestUnit(text: string): string {
  const period = (text + text).indexOf(text, 1);
  return text.slice(0, period === -1 ? text.length : period);
}

/** Whether each character follows the one before by the same step: 123456789012, abcdefghijkl. */
function isRun(text: string): boolean {
  const digits = '01234567890123456789';
  const letters = 'abcdefghijklmnopqrstuvwxyzæøå';
  const reversed = (line: string) => [...line].reverse().join('');
  return [digits, reversed(digits), letters, reversed(letters)].some((line) => line.includes(text));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '');
}
