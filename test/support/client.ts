/** A browser without a screen: it keeps cookies, follows nothing by itself, and sends forms as the wiki's own pages do. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeApp } from '../../server/app.ts';
import type { TestWiki } from './wiki.ts';
import { openWiki } from './wiki.ts';

/** A form's fields; a list sends the same name several times. */
export type Form = Record<string, string | string[]>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Where a redirect leads, decoded. */
  location: string;
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, form?: Form, headers?: Record<string, string>): Promise<Answer>;
  cookies: Map<string, string>;
}

export interface ServedWiki extends TestWiki {
  address: string;
  /** A new browser, of a stranger. */
  client(): Client;
  /** A new browser in which someone has registered. */
  joined(someone: { name: string; email: string } & Form): Promise<Client>;
}

/** Serves an empty wiki on a free port of this machine. */
export async function serveWiki(): Promise<ServedWiki> {
  const wiki = await openWiki();
  const app = await makeApp(wiki);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = () => makeClient(address);
  return {
    ...wiki,
    address,
    client,
    joined: async (someone) => {
      const browser = client();
      const answer = await browser.post('/register', someone);
      if (answer.status !== 303) throw new Error(`${someone.name} could not register: ${answer.text}`);
      return browser;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await wiki.close();
    },
  };
}

function makeClient(address: string): Client {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    if (cookies.size > 0)
      init.headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address + path, { redirect: 'manual', ...init });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const [name, value] = pair!.split('=') as [string, string];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: decodeURI(response.headers.get('location') ?? ''),
    };
  };
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, form = {}, headers = { origin: address }) =>
      send(path, { method: 'POST', body: encode(form), headers: { ...headers } }),
  };
}

function encode(form: Form): URLSearchParams {
  return new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    ),
  );
}
