/** Whoever tries addresses and passwords learns nothing of who has an account, by what is said or by how long it takes, and holds nobody up. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hashPassword, passwordFits } from '../../../server/wiki/people/passwords.ts';
import { serveWiki, type Answer, type Form, type ServedWiki } from '../../support/client.ts';
import { ana, bo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
beforeAll(async () => {
  wiki = await serveWiki();
  for (const someone of PEOPLE) await wiki.joined(someone);
});
afterAll(() => wiki.close());

const TRIES = 4;
const PEOPLE = Array.from({ length: TRIES }, (_, i) => ({
  ...ana,
  name: `Ana ${'ABCD'[i]}holm`,
  email: `ana${i}@example.dk`,
}));
const NOBODY = PEOPLE.map((_, i) => `ina${i}@example.dk`);

const FORMS: Record<string, (email: string) => [path: string, form: Form]> = {
  'signing in': (email) => ['/login', { email, password: 'en forkert adgangskode' }],
  'asking for a new password': (email) => ['/forgot', { email }],
  registering: (email) => ['/register', { ...bo, name: 'Bo Åkjær', email, password: PASSWORD }],
};

/** What a browser is answered, but for the address that it typed itself and what is new each time. */
function seen({ status, location, headers, text }: Answer, email: string) {
  const names = [...headers.keys()].sort();
  return { status, location, names, text: text.replaceAll(email, '…').replaceAll(/[\w-]{60,}/g, '…') };
}

describe.each(Object.keys(FORMS))('%s', (name) => {
  const ask = async (email: string) => {
    const start = process.cpuUsage();
    const answer = await wiki.client().post(...FORMS[name]!(email));
    const { user, system } = process.cpuUsage(start);
    return { answer: seen(answer, email), cost: user + system };
  };

  test('by somebody who has an account, and by nobody, is answered alike and costs as much', async () => {
    const [known, unknown] = [[], []] as [number[], number[]];
    for (const [i, { email }] of PEOPLE.entries()) {
      const [one, other] = [await ask(email), await ask(NOBODY[i]!)];
      expect(other.answer).toEqual(one.answer);
      expect([303, 422]).toContain(one.answer.status);
      known.push(one.cost);
      unknown.push(other.cost);
    }
    const ratio = Math.min(...known) / Math.min(...unknown);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

// Hashed beside the rest, they take next to nothing of its time and never hold it up; if they weren't, all of it, and for as long as one takes.
test('fifty passwords that are tried at once leave the rest of the wiki its time', async () => {
  const hash = await hashPassword(PASSWORD);
  const tries = Array.from({ length: 50 }, (_, i) => (i === 7 ? PASSWORD : `et gæt, nummer ${i}`));
  const rounds: { busy: number; longest: number }[] = [];
  for (let round = 0; round < 5; round++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const before = performance.eventLoopUtilization();
    delay.enable();
    const fits = await Promise.all(tries.map((each) => passwordFits(hash, each)));
    delay.disable();
    expect(fits.filter(Boolean)).toHaveLength(1);
    rounds.push({ busy: performance.eventLoopUtilization(before).utilization, longest: delay.max / 1e6 });
  }
  expect(Math.max(...rounds.map(({ busy }) => busy))).toBeLessThan(0.25);
  // The calmest round: what others do on the machine holds up some, and what holds up the loop itself would hold up each.
  expect(Math.min(...rounds.map(({ longest }) => longest))).toBeLessThan(20);
});
