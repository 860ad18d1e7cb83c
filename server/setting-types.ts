/** What settings are made of: each is read as it's written, or refused; nothing is cut off it or taken for something else. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { asWritten } from './text/clean.ts';

/** What ends a line, and what a line can't show. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** A host, a port, and a path: whatever means something else in an address stands in neither. */
const ADDRESS = /^https?:\/\/([^\s/?#@\\:[\]]+|\[[^\]]+\])(?::\d{1,5})?((?:\/[^\s/?#\\]+)*)\/?$/iu;
const LABEL = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?';
/** Its last part isn't all figures: that's an address of another kind, or none. */
const HOST = new RegExp(`^(?:${LABEL}\\.)*(?!\\d+\\.?$)${LABEL}\\.?$`, 'u');

/** A text on one line, which blanks around it aren't part of. */
export const line = z
  .string()
  .trim()
  .refine((text) => !CONTROL.test(text) && asWritten(text) === text, {
    message: 'must be on one line, without signs that nobody sees',
    abort: true,
  });

/** A whole number that is written with figures alone, up to some other. */
export function figures(most: number) {
  const message = `must be a whole number from 0 to ${most}, written with figures alone`;
  return line
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((number) => number <= most, message);
}

/** Tells whether a text is an IP address or a host name, and no more. */
export function isHost(text: string): boolean {
  return isIP(text) !== 0 || HOST.test(text);
}

/** Returns the web address that a text is, sign for sign; undefined where something in it would be cut off or read as something else. */
export function readAddress(text: string): URL | undefined {
  const [, host, path] = ADDRESS.exec(text) ?? [];
  if (host === undefined || path === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  // Figures of other kinds are read as an IP address, and letters of other kinds as plain ones.
  const isAsWritten = isIP(url.hostname) === 0 ? host.normalize('NFKC') === host : url.hostname === host;
  const isNamed = host.startsWith('[') || isHost(host);
  return isNamed && isAsWritten && path.split('/').every(isName) ? url : undefined;
}

/** Returns the parts of a list, which has commas between them; of nothing there are none. */
export function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(',').map((part) => part.trim());
}

/** Whether a part of a path is a name: no other folder, and nothing that can't be read. */
function isName(part: string): boolean {
  try {
    const name = decodeURIComponent(part);
    return !/^\.\.?$/.test(name) && !CONTROL.test(name);
  } catch {
    return false;
  }
}
