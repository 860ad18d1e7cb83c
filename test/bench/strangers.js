/** What a stranger's requests may cost a wiki: processor time for each, and memory for many. On a wiki of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nastyBodies, nastyFields, repeated } from './nasty.js';
import { startWiki } from './servers.js';
import { atMost, milliseconds, printRow } from './table.js';
import { fillWith } from './fill.js';

const MEGABYTE = 1024 * 1024;
/** What the form parser takes, less the names of the fields. */
const FIELD = MEGABYTE - 1000;
const LARGEST_BODY = 256 * 1024;
const SIGN_INS = 10_000;
const READERS = 60;
const POSTS = {
  '/login': 'email',
  '/register': 'name',
  '/setup': 'token',
  '/moderators': 'words',
  '/wiki/prose/report': 'words',
  '/wiki/prose/edit': 'body',
};

/** Prints what the dearest single request costs, the dearest view, and what memory many requests take. */
export async function strangers() {
  const folder = mkdtempSync(join(tmpdir(), 'wiki-bench-'));
  const bodies = nastyBodies(LARGEST_BODY);
  await fillWith(folder, bodies);
  const server = await startWiki(folder);
  try {
    await fetch(`${server.address}/`);
    await dearest('any request of a stranger, 1 MB', 200, requestsOf(server.address), server);
    await dearest('any view of 256 kB, first time', 1000, viewsOf(server.address, bodies), server);
    await memoryOf(server);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function dearest(what, bound, requests, server) {
  let worst = { cost: 0, name: '' };
  for (const { name, ask } of requests) {
    const before = await server.cpu();
    await ask();
    const cost = (await server.cpu()) - before;
    if (cost > worst.cost) worst = { cost, name };
  }
  printRow(`${what}: the dearest, ${worst.name}`, milliseconds(worst.cost), {
    value: worst.cost,
    asked: atMost(bound, ' ms of CPU'),
  });
}

function* requestsOf(address) {
  for (const [kind, text] of Object.entries(nastyFields(FIELD / 3))) {
    for (const [path, field] of Object.entries(POSTS)) {
      yield {
        name: `${kind} in ${path}`,
        ask: () => post(address, path, `${field}=${encodeURIComponent(text)}`),
      };
    }
  }
  const raw = { marks: '\u0301', plus: '+', names: 'a&', deep: '[a]', escapes: '%C3%A9', draft: '%5B' };
  for (const [kind, piece] of Object.entries(raw)) {
    for (const field of ['email', 'draft', 'next']) {
      const body = `${field}=a${repeated(piece, FIELD)}`;
      yield { name: `raw ${kind} in ${field}`, ask: () => post(address, '/login', body) };
    }
  }
  const query = repeated('e%CC%81', 15_000);
  for (const path of ['/search?q=', '/articles?topic=', '/login?next=', '/wiki/']) {
    yield { name: path, ask: () => get(address, path + query) };
  }
}

function* viewsOf(address, bodies) {
  for (const kind of Object.keys(bodies)) {
    const slug = encodeURIComponent(kind.toLowerCase().replaceAll(' ', '-'));
    for (const rest of ['', '/history', '/attribution', '/diff/1/2', '/history/1', '/cite']) {
      yield { name: `${kind}${rest}`, ask: () => get(address, `/wiki/${slug}${rest}`) };
    }
  }
}

async function memoryOf(server) {
  const idle = await server.memory();
  let peak = idle;
  const watch = async (work) => {
    let done = false;
    const working = work().finally(() => (done = true));
    for (; !done; await wait(50)) peak = Math.max(peak, await server.memory());
    await working;
  };
  await watch(() => hostileSignIns(server.address));
  await watch(() => readersThatDontRead(server.address));
  const above = (peak - idle) / MEGABYTE;
  printRow(
    `memory above idle: ${SIGN_INS} hostile sign-ins, ${READERS} readers that don't read`,
    `${above.toFixed(0)} MB`,
    {
      value: above,
      asked: atMost(300, ' MB'),
    },
  );
}

/** Each with another e-mail of 1 MB, from another address. */
async function hostileSignIns(address) {
  const filler = repeated('x', FIELD);
  let number = 0;
  const one = async () => {
    while (number < SIGN_INS) {
      const n = number++;
      const from = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
      await post(address, '/login', `password=a&email=${n}${filler}`, { 'x-forwarded-for': from });
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
}

async function readersThatDontRead(address) {
  const { hostname, port } = new URL(address);
  const paths = ['/wiki/prose', '/wiki/prose/attribution.json', '/wiki/wiki-links', '/wiki/lines/diff/1/2'];
  const sockets = Array.from({ length: READERS }, (_, index) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined).pause();
    const request = `GET ${paths[index % paths.length]} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`;
    for (let ask = 0; ask < 20; ask++) socket.write(request);
    return socket;
  });
  await wait(15_000);
  for (const socket of sockets) socket.destroy();
}

async function get(address, path) {
  await (await fetch(address + path, { redirect: 'manual' })).arrayBuffer();
}

async function post(address, path, body, more = {}) {
  const headers = { origin: address, 'content-type': 'application/x-www-form-urlencoded', ...more };
  try {
    await (await fetch(address + path, { method: 'POST', headers, body, redirect: 'manual' })).arrayBuffer();
  } catch (error) {
    // A server may hang up on what is too large before it has read it.
    if (error.cause?.code !== 'ECONNRESET' && error.cause?.code !== 'EPIPE') throw error;
  }
}
