/**
 * Who may do what: the sentences that doors, views, commands and the wiki's own rules ask, and that proof holds the log to.
 * What a role, a name, a protection, a block and a deletion come to is decided here, and nowhere else; a no says why.
 */
import type { Role, Verification } from '../db/schema.ts';
import type { BlockTable, ProtectionTable } from '../db/tables/moderation.ts';
import { blocked, deleted, forbidden, protectedArticle, unconfirmed, type WikiError } from '../errors.ts';
import { ACTS, type ActCode, type By } from './acts.ts';

/** How long a limit holds, as ISO-8601 UTC, if not for good; and why, unless the words are gone. */
interface Limited {
  readonly until?: string | undefined;
  readonly reason?: string | undefined;
}

/** What keeps somebody from writing, or from signing in at all. */
export interface PersonBlock extends Limited {
  readonly scope: BlockTable['scope'];
}

/** What keeps most from writing in an article. */
export interface Protection extends Limited {
  readonly level: ProtectionTable['level'];
}

/** Whoever does something, as they stand then: their role, how the name that they go by is known, and what blocks them. */
export interface Doer {
  readonly role: Role;
  readonly personId: number | null;
  readonly verification?: Verification | undefined;
  readonly block?: PersonBlock | undefined;
}

/** What it's done to, as far as that decides who may: a person, also one who said something, and their role, an article, what protects it, the act that deleted it, and what it was asked for by, if it was. */
export interface Subject {
  readonly personId?: number | null;
  readonly role?: Role | undefined;
  readonly protection?: Protection | undefined;
  readonly deletedBy?: number | undefined;
  readonly slug?: string | undefined;
}

/** What people do without an act of that name in the log. */
const UNLOGGED = {
  'sign-in': 'author',
  /** To change what one goes by. */
  'change-name': 'author',
  /** To add a revision to an article, whichever way: by an edit, a move, a restore, an undo, a rollback or an import. */
  write: 'author',
  /** To write to somebody through the wiki. */
  'write-letter': 'author-of-others',
  /** Somebody who looks after the wiki writes ten times as much as others. */
  'write-much': 'moderator',
  /** Texts and summaries that are hidden, and articles that are deleted. */
  'see-hidden': 'moderator',
  /** An erasure takes two: one asks for it, and another makes it. */
  'ask-erasure': 'administrator',
  /** Each role that is given is an act of its own. */
  appoint: 'administrator',
} as const satisfies Record<string, By>;

export type Deed = ActCode | keyof typeof UNLOGGED;

/** Everything that somebody may be let to do, or not. */
export const deeds = [...Object.keys(ACTS), ...Object.keys(UNLOGGED)] as readonly Deed[];

const isSame = ({ personId }: Doer, subject: Subject) => personId !== null && personId === subject.personId;
const isAdministrator = ({ role }: { role?: Role | undefined }) => role === 'administrator';
const isModerator = (doer: Doer) => doer.role === 'moderator' || isAdministrator(doer);

const sentences: Record<By, (doer: Doer, subject: Subject) => boolean> = {
  author: () => true,
  'author-of-others': (doer, { personId }) => doer.personId !== personId,
  oneself: isSame,
  'who-said': isSame,
  moderator: isModerator,
  'moderator-of-others': (doer, { personId }) => isModerator(doer) && doer.personId !== personId,
  'moderator-over': (doer, subject) =>
    isModerator(doer) &&
    doer.personId !== subject.personId &&
    (isAdministrator(doer) || !isAdministrator(subject)),
  administrator: isAdministrator,
};

/** Who may write in an article that is protected so. */
const WRITERS: Record<Protection['level'], (doer: Doer) => boolean> = {
  verified: (doer) =>
    isModerator(doer) || doer.verification === 'work-email' || doer.verification === 'federated',
  moderators: isModerator,
};

/** What is done by words for others to read, and so by nobody whose address isn't confirmed. */
const SPEAKING: readonly Deed[] = ['write', 'write-letter', 'post', 'reword', 'settle', 'reopen'];

/** What isn't done to an article that is deleted, until it's brought back. */
const OF_STANDING: readonly Deed[] = [
  ...(['write', 'move', 'import', 'protect', 'unprotect', 'delete'] as const),
  ...(['post', 'reword', 'settle', 'reopen', 'thank-post'] as const),
];

/** Says no with the error that tells why, which is made when somebody is told. */
type Refusal = () => WikiError;
type Hindrance = (doer: Doer, deed: Deed, subject: Subject) => Refusal | undefined;

/** What keeps people from what they may do otherwise; the first that does says why. */
const hindrances: readonly Hindrance[] = [
  ({ block }, deed) => (block && !isLeft(block, deed) ? () => blocked(block) : undefined),
  ({ role, verification }, deed) =>
    SPEAKING.includes(deed) && verification === 'unconfirmed' && role !== 'administrator'
      ? unconfirmed
      : undefined,
  (doer, deed, { protection }) =>
    deed === 'write' && protection && !WRITERS[protection.level](doer)
      ? () => protectedArticle(protection)
      : undefined,
  (_doer, deed, { deletedBy, slug }) =>
    deletedBy !== undefined && OF_STANDING.includes(deed) ? () => deleted(slug) : undefined,
];

/** Tells whether somebody may do something to something. */
export function can(doer: Doer, deed: Deed, subject: Subject = {}): boolean {
  return refusal(doer, deed, subject) === undefined;
}

/** Who reads; undefined is a stranger. */
export type Reader = Doer | undefined;

/** Tells whether a reader is shown what is hidden, and what is deleted. */
export function seesHidden(reader: Reader): boolean {
  return reader !== undefined && can(reader, 'see-hidden');
}

/** Throws 403 unless somebody may do something to something, and 410 when it's deleted; the error says what keeps them from it. */
export function check(doer: Doer, deed: Deed, subject: Subject = {}): void {
  const refused = refusal(doer, deed, subject);
  if (refused) throw refused();
}

function refusal(doer: Doer, deed: Deed, subject: Subject): Refusal | undefined {
  for (const hindrance of hindrances) {
    const hindered = hindrance(doer, deed, subject);
    if (hindered) return hindered;
  }
  return sentences[byWhom(deed)](doer, subject) ? undefined : () => forbidden();
}

/** What a block leaves: what one does to oneself alone, and, if it's of editing, to sign in. */
function isLeft({ scope }: PersonBlock, deed: Deed): boolean {
  return byWhom(deed) === 'oneself' || (deed === 'sign-in' && scope === 'editing');
}

function byWhom(deed: Deed): By {
  return deed in UNLOGGED ? UNLOGGED[deed as keyof typeof UNLOGGED] : ACTS[deed as ActCode].by;
}
