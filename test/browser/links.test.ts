/** Links as readers meet them: to a heading, and to a passage of a version. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { ana } from '../support/people.ts';

let browser: Browser;
let wiki: ListeningWiki;
const body = `## Vilkår

Renten er fast, og den fastsættes af to-tre personer – efter aftale med banken & kommunen.

## Pris

${'Noget helt andet.\n\n'.repeat(60)}`;
beforeAll(async () => {
  browser = await launchBrowser();
  wiki = await listeningWiki();
  const anas = await wiki.joined(ana);
  await anas.post('/new', { kind: 'method', title: 'Lån', lead: 'Om lån.', body, action: 'save' });
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

/** Chooses the text of the first paragraph, from one of its words to another. */
const choose = `(from, to) => {
  const { firstChild: text } = document.querySelector('.article p');
  const range = document.createRange();
  range.setStart(text, text.data.indexOf(from));
  range.setEnd(text, text.data.indexOf(to) + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}`;

test.each(['/wiki/lån', '/wiki/lån/history/1'])(
  'at %s the permanent link leads to the words that are chosen',
  async (path) => {
    const { page } = await visitor(browser, wiki.address);
    await page.goto(wiki.address + encodeURI(path));
    const link = page.locator('a[data-permanent]');
    const address = `${wiki.address}/wiki/l%C3%A5n/history/1`;
    const href = () => link.evaluate((each) => (each as HTMLAnchorElement).href);
    expect(await href()).toBe(address);
    await page.evaluate(`(${choose})('to-tre', 'personer')`);
    await page.waitForFunction(`document.querySelector('a[data-permanent]').href.includes('#:~:text')`);
    expect(await href()).toBe(`${address}#:~:text=to%2Dtre%20personer`);
    await page.evaluate(`(${choose})('Renten', 'kommunen')`);
    await page.waitForFunction(`document.querySelector('a[data-permanent]').href.includes('Renten')`);
    expect(await href()).toBe(`${address}#:~:text=Renten%20er%20fast%2C%20og,med%20banken%20%26%20kommunen`);
    await page.context().close();
  },
);

test('the link of a heading is there for the keyboard, and puts the heading in the address', async () => {
  const { page } = await visitor(browser, wiki.address);
  await page.goto(`${wiki.address}/wiki/l%C3%A5n`);
  const link = page.getByRole('link', { name: 'Link til afsnittet Pris' });
  await link.focus();
  expect(await link.evaluate((each) => getComputedStyle(each).opacity)).toBe('1');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => decodeURI(url.href) === `${wiki.address}/wiki/lån#pris`);
  await page.context().close();
});
