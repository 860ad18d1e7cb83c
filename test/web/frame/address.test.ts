import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeDailyCheckpoint } from '../../../server/wiki/proof/checkpoints.ts';
import {
  listeningWiki,
  makeClient,
  serveWiki,
  type Client,
  type ListeningWiki,
} from '../../support/client.ts';
import { register } from '../../support/mail.ts';
import { ana } from '../../support/people.ts';
import { openProxy, type Proxy } from '../../support/proxy.ts';

const form = {
  kind: 'method',
  title: 'Idéstorm',
  lead: 'Mange idéer på kort tid.',
  body: '## Sådan\n\n[[Idéstorm]], [[Mangler]], [her](/wiki/idéstorm/history), [folk](/people), ![billede](/x.png)',
  'sources[0][title]': 'Kilde',
  'sources[0][url]': 'https://example.dk/',
  action: 'save',
};

describe.each([
  ['passes the path on', '/innovation', { strips: false, renames: false }],
  ['takes the path off and asks by another name', '/a/dybt%20sted', { strips: true, renames: true }],
  ['passes on a path that is a word of the wiki', '/wiki', { strips: false, renames: true }],
])('behind a proxy that %s', (_name, path, way) => {
  let proxy: Proxy;
  let wiki: ListeningWiki;
  let client: Client;
  beforeAll(async () => {
    proxy = await openProxy();
    wiki = await listeningWiki({ BASE_URL: `${proxy.origin}${path}/` });
    proxy.leadsTo(Number(new URL(wiki.address).port), { path, ...way });
    client = makeClient(proxy.server, proxy.origin);
  });
  afterAll(async () => {
    await proxy.close();
    await wiki.close();
  });

  test('someone registers, writes, reads and signs out without leaving the path', async () => {
    const asked = await client.get(`${path}/en/new?kind=method`);
    const login = `${path}/en/login?next=${encodeURIComponent(`${path}/en/new?kind=method`)}`;
    expect([asked.status, asked.headers.get('location')]).toEqual([303, login]);
    const next = `${path}/en/new?kind=method`;
    const registered = await register(wiki, client, { ...ana, next }, `${path}/en/register`);
    expect([registered.status, registered.headers.get('location')]).toEqual([303, next]);
    expect(registered.headers.get('set-cookie')).toContain(`Path=${path};`);
    expect((await client.get(next)).status).toBe(200);
    const saved = await client.post(`${path}/new`, form);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${path}/wiki/id%C3%A9storm`]);
    const page = await client.get(saved.headers.get('location')!);
    expect(page.text).toContain(`<a href="${path}/wiki/id%C3%A9storm/history">her</a>`);
    expect(page.text).toContain(`"url":"${proxy.origin}${path}/wiki/id%C3%A9storm/history/1"`);
    const moved = await client.get(`${path}/en/wiki/ID%C3%A9storm?x=1`);
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `${path}/en/wiki/id%C3%A9storm?x=1`]);
    const left = await client.post(`${path}/logout`);
    expect([left.status, left.headers.get('location')]).toEqual([303, `${path}/`]);
    expect(left.headers.get('set-cookie')).toContain(`Path=${path};`);
    expect([...client.cookies.keys()].filter((name) => !name.includes('browser'))).toEqual([]);
    expect(registered.headers.get('set-cookie')).toContain(`Path=${path}/en/login;`);
  });

  test('no address on any page leads out of the path, and each leads somewhere', async () => {
    await makeDailyCheckpoint(wiki.db, wiki.settings.dataFolder, wiki.now());
    const writer = makeClient(proxy.server, proxy.origin);
    await writer.post(`${path}/login`, { email: ana.email, password: ana.password });
    for (const reader of [client, writer]) {
      const { seen, outside } = await crawl(reader, `${path}/`, path, proxy.origin);
      expect(outside).toEqual([]);
      expect(seen.filter(({ status }) => ![200, 301, 303, 404, 422].includes(status))).toEqual([]);
      const missing = seen.filter(({ status }) => status === 404).map(({ url }) => url);
      expect(missing.filter((url) => !isNoPage(url, path))).toEqual([]);
      const urls = seen.map(({ url }) => url.replace(/\?v=.*$/, ''));
      for (const rest of [
        '/static/wiki.css',
        '/en/checkpoints',
        '/checkpoints.json',
        '/wiki/id%C3%A9storm',
      ]) {
        expect(urls).toContain(path + rest);
      }
      expect(urls.some((url) => url.startsWith(`${path}/static/fonts/`))).toBe(true);
    }
  });

  test('a text waits for its form while someone signs in', async () => {
    const stranger = makeClient(proxy.server, proxy.origin);
    const stopped = await stranger.post(`${path}/wiki/id%C3%A9storm/edit`, { ...form, lead: 'Ventende.' });
    expect(stopped.status).toBe(401);
    const next = /name="next" value="([^"]*)"/.exec(stopped.text)![1]!;
    const draft = /name="draft" value="([^"]*)"/.exec(stopped.text)![1]!.replaceAll('&#34;', '"');
    const given = { email: ana.email, password: ana.password, next, draft: draft.replaceAll('&quot;', '"') };
    const answer = await stranger.post(`${path}/login`, given);
    expect(answer.headers.get('location')).toBe(`${path}/wiki/id%C3%A9storm/edit`);
    expect((await stranger.get(answer.headers.get('location')!)).text).toContain('Ventende.');
  });

  test('signing in leads nowhere but into the wiki, and not to what else is on the host', async () => {
    const evil = [
      '/',
      '/other',
      `${path}x`,
      `${path}/../other`,
      `${path}/%2e%2e/other`,
      `//${new URL(proxy.origin).host}${path}`,
      `/\\evil.example${path}`,
      `${path}\n/x`,
      `${proxy.origin}${path}/people`,
    ];
    for (const next of evil) {
      const stranger = makeClient(proxy.server, proxy.origin);
      const given = { email: ana.email, password: ana.password, next };
      const answer = await stranger.post(`${path}/login`, given);
      expect([next, answer.status, answer.headers.get('location')]).toEqual([next, 303, `${path}/`]);
    }
    const good = { email: ana.email, password: ana.password, next: `${path}/en/people?after=1` };
    const answer = await makeClient(proxy.server, proxy.origin).post(`${path}/login`, good);
    expect(answer.headers.get('location')).toBe(good.next);
  });
});

