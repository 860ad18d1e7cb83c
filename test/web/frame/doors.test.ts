/** Each address is said once, in a door; what guards, keeps, lists and describes addresses reads it there. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { makeApp } from '../../../server/app.ts';
import { addresses } from '../../../server/web/doors.ts';
import { page } from '../../../server/web/frame/views.ts';
import { routerOf } from '../../../server/web/frame/sending.ts';
import { addressesOf, beginVisit, type Address } from '../../../server/web/frame/visit.ts';
import { makeClient, serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { read } from '../../support/files.ts';
import { ana, bo } from '../../support/people.ts';
import { routesOf } from '../../support/routes.ts';

let wiki: ServedWiki;
let anas: Client;
/** The number of a settled thread, and of its first post. */
let thread: string;
const storm = { kind: 'method', title: 'Idéstorm', lead: 'Mange idéer.', body: 'Sæt jer.', action: 'save' };
const slug = encodeURIComponent('idéstorm');

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  await anas.post('/new', storm);
  const bos = await wiki.joined(bo);
  await bos.post(`/wiki/${slug}/edit`, { ...storm, base: '1', body: 'Sæt jer ned.' });
  const { location } = await anas.post(`/wiki/${slug}/talk`, { title: 'Hvor mange?', words: 'Tal?' });
  thread = /\d+$/.exec(location)![0];
  await anas.post(`/wiki/${slug}/talk/${thread}/settle`);
});
afterAll(() => wiki.close());

const filledIn = (path: string) =>
  path
    .replace(':topic', 'leadership')
    .replace(':slug', slug)
    .replace(':from', '1')
    .replace(':to', '2')
    .replace(/:(?:thread|post)\b/g, thread)
    .replace(/:\w+/g, '1');

/** Addresses that nobody reaches without the secret of a link, or of a browser that was at a workplace's login. */
const secret = ['/setup', '/confirm', '/reset', '/login/:provider/callback', '/welcome', '/stop-mail'];

describe('the doors', () => {
  test('are all the ways in that the app has, but for health and files', async () => {
    const said = addresses.all.flatMap(({ path, get, post }) => [
      ...(get ? [`GET ${path}`] : []),
      ...(post ? [`POST ${path}`] : []),
    ]);
    const real = routesOf(await makeApp(wiki)).map(({ method, path }) => `${method} ${path}`);
    expect(real.sort()).toEqual([...said, 'GET /healthz'].sort());
  });

  test('say of each address who may, as the rooms’ page lists them', () => {
    const rows = addresses.all.map(({ path, get, post, who, query = [], changesWith }) => {
      const methods = [get && 'GET', post && 'POST'].filter(Boolean).join(', ');
      return `| \`${path}\` | ${methods} | ${who} | ${query.join(' ')} | ${changesWith ?? ''} |`;
    });
    const [, list] = read('server/README.md').split(
      '| address | | who | query | changes with |\n|---|---|---|---|---|\n',
    );
    expect(list!.split('\n\n')[0]!.split('\n')).toEqual(rows);
  });

  test('let a stranger ask for what is anyone’s, and send the rest to sign in', async () => {
    for (const { path } of addresses.all.filter(({ get, path }) => get && !secret.includes(path))) {
      const { status, location } = await wiki.client().get(filledIn(path));
      const isOpen = addresses.at(filledIn(path))?.who === 'anyone';
      const expected = path === '/wiki/:slug/diff' ? 303 : isOpen ? 200 : 303;
      expect([path, status]).toEqual([path, expected]);
      if (!isOpen) expect(location).toMatch(/^\/login\?next=/);
    }
  });

  test('tell machines to leave out what is said to be left out', async () => {
    for (const { path, robots } of addresses.all.filter(
      ({ get, changesWith, robots }) => get && (changesWith || robots),
    )) {
      if (secret.includes(path)) continue;
      const { text } = await wiki.client().get(filledIn(path));
      expect([path, text.includes('name="robots" content="noindex"')]).toEqual([path, robots === 'noindex']);
    }
  });

  test('name a tab that the page stands under', async () => {
    const tabs = {
      read: 'Læs',
      edit: 'Redigér',
      history: 'Historik',
      attribution: 'Hvem skrev hvad',
      talk: 'Diskussion',
    };
    for (const { path, tab } of addresses.all.filter(({ get, tab }) => get && tab)) {
      const { text } = await anas.get(`${filledIn(path)}?number=2`);
      const current = /aria-current="page"><span>([^<]*)</.exec(text)?.[1];
      expect([path, current]).toEqual([path, tabs[tab!]]);
    }
  });

  test('find an address by its one spelling', () => {
    expect(addresses.at('/wiki/x/cite.bib')?.path).toBe('/wiki/:slug/cite.bib');
    for (const path of [
      '/wiki/x/citeXbib',
      '/login/',
      '/LOGIN',
      '/wiki//edit',
      '//login',
      '/wiki/x/edit/more',
    ])
      expect(addresses.at(path)).toBeUndefined();
    const here: Address = { path: '/here', who: 'anyone' };
    expect(() => addressesOf([[here], [here]])).toThrow('Two addresses have one path');
  });
});

