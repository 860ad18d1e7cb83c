/** Reads what a form sent, in time that follows its length, whatever it holds. */
import { unescape } from 'node:querystring';
import type { RequestHandler } from 'express';
import { compressed, formTooLarge, otherCharset } from '../../errors.ts';
import { makeReceiver } from './receiving.ts';

/** A posted form: names and what stands in them, as they were read. */
export type Fields = Record<string, unknown>;

const MOST_FIELDS = 2000;
/** `facts[values][quality]` and `sources[0][url]` are the deepest names that our forms have. */
export const DEEPEST_FIELD = 3;

const FORM = 'application/x-www-form-urlencoded';
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;
const NAME = new RegExp(String.raw`^[^[\]]+(?:\[[^[\]]*\]){0,${DEEPEST_FIELD - 1}}$`);
const [PLUS, SPACE] = [0x2b, 0x20];

/**
 * Makes what reads forms into `request.body`: a field that came twice is a list, and names such as `sources[0][url]` lie
 * in one another. A form that is too large is refused with 413; one that is compressed, which could be any size once
 * unpacked, or in other letters than those of UTF-8, with 415. What isn't a form, such as JSON, is read as an empty one.
 */
export function readForms(): RequestHandler {
  const receive = makeReceiver();
  return async (request, response, next) => {
    const charset = CHARSET.exec(request.get('Content-Type') ?? '')?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset)) throw otherCharset();
    const isForm = typeof request.is(FORM) === 'string';
    if (isForm && (request.get('Content-Encoding') ?? 'identity').toLowerCase() !== 'identity')
      throw compressed();
    request.body = isForm ? fieldsIn(spacePlusSigns(await receive(request, response)).toString()) : {};
    next();
  };
}

/** A form's spaces come as plus signs, and are made spaces where they lie: of a megabyte of them no text is made anew. */
function spacePlusSigns(bytes: Buffer): Buffer {
  for (let at = bytes.indexOf(PLUS); at >= 0 && at < bytes.length; at++) {
    if (bytes[at] === PLUS) bytes[at] = SPACE;
  }
  return bytes;
}

function fieldsIn(form: string): Fields {
  const fields = Object.create(null) as Fields;
  const pairs = form.split('&', MOST_FIELDS + 1);
  if (pairs.length > MOST_FIELDS) throw formTooLarge();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = unescape(at < 0 ? pair : pair.slice(0, at));
    if (name !== '') put(fields, pathOf(name), at < 0 ? '' : unescape(pair.slice(at + 1)));
  }
  return fields;
}

/** Cuts a name at its brackets; one that has others than ours is a name as it stands. */
function pathOf(name: string): string[] {
  return NAME.test(name) ? name.replaceAll(']', '').split('[') : [name];
}

/** Puts a value where a path leads to; where something of another sort lies already, that stays. */
function put(fields: Fields, path: readonly string[], value: string): void {
  const [name, ...rest] = path as [string, ...string[]];
  const known = fields[name];
  if (rest.length === 0) fields[name] = known === undefined ? value : joined(known, value);
  else {
    const inner = known ?? (fields[name] = Object.create(null));
    if (typeof inner === 'object' && !Array.isArray(inner)) put(inner as Fields, rest, value);
  }
}

/** Adds a value to those that came under the same name. */
function joined(known: unknown, value: string): unknown {
  if (Array.isArray(known)) known.push(value);
  return typeof known === 'string' ? [known, value] : known;
}
