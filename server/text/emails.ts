/** E-mail addresses in the one form in which they're stored, compared and counted. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { cleanLine } from './clean.ts';

/** What nobody sees in an address. */
const UNSEEN = /[\p{Cf}\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
/** In a domain these may tell two words apart: UTS 46 knows where. */
const JOINERS = /[\u200C\u200D]/g;
/** What an address stands between where it's copied from: what ends it, and what may begin it then. */
const PAIRS = new Map(
  '>< )( ][ }{ »« «» ›‹ ‹› ”“„” “„“ ’‘‚’ ‘‚ "" \'\' ** __ `` 】【 」「 』『 ⟩⟨ 〉〈 》《'
    .split(' ')
    .map(([end, ...beginnings]) => [end!, beginnings.join('')]),
);
/** A name, and the address that is meant by it. */
const NAMED = /^[^<>]*<([^<>]+)>[^<>]*$/;
/** What is said of an address behind it. */
const REMARK = /(?<=@[^\s@]{1,255})\s{1,9}\([^()@]{1,255}\)$/;
/** What an address is listed with, or ends a sentence: no domain ends so. */
const LISTED = /[\s,;.:!?،؛、。|/·•–—-]{1,9}$/;
const BULLET = /^[\p{P}\p{S}]{1,3}\s+/u;
const LABEL = /^(?:[^@:]{1,99}:\s|(?:e-?mail|e-?post|mail|smtp):)\s*/;
const BEFORE_AT = /^([^\s@]+)\s?@\s?(?=[^\s@]+$)/;
/** What would be read as the end of a domain, or as written otherwise, were it the one of a web address. */
const NO_DOMAIN = /[\s/?#\\%:@[\]]/;
/** Whatever else is left of what somebody typed is no address, and goes back as it was. */
const HAS_BOTH = /[^\s@]@[^\s@]/;
/** No address is longer, in UTF-16 units, whatever it was copied with. */
const LONGEST = 2000;
/** Nor is one wrapped in more. */
const MOST_LAYERS = 20;

/**
 * Returns the address that a text is, or the text: in lower case and compatible letters, with no sign that isn't seen, without the
 * name, the brackets, the `mailto:` or the comma that it was copied with, and with its domain in letters, not in punycode.
 */
export function emailOf(text: string): string {
  return joined(partsOf(folded(cleanLine(text))), inLetters);
}

/** Returns the forms by which the mailbox of an address may be stored: its one form, and the one with its domain in punycode. */
export function mailboxForms(text: string): string[] {
  const email = emailOf(text);
  return [...new Set([email, joined(partsOf(email), domainToASCII)])];
}

/**
 * Returns the forms by which an account may be found that is asked for by its address: those of its mailbox, and those that earlier
 * versions had for what is typed, as it stood or without the joiners in it. Those may be another's: no mail goes to what is typed.
 */
export function accountForms(text: string): string[] {
  const line = cleanLine(text).toLowerCase();
  const seen = line.replace(UNSEEN, '');
  const former = joined(partsOf(seen), inLetters).normalize('NFC');
  const [email = '', ...others] = mailboxForms(text);
  const apart = joined(partsOf(email), (domain) => domain.replace(JOINERS, ''));
  return [...new Set([email, ...others, line, seen, former, apart])];
}

/** An address as it's typed, and where its domain begins; at 0 for none. */
interface Parts {
  bare: string;
  at: number;
}

function partsOf(line: string): Parts {
  const inner = line.length > LONGEST ? line : unwrapped(line);
  const bare = HAS_BOTH.test(inner) ? inner : line;
  return { bare, at: bare.lastIndexOf('@') + 1 };
}

/** Returns an address whose domain is spelled in some way; as it is, where that can't be. */
function joined({ bare, at }: Parts, spell: (domain: string) => string): string {
  const local = bare.slice(0, at).replace(UNSEEN, '');
  const typed = bare.slice(at);
  const domain = at < 2 || NO_DOMAIN.test(typed) ? '' : spell(typed);
  return domain === '' ? bare.replace(UNSEEN, '') : local + domain;
}

/** Returns a domain in letters, with the joiners that tell it from another; empty for none. */
function inLetters(domain: string): string {
  const seen = domain.replace(UNSEEN, (sign) => (/[\u200C\u200D]/.test(sign) ? sign : ''));
  const ascii = domainToASCII(seen) || domainToASCII(seen.replace(JOINERS, ''));
  return domainToUnicode(ascii);
}

/** Compatible letters may have small ones of their own, and those others again. */
function folded(line: string): string {
  return line.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/**
 * Takes off what stands around an address, as long as there's something: what it was listed with, its name, brackets in pairs or
 * halves, and `mailto:`. Nothing is taken off that may stand in one, since the rest would be another's.
 */
function unwrapped(text: string, layers = MOST_LAYERS): string {
  const listed = text.trim().replace(LISTED, '');
  const inner = inBrackets(listed) ?? withoutHalves(outOfLink(unlabelled(listed)).replace(BEFORE_AT, '$1@'));
  return inner === text || layers === 0 ? text : unwrapped(inner, layers - 1);
}

function unlabelled(text: string): string {
  return text.replace(BULLET, '').replace(LABEL, '');
}

/** Returns what stands between brackets, with or without a name and a remark around them; undefined where that isn't the one address. */
function inBrackets(text: string): string | undefined {
  const [, named] = NAMED.exec(text) ?? [];
  const bare = text.replace(REMARK, '');
  const openers = [...(PAIRS.get(bare.at(-1) ?? '') ?? '')];
  const from = Math.max(...openers.map((opener) => bare.lastIndexOf(opener, bare.length - 2)), -1);
  const isNamed = from === 0 || /[\s\])]$/.test(bare.slice(0, Math.max(from, 0)));
  const inner = named ?? (isNamed && from >= 0 ? bare.slice(from + 1, -1) : bare);
  if (inner === text || (inner !== bare && !inner.includes('@'))) return undefined;
  const address = outOfLink(inner.trim());
  return text.replace(inner, '').replaceAll(address, '').includes('@') ? undefined : inner;
}

/** Takes off what can't begin or end an address, and has lost its other half. */
function withoutHalves(text: string): string {
  const end = text.at(-1) ?? '';
  const isHalf =
    /[\p{P}\p{S}]/u.test(end) &&
    ![...(PAIRS.get(end) ?? '')].some((each) => text.slice(0, -1).includes(each));
  return (isHalf && text.length > 1 ? text.slice(0, -1) : text).replace(
    /^[^\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-](?=.)/u,
    '',
  );
}

/** Returns the address of a `mailto:`, whose signs may be written by their numbers (RFC 6068). */
function outOfLink(text: string): string {
  const [, link] = /^mailto:\/*([^?]*)/.exec(text) ?? [];
  if (link === undefined) return text;
  try {
    return folded(cleanLine(decodeURIComponent(link)));
  } catch {
    return link;
  }
}
