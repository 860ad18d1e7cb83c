/**
 * Measures the wiki against a bare Express 5 route that sends the same bytes, in the same run, and prints the ratios:
 * requests a second of the wiki over those of the reference, each the median of alternating rounds.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { migrate } from '../../dist/server/db/migrate.js';
import { authorOf } from '../../dist/server/wiki/author.js';
import { insertArticle } from '../../dist/server/wiki/edits.js';
import { register } from '../../dist/server/wiki/people.js';
import { insertRevision } from '../../dist/server/wiki/revisions.js';
import { verify } from '../../dist/server/wiki/verify.js';
import { growingBodies } from './history.js';

const ROUNDS = 3;
const SECONDS = 4;
const REVISIONS = 5000;
const PERSON = {
  name: 'Mille Måler',
  title: '',
  workplace: '',
  email: 'mille@example.dk',
  password: 'en lang måling i regn',
};
const hasWrk = succeeds('wrk', ['-v']);

const folder = mkdtempSync(join(tmpdir(), 'wiki-bench-'));
const children = [];
let files = 0;
try {
  await fill();
  const wiki = await start(join(import.meta.dirname, '../../dist/server/main.js'), [], {
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'info',
  });
  await measureAll(`http://127.0.0.1:${wiki}`);
} finally {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll(wiki) {
  print(`${hasWrk ? 'wrk' : 'autocannon'}, ${ROUNDS} alternating rounds of ${SECONDS} s, 10 connections\n`);
  print('| what | wiki, requests/s | bare Express, requests/s | ratio |\n|---|---|---|---|\n');
  const few = `${wiki}/wiki/kort/history`;
  const many = `${wiki}/wiki/lang/history`;
  // An address asked with something unknown is made anew each time; the others are kept for strangers.
  const anew = (address) => (count) => `${address}?again=${count}`;
  await row('article view, signed out', `${wiki}/wiki/lang`);
  await row('article view, made anew', anew(`${wiki}/wiki/lang`));
  await row('history page, 50 revisions, made anew', anew(few));
  await row(`history page, ${REVISIONS} revisions`, many);
  await row(`history page, ${REVISIONS} revisions, made anew`, anew(many));
  await row('adjacent diff', `${wiki}/wiki/lang/diff/2500/2501`);
  await row(
    'adjacent diffs, each another',
    (count) => `${wiki}/wiki/lang/diff/${1 + (count % 4999)}/${2 + (count % 4999)}`,
  );
  await saves(wiki);
  await verifying();
}

/** One line of the table. With a function for the address, each request asks for another page. */
async function row(name, address) {
  const first = typeof address === 'string' ? address : address(1);
  const response = await fetch(first);
  if (response.status !== 200) throw new Error(`${first} answered ${response.status}`);
  const bare = await startBare(await response.text(), response.headers.get('content-type'));
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ wiki: await rate(address), bare: await rate(bare) });
  }
  report(name, median(rounds.map((each) => each.wiki)), median(rounds.map((each) => each.bare)));
}

async function saves(wiki) {
  const cookie = await signIn(wiki);
  const headers = { cookie, origin: wiki, 'content-type': 'application/x-www-form-urlencoded' };
  const bodies = growingBodies(100_000, 7);
  const save = () => ({
    method: 'POST',
    headers,
    body: new URLSearchParams({
      body: bodies.next().value,
      summary: 'En lille ændring',
      action: 'save',
    }).toString(),
  });
  const bare = await startBare('', 'text/plain');
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      wiki: await saveRate(`${wiki}/wiki/gem/edit`, save, 303),
      bare: await saveRate(bare, save, 200),
    });
  }
  report(
    'save, 9 kB, one writer',
    median(rounds.map((each) => each.wiki)),
    median(rounds.map((each) => each.bare)),
  );
}

