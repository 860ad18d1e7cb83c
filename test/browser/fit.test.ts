import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { beginThread } from '../../server/wiki/talk/posting.ts';
import { changeSignature } from '../../server/wiki/people/signatures.ts';
import { addresses } from '../../server/web/doors.ts';
import type { Address } from '../../server/web/frame/visit.ts';
import { visitor, type Visitor } from '../support/browser.ts';
import { launchBrowser } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, bo, join } from '../support/people.ts';

const long = (length: number) => 'speciallægepraksisplanlægning'.repeat(12).slice(0, length);
const longest = {
  ...ana,
  name: `Ana ${long(60)}`,
  title: long(80),
  workplace: `Styrelsen for ${long(80)}`,
  email: 'lang@example.dk',
};
const wide = method({
  title: long(120),
  lead: long(300),
  topics: [long(60)],
  sources: [{ title: `https://example.dk/${long(150)}`, url: `https://example.dk/${long(150)}` }],
  facts: { what: long(200), timeRequired: long(60), participants: long(40), phase: ['idea', 'proposal'] },
  body: `## ${long(90)}

${long(200)} https://example.dk/${long(200)} \`${long(150)}\`

## Tabel

| ${Array.from({ length: 9 }, (_, index) => `Kolonne ${index}`).join(' | ')} |
|${' --- |'.repeat(9)}
|${` ${long(20)} |`.repeat(9)}

    ${long(250)}

## [[${long(110)}]]

- ${long(90)}
  - ${long(90)}
    - ${long(90)}

::: advarsel
${long(120)}
:::
`,
});

let wiki: ListeningWiki;
let browser: Browser;
let reader: Visitor;
let thread: number;

beforeAll(async () => {
  wiki = await listeningWiki();
  browser = await launchBrowser();
  reader = await visitor(browser, wiki.address, { screen: 'phone' });
  const [lang, boHimself] = [await join(wiki.db, longest), await join(wiki.db, bo)];
  await createArticle(wiki.db, lang, { content: wide, summary: long(300) });
  const later = { ...wide, lead: `${long(200)}er`, body: `${wide.body}\n${long(400)}\n` };
  await editArticle(wiki.db, lang, wide.title, { content: later, base: 1, summary: long(300), minor: true });
  const post = { title: long(120), words: `${long(400)}\n\n> ${long(90)}\n`, section: '' };
  thread = (await beginThread(wiki.db, lang, wide.title, post)).threadId;
  await createArticle(wiki.db, boHimself, { content: method(), summary: '' });
  await editArticle(wiki.db, lang, 'prøvehandling', {
    content: method({ lead: 'Et forsøg i hverdagen.' }),
    base: 1,
    summary: '',
    minor: false,
  });
  const { title, workplace } = longest;
  await changeSignature(wiki.db, lang, { name: `Ana Maria ${long(60)}`, title, workplace, paired: true });
});
afterAll(async () => {
  await browser.close();
  await wiki.close();
});

const PAGES = [
  '/',
  '/articles',
  '/articles?topic=:longest',
  '/search?q=speciallæge',
  '/search?q=:longest',
  '/search?q=:longest:longest',
  '/topics',
  '/topics/:topic',
  '/changes',
  '/log',
  '/checkpoints',
  '/people',
  '/figures',
  '/figures?from=2024-01&to=2026-12&with=2021-01',
  '/people/1',
  '/moderators',
  '/removals',
  '/privacy',
  '/cookies',
  '/was',
  '/contact',
  '/wiki/:longest',
  '/maintenance',
  '/wanted',
  '/orphans',
  '/lost-headings',
  '/wiki/:longest/links',
  '/wiki/:longest/history',
  '/wiki/:longest/history/1',
  '/wiki/:longest/diff/1/2',
  '/wiki/:longest/diff/1/2?view=inline',
  '/wiki/:longest/talk',
  '/wiki/:longest/talk/:thread',
  '/wiki/:longest/talk/:thread/:thread/history',
  '/questions',
  '/wiki/:longest/cite',
  '/wiki/:longest/attribution',
  '/wiki/:longest/attribution?number=1&person=1',
];

