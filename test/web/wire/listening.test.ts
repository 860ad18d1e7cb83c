import { expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, type AddressInfo } from 'node:net';
import { listen } from '../../../server/listening.ts';

const place = { port: 0, host: '127.0.0.1', baseUrl: 'http://localhost', hstsSubdomains: false };
const patience = { headers: 150, request: 300, idle: 150, check: 50 };

/** What a client is answered with that sends this and then waits, until it's hung up on. */
async function answerTo(...pieces: string[]): Promise<string> {
  const server = await listen(
    (request, response) => void request.resume().on('end', () => response.end('all of it')),
    place,
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

test('of requests in heaps on one connection, whose answers nobody takes, few are made, and all closed', async () => {
  let [made, begun, closed] = [0, 0, 0];
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
      response.once('close', () => closed++);
      setTimeout(() => response.end('answered'), 20);
    },
    place,
    patience,
  );
  const count = () => void made++;
  expect((await begin(4)).match(/answered/g)).toHaveLength(4);
  [begun, closed] = [0, 0];
  subscribe('http.server.request.start', count);
  await begin(2000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  unsubscribe('http.server.request.start', count);
  expect([made, begun, closed]).toEqual([4, 4, 4]);
  await new Promise((resolve) => server.close(resolve));
});

test('the answers of a connection that is gone are closed, also those whose turn had not come', async () => {
  let [begun, closed] = [0, 0];
  const server = await listen(
    (_request, response) => {
      begun++;
      response.once('close', () => closed++).write('the beginning');
    },
    place,
    patience,
  );
  const asking = connect((server.address() as AddressInfo).port, '127.0.0.1');
  asking.write('GET / HTTP/1.1\r\nHost: wiki\r\n\r\n'.repeat(4));
  asking.once('data', () => asking.destroy());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([begun, closed]).toEqual([4, 4]);
  await new Promise((resolve) => server.close(resolve));
});
