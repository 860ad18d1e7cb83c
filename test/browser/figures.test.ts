/** The wiki in figures as readers come to it, with a period of their own beside another. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { visitor, WAYS } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { ana } from '../support/people.ts';

let browser: Browser;
let wiki: ListeningWiki;
beforeAll(async () => {
  browser = await launchBrowser();
  wiki = await listeningWiki();
  const anas = await wiki.joined(ana);
  await anas.post('/new', { kind: 'method', title: 'Lån', lead: 'Om lån.', body: 'Lån.', action: 'save' });
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

test.each(WAYS)('the figures are found, compared and printed $way', async (way) => {
  const reader = await visitor(browser, wiki.address, way);
  await reader.visits('/');
  await reader.page.locator('footer').getByRole('link', { name: 'Wikien i tal' }).click();
  await reader.checks();
  await reader.opens('Vælg periode');
  const year = new Date().getUTCFullYear();
  await reader.writes({ from: `${year}-01`, to: `${year}-12`, with: `${year - 1}-01` });
  await reader.presses('Vis tallene');
  await reader.sees('Region Nordjylland', '1 af 1', '0 af 0', String(year - 1));
  const charts = reader.page.locator('.figure-charts svg');
  expect(await charts.count()).toBe(4);
  await reader.page.emulateMedia({ media: 'print' });
  expect(await charts.first().isVisible()).toBe(true);
  expect(await reader.page.locator('.figure-months').first().isVisible()).toBe(true);
});
