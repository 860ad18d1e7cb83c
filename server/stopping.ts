/** How the wiki is told to stop, and stops: signals hold from the first line on, and no idle connection holds it up. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Within so many milliseconds it's one signal: npm passes on what a terminal has sent to both of them. */
const SAME = 300;
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** Returns what is aborted at the first signal. A second one ends the process at once. */
export function heedSignals(): AbortSignal {
  const told = new AbortController();
  let first: number | undefined;
  for (const [name, number] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      const now = performance.now();
      if (first !== undefined && now - first > SAME) process.exit(128 + number);
      first ??= now;
      told.abort();
    });
  }
  return told.signal;
}

/**
 * Returns what closes a server: it takes no more, drops each connection on which no request runs, and finishes the
 * requests that do, for as many milliseconds as it's given.
 */
export function closer(server: Server): (patience: number) => Promise<void> {
  const running = new Map<Socket, Set<ServerResponse>>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    running.set(socket, new Set());
    socket.once('close', () => running.delete(socket));
  });
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (closing) response.setHeader('Connection', 'close');
    running.get(socket)?.add(response);
    response.once('close', () => {
      running.get(socket)?.delete(response);
      if (closing && running.get(socket)?.size === 0) socket.destroySoon();
    });
  });
  return async (patience) => {
    closing = true;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const [socket, responses] of running) {
      if (responses.size === 0) socket.destroy();
      for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close');
    }
    const deadline = setTimeout(() => server.closeAllConnections(), patience);
    await closed;
    clearTimeout(deadline);
  };
}
