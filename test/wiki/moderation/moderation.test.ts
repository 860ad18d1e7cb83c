/** Protections, blocks and roles: made, asked with the time, ended, told in the log, and held to it by a verification. */
import { describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { eraseByline } from '../../support/erasing.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { readDeeds } from '../../../server/wiki/history/deeds.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { reasonProblems } from '../../../server/wiki/history/reasons.ts';
import { doerAt, protectionAt, subjectAt } from '../../../server/wiki/history/standing.ts';
import { blockPerson, unblockPerson } from '../../../server/wiki/moderation/blocks.ts';
import { measureProblems } from '../../../server/wiki/moderation/measures.ts';
import { protectArticle, unprotectArticle } from '../../../server/wiki/moderation/protections.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { appoint, changeRole, listKeepers } from '../../../server/wiki/people/roles.ts';
import { beginSession, readSession } from '../../../server/wiki/people/sessions.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { checkStates } from '../../../server/wiki/proof/verify/states.ts';
import { recordByline } from '../../../server/wiki/record.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const UNTIL = '2026-12-03T22:59:59.999Z';
const AFTER = '2026-12-03T23:00:00.000Z';
const reason = 'Uro om artiklen';
const slug = 'prøvehandling';

const write = () => createArticle(wiki.db, wiki.anas, { content: method(), summary: '' });
const protect = (level: 'verified' | 'moderators', until: string | null = null) =>
  protectArticle(wiki.db, wiki.mos, slug, { level, until, reason });
const block = (scope: 'editing' | 'everything', until: string | null = null, by = wiki.mos) =>
  blockPerson(wiki.db, by, wiki.anas.personId, { scope, until, reason });
const edit = (author: Author, lead: string) =>
  editArticle(wiki.db, author, slug, { content: method({ lead }), summary: '', minor: false });
const at = async ({ personId }: Author, moment: string) => (await authorOf(wiki.db, personId, moment))!;
const findings = async () => (await verify(wiki.db, () => undefined)).findings;
const logged = async () =>
  (await listActs(wiki.db, {}, 50)).acts.map(({ code, named, until, words }) => [
    code,
    named,
    until,
    words['reason'],
  ]);

/** Gives ana the name that she has, confirmed by her workplace. */
async function verified(): Promise<Author> {
  const { name, title, workplace } = ana;
  await wiki.db.transaction().execute(async (tx) => {
    const signature = { name, title, workplace };
    const verification = 'work-email';
    const id = await recordByline(tx, { personId: wiki.anas.personId, signature, verification, at: AT });
    await tx.updateTable('person').set({ byline_id: id }).where('id', '=', wiki.anas.personId).execute();
  });
  return at(wiki.anas, AT);
}

describe('a protected article', () => {
  test('is written in no way by whoever may not, as things stand when their turn comes, and by those who may', async () => {
    await write();
    await edit(wiki.bos, 'Bos.');
    await protect('moderators');
    const { db, anas } = wiki;
    const refused = { status: 403, code: 'protected-moderators' };
    const summary = 'Hvorfor';
    await expect(edit(anas, 'Anas.')).rejects.toMatchObject(refused);
    await expect(moveArticle(db, anas, slug, { title: 'Andet', summary })).rejects.toMatchObject(refused);
    await expect(restoreRevision(db, anas, slug, { number: 1, summary })).rejects.toMatchObject(refused);
    await expect(undoRevisions(db, anas, slug, { from: 2, to: 2, summary })).rejects.toMatchObject(refused);
    await expect(rollBack(db, anas, slug, { base: 2, summary })).rejects.toMatchObject(refused);
    expect(await edit(wiki.mos, 'Mos.')).toMatchObject({ outcome: 'saved', number: 3 });
    await createArticle(db, anas, { content: method({ title: 'Fri' }), summary: '' });
    expect(await findings()).toEqual([]);
  });

  test('is written by those whose workplace is confirmed, where it says so', async () => {
    await write();
    await protect('verified');
    await expect(edit(wiki.anas, 'Anas.')).rejects.toMatchObject({ code: 'protected-verified' });
    expect(await edit(await verified(), 'Anas.')).toMatchObject({ number: 2 });
  });

  test('is no longer, once its time is over or somebody ends it, and may be protected anew', async () => {
    await write();
    await protect('moderators', UNTIL);
    await expect(edit(await at(wiki.anas, '2026-12-03T22:59:59.998Z'), 'Nej.')).rejects.toMatchObject({
      status: 403,
    });
    expect(await edit(await at(wiki.anas, UNTIL), 'Ja.')).toMatchObject({ number: 2 });
    await protect('verified');
    await unprotectArticle(wiki.db, wiki.mos, slug, 'Roligt igen');
    expect(await edit(wiki.anas, 'Igen.')).toMatchObject({ number: 3 });
    const again = unprotectArticle(wiki.db, wiki.mos, slug, 'Roligt igen');
    await expect(again).rejects.toMatchObject({ problems: [{ field: 'level', code: 'not-protected' }] });
    expect((await logged()).slice(0, 3)).toEqual([
      ['unprotect', '', undefined, 'Roligt igen'],
      ['protect', 'verified', undefined, reason],
      ['protect', 'moderators', UNTIL, reason],
    ]);
    expect(await findings()).toEqual([]);
  });

  test('takes no import from somebody who may not write in it, and takes one from a moderator', async () => {
    const commit = (id: string, text: string) => ({
      id,
      author: { name: 'Jo Doe', email: 'jo@example.com' },
      merge: false,
      writtenAt: `2020-05-0${id}T08:00:00.000Z`,
      message: `Commit ${id}`,
      changes: [{ path: 'cards.md', read: () => Promise.resolve(`# Prøvehandling\n\n${text}\n`) }],
    });
    const commits = [commit('1', 'Sort the cards.'), commit('2', 'Sort all the cards.')];
    const terms = { kind: kindOf('method')!, licence: 'CC0-1.0', source: 'git:one' };
    await importHistory(wiki.db, wiki.anas, terms, commits.slice(0, 1));
    await protect('moderators');
    const refused = await importHistory(wiki.db, wiki.anas, terms, commits);
    expect(refused.notes).toMatchObject([{ code: 'refused', detail: { code: 'protected-moderators' } }]);
    expect((await importHistory(wiki.db, wiki.mos, terms, commits)).revisions).toBe(1);
  });

  test('is made by nobody but moderators, with a reason and for a time to come', async () => {
    await write();
    const by = (author: Author, more = {}) =>
      protectArticle(wiki.db, author, slug, { level: 'verified', until: null, reason, ...more });
    await expect(by(wiki.anas)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
    const wrong = by(wiki.mos, { until: AT, reason: '' });
    await expect(wrong).rejects.toMatchObject({
      problems: [
        { field: 'until', code: 'day-over' },
        { field: 'reason', code: 'say-why' },
      ],
    });
    await expect(unprotectArticle(wiki.db, wiki.anas, slug, reason)).rejects.toMatchObject({ status: 403 });
    expect(await protectionAt(wiki.db, 1, AT)).toBeUndefined();
    await by(wiki.mos);
    expect(await subjectAt(wiki.db, { articleId: 1 }, AT)).toEqual({
      protection: { level: 'verified', reason },
    });
  });
});

describe('a blocked person', () => {
  test('writes nothing, changes no name and moderates nothing, but is an author still, if kept from editing', async () => {
    await write();
    await block('editing');
    const refused = { status: 403, code: 'blocked-editing', params: { reason } };
    await expect(edit(wiki.anas, 'Anas.')).rejects.toMatchObject(refused);
    const other = createArticle(wiki.db, wiki.anas, { content: method({ title: 'Andet' }), summary: '' });
    await expect(other).rejects.toMatchObject(refused);
    await expect(changeSignature(wiki.db, wiki.anas, { ...ana, title: 'chef' })).rejects.toMatchObject(
      refused,
    );
    expect(await at(wiki.anas, AT)).toMatchObject({ block: { scope: 'editing', reason } });
    expect(await edit(wiki.bos, 'Bos.')).toMatchObject({ number: 2 });
    expect(await findings()).toEqual([]);
  });

  test('is nobody’s author, and signed out everywhere, if kept from everything, until the time is over', async () => {
    const session = { personId: wiki.anas.personId, data: '{}' };
    await beginSession(wiki.db, 'a', session, AFTER);
    await block('editing', UNTIL);
    expect(await readSession(wiki.db, 'a', AT)).toBeDefined();
    await block('everything', UNTIL);
    expect(await readSession(wiki.db, 'a', AT)).toBeUndefined();
    expect(await authorOf(wiki.db, wiki.anas.personId, AT)).toBeUndefined();
    expect(await at(wiki.anas, AFTER)).toMatchObject({ role: 'contributor' });
    await expect(write()).rejects.toMatchObject({ code: 'blocked-everything' });
    expect(await findings()).toEqual([]);
  });

  test('is blocked no more once somebody ends it', async () => {
    await block('editing');
    const unblock = (by: Author) => unblockPerson(wiki.db, by, wiki.anas.personId, 'En fejl');
    await expect(unblock(wiki.bos)).rejects.toMatchObject({ status: 403 });
    await unblock(wiki.mos);
    expect(await write()).toMatchObject({ number: 1 });
    await expect(unblock(wiki.mos)).rejects.toMatchObject({ problems: [{ code: 'not-blocked' }] });
    expect((await logged())[0]).toEqual(['unblock', '', undefined, 'En fejl']);
    expect(await findings()).toEqual([]);
  });

  test('is no administrator to a moderator, nor oneself, nor somebody who has no account', async () => {
    const boss = await join(
      wiki.db,
      { ...mo, name: 'Åse Ørsted', email: 'aase@example.dk' },
      'administrator',
    );
    const blockOf = (by: Author, personId: number) =>
      blockPerson(wiki.db, by, personId, { scope: 'everything', until: null, reason });
    for (const [by, whom] of [
      [wiki.mos, boss],
      [wiki.mos, wiki.mos],
      [boss, boss],
      [wiki.anas, wiki.bos],
    ] as const)
      await expect(blockOf(by, whom.personId)).rejects.toMatchObject({ status: 403 });
    await expect(blockOf(boss, 99)).rejects.toMatchObject({ status: 404 });
    await eraseByline(wiki.db, boss, wiki.bos.bylineId, reason);
    await expect(blockOf(boss, wiki.bos.personId)).rejects.toMatchObject({
      problems: [{ code: 'no-account' }],
    });
    await blockOf(boss, wiki.mos.personId);
    await expect(blockOf(wiki.mos, wiki.anas.personId)).rejects.toMatchObject({ code: 'blocked-everything' });
  });
});

describe('a verification', () => {
  test('names what is protected or blocked otherwise than the log tells, and an act of somebody who was blocked', async () => {
    await write();
    await protect('moderators', UNTIL);
    await block('editing');
    const { db } = wiki;
    await db.updateTable('protection').set({ until: null }).execute();
    expect(await findings()).toEqual([{ code: 'protection', article: slug }]);
    await db.deleteFrom('protection').execute();
    await db.updateTable('block').set({ scope: 'everything' }).execute();
    expect(await findings()).toEqual([
      { code: 'protection', article: slug },
      { code: 'block', id: wiki.anas.personId },
    ]);
    const deeds = await readDeeds(db);
    expect(deeds.states.protection.get('1')).toMatchObject({ named: `moderators ${UNTIL}` });
    const nowhere = { articles: new Map() };
    expect(await checkStates(db, nowhere, deeds)).toHaveLength(2);
    expect(await checkStates(db, nowhere, deeds, 2)).toEqual([]);
    await db.deleteFrom('block').execute();
    await moveArticle(db, wiki.anas, slug, { title: 'Andet', summary: '' });
    expect(await findings()).toContainEqual({ code: 'log-unfit', id: expect.any(Number) });
  });
});

describe('roles', () => {
  const admin = (name: string, email: string) => join(wiki.db, { ...bo, name, email }, 'administrator');
  const change = (by: Author, whom: Author, role: 'contributor' | 'moderator' | 'administrator') =>
    changeRole(wiki.db, by, whom.personId, { role, reason });

  test('are given by administrators, with a reason that the log tells', async () => {
    const boss = await admin('Åse Ørsted', 'aase@example.dk');
    await expect(change(wiki.mos, wiki.anas, 'moderator')).rejects.toMatchObject({ status: 403 });
    await change(boss, wiki.anas, 'moderator');
    expect(await doerAt(wiki.db, wiki.anas.personId, AT)).toMatchObject({ role: 'moderator' });
    expect((await logged())[0]).toEqual(['appoint-moderator', '', undefined, reason]);
    await expect(change(boss, wiki.anas, 'moderator')).rejects.toMatchObject({
      problems: [{ code: 'has-role' }],
    });
    const silent = changeRole(wiki.db, boss, wiki.anas.personId, { role: 'contributor', reason: '' });
    await expect(silent).rejects.toMatchObject({ problems: [{ field: 'reason', code: 'say-why' }] });
    const names = (await listKeepers(wiki.db)).map(({ byline }) => byline.name);
    expect(names).toEqual(['Ana Østergård', 'Mo Lindholm', 'Åse Ørsted']);
    expect(await findings()).toEqual([]);
  });

  test('leave a wiki its last administrator who can sign in, whoever asks and however many at once', async () => {
    const [one, two] = [
      await admin('Åse Ørsted', 'aase@example.dk'),
      await admin('Eva Holm', 'eva@example.dk'),
    ];
    const last = { status: 422, problems: [{ field: 'role', code: 'last-administrator' }] };
    const outcomes = await Promise.allSettled([
      change(one, one, 'contributor'),
      change(two, two, 'contributor'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = outcomes[0]!.status === 'rejected' ? one : two;
    await expect(change(left, left, 'moderator')).rejects.toMatchObject(last);
    await expect(eraseByline(wiki.db, left, left.bylineId, reason)).rejects.toMatchObject(last);
    const other = left === one ? two : one;
    await change(left, other, 'administrator');
    await blockPerson(wiki.db, left, other.personId, { scope: 'editing', until: null, reason });
    await expect(change(left, left, 'contributor')).rejects.toMatchObject(last);
    await unblockPerson(wiki.db, left, other.personId, reason);
    await change(left, left, 'contributor');
    expect(await findings()).toEqual([]);
  });

  test('are given to nobody who has no account, and by nobody who has lost theirs meanwhile', async () => {
    const boss = await admin('Åse Ørsted', 'aase@example.dk');
    await eraseByline(wiki.db, boss, wiki.bos.bylineId, reason);
    await expect(change(boss, wiki.bos, 'moderator')).rejects.toMatchObject({
      problems: [{ code: 'no-account' }],
    });
    const other = await admin('Eva Holm', 'eva@example.dk');
    await change(other, boss, 'contributor');
    const late = wiki.db.transaction().execute((tx) => appoint(tx, boss, wiki.anas.personId, 'moderator'));
    await expect(late).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });
});

test('a reason is a sentence of at most 300 characters, and a measure ends after it began', () => {
  expect(reasonProblems('')).toEqual([{ field: 'reason', code: 'say-why' }]);
  expect(reasonProblems('😀'.repeat(300))).toEqual([]);
  expect(reasonProblems('x'.repeat(301))).toMatchObject([
    { code: 'too-long', params: { max: 300, length: 301 } },
  ]);
  expect(measureProblems({ until: AFTER, reason }, UNTIL)).toEqual([]);
  expect(measureProblems({ until: UNTIL, reason }, UNTIL)).toEqual([{ field: 'until', code: 'day-over' }]);
  expect(measureProblems({ until: null, reason }, AFTER)).toEqual([]);
});
