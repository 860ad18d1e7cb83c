import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { listen } from '../../../server/listening.ts';
import { enrol } from '../../../server/wiki/people/accounts.ts';
import {
  listeningWiki,
  serveWiki,
  sessionLine,
  type Answer,
  type ListeningWiki,
} from '../../support/client.ts';
import { ana } from '../../support/people.ts';

let wiki: ListeningWiki;
beforeAll(async () => {
  wiki = await listeningWiki({ BASE_URL: 'https://wiki.example.dk' });
});
afterAll(() => wiki.close());

const SAFE = {
  'content-security-policy': /default-src 'none'/,
  'permissions-policy': /camera=\(\).*geolocation=\(\).*microphone=\(\).*usb=\(\)/,
  'referrer-policy': /^same-origin$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^SAMEORIGIN$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'strict-transport-security': /^max-age=31536000$/,
};

const file = (name: string) => {
  const versions = JSON.parse(readFileSync('dist/static/manifest.json', 'utf8')) as Record<string, string>;
  return `/static/${name}?v=${versions[name]}`;
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ours = () => ({ origin: wiki.origin });

const answers: [string, number, RegExp, () => Promise<Answer>][] = [
  ['a page', 200, /^public, no-cache$/, () => wiki.client().get('/')],
  ['a page as known', 304, /^public, no-cache$/, known],
  ['the head of a page', 200, /^public, no-cache$/, () => wiki.client().send('HEAD', '/people')],
  ['a form for strangers', 200, /^private, no-cache$/, () => wiki.client().get('/login')],
  ['JSON', 200, /^public, no-cache$/, () => wiki.client().get('/checkpoints.json')],
  ['a file', 200, /^public, max-age=31536000, immutable$/, () => wiki.client().get(file('wiki.css'))],
  ['no such file', 404, /^no-store$/, () => wiki.client().get('/static/x.css')],
  ['a folder of files', 404, /^no-store$/, () => wiki.client().get('/static/fonts')],
  ['a file asked for wrongly', 404, /^no-store$/, () => wiki.client().get('/static/%')],
  ['no such page', 404, /no-cache/, () => wiki.client().get('/x')],
  ['an address that can’t be read', 404, /no-cache/, () => wiki.client().get('/wiki/%E0%A4%A')],
  ['the health', 200, /^no-store$/, () => wiki.client().get('/healthz')],
  ['a way elsewhere', 303, /no-cache/, () => wiki.client().get('/new')],
  ['the methods', 200, /no-cache/, () => wiki.client().send('OPTIONS', '/wiki/x')],
  ['the methods of all', 404, /no-cache/, () => wiki.client().send('OPTIONS', '/x')],
  [
    'another site',
    403,
    /no-cache/,
    () => wiki.client().post('/login', {}, { origin: 'https://evil.example' }),
  ],
  ['a stranger', 401, /no-cache/, () => wiki.client().send('DELETE', '/wiki/x', ours())],
  ['a wrong form', 422, /no-cache/, () => wiki.client().post('/login', { email: 'a' })],
  ['a form too large', 413, /no-cache/, () => send('a'.repeat(1_100_000))],
  ['a form of too many fields', 413, /no-cache/, () => send('a=1&'.repeat(3000))],
  ['a form in no encoding', 415, /no-cache/, () => send('a', { 'content-encoding': 'x' })],
  [
    'a form in no letters',
    415,
    /no-cache/,
    () => send('a', { 'content-type': `${FORM['content-type']};charset=x` }),
  ],
];

function send(body: string, headers = {}): Promise<Answer> {
  return wiki.client().send('POST', '/login', { ...FORM, ...ours(), ...headers }, body);
}

async function known(): Promise<Answer> {
  const { headers } = await wiki.client().get('/');
  return wiki.client().get('/', { 'if-none-match': headers.get('etag')!, 'cache-control': 'max-age=0' });
}

test.each(answers)(
  '%s is answered with who may keep it and what it may do',
  async (_name, status, caching, ask) => {
    const { status: given, headers } = await ask();
    expect([given, headers.get('cache-control')]).toEqual([status, expect.stringMatching(caching)]);
    for (const [name, value] of Object.entries(SAFE)) {
      expect([name, headers.get(name)]).toEqual([name, expect.stringMatching(value)]);
    }
    expect(headers.get('x-powered-by')).toBeNull();
  },
);

const HEAD = 'GET / HTTP/1.1\r\nHost: wiki\r\n';
test.each([
  ['what is no request', 400, 'Kære wiki\r\n\r\n'],
  ['a request without a host', 400, 'GET / HTTP/1.1\r\n\r\n'],
  ['a header that is none', 400, `${HEAD}a b: c\r\n\r\n`],
  ['two lengths', 400, `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
  ['a request that isn’t ended', 408, HEAD],
  ['an expectation', 417, `${HEAD}Expect: wonders\r\nConnection: close\r\n\r\n`],
  ['headers that are too large', 431, `${HEAD}Cookie: ${'a'.repeat(17_000)}\r\n\r\n`],
  [
    'a piece that says too much of itself',
    413,
    `POST / HTTP/1.1\r\nHost: wiki\r\nTransfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(17_000)}`,
  ],
])('%s, which the app never sees, is answered with %s and all headers', async (_name, status, bytes) => {
  const patience = { headers: 150, request: 300, idle: 150, check: 50 };
  const server = await listen(
    (request, response) => void request.once('data', () => undefined).on('end', () => response.end('read')),
    { ...wiki.settings, port: 0, host: '127.0.0.1' },
    patience,
  );
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
  await new Promise((resolve) => server.close(resolve));
  const [first, ...lines] = answer.split('\r\n\r\n')[0]!.split('\r\n');
  expect(first).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  expect(headers.get('cache-control')).toBe('no-store');
  for (const [name, value] of Object.entries(SAFE)) {
    expect([name, headers.get(name)]).toEqual([name, expect.stringMatching(value)]);
  }
});

test('an answer that the wiki fails to make has them too', async () => {
  const broken = await serveWiki();
  await broken.db.destroy();
  for (const [path, status] of [
    ['/', 500],
    ['/healthz', 503],
  ] as const) {
    const answer = await broken.client().get(path);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers.get('cache-control')).toMatch(/no-cache|no-store/);
    expect(answer.headers.get('permissions-policy')).toMatch(SAFE['permissions-policy']);
  }
  await broken.close().catch(() => undefined);
});

test('an address with the host in it is read as any other', async () => {
  const { hostname, port } = new URL(wiki.address);
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write('GET http://evil.example/en HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    );
    socket
      .on('data', (chunk) => (text += String(chunk)))
      .on('end', () => resolve(text))
      .on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('<html lang="en">');
  expect(answer).not.toContain('evil');
});

describe('browsers are told to keep to https', () => {
  test.each([
    [{}, null],
    [{ BASE_URL: 'http://wiki.example.dk', HSTS: 'include-subdomains' }, null],
    [{ BASE_URL: 'https://wiki.example.dk' }, 'max-age=31536000'],
    [
      { BASE_URL: 'https://wiki.example.dk', HSTS: 'include-subdomains' },
      'max-age=31536000; includeSubDomains',
    ],
  ])('with %j: %s', async (settings, told) => {
    const served = await serveWiki(settings);
    const { headers } = await served.client().get('/healthz');
    expect(headers.get('strict-transport-security')).toBe(told);
    await served.close();
  });
});

describe('the cookie of a session', () => {
  test.each([
    [{}, {}, /^wiki-session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/],
    [{ BASE_URL: 'http://wiki.example.dk/x' }, {}, /^wiki-session=[^;]+; Path=\/x; .*Lax$/],
    [{ BASE_URL: 'https://wiki.example.dk' }, {}, /^__Host-wiki-session=[^;]+; Path=\/; .*; Secure; /],
    [
      { BASE_URL: 'https://wiki.example.dk', TRUST_PROXY: '1' },
      { 'x-forwarded-proto': 'http' },
      /^__Host-wiki-session=[^;]+; Path=\/; .*; Secure; /,
    ],
    [{ BASE_URL: 'https://wiki.example.dk/x' }, {}, /^__Secure-wiki-session=[^;]+; Path=\/x; .*; Secure; /],
  ])('follows BASE_URL, whatever a proxy says: %j %j', async (settings, headers, cookie) => {
    const served = await serveWiki(settings);
    const client = served.client();
    await enrol(served.db, ana, served.now());
    const joined = await client.post('/login', ana, { origin: served.origin, ...headers });
    const line = sessionLine(joined.headers);
    expect([joined.status, line]).toEqual([303, expect.stringMatching(cookie)]);
    expect((await client.get('/account')).status).toBe(200);
    const left = await client.post('/logout', {}, { origin: served.origin, ...headers });
    const [name] = line.split('=');
    const path = /Path=([^;]+)/.exec(line)![1]!;
    expect(left.headers.get('set-cookie')).toMatch(
      new RegExp(`^${name}=; Path=${path}; Expires=Thu, 01 Jan 1970`),
    );
    expect(left.headers.get('set-cookie')!.includes('Secure')).toBe(name!.startsWith('__'));
    expect((await client.get('/account')).status).toBe(303);
    await served.close();
  });
});
