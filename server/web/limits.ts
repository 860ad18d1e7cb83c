/** Guessing passwords takes long: failed sign-ins are counted by address and account, and by address alone. */
import type { Request } from 'express';
import type { RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Context } from '../context.ts';
import { WikiError, tooMany } from '../errors.ts';

const WINDOW = 15 * 60;
const limits = new WeakMap<Context, { account: RateLimiterMemory; address: RateLimiterMemory }>();

/** Runs a sign-in; a failed one counts. Throws 429 with the minutes to wait after ten for an account or a hundred in all within 15 minutes. */
export async function limitSignIns(
  context: Context,
  request: Request,
  email: string,
  signIn: () => Promise<void>,
): Promise<void> {
  const { account, address } = limitsOf(context);
  const ip = request.ip ?? '';
  const counts = [
    { limiter: account, key: `${ip} ${email}` },
    { limiter: address, key: ip },
  ];
  for (const { limiter, key } of counts) {
    const count = await limiter.get(key);
    if (count && count.consumedPoints >= limiter.points) throw tooMany(minutes(count));
  }
  try {
    await signIn();
  } catch (error) {
    if (error instanceof WikiError)
      await Promise.allSettled(counts.map(({ limiter, key }) => limiter.consume(key)));
    throw error;
  }
  await account.delete(counts[0]!.key);
}

function limitsOf(context: Context) {
  const known = limits.get(context) ?? {
    account: new RateLimiterMemory({ points: 10, duration: WINDOW }),
    address: new RateLimiterMemory({ points: 100, duration: WINDOW }),
  };
  limits.set(context, known);
  return known;
}

function minutes({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 60_000));
}
