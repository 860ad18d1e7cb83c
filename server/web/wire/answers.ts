/**
 * What goes out. Every answer is taken in time or cut, and large ones are under way together only as far as there's room
 * for them, so that whoever asks and doesn't read holds neither memory nor others up.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context.ts';
import { tooManyReaders } from '../../errors.ts';
import { per } from '../../per.ts';

/** A request and its answer, in a wiki: what a visit knows before anything is read. */
export interface Exchange {
  readonly context: Context;
  readonly request: Request;
  readonly response: Response;
}

/** How long an answer waits, in milliseconds: for the reader to take any more of it, and for all of it to be taken. */
export interface AnswerPatience {
  idle: number;
  whole: number;
}

const PATIENCE: AnswerPatience = { idle: 30_000, whole: 600_000 };

/** Any answer up to this size goes out; what is larger needs room. */
const SMALL = 64 * 1024;
/** How many bytes may be under way in all, and to one address. */
const ROOM = 64 * 1024 * 1024;
const SHARE = ROOM / 2;
const RETRY_AFTER = 5;
const MOST_WAITING = 20;

/** The bytes under way, by the address that they go to. */
const underWay = per((_context: Context) => new Map<string, number>());

/** Makes the middleware that ends the connection of whoever doesn't take an answer that has begun. */
export function cutUntaken({ idle, whole }: AnswerPatience = PATIENCE): RequestHandler {
  return (_request, response, next) => {
    const cut = () => {
      if (response.headersSent) response.destroy();
    };
    const deadline = setTimeout(cut, whole).unref();
    // Each layer that waits for the end of an answer is one, and a stream adds some: that many are no leak.
    response.setMaxListeners(MOST_WAITING).once('close', () => clearTimeout(deadline));
    response.setTimeout(idle, cut);
    next();
  };
}

/** An answer that is made before it's sent. */
export interface Bytes {
  headers: Record<string, string>;
  bytes: Buffer;
  /** What a browser is to save it as, instead of showing it. */
  fileName?: string;
}

/** Sends a whole answer; its type and all else is set once there's room for it. Throws 503 when there isn't. */
export function sendBytes(exchange: Exchange, { headers, bytes, fileName }: Bytes): void {
  takeRoom(exchange, bytes.length);
  if (fileName !== undefined) exchange.response.attachment(fileName);
  exchange.response.set(headers).send(bytes);
}

/** An answer that is made while it's taken. */
export interface Stream {
  headers: Record<string, string>;
  /** About how many bytes it holds in memory while it's under way. */
  weight: number;
  /** Small ones are gathered into packets; those that are waited for go out as they come. */
  pieces: Iterable<string> | AsyncIterable<string>;
}

/** Sends an answer piece by piece, no faster than it's taken. Throws 503 when there's no room for it. */
export async function sendStream(exchange: Exchange, { headers, weight, pieces }: Stream): Promise<void> {
  const { request, response } = exchange;
  takeRoom(exchange, weight);
  response.set(headers);
  if (request.fresh) response.status(304);
  if (request.fresh || request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    const parts = Symbol.asyncIterator in pieces ? pieces : gathered(pieces);
    await pipeline(Readable.from(parts, { objectMode: false }), response);
  } catch (error) {
    // The reader has left, or was cut.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function takeRoom({ context, request, response }: Exchange, bytes: number): void {
  if (bytes <= SMALL) return;
  const taken = underWay(context);
  const address = request.ip ?? '';
  const own = taken.get(address) ?? 0;
  const all = [...taken.values()].reduce((sum, each) => sum + each, 0);
  if (all > 0 && (all + bytes > ROOM || (own > 0 && own + bytes > SHARE))) {
    response.set('Retry-After', String(RETRY_AFTER));
    throw tooManyReaders();
  }
  taken.set(address, own + bytes);
  response.once('close', () => {
    const left = taken.get(address)! - bytes;
    if (left > 0) taken.set(address, left);
    else taken.delete(address);
  });
}

/** Returns pieces as bytes, in parts that are worth a packet. */
function* gathered(pieces: Iterable<string>): Generator<Buffer> {
  let [parts, length]: [string[], number] = [[], 0];
  for (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length < SMALL) continue;
    yield Buffer.from(parts.join(''));
    [parts, length] = [[], 0];
  }
  yield Buffer.from(parts.join(''));
}
