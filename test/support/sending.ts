/** Requests as no browser sends them: any bytes, from any address, to a wiki that listens behind one proxy. */
import { Agent, request, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeApp } from '../../server/app.ts';
import { listen } from '../../server/listening.ts';
import { openWiki, type TestWiki } from './wiki.ts';
import { routesOf, type Route } from './routes.ts';

export interface Sent {
  path: string;
  /** The body of a form, as it stands; without one it's a GET. */
  body?: Buffer | string;
  headers?: Record<string, string>;
  /** The address that it comes from; each request has another unless it's given. */
  from?: string;
}

export interface Got {
  status: number;
  bytes: Buffer;
  /** That of the session. */
  cookie: string | undefined;
  location: string | undefined;
}

export interface ProxiedWiki extends TestWiki {
  routes: Route[];
  port: number;
  send(sent: Sent): Promise<Got>;
  /** Begins to send a body that says to be of so many bytes, and waits. */
  begin(sent: Sent, bytes: number): ClientRequest;
}

/** Serves an empty wiki that believes its proxy. */
export async function proxiedWiki(): Promise<ProxiedWiki> {
  const wiki = await openWiki();
  const app = await makeApp({ ...wiki, settings: { ...wiki.settings, trustProxy: 1 } });
  const server = await listen(app, { ...wiki.settings, port: 0, host: '127.0.0.1' });
  const { port } = server.address() as AddressInfo;
  // A connection that is kept may be closed by the wiki just as it's used again.
  const agent = new Agent({ keepAlive: false, maxSockets: 300 });
  let senders = 0;
  const someone = () => {
    senders++;
    return `10.${senders >> 16}.${(senders >> 8) & 255}.${senders & 255}`;
  };
  return {
    ...wiki,
    port,
    routes: routesOf(app),
    send: (sent) => send(agent, port, { from: someone(), ...sent }),
    begin: (sent, bytes) => {
      const sending = opened(agent, port, { from: someone(), ...sent }, bytes);
      sending.on('error', () => undefined).write(sent.body);
      return sending;
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await wiki.close();
    },
  };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

function opened(
  agent: Agent,
  port: number,
  { path, body, headers, from }: Sent,
  bytes: number,
): ClientRequest {
  return request({
    agent,
    host: '127.0.0.1',
    port,
    path,
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'x-forwarded-for': from,
      ...(body !== undefined && { ...FORM, 'content-length': String(bytes) }),
      ...headers,
    },
  });
}

function send(agent: Agent, port: number, sent: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sending = opened(agent, port, sent, Buffer.byteLength(sent.body ?? ''));
    sending.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          bytes: Buffer.concat(chunks),
          cookie: response.headers['set-cookie']
            ?.find((line) => line.includes('wiki-session='))
            ?.split(';')[0],
          location: response.headers.location,
        }),
      );
    });
    sending.end(sent.body);
  });
}
