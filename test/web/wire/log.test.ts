import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { makeApp } from '../../../server/app.ts';
import { makeLog } from '../../../server/log.ts';
import { makeClient, type Client } from '../../support/client.ts';
import { register } from '../../support/mail.ts';
import { ana } from '../../support/people.ts';
import { openWiki } from '../../support/wiki.ts';

const SECRET = 'hemmeligst';
/** The word as it may come out of an address, a form or a search: in other letters, or cut from what it stood in. */
const told = /hemmeligs/i;

async function walk(client: Client): Promise<void> {
  const marked = { 'user-agent': SECRET, referer: `http://wiki.test/search?q=${SECRET}` };
  for (const path of [
    `/search?q=${SECRET}`,
    `/search?q="${SECRET}`,
    `/search?q=${SECRET}&q=x`,
    `/search%3Fq=${SECRET}`,
    `/en/articles?kind=${SECRET}&after=${SECRET}`,
    `/login?next=/wiki/x?q=${SECRET}`,
    `/new?title=${SECRET}`,
    `/setup?token=${SECRET}`,
    `/static/wiki.css?v=${SECRET}`,
    `/static/%?v=${SECRET}`,
    `/wiki/%E0%A4%A?q=${SECRET}`,
    `/people/1?before=${SECRET}`,
  ]) {
    await client.get(path, marked);
  }
  const wrong = {
    email: `${SECRET}@example.dk`,
    password: SECRET,
    next: `/${SECRET}`,
    draft: `{"${SECRET}":`,
  };
  await client.post('/login', wrong);
  await client.post('/register', { ...wrong, name: SECRET, password: `${SECRET} ${SECRET}` });
  await client.post(`/setup?token=${SECRET}`, { token: SECRET });
  await client.post('/new', { kind: 'method', title: SECRET, body: SECRET, action: 'save', summary: SECRET });
  const json = { 'content-type': 'application/json', origin: 'http://wiki.test' };
  await client.send('POST', '/login', json, `{"${SECRET}`);
  const form = 'application/x-www-form-urlencoded';
  for (const headers of [{ 'content-encoding': SECRET }, { 'content-type': `${form};charset=${SECRET}` }]) {
    await client.send('POST', '/login', { ...json, 'content-type': form, ...headers }, SECRET);
  }
  await client.send('POST', '/login', { ...json, 'content-type': form }, `${SECRET}=1&`.repeat(3000));
  const cookie = `wiki-session=s%3A${SECRET}.${SECRET}; ${SECRET}=${SECRET}`;
  await client.get('/', { cookie });
}

test('nothing that anyone searched for or typed stands in the log, whatever fails', async () => {
  const wiki = await openWiki();
  const lines: string[] = [];
  const log = makeLog('trace', { write: (line: string) => void lines.push(line) });
  const app = await makeApp({ ...wiki, log });
  const client = makeClient(app, 'http://wiki.test');
  await walk(client);
  await client.get('/wiki/010203-1234');
  await client.get('/people/010203%201234');
  const joined = await register({ ...wiki, log }, client, { ...ana, password: `${SECRET}e veje i regn` });
  expect(joined.status).toBe(303);
  expect([...client.cookies.keys()].sort()).toEqual(['wiki-browser', 'wiki-session']);
  await walk(client);
  // Each table gone makes another query fail, with what was asked in it.
  await sql`alter table person rename to nobody`.execute(wiki.db);
  await walk(client);
  await wiki.db.destroy();
  await walk(client);
  await wiki.close().catch(() => undefined);
  const log500 = lines.filter((line) => line.includes('"a request failed"'));
  expect(log500.length).toBeGreaterThan(5);
  expect(log500.filter((line) => !line.includes('"stack":"at '))).toEqual([]);
  expect(lines.filter((line) => line.includes('"path":"/search"')).length).toBeGreaterThan(5);
  expect(lines.filter((line) => told.test(line))).toEqual([]);
  expect(lines.filter((line) => line.includes('"/wiki/xxxxxx-xxxx"'))).toHaveLength(1);
  expect(lines.filter((line) => /010203|1234/.test(line))).toEqual([]);
});

test.each<[Error, string]>([
  [new Error('SQLITE_BUSY: database is locked'), 'SQLITE_BUSY: database is locked'],
  [new Error(`near "${SECRET}": syntax error`), 'near …: syntax error'],
  [new Error(`near "a"${SECRET}"b": syntax error`), 'near …: syntax error'],
  [new Error(`an open quote "${SECRET}`), 'an open quote '],
  [new Error(`first\n    at ${SECRET}:1:2`), 'first'],
  [Object.assign(new Error('failed'), { detail: SECRET, body: SECRET, url: SECRET }), 'failed'],
  [new Error('failed', { cause: new Error(`no "${SECRET}"`) }), 'failed'],
  [new AggregateError([new Error(`no '${SECRET}'`)], 'all failed'), 'all failed'],
])('of an error is told what it is, and nothing that it quotes: %s', (err, message) => {
  const lines: string[] = [];
  makeLog('info', { write: (line: string) => void lines.push(line) }).error({ err }, 'failed');
  const { err: written } = JSON.parse(lines[0]!) as { err: { message: string; stack: string } };
  expect(written.message).toBe(message);
  expect(written.stack).toMatch(/log\.test\.ts:\d+/);
  expect(lines[0]).not.toContain(SECRET);
});
