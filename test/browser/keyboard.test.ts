import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, type Visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, join } from '../support/people.ts';

let wiki: ListeningWiki;
let browser: Browser;
let anas: Visitor;
let page: Page;

beforeAll(async () => {
  wiki = await listeningWiki();
  browser = await launchBrowser();
  const author = await join(wiki.db, ana);
  await createArticle(wiki.db, author, { content: method(), summary: '' });
  for (const lead of ['Et lille forsøg.', 'Et lille forsøg i morgen.', 'Et lille forsøg i dag.'])
    await editArticle(wiki.db, author, 'prøvehandling', {
      content: method({ lead, body: method().body.replace('én ting', lead) }),
      base: undefined,
      summary: '',
      minor: false,
    });
  anas = await visitor(browser, wiki.address);
  page = anas.page;
  await anas.visits('/login');
  await anas.signsIn(ana);
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test('the first stop is the way past the menu', async () => {
  await anas.visits('/wiki/prøvehandling/edit');
  await press('Tab');
  expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Gå til sidens indhold');
  expect(await focusIsSeen(page)).toBe(true);
  await press('Enter', 'Tab');
  expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Artikel');
});

test('Tab comes to every control of the edit form in the order they stand, and each shows it', async () => {
  await anas.visits('/wiki/prøvehandling/edit');
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  const stops = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary');
    // What Enter presses in a line stands there for nobody else.
    const shown = [...all].filter(
      (each) => each.checkVisibility() && each.getClientRects().length > 0 && !each.ariaHidden,
    );
    return shown.map((each, index) => (each.dataset['stop'] = String(index)));
  });
  expect(stops.length).toBeGreaterThan(50);
  const reached: string[] = [];
  const unseen: string[] = [];
  for (const stop of stops) {
    await press('Tab');
    const at = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['stop'] ?? '');
    reached.push(at);
    if (!(await focusIsSeen(page)))
      unseen.push(`${stop}: ${await page.evaluate(() => document.activeElement!.outerHTML)}`);
  }
  expect(reached).toEqual(stops);
  expect(unseen).toEqual([]);
});

test('a form that comes back stands at its errors, and each of them leads to its control', async () => {
  await anas.visits('/new?kind=case');
  await anas.presses('Gem artiklen', 422);
  expect(await page.evaluate(() => document.activeElement!.className)).toContain('alert-error');
  for (const [index, control] of ['title', 'lead', 'facts[workplaces]'].entries()) {
    await page.locator('.alert-error a').nth(index).focus();
    await press('Enter');
    expect(await page.evaluate(() => document.activeElement!.id)).toBe(control);
  }
  await page.locator('.alert-error').focus();
  await press('Tab', 'Enter');
  await page.keyboard.type('Faste vagthold');
  expect(await anas.has('title')).toBe('Faste vagthold');
});

test('the history’s radio buttons take arrows, and only an older version goes with a newer', async () => {
  await anas.visits('/wiki/prøvehandling/history');
  await page.getByLabel('Sammenlign fra version 3').focus();
  await press('ArrowDown', 'ArrowDown');
  await page.getByLabel('Sammenlign til version 4').focus();
  await press('ArrowDown');
  expect(await page.getByLabel('Sammenlign fra version 1').isChecked()).toBe(true);
  expect(await page.getByLabel('Sammenlign til version 3').isChecked()).toBe(true);
  expect(await page.getByLabel('Sammenlign til version 1').isDisabled()).toBe(true);
  await Promise.all([page.waitForEvent('load'), press('Enter')]);
  expect(page.url()).toMatch(/\/diff\/1\/3$/);
});

test('n and p go from change to change in a difference', async () => {
  await anas.visits('/wiki/prøvehandling/diff/1/2');
  const at = () =>
    page.evaluate(() => [...document.querySelectorAll('.diff-change')].indexOf(document.activeElement!));
  await press('n');
  expect(await at()).toBe(0);
  await press('n');
  expect(await at()).toBe(1);
  await press('p');
  expect(await at()).toBe(0);
});

