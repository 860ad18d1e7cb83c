/** What a workplace's login says of somebody, how far it's taken, and the way there and back. */
import { describe, expect, test } from '@jest/globals';
import { beginArrived, questionFor, tieArrived } from '../../../server/wiki/people/arriving.ts';
import { credentialOf } from '../../../server/wiki/people/accounts.ts';
import { claimsIn, isSameName, type Claims } from '../../../server/wiki/people/claims.ts';
import { deleteIdentitiesOf, loginsOf, recognise } from '../../../server/wiki/people/identities.ts';
import {
  arrive,
  comeBack,
  deleteOldJourneys,
  findArrival,
  setOut,
} from '../../../server/wiki/people/journeys.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { leave } from '../../../server/wiki/people/leaving.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { eraseByline } from '../../support/erasing.ts';
import { ana, AT, join, mo, PASSWORD, peopledEach } from '../../support/people.ts';

const NAMES = { id: 'sub', name: 'name', title: 'title', workplace: 'org', email: 'email', tenant: 'tid' };
const ISSUER = 'https://login.nordby.example';
const rules = { provider: 'work', site: 'Innovationswiki', workplace: '', wholeNames: false };
const claims = (more: Partial<Claims> = {}): Claims => ({
  ...{ issuer: ISSUER, subject: 'kim', tenant: 'nordby', email: '' },
  ...{ name: 'Kim Åberg', title: 'jordemoder', workplace: 'Nordby Kommune', ...more },
});
const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const wiki = peopledEach();

describe('of what a login says', () => {
  const read = (...sources: Record<string, unknown>[]) => claimsIn(NAMES, ISSUER, sources);

  test('only what the settings name is taken, the first time that it’s said', () => {
    const first = {
      sub: 'kim',
      name: 'Kim  Åberg ',
      cpr: '0101701234',
      birthdate: '1970-01-01',
      roles: ['chief'],
    };
    const second = { name: 'Kim Nielsen', org: 'Nordby Kommune', address: { formatted: 'Vej 1' } };
    expect(read(first, second)).toEqual(claims({ tenant: '', title: '' }));
  });

  test('nothing is taken that holds a CPR number', () => {
    const said = { sub: 'kim', name: 'Kim Åberg', title: 'jordemoder 070761-4285', email_verified: true };
    const told = read({ ...said, org: '0707614285', email: '070761-4285@nordby.example' });
    expect(told).toEqual(claims({ tenant: '', title: '', workplace: '' }));
  });

  test('an e-mail is taken only where the login says, beside it, that it’s verified', () => {
    const email = 'Kim@Nordby.example';
    expect(read({ email, email_verified: true }).email).toBe('kim@nordby.example');
    expect(read({ email, email_verified: 'true' }).email).toBe('kim@nordby.example');
    for (const unverified of [false, undefined, 'false', 1, {}])
      expect(read({ email, email_verified: unverified }, { email_verified: true }).email).toBe('');
  });

  test('two people who differ in whatever way are two, and what is no text is nothing', () => {
    expect(read({ sub: 'a  b' }).subject).toBe('a  b');
    expect(read({ sub: 'e\u0301' }).subject).not.toBe(read({ sub: '\u00e9' }).subject);
    for (const sub of [1, null, { toString: 'x' }, ['kim'], 'x'.repeat(301)])
      expect(read({ sub }).subject).toBe('');
    expect(claimsIn({ ...NAMES, id: '__proto__' }, ISSUER, [{}]).subject).toBe('');
  });

  test.each([
    ['Jo Berg', 'Berg, Jo (IT)', true],
    ['Jo Berg', 'JO', true],
    ['Jo Vig Berg', 'Jo Berg', true],
    ['Jo Berg', 'Jo Holm', false],
    ['Jo Berg', '', false],
    ['', 'Jo', false],
  ])('%s is the same name as %s: %s', (typed, told, same) => {
    expect(isSameName(typed, told)).toBe(same);
  });
});

describe('a journey', () => {
  const away = { provider: 'work', next: '/new', lang: 'da', nonce: 'n', verifier: 'v' } as const;

  test('is gone on with once, by its secret and its state, within ten minutes', async () => {
    const { db } = wiki;
    const secret = await setOut(db, 'state', away, AT);
    const unknown = { status: 403, code: 'journey-unknown' };
    await expect(comeBack(db, secret, 'other', AT)).rejects.toMatchObject(unknown);
    await expect(comeBack(db, 'other', 'state', AT)).rejects.toMatchObject(unknown);
    await expect(comeBack(db, secret, 'state', later(10))).rejects.toMatchObject(unknown);
    await expect(findArrival(db, secret, AT)).rejects.toMatchObject(unknown);
    expect(await comeBack(db, secret, 'state', later(9))).toEqual(away);
    await expect(comeBack(db, secret, 'state', later(9))).rejects.toMatchObject(unknown);
  });

  test('that took too long is removed, and no other', async () => {
    const arrival = { provider: 'work', next: '/', lang: 'da', claims: claims() } as const;
    const [old, young] = [await arrive(wiki.db, arrival, AT), await arrive(wiki.db, arrival, later(5))];
    await deleteOldJourneys(wiki.db, later(11));
    expect(await findArrival(wiki.db, young, later(11))).toEqual(arrival);
    await expect(findArrival(wiki.db, old, AT)).rejects.toMatchObject({ status: 403 });
    await expect(comeBack(wiki.db, young, '', later(11))).rejects.toMatchObject({ status: 403 });
  });
});

