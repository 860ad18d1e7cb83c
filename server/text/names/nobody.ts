/** What no person is called: roles, offices and institutions, in whatever compound, what stands for a missing name, and two names. */
import { IN_NAMES, INSTITUTIONS_ABROAD, KEEPERS_ABROAD, NOT_IN_NAMES } from './abroad.ts';
import { APPROVED, LICENSED, NAMELESS, VERIFIED } from './claims.ts';
import { isKeeper, namesSite, OFFICES, WIKI } from './roles.ts';
import { endsIn, forms, holderOf, joinedUp, keyOf, list, spelledOut, wordsOf } from './words.ts';

const MOD = keyOf('mod');
/** Wherever they stand in a name. */
const NEVER = [
  ...list(`
    administrator moderator moderation moderering redaktion redaktør webmaster wikipedia innovationswiki startindhold startercontent
  `),
  ...KEEPERS_ABROAD.filter((word) => !IN_NAMES.has(word)),
  ...NOT_IN_NAMES,
  ...VERIFIED,
];
/** As a word of it, and as what a word of it is a kind of: in Danish that's what a word ends in. */
const NOUNS = new Set([
  ...list(`
    ministerium ministeriet byråd byrådet politiet museet arkivet folketinget gymnasiet instituttet kommissionen
    tjenesten domstolen kontoret revisionen ombudsmand ombudsmanden rådmanden ministeren chefen
  `),
  ...forms(`
    team support service helpdesk servicedesk hotline kommune region styrelse forvaltning tilsyn myndighed sekretariat
    direktorat departement afdeling direktion bestyrelse udvalg forening forbund organisation universitet sygehus
    bibliotek borgmester direktør operatør operator ordstyrer ansvarlig bruger superbruger superuser forfatter author
    medlem member bidragyder contributor communitymanager sysadmin webadmin systemadmin
  `),
]);
/** As the latter alone: by themselves, or without such an ending, some are names. */
const KINDS = new Set([
  ...list(`srådet nævnet gruppen vagten centret fonden tinget staben`),
  ...forms(`center hospital minister`),
]);
/** As a word of it alone. */
const WORDS = new Set([
  ...list(
    `bot automatisk login mitid nemid sidens sitets dansk danske danmarks statens kommunernes kommunens borgernes adm nobody
    chatgpt kunstigintelligens forsvaret kriminalforsorgen nationalbanken politiets forenede majestæt`,
  ),
  ...INSTITUTIONS_ABROAD,
  ...forms(`wiki admin administration sysop robot navn anonym anonymous gæst user`),
  ...[...NAMELESS, ...APPROVED, ...LICENSED],
]);
/** They join one name to another, in small letters; with a capital, some are names. */
const JOINTS = new Set(
  'og samt and och et nu now for ved via med plus alias aka kaldet eller or dvs vegne pva fl mfl'.split(' '),
);
/** And the others: what goes on is a name. */
const AND_OTHERS = /(?<!\p{L})al\.?$/u;
/** They do with a capital, too, where a full name stands on either side. */
const JOIN_NAMES = /\S \S+ (?:Og|Samt|And|Nu|Now|Alias|Aka|Eller) \S+ \S/;
const OF_WIKI = [...NOUNS, ...WORDS, ...OFFICES];

/** Returns the word of a name that no person has, in a wiki of some name. */
export function wordOfNobody(name: string, site: string): string | undefined {
  if (namesSite(name, site)) return site;
  const words = spelledOut(wordsOf(name));
  const halves = words.slice(1).map((word, i) => words[i]! + word);
  return (
    holderOf(NEVER, name) ??
    JOIN_NAMES.exec(name)?.[0].split(' ')[2] ??
    AND_OTHERS.exec(name)?.[0] ??
    words.find((word) => JOINTS.has(word)) ??
    [...words, ...joinedUp(name.replaceAll('-', ' '))].find((word) => isNobodys(keyOf(word))) ??
    joinedUp(name).find((word) => isNobodysWhole(keyOf(word))) ??
    halves.find((word) => word.length >= 5 && isWord(keyOf(word)))
  );
}

function isNobodys(word: string): boolean {
  return isNobodysWhole(word) || endsIn(word, NOUNS) || endsIn(word, KINDS);
}

/** Whether it's so from where the word begins: of two names with a hyphen between them, some end as an institution does. */
function isNobodysWhole(word: string): boolean {
  // Mod is a name, and so is much that begins as the wiki does.
  const isRole = word !== MOD && isKeeper(word);
  const isOfWiki = word.startsWith(WIKI) && OF_WIKI.some((other) => word.startsWith(other, WIKI.length));
  return isRole || isOfWiki || isWord(word);
}

function isWord(word: string): boolean {
  return NOUNS.has(word) || WORDS.has(word);
}
