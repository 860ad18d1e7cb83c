/** The log: what happened, and nothing of what anyone searched for or typed. */
import { pino, type DestinationStream, type Logger } from 'pino';

/** Makes a log that writes what is as grave as a level, on standard output unless it's given somewhere else. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const settings = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: told },
  };
  return destination ? pino(settings, destination) : pino(settings);
}

interface Told {
  type: string;
  message: string;
  code?: unknown;
  stack: string;
  causes?: Told[];
}

/**
 * What is told of an error: what it is and where it was thrown. Databases and parsers quote what they were given, and
 * hang it on their errors, so that nothing quoted is told, and nothing that hangs there but the code.
 */
function told(error: unknown): Told {
  if (!isError(error)) return { type: typeof error, message: '', stack: '' };
  const { name, message, stack = '', cause, code } = error;
  const several = (error as Partial<AggregateError>).errors ?? [];
  const causes = [...(cause === undefined ? [] : [cause]), ...(several as unknown[])];
  return {
    type: name,
    message: unquoted(message),
    ...(code !== undefined && { code }),
    stack: stack.slice(stack.indexOf(message) + message.length).trim(),
    ...(causes.length > 0 && { causes: causes.slice(0, MOST_CAUSES).map(told) }),
  };
}

/** Those of databases and of other realms are no `Error` of ours. */
function isError(error: unknown): error is Error & { code?: unknown } {
  const { message, stack } = (error ?? {}) as Partial<Error>;
  return typeof message === 'string' && typeof stack === 'string';
}

const MOST_CAUSES = 5;
const LONGEST = 300;

/** The first line, from its first mark of quotation to the last left out: what is quoted may hold such marks too. */
function unquoted(message: string): string {
  const [before, ...quoted] = message.split(/["'`“”«»‘’]/) as [string, ...string[]];
  const told = quoted.length > 1 ? `${before}…${quoted.at(-1)}` : message.slice(0, before.length);
  return told.split('\n')[0]!.slice(0, LONGEST);
}
