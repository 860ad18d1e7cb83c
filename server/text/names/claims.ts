/** What only the wiki says of people: how it knows them, and that a name is missing. */
import { APPROVED_ABROAD, NAMELESS_ABROAD, VERIFIED_ABROAD } from './abroad.ts';
import { forms, holderOf, keyOf, list, piecesOf, readingsOf } from './words.ts';

/** Whatever they're said of. */
export const VERIFIED = [
  ...list(`
    bekræftet bekræftede verificeret verificerede valideret validerede verified validated confirmed authenticated
  `),
  ...VERIFIED_ABROAD,
];
const VERIFIED_BY = list(`arbejdspladsenslogin workplacesignin`);
/** When they're said of nothing, or of an account; else workplaces say so of people and things, too. */
export const APPROVED = new Set([
  ...list(`
    godkendt godkendte approved officiel officielt officielle official autentisk ægte authentic trusted kontrolleret
    kontrollerede bekr verif tjekket tjekkede checked vetted efterprøvet legitimeret identificeret logget indlogget logged signed
    sikret
  `),
  ...APPROVED_ABROAD,
]);
/** These only when nothing else is said: they belong to professions. */
export const LICENSED = new Set(
  list(`
    autoriseret autoriserede authorised authorized certificeret certificerede certified registreret registrerede registered
  `),
);
/** What people come in by says as much by itself. */
const LOGINS = list(`login logon logind signin`);
const IDENTITIES = list(`mitid nemid nemlogin`);
/** What somebody is known by, and who is. */
const ACCOUNTS = new Set([
  ...[...LOGINS, ...IDENTITIES],
  ...forms(`
    navn id pas profil side identitet bruger konto mail email arbejdsmail arbejdsplads person medarbejder ansat
    repræsentant name profile identity user account work workplace employee representative
  `),
]);
const CLAIM = new RegExp(
  `^(?:${[...ACCOUNTS].join('|')})?(?:${[...APPROVED, ...LOGINS, ...IDENTITIES].join('|')})$`,
);
const WORKPLACES_LOGIN = new RegExp(`.s(?:${LOGINS.join('|')})$`);
/** Behind them stands who says so. */
const SAYERS = new Set(list(`af for fra hos via med by from with through`));
/** They say nothing by themselves. */
export const FILLERS = new Set(
  list(`
    af på i for til ved hos med via som ind du der des das den det de denne er jeg har min din jeres vores her os en et og alle alt nr
    the this of at in as our here us a an and all no
  `),
);

/** What the wiki says where it has no name to show, and of what isn't somebody's own. */
export const NAMELESS = new Set([
  ...list(`
    fjernet fjernede removed slettet slettede deleted erased anonym anonymt anonyme anonymous ukendt ukendte unknown oplyst uoplyst
    navngivet udennavn intetnavn noname ikkekendt navnløs navnløse unnamed blokeret blokerede blocked spærret lukket closed
    importeret importerede imported ogandre oganden andothers andother ogflere
  `),
  ...NAMELESS_ABROAD,
]);
const BESIDE_NAMELESS = new Set([
  ...ACCOUNTS,
  ...forms(`bidragyder forfatter administrator moderator contributor author`),
  ...list(`ikke not efter etter av anmodning on request`),
]);
const STARTER = list(`startindhold startercontent`);
/** Whoever has changed name is shown with the present one behind this. */
const NOW_CALLED =
  /^(?:[Nn]u|[Nn]ow|[Aa]lias|[Aa]ka|[Oo]gså(?: kendt som)?):? +\p{Lu}[\p{L}\p{M}.'’-]* +\p{Lu}/u;

/** Returns the word by which a title or workplace says that somebody is known to be who they say. */
export function claimOf(text: string): string | undefined {
  const pieces = piecesOf(text);
  const claim = pieces.find((piece) => isClaim(piece, pieces.length === 1));
  return holderOf([...VERIFIED, ...VERIFIED_BY], text) ?? claim?.trim();
}

/** Returns the words by which it says what the wiki does where a name is missing, or is another now. */
export function namelessIn(text: string): string | undefined {
  const nameless = [text, ...piecesOf(text)].find((piece) =>
    readingsOf(piece).some(
      (words) => isOnly(words, BESIDE_NAMELESS, NAMELESS) && words.some((word) => NAMELESS.has(word)),
    ),
  );
  const called = [text, ...piecesOf(text)].find((piece) => NOW_CALLED.test(piece.trim()));
  return (nameless ?? called)?.trim() ?? holderOf(STARTER, text);
}

function isClaim(piece: string, isAll: boolean): boolean {
  if (WORKPLACES_LOGIN.test(keyOf(piece))) return true;
  return readingsOf(piece).some(
    (words) => isSaidOfNobody(words, isAll) || isSaidOfNobody(headOf(words), false),
  );
}

/** Whether it's said of nothing but an account that it's approved; when that is all, licensed, too. */
function isSaidOfNobody(words: readonly string[], isAll: boolean): boolean {
  const says = (word: string) => CLAIM.test(word) || (isAll && LICENSED.has(word));
  return words.some(says) && words.every((word) => says(word) || isOnly([word], ACCOUNTS, LICENSED));
}

/** Returns what is said, without who says so. */
function headOf(words: readonly string[]): readonly string[] {
  const sayer = words.findIndex((word) => SAYERS.has(word));
  return sayer < 0 ? words : words.slice(0, sayer);
}

/** Tells whether words are of some sets, but for those that say nothing. */
function isOnly(words: readonly string[], ...sets: ReadonlySet<string>[]): boolean {
  return words.every((word) => [FILLERS, ...sets].some((set) => set.has(word)));
}