describe('a page that is kept', () => {
  const etagOf = async (path: string) => (await wiki.client().get(path)).headers.get('etag');

  test('is what would be made now, at every address that keeps one', async () => {
    for (const { path } of addresses.all.filter(({ changesWith }) => changesWith)) {
      const first = await wiki.client().get(filledIn(path));
      const kept = await wiki.client().get(filledIn(path));
      // Asked for with what no page names it is made anew.
      const anew = await wiki.client().get(`${filledIn(path)}?x`);
      expect([path, kept.text]).toEqual([path, first.text]);
      expect([path, withoutQuery(kept.text)]).toEqual([path, withoutQuery(anew.text)]);
    }
  });

  // The way to the other language repeats the query.
  const withoutQuery = (text: string) => text.replaceAll(/\/?\?x"/g, '"');

  test('by its article shows a save of it, and outlives one of another', async () => {
    const path = `/wiki/${slug}/history`;
    const before = await etagOf(path);
    expect(await etagOf(path)).toBe(before);
    await anas.post('/new', { ...storm, title: 'Prøvehandling' });
    expect(await etagOf(path)).toBe(before);
    await anas.post(`/wiki/${slug}/edit`, { ...storm, base: '2', body: 'Sæt jer ned, og tal.' });
    expect(await etagOf(path)).not.toBe(before);
    expect((await wiki.client().get(path)).text).toContain('Version 3');
  });

  test('by its article shows the name that its author goes by, and that the article has moved', async () => {
    const path = `/wiki/${slug}/history`;
    await etagOf(path);
    await anas.post('/account', { ...ana, title: 'oversygeplejerske' });
    await anas.post(`/wiki/${slug}/edit`, { ...storm, base: '3', title: 'Idéregn' });
    const { status, location } = await wiki.client().get(path);
    expect([status, location]).toEqual([301, '/wiki/idéregn/history']);
    const { text } = await wiki.client().get(`/wiki/${encodeURIComponent('idéregn')}/history`);
    expect(text).toContain('oversygeplejerske');
  });

  test('says until when, and is made anew by the clock alone', async () => {
    let [now, made] = ['2026-12-01T10:00:00.000Z', 0];
    const clock: Address = {
      path: '/clock',
      who: 'anyone',
      changesWith: 'wiki',
      get: () => {
        made++;
        const status = 200;
        const until = made === 1 ? '2026-12-01T12:00:00.000Z' : undefined;
        return Promise.resolve(
          page('frame/error', { title: 't', status, heading: 'h', text: `${made}`, until }),
        );
      },
    };
    const ways = addressesOf([[clock]]);
    const app = express().use(beginVisit({ ...wiki, now: () => now }, ways), routerOf(ways));
    const reader = makeClient(app, wiki.origin);
    const shown = async () => /<p>(\d)<\/p>/.exec((await reader.get('/clock')).text)?.[1];
    expect([await shown(), await shown()]).toEqual(['1', '1']);
    now = '2026-12-01T11:59:59.999Z';
    expect(await shown()).toBe('1');
    now = '2026-12-01T12:00:00.000Z';
    expect([await shown(), await shown()]).toEqual(['2', '2']);
    await anas.post('/new', { ...storm, title: `Ur ${made}` });
    expect(await shown()).toBe('3');
  });
});
