/** A way to a PostgreSQL that can be cut, left hanging and mended, as a network can. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Way {
  /** The address of the database by this way. */
  url: string;
  /** Ends every connection, and takes no new one. */
  cut(): Promise<void>;
  /** Lets nothing through, and ends nothing. */
  hang(): void;
  mend(): Promise<void>;
  /** How many connections there are. */
  open(): number;
  close(): Promise<void>;
}

/** Makes a way to the database at an address. */
export async function wayTo(address: string): Promise<Way> {
  const target = new URL(address);
  const folder = target.searchParams.get('host');
  const port = Number(target.port || 5432);
  const reach = () =>
    folder?.startsWith('/') ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, target.hostname);
  const sockets = new Set<Socket>();
  let hangs = false;
  const server = createServer((near) => {
    const far = reach();
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => void (hangs || to.write(bytes)));
      from.on('error', () => undefined).on('close', () => void (sockets.delete(from), to.destroy()));
    }
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const url = new URL(address);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${own}`;
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: url.href,
    cut,
    hang: () => void (hangs = true),
    mend: async () => {
      hangs = false;
      await listen(own);
    },
    open: () => sockets.size / 2,
    close: cut,
  };
}
