/**
 * What a workplace's login says of somebody. Only what the wiki has asked for gets past here, each thing from the one claim
 * that the settings name; whatever else was said is dropped.
 */
import { cleanLine } from '../../text/clean.ts';
import { cprLine } from '../../text/cpr.ts';
import { emailOf } from '../../text/emails.ts';
import { personName } from '../../text/names.ts';
import type { Signature } from '../history/bylines.ts';

/** Which claim says what; `workplace` is empty where none does. */
export interface ClaimNames {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly workplace: string;
  readonly email: string;
  readonly tenant: string;
}

/** What was said; empty where nothing was. `email` is there only when the login says that it's verified. */
export interface Claims extends Signature {
  issuer: string;
  subject: string;
  tenant: string;
  email: string;
}

type Sayings = Readonly<Record<string, unknown>>;

/** The longest text that is read of a claim, in UTF-16 units. */
const LONGEST = 300;

/** Returns what some sources say, the first that says a thing counting. `issuer` is who vouches for them. */
export function claimsIn(names: ClaimNames, issuer: string, sources: readonly Sayings[]): Claims {
  const said = (name: string) => sources.map((source) => textIn(source, name)).find(Boolean) ?? '';
  const mailing = sources.find((source) => textIn(source, names.email) !== '');
  const isVerified = [true, 'true'].includes(mailing?.['email_verified'] as boolean | string);
  // Two that differ in whatever way are two.
  const exact = (name: string) => sources.map((source) => exactIn(source, name)).find(Boolean) ?? '';
  return {
    ...{ issuer, subject: exact(names.id), tenant: exact(names.tenant) },
    ...{ name: personName(said(names.name)), title: said(names.title), workplace: said(names.workplace) },
    email: isVerified ? emailOf(said(names.email)) : '',
  };
}

/**
 * Tells whether a name that somebody types is the one that was told: all words of the one are among the other's, so that
 * a name told short may be written out, and one told with more than the name cut down.
 */
export function isSameName(typed: string, told: string): boolean {
  const [own, theirs] = [wordsOf(typed), wordsOf(told)];
  const within = (some: Set<string>, others: Set<string>) => [...some].every((word) => others.has(word));
  return own.size > 0 && theirs.size > 0 && (within(own, theirs) || within(theirs, own));
}

/** As the wiki writes it; nothing where a CPR number was said. */
function textIn(source: Sayings, name: string): string {
  const line = cleanLine(exactIn(source, name));
  return cprLine(line) === undefined ? line : '';
}

/** As it was said; empty when that is longer than any that is stored. */
function exactIn(source: Sayings, name: string): string {
  const value = Object.hasOwn(source, name) ? source[name] : '';
  return typeof value === 'string' && value.length <= LONGEST ? value : '';
}

function wordsOf(name: string): Set<string> {
  return new Set(name.toLowerCase().match(/[\p{L}\p{M}]+/gu));
}
