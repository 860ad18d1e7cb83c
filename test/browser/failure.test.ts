import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { visitor, type Way } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { lockAway } from '../support/held.ts';
import { ana, join } from '../support/people.ts';

let wiki: ListeningWiki;
let browser: Browser;
beforeAll(async () => {
  wiki = await listeningWiki();
  browser = await launchBrowser();
  await join(wiki.db, ana);
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

const ways: [string, Way, string][] = [
  ['on a phone, without JavaScript', { screen: 'phone', javaScript: false }, ''],
  ['at a desk, in English', { screen: 'desk' }, '/en'],
];
test.each(ways)(
  'a text that could not be saved is shown, and saved at the next try, %s',
  async (_name, way, lang) => {
    const someone = await visitor(browser, wiki.address, way);
    const [save, again, told] = lang
      ? ['Save the article', 'Try to save again', 'Your text isn’t saved yet']
      : ['Gem artiklen', 'Prøv at gemme igen', 'Din tekst er ikke gemt endnu'];
    await someone.visits(`${lang}/login`);
    await someone.signsIn(ana);
    await someone.visits(`${lang}/new?kind=method`);
    const title = `Prøv igen ${lang}`.trim();
    await someone.writes({ title, lead: 'Et opkald sparer en tur.', body: 'Ring først.\n\nGå så.' });
    await lockAway(wiki);
    await someone.presses(save, 503);
    await someone.sees(told);
    expect(await someone.has('body')).toBe('Ring først.\n\nGå så.');
    await someone.presses(again);
    await someone.sees(title, 'Gå så.');
  },
);
