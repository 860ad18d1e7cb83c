/** What a stranger sends costs little, whatever stands in it, and leaves nothing behind. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { addresses } from '../../../server/web/doors.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { issueSetupToken } from '../../../server/wiki/setup/setup.ts';
import { method } from '../../support/content.ts';
import { slowness } from '../../support/cost.ts';
import { megabytesHeld } from '../../support/memory.ts';
import { proxiedWiki, type ProxiedWiki, type Sent } from '../../support/sending.ts';
import { ana, join } from '../../support/people.ts';

let wiki: ProxiedWiki;
beforeAll(async () => {
  wiki = await proxiedWiki();
  await createArticle(wiki.db, await join(wiki.db, ana), { content: method(), summary: '' });
});
afterAll(() => wiki.close());

const MB = 1024 * 1024;
/** In milliseconds of processor time, of the wiki and of who sends. */
const MOST_COST = 200;

/** A text that some piece makes by being repeated, up to a size in bytes. */
const repeated = (piece: string, size: number) => piece.repeat(Math.floor(size / Buffer.byteLength(piece)));
/** As many fields as a form may have, in the order of their names. */
const farPlaces = (name: (index: number) => string, size: number, value = '1') =>
  Array.from({ length: 1900 }, (_, i) => `&${name(i)}=${value}`)
    .join('')
    .slice(0, size);
const marks = '\u0301\u0323'.repeat(15);

/** What costs too much somewhere, of a size in bytes; as it stands in the body of a form. */
const nasty: Record<string, (size: number) => string> = {
  'marks of two kinds': (size) => `a${repeated('\u0301\u0323', size)}`,
  'marks that come apart': (size) => `a${repeated('\u0344\u0323', size)}`,
  'as many marks as are let through': (size) => repeated(`a${marks}`, size),
  'marks between what is taken away': (size) => `a${repeated(`${marks}\u0001\u202e\u200d\u034f`, size)}`,
  spaces: (size) => repeated(' ', size),
  'spaces and then a letter': (size) => `${repeated('\u00a0', size)}a`,
  newlines: (size) => repeated('\r\n', size),
  tags: (size) => repeated('<', size),
  quotes: (size) => repeated('"', size),
  ampersands: (size) => repeated('&', size),
  'many fields of one name': (size) => repeated('&email=a', size),
  'names in names': (size) => `&a${repeated('[b]', size)}=1`,
  'far places in lists, in one another': (size) => farPlaces((i) => `f${'[1999]'.repeat(29)}[${i}]`, size),
  'far places in many lists': (size) => farPlaces((i) => `f[${i}][1999]${'[1999]'.repeat(28)}`, size),
  'far places in lists': (size) => farPlaces((i) => `f[${i}][1999]`, size),
  'plus signs': (size) => repeated('+', size),
  'fields of plus signs': (size) => farPlaces((i) => `f[${i}]`, size, '+'.repeat(500)),
  'many lists': (size) => repeated('&a[][]=1', size),
  'at signs': (size) => repeated('@', size),
  'parts of an address': (size) => `a@${repeated('a.', size)}`,
  'name after name': (size) => `${repeated('Aa’-', size)}1`,
  families: (size) => repeated('👩‍👩‍👧‍👦', size),
  'half characters': (size) => repeated('%ED%A0%BD', size),
  'broken bytes': (size) => repeated('%C3', size),
  'per cent signs': (size) => repeated('%', size),
  'lists in lists': (size) => `{"a":${repeated('[', size)}`,
  'a draft of lists in lists': (size) => Buffer.from(repeated('[', size * 0.7)).toString('base64url'),
  'a draft of many fields': (size) =>
    Buffer.from(`{${repeated('"a":{"b":{}},', size * 0.7)}"c":""}`).toString('base64url'),
  nothing: (size) => repeated('%00', size),
};

/** What fills a field of a form of 1 MB. */
const FIELD = MB - 1000;
const filled = Object.entries(nasty).map(([kind, make]) => [kind, make(FIELD)] as const);

/** Sends, and returns the milliseconds of processor time that it took: the least of three, and one if that is little; as of a machine that isn't slowed. */
async function costOf(sent: Sent, bound: number): Promise<number> {
  let least = Infinity;
  for (let left = 3; left > 0 && least >= bound; left--) {
    const start = process.cpuUsage();
    await wiki.send(sent);
    const { user, system } = process.cpuUsage(start);
    const cost = (user + system) / 1000;
    least = Math.min(least, cost < bound ? cost : cost / slowness());
  }
  return least;
}

