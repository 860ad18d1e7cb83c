/** `check-links`: looks at every address elsewhere that articles lead to, and tells the moderators' desk where nothing is. */
import { externalAddresses, keepDead, type DeadAddress } from '../wiki/links/external.ts';
import { writeLine, type Command } from './command.ts';
import { ask, type Asking } from './links/asking.ts';
import { counted } from './sentences.ts';

/** How many hosts are asked at once, each for one address after another; and how long one may take to answer, in milliseconds. */
const AT_ONCE = 8;
const PATIENCE = 10_000;

export const checkLinks: Command = {
  about:
    'Asks every address elsewhere that articles lead to, and puts those where nothing is on the moderators’ desk, in the place of the last ones; with --private, also addresses within your own network.',
  flags: ['private'],
  async run({ db, now, settings }, { private: isPrivateAsked }, { stdout }) {
    const articles = await externalAddresses(db);
    const asking = {
      timeout: PATIENCE,
      agent: `Innovationswiki link check (${settings.baseUrl})`,
      isPrivateAsked: isPrivateAsked === 'true',
    };
    const { dead, moved, unasked } = await askAll([...articles.keys()], asking);
    const places = await keepDead(db, dead, articles, now());
    writeLine(
      stdout,
      `Looked at ${counted(articles.size, 'address', 'addresses')}: ${counted(dead.length, 'is', 'are')} dead, in ${counted(places, 'place')}.`,
    );
    for (const { address, problem } of dead) writeLine(stdout, `  ${problem} ${address}`);
    if (moved > 0) writeLine(stdout, `${counted(moved, 'address leads', 'addresses lead')} on to another.`);
    if (unasked > 0)
      writeLine(
        stdout,
        `${counted(unasked, 'address is', 'addresses are')} within a network, and not asked: see --private.`,
      );
    return 0;
  },
};

/** What came of asking: where nothing is, and how many lead on, and how many weren't asked. */
interface Looked {
  dead: DeadAddress[];
  moved: number;
  unasked: number;
}

/** Asks all addresses. Throws an Error when no host is known at all, as on a machine that is cut off. */
async function askAll(addresses: readonly string[], asking: Asking): Promise<Looked> {
  const looked: Looked = { dead: [], moved: 0, unasked: 0 };
  const hosts = byHost(addresses).values();
  const work = async () => {
    for (const host of hosts) {
      for (const address of host) {
        const found = await ask(address, asking);
        if (found.is === 'dead') looked.dead.push({ address, problem: found.problem });
        else if (found.is === 'private') looked.unasked++;
        else if (found.redirects > 0) looked.moved++;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const unknown = looked.dead.filter(({ problem }) => problem === 'unknown-host').length;
  if (unknown > 0 && unknown === addresses.length)
    throw new Error('No host was found at all, so nothing was kept. Is this machine connected?');
  looked.dead.sort((a, b) => (a.address < b.address ? -1 : 1));
  return looked;
}

function byHost(addresses: readonly string[]): Map<string, string[]> {
  const hosts = new Map<string, string[]>();
  for (const address of addresses.filter((each) => URL.canParse(each))) {
    const { host } = new URL(address);
    hosts.set(host, [...(hosts.get(host) ?? []), address]);
  }
  return hosts;
}
