/** Names of one word: an administrator vouches for one, and whoever has the address, and nobody else, goes by it. */
import { describe, expect, test } from '@jest/globals';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import type { Registration } from '../../../server/wiki/people/accounts.ts';
import { closeAccount } from '../../../server/wiki/people/leaving.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import type { MailToken } from '../../../server/wiki/mail/tokens.ts';
import { askToRegister, confirmRegistration } from '../../../server/wiki/people/registering.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import {
  deleteOldWholeNames,
  listWholeNames,
  withdrawName,
  vouchForName,
} from '../../../server/wiki/people/vouching.ts';
import { forgetWholeName, isWholeName } from '../../../server/wiki/people/whole-names.ts';
import { recordByline } from '../../../server/wiki/record.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { AT, bo, PASSWORD, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const whole = { name: 'Suharto', email: 'suharto@example.dk' };
const why = { reason: 'Det står i passet.', site: 'Innovationswiki' };
const vouch = (change: Partial<typeof whole> = {}, reason = why.reason, author = wiki.mos) =>
  vouchForName(wiki.db, author, { ...whole, ...change }, { ...why, reason });
const register = (change: Partial<Registration> = {}) => {
  const somebody = { title: '', workplace: '', password: PASSWORD, isWhole: true, ...whole, ...change };
  return askToRegister(wiki.db, somebody, { next: '/', lang: 'da' }, AT);
};
const told = async () =>
  (await wiki.db.selectFrom('outbox').select(['recipient', 'message']).orderBy('id').execute()).map(
    ({ recipient, message }) => `${recipient} ${message}`,
  );
const notFull = { status: 422, problems: [{ field: 'name', code: 'not-a-full-name' }] };

