/** The way back from a form to the page that led there, which its address and the form itself hold as `next`. */
import { pathIn } from '../../locales/language.ts';
import { returnTo, type Answer } from './answer.ts';
import { lineOf } from './fields.ts';
import { fieldsOf, hrefFor, type Visit } from './visit.ts';

/** Returns the address that a form leads back to, if it says one, and that is one of this wiki. */
export function wayBackIn(visit: Visit): string | undefined {
  const address = lineOf(fieldsOf(visit)['next'] ?? visit.request.query['next']);
  return pathIn(visit.where, address) === undefined ? undefined : address;
}

/** Answers 303 with the way back, or a path of the wiki when there's none. */
export function backOr(visit: Visit, path: string): Answer {
  return returnTo(wayBackIn(visit) ?? hrefFor(visit, path));
}

/** Returns the address of a path of the wiki that leads back, if there's somewhere to come back to. */
export function hrefAndBack(visit: Visit, path: string, back: string | undefined): string {
  const href = hrefFor(visit, path);
  if (back === undefined) return href;
  return `${href}${href.includes('?') ? '&' : '?'}next=${encodeURIComponent(back)}`;
}
