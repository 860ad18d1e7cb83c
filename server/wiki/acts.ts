/** Everything that people can do besides writing, under the code by which the log tells of it. Codes stand for ever. */
import type { Role } from '../db/schema.ts';

/** What the law may order erased: the content or summary of a revision, the words of a byline or of an act. */
export type Erasable = 'content' | 'summary' | 'byline' | 'log';

/** Who may do something: whoever writes, a person to themself, or only who has the role, or a higher one. */
export type By = 'author' | 'oneself' | 'moderator' | 'administrator';

/** A kind of act, and what an act of the kind comes to. */
export interface ActKind {
  readonly about: 'article' | 'person' | 'wiki';
  readonly by: By;
  /** The role that it gives a person. */
  readonly gives?: Role;
  /** It fixes the licence, whose code stands behind its own: of an article that is made, or that was there before the log told of it. */
  readonly licence?: 'made' | 'found';
  /** It's of a revision of the article: its number stands behind the code, and behind that what is hidden of it then. */
  readonly hides?: boolean;
  /** What it takes away; `erased_id` is then a revision's sequence, twice, a byline's id or an act's. */
  readonly erases?: Erasable;
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
  delete: { about: 'article', by: 'moderator' },
  undelete: { about: 'article', by: 'moderator' },
  hide: { about: 'article', by: 'moderator', hides: true },
  unhide: { about: 'article', by: 'moderator', hides: false },
  'erase-content': { about: 'article', by: 'administrator', erases: 'content' },
  'erase-summary': { about: 'article', by: 'administrator', erases: 'summary' },
  'erase-byline': { about: 'person', by: 'administrator', erases: 'byline' },
  'erase-log': { about: 'article', by: 'administrator', erases: 'log' },
} as const satisfies Record<string, ActKind>;

export type ActCode = keyof typeof ACTS;

/** Returns what the log's action is, and what it names behind its code; undefined when there's no such act. */
export function readAction(action: string): { code: ActCode; kind: ActKind; named: string } | undefined {
  const [code, ...rest] = action.split(' ') as [string, ...string[]];
  const named = rest.join(' ');
  if (!isActCode(code)) return undefined;
  const kind: ActKind = ACTS[code];
  const isNamed = kind.licence !== undefined || kind.hides !== undefined;
  return isNamed === (named !== '') ? { code, kind, named } : undefined;
}

/** What may be hidden of a revision. */
export type Hidden = 'text' | 'summary' | 'both';

/** Returns what stands behind the code of an act that hides something of a revision by its number, or shows it all again. */
export function nameHidden(number: number, what?: Hidden): string {
  return what === undefined ? `${number}` : `${number} ${what}`;
}

/** Reads what `nameHidden` made; undefined when it's nothing of the sort. */
export function readHidden(named: string): { number: number; what?: Hidden } | undefined {
  const [, number, what] = /^([1-9]\d{0,8})(?: (text|summary|both))?$/.exec(named) ?? [];
  return number === undefined ? undefined : { number: Number(number), ...(what && { what: what as Hidden }) };
}

/** The codes of all acts. */
export const actCodes = Object.keys(ACTS) as ActCode[];

/** Tells whether a text is the code of an act. */
export function isActCode(code: string): code is ActCode {
  return Object.hasOwn(ACTS, code);
}
