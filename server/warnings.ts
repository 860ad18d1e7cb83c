/** What an operator is warned of at the start: settings that are allowed, and seldom meant. */
import type { Context } from './context.ts';

/** Writes a line in the log for each. */
export function warnOf({ settings, log }: Context): void {
  const { baseUrl, trustProxy } = settings;
  if (baseUrl.startsWith('https:') && trustProxy === false) {
    log.warn(
      'BASE_URL is https, so a proxy is in front; without TRUST_PROXY all readers seem to come from its address, and share the limits of one. Set TRUST_PROXY to its address, or to loopback if it runs on this machine',
    );
  }
}