/** Verifying needs no reference: what counts is the time of one core. */
async function verifying() {
  const context = makeContext(readSettings({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    const { revisions, findings } = await verify(context.db, () => undefined);
    if (findings.length > 0) throw new Error(`${findings.length} findings`);
    const { user, system } = process.cpuUsage(start);
    rounds.push((revisions / (user + system)) * 1e6);
  }
  await context.db.destroy();
  print(`| verify, revisions a second of CPU | ${Math.round(median(rounds))} | – | – |\n`);
}

async function saveRate(address, request, status) {
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  for (; performance.now() < end; count++) {
    const response = await fetch(address, { redirect: 'manual', ...request() });
    if (response.status !== status) throw new Error(`${address} answered ${response.status}`);
    await response.text();
  }
  return count / SECONDS;
}

async function rate(address) {
  if (hasWrk && typeof address === 'string') return wrk(address);
  let count = 0;
  const varying = { setupRequest: (request) => ({ ...request, path: pathOf(address(count++)) }) };
  const result = await autocannon({
    url: typeof address === 'string' ? address : new URL(address(1)).origin,
    connections: 10,
    duration: SECONDS,
    ...(typeof address === 'function' && { requests: [varying] }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers weren't 200`);
  return result.requests.average;
}

function pathOf(address) {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

function wrk(address) {
  const output = execFileSync('wrk', ['-t1', '-c10', `-d${SECONDS}s`, address], { encoding: 'utf8' });
  if (/Non-2xx/.test(output)) throw new Error(output);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]);
}

async function signIn(wiki) {
  const { email, password } = PERSON;
  const body = new URLSearchParams({ email, password });
  const response = await fetch(`${wiki}/login`, {
    method: 'POST',
    body,
    headers: { origin: wiki },
    redirect: 'manual',
  });
  return response.headers.getSetCookie()[0].split(';')[0];
}

async function fill() {
  const context = makeContext(readSettings({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  await migrate(context.db);
  const id = await register(context.db, PERSON, context.now());
  const author = await authorOf(context.db, id, context.now());
  for (const [title, revisions] of [
    ['Lang', REVISIONS],
    ['Kort', 50],
    ['Gem', 1],
  ]) {
    await context.db.transaction().execute((tx) => write(tx, author, title, revisions));
  }
  await context.db.destroy();
}

async function write(tx, author, title, revisions) {
  const content = {
    kind: 'method',
    title,
    lead: 'En artikel at måle på.',
    topics: [],
    sources: [],
    facts: {},
    body: '',
  };
  const { id, uid } = await insertArticle(tx, content, 'CC-BY-4.0');
  let number = 0;
  for (const body of growingBodies(revisions)) {
    const save = {
      content: { ...content, body },
      action: number ? 'edit' : 'create',
      summary: 'En lille ændring',
      minor: false,
    };
    const target = { id, uid, revisionCount: number };
    ({ number } = await insertRevision(tx, author, target, { ...save, baseNumber: number || null }));
  }
}

async function startBare(body, contentType) {
  const file = join(folder, `bare-${files++}`);
  writeFileSync(file, body);
  return `http://127.0.0.1:${await start(join(import.meta.dirname, 'bare.js'), [file, contentType], {})}`;
}

/** Starts a server and returns the port that it says it listens on. */
async function start(script, given, environment) {
  const child = spawn(process.execPath, [script, ...given], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for (let output = ''; ;) {
    const [chunk] = await once(child.stdout, 'data');
    output += chunk;
    const port = /"port":(\d+)|^(\d+)$/m.exec(output);
    if (!port) continue;
    child.stdout.resume();
    return port[1] ?? port[2];
  }
}

function report(name, wiki, bare) {
  print(`| ${name} | ${Math.round(wiki)} | ${Math.round(bare)} | ${(wiki / bare).toFixed(3)} |\n`);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function succeeds(command, given) {
  try {
    execFileSync(command, given, { stdio: 'ignore' });
    return true;
  } catch (error) {
    return error.code !== 'ENOENT';
  }
}

function print(text) {
  process.stdout.write(text);
}
