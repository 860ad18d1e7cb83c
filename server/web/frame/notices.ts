/** What the next page says first, once: what became of what somebody did. */
import type session from 'express-session';
import type { Visit } from './visit.ts';

/** What a notice's sentence needs, and what sort of news it is. */
type NoticeParams = { type?: 'success' | 'info' | 'warning' } & Record<string, unknown>;

/** Says something on the next page that this person sees. */
export function leaveNotice(
  { request }: Visit,
  key: string,
  { type = 'success', ...params }: NoticeParams = {},
): void {
  request.session.notice = { type, key, params };
}

/** Takes what was left to be said, so that it's said once. */
export function takeNotice({ request: { session } }: Visit): session.SessionData['notice'] {
  const { notice } = session;
  delete session.notice;
  return notice;
}
