/** What sounds as if somebody speaks for the wiki: its name, the roles in it, and whoever is said to run it. */
import { ADMINISTRATORS_ABROAD, KEEPERS_ABROAD } from './abroad.ts';
import { APPROVED, FILLERS } from './claims.ts';
import { forms, holderOf, keyOf, list, piecesOf, readingsOf, wholesOf, wordsOf } from './words.ts';

/** The wiki's words wherever they stand. */
const NEVER = [...list(`moderator moderation innovationswiki`), ...KEEPERS_ABROAD];
/** Who keeps a wiki in order; who administers something else says what. */
const KEEPERS = [
  ...forms(`administrator admin sysop webmaster moderering`),
  ...list(`mod mods modererer administrerer siteowner siteeditor siteejer sideejer`),
  ...ADMINISTRATORS_ABROAD,
];
/** What a keeper is called with, and is no other for it: before it in the same word, or in one of its own. */
const RANKS = list(`
  super hoved over under med hjælpe stor vice co chef main site side senior junior global head lead chief principal daglig
  ny aktiv ansvarlig frivillig rigtig rigtige øverste tidligere
`);
/** They rank what comes after them, too: a leading one, an earlier one, the best one, an appointed one. */
const RANKING = /.(?:ende|ere|este|eret)$/;
/** Several of them are no others. */
const GROUPS = forms(`team gruppe hold stab`);
/** What a keeper has, and what being one is. */
const OF_KEEPERS = forms(
  `konto rolle rettighed adgang titel funktion hverv stilling account role right title`,
);
const AFTER = [...GROUPS, ...forms(`chef leder`), ...OF_KEEPERS];
const KEEPER = new RegExp(`^(?:${RANKS.join('|')}){0,3}(?:${KEEPERS.join('|')})s?(?:${AFTER.join('|')})?$`);

/** Who does something in a wiki: nobody else says that and no more. */
const ROLES = new Set([...list(`support supporten`), ...forms(`redaktion contributor bidragyder`)]);
const SYSTEM = new Set(forms(`system`));
/** Who does something anywhere; in the wiki, if that's what it's said of. */
export const OFFICES: ReadonlySet<string> = new Set([
  ...ROLES,
  ...SYSTEM,
  ...forms(`
    redaktør ledelse leder chef ansvarlig ejer team personale stab vært bestyrer operatør drift tilsyn ordstyrer
    superbruger superuser editor owner staff
  `),
]);

/** What the wiki calls itself, whatever its name. */
export const WIKI = keyOf('wiki');
const OWN = [...forms('wiki'), ...list(`sidens sitets`)];
/** One that needn't say which it is. */
const THIS_WIKI = new Set(list(`wikien wikiens`));
/** Where a reader is just now; the page, too, with a word before it that puts somebody there. */
const HERE = new Set(list(`her here os us sitet platformen platformens`));
const PAGE = new Set(list(`siden site page`));
const OF = new Set(list(`af på for til bag med of on the this our vores denne`));
/** Whom and what a keeper keeps: whoever keeps those of something else says whose they are. */
const KEPT = new Set(
  list(`
    portalen portalens hjemmesiden hjemmesidens websitet websitets forummet forummets fællesskabet fællesskabets brugere
    brugerne artikler artiklerne users articles
  `),
);

/** Tells whether a title or workplace says no more than a role, or one in a wiki of some name, or that one works there. */
export function isRoleHere(text: string, site: string): boolean {
  if (namesSite(text, site) || holderOf(NEVER, text) !== undefined) return true;
  const own = new Set([...OWN, keyOf(site)]);
  if (readingsOf(text).some((words) => isOfWiki(words, own))) return true;
  const pieces = piecesOf(text);
  // What follows the first says what it is that somebody administers.
  const alone = [text, ...pieces.slice(1)].flatMap(readingsOf);
  return alone.some(isKeeperAlone) || [text, ...pieces].flatMap(readingsOf).some(isOfficeHere);
}

/** Tells whether a word is a role in a wiki, of whatever rank, or several of it. */
export function isKeeper(word: string): boolean {
  return KEEPER.test(word);
}

/** Tells whether a wiki's name stands in a text: a long one anywhere, a short one as a word. */
export function namesSite(text: string, site: string): boolean {
  const own = keyOf(site);
  if (own.length >= 8) return wholesOf(text).some((whole) => whole.includes(own));
  const named = new Set(forms(site));
  return own.length >= 4 && wordsOf(text).some((word) => named.has(keyOf(word)));
}

function isOffice(word: string): boolean {
  return OFFICES.has(word) || isKeeper(word);
}

function isOfficeOf(word: string, own: string): boolean {
  return own !== '' && word.startsWith(own) && isOffice(word.slice(own.length));
}

/** Whether nothing but the wiki or a role is named, or the wiki beside an office. */
function isOfWiki(words: readonly string[], own: ReadonlySet<string>): boolean {
  const said = words.filter((word) => !FILLERS.has(word));
  if (said.length > 0 && said.every((word) => own.has(word) || ROLES.has(word))) return true;
  if (said.length === 1 && SYSTEM.has(said[0]!)) return true;
  if (said.some((word) => own.has(word)) && said.some(isOffice)) return true;
  return said.some((word) => THIS_WIKI.has(word) || [...own].some((mine) => isOfficeOf(word, mine)));
}

/** Whether a keeper is all that is named, wherever it's said to be one and of whatever rank. */
function isKeeperAlone(words: readonly string[]): boolean {
  const around = [FILLERS, HERE, PAGE, KEPT, APPROVED, new Set(RANKS), new Set(OF_KEEPERS)];
  const keeper = words.findIndex(isKeeper);
  const isAround = (word: string, i: number) =>
    word.length === 1 || (i < keeper && RANKING.test(word)) || around.some((set) => set.has(word));
  const said = words.filter((word, i) => !isAround(word, i));
  return said.some(isKeeper) && said.every((word, i) => isKeeper(word) || (i > 0 && GROUPS.includes(word)));
}

/** Whether an office is all that is named, and it's here. */
function isOfficeHere(words: readonly string[]): boolean {
  const isHere = (word: string, i: number) =>
    HERE.has(word) || (PAGE.has(word) && OF.has(words[i - 1] ?? ''));
  const said = words.filter((word, i) => !FILLERS.has(word) && !isHere(word, i));
  return words.some(isHere) && said.length > 0 && said.every(isOffice);
}
