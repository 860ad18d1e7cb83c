/** What someone was writing when their session had run out waits in their next one, for the form that it belongs to. */
import { DEEPEST_FIELD, type Fields } from '../wire/forms.ts';
import { withoutLanguage } from '../../locales/language.ts';
import { sessionOf, type Draft } from './session.ts';
import { pathOf, type Visit } from './visit.ts';

const HOUR = 60 * 60 * 1000;

/** The largest draft, in bytes of JSON: as much as our forms hold, and carried in one it leaves room for the rest. */
const LARGEST_DRAFT = 720_000;

/**
 * Returns what was being written as a text that grows no more on its way through a form, whatever stands in it, or
 * undefined when that is more than a form of ours holds.
 */
export function packDraft(fields: Fields): string | undefined {
  const bytes = Buffer.from(JSON.stringify(fields));
  return bytes.length > LARGEST_DRAFT ? undefined : bytes.toString('base64url');
}

/** Returns what was packed, or undefined if that isn't what a form of ours can have sent. */
export function unpackDraft(packed: unknown): Fields | undefined {
  if (typeof packed !== 'string' || packed === '') return undefined;
  const bytes = Buffer.from(packed, 'base64url');
  if (bytes.length > LARGEST_DRAFT) return undefined;
  try {
    const fields = JSON.parse(bytes.toString()) as unknown;
    return isPosted(fields, DEEPEST_FIELD) && typeof fields === 'object' ? (fields as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** Lets a draft wait for the form at an address, for an hour at most; for no other page than a form. */
export function keepDraft({ request, addresses }: Visit, address: string, fields: Fields): void {
  const path = plainPath(address);
  if (addresses.at(path)?.draft) request.session.draft = { path, fields, at: Date.now() };
}

/** Returns the draft that waits for the form that is asked for; it waits on, so that a reload costs nothing. */
export function waitingDraft(visit: Visit): Fields | undefined {
  const draft = draftOf(visit);
  const waits = draft?.path === plainPath(pathOf(visit)) && Date.now() - draft.at < HOUR;
  return waits ? draft.fields : undefined;
}

/** Lets a draft that waits for the form at one path wait at another: the article has moved meanwhile. */
export function moveDraft(visit: Visit, from: string, to: string): void {
  const draft = draftOf(visit);
  if (draft?.path === plainPath(from)) draft.path = plainPath(to);
}

/** Forgets the draft once its form has been sent. */
export function forgetDraft(visit: Visit): void {
  if (draftOf(visit)?.path === plainPath(pathOf(visit))) delete visit.request.session.draft;
}

function isPosted(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  return Object.values(value).every((inner) => isPosted(inner, depth - 1));
}

function draftOf({ request }: Visit): Draft | undefined {
  return sessionOf(request)?.draft;
}

/** The path of an address, without the language in front and in one way of encoding. */
function plainPath(address: string): string {
  const path = withoutLanguage(new URL(address, 'http://wiki').pathname).url;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
