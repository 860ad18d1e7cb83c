/** Guessing passwords and registering in heaps take long: failed sign-ins and registrations are counted for a while. */
import type { Request } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
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
 * Runs a sign-in, which counts for the account at that address and for the address until it has succeeded.
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
  await count(account, pair);
  await count(address, ip);
  await signIn();
  await account.delete(pair);
  await address.reward(ip);
}

/**
 * Runs a registration, which counts for the address unless the form was only filled in wrongly; asking whether an e-mail
 * is taken counts. Throws 429 with the minutes to wait after too many.
 */
export async function limitRegistrations<T>(
  context: Context,
  request: Request,
  register: () => Promise<T>,
): Promise<T> {
  const { registrations } = limitersOf(context);
  const ip = request.ip ?? '';
  await count(registrations, ip);
  try {
    return await register();
  } catch (error) {
    const told = error instanceof WikiError && error.problems.some(({ code }) => code === 'email-taken');
    if (!told) await registrations.reward(ip);
    throw error;
  }
}

/** Counts one. Throws 429 when that is one too many. */
async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw tooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000)));
  }
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
