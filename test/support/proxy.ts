/** A proxy in front of the wiki, as others have it: it answers for one path of a host that holds more. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  server: Server;
  origin: string;
  /** Sends what comes for a path on to a port; what comes for the rest of the host is answered with 418. */
  leadsTo(port: number, way: Way): void;
  close(): Promise<void>;
}

export interface Way {
  path: string;
  /** Whether it takes the path off. */
  strips: boolean;
  /** Whether it asks for the wiki by the wiki's own address instead of the reader's. */
  renames: boolean;
}

/** Opens a proxy on a free port of this machine. */
export async function openProxy(): Promise<Proxy> {
  let target: (Way & { port: number }) | undefined;
  const server = createServer((incoming, answer) => {
    const url = incoming.url!;
    if (!target || !`${url.split('?')[0]}/`.startsWith(`${target.path}/`)) {
      return void answer.writeHead(418).end('another app');
    }
    const { port, strips, renames } = target;
    const path = strips ? url.slice(target.path.length).replace(/^(?!\/)/, '/') : url;
    const headers = { ...incoming.headers, ...(renames && { host: `127.0.0.1:${port}` }) };
    const onward = request({ port, host: '127.0.0.1', method: incoming.method, path, headers }, (given) => {
      answer.writeHead(given.statusCode!, given.headers);
      given.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadsTo: (port, way) => void (target = { port, ...way }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