test('an article may be called as the path of the wiki, and the path is taken off once', async () => {
  const wiki = await serveWiki({ BASE_URL: 'https://example.dk/innovation' });
  try {
    const anas = await wiki.joined(ana);
    await anas.post('/innovation/new', { ...form, title: 'Innovation' });
    for (const path of ['/innovation/wiki/innovation', '/wiki/innovation']) {
      expect((await wiki.client().get(path)).status).toBe(200);
    }
    expect((await wiki.client().get('/innovation')).status).toBe(200);
    expect((await wiki.client().get('/innovation?x=1')).status).toBe(200);
    for (const path of ['/innovation/innovation/people', '/innovationx/people', '/INNOVATION/people']) {
      expect([path, (await wiki.client().get(path)).status]).toEqual([path, 404]);
    }
    expect((await wiki.client().get('/innovation/healthz')).status).toBe(200);
    expect((await wiki.client().get('/healthz')).status).toBe(200);
  } finally {
    await wiki.close();
  }
});

/** Follows every address of every page that begins with a path, and returns them, and those that don't. */
async function crawl(client: Client, from: string, path: string, origin: string) {
  const waiting = [from];
  const known = new Set(waiting);
  const seen: { url: string; status: number }[] = [];
  const outside: string[] = [];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const { status, headers, text } = await client.get(url);
    seen.push({ url, status });
    for (const found of addressesIn(text, headers)) {
      const { href, origin: at, pathname, search } = new URL(found, origin + url);
      if (at !== origin) continue;
      const isInside = `${pathname}/`.startsWith(`${path}/`);
      if (!isInside) outside.push(`${found} on ${url}`);
      if (isInside && !known.has(pathname + search) && !/\/logout$/.test(href))
        waiting.push(pathname + search);
      known.add(pathname + search);
    }
  }
  return { seen, outside };
}

function addressesIn(text: string, headers: Headers): string[] {
  const found =
    headers.get('content-type')?.includes('css') === true
      ? [...text.matchAll(/url\(["']?([^)"']+)["']?\)/g)]
      : [
          ...text.matchAll(/ (?:href|src|action|formaction|srcset|poster|data-href)="([^"]*)"/g),
          ...text.matchAll(/"(https?:\/\/[^"\\]*)"/g),
          ...text.matchAll(/name="next" value="([^"]*)"/g),
        ];
  const location = headers.get('location');
  const addresses = found.map(([, address]) => address!.replaceAll('&amp;', '&').replaceAll('&#34;', '"'));
  return [...addresses, ...(location === null ? [] : [location])].filter((each) => !each.startsWith('data:'));
}

/** An article that the menu leads to and nobody has written, and what a text names that is no page. */
function isNoPage(url: string, path: string): boolean {
  const rest = decodeURI(url.slice(path.length)).replace(/^\/en/, '');
  return /^\/(wiki\/[^/]+|x\.png)$/.test(rest) && rest !== '/wiki/idéstorm';
}