test('the passages are one stop of Tab together, each says who wrote it, and the arrows go from one to the next', async () => {
  await anas.visits('/wiki/prøvehandling/attribution');
  const passages = await page.locator('.passage[tabindex]').allInnerTexts();
  expect(passages.slice(0, 3)).toEqual(['Prøvehandling', 'Et lille forsøg i dag.', 'Sådan gør du']);
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText);
  const note = page.locator('.passage-box');
  await page.locator('.passage').first().focus();
  const goesTo = async (passage: string) => {
    await press('ArrowRight');
    expect(await focused()).toBe(passage);
    expect(await focusIsSeen(page)).toBe(true);
  };
  for (const passage of passages.slice(1, 4)) await goesTo(passage);
  expect(await note.innerText()).toContain('Skrevet af Ana Østergård sygeplejerske, Region Nordjylland');
  await press('ArrowLeft', 'ArrowUp');
  expect(await focused()).toBe(passages[1]);
  await press('ArrowRight', 'ArrowDown', 'ArrowDown');
  expect(await focused()).toBe(passages[4]);
  expect(await page.locator('.passage[tabindex="0"]').count()).toBe(1);
  await press('Tab');
  expect(await page.evaluate(() => document.activeElement!.closest('.passage'))).toBeNull();
  await press('Shift+Tab');
  expect(await focused()).toBe(passages[4]);
  await anas.checks();
});

test('Enter goes into the note of a passage, and Escape closes it and goes back', async () => {
  await anas.visits('/wiki/prøvehandling/attribution');
  const note = page.locator('.passage-box');
  await page.locator('.article .passage').nth(1).focus();
  await press('Enter', 'Tab');
  expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Ana Østergård');
  await press('Escape');
  expect(await note.count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement!.className)).toContain('passage');
  await page.locator('.article .passage').first().click();
  expect(await note.count()).toBe(1);
});

test('text that is not saved is not left without a question, and a save asks nothing', async () => {
  await anas.visits('/wiki/prøvehandling/edit');
  const before = anas.asked();
  await anas.follows('Historik');
  expect(anas.asked()).toBe(before);
  await anas.visits('/wiki/prøvehandling/edit');
  await anas.writes({ lead: 'Et lille forsøg til.' });
  await anas.follows('Historik');
  expect(anas.asked()).toBe(before + 1);
  await anas.visits('/wiki/prøvehandling/edit');
  await anas.writes({ lead: 'Et lille forsøg til.' });
  await anas.presses('Forhåndsvis');
  await anas.presses('Gem ændringer');
  expect(anas.asked()).toBe(before + 1);
});

test('sources are added one by one', async () => {
  await anas.visits('/wiki/prøvehandling/edit');
  await anas.opens('Fakta, emner og kilder');
  await page.getByRole('button', { name: 'Tilføj en kilde' }).click();
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('sources[3][title]');
  await anas.writes({ 'sources[3][title]': 'En rapport', 'sources[3][url]': 'https://example.dk/rapport' });
  await anas.presses('Gem ændringer');
  await anas.sees('En rapport');
});

test('on a phone the menu opens and closes with the keys', async () => {
  await page.setViewportSize({ width: 360, height: 700 });
  await anas.visits('/');
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await menu.focus();
  await press('Enter');
  expect(await page.locator('#_menu').isVisible()).toBe(true);
  await anas.checks();
  await press('Escape');
  expect(await page.locator('#_menu').isVisible()).toBe(false);
});

/** Says whether the control that has the focus, or the box that stands for it, is outlined. */
function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLInputElement;
    const outlined = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
      outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    const label = focused.labels?.[0];
    return (
      outlined(getComputedStyle(focused)) ||
      (label !== undefined && outlined(getComputedStyle(label, '::before')))
    );
  });
}