/** Where a stranger may send a form: each route, and an address of it. */
const open: Record<string, string> = {
  '/login': '/login',
  '/login/:provider': '/login/aarhus',
  '/welcome': '/welcome',
  '/register': '/register',
  '/confirm': '/confirm',
  '/confirm/again': '/confirm/again',
  '/forgot': '/forgot',
  '/reset': '/reset',
  '/setup': '/setup',
  '/logout': '/logout',
  '/moderators': '/moderators',
  '/stop-mail': '/stop-mail',
  '/wiki/:slug/report': encodeURI('/wiki/prøvehandling/report'),
};
/** Where a password is asked for without a link that holds. */
const asking = ['/login', '/register', '/setup'];
/** A closed address is open to what a stranger sends as well: it answers with all of it. */
const closed = '/new';

/** The names of the fields that stand in the form at an address, and those that it carries through. */
async function fieldsAt(path: string, token: string): Promise<string[]> {
  const page = (await wiki.send({ path: `${path}?next=/people&token=${token}` })).bytes.toString();
  const names = [...page.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(
    (match) => match[1]!,
  );
  return [...new Set([...names, 'draft', 'next', 'token'])];
}

describe('one request of a stranger costs at most 0.2 s', () => {
  test('the list holds all where a stranger may send a form, and nothing else', async () => {
    const unsafe = wiki.routes.filter(({ method }) => !['GET', 'HEAD'].includes(method));
    expect(unsafe.length).toBeGreaterThan(Object.keys(open).length);
    expect(new Set(unsafe.map(({ method }) => method))).toEqual(new Set(['POST']));
    const found: string[] = [];
    for (const { path } of unsafe) {
      const { status } = await wiki.send({ path: path.replace(/:\w+/g, '1'), body: 'a=b' });
      if (status !== 401) found.push(path);
    }
    expect(found.sort()).toEqual(Object.keys(open).sort());
  });

  test.each([...Object.values(open), closed])(
    'with a form of 1 MB to %s, whatever fills its fields',
    async (path) => {
      const token = (await issueSetupToken(wiki.db))!;
      const names = path === closed ? ['body'] : await fieldsAt(path, token);
      if (asking.includes(path)) expect(names).toContain('password');
      // With a password that won't do nobody is made, and all else is looked at as well.
      const rest = new URLSearchParams({ ...ana, email: 'ny@example.dk', password: 'kort', token });
      const dear: [string, string, number][] = [];
      for (const name of names) {
        rest.delete(name);
        const formOf = (value: string) => Buffer.from(`${name}=${value}&${rest}`);
        const plain = await costOf({ path, body: formOf('a'.repeat(FIELD)) }, 5);
        for (const [kind, value] of filled) {
          const bound = Math.min(MOST_COST, 12 * Math.max(plain, 10));
          const cost = await costOf({ path, body: formOf(value) }, bound);
          if (cost >= bound) dear.push([name, kind, Math.round(cost)]);
        }
      }
      expect(dear).toEqual([]);
    },
    240_000,
  );

  test('with an address as long as any may be, whatever fills its path or its query', async () => {
    const reading = addresses.all.filter(({ get }) => get !== undefined);
    expect(reading.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/wiki/:slug/diff/:from/:to', '/search', '/login']),
    );
    const there = (path: string) => path.replace(':slug', encodeURI('prøvehandling')).replace(/:\w+/g, '1');
    const dear: [string, string, number][] = [];
    for (const { path, query = [] } of reading) {
      for (const [kind, make] of Object.entries(nasty)) {
        const fill = (size: number) =>
          encodeURI(make(size / 3))
            .slice(0, size)
            .replace(/%.?$/, '');
        const asked = [
          path.replace(/:\w+/g, () => fill(1000)),
          `${there(path)}?${query.map((name) => `${name}=${fill(Math.floor(3500 / query.length))}`).join('&')}`,
        ];
        for (const address of asked) {
          const cost = await costOf({ path: address }, MOST_COST);
          if (cost >= MOST_COST) dear.push([address.slice(0, 40), kind, Math.round(cost)]);
        }
      }
    }
    expect(dear).toEqual([]);
  }, 240_000);

  test('with an address that asks for as much at once as any may, or more', async () => {
    const dear: [string, number, number][] = [];
    for (const { path, query = [] } of addresses.all.filter(({ path }) => !path.includes(':'))) {
      if (query.length === 0) continue;
      for (const most of [50, 500]) {
        const length = 3900 / most - 'workplace=&'.length;
        const asked = Array.from({ length: most }, (_, i) => {
          return `${query[i % query.length]!}=${String(i).padEnd(length, 'x')}`;
        });
        const cost = await costOf({ path: `${path}?${asked.join('&').slice(0, 3900)}` }, MOST_COST);
        if (cost >= MOST_COST) dear.push([path, most, Math.round(cost)]);
      }
    }
    expect(dear).toEqual([]);
  }, 240_000);
});

describe('what is too large, or could be', () => {
  test('is refused before it is unpacked, with a sentence', async () => {
    const body = gzipSync(`email=a${'\u0301'.repeat(490_000)}`);
    expect(body.length).toBeLessThan(2000);
    const headers = { 'content-encoding': 'gzip' };
    const answer = await wiki.send({ path: '/login', body, headers });
    expect(answer.status).toBe(415);
    expect(answer.bytes.toString()).toContain('komprimerede');
  });

  test('is refused when it is an address, without repeating it', async () => {
    for (const path of [
      `/wiki/${'a'.repeat(4000)}`,
      `/static/${'b'.repeat(15_000)}`,
      `/?q=${'c'.repeat(9000)}`,
    ]) {
      const answer = await wiki.send({ path });
      expect(answer.status).toBe(414);
      expect(answer.bytes.toString()).not.toMatch(/aaaa|bbbb|cccc/);
      expect(answer.bytes.length).toBeLessThan(10_000);
    }
    expect((await wiki.send({ path: `/search?q=${'c'.repeat(3900)}` })).status).toBe(200);
    for (const [most, status] of [
      [49, 200],
      [50, 414],
    ] as const) {
      const answer = await wiki.send({ path: `/articles?kind=method${'&topic=a'.repeat(most)}` });
      expect(answer.status).toBe(status);
    }
  });

  test('is answered with no more than three times itself', async () => {
    // A wiki of its own, in which nobody has tried these e-mails before: on a slow machine they may be used up.
    const wiki = await proxiedWiki();
    for (const piece of ['"', '%00', '<', '\u0301', 'a']) {
      for (const path of ['/new', '/login', '/register']) {
        const body = ['body', 'draft', 'next', 'email']
          .map((name) => `${name}=${repeated(piece, MB / 5)}`)
          .join('&');
        const answer = await wiki.send({ path, body });
        expect([401, 413, 422]).toContain(answer.status);
        expect(answer.bytes.length).toBeLessThan(3 * body.length);
      }
    }
    const answer = await wiki.send({ path: '/new', body: `body=${repeated('"', MB - 10)}` });
    expect(answer.status).toBe(413);
    expect(answer.bytes.toString()).toContain('Din tekst står der endnu');
    await wiki.close();
  });
});

test('a text as long as an article may be comes through signing in, whatever it holds', async () => {
  const sentence = 'Hvad »koster« det? "10 kr.", sagde Åse – og så\r\n\r\ngik hun på færgen.\r\n';
  const text = repeated(sentence, 260_000);
  const stopped = await wiki.send({
    path: '/new',
    body: new URLSearchParams({ kind: 'method', title: 'Færgen', lead: 'En tur.', body: text }).toString(),
  });
  expect(stopped.status).toBe(401);
  const draft = /name="draft" value="([^"]*)"/.exec(stopped.bytes.toString())![1]!;
  const { email, password } = ana;
  const wrong = { email, password: 'ikke den rigtige', next: '/new', draft };
  const again = await wiki.send({ path: '/login', body: new URLSearchParams(wrong).toString() });
  expect([again.status, again.bytes.includes(draft)]).toEqual([422, true]);
  const right = new URLSearchParams({ ...wrong, password }).toString();
  const { status, cookie, location } = await wiki.send({ path: '/login', body: right });
  expect([status, location]).toEqual([303, '/new']);
  const back = await wiki.send({ path: '/new', headers: { cookie: cookie! } });
  expect(back.bytes.toString().match(/gik hun på færgen/g)).toHaveLength(text.length / sentence.length);
});

