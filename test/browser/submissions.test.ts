import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { ana, bo, join } from '../support/people.ts';

let wiki: ListeningWiki;
let browser: Browser;
beforeAll(async () => {
  wiki = await listeningWiki();
  browser = await launchBrowser();
  await join(wiki.db, ana);
  await join(wiki.db, bo);
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

const revisions = async () => (await wiki.db.selectFrom('revision').select('number').execute()).length;

describe.each(WAYS)('a form of an article, $way', ({ javaScript, ...way }) => {
  let anas: Visitor;
  let title: string;
  beforeAll(async () => {
    anas = await visitor(browser, wiki.address, { javaScript: javaScript!, ...way });
    await anas.visits('/login');
    await anas.signsIn(ana);
    title = `Ring først, ${way.screen!}`;
  });

  test('is taken once by a double click, and not again by whoever goes back', async () => {
    await anas.visits('/new?kind=method');
    await anas.writes({ title, lead: 'Et opkald sparer en tur.', body: 'Ring først.\n\nGå så.' });
    const before = await revisions();
    const button = anas.page.getByRole('button', { name: 'Gem artiklen', exact: true });
    await Promise.all([anas.page.waitForURL(/\/wiki\//), button.dblclick()]);
    await anas.checks();
    await anas.sees(title, 'Artiklen er oprettet');
    await anas.page.goBack();
    await anas.presses('Gem artiklen');
    await anas.sees(title, 'Gå så.');
    expect(await revisions()).toBe(before + 1);
  });

  test('is shown, not published, by Enter in a line of it', async () => {
    await anas.follows('Redigér');
    const before = await revisions();
    await anas.writes({ title: `${title}, endelig` });
    await Promise.all([anas.page.waitForEvent('load'), anas.page.keyboard.press('Enter')]);
    await anas.checks();
    await anas.sees('Forhåndsvisning', `${title}, endelig`);
    expect(await revisions()).toBe(before);
  });

  test('keeps what others wrote meanwhile from whoever goes back to it', async () => {
    const bos = await visitor(browser, wiki.address, { javaScript: javaScript!, ...way });
    await bos.visits('/login');
    await bos.signsIn(bo);
    const path = `/wiki/ring-først-${way.screen!}`;
    await anas.visits(`${path}/edit`);
    await anas.changes('body', 'Gå så.', 'Gå så derhen.');
    await anas.presses('Gem ændringer');
    await bos.visits(`${path}/edit`);
    await bos.changes('body', 'Ring først.', 'Ring først, altid.');
    await bos.presses('Gem ændringer');
    await anas.page.goBack();
    await anas.changes('body', 'Gå så derhen.', 'Gå så derhen, og bank på.');
    await anas.presses('Gem ændringer');
    await anas.sees('Ring først, altid.', 'Gå så derhen, og bank på.');
  });
});
