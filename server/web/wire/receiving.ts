/**
 * What comes in is bounded before anything is done with it: addresses and forms in length, and how much of forms is held
 * at once, of one sender and of all.
 */
import type { Request, RequestHandler, Response } from 'express';
import { addressTooLong, formTooLarge, overloaded } from '../../errors.ts';
import { networkOf } from './network.ts';

/** The longest address, in characters: twice what a title that is nothing but emoji comes to, asked for at sign-in. */
export const LONGEST_ADDRESS = 4000;
/** How many things an address may ask for: of each a page may hold a link that asks for all the others. */
const MOST_ASKED = 50;
/** The largest form, in bytes as sent: the largest body, which URL encoding makes 2.2 times larger in Danish, and room to spare. */
export const LARGEST_FORM = 1024 * 1024;
/** How many bytes of forms are held at once, from their arrival to their answer; of what is left, one sender may hold a share. */
const HELD_OF_ONE_SENDER = 8 * LARGEST_FORM;
const HELD_OF_ALL = 192 * LARGEST_FORM;
const SHARES = 8;
/** How many forms may be on their way from one sender, which a whole workplace may be. */
const MOST_COMING = 64;
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Tells whether a request may change something. */
export function isUnsafe({ method }: Request): boolean {
  return !SAFE.includes(method);
}

/** Refuses, with 414, an address that no page of ours has. */
export const boundAddress: RequestHandler = (request, _response, next) => {
  const { originalUrl } = request;
  if (originalUrl.length <= LONGEST_ADDRESS && originalUrl.split('&').length <= MOST_ASKED) return next();
  // The page that says so repeats none of it.
  request.url = '/';
  throw addressTooLong();
};

/** Receives the whole body of a request. */
export type Receiver = (request: Request, response: Response) => Promise<Buffer>;

/**
 * Makes what receives forms. What has come is held against the network that it comes from until it's answered, and not what
 * a request says will come: words alone take nobody's room. Throws 413 for a form that is too large, and 503 when there's no
 * room for it, or when too many are coming from there already.
 */
export function makeReceiver(): Receiver {
  const coming = tally();
  const held = tally();
  // However many hold all that they may, whoever comes next finds some room.
  const roomOf = (sender: string) =>
    Math.min(HELD_OF_ONE_SENDER, (HELD_OF_ALL - held.all()) / SHARES) - held.of(sender);
  return (request, response) =>
    new Promise((resolve, reject) => {
      const sender = networkOf(request.ip);
      if (coming.of(sender) === MOST_COMING) throw overloaded();
      let refusal =
        Number(request.headers['content-length'] ?? 0) > LARGEST_FORM ? formTooLarge() : undefined;
      let bytes: Buffer = Buffer.alloc(0);
      let [length, isComing] = [0, true];
      const letGo = () => {
        held.add(sender, -length);
        [bytes, length] = [Buffer.alloc(0), 0];
      };
      const arrive = () => {
        if (isComing) coming.add(sender, -1);
        isComing = false;
      };
      coming.add(sender, 1);
      response.once('close', () => (arrive(), letGo()));
      request.on('data', (piece: Buffer) => {
        if (length + piece.length > LARGEST_FORM) refusal ??= formTooLarge();
        if (piece.length > roomOf(sender)) refusal ??= overloaded();
        if (refusal) return letGo();
        bytes = withPiece(bytes, length, piece);
        length += piece.length;
        held.add(sender, piece.length);
      });
      request.once('end', () => {
        arrive();
        if (refusal) reject(refusal);
        else resolve(bytes.subarray(0, length));
      });
    });
}

/** Puts a piece behind what has come, in place if there's room: a piece may be one byte, and a list of a million is no form. */
function withPiece(bytes: Buffer, length: number, piece: Buffer): Buffer {
  const end = length + piece.length;
  const into = end <= bytes.length ? bytes : Buffer.allocUnsafe(Math.max(end, 2 * length));
  if (into !== bytes) bytes.copy(into, 0, 0, length);
  piece.copy(into, length);
  return into;
}

/** Sums by sender; nobody is kept whose sum is nothing. */
function tally() {
  const sums = new Map<string, number>();
  let all = 0;
  const of = (sender: string) => sums.get(sender) ?? 0;
  const add = (sender: string, amount: number) => {
    const sum = of(sender) + amount;
    all += amount;
    if (sum === 0) sums.delete(sender);
    else sums.set(sender, sum);
  };
  return { of, add, all: () => all };
}
