/** What several do at once, and what has changed since a mail was sent, makes nobody somebody else. */
import { expect, test } from '@jest/globals';
import { findToken, type MailToken, type Purpose } from '../../../server/wiki/mail/tokens.ts';
import { forgetMail, takeMail } from '../../../server/wiki/mail/outbox.ts';
import {
  checkEmail,
  credentialOf,
  enrol,
  personByEmail,
  personBySignIn,
} from '../../../server/wiki/people/accounts.ts';
import {
  askToChangeAddress,
  askToConfirm,
  confirmAddress,
  knownBy,
} from '../../../server/wiki/people/addresses.ts';
import { askToReset, changePassword, resetPassword } from '../../../server/wiki/people/new-passwords.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { askToRegister, confirmRegistration } from '../../../server/wiki/people/registering.ts';
import { beginSession, readSession } from '../../../server/wiki/people/sessions.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { emailOf } from '../../../server/text/emails.ts';
import { ana, AT, bo, PASSWORD, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();

const NEW = 'tre grønne bænke i parken';
const errand = { next: '', lang: 'da' } as const;
const when = { lang: 'da', at: AT } as const;

/** What the link stands for in the next mail that waits. */
async function followed<P extends Purpose>(purpose: P): Promise<MailToken<P>> {
  const mail = (await takeMail(wiki.db, AT))!;
  await forgetMail(wiki.db, mail);
  const token = await findToken(wiki.db, [purpose], mail.secret!, AT);
  secrets.set(token, mail.secret!);
  return token;
}

const secrets = new WeakMap<object, string>();
const secretOf = (token: object) => secrets.get(token)!;

async function asked(more: Partial<typeof ana> = {}): Promise<MailToken<'register'>> {
  const someone = { ...ana, name: 'Ida Krogh', email: 'ida@example.dk', ...more };
  await askToRegister(wiki.db, someone, errand, AT);
  return followed('register');
}

const begin = (token: MailToken<'register'>, password = PASSWORD) =>
  confirmRegistration(wiki.db, token, password, AT);

test('of two links to one address, and of two who follow one, one begins the account', async () => {
  const [first, second] = [await asked(), await asked()];
  const outcomes = await Promise.allSettled([begin(first), begin(first), begin(second)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await personBySignIn(wiki.db, 'ida@example.dk', PASSWORD)).toBeDefined();
});

test('an address is the same however it was copied: to register, to sign in and to be found by', async () => {
  const token = await asked({ email: 'mailto:Ida\u200b@xn--r-3fa9c.dk,' });
  await begin(token);
  for (const email of ['ida@ærø.dk', 'Ida@ÆRØ.dk', '<ida@ærø.dk>', '\ufeffida@xn--r-3fa9c.dk ']) {
    expect(await personBySignIn(wiki.db, email, PASSWORD)).toBeDefined();
    expect(await personByEmail(wiki.db, email)).toBeDefined();
    await expect(enrol(wiki.db, { ...bo, name: 'Bo Krogh', email }, AT)).rejects.toMatchObject({
      status: 422,
    });
  }
});

test.each([
  ['ﬁn@example.dk', 'ﬁn@example.dk'],
  ['bo.k@xn--r-3fa9c.dk', 'Bo.K@ærø.dk'],
  ['bo.k@example.dk,', 'bo.k@example.dk,'],
  ['bo.k@نامهای.com', 'bo.k@نامه\u200cای.com'],
])('an account that was stored under a former form, %p, is signed in to', async (stored, typed) => {
  const { db } = wiki;
  const id = await enrol(db, { ...bo, name: 'Bo Krogh', email: 'bo.k@kk.dk' }, AT);
  await db.updateTable('credential').set({ email: stored }).where('person_id', '=', id).execute();
  expect(await personBySignIn(db, typed, PASSWORD)).toBe(id);
  expect(await personBySignIn(db, typed, NEW)).toBeUndefined();
  await askToReset(db, typed, 'da', AT);
  const mail = (await takeMail(db, AT))!;
  expect([mail.to, mail.message]).toEqual([stored, 'reset']);
});

test('whoever has an address now signs in by it, beside an account that was stored under a former form of it', async () => {
  const { db } = wiki;
  const [old, now] = [
    await enrol(db, { ...bo, name: 'Fin Krogh', email: 'f@kk.dk' }, AT),
    await enrol(db, { ...bo, name: 'Fie Krogh', email: 'fin@kk.dk', password: NEW }, AT),
  ];
  await db.updateTable('credential').set({ email: 'ﬁn@kk.dk' }).where('person_id', '=', old).execute();
  expect(await personBySignIn(db, 'ﬁn@kk.dk', PASSWORD)).toBe(old);
  expect(await personBySignIn(db, 'ﬁn@kk.dk', NEW)).toBe(now);
  expect(await personBySignIn(db, 'fin@kk.dk', PASSWORD)).toBeUndefined();
  expect(await personByEmail(db, 'ﬁn@kk.dk')).toBe(now);
});

test('no mail about an account goes to an address that only looks like its own', async () => {
  const { db } = wiki;
  await enrol(db, { ...bo, name: 'Bo Krogh', email: 'bo.k@نامهای.com' }, AT);
  await askToRegister(db, { ...ana, name: 'Ida Krogh', email: 'bo.k@نامه\u200cای.com' }, errand, AT);
  expect((await takeMail(db, AT))!.message).toBe('register');
});

test.each([
  ['аna@kk.dk', 'mixed-alphabets'],
  ['ana.hоlm@kk.dk', 'mixed-alphabets'],
  ['аос@kk.dk', 'address-passes-for-latin'],
  ['ɑna@kk.dk', 'odd-sign'],
])('an address whose letters are taken for others is refused: %s', (email, code) => {
  expect(checkEmail(email)).toMatchObject([{ field: 'email', code }]);
});

test.each([
  ...['ana-1_2+wiki@kk.dk', 'åse.ørsted@ærø.dk', 'анна@kk.dk', 'аос@почта.рф', 'राज@kk.dk'],
  ...['reza@نامه\u200cای.com', 'sri@ශ්\u200dරී.com', 'ann@ශ්රී.com'],
])('an address in one alphabet is welcome: %s', (email) => {
  expect(checkEmail(emailOf(email))).toEqual([]);
});

test('a name that somebody took a look-alike of meanwhile is refused, and the link stays', async () => {
  const token = await asked({ name: 'Ida Nielsen' });
  await enrol(wiki.db, { ...ana, name: 'Ida NieIsen', email: 'k@example.dk' }, AT);
  await expect(begin(token)).rejects.toMatchObject({ status: 422 });
  expect(await personByEmail(wiki.db, 'ida@example.dk')).toBeUndefined();
  expect(await findToken(wiki.db, ['register'], secretOf(token), AT)).toMatchObject({ id: token.id });
});

test('a title that speaks for the wiki is refused before any mail is sent', async () => {
  await expect(asked({ title: 'administrator' })).rejects.toMatchObject({ status: 422 });
  expect(await takeMail(wiki.db, AT)).toBeUndefined();
});

test('an address that somebody else has confirmed meanwhile isn’t taken from them', async () => {
  const change = { email: 'Fælles@example.dk', password: PASSWORD };
  await askToChangeAddress(wiki.db, wiki.anas, change, 'da');
  const token = await followed('address');
  await enrol(wiki.db, { ...bo, name: 'Fie Dahl', email: 'fælles@example.dk' }, AT);
  await expect(confirmAddress(wiki.db, token, 'da', AT)).rejects.toMatchObject({ status: 422 });
  expect((await credentialOf(wiki.db, wiki.anas.personId)).email).toBe(ana.email);
});

test('a link to confirm an address is worth nothing once the account has another', async () => {
  await askToConfirm(wiki.db, wiki.anas, 'da');
  const old = await followed('confirm');
  await askToChangeAddress(wiki.db, wiki.anas, { email: 'ana@nord.dk', password: PASSWORD }, 'da');
  await confirmAddress(wiki.db, await followed('address'), 'da', AT);
  await expect(confirmAddress(wiki.db, old, 'da', AT)).rejects.toMatchObject({ status: 403 });
  expect(await personByEmail(wiki.db, 'ana@nord.dk')).toBe(wiki.anas.personId);
});

test('a new password ends every session and every other link to choose one', async () => {
  await beginSession(wiki.db, 'somewhere', { personId: wiki.anas.personId, data: '{}' }, AT);
  await askToReset(wiki.db, ana.email, 'da', AT);
  await askToReset(wiki.db, ana.email, 'da', AT);
  const [first, second] = [await followed('reset'), await followed('reset')];
  expect(await resetPassword(wiki.db, first, NEW, when)).toBe(wiki.anas.personId);
  await expect(resetPassword(wiki.db, second, NEW, when)).rejects.toMatchObject({ status: 403 });
  expect(await readSession(wiki.db, 'somewhere', AT)).toBeUndefined();
  const change = { present: PASSWORD, password: 'fire blå cykler mod øst' };
  await expect(changePassword(wiki.db, wiki.anas, change, 'da')).rejects.toMatchObject({ status: 422 });
  await changePassword(wiki.db, wiki.anas, { ...change, present: NEW }, 'da');
  expect(await personBySignIn(wiki.db, ana.email, change.password)).toBe(wiki.anas.personId);
});

test('who resets their password by mail has confirmed the address by it', async () => {
  const id = wiki.bos.personId;
  const { bylineId } = wiki.bos;
  await changeSignature(wiki.db, wiki.bos, { name: bo.name, title: 'chef', workplace: bo.workplace });
  expect((await findPerson(wiki.db, id)).byline).toMatchObject({ verification: 'email', title: 'chef' });
  await askToReset(wiki.db, bo.email, 'da', AT);
  await resetPassword(wiki.db, await followed('reset'), NEW, when);
  expect((await findPerson(wiki.db, id)).byline.id).not.toBe(bylineId);
  expect(await knownBy(wiki.db, bo.email)).toEqual({ verification: 'email', workplace: undefined });
});
