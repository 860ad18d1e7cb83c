/** The commits of a git repository, read from their own bytes, so that a broken one hides no other. */
import { TextDecoder } from 'node:util';
import { decode, windows, type Decoded, type Encoding } from './bytes.ts';
import type { Objects } from './objects.ts';

/** A commit in its place. Those from position `since` up to its own are reached through it alone. */
export interface Commit {
  id: string;
  parents: string[];
  author: { name: string; email: string };
  /** The author's date, ISO-8601 UTC. */
  writtenAt: string;
  message: string;
  /** How its name or its message was read, where it doesn't say and isn't UTF-8. */
  encoding?: Encoding;
  since: number;
}

/** A commit that can't be read, and why. */
export interface Broken {
  id: string;
  reason: string;
}

/**
 * Returns the commits that lead to one, parents before children, each line of history in one piece and the first
 * parent's first: the order of `git rev-list --topo-order --reverse`. What leads to a broken commit is found too, as
 * long as its bytes are there.
 */
export async function commitsTo(
  objects: Objects,
  head: string,
): Promise<{ commits: Commit[]; broken: Broken[] }> {
  const commits: Commit[] = [];
  const broken: Broken[] = [];
  const seen = new Set<string>();
  const path: { id: string; bytes: Buffer; parents: string[]; next: number; since: number }[] = [];
  const enter = async (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    const bytes = await objects
      .read(id)
      .catch((error: Error) => void broken.push({ id, ...reasonOf(error) }));
    if (bytes) path.push({ id, bytes, parents: parentsIn(bytes), next: 0, since: commits.length });
  };
  await enter(head);
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const parent = at.parents[at.next++];
    if (parent !== undefined) {
      await enter(parent);
      continue;
    }
    path.pop();
    try {
      commits.push({ ...parseCommit(at.bytes), id: at.id, parents: at.parents, since: at.since });
    } catch (error) {
      broken.push({ id: at.id, ...reasonOf(error) });
    }
  }
  return { commits, broken };
}

function reasonOf(error: unknown): { reason: string } {
  return { reason: (error as Error).message };
}

function parentsIn(bytes: Buffer): string[] {
  const headers = bytes.toString('latin1', 0, endOfHeaders(bytes));
  return [...headers.matchAll(/^parent ([\da-f]+)$/gm)].map(([, parent]) => parent!);
}

function endOfHeaders(bytes: Buffer): number {
  const end = bytes.indexOf('\n\n');
  return end === -1 ? bytes.length : end;
}

/** Throws an Error when the commit names no author, or no date that a calendar knows. */
function parseCommit(bytes: Buffer): Pick<Commit, 'author' | 'writtenAt' | 'message' | 'encoding'> {
  const end = endOfHeaders(bytes);
  const headers = bytes.toString('latin1', 0, end);
  const named = /^encoding (\S+)$/m.exec(headers)?.[1];
  const author = /^author (.*)$/m.exec(headers)?.[1];
  if (author === undefined) throw new Error('its author can’t be read');
  const date = dateIn(author) ?? dateIn(/^committer (.*)$/m.exec(headers)?.[1] ?? '');
  if (date === undefined) throw new Error('its date can’t be read');
  const signature = decodeAs(named, Buffer.from(author, 'latin1'));
  const message = decodeAs(named, bytes.subarray(end + 2));
  const encoding = signature.encoding ?? message.encoding;
  return {
    author: signatureIn(signature.text),
    writtenAt: date,
    message: message.text,
    ...(encoding && { encoding }),
  };
}

/** `name <address> seconds zone`; any part may be missing, and brackets may stand in a name. */
function signatureIn(line: string): Commit['author'] {
  const [, name = '', email = ''] = /^(.*?) ?<([^<]*)>[^<>]*$/.exec(line) ?? [
    '',
    line.replace(/(?<!\d)-?\d+(?: [+-]\d+)?$/, ''),
  ];
  return { name: name.trim(), email: email.trim() };
}

function dateIn(line: string): string | undefined {
  const [, seconds] = /(?:^|[> ])(-?\d+)(?: [+-]\d+)?$/.exec(line) ?? [];
  const date = new Date(Number(seconds) * 1000);
  return date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999 ? date.toISOString() : undefined;
}

/** A commit names its encoding when it isn't UTF-8; not all do, and not all say it right. */
function decodeAs(encoding: string | undefined, bytes: Buffer): Decoded {
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
    try {
      const decoder = new TextDecoder(encoding, { fatal: true });
      return { text: decoder.encoding === 'windows-1252' ? windows(bytes) : decoder.decode(bytes) };
    } catch {
      // It's read as one that says nothing.
    }
  }
  return decode(withoutNul(bytes))!;
}

/** What follows is a message all the same. */
function withoutNul(bytes: Buffer): Buffer {
  return bytes.includes(0) ? Buffer.from(bytes.filter((byte) => byte !== 0)) : bytes;
}
