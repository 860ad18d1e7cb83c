/** After a move every address of the old title leads to the same page of the new one, and other articles' links can be led there too. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addresses } from '../../../server/web/doors.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
/** The number of a thread of ana's about it. */
let thread: string;
let bos: Client;
const write = (title: string, body: string) =>
  anas.post('/new', { kind: 'method', title, lead: `Om ${title}.`, body, action: 'save' });
const main = (text: string) => text.slice(text.indexOf('<main'), text.indexOf('</main>'));

beforeAll(async () => {
  wiki = await serveWiki();
  [anas, bos] = [await wiki.joined(ana), await wiki.joined(bo)];
  await write('Lån', 'Om lån.');
  await bos.post('/wiki/lån/edit', { lead: 'Om at låne.', base: '1', action: 'save' });
  await write('Pant', 'Se [[Lån]].');
  await write('Rente', 'Se [[Lån]].');
  const { location } = await anas.post('/wiki/lån/talk', { title: 'Vilkår', words: 'Hvilke?' });
  thread = /\d+$/.exec(location)![0];
});
afterAll(() => wiki.close());

test('who moves an article comes to the links of others, and nothing is lost by not changing them', async () => {
  const answer = await bos.post('/wiki/lån/move', { title: 'Kredit', summary: 'Mere præcist' });
  expect([answer.status, answer.location]).toEqual([303, '/wiki/kredit/relink']);
  const form = main((await bos.get('/wiki/kredit/relink')).text);
  expect(form).toContain('Omdøbt. Det er nu version 3, og den gamle adresse viser videre.');
  expect(form).toContain('id="articles-2" name="articles[2]" value="1" checked');
  expect(form).toContain('value="Henvisninger til »Kredit« fører direkte til den nye titel"');
  expect((await bos.get('/en/wiki/kredit/relink')).text).toContain('<h1>Update links to “Kredit”</h1>');
  expect((await wiki.client().get('/wiki/pant')).text).toContain('href="/wiki/l%C3%A5n">Lån</a>');
});

test('every address of the old title answers 301 to the same page of the new', async () => {
  const old = addresses.all.filter(({ path, get }) => get && path.startsWith('/wiki/:slug'));
  expect(old.length).toBeGreaterThan(15);
  const filled = (path: string, slug: string) =>
    path
      .replace(':slug', slug)
      .replace(/:(?:thread|post)\b/g, thread)
      .replace(':from', '1')
      .replace(':to', '2')
      .replace(':number', '1');
  const wrong: string[] = [];
  for (const { path } of old) {
    const client = addresses.at(filled(path, 'x'))?.who === 'anyone' ? wiki.client() : anas;
    const { status, location } = await client.get(`${filled(path, encodeURIComponent('lån'))}?number=1`);
    const isRight = status === 301 && location === `${filled(path, 'kredit')}?number=1`;
    if (!isRight) wrong.push(`${path} ${status} ${location}`);
  }
  // A form's choice goes to the difference, of the new title too; what moderators do is told to others by 403.
  expect(wrong.filter((line) => !/ 403 /.test(line))).toEqual(['/wiki/:slug/diff 303 /wiki/kredit/diff/3/3']);
});

test('the list of what links here names the old title, and leads to the form', async () => {
  const list = main((await bos.get('/wiki/kredit/links')).text);
  expect(list).toContain('Via den tidligere titel <span lang="da">»Lån«</span>');
  expect(list).toContain('href="/wiki/kredit/relink">Ret henvisningerne</a>');
});

test('the chosen ones are changed in the mover’s name, and the others stay', async () => {
  const summary = 'Ny titel';
  const none = await bos.post('/wiki/kredit/relink', { summary });
  expect(none.status).toBe(422);
  expect(none.text).toContain('Sæt kryds ved mindst én artikel.');
  const answer = await bos.post('/wiki/kredit/relink', { 'articles[2]': '1', summary });
  expect([answer.status, answer.location]).toEqual([303, '/wiki/kredit/relink']);
  expect((await bos.get('/wiki/kredit/relink')).text).toContain('1 artikel er rettet.');
  const history = (await wiki.client().get('/wiki/pant/history')).text;
  expect(history).toContain('Bo Åkjær');
  expect(history).toContain('Ny titel');
  expect((await wiki.client().get('/wiki/pant')).text).toContain('href="/wiki/kredit">Lån</a>');
  expect((await wiki.client().get('/wiki/rente')).text).toContain('href="/wiki/l%C3%A5n">Lån</a>');
  await bos.post('/wiki/kredit/relink', { 'articles[3]': '1', summary });
  expect(main((await bos.get('/wiki/kredit/relink')).text)).toContain(
    'Ingen artikler henviser til en tidligere titel.',
  );
});

test('a move that nothing is led to by goes to the article, as ever', async () => {
  const { location } = await bos.post('/wiki/rente/move', { title: 'Årlig rente', summary: '' });
  expect(location).toBe('/wiki/årlig-rente');
});
