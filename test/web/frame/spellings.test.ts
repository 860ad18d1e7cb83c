/** A page that Express finds at another spelling of its address is the same page as at the one that its door says. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { listeningWiki, type Client, type ListeningWiki } from '../../support/client.ts';
import { ana } from '../../support/people.ts';

let wiki: ListeningWiki;
let anas: Client;
const storm = {
  kind: 'method',
  title: 'Idéstorm',
  lead: 'Mange idéer.',
  body: 'Se [[Mangler]].',
  action: 'save',
};
const path = `/wiki/${encodeURIComponent('idéstorm')}`;

beforeAll(async () => {
  wiki = await listeningWiki();
  anas = await wiki.joined(ana);
  await anas.post('/new', storm);
});
afterAll(() => wiki.close());

/** Asks as no client does, for a target as it stands. */
function asked(target: string): Promise<string> {
  const { hostname, port } = new URL(wiki.address);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname);
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.write(`GET ${target} HTTP/1.1\r\nHost: wiki.test\r\nConnection: close\r\n\r\n`);
  });
}

describe('with a slash behind it', () => {
  test('the form to sign in, and what was searched for, are left out by machines', async () => {
    for (const page of ['/login/', '/register/', '/search/?q=x'])
      expect([page, (await wiki.client().get(page)).text.includes('content="noindex"')]).toEqual([
        page,
        true,
      ]);
  });

  test('a list stays narrowed by the rest when one of what narrows it is taken away', async () => {
    const { text } = await wiki.client().get('/articles/?kind=method&unfinished=1&topic=læring');
    expect(text).toContain('kind=method&amp;topic=l%C3%A6ring"');
  });

  test('a page has its tab', async () => {
    expect((await wiki.client().get(`${path}/`)).text).toContain('aria-current="page"');
    expect((await wiki.client().get(`${path}/history/`)).text).toContain('aria-current="page"');
  });

  test('a form takes up what was being written', async () => {
    const stranger = wiki.client();
    const body = 'Halvt skrevet.';
    const needed = await stranger.post(`${path}/edit`, { ...storm, body, base: '1' });
    const draft = /name="draft" value="([^"]*)"/.exec(needed.text)![1]!;
    await stranger.post('/login', { email: ana.email, password: ana.password, next: `${path}/edit`, draft });
    expect((await stranger.get(`${path}/edit`)).text).toContain(body);
    expect((await stranger.get(`${path}/edit/`)).text).toContain(body);
  });
});

describe('with a fragment, which no client sends', () => {
  test('the form to sign in is kept by nobody', async () => {
    const answer = await asked('/login#x');
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(answer).toContain('Cache-Control: private, no-cache');
  });

  test('an article shows that one it links to has been written', async () => {
    expect(await asked(`${path}#/history`)).toContain('/new?title=Mangler');
    await anas.post('/new', { ...storm, title: 'Mangler', body: 'Nu er den her.' });
    expect(await asked(path)).not.toContain('/new?title=Mangler');
    expect(await asked(`${path}#/history`)).not.toContain('/new?title=Mangler');
  });
});

test('an address of nothing that a database can hold is no article', async () => {
  for (const rest of ['', '/history', '/cite', '/diff/1/2', '/attribution'])
    expect([rest, (await wiki.client().get(`/wiki/a%00b${rest}`)).status]).toEqual([rest, 404]);
});
