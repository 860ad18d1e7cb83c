/** The way to a workplace's login and back in a real browser, which holds the pages' policy to what their forms lead to. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { serveLogin, settingsOf, type WorkplaceLogin } from '../support/provider.ts';

let browser: Browser;
let wiki: ListeningWiki;
let login: WorkplaceLogin;
beforeAll(async () => {
  browser = await launchBrowser();
  const unknown = await serveLogin('http://127.0.0.1:1');
  wiki = await listeningWiki({
    OIDC_PROVIDERS: 'aarhus',
    ...settingsOf(unknown, 'aarhus', { END_SESSION: 'true' }),
  });
  await unknown.close();
  // Each has a free port, and is to know the other's.
  login = await serveLogin(wiki.address);
  wiki.settings.baseUrl = wiki.address;
  wiki.settings.providers[0]!.issuer = new URL(login.issuer);
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
  await login.close();
});

const words = {
  '': {
    press: 'Log ind med Nordby Kommune',
    seen: ['Velkommen', 'Sådan vises du', 'Nordby Kommune kalder dig »Berg, Kim (IT)«', 'CC BY 4.0'],
    begin: 'Jeg siger ja til vilkårene. Opret min konto',
    begun: 'Din konto er oprettet',
    known: 'Navnet kommer fra din arbejdsplads’ login.',
  },
  '/en': {
    press: 'Sign in with Nordby Kommune',
    seen: ['Welcome', 'How you are shown', 'Nordby Kommune calls you “Berg, Kim (IT)”', 'CC BY 4.0'],
    begin: 'I agree. Create my account',
    begun: 'Your account has been made',
    known: 'The name comes from your workplace’s sign-in.',
  },
};

test.each([
  { lang: '', screen: 'desk', javaScript: true },
  { lang: '/en', screen: 'phone', javaScript: true },
  { lang: '', screen: 'phone', javaScript: false },
] as const)('leads in and out again: $lang on a $screen, JavaScript: $javaScript', async (way) => {
  const { press, seen, begin, begun, known } = words[way.lang];
  login.next = { sub: JSON.stringify(way), name: 'Berg, Kim (IT)', workplace: 'Nordby Kommune' };
  const kim = await visitor(browser, wiki.address, way);
  const { page } = kim;
  await kim.visits(`${way.lang}/register`);
  await kim.visits(`${way.lang}/login?next=${way.lang}/new`);
  await kim.sees(press);
  await Promise.all([
    page.waitForURL(`${wiki.address}${way.lang}/welcome`),
    page.getByRole('button', { name: press }).click(),
  ]);
  // The pages are checked in a tab that hasn't been elsewhere.
  const tab = await kim.tab();
  await tab.page.goto(`${way.lang}/welcome`);
  await tab.sees(...seen);
  await tab.writes({ name: 'Kim Bo' });
  await tab.presses(begin, 422);
  await tab.writes({ name: 'Kim Berg', title: 'maler' });
  await tab.presses(begin);
  expect(tab.page.url()).toBe(`${wiki.address}${way.lang}/new`);
  await tab.sees(begun);
  for (const path of ['/account', '/account/address', '/account/password']) await tab.visits(way.lang + path);
  await tab.visits(`${way.lang}/account`);
  await tab.sees('Kim Berg', 'Nordby Kommune', known);
  await Promise.all([
    tab.page.waitForURL(/\/session\/end\?/),
    tab.page.locator('main form[action$="/logout"] button').click(),
  ]);
  expect(await page.context().cookies(wiki.address)).toEqual([]);
  await page.context().close();
});