describe('a name of one word', () => {
  test('is refused until an administrator vouches for it, and then to all but whoever has the address', async () => {
    await expect(register({ isWhole: false })).rejects.toMatchObject(notFull);
    await register();
    await vouch();
    await expect(register({ isWhole: false })).rejects.toMatchObject(notFull);
    await register({ email: 'Suharto@Example.dk' });
    await register({ email: 'anden@example.dk' });
    await register({ name: 'Sukarno' });
    expect(await told()).toEqual([
      'suharto@example.dk one-name',
      'suharto@example.dk register',
      'anden@example.dk one-name',
      'suharto@example.dk one-name',
    ]);
    await expect(register({ name: 'S.' })).rejects.toMatchObject(notFull);
    expect(await listWholeNames(wiki.db)).toEqual([{ ...whole, at: AT }]);
  });

  test('begins no account by a link that was asked for while it was vouched for, once it isn’t', async () => {
    await vouch();
    await register();
    await vouch({ name: 'Sukarno' });
    const row = await wiki.db.selectFrom('token').selectAll().executeTakeFirstOrThrow();
    const link = { ...row, expiresAt: row.expires_at, personId: null, data: JSON.parse(row.data) as object };
    const token = link as unknown as MailToken<'register'>;
    await expect(confirmRegistration(wiki.db, token, PASSWORD, AT)).rejects.toMatchObject(notFull);
    expect(await listWholeNames(wiki.db)).toMatchObject([{ name: 'Sukarno' }]);
    await vouch();
    expect(await confirmRegistration(wiki.db, token, PASSWORD, AT)).toBeGreaterThan(0);
    expect(await listWholeNames(wiki.db)).toEqual([]);
  });

  test('is taken at the account by who has one, once, and stands after', async () => {
    const signature = { name: 'Bodil', title: bo.title, workplace: bo.workplace };
    await expect(changeSignature(wiki.db, wiki.bos, signature)).rejects.toMatchObject(notFull);
    await vouch({ name: 'Bodil', email: bo.email });
    await expect(changeSignature(wiki.db, wiki.anas, signature)).rejects.toMatchObject(notFull);
    await changeSignature(wiki.db, wiki.bos, signature);
    expect((await findPerson(wiki.db, wiki.bos.personId)).byline.name).toBe('Bodil');
    expect(await listWholeNames(wiki.db)).toEqual([]);
    await changeSignature(wiki.db, wiki.bos, { ...signature, title: 'chef' });
    expect((await findPerson(wiki.db, wiki.bos.personId)).byline.title).toBe('chef');
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('isn’t taken by an account that has but typed the address', async () => {
    const { personId } = wiki.bos;
    const signature = { name: 'Bodil', title: bo.title, workplace: bo.workplace };
    await vouch({ name: 'Bodil', email: bo.email });
    await wiki.db.transaction().execute(async (tx) => {
      const was = { name: bo.name, title: bo.title, workplace: bo.workplace };
      const unknown = { personId, signature: was, verification: 'unconfirmed', at: AT } as const;
      const id = await recordByline(tx, unknown);
      await tx.updateTable('person').set({ byline_id: id }).where('id', '=', personId).execute();
    });
    const author = { ...wiki.bos, bylineId: (await findPerson(wiki.db, personId)).byline.id };
    await expect(changeSignature(wiki.db, author, signature)).rejects.toMatchObject(notFull);
    expect(await listWholeNames(wiki.db)).toHaveLength(1);
  });

  test('is withdrawn as long as nobody has taken it, by an administrator alone, and the log tells that', async () => {
    await vouch();
    await expect(withdrawName(wiki.db, wiki.bos, whole.email)).rejects.toMatchObject({ status: 403 });
    await withdrawName(wiki.db, wiki.mos, whole.email);
    expect(await listWholeNames(wiki.db)).toEqual([]);
    const { acts } = await listActs(wiki.db, {}, 9);
    expect(acts[0]).toMatchObject({ code: 'withdraw-name', byline: { personId: wiki.mos.personId } });
    expect(JSON.stringify(acts)).not.toMatch(/suharto/i);
    await expect(withdrawName(wiki.db, wiki.mos, whole.email)).rejects.toMatchObject({ status: 404 });
    expect((await listActs(wiki.db, {}, 9)).acts).toHaveLength(acts.length);
  });

  test('is told of in the log by who and why, without the name and the address', async () => {
    await vouch();
    const { acts } = await listActs(wiki.db, {}, 9);
    expect(acts[0]).toMatchObject({ code: 'vouch-name', words: { reason: why.reason } });
    expect(JSON.stringify(acts)).not.toMatch(/suharto/i);
  });

  test.each([
    ['a full name', { name: 'Ana Holm' }, why.reason, ['name full-already']],
    ['an initial', { name: 'S.' }, why.reason, ['name not-a-full-name']],
    ['nobody’s name', { name: 'Moderator' }, why.reason, ['name not-a-persons-name']],
    ['no address and no reason', { email: '' }, '', ['email required', 'reason say-why']],
  ])('isn’t vouched for: %s', async (_what, change, reason, problems) => {
    const refused = (await vouch(change, reason).catch((error: unknown) => error)) as {
      problems: { field: string; code: string }[];
    };
    expect(refused.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(problems);
    expect(await listWholeNames(wiki.db)).toEqual([]);
  });

  test('is vouched for by administrators alone, once, and waits for ninety days', async () => {
    await expect(vouch({}, why.reason, wiki.anas)).rejects.toMatchObject({ status: 403 });
    await vouch();
    await expect(vouch()).rejects.toMatchObject({ problems: [{ code: 'vouched-already' }] });
    await deleteOldWholeNames(wiki.db, '2027-02-19T17:05:00.000Z');
    expect(await isWholeName(wiki.db, whole)).toBe(true);
    await deleteOldWholeNames(wiki.db, '2027-02-19T17:05:00.001Z');
    expect(await isWholeName(wiki.db, whole)).toBe(false);
  });

  test('is forgotten with the account that it waits for', async () => {
    await vouch({ email: bo.email });
    await vouch({ email: 'anden@example.dk' });
    await wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.bos.personId, AT));
    expect((await listWholeNames(wiki.db)).map(({ email }) => email)).toEqual(['anden@example.dk']);
    await wiki.db.transaction().execute((tx) => forgetWholeName(tx, 'anden@example.dk'));
    expect(await listWholeNames(wiki.db)).toEqual([]);
  });
});
