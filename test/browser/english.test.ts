import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { kinds } from '../../server/kinds/index.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, type Visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { danishAmong } from '../support/danish.ts';
import { ana, bo, join } from '../support/people.ts';

let wiki: ListeningWiki;
let browser: Browser;
let stranger: Visitor;
let anas: Visitor;

/** A case with a fact of nearly every sort, so that their labels are read too. */
const rota = {
  kind: 'case',
  title: 'Faste vagthold',
  lead: 'Et plejecenter planlægger selv sine vagter.',
  topics: ['leadership'],
  sources: [{ title: 'Rapporten', url: 'https://example.dk/rapport' }],
  facts: {
    workplaces: ['Plejecenter Eksempel'],
    level: 'municipality',
    sector: ['elderly-care', 'management'],
    places: ['1081'],
    innovationTypes: ['process'],
    origin: 'adapted',
    status: 'in-operation',
    started: '2025-05-03',
    values: { quality: 'achieved', efficiency: 'partly' },
    evaluated: 'internal',
    initiatedBy: ['employees'],
    partners: ['none'],
    reach: { amount: 1200, unit: 'borgere' },
    methodsUsed: ['Prøvehandling', 'Vagtmøde'],
    principles: ['3'],
  },
  body: '## Udfordring\n\nFor mange vikarer. Se [[Prøvehandling]] og [[Vagtmøde]].[^1]\n\n## Virkning\n\n- [x] Målt\n\n## Proces\n\n::: note\nHusk MED-udvalget.\n:::\n\n[^1]: Rapporten.\n',
};

