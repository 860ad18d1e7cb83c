/** The pages of what links where, in both languages, to a stranger and to who writes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
const new_ = (title: string, body: string) =>
  anas.post('/new', { kind: 'method', title, lead: `Om ${title.toLowerCase()}.`, body, action: 'save' });
const main = (text: string) => text.slice(text.indexOf('<main'), text.indexOf('</main>'));

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  await new_('Lån', '## Vilkår\n\nSe [[Åben dagsorden]].');
  await new_('Pant', 'Se [[Lån]] og [[Lån#Rente]].');
});
afterAll(() => wiki.close());

describe('what links to an article', () => {
  test('is led to from it, and told in both languages', async () => {
    expect((await wiki.client().get('/wiki/lån')).text).toContain(
      'href="/wiki/l%C3%A5n/links">Hvad henviser hertil<',
    );
    const danish = await wiki.client().get('/wiki/lån/links');
    expect(main(danish.text)).toContain('<h1>Hvad henviser til »Lån«</h1>');
    expect(main(danish.text)).toContain('href="/wiki/pant">Pant</a>');
    expect(main(danish.text)).not.toContain('tidligere titel');
    expect((await wiki.client().get('/en/wiki/lån/links')).text).toContain('<h1>What links to “Lån”</h1>');
    const none = main((await wiki.client().get('/wiki/pant/links')).text);
    expect(none).toContain('Ingen andre artikler henviser hertil endnu.');
    expect(none).toContain('<code>[[Pant]]</code>');
  });
});

describe('the lists of what is lacking', () => {
  test('are gathered on a page that every page leads to', async () => {
    expect((await wiki.client().get('/')).text).toContain('href="/maintenance">Vedligehold</a>');
    const { text } = await wiki.client().get('/maintenance');
    for (const path of ['/wanted', '/orphans', '/lost-headings', '/articles?unfinished=1'])
      expect(main(text)).toContain(`href="${path}"`);
  });

  test('tell what is wanted, and lead to writing it', async () => {
    const { text } = await wiki.client().get('/wanted');
    expect(main(text)).toContain('href="/new?title=%C3%85ben%20dagsorden">Åben dagsorden</a>');
    expect(main(text)).toContain('Nævnt i <a lang="da" href="/wiki/l%C3%A5n">Lån</a>');
    const form = await anas.get('/new?kind=method&title=%C3%85ben%20dagsorden');
    expect(form.text).toContain('value="Åben dagsorden"');
    expect((await wiki.client().get('/en/wanted')).text).toContain('<h1>Wanted articles</h1>');
  });

  test('tell what nothing links to', async () => {
    const { text } = await wiki.client().get('/orphans');
    expect(main(text)).toContain('href="/wiki/pant">Pant</a>');
    expect(main(text)).not.toContain('href="/wiki/l%C3%A5n"');
    expect((await wiki.client().get('/en/orphans')).text).toContain(
      '<h1>Articles that nothing links to</h1>',
    );
  });

  test('tell which links lead to a heading that isn’t there, and who may write is led to mend it', async () => {
    const { text } = await wiki.client().get('/lost-headings');
    expect(main(text)).toContain(
      'Linker til <span lang="da">»Rente«</span> i <a lang="da" href="/wiki/l%C3%A5n">Lån</a>',
    );
    expect(main(text)).toContain('href="/wiki/pant/edit"');
    expect((await wiki.client().get('/en/lost-headings')).text).toContain(
      'Links to headings that don’t exist',
    );
  });

  test('say so where there is nothing to tell', async () => {
    const empty = await serveWiki();
    const of = async (path: string) => main((await empty.client().get(path)).text);
    expect(await of('/wanted')).toContain('Ingen artikler mangler.');
    expect(await of('/orphans')).toContain('Alle artikler har mindst én anden artikel');
    expect(await of('/lost-headings')).toContain(
      'Alle links til overskrifter fører til en overskrift, der findes.',
    );
    await empty.close();
  });
});

test('moderators are told of dead links elsewhere, and nobody else', async () => {
  const mos = await wiki.joined(mo);
  await wiki.db.updateTable('person').set({ role: 'moderator' }).where('revision_count', '=', 0).execute();
  const empty = main((await mos.get('/moderation/links')).text);
  expect(empty).toContain('Ingen døde links på listen.');
  const dead = { article_id: 1, checked_at: '2026-11-21T17:05:00.000Z' };
  await wiki.db
    .insertInto('dead_link')
    .values([
      { ...dead, address: 'https://x.dk/<a>', problem: '404' },
      { ...dead, address: 'https://y.dk', problem: 'timeout' },
    ])
    .execute();
  const { text } = await mos.get('/moderation/links');
  expect(main(text)).toContain('<a href="https://x.dk/&lt;a&gt;" rel="nofollow noopener">');
  expect(main(text)).toContain('Svarede med fejl 404');
  expect(main(text)).toContain('Svarede ikke i tide');
  expect((await mos.get('/en/moderation/links')).text).toContain('<h1>Dead links</h1>');
  expect((await anas.get('/moderation/links')).status).toBe(403);
});
