/** Everything that people can do besides writing, under the code by which the log tells of it. Codes stand for ever. */
import type { Role } from '../db/schema.ts';

/** What the law may order erased: the content or summary of a revision, the words of a byline or of an act. */
export type Erasable = 'content' | 'summary' | 'byline' | 'log';

/**
 * Who may do something: whoever writes, or only to what others wrote, a person to themself, who said what it's of, or only who has the
 * role, or a higher one; a moderator of others doesn't do it to themself, and one over somebody to nobody above them either.
 */
export type By =
  | 'author'
  | 'author-of-others'
  | 'oneself'
  | 'who-said'
  | 'moderator'
  | 'moderator-of-others'
  | 'moderator-over'
  | 'administrator';

/**
 * What holds of an article, of one of its revisions, of a person, of a post, of a thread, of a topic or of a figure until it's ended: a row of the
 * table of that name, or of a thread a column of its own, which points at the act that began it; of a topic and a figure it holds by that act alone.
 */
export const STATES = [
  'protection',
  'block',
  'deletion',
  'hiding',
  'pairing',
  'post_hiding',
  'settling',
  'topic_merge',
  'goal',
] as const;
export type State = (typeof STATES)[number];

/** A kind of act, and what an act of the kind comes to. */
export interface ActKind {
  readonly about: 'article' | 'person' | 'wiki';
  readonly by: By;
  /** The role that it gives a person. */
  readonly gives?: Role;
  /** It fixes the licence, whose code stands behind its own: of an article that is made, or that was there before the log told of it. */
  readonly licence?: 'made' | 'found';
  /** What it takes away; `erased_id` is then a revision's sequence, twice, a byline's id or an act's. */
  readonly erases?: Erasable;
  /** The state that it begins, in place of one that held, or ends; an erasure ends one that holds, if any does. */
  readonly begins?: State;
  readonly ends?: State;
  /** It's of a revision of the article, whose number stands behind its code. */
  readonly ofRevision?: true;
  /** Its terms stand behind its code, and the number. */
  readonly terms?: true;
  /** The earlier act that it's of: a post, or that which began a thread, without which a post begins one itself; or that which merged a topic or set a goal. */
  readonly of?: 'post' | 'thread' | 'merge-topic' | 'set-goal';
  /** Its words are what somebody says, and are shown where it's said: the log tells that it was. */
  readonly says?: true;
}

/** What an act sets, such as a level or a scope, and until when, as ISO-8601 UTC; null for good. */
export interface Terms {
  sets: string;
  until: string | null;
}

