import { expect, test } from '@jest/globals';
import { connect, type AddressInfo } from 'node:net';
import { listen } from '../../../server/listening.ts';

const patience = { headers: 150, request: 300, idle: 150, check: 50 };

/** What a client is answered with that sends this and then waits, until it's hung up on. */
async function answerTo(...pieces: string[]): Promise<string> {
  const server = await listen(
    (request, response) => void request.resume().on('end', () => response.end('all of it')),
    { port: 0, host: '127.0.0.1' },
    patience,
  );
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (answer += piece));
  for (const piece of pieces) socket.write(piece);
  await new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

const head = 'POST / HTTP/1.1\r\nHost: wiki\r\n';

test('who never ends their headers, or their form, is hung up on; who does is answered', async () => {
  expect(await answerTo(head)).toMatch(/^HTTP\/1.1 408 /);
  expect(await answerTo(`${head}Content-Length: 9\r\n\r\na=`)).toMatch(/^HTTP\/1.1 408 /);
  expect(await answerTo(`${head}Content-Length: 3\r\n\r\na=b`)).toContain('all of it');
});

test('headers that are too large are refused', async () => {
  expect(await answerTo(`${head}Cookie: ${'a'.repeat(17_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
});

test('of requests in heaps on one connection, whose answers nobody takes, few are begun', async () => {
  let begun = 0;
  const begin = (heap: number) =>
    new Promise<string>((resolve) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let answer = '';
      socket.setEncoding('utf8').on('data', (piece: string) => (answer += piece));
      socket.on('error', () => undefined).once('close', () => resolve(answer));
      socket.write('GET / HTTP/1.1\r\nHost: wiki\r\n\r\n'.repeat(heap));
    });
  const server = await listen(
    (_request, response) => {
      begun++;
      setTimeout(() => response.end('answered'), 20);
    },
    { port: 0, host: '127.0.0.1' },
    patience,
  );
  expect((await begin(16)).match(/answered/g)).toHaveLength(16);
  begun = 0;
  await begin(2000);
  expect(begun).toBe(16);
  await new Promise((resolve) => server.close(resolve));
});
