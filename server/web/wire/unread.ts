/** The answers to what the app never sees, which Node makes by itself: they have the headers of all others, and no words. */
import { IncomingMessage, ServerResponse, STATUS_CODES, type Server } from 'node:http';
import { Socket } from 'node:net';
import type { Dress } from './headers.ts';

/** What is wrong with bytes that become no request, by the code of Node's parser; 400 is all else. */
const STATUSES: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Returns answers that are dressed by themselves, for a server whose app makes its own of them. */
export function dressedAnswers(dress: Dress): typeof ServerResponse {
  return class extends ServerResponse {
    override writeHead(...given: unknown[]): this {
      dress(this.req, this);
      return super.writeHead(...(given as [number]));
    }
  } as typeof ServerResponse;
}

/** Has a server answer bytes that become no request, unless an answer has begun on the connection, and hang up. */
export function answerUnread(server: Server, dress: Dress, hasBegun: (socket: Socket) => boolean): void {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  dress(answer.req, answer);
  const headers = Object.entries(answer.getHeaders()).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const status = STATUSES[error.code ?? ''] ?? 400;
    if (socket.writable && !hasBegun(socket)) {
      const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`, ...headers, 'connection: close\r\n'];
      socket.write(`${head.join('')}\r\n`);
    }
    socket.destroy(error);
  });
}
