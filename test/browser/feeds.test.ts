/** The feeds as a browser's own parser of XML reads them, which takes nothing that isn't well-formed. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { faultsIn, type FeedElement } from '../support/feeds.ts';
import { ana, join } from '../support/people.ts';

const browser = browserForAll();
let wiki: ListeningWiki;
beforeAll(async () => {
  wiki = await listeningWiki();
  const author = await join(wiki.db, ana);
  const content = method({
    title: 'Lån & <b>lav</b> om',
    lead: 'Del ]]> & hel 😀.',
    topics: ['Ledelse & <tillid>'],
  });
  await createArticle(wiki.db, author, { content, summary: 'Fordi <b> & ]]>.' });
}, 60_000);
afterAll(() => wiki.close());

test('all are well-formed, and what RFC 4287 allows', async () => {
  const page = await browser.current.newPage();
  await page.goto(wiki.address);
  const paths = [
    '/changes.atom',
    '/log.atom',
    '/search.atom?q=l%C3%A5n',
    '/search.atom?topic=Ledelse+%26+%3Ctillid%3E',
  ];
  for (const path of [...paths, `/wiki/${encodeURIComponent('lån-b-lav-b-om')}/talk.atom`]) {
    const text = await (await fetch(wiki.address + path)).text();
    const feed = await page.evaluate((xml): FeedElement => {
      const elementOf = (element: Element): FeedElement => ({
        name: element.localName,
        attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        text: element.textContent ?? '',
        children: [...element.children].map(elementOf),
      });
      return elementOf(new DOMParser().parseFromString(xml, 'application/xml').documentElement);
    }, text);
    expect([path, faultsIn(feed)]).toEqual([path, []]);
  }
  await page.close();
}, 60_000);
