/** How many whole edits a second one writer gets saved, each on disk before it's answered. */
import { growingBodies } from './history.js';
import { PEOPLE } from './people.js';
import { printBeside, SECONDS } from './requests.js';

/** Prints the line of a save. */
export async function saves({ server }) {
  const { address } = server;
  const cookies = [];
  for (const person of PEOPLE) cookies.push(await signIn(address, person));
  const common = { origin: address, 'content-type': 'application/x-www-form-urlencoded' };
  let saved = 0;
  // By turns, and from ever new networks: nobody saves as often within an hour as is measured here.
  const headersOfNext = () => {
    const turn = saved++;
    const network = `10.0.${(turn >> 8) & 255}.${turn & 255}`;
    return { ...common, cookie: cookies[turn % cookies.length], 'x-forwarded-for': network };
  };
  const bodies = growingBodies(100_000, 7);
  const save = () => {
    const body = new URLSearchParams({
      body: bodies.next().value,
      summary: 'En lille ændring',
      action: 'save',
    });
    return { method: 'POST', headers: headersOfNext(), body: body.toString() };
  };
  await printBeside('save, 9 kB, one writer', {
    page: { body: '', contentType: 'text/plain' },
    server,
    askWiki: () => ask(`${address}/wiki/gem/edit`, save, 303),
    askBare: (bare) => ask(bare, save, 200),
  });
}

async function ask(address, request, status) {
  const end = performance.now() + SECONDS * 1000;
  let requests = 0;
  for (; performance.now() < end; requests++) {
    const response = await fetch(address, { redirect: 'manual', ...request() });
    if (response.status !== status) throw new Error(`${address} answered ${response.status}`);
    await response.text();
  }
  return { requests, rate: requests / SECONDS };
}

async function signIn(address, { email, password }) {
  const response = await fetch(`${address}/login`, {
    method: 'POST',
    body: new URLSearchParams({ email, password }),
    headers: { origin: address },
    redirect: 'manual',
  });
  return response.headers
    .getSetCookie()
    .find((line) => line.includes('wiki-session='))
    .split(';')[0];
}
