import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { doChores } from '../../server/chores.ts';
import { takeTurn } from '../../server/wiki/upkeep/due.ts';
import { queueDigests } from '../../server/wiki/following/digests.ts';
import { ensureFollower } from '../../server/wiki/following/followers.ts';
import { queueMail, setAsideHalfSent, takeMail } from '../../server/wiki/mail/outbox.ts';
import { findToken, insertToken } from '../../server/wiki/mail/tokens.ts';
import { eventsOf, noteEvent } from '../../server/wiki/people/events.ts';
import { newestCheckpoints } from '../../server/wiki/proof/checkpoints.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { beginSession, readSession } from '../../server/wiki/people/sessions.ts';
import { verify } from '../../server/wiki/proof/verify.ts';
import { method } from '../support/content.ts';
import { ana, join } from '../support/people.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-22T12:00:00.000Z');
const FAR = Date.parse('2099-01-01T00:00:00.000Z');
const iso = (time: number) => new Date(time).toISOString();

let wiki: TestWiki;
let log: { level: number; msg: string }[];
let edits = 0;
let personId: number;
beforeEach(async () => {
  wiki = await openWiki();
  log = [];
  const author = await join(wiki.db, ana);
  ({ personId } = author);
  await createArticle(wiki.db, author, { content: method(), summary: '' });
});
afterEach(() => wiki.close());

const logger = pino(
  { level: 'info' },
  { write: (line: string) => void log.push(JSON.parse(line) as (typeof log)[0]) },
);
/** What the wiki does each hour, at a time. */
const keepAt = (time: number) => doChores({ ...wiki, log: logger, now: () => iso(time) });
const isSignedIn = async (id: string, time: number) =>
  (await readSession(wiki.db, id, iso(time))) !== undefined;
const signIn = (id: string, time: number) => beginSession(wiki.db, id, { personId, data: '{}' }, iso(time));
const warnings = () => log.filter(({ level }) => level === 40).map(({ msg }) => msg);

async function write(at: number): Promise<void> {
  const author = { ...(await join(wiki.db, { ...ana, email: `ana${++edits}@example.dk` })), at: iso(at) };
  const content = method({ lead: `Nr. ${edits}.` });
  await editArticle(wiki.db, author as Awaited<ReturnType<typeof join>>, 'prøvehandling', {
    content,
    summary: '',
    minor: false,
  });
}

test('a clock that was in 2099 for some hours loses nobody their session, and the log says so', async () => {
  await keepAt(START);
  await signIn('before', START);
  for (let hour = 0; hour < 5; hour++) await keepAt(FAR + hour * HOUR);
  await signIn('meanwhile', FAR);
  for (let hour = 1; hour < 5; hour++) await keepAt(START + hour * HOUR);
  const later = START + 10 * HOUR;
  expect([await isSignedIn('before', later), await isSignedIn('meanwhile', later)]).toEqual([true, true]);
  expect(warnings().filter((message) => message.startsWith('the clock has jumped'))).toHaveLength(2);
});

test('and the same for one that fell back to 1970', async () => {
  await signIn('before', START);
  await keepAt(START);
  for (let hour = 0; hour < 5; hour++) await keepAt(hour * HOUR);
  for (let hour = 1; hour < 5; hour++) await keepAt(START + hour * HOUR);
  expect(await isSignedIn('before', START + 10 * HOUR)).toBe(true);
});

test('sessions that have run out are removed as the clock goes, and those from a wrong time in the end', async () => {
  await keepAt(START);
  await signIn('short', START - 13 * DAY);
  await signIn('wrong', FAR);
  await signIn('old', START - 90 * DAY);
  const left = async () => (await wiki.db.selectFrom('session').select('key').execute()).length;
  await keepAt(START + 2 * DAY);
  expect(await left()).toBe(2);
  for (let day = 3; day <= 15; day++) await keepAt(START + day * DAY);
  expect(await left()).toBe(1);
  expect(await isSignedIn('wrong', START + 27 * DAY)).toBe(true);
  // Used then, it lives on for two weeks.
  expect(await isSignedIn('wrong', START + 43 * DAY)).toBe(false);
  expect(warnings()).toEqual([]);
});

