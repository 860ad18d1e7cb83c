/**
 * A browser without a screen: it keeps cookies, follows nothing by itself, and sends forms as the wiki's own pages do.
 * It drives the app through supertest, so that a wiki need listen only for those who bring a browser or a socket.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { makeApp } from '../../server/app.ts';
import { cleanLine } from '../../server/text/clean.ts';
import type { Registration } from '../../server/wiki/people/accounts.ts';
import { enter } from './people.ts';
import type { TestWiki } from './wiki.ts';
import { openWiki } from './wiki.ts';

/** A form's fields; a list sends the same name several times. */
export type Form = Record<string, string | string[]>;
export type Fields = Record<string, string>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Where a redirect leads, decoded. */
  location: string;
}

export interface Client {
  get(path: string, headers?: Fields): Promise<Answer>;
  post(path: string, form?: Form, headers?: Fields): Promise<Answer>;
  /** Sends by any method, with a body as it stands. */
  send(method: Method, path: string, headers?: Fields, body?: string): Promise<Answer>;
  cookies: Map<string, string>;
}

export interface ServedWiki extends TestWiki {
  /** Where its pages say that they come from. */
  origin: string;
  /** A new browser, of a stranger. */
  client(): Client;
  /** A new browser in which someone is signed in who has just come. */
  joined(someone: { name: string; email: string } & Form): Promise<Client>;
}

export interface ListeningWiki extends ServedWiki {
  address: string;
}

type Method = 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PROPFIND' | 'PUT';
export type App = Parameters<typeof supertest>[0];

/** Opens an empty wiki for clients, with a clock of its own if one is given. It listens to nobody else. */
export async function serveWiki(settings: Fields = {}, now?: () => string): Promise<ServedWiki> {
  const wiki = await openWiki(settings);
  if (now) wiki.now = now;
  return { ...wiki, ...doorsOf(wiki, await makeApp(wiki), 'http://wiki.test') };
}

/** Opens an empty wiki that listens on a free port of this machine, for real browsers and bare sockets as well. */
export async function listeningWiki(settings: Fields = {}): Promise<ListeningWiki> {
  const wiki = await openWiki(settings);
  const server = createServer(await makeApp(wiki));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...wiki,
    ...doorsOf(wiki, server, address),
    address,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await wiki.close();
    },
  };
}

function doorsOf(wiki: TestWiki, app: App, origin: string) {
  const client = () => makeClient(app, origin);
  return {
    origin,
    client,
    joined: async (someone: { name: string; email: string } & Form) => {
      const { name, title, workplace, email, password } = {
        title: '',
        workplace: '',
        ...someone,
      } as Registration;
      await enter(wiki.db, { name: cleanLine(name), title, workplace, email, password }, wiki.now());
      const browser = client();
      const answer = await browser.post('/login', { email, password });
      if (answer.status !== 303) throw new Error(`${name} could not sign in: ${answer.text}`);
      return browser;
    },
  };
}

/** Makes a browser of a stranger, for an app or for a server in front of one, whose pages come from an origin. */
export function makeClient(app: App, origin: string): Client {
  const cookies = new Map<string, string>();
  const { host } = new URL(origin);
  const send: Client['send'] = async (method, path, headers = {}, body) => {
    const own = cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const request = supertest(app)[method.toLowerCase() as 'get'](path);
    const response = await request
      .set({ host, ...own, ...headers })
      .buffer(true)
      .parse(asText)
      .send(body);
    const answer = headersOf(response.headers as Form);
    keepCookies(cookies, answer);
    const location = decodeURI(answer.get('location') ?? '');
    return { status: response.status, headers: answer, text: String(response.body), location };
  };
  return {
    cookies,
    send,
    get: (path, headers) => send('GET', path, headers),
    post: (path, form = {}, headers = { origin }) =>
      send('POST', path, { 'content-type': FORM, ...headers }, encode(form)),
  };
}

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';

/** Every answer is read as text, whatever it says that it is. */
function asText(response: unknown, done: (error: Error | null, text: string) => void): void {
  const message = response as IncomingMessage;
  let text = '';
  message.setEncoding('utf8');
  message.on('data', (chunk: string) => (text += chunk));
  message.on('end', () => done(null, text));
  message.on('error', (error) => done(error, text));
}

function headersOf(given: Form): Headers {
  return new Headers(pairsOf(given));
}

/** Returns the line of an answer that sets the cookie of the session, before what a browser is known by. */
export function sessionLine(headers: Headers): string {
  return headers.getSetCookie().find((line) => line.includes('wiki-session='))!;
}

function keepCookies(cookies: Map<string, string>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [pair] = line.split(';');
    const [name, value] = pair!.split('=') as [string, string];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
}

function encode(form: Form): string {
  return new URLSearchParams(pairsOf(form)).toString();
}

function pairsOf(form: Form): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}