test.each(PAGES)('however long the words are, %s fits a phone and a desk', (path) =>
  reader.visits(
    path
      .replaceAll(':longest', wide.title)
      .replaceAll(':topic', long(60))
      .replaceAll(':thread', String(thread)),
  ),
);

test('every page that strangers are shown is among them', () => {
  const isPage = ({ path, changesWith }: Address) => changesWith && !/\.\w+$/.test(path);
  const pages = addresses.all.filter(isPage);
  const seen = new Set(PAGES.map((path) => addresses.at(path.replace(/\?.*$/, ''))));
  expect(pages.filter((address) => !seen.has(address))).toEqual([]);
});

test('however long the words are, the forms around them fit', async () => {
  const writer = await visitor(browser, wiki.address, { screen: 'phone' });
  await writer.visits('/login');
  await writer.signsIn(longest);
  for (const form of ['edit', 'move', 'restore?number=1', 'undo?number=2'])
    await writer.visits(`/wiki/${wide.title}/${form}`);
  await writer.visits(`/wiki/${wide.title}/edit`);
  await writer.presses('Forhåndsvis');
  await writer.visits(`/new?title=${wide.title}`);
});

test('a moderator’s links are on one line at a desk, and no line of the foot begins with a point', async () => {
  const kirstine = { ...ana, name: 'Kirstine Ågård Holm', email: 'kirstine@example.dk' };
  await join(wiki.db, kirstine, 'moderator');
  const moderator = await visitor(browser, wiki.address, { screen: 'desk' });
  await moderator.visits('/login');
  await moderator.signsIn(kirstine);
  await moderator.visits('/moderation');
  const { page } = moderator;
  const lines = await page.evaluate(() => {
    const things = (list: string) => [...document.querySelectorAll(`${list} > li`)];
    const topOf = (thing: Element) => Math.round(thing.getBoundingClientRect().top);
    return {
      head: new Set(things('.portal-user .user-links').map(topOf)).size,
      foot: new Set(things('.footer-links').map(topOf)).size,
      begin: things('.footer-links')
        .filter((thing, i, all) => i === 0 || topOf(all[i - 1]!) < topOf(thing))
        .map((thing) => {
          const { left, width } = getComputedStyle(thing, '::before');
          const cutOff = Number(/ -([\d.]+)px\)$/.exec(getComputedStyle(thing.parentElement!).clipPath)?.[1]);
          return parseFloat(left) + parseFloat(width) <= -cutOff;
        }),
    };
  });
  expect(lines).toEqual({ head: 1, foot: 2, begin: [true, true] });
});

test('paper carries the text and its credit, and nothing that can only be clicked', async () => {
  const { page } = reader;
  await reader.visits('/wiki/prøvehandling');
  const chrome = page.locator('nav, form, button, .tab-container, footer, .new-article, .user-links');
  const seen = async () => Promise.all((await chrome.all()).map((each) => each.isVisible()));
  expect(await seen()).toContain(true);
  await page.emulateMedia({ media: 'print' });
  expect(await seen()).not.toContain(true);
  for (const text of ['Prøvehandling', 'Et forsøg i hverdagen.', 'Vælg én ting, og prøv den.'])
    expect(await page.getByText(text, { exact: true }).locator('visible=true').count()).toBeGreaterThan(0);
  await reader.sees('Skrevet af 2 personer fra 2 arbejdspladser.', 'Bo Åkjær konsulent, Aarhus Kommune');
  await reader.sees('CC BY 4.0', 'Fast adresse på version 2:', '/wiki/prøvehandling/history/2');
});

test('on paper each passage has the number of its note, and the notes say who wrote it', async () => {
  const { page } = reader;
  await page.emulateMedia({ media: 'screen' });
  await reader.visits('/wiki/prøvehandling/attribution');
  const numbers = page.locator('.article .ref');
  const seen = async () => Promise.all((await numbers.all()).map((each) => each.isVisible()));
  expect(await seen()).not.toContain(true);
  await page.emulateMedia({ media: 'print' });
  expect(await seen()).toContain(true);
  expect(await seen()).not.toContain(false);
  await reader.sees('Noter', 'Skrevet af Bo Åkjær konsulent, Aarhus Kommune', 'Version 1 · ');
  await reader.seesNot('Fremhæv');
});
