/**
 * Who may do what: the sentences that doors, views, commands and the wiki's own rules ask, and that proof holds the log to.
 * What a role may do is decided here, and nowhere else.
 */
import type { Role } from '../db/schema.ts';
import { forbidden } from '../errors.ts';
import { ACTS, type ActCode, type By } from './acts.ts';

/** Whoever does something, with the role that they have then. */
export interface Doer {
  readonly role: Role;
  readonly personId: number | null;
}

/** What it's done to, as far as that decides who may. */
export interface Subject {
  readonly personId?: number | null;
}

/** What people do without an act of its own in the log. */
const UNLOGGED = {
  /** Somebody who looks after the wiki writes ten times as much as others. */
  'write-much': 'moderator',
  /** Texts and summaries that are hidden, and articles that are deleted. */
  'see-hidden': 'moderator',
  /** An erasure takes two: one asks for it, and another makes it. */
  'ask-erasure': 'administrator',
} as const satisfies Record<string, By>;

export type Deed = ActCode | keyof typeof UNLOGGED;

const sentences: Record<By, (doer: Doer, subject: Subject) => boolean> = {
  author: () => true,
  oneself: ({ personId }, subject) => personId !== null && personId === subject.personId,
  moderator: ({ role }) => role === 'moderator' || role === 'administrator',
  administrator: ({ role }) => role === 'administrator',
};

/** Tells whether somebody may do something to something. */
export function can(doer: Doer, action: Deed, subject: Subject = {}): boolean {
  return sentences[byWhom(action)](doer, subject);
}

/** Who reads; undefined is a stranger. */
export type Reader = Doer | undefined;

/** Tells whether a reader is shown what is hidden, and what is deleted. */
export function seesHidden(reader: Reader): boolean {
  return reader !== undefined && can(reader, 'see-hidden');
}

/** Throws 403 unless somebody may do something to something. */
export function check(doer: Doer, action: Deed, subject?: Subject): void {
  if (!can(doer, action, subject)) throw forbidden();
}

function byWhom(action: Deed): By {
  return action in UNLOGGED ? UNLOGGED[action as keyof typeof UNLOGGED] : ACTS[action as ActCode].by;
}
