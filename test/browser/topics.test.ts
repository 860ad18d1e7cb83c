/** Topics as people meet them: chosen in the form, read as one place, written about, and merged by a moderator. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { visitor, WAYS } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { ana, join, mo } from '../support/people.ts';

let browser: Browser;
let wiki: ListeningWiki;
beforeAll(async () => {
  browser = await launchBrowser();
  wiki = await listeningWiki();
  const anas = await wiki.joined(ana);
  await join(wiki.db, mo, 'moderator');
  const article = { kind: 'method', lead: 'Om den.', action: 'save' };
  await anas.post('/new', { ...article, title: 'Vagtplan', topics: 'Nudging' });
  await anas.post('/new', { ...article, title: 'Skilte', topics: 'Små skub\nDigitalisering' });
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

test.each(WAYS)('a topic is found, chosen, written about and merged $way', async (way) => {
  const named = way.javaScript ? 'Dufte' : 'Lyde';
  const reader = await visitor(browser, wiki.address, way);
  await reader.visits('/');
  await reader.follows('Alle emner');
  await reader.sees('Nudging', 'Velfærdsteknologi');
  await reader.follows('Nudging');
  await reader.sees('Vagtplan', 'Ana Østergård');
  await reader.visits('/en/topics/digitalisation');

  const anas = await visitor(browser, wiki.address, way);
  await anas.visits('/login?next=/wiki/vagtplan/edit');
  await anas.signsIn(ana);
  await anas.opens('Fakta, emner og kilder');
  const last = anas.page.locator('[id="topics[3]"]');
  expect(await last.getAttribute('list')).toBe('topic-options');
  await last.fill(named);
  if (way.javaScript) {
    await anas.page.getByRole('button', { name: 'Tilføj et emne til' }).click();
    await anas.page.locator('[id="topics[4]"]').fill('velfærdsteknologi');
  }
  await anas.checks();
  await anas.presses('Gem ændringer');
  await anas.follows(named);
  await anas.follows('Skriv om emnet');
  expect(await anas.has('title')).toBe(named);
  await anas.writes({ lead: 'Det, man lægger mærke til uden at vide det.' });
  await anas.presses('Gem artiklen');
  await anas.sees('Artikler om emnet', 'Vagtplan');

  const mos = await visitor(browser, wiki.address, way);
  await mos.visits(`/login?next=/topics/${named}/merge`);
  await mos.signsIn(mo);
  await mos.writes({ into: 'nudging' });
  await mos.presses('Læg sammen', 422);
  await mos.writes({ reason: 'Det er det samme' });
  await mos.presses('Læg sammen');
  await mos.sees('Emnerne er lagt sammen.', `${named}, lagt sammen af`);
  await mos.visits(`/wiki/${named.toLowerCase()}`);
  await mos.sees('Emnet hører nu under');
  await mos.follows('Nudging');
  await mos.follows(`Skil ad ${named}`);
  await mos.writes({ reason: 'Det er to ting' });
  await mos.presses('Skil emnerne ad');
  await mos.sees('Emnerne er skilt ad.');
});
