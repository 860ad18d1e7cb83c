/**
 * What comes in is bounded before anything is done with it: addresses and forms in length, and how much of forms is held
 * at once, of one sender and of all.
 */
import type { Request, RequestHandler } from 'express';
import { addressTooLong, overloaded } from '../../errors.ts';
import { LARGEST_FORM } from './forms.ts';
import { networkOf } from './network.ts';

/** The longest address, in characters: twice what a title that is nothing but emoji comes to, asked for at sign-in. */
export const LONGEST_ADDRESS = 4000;
/** How many bytes of forms are held at once, from their arrival to their answer. */
const HELD_OF_ONE_SENDER = 8 * LARGEST_FORM;
const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const HELD_OF_ALL = 192 * LARGEST_FORM;

/** Tells whether a request may change something. */
export function isUnsafe({ method }: Request): boolean {
  return !SAFE.includes(method);
}

/** Refuses, with 414, an address that no page of ours has. */
export const boundAddress: RequestHandler = (request, _response, next) => {
  if (request.originalUrl.length <= LONGEST_ADDRESS) return next();
  // The page that says so repeats none of it.
  request.url = '/';
  throw addressTooLong();
};

/** Makes the middleware that refuses, with 503, a form too many at once. */
export function boundHeld(): RequestHandler {
  const held = new Map<string, number>();
  let all = 0;
  const hold = (sender: string, bytes: number) => {
    const left = (held.get(sender) ?? 0) + bytes;
    all += bytes;
    if (left === 0) held.delete(sender);
    else held.set(sender, left);
  };
  return (request, response, next) => {
    const bytes = sizeOf(request);
    if (bytes === 0) return next();
    const sender = networkOf(request.ip);
    if ((held.get(sender) ?? 0) + bytes > HELD_OF_ONE_SENDER || all + bytes > HELD_OF_ALL) throw overloaded();
    hold(sender, bytes);
    response.once('close', () => hold(sender, -bytes));
    next();
  };
}

/** What a request may come to hold: what it says, or the most that is read if it doesn't. */
function sizeOf({ headers }: Request): number {
  if (headers['transfer-encoding'] !== undefined) return LARGEST_FORM;
  return Math.min(Number(headers['content-length'] ?? 0) || 0, LARGEST_FORM);
}