test('a clock that was in 2099 over a weekend forgets nothing for good; once it has long been right, what it dated goes', async () => {
  await noteEvent(wiki.db, personId, { code: 'password-changed', at: iso(START) });
  const wait = { to: 'bo@example.dk', lang: 'da', message: 'reset' } as const;
  const queue = (time: number) => wiki.db.transaction().execute((tx) => queueMail(tx, wait, iso(time)));
  await queue(START);
  await keepAt(START);
  for (let day = 0; day < 3; day++) await keepAt(FAR + day * DAY);
  await queue(FAR);
  const data = { email: ana.email };
  await wiki.db.transaction().execute((tx) => insertToken(tx, 'reset', { data }, iso(FAR)));
  const left = async () => [
    (await eventsOf(wiki.db, personId, 9)).length,
    (await wiki.db.selectFrom('outbox').select('id').execute()).length,
    (await wiki.db.selectFrom('token').select('id').execute()).length,
  ];
  for (let day = 1; day < 4; day++) await keepAt(START + day * DAY);
  expect(await left()).toEqual([1, 2, 1]);
  for (let day = 4; day < 5; day++) await keepAt(START + day * DAY);
  expect(await left()).toEqual([1, 1, 0]);
  // Thirteen months go by, a day at a time as clocks go.
  for (let day = 8; day < 410; day += 6) await keepAt(START + day * DAY);
  expect(await left()).toEqual([0, 0, 0]);
});

test('mail and news that a clock in 2099 had wait until then go as soon as it is right, and its links end', async () => {
  const reset = { to: ana.email, lang: 'da', message: 'reset' } as const;
  const data = { email: ana.email };
  const tokenId = await wiki.db.transaction().execute((tx) => insertToken(tx, 'reset', { data }, iso(START)));
  const queue = (more: object = {}) =>
    wiki.db.transaction().execute((tx) => queueMail(tx, { ...reset, ...more }, iso(FAR)));
  await queue({ tokenId });
  const { secret = '' } = (await takeMail(wiki.db, iso(FAR)))!;
  await queue();
  expect(await takeMail(wiki.db, iso(START))).toMatchObject({ to: ana.email, message: 'reset' });
  expect(await takeMail(wiki.db, iso(START))).toBeUndefined();
  // Both are being sent since 2099 and since now.
  expect(await setAsideHalfSent(wiki.db, iso(START))).toBe(1);
  await expect(findToken(wiki.db, ['reset'], secret, iso(START))).rejects.toMatchObject({
    code: 'token-expired',
  });

  const follow = { lang: 'da', at: iso(FAR) } as const;
  await wiki.db.transaction().execute((tx) => ensureFollower(tx, personId, follow));
  await wiki.db.updateTable('follower').set({ has_news: 1, mail: 'daily', told_sequence: 0 }).execute();
  const told = () => wiki.db.selectFrom('follower').select('has_news').execute();
  await queueDigests(wiki.db, iso(START));
  expect(await told()).toEqual([{ has_news: 0 }]);
});

test('checkpoints go on after one that was made in 2099, once a day, and verify', async () => {
  await keepAt(FAR);
  await write(START);
  await keepAt(START);
  const numbers = async () => (await newestCheckpoints(wiki.db, 10)).map(({ number }) => number);
  expect(await numbers()).toEqual([2, 1]);
  for (const [hours, newest] of [
    [1, 2],
    [23, 2],
    [25, 3],
    [26, 3],
    [50, 4],
  ] as const) {
    await write(START + hours * HOUR);
    await keepAt(START + hours * HOUR);
    expect((await numbers())[0]).toBe(newest);
  }
  expect(await verify(wiki.db, () => undefined)).toMatchObject({ checkpoints: 4, findings: [] });
});

test('a history that is dated ahead of the clock is told of, once', async () => {
  await write(FAR);
  for (let hour = 0; hour < 3; hour++) await keepAt(START + hour * HOUR);
  expect(warnings()).toEqual([expect.stringMatching(/^what was written last is dated ahead of the clock/)]);
});

test('of ten processes that are there at once, one does a chore, once while it is due', async () => {
  const taken = async (time: number) => {
    const turns = Array.from({ length: 10 }, () => takeTurn(wiki.db, { name: 'a', every: HOUR }, iso(time)));
    return (await Promise.all(turns)).filter(Boolean).length;
  };
  expect(await taken(START)).toBe(1);
  expect(await taken(START + HOUR - 1)).toBe(0);
  expect(await taken(START + HOUR)).toBe(1);
  // A clock that was wrong told when it was done last.
  expect(await taken(FAR)).toBe(1);
  expect(await taken(START + 2 * HOUR)).toBe(1);
});

test('a chore that fails is told of, keeps no other from being done, and is due again', async () => {
  await wiki.db.schema.alterTable('checkpoint').renameTo('gone').execute();
  await keepAt(START);
  expect(log.filter(({ msg }) => msg === 'a chore failed')).not.toEqual([]);
  await wiki.db.schema.alterTable('gone').renameTo('checkpoint').execute();
  await keepAt(START + 60_000);
  expect(await newestCheckpoints(wiki.db, 9)).toHaveLength(1);
});