describe('somebody new', () => {
  const arrived = async (more: Partial<Claims> = {}) => {
    const arrival = { provider: 'work', next: '/', lang: 'da', claims: claims(more) } as const;
    return { secret: await arrive(wiki.db, arrival, AT), arrival };
  };

  test('begins an account that the login knows from then on, until it’s untied', async () => {
    const { db } = wiki;
    const held = await arrived({ email: 'kim@nordby.example' });
    expect(await recognise(db, claims(), rules, AT)).toBeUndefined();
    const id = await beginArrived(db, held, { name: 'Mette Bek', title: 'chef' }, rules, AT);
    const { byline } = await findPerson(db, id);
    const shown = {
      name: 'Kim Åberg',
      title: 'chef',
      workplace: 'Nordby Kommune',
      verification: 'federated',
    };
    expect(byline).toMatchObject(shown);
    expect(await credentialOf(db, id)).toEqual({ email: 'kim@nordby.example', passwordHash: '' });
    expect(await recognise(db, claims(), rules, AT)).toBe(id);
    expect(await recognise(db, claims({ issuer: 'https://other.example' }), rules, AT)).toBeUndefined();
    await expect(recognise(db, claims({ tenant: 'other' }), rules, AT)).rejects.toMatchObject({
      code: 'other-tenant',
    });
    expect(await loginsOf(db, id)).toEqual(new Set(['work']));
    await db.transaction().execute((tx) => deleteIdentitiesOf(tx, id));
    expect(await recognise(db, claims(), rules, AT)).toBeUndefined();
  });

  test('is asked for what the login doesn’t tell, or what won’t do', async () => {
    const ask = (more: Partial<Claims>, other = {}) =>
      questionFor(wiki.db, claims(more), { ...rules, ...other });
    expect(await ask({})).toMatchObject({ asksName: false, workplace: 'Nordby Kommune', isKnown: false });
    expect(await ask({ name: 'Kim' })).toMatchObject({ asksName: true });
    expect(await ask({ name: 'Kim' }, { wholeNames: true })).toMatchObject({ asksName: false });
    expect(await ask({ name: 'Kim (IT)' }, { wholeNames: true })).toMatchObject({ asksName: true });
    expect(await ask({ name: 'Administrator' }, { wholeNames: true })).toMatchObject({ asksName: true });
    expect(await ask({ name: 'Ana 0stergård' })).toMatchObject({ asksName: true });
    expect(await ask({ workplace: '' }, { workplace: 'Vesterå Kommune' })).toMatchObject({
      workplace: 'Vesterå Kommune',
    });
    expect(await ask({ email: ana.email })).toMatchObject({ isKnown: true });
    await expect(ask({ name: '' })).rejects.toMatchObject({ status: 403, code: 'nameless-login' });
  });

  test('ties the login to one account, and not to a second', async () => {
    const { db, anas, bos } = wiki;
    await tieArrived(db, await arrived({ name: ana.name }), anas.personId, rules, AT);
    expect(await recognise(db, claims({ name: ana.name }), rules, AT)).toBe(anas.personId);
    const again = arrived({ name: ana.name });
    await expect(tieArrived(db, await again, bos.personId, rules, AT)).rejects.toMatchObject({
      code: 'identity-taken',
    });
    await expect(
      beginArrived(db, await arrived({ name: 'Kim Åberg' }), { name: '', title: '' }, rules, AT),
    ).rejects.toMatchObject({ code: 'identity-taken' });
  });

  test('ties the login to no account that was closed, or whose name was erased, while the login was asked', async () => {
    const { db, anas, bos } = wiki;
    const admin = await join(db, { ...mo, name: 'Åse Ørsted', email: 'aase@example.dk' }, 'administrator');
    await leave(db, anas, PASSWORD, 'da');
    await eraseByline(db, admin, bos.bylineId, 'Efter aftale.');
    for (const { personId } of [anas, bos]) {
      await expect(
        tieArrived(db, await arrived({ name: 'Kim Åberg' }), personId, rules, AT),
      ).rejects.toMatchObject({ status: 403 });
      expect(await authorOf(db, personId, AT)).toBeUndefined();
      expect((await findPerson(db, personId)).byline.name).not.toBe('Kim Åberg');
    }
    expect(await recognise(db, claims(), rules, AT)).toBeUndefined();
  });
});
