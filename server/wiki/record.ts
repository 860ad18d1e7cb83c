/**
 * The one writing door: whatever comes to stand for ever, a revision, a byline or an act, is made here, and the copies follow
 * it in the same transaction. Nothing passes it that holds a CPR number.
 */
import type { Db, Tx } from '../db/schema.ts';
import { ACTS, type ActCode, type ActKind } from './acts.ts';
import { followByline, followRevision, followTogether } from './copies/index.ts';
import { apart } from './copies/together.ts';
import { cprInContent, cprInTexts, refuseCpr } from './cpr.ts';
import { insertAct, type Act } from './history/acts.ts';
import type { Author } from './history/author.ts';
import { insertByline, type NewByline } from './history/bylines.ts';
import { insertRevision, type AddedRevision, type Save, type Target } from './history/revisions.ts';
import { doerAt, subjectAt } from './history/standing.ts';
import { awaitPatrol, lookedAt } from './history/unpatrolled.ts';
import { can, check, type Deed, type Doer } from './policy.ts';

export type { Act, ActCode, Save, Target };

/**
 * Does work that records many revisions, in one transaction: the copies that only tell what is current follow the last of each
 * article, and how whoever performs them stands is asked once, since nobody else writes meanwhile.
 */
export async function recordTogether(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await followTogether(db, async (tx) => {
    doersTogether.set(tx, new Map());
    await work(tx);
  });
}

const doersTogether = new WeakMap<Tx, Map<string, Doer>>();

/** Does a piece of such work; when it throws, nothing of it is left, and what was recorded before it stands. */
export const recordApart = apart;

/**
 * Adds the next revision to an article and returns it. Whether it may be written is asked of whoever performs it: the author,
 * but for an import, whose authors aren't here; it's whoever runs that, named on the command line, who must be let to write
 * in each article. Throws 403 when they aren't, 401 when the author's name was erased meanwhile,
 * 422 when the content or the summary holds a CPR number, and an Error when another
 * revision has been added since the target was read: the caller must merge anew.
 */
export async function recordRevision(
  tx: Tx,
  author: Author,
  target: Target,
  save: Save,
  performer: Author = author,
): Promise<AddedRevision> {
  const doer = await checkNow(tx, performer, 'write', { articleId: target.id });
  refuseCpr([...cprInContent(save.content), ...cprInTexts([['summary', save.summary]])]);
  const added = await insertRevision(tx, author, target, save);
  await pile(tx, added, performer === author && can(doer, 'patrol'));
  await followRevision(tx, added);
  return added;
}

/** Gives a person a byline and returns its id. Throws 422 when it holds a CPR number. */
export async function recordByline(tx: Tx, byline: NewByline): Promise<number> {
  const { name, title, workplace } = byline.signature;
  refuseCpr(cprInTexts(Object.entries({ name, title, workplace })));
  const id = await insertByline(tx, byline);
  await followByline(tx, { id, name: byline.signature.name });
  return id;
}

/**
 * Enters an act in the log and returns its id there. What its code tells stands for ever; what its words tell may be erased. Throws 403 when it isn't
 * the performer's to do, 401 when the performer's name is gone, unless that is what the act tells of, 422
 * when its words hold a CPR number.
 */
export async function recordAct(tx: Tx, performer: Author, code: ActCode, act: Act): Promise<number> {
  await checkNow(tx, performer, code, act);
  checkAbout(code, act);
  refuseCpr(cprInTexts(wordsTyped(act)));
  return insertAct(tx, performer, code, act);
}

/** What an act is about is never left out. */
function checkAbout(code: ActCode, act: Act): void {
  const { about }: ActKind = ACTS[code];
  const isTold = { article: act.articleId, person: act.personId, wiki: 0 }[about] !== undefined;
  if (!isTold) throw new TypeError(`${code} is about an ${about}, and none is given`);
}

/** What an act says, but for what something was called before: that may be just what is taken away. */
function wordsTyped({ words = {} }: Act): [field: string, text: string][] {
  const { from: _before, ...typed } = words;
  return Object.entries(typed).filter((word): word is [string, string] => typeof word[1] === 'string');
}

/**
 * What somebody wrote who doesn't patrol others' revisions awaits that; what a moderator takes back has been looked at. The
 * starter content is a moderator's own.
 */
async function pile(tx: Tx, added: AddedRevision, isPatroller: boolean): Promise<void> {
  if (isPatroller) await lookedAt(tx, added);
  else await awaitPatrol(tx, added);
}

/** What counts is how somebody, and what they do it to, stands when their turn to write comes, not when they asked for it. */
async function checkNow(tx: Tx, performer: Author, deed: Deed, about: Act): Promise<Doer> {
  const doer = await doerNow(tx, performer);
  check(doer, deed, await subjectAt(tx, about, performer.at));
  return doer;
}

async function doerNow(tx: Tx, { personId, at }: Author): Promise<Doer> {
  const [known, key] = [doersTogether.get(tx), `${personId} ${at}`];
  const doer = known?.get(key) ?? (await doerAt(tx, personId, at));
  known?.set(key, doer);
  return doer;
}
