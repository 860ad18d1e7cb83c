/** Whoever reads and isn't signed in gets no cookie and asks no other host for anything, wherever they go. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { addresses } from '../../server/web/doors.ts';
import { visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { ana, bo } from '../support/people.ts';

let browser: Browser;
let wiki: ListeningWiki;
beforeAll(async () => {
  browser = await launchBrowser();
  wiki = await listeningWiki({ OPERATOR: 'Nordby Kommune', CONTACT: 'wiki@nordby.example.dk' });
  const storm = {
    kind: 'method',
    title: 'Storm',
    lead: 'Mange idéer.',
    body: 'Se https://example.dk/.',
    action: 'save',
  };
  const links = { 'sources[0][title]': 'Kilde', 'sources[0][url]': 'https://example.dk/kilde' };
  await (await wiki.joined(ana)).post('/new', { ...storm, ...links });
  const bos = await wiki.joined(bo);
  await bos.post('/wiki/storm/edit', {
    ...storm,
    ...links,
    base: '1',
    body: '![Et billede](https://example.dk/a.png)',
  });
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

/** Links in mails hold what nobody knows beforehand, and lead a stranger to a page that says so. */
const refused = ['/setup', '/confirm', '/reset', '/stop-mail'];

const paths = addresses.all
  .filter(({ who, get }) => who === 'anyone' && get)
  // Nobody comes there but from a workplace's login.
  .filter(({ path }) => !['/login/:provider/callback', '/welcome'].includes(path))
  .map(({ path }) => path)
  .flatMap((path) => [path, path === '/' ? '/en' : `/en${path}`]);

const filledIn = (path: string) =>
  path
    .replace(':topic', 'leadership')
    .replace(':slug', 'storm')
    .replace(':from', '1')
    .replace(':to', '2')
    .replace(/:\w+/g, '1');

test('a reader gets no cookie, and loads nothing from elsewhere, at any public address', async () => {
  const reader = await visitor(browser, wiki.address);
  const context = reader.page.context();
  const asked: string[] = [];
  const told: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('response', (response) => {
    void response.headerValue('set-cookie').then((cookie) => cookie !== null && told.push(response.url()));
  });
  expect(paths).toEqual(expect.arrayContaining(['/', '/en', '/privacy', '/en/was', '/wiki/:slug', '/login']));
  for (const path of paths) {
    const answer = await bring(path);
    const status = refused.some((each) => path.endsWith(each)) ? 403 : path.includes(':thread') ? 404 : 200;
    expect([path, answer]).toEqual([path, status]);
  }
  expect(asked.length).toBeGreaterThan(paths.length);
  expect(asked.filter((url) => new URL(url).origin !== wiki.address)).toEqual([]);
  expect(told).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  const kept = await reader.page.evaluate(() => localStorage.length + sessionStorage.length);
  expect(kept).toBe(0);

  /** A file is asked for beside the page, with the cookies that it has, since a browser saves rather than shows some of them. */
  async function bring(path: string): Promise<number> {
    const address = filledIn(path);
    if (!/\.\w+$/.test(address)) return (await reader.page.goto(address))!.status();
    const answer = await context.request.get(address);
    if (answer.headers()['set-cookie'] !== undefined) told.push(address);
    return answer.status();
  }
}, 180_000);

test('and what would be a cookie or another host is seen', async () => {
  const member = await visitor(browser, wiki.address);
  await member.visits('/login');
  await member.signsIn(ana);
  const cookies = await member.page.context().cookies(member.page.url());
  expect(cookies.map(({ name }) => name)).toEqual(['wiki-session']);
  const atSignIn = await member.page.context().cookies(`${wiki.address}/en/login`);
  expect(atSignIn.map(({ name }) => name).sort()).toEqual(['wiki-browser', 'wiki-session']);
});

test.each(['/privacy', '/cookies', '/was', '/contact'])(
  '%s fits a phone and a desk, and axe finds nothing',
  async (path) => {
    for (const screen of ['phone', 'desk'] as const) {
      const reader = await visitor(browser, wiki.address, { screen });
      await reader.visits(path);
      await reader.visits(`/en${path}`);
      await reader.page.context().close();
    }
  },
);

test('one’s data, events and the way out fit a phone and a desk, and axe finds nothing', async () => {
  for (const screen of ['phone', 'desk'] as const) {
    const member = await visitor(browser, wiki.address, { screen });
    await member.visits('/login');
    await member.signsIn(bo);
    for (const lang of ['', '/en'])
      for (const path of ['data', 'browsers', 'leave']) await member.visits(`${lang}/account/${path}`);
    await member.visits('/account/leave');
    await member.writes({ password: 'noget helt andet her' });
    await member.presses('Luk kontoen', 422);
    await member.sees('Adgangskoden passer ikke.');
    await member.page.context().close();
  }
});

test.each([true, false])('somebody leaves, and their words stay (JavaScript: %s)', async (javaScript) => {
  const email = `kim-${javaScript}@example.dk`;
  await wiki.joined({ ...ana, name: javaScript ? 'Kim Bæk' : 'Lis Dahl', email });
  const member = await visitor(browser, wiki.address, { javaScript });
  await member.visits('/login');
  await member.signsIn({ ...ana, email });
  await member.visits('/account');
  await member.follows('Dine data');
  await member.follows('Luk din konto');
  await member.writes({ password: ana.password });
  await member.presses('Luk kontoen');
  await member.sees('Kontoen er lukket.');
  expect(await member.page.context().cookies()).toEqual([]);
});
