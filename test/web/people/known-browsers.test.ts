/** A browser in which somebody has signed in is let through a lock-out; no other is, and a reader holds nothing. */
import { beforeEach, afterEach, expect, test } from '@jest/globals';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, PASSWORD } from '../../support/people.ts';

const WRONG = 'noget helt andet her';
const NEW = 'tre grønne bænke i parken';

let wiki: ServedWiki;
let anas: Client;
beforeEach(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
});
afterEach(() => wiki.close());

const signIn = async (browser: Client, password = PASSWORD, email = ana.email) =>
  (await browser.post('/login', { email, password })).status;
/** Somebody on the same network guesses until the account is closed to it. */
async function lockOut(email = ana.email): Promise<void> {
  const stranger = wiki.client();
  for (let i = 0; i < 10; i++) expect(await signIn(stranger, WRONG, email)).toBe(422);
  expect(await signIn(stranger, WRONG, email)).toBe(429);
}

test('a stranger who guesses locks out everybody there but the browser that is known', async () => {
  await anas.post('/logout');
  expect([...anas.cookies.keys()]).toEqual(['wiki-browser']);
  await lockOut();
  expect(await signIn(wiki.client())).toBe(429);
  expect(await signIn(anas)).toBe(303);
  expect((await anas.get('/account')).status).toBe(200);
});

test('it has ten tries of its own, and is as any other after them', async () => {
  for (let i = 0; i < 10; i++) expect(await signIn(anas, WRONG)).toBe(422);
  expect(await signIn(wiki.client())).toBe(303);
  await lockOut();
  expect(await signIn(anas)).toBe(429);
});

test('neither another account’s cookie nor a made-up one lets anybody through', async () => {
  const bos = await wiki.joined(bo);
  await lockOut();
  expect(await signIn(bos)).toBe(429);
  for (const secret of ['', 'x', 'A'.repeat(32), anas.cookies.get('wiki-browser')!.slice(1)]) {
    const forger = wiki.client();
    forger.cookies.set('wiki-browser', secret);
    expect(await signIn(forger)).toBe(429);
  }
  const thief = wiki.client();
  thief.cookies.set('wiki-browser', anas.cookies.get('wiki-browser')!);
  await lockOut(bo.email);
  expect(await signIn(thief, PASSWORD, bo.email)).toBe(429);
  expect((await thief.get('/account')).status).toBe(303);
  expect(await signIn(anas)).toBe(303);
});

test('it ends with the password, and with the account', async () => {
  const elsewhere = wiki.client();
  await signIn(elsewhere);
  await anas.post('/account/password', { present: PASSWORD, password: NEW });
  await lockOut();
  expect(await signIn(elsewhere, NEW)).toBe(429);
  expect(await signIn(anas, NEW)).toBe(303);
  expect((await anas.get('/account/data')).text).toContain('Browsere, din konto kendes fra');
  await anas.post('/account/leave', { password: NEW });
  expect(anas.cookies.size).toBe(0);
  expect(await wiki.db.selectFrom('known_browser').selectAll().execute()).toEqual([]);
});

test('the cookie is set by signing in alone, for no script and no other site, and the page of cookies names it', async () => {
  const stranger = wiki.client();
  await signIn(stranger, WRONG);
  for (const path of ['/', '/login', '/cookies']) await stranger.get(path);
  expect(stranger.cookies.size).toBe(0);
  const answer = await stranger.post('/login', { email: ana.email, password: PASSWORD });
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('wiki-browser='));
  expect(cookie).toMatch(
    /^wiki-browser=[\w-]{32}; Max-Age=15552000; Path=\/login; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  expect((await stranger.get('/cookies')).text).toContain('wiki-browser');
  const secured = await serveWiki({ BASE_URL: 'https://wiki.example.dk' });
  expect((await secured.client().get('/en/cookies')).text).toContain('__Secure-wiki-browser');
  await secured.close();
});
