/** What the commands have in common: how one is described, what it is given, and how it is told that it was used wrongly. */
import type { Readable, Writable } from 'node:stream';
import { cleanLine } from '../text/clean.ts';
import type { Settings } from '../config.ts';
import type { Context } from '../context.ts';

/** Where a command reads and writes: the streams of the process, or a test's. */
export interface Terminal {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable;
  stderr: Writable & { isTTY?: boolean };
}

/**
 * A command. What must be given stands by position or as `--name <value>`; each holds what its value is. A
 * flag stands alone, and is `true` when it's given.
 */
export type Command = Described & (OnWiki | InPlaceOfWiki);

interface Described {
  about: string;
  positions?: readonly string[];
  required?: Readonly<Record<string, string>>;
  optional?: Readonly<Record<string, string>>;
  flags?: readonly string[];
  /** What can be given for a position or an option, where that's one of some codes. */
  choices?: Readonly<Record<string, readonly string[]>>;
}

/** Works on a wiki: on one that is there and is brought up to date, unless it says otherwise. */
interface OnWiki {
  /** `made` where there's none; `examined` alone, so that nothing is changed, and one of an older version is refused. */
  wiki?: 'made' | 'examined';
  /** Returns the exit code. Throws WrongUse, or an Error with a sentence. */
  run(context: Context, given: Record<string, string>, terminal: Terminal): Promise<number>;
}

/** Puts a wiki where the settings say, so that nothing is opened there before. */
interface InPlaceOfWiki {
  wiki: 'replaced';
  run(settings: Settings, given: Record<string, string>, terminal: Terminal): Promise<number>;
}

/** What was asked for can't be: the message says what to change. */
export class WrongUse extends Error {}

/** Writes a line. What comes from elsewhere can't steer the terminal, since no control character gets through. */
export function writeLine(stream: Writable, text: string): void {
  const indent = /^ */.exec(text)![0];
  stream.write(`${indent}${cleanLine(text)}\n`);
}