/** What is `found` was there before the log told of such things. */
export const ACTS = {
  move: { about: 'article', by: 'author' },
  import: { about: 'article', by: 'author' },
  starter: { about: 'wiki', by: 'administrator' },
  licence: { about: 'article', by: 'author', licence: 'made' },
  'found-licence': { about: 'article', by: 'author', licence: 'found' },
  'create-administrator': { about: 'person', by: 'oneself', gives: 'administrator' },
  'appoint-contributor': { about: 'person', by: 'administrator', gives: 'contributor' },
  'appoint-moderator': { about: 'person', by: 'administrator', gives: 'moderator' },
  'appoint-administrator': { about: 'person', by: 'administrator', gives: 'administrator' },
  'found-moderator': { about: 'person', by: 'oneself', gives: 'moderator' },
  'found-administrator': { about: 'person', by: 'oneself', gives: 'administrator' },
  leave: { about: 'person', by: 'oneself' },
  'pair-names': { about: 'person', by: 'oneself', begins: 'pairing' },
  'part-names': { about: 'person', by: 'oneself', ends: 'pairing' },
  'add-domain': { about: 'wiki', by: 'administrator' },
  'remove-domain': { about: 'wiki', by: 'administrator' },
  'vouch-name': { about: 'wiki', by: 'administrator' },
  'withdraw-name': { about: 'wiki', by: 'administrator' },
  'erase-content': { about: 'article', by: 'administrator', erases: 'content' },
  'erase-summary': { about: 'article', by: 'administrator', erases: 'summary' },
  'erase-byline': { about: 'person', by: 'administrator', erases: 'byline', ends: 'pairing' },
  'erase-log': { about: 'article', by: 'administrator', erases: 'log' },
  protect: { about: 'article', by: 'moderator', begins: 'protection', terms: true },
  unprotect: { about: 'article', by: 'moderator', ends: 'protection' },
  block: { about: 'person', by: 'moderator-over', begins: 'block', terms: true },
  unblock: { about: 'person', by: 'moderator-over', ends: 'block' },
  delete: { about: 'article', by: 'moderator', begins: 'deletion' },
  undelete: { about: 'article', by: 'moderator', ends: 'deletion' },
  hide: { about: 'article', by: 'moderator', begins: 'hiding', ofRevision: true, terms: true },
  'handle-report': { about: 'article', by: 'moderator', terms: true },
  'free-title': { about: 'article', by: 'moderator' },
  unhide: { about: 'article', by: 'moderator', ends: 'hiding', ofRevision: true },
  patrol: { about: 'article', by: 'moderator-of-others', ofRevision: true },
  thank: { about: 'article', by: 'author-of-others', ofRevision: true },
  'thank-post': { about: 'article', by: 'author-of-others', of: 'post' },
  'patrol-person': { about: 'person', by: 'moderator-of-others' },
  post: { about: 'article', by: 'author', of: 'thread', says: true },
  reword: { about: 'article', by: 'who-said', of: 'post', says: true },
  settle: { about: 'article', by: 'author', of: 'thread', begins: 'settling' },
  reopen: { about: 'article', by: 'author', of: 'thread', ends: 'settling' },
  'hide-post': { about: 'article', by: 'moderator', of: 'post', begins: 'post_hiding' },
  'unhide-post': { about: 'article', by: 'moderator', of: 'post', ends: 'post_hiding' },
  'rollback-person': { about: 'person', by: 'moderator-of-others' },
  'merge-topic': { about: 'wiki', by: 'moderator', begins: 'topic_merge' },
  'part-topic': { about: 'wiki', by: 'moderator', of: 'merge-topic', ends: 'topic_merge' },
  'set-goal': { about: 'wiki', by: 'administrator', begins: 'goal' },
  'end-goal': { about: 'wiki', by: 'administrator', of: 'set-goal', ends: 'goal' },
} as const satisfies Record<string, ActKind>;

export type ActCode = keyof typeof ACTS;

/** An act as its action in the log tells it: by its code, and behind that the number of a revision, and what it names. */
export interface CodedAct {
  code: ActCode;
  kind: ActKind;
  number?: number;
  named: string;
}

/** Returns what the log's action says; undefined when there's no such act. */
export function readAction(action: string): CodedAct | undefined {
  const [code, ...rest] = action.split(' ') as [string, ...string[]];
  if (!isActCode(code)) return undefined;
  const kind: ActKind = ACTS[code];
  const number = kind.ofRevision && numberIn(rest.shift());
  const named = rest.join(' ');
  const isNamed = kind.licence !== undefined || kind.terms === true;
  const isWhole = isNamed === (named !== '') && (!kind.ofRevision || number !== undefined);
  return isWhole ? { code, kind, named, ...(number !== undefined && { number }) } : undefined;
}

/** Returns the action of an act of a code, as `readAction` reads it. */
export function writeAction(code: ActCode, { number, named }: { number?: number; named?: string }): string {
  return [code, number, named].filter((word) => word !== undefined).join(' ');
}

/** Returns terms as they stand behind the code of an act. */
export function writeTerms({ sets, until }: Terms): string {
  return until === null ? sets : `${sets} ${until}`;
}

/** Returns what was written so; of any other text, its first word. */
export function readTerms(named: string): Terms {
  const [sets = '', until = null] = named.split(' ');
  return { sets, until };
}

/** The codes of all acts. */
export const actCodes = Object.keys(ACTS) as ActCode[];

/** Tells whether a text is the code of an act. */
export function isActCode(code: string): code is ActCode {
  return Object.hasOwn(ACTS, code);
}

function numberIn(word = ''): number | undefined {
  return /^[1-9]\d{0,8}$/.test(word) ? Number(word) : undefined;
}
