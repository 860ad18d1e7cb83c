/** How many requests a second a server answers, asked by wrk where it's installed, else autocannon; beside bare Express. */
import { execFileSync } from 'node:child_process';
import autocannon from 'autocannon';
import { byTurns } from './measure.js';
import { startBare } from './servers.js';
import { perSecond, printRow } from './table.js';

export const SECONDS = 2;
const ROUNDS = 5;
const CONNECTIONS = 10;
const hasWrk = succeeds('wrk', ['-v']);

/** Says how requests are measured. */
export function method() {
  return `${hasWrk ? 'wrk' : 'autocannon'}, ${ROUNDS} alternating rounds of ${SECONDS} s, ${CONNECTIONS} connections`;
}

/** Prints the line of a page. With a function for the address, each request asks for the next. */
export async function printPage(server, what, address, asked) {
  const first = next(address);
  const response = await fetch(first);
  if (response.status !== 200) throw new Error(`${first} answered ${response.status}`);
  const page = { body: await response.text(), contentType: response.headers.get('content-type') };
  // Asked in the same way as the wiki is, so that it costs whoever asks the same.
  const askBare = (bare) => ask(typeof address === 'string' ? bare : () => bare);
  await printBeside(what, { page, server, askWiki: () => ask(address), askBare, asked });
}

/**
 * Prints a line whose reference is a bare Express route with a page. `askWiki` and `askBare` return how many requests
 * were answered, and at which rate a second. The processor time that each server took gives a second ratio, which counts
 * the engine's helper threads in and whoever asks out. What is asked is asked of both.
 */
export async function printBeside(what, { page, server, askWiki, askBare, asked }) {
  const bare = await startBare(page);
  const { wiki, reference, ratio } = await byTurns(
    ROUNDS,
    () => withCpu(server, askWiki),
    () => withCpu(bare, () => askBare(bare.address)),
    (a, b) => a.rate / b.rate,
  );
  await bare.stop();
  const byCpu = reference.cpu / wiki.cpu;
  printRow(what, perSecond(wiki.rate), {
    reference: `bare Express ${perSecond(reference.rate)}`,
    ratio,
    byCpu,
    value: Math.min(ratio, byCpu),
    asked,
  });
}

/** Adds the milliseconds of processor time that a server took for each request. */
async function withCpu(server, asking) {
  const start = await server.cpu();
  const { rate, requests } = await asking();
  return { rate, cpu: ((await server.cpu()) - start) / requests };
}

function ask(address) {
  return hasWrk && typeof address === 'string' ? wrk(address) : cannon(address);
}

function wrk(address) {
  const given = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, address];
  const output = execFileSync('wrk', given, { encoding: 'utf8' });
  if (/Non-2xx/.test(output)) throw new Error(output);
  const [requests, rate] = [/(\d+) requests in/, /Requests\/sec:\s+([\d.]+)/].map((figure) =>
    Number(figure.exec(output)[1]),
  );
  return { requests, rate };
}

async function cannon(address) {
  const varying = { setupRequest: (request) => ({ ...request, path: pathOf(next(address)) }) };
  const result = await autocannon({
    url: next(address),
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(typeof address === 'function' && { requests: [varying] }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers weren't 200`);
  return { requests: result.requests.total, rate: result.requests.average };
}

function next(address) {
  return typeof address === 'string' ? address : address();
}

function pathOf(address) {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

function succeeds(command, given) {
  try {
    execFileSync(command, given, { stdio: 'ignore' });
    return true;
  } catch (error) {
    return error.code !== 'ENOENT';
  }
}
