/** The browsers that an account is known by, below all doors: for how long, by whom, and when no more. */
import { expect, test } from '@jest/globals';
import {
  deleteOldBrowsers,
  forgetBrowsersOf,
  knownBrowser,
  knownUntil,
  rememberBrowser,
} from '../../../server/wiki/people/known-browsers.ts';
import { closeAccount } from '../../../server/wiki/people/leaving.ts';
import { changePassword } from '../../../server/wiki/people/new-passwords.ts';
import { personalDataOf } from '../../../server/wiki/people/personal-data.ts';
import { endAllBrowsers } from '../../../server/wiki/people/sessions.ts';
import { ana, AT, bo, PASSWORD, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const END = '2027-05-20T17:05:00.000Z';
const remember = (personId = wiki.bos.personId, held = '', at = AT) =>
  rememberBrowser(wiki.db, personId, held, at);
const known = async (secret: string, email = bo.email, at = AT) =>
  (await knownBrowser(wiki.db, { email, secret }, at)) !== undefined;

test('a browser is known by its secret, to its own account alone, for 180 days', async () => {
  const secret = (await remember())!;
  expect(secret).toMatch(/^[\w-]{32}$/);
  expect([await known(secret), await known(secret, 'BO@example.dk')]).toEqual([true, true]);
  expect([await known(secret, ana.email), await known(`${secret}x`), await known('')]).toEqual([
    false,
    false,
    false,
  ]);
  const { key } = await wiki.db.selectFrom('known_browser').select('key').executeTakeFirstOrThrow();
  expect([key === secret, await known(key)]).toEqual([false, false]);
  expect([
    await known(secret, bo.email, '2027-05-20T17:04:59.999Z'),
    await known(secret, bo.email, END),
  ]).toEqual([true, false]);
  await deleteOldBrowsers(wiki.db, '2027-05-20T17:04:59.999Z');
  expect(await knownUntil(wiki.db, wiki.bos.personId)).toEqual([END]);
  await deleteOldBrowsers(wiki.db, END);
  expect(await knownUntil(wiki.db, wiki.bos.personId)).toEqual([]);
});

test('each sign-in gives it another secret, and twenty are known at most', async () => {
  const first = (await remember())!;
  const second = (await remember(wiki.bos.personId, first))!;
  expect([await known(first), await known(second)]).toEqual([false, true]);
  const anas = (await remember(wiki.anas.personId, second))!;
  expect([await known(second), await known(anas, ana.email)]).toEqual([true, true]);
  const at = (minute: number) => new Date(Date.parse(AT) + minute * 60_000).toISOString();
  for (let minute = 1; minute <= 20; minute++) await remember(wiki.bos.personId, '', at(minute));
  expect([await known(second), (await knownUntil(wiki.db, wiki.bos.personId)).length]).toEqual([false, 20]);
  expect(await known(anas, ana.email)).toBe(true);
});

test('of an account without a password none is known', async () => {
  await wiki.db
    .updateTable('credential')
    .set({ password_hash: '' })
    .where('person_id', '=', wiki.bos.personId)
    .execute();
  expect([await remember(), await knownUntil(wiki.db, wiki.bos.personId)]).toEqual([undefined, []]);
});

test.each([
  [
    'another password',
    () =>
      changePassword(wiki.db, wiki.bos, { present: PASSWORD, password: 'tre grønne bænke i parken' }, 'da'),
  ],
  ['all browsers signed out', () => endAllBrowsers(wiki.db, wiki.bos.personId, AT)],
  ['no account', () => wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.bos.personId, AT))],
  ['being forgotten', () => forgetBrowsersOf(wiki.db, wiki.bos.personId)],
])('%s ends it, and nobody else’s', async (_what, end) => {
  const [bos, anas] = [(await remember())!, (await remember(wiki.anas.personId))!];
  expect((await personalDataOf(wiki.db, wiki.bos.personId, AT)).knownBrowsers).toEqual([END]);
  await end();
  expect([await known(bos), await known(anas, ana.email)]).toEqual([false, true]);
});
