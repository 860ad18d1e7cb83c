/** E-mail addresses in the one form in which they're stored, compared and counted. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { cleanLine } from './clean.ts';

/** What shapes letters: in an address nobody sees it. */
const SHAPING = /[\p{Cf}\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
/** What an address stands between where it's copied from. */
const PAIRS = new Set('<> () [] {} «» »« “” „“ ”” "" \'\' ‘’ ’’'.split(' '));
/** A name, and the address that is meant by it. */
const NAMED = /^[^<>]*<([^<>]+)>[^<>]*$/;

/**
 * Returns the address that a text is, or the text: in lower case, in NFC, with no sign that isn't seen, without the name, the
 * brackets, the `mailto:` or the comma that it was copied with, and with its domain in letters, not in punycode.
 */
export function emailOf(text: string): string {
  const line = cleanLine(text).replace(SHAPING, '').toLowerCase();
  const bare = unwrapped(NAMED.exec(line)?.[1] ?? line);
  const at = bare.lastIndexOf('@');
  const domain = domainToUnicode(domainToASCII(bare.slice(at + 1)));
  return at < 1 || domain === '' ? bare : `${bare.slice(0, at + 1)}${domain}`.normalize('NFC');
}

/** Takes off what stands around an address, as long as there's something: brackets in pairs, what it was listed with, and `mailto:`. */
function unwrapped(text: string): string {
  const listed = text.trim().replace(/[\s,;.]{1,9}$/, '');
  const isPaired = listed.length > 2 && PAIRS.has(listed.at(0)! + listed.at(-1)!);
  const inner = isPaired ? listed.slice(1, -1) : listed.replace(/^mailto:([^?]*).*$/, '$1');
  return inner === text ? text : unwrapped(inner);
}
