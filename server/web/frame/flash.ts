/** What the next page says first, once: what became of what somebody did. */
import type session from 'express-session';
import type { Visit } from './visit.ts';

/** What a flash's sentence needs, and what sort of news it is. */
type FlashParams = { type?: 'success' | 'info' | 'warning' } & Record<string, unknown>;

/** Says something on the next page that this person sees. */
export function leaveFlash(
  { request }: Visit,
  key: string,
  { type = 'success', ...params }: FlashParams = {},
): void {
  request.session.flash = { type, key, params };
}

/** Takes what was left to be said, so that it's said once. */
export function takeFlash({ request: { session } }: Visit): session.SessionData['flash'] {
  const { flash } = session;
  delete session.flash;
  return flash;
}