beforeAll(async () => {
  wiki = await listeningWiki();
  browser = await launchBrowser();
  const [anaHerself, boHimself] = [await join(wiki.db, ana), await join(wiki.db, bo)];
  await createArticle(wiki.db, anaHerself, { content: method(), summary: 'Oprettet' });
  await createArticle(wiki.db, anaHerself, { content: rota, summary: '' });
  const shorter = {
    ...rota,
    body: rota.body.replace('For mange', 'Alt for mange'),
    facts: { ...rota.facts, status: 'completed' },
  };
  await editArticle(wiki.db, boHimself, 'faste-vagthold', {
    content: shorter,
    base: 1,
    summary: 'Vi er færdige',
    minor: true,
  });
  [stranger, anas] = [await visitor(browser, wiki.address), await visitor(browser, wiki.address)];
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

const read = [
  '/en',
  '/en/articles',
  '/en/articles?kind=case',
  '/en/articles?kind=guide',
  '/en/articles?topic=leadership&sector=elderly-care&place=1081&unfinished=1',
  '/en/articles?topic=digitalisation',
  '/en/search',
  '/en/search?q=fas',
  '/en/search?q=kantine',
  '/en/wiki/faste-vagthold',
  '/en/wiki/faste-vagthold/history',
  '/en/wiki/faste-vagthold/history/1',
  '/en/wiki/faste-vagthold/diff/1/2',
  '/en/wiki/faste-vagthold/diff/1/2?view=inline',
  '/en/wiki/faste-vagthold/diff/1/1',
  '/en/wiki/faste-vagthold/attribution',
  '/en/wiki/faste-vagthold/attribution?number=1',
  '/en/wiki/faste-vagthold/attribution?person=2',
  '/en/wiki/faste-vagthold/cite',
  '/en/wiki/faste-vagthold/cite?number=1',
  '/en/changes',
  '/en/checkpoints',
  '/en/people',
  '/en/people/2',
  '/en/login',
  '/en/register',
  '/en/forgot',
  '/en/sent',
];

test.each(read)('a stranger reads %s in English', async (path) => {
  await stranger.visits(path);
  await isEnglish(stranger);
});

test.each([
  ['/en/nowhere', 'There is no such page'],
  ['/en/wiki/nowhere', 'The article hasn’t been written yet'],
  ['/en/wiki/faste-vagthold/history/9', 'There is no such version'],
  ['/en/people/99', 'There is no such person'],
])('%s says in English what is missing', async (path, heading) => {
  await stranger.visits(path, 404);
  await stranger.sees(heading);
  await isEnglish(stranger);
});

test('signing in goes on to where one was going, in English', async () => {
  await anas.visits('/en/account');
  await anas.writes({ email: ana.email, password: 'wrong' });
  await anas.presses('Sign in', 422);
  await isEnglish(anas);
  await anas.signsIn(ana);
  expect(anas.page.url()).toBe(`${wiki.address}/en/account`);
  await isEnglish(anas);
});

test.each([
  '/en/account/address',
  '/en/account/password',
  '/en/account/browsers',
  '/en/new',
  ...kinds.map(({ code }) => `/en/new?kind=${code}`),
  '/en/wiki/faste-vagthold/edit',
  '/en/wiki/faste-vagthold/move',
  '/en/wiki/faste-vagthold/restore?number=1',
  '/en/wiki/faste-vagthold/undo?number=2',
  '/en/wiki/faste-vagthold/rollback',
  '/en/people/1',
])('someone who writes sees %s in English', async (path) => {
  await anas.visits(path);
  await isEnglish(anas);
});

test('what a form is answered with is English too', async () => {
  await anas.visits('/en/new?kind=method');
  await anas.presses('Save the article', 422);
  await isEnglish(anas);
  await anas.writes({ title: 'Vagtmøde', lead: 'Et kort møde.' });
  await anas.presses('Preview');
  await isEnglish(anas);
  await anas.presses('Save the article');
  await anas.sees('The article has been created.');
  await isEnglish(anas);
  const second = await anas.tab();
  await anas.visits('/en/wiki/vagtmøde/edit');
  await second.visits('/en/wiki/vagtmøde/edit');
  await anas.writes({ lead: 'Et møde på ti minutter.' });
  await anas.presses('Save changes');
  await second.writes({ lead: 'Et møde i stående form.' });
  await second.presses('Save changes', 409);
  await isEnglish(second);
  await second.opens('Or merge the texts yourself');
  await second.forgetsCookies();
  await second.presses('Save changes', 401);
  await isEnglish(second);
  await second.signsIn(ana);
  await second.sees('Your text is here again.');
  await isEnglish(second);
  await second.visits('/en/wiki/faste-vagthold/edit');
  await second.opens('Facts, topics and sources');
  await second.opens('Change the kind of the article');
  await second.writes({ kind: 'concept' });
  await second.presses('Save changes', 422);
  await second.sees('Elderly people and care, Management and governance');
  await isEnglish(second);
});

test('the words of a Danish page would be found', async () => {
  await stranger.visits('/articles?kind=method');
  expect(danishAmong(await textsOn(stranger))).toEqual(
    expect.arrayContaining(['Metoder', '2 artikler', 'Log ind', 'Søg efter metoder, cases og personer']),
  );
});

/** Checks that no word of the Danish interface is left on a page, and that its links stay in English. */
async function isEnglish(someone: Visitor): Promise<void> {
  const at = someone.page.url();
  expect(await someone.page.locator('html').getAttribute('lang')).toBe('en');
  expect({ at, danish: danishAmong(await textsOn(someone)) }).toEqual({ at, danish: [] });
  const links = someone.page.locator('a[href^="/"]:not([hreflang="da"]), form[action^="/"]');
  const leads = await links.evaluateAll((all) =>
    all.map((each) => each.getAttribute('href') ?? each.getAttribute('action')),
  );
  expect({ at, leads: leads.filter((lead) => !/^\/en(\/|\?|$)/.test(lead!)) }).toEqual({ at, leads: [] });
}

/** Returns what a page says in the language of the interface, read out or seen. */
function textsOn({ page }: Visitor): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [document.title.replace(/ – [^–]*$/, '')];
    const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement!;
      if (element.closest('[lang]:not(html), textarea')) continue;
      if (node instanceof Text) texts.push(node.data);
      else
        for (const name of ['aria-label', 'placeholder', 'alt', 'title', 'data-title'])
          texts.push(element.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  });
}
