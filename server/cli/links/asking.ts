/**
 * Asks whether there's something at an address elsewhere: by HEAD, and by GET where that isn't answered well. Nothing is read of
 * what is there, and nothing within the machine's own network is asked unless that is wanted, also by a redirect.
 */
import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** How to ask: how long to wait (ms), who says that they ask, and whether addresses within networks are asked too. */
export interface Asking {
  timeout: number;
  agent: string;
  isPrivateAsked: boolean;
}

/** What is at an address: something, after so many redirects; nothing, and why; or nobody knows, since it's within a network. */
export type LinkState =
  { is: 'there'; redirects: number } | { is: 'dead'; problem: string } | { is: 'private' };

const MOST_REDIRECTS = 5;

/** Returns what is at an address of http or https. */
export async function ask(address: string, asking: Asking): Promise<LinkState> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await answerAt(url, asking);
    if (typeof answer === 'string')
      return answer === 'private' ? { is: answer } : { is: 'dead', problem: answer };
    const next = nextFrom(url, answer);
    if (next === undefined) {
      const isDead = answer.status >= 500 || answer.status === 404 || answer.status === 410;
      return isDead ? { is: 'dead', problem: `${answer.status}` } : { is: 'there', redirects };
    }
    if (!/^https?:$/.test(next.protocol)) return { is: 'dead', problem: 'redirects' };
    url = next;
  }
  return { is: 'dead', problem: 'redirects' };
}

interface Answered {
  status: number;
  location: string | undefined;
}

/** A server that refuses a HEAD may well answer a GET. */
async function answerAt(url: URL, asking: Asking): Promise<Answered | string> {
  const head = await send(url, 'HEAD', asking);
  const isFine = typeof head !== 'string' && head.status < 400;
  return isFine || head === 'private' ? head : send(url, 'GET', asking);
}

function nextFrom(url: URL, { status, location }: Answered): URL | undefined {
  if (status < 300 || status > 399 || location === undefined) return undefined;
  return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
}

function send(
  url: URL,
  method: string,
  { timeout, agent, isPrivateAsked }: Asking,
): Promise<Answered | string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isPrivateAsked && isIP(host) !== 0 && isPrivate(host)) return Promise.resolve('private');
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const options: RequestOptions = {
    method,
    headers: { 'User-Agent': agent },
    signal: AbortSignal.timeout(timeout),
    agent: false,
    ...(!isPrivateAsked && { lookup: publicLookup }),
  };
  return new Promise((resolve) => {
    const sent = request(url, options, (response: IncomingMessage) => {
      const { statusCode = 0, headers } = response;
      response.destroy();
      resolve({ status: statusCode, location: headers.location });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(problemOf(error)));
    sent.end();
  });
}

const PRIVATE = 'EPRIVATE';

/** Finds a host's addresses, but for those within networks; the one that is found is the one that is asked. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const open = addresses.filter(({ address }) => !isPrivate(address));
    const [first] = open;
    if (!first) return done(Object.assign(new Error(host), { code: PRIVATE }), '', 0);
    if (options.all) done(null, open);
    else done(null, first.address, first.family);
  });
};

function problemOf({ code = '', name }: NodeJS.ErrnoException): string {
  if (code === PRIVATE) return 'private';
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT' || code === 'ABORT_ERR')
    return 'timeout';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-host';
  return /CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(code) ? 'certificate' : 'no-answer';
}

// An IPv4 address is taken for one of IPv6 in a list of both.
const within = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [address, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  within.ipv4.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of [
  ...([
    ['::', 96],
    ['::ffff:0:0', 96],
    ['64:ff9b::', 96],
    ['2002::', 16],
  ] as const),
  ...([
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ] as const),
])
  within.ipv6.addSubnet(address, prefix, 'ipv6');

/** Tells whether an IP address is of no host of the open internet, or may stand for one that isn't. */
export function isPrivate(address: string): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return within[family].check(address, family);
}
