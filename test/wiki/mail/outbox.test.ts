/** Mail waits in the transaction that causes it, is taken once, and is tried again when nobody took it. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  deleteOldMail,
  forgetMail,
  putBack,
  queueMail,
  setAsideHalfSent,
  takeMail,
} from '../../../server/wiki/mail/outbox.ts';
import {
  deleteOldTokens,
  findOldToken,
  findToken,
  insertToken,
  useToken,
} from '../../../server/wiki/mail/tokens.ts';
import { AT } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(() => wiki.close());

const MINUTE = 60_000;
const after = (minutes: number) => new Date(Date.parse(AT) + minutes * MINUTE).toISOString();
const mail = { to: 'ana@example.dk', lang: 'da', message: 'reset' } as const;
const queue = (more: object = {}) =>
  wiki.db.transaction().execute((tx) => queueMail(tx, { ...mail, ...more }, AT));
const states = async () =>
  (await wiki.db.selectFrom('outbox').select('state').execute()).map(({ state }) => state);

test('what a transaction takes back was never to be sent', async () => {
  const failing = wiki.db.transaction().execute(async (tx) => {
    await queueMail(tx, mail, AT);
    throw new Error('taken back');
  });
  await expect(failing).rejects.toThrow('taken back');
  expect(await takeMail(wiki.db, AT)).toBeUndefined();
  await queue();
  expect(await takeMail(wiki.db, AT)).toMatchObject({ ...mail, attempts: 1 });
});

test('of many who ask at once each mail is taken by one', async () => {
  for (let count = 0; count < 8; count++) await queue({ to: `p${count}@example.dk` });
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeMail(wiki.db, AT)));
  const names = taken.flatMap((each) => each?.to ?? []);
  expect(names).toHaveLength(8);
  expect(new Set(names).size).toBe(8);
});

test('what is refused waits longer each time, and is given up after two days', async () => {
  await queue();
  let minutes = 0;
  for (const wait of [1, 5, 15, 60, 180, 360, 720, 1440]) {
    const taken = (await takeMail(wiki.db, after(minutes)))!;
    expect(await putBack(wiki.db, taken, 'refused', after(minutes))).toBe('waiting');
    expect(await takeMail(wiki.db, after(minutes + wait - 0.1))).toBeUndefined();
    minutes += wait;
  }
  const last = (await takeMail(wiki.db, after(minutes)))!;
  expect(await putBack(wiki.db, last, 'refused', after(minutes))).toBe('failed');
  expect(await takeMail(wiki.db, after(minutes + 10_000))).toBeUndefined();
  await deleteOldMail(wiki.db, after(29 * 24 * 60));
  expect(await states()).toEqual(['failed']);
  await deleteOldMail(wiki.db, after(31 * 24 * 60));
  expect(await states()).toEqual([]);
});

test('what may have been taken is never sent again, whether it failed or its process ended', async () => {
  await queue();
  const taken = (await takeMail(wiki.db, AT))!;
  expect(await putBack(wiki.db, taken, 'unsure', AT)).toBe('unsure');
  await queue({ to: 'bo@example.dk' });
  await takeMail(wiki.db, AT);
  expect(await setAsideHalfSent(wiki.db, after(9))).toBe(0);
  expect(await setAsideHalfSent(wiki.db, after(11))).toBe(1);
  expect(await states()).toEqual(['unsure', 'unsure']);
  expect(await takeMail(wiki.db, after(10_000))).toBeUndefined();
});

test('twenty wait for one address, and one more is left out; others aren’t', async () => {
  for (let count = 0; count < 22; count++) await queue();
  await queue({ to: 'bo@example.dk' });
  expect(await states()).toHaveLength(21);
});

test('what an account is told waits beside any number of enquiries', async () => {
  for (let count = 0; count < 22; count++) await queue({ message: 'enquiry' });
  expect(await states()).toHaveLength(20);
  await queue({ message: 'password-changed' });
  expect(await states()).toHaveLength(21);
});

test('a link’s secret is made when it’s sent, holds for an hour, and stands nowhere', async () => {
  const data = { email: mail.to };
  const tokenId = await wiki.db.transaction().execute((tx) => insertToken(tx, 'reset', { data }, AT));
  await queue({ tokenId });
  const first = (await takeMail(wiki.db, AT))!;
  await putBack(wiki.db, first, 'refused', AT);
  const second = (await takeMail(wiki.db, after(200)))!;
  const find = (secret: string, minutes: number) => findToken(wiki.db, ['reset'], secret, after(minutes));
  await expect(find(first.secret!, 200)).rejects.toMatchObject({ status: 403, code: 'token-unknown' });
  expect(await find(second.secret!, 259)).toMatchObject({ purpose: 'reset', data });
  await expect(find(second.secret!, 260)).rejects.toMatchObject({ status: 403, code: 'token-expired' });
  expect(await findOldToken(wiki.db, ['reset'], second.secret!)).toMatchObject({ data });
  await expect(findToken(wiki.db, ['confirm'], second.secret!, AT)).rejects.toMatchObject({ status: 403 });
  const stored = JSON.stringify([
    await wiki.db.selectFrom('outbox').selectAll().execute(),
    await wiki.db.selectFrom('token').selectAll().execute(),
  ]);
  expect(stored).toContain(mail.to);
  expect(stored).not.toContain(second.secret);
});

test('a link is used once, by whoever is first, and takes the mail that waits along', async () => {
  const data = { email: mail.to };
  const tokenId = await wiki.db.transaction().execute((tx) => insertToken(tx, 'reset', { data }, AT));
  await queue({ tokenId });
  const taken = (await takeMail(wiki.db, AT))!;
  await forgetMail(wiki.db, taken);
  await queue({ tokenId });
  const token = await findToken(wiki.db, ['reset'], taken.secret!, AT);
  const use = () => wiki.db.transaction().execute((tx) => useToken(tx, token));
  const outcomes = await Promise.allSettled([use(), use(), use()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await states()).toEqual([]);
});

test('what nobody followed is forgotten after two days', async () => {
  await wiki.db.transaction().execute((tx) => insertToken(tx, 'reset', { data: { email: mail.to } }, AT));
  const count = async () => (await wiki.db.selectFrom('token').select('id').execute()).length;
  await deleteOldTokens(wiki.db, after(47 * 60));
  expect(await count()).toBe(1);
  await deleteOldTokens(wiki.db, after(49 * 60));
  expect(await count()).toBe(0);
});
