/** Listening: a server that waits for nobody for ever, neither for the rest of a request nor for the next one. */
import {
  createServer,
  IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { everyAnswer, type Reached } from './web/wire/headers.ts';
import { answerUnread, dressedAnswers } from './web/wire/unread.ts';

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
const MOST_UNDER_WAY = 4;

/** Listens at an address and returns the server once it does. Throws what the system says when it can't. */
export async function listen(
  app: RequestListener,
  { port, host, ...reached }: { port: number; host: string } & Reached,
  patience = PATIENCE,
): Promise<Server> {
  const dress = everyAnswer(reached);
  const answers = new WeakMap<Socket, Set<ServerResponse>>();
  const [options, begin] = hangUpOnHeaps(app, answers);
  const server = createServer(
    {
      ...options,
      ServerResponse: dressedAnswers(dress),
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      keepAliveTimeout: patience.idle,
      connectionsCheckingInterval: patience.check,
      maxHeaderSize: LARGEST_HEADERS,
    },
    begin,
  );
  answerUnread(server, dress, (socket) =>
    [...(answers.get(socket) ?? [])].some(({ headersSent }) => headersSent),
  );
  server.maxRequestsPerSocket = MOST_REQUESTS;
  server.listen(port, host);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return server;
}

/**
 * Hangs up on a connection at the request that is one too many, and closes the answers of one that is gone. One packet holds
 * requests by the thousand, and Node reads it to its end, making all of them, unless the connection leaves HTTP in the middle:
 * so that request does. Browsers and proxies ask one by one.
 */
function hangUpOnHeaps(
  app: RequestListener,
  answers: WeakMap<Socket, Set<ServerResponse>>,
): [ServerOptions, RequestListener] {
  class Incoming extends IncomingMessage {
    constructor(socket: Socket) {
      super(socket);
      if ((answers.get(socket)?.size ?? 0) < MOST_UNDER_WAY) return;
      socket.destroy();
      Object.defineProperty(this, 'upgrade', { get: () => true, set: () => undefined });
    }
  }
  const begin: RequestListener = (request, response) => {
    const { socket } = request;
    const underWay = answers.get(socket) ?? new Set();
    if (!answers.has(socket)) socket.once('close', () => process.nextTick(closeAll, underWay));
    answers.set(socket, underWay.add(response));
    response.once('close', () => underWay.delete(response));
    app(request, response);
  };
  return [{ IncomingMessage: Incoming }, begin];
}

/** Node closes the answer whose turn it is: those that wait behind it would hold for ever what they hold. */
function closeAll(waiting: Set<ServerResponse>): void {
  for (const response of waiting) response.destroy().emit('close');
}