test('hundreds of sign-ins, each with another e-mail of 1 MB, leave nothing in the memory', async () => {
  const signIn = (number: number) =>
    wiki.send({ path: '/login', body: `password=x&email=${number}${'æ'.repeat(MB / 2 - 100)}` });
  const tenFrom = (number: number) =>
    Promise.all(Array.from({ length: 10 }, (_, each) => signIn(number + each)));
  await tenFrom(0);
  await tenFrom(10);
  const before = megabytesHeld();
  for (let number = 100; number < 250; number += 10) await tenFrom(number);
  expect(megabytesHeld() - before).toBeLessThan(20);
}, 120_000);

describe('what is on its way', () => {
  const begun: ClientRequest[] = [];
  const begin = (body: string, from: string) => {
    const sending = wiki.begin({ path: '/login', body, from }, MB);
    begun.push(sending);
    return sending;
  };
  /** Sends a form that is counted nowhere else. */
  const send = (from?: string, body = 'a=bcdefghijk') =>
    wiki.send({ path: '/logout', body, ...(from !== undefined && { from }) });
  const takesFrom = (from: string) =>
    eventually(async () => ((await send(from)).status === 303 ? true : undefined));
  /** Begins so many forms, and returns what whoever comes then is told. Whoever asks takes room, too: was that too soon, the forms are begun anew. */
  const fill = (forms: number, body: string, from: string) =>
    eventually(async () => {
      const own = Array.from({ length: forms }, () => begin(body, from));
      await eventually(() => Promise.resolve(own.every(isSent) ? true : undefined));
      const got = await send(from);
      if (got.status === 503) return got.bytes.toString();
      for (const sending of own) sending.destroy();
      return undefined;
    });
  const isSent = ({ destroyed, writableLength }: ClientRequest) => destroyed || writableLength === 0;
  const wholeButOne = `email=${'a'.repeat(MB - 7)}`;
  afterEach(async () => {
    for (const sending of begun.splice(0)) sending.destroy();
    await takesFrom('192.0.2.7');
  });

  test('takes eight full forms of one sender at a time, and the next is asked to wait; others are not', async () => {
    expect(await fill(8, wholeButOne, '192.0.2.7')).toContain('meget travlt');
    expect((await send()).status).toBe(303);
  });

  test('takes nobody’s room by what it says that it will be', async () => {
    for (let each = 0; each < 192; each++) begin('e', `2001:db8:0:${each % 24}::1`);
    await fill(64, 'e', '192.0.2.7');
    expect((await send()).status).toBe(303);
  });

  test('leaves room for a form of somebody else, however much has come of how many', async () => {
    const from = (each: number) => `2001:db8:0:${each >> 3}::1`;
    for (let each = 0; each < 128; each += 8) await fill(8, wholeButOne, from(each));
    for (let each = 128; each < 192; each++) begin(wholeButOne, from(each));
    for (let time = 0; time < 20; time++) {
      expect((await send(undefined, `a=${'c'.repeat(MB / 2)}`)).status).toBe(303);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, 60_000);

  test('is refused when it says to be larger than any form, or comes to be', async () => {
    const body = 'a'.repeat(MB + 1);
    expect((await wiki.send({ path: '/login', body })).status).toBe(413);
    const heard = await raw(
      `POST /login HTTP/1.1\r\nHost: wiki\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        `Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n${body}\r\n0\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1.1 413 /);
  });
});

/** What is answered to bytes as they stand. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(wiki.port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (heard += piece));
    socket.on('error', reject).once('close', () => resolve(heard));
    socket.write(bytes);
  });
}

/** Asks until there's an answer. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1000; tries++) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It never came to that.');
}

test('sixty-four sign-ins at once leave a static file to be read meanwhile', async () => {
  const file = '/static/logo.svg';
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  await wiki.send({ path: file });
  const body = new URLSearchParams({ email: ana.email, password: ana.password }).toString();
  const signIns = timed(async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, () => wiki.send({ path: '/login', body })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const waits: number[] = [];
  for (let time = 0; time < 5; time++) waits.push(await timed(() => wiki.send({ path: file })));
  expect(Math.min(...waits)).toBeLessThan((await signIns) / 6);
}, 120_000);
