/** Guessing passwords and registering in heaps take long: failed sign-ins and registrations are counted for a while. */
import type { Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Context } from '../context.ts';
import { WikiError, tooMany } from '../errors.ts';

/** How many within how many seconds. A whole workplace may share one address. */
const LIMITS = {
  account: { points: 10, duration: 15 * 60 },
  address: { points: 100, duration: 15 * 60 },
  registrations: { points: 100, duration: 60 * 60 },
};

type Limiters = Record<keyof typeof LIMITS, RateLimiterMemory>;
const limiters = new WeakMap<Context, Limiters>();

/**
 * Runs a sign-in; a failed one counts for the account at that address, and for the address.
 * Throws 429 with the minutes to wait when either has had too many.
 */
export async function limitSignIns(
  context: Context,
  request: Request,
  email: string,
  signIn: () => Promise<void>,
): Promise<void> {
  const { account, address } = limitersOf(context);
  const ip = request.ip ?? '';
  const pair = `${ip} ${email}`;
  await refuseBeyond(account, pair);
  await refuseBeyond(address, ip);
  try {
    await signIn();
  } catch (error) {
    if (error instanceof WikiError) await Promise.allSettled([account.consume(pair), address.consume(ip)]);
    throw error;
  }
  await account.delete(pair);
}

/** Runs a registration; one that succeeds counts for the address. Throws 429 with the minutes to wait after too many. */
export async function limitRegistrations<T>(
  context: Context,
  request: Request,
  register: () => Promise<T>,
): Promise<T> {
  const { registrations } = limitersOf(context);
  const ip = request.ip ?? '';
  await refuseBeyond(registrations, ip);
  const registered = await register();
  await Promise.allSettled([registrations.consume(ip)]);
  return registered;
}

async function refuseBeyond(limiter: RateLimiterMemory, key: string): Promise<void> {
  const count = await limiter.get(key);
  if (!count || count.consumedPoints < limiter.points) return;
  throw tooMany(Math.max(1, Math.ceil(count.msBeforeNext / 60_000)));
}

function limitersOf(context: Context): Limiters {
  const known = limiters.get(context) ?? {
    account: new RateLimiterMemory(LIMITS.account),
    address: new RateLimiterMemory(LIMITS.address),
    registrations: new RateLimiterMemory(LIMITS.registrations),
  };
  limiters.set(context, known);
  return known;
}
