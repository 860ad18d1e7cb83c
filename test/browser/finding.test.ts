/** A half-remembered word finds its article, and is narrowed by sector and place: with and without JavaScript, in both languages, and by keys. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { fillWith, libraryContents } from '../support/library.ts';
import { ana, join } from '../support/people.ts';

const browser = browserForAll();
let wiki: ListeningWiki;
beforeAll(async () => {
  wiki = await listeningWiki();
  await fillWith(wiki.db, await join(wiki.db, ana), libraryContents());
}, 120_000);
afterAll(() => wiki.close());

describe.each(WAYS)('$way', (way) => {
  let reader: Visitor;
  beforeAll(async () => void (reader = await visitor(browser.current, wiki.address, way)));

  /** On a phone the facets are opened by a link, and closed by one that leads back to the articles; whoever chooses of them finds them open. */
  const opensFacets = async () => {
    const link = reader.page.locator('.to-facets a');
    const facets = reader.page.getByRole('navigation', { name: /^(?:Afgræns listen|Narrow the list)$/ });
    if (!(await link.isVisible())) return;
    if (await facets.isVisible()) return;
    await link.focus();
    await reader.page.keyboard.press('Enter');
    await facets.waitFor();
    await reader.checks();
  };

  test('something with trust in home care is found, narrowed, and read', async () => {
    await reader.visits('/');
    await reader.writes({ 'front-search': 'noget med tillid i hjemmeplejen' });
    await reader.presses('Søg');
    await reader.sees('artikler om »noget med tillid i hjemmeplejen«', 'Tillidsreform i hjemmeplejen');
    await reader.visits('/search?q=hjemmeplejen');
    await opensFacets();
    await reader.follows('Ældre og omsorg');
    await opensFacets();
    await reader.follows('Region Midtjylland');
    await reader.sees('Valgt:', 'Fjern alle', 'Tillidsreform i hjemmeplejen', 'case · Silkeborg · i drift');
    await reader.seesNot('Små faste teams i hjemmeplejen');
    await opensFacets();
    await reader.follows('Region Østdanmark');
    await reader.sees('Tillidsreform i hjemmeplejen', 'Små faste teams i hjemmeplejen');
    await reader.follows('Fjern Sted: Region Midtjylland');
    await reader.seesNot('Tillidsreform i hjemmeplejen');
    await opensFacets();
    await reader.follows('Region Østdanmark');
    await reader.sees('Tillidsreform i hjemmeplejen', 'Små faste teams i hjemmeplejen');
    await reader.follows('Tillidsreform i hjemmeplejen');
    await reader.sees('Læs også');
    await reader.follows('Silkeborg');
    await reader.sees('Artikler: Silkeborg', 'Valgt:', 'Tillidsreform i hjemmeplejen');
  });

  test('so it is in English, and what was misspelled is understood', async () => {
    await reader.visits('/en/search?q=hjemmeplejen');
    await opensFacets();
    await reader.sees('articles on “hjemmeplejen”', 'Sector', 'Elderly people and care');
    await reader.follows('Newest');
    await opensFacets();
    await reader.follows('Elderly people and care');
    await reader.visits('/en/search?q=inovation');
    await reader.sees('Nothing fits “inovation”. This is what there is on “innovation”.');
    await reader.visits('/en/search?q=kvantefysik');
    await reader.sees('No articles on “kvantefysik”', 'Try another word');
    await reader.visits('/en/search?q=trust');
    await reader.sees('Topic: Trust-based leadership');
    await reader.visits('/search?q=tillid+kvantefysik');
    await reader.follows('Se 23 artikler om »tillid«');
    await reader.visits('/search?q=-tillid');
    await reader.sees('Skriv også et ord, der skal være der.');
    await reader.visits('/search?q=hjemmeplejen&kind=principle');
    await reader.sees('Intet passer både på »hjemmeplejen« og på det, du har valgt.');
  });
});

test('suggestions are chosen by keys, leave what was typed alone, and end with Escape', async () => {
  const reader = await visitor(browser.current, wiki.address);
  await reader.visits('/');
  const field = reader.page.getByRole('combobox').last();
  const list = reader.page.locator('.suggestions:visible');
  await field.fill('tillids');
  await list.waitFor();
  await reader.checks();
  expect(await list.getByRole('option').allInnerTexts()).toEqual([
    'Tillidsreform i hjemmeplejen Case',
    'Tillidsbaseret ledelse Emne',
  ]);
  expect(await list.locator('[lang="da"]').allInnerTexts()).toEqual(['Tillidsreform i hjemmeplejen']);
  expect(await field.getAttribute('aria-expanded')).toBe('true');
  await field.press('ArrowDown');
  await field.press('ArrowDown');
  await field.press('ArrowUp');
  const active = await field.getAttribute('aria-activedescendant');
  expect(await reader.page.locator(`#${active}`).innerText()).toContain('Tillidsreform');
  await field.press('Escape');
  expect(await list.count()).toBe(0);
  expect(await field.inputValue()).toBe('tillids');
  await field.press('End');
  await field.pressSequentially('r');
  await list.waitFor();
  await field.press('ArrowDown');
  await Promise.all([reader.page.waitForURL('**/wiki/tillidsreform-i-hjemmeplejen'), field.press('Enter')]);
  await reader.checks();
  await reader.visits('/');
  await field.fill('hjemmeplejen');
  await Promise.all([reader.page.waitForURL('**/search?q=hjemmeplejen'), field.press('Enter')]);
});
