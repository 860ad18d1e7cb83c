/** Listening: a server that waits for nobody for ever, neither for the rest of a request nor for the next one. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long a client may take, in milliseconds. */
export interface Patience {
  /** Over the headers of a request. */
  headers: number;
  /** Over a whole request, its form included: a full one in a minute is 17 kB a second. */
  request: number;
  /** Between two requests of a connection. */
  idle: number;
  /** How often it's looked after who has taken too long. */
  check: number;
}

const PATIENCE: Patience = { headers: 15_000, request: 60_000, idle: 5000, check: 5000 };
/** In bytes, all of a request's headers together. */
const LARGEST_HEADERS = 16 * 1024;
/** A connection that has carried so many requests is closed after the last, so that none is held for ever. */
const MOST_REQUESTS = 10_000;
/** How many a connection may have under way: answers wait for the ones before them, and nobody counts what they hold. */
const MOST_UNDER_WAY = 16;

/** Listens at an address and returns the server once it does. Throws what the system says when it can't. */
export async function listen(
  app: RequestListener,
  { port, host }: { port: number; host: string },
  patience = PATIENCE,
): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      keepAliveTimeout: patience.idle,
      connectionsCheckingInterval: patience.check,
      maxHeaderSize: LARGEST_HEADERS,
    },
    hangUpOnHeaps(app),
  );
  server.maxRequestsPerSocket = MOST_REQUESTS;
  server.listen(port, host);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return server;
}

/** One packet holds requests by the thousand, and all of them are handed on at once; browsers and proxies ask one by one. */
function hangUpOnHeaps(app: RequestListener): RequestListener {
  const underWay = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    const count = (underWay.get(socket) ?? 0) + 1;
    if (count > MOST_UNDER_WAY) socket.destroy();
    if (socket.destroyed) return;
    underWay.set(socket, count);
    response.once('close', () => underWay.set(socket, underWay.get(socket)! - 1));
    app(request, response);
  };
}
