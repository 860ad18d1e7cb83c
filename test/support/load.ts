/** People who write to a wiki that runs, each in an article of their own, as fast as they are answered, whatever happens to it. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  /** The bodies whose save was answered with 303, by the article's slug. */
  acknowledged: Map<string, string[]>;
  stop(): Promise<void>;
}

interface Someone {
  email: string;
  password: string;
}

/** Signs people in at an address, lets each make an article, and returns what has them write until they're stopped. */
export async function signInWriters(address: string, people: readonly Someone[]) {
  const writers = await Promise.all(
    people.map(async ({ email, password }, i) => {
      const signedIn = await post(`${address}/login`, '', { email, password });
      // Said here, too, since the bench takes this file by itself.
      const line = signedIn.headers.getSetCookie().find((line) => line.includes('wiki-session='))!;
      const cookie = line.split(';')[0]!;
      const title = `Under pres ${i}`;
      const fields = { kind: 'method', title, lead: 'Skrives hele tiden.', body: 'Start', action: 'save' };
      const { status } = await post(`${address}/new`, cookie, fields);
      if (status !== 303) throw new Error(`An article was answered with ${status}`);
      return { cookie, slug: title.toLowerCase().replaceAll(' ', '-') };
    }),
  );
  return (at: () => string): Load => {
    const acknowledged = new Map(writers.map(({ slug }) => [slug, [] as string[]]));
    let isOver = false;
    const run = async ({ cookie, slug }: (typeof writers)[number]) => {
      for (let i = 0; !isOver; i++) {
        const body = `${slug} nummer ${i} ${Math.random()}`;
        try {
          const answer = await post(`${at()}/wiki/${slug}/edit`, cookie, { body, action: 'save' });
          if (answer.status === 303) acknowledged.get(slug)!.push(body);
          else await sleep(20);
        } catch {
          await sleep(20);
        }
      }
    };
    const running = Promise.all(writers.map(run));
    return {
      acknowledged,
      stop: async () => {
        isOver = true;
        await running;
      },
    };
  };
}

/** Returns how many acknowledged bodies an article's revisions lack. */
export function lost({ acknowledged }: Load, saved: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...acknowledged].reduce(
    (sum, [slug, bodies]) => sum + bodies.filter((body) => !saved.get(slug)?.has(body)).length,
    0,
  );
}

/** How long all but the slowest hundredth of readings took at most, in milliseconds, while some work ran. */
export async function slowestReading(addresses: readonly string[], isOver: () => boolean): Promise<number> {
  const times: number[] = [];
  while (!isOver() || times.length < 100) {
    const start = performance.now();
    const answer = await fetch(addresses[times.length % addresses.length]!);
    await answer.text();
    if (answer.status !== 200) throw new Error(`A reader was answered with ${answer.status}`);
    times.push(performance.now() - start);
    await sleep(5);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
}

function post(address: string, cookie: string, fields: Record<string, string>): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { origin: new URL(address).origin, ...(cookie && { cookie }) },
    body: new URLSearchParams(fields),
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  });
}
