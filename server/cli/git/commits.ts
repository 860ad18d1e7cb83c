/** The commits of a git repository, read from their own bytes, so that a broken one hides no other. */
import { TextDecoder } from 'node:util';
import type { Objects } from './objects.ts';

/** A commit in its place. Those from position `since` up to its own are reached through it alone. */
export interface Commit {
  id: string;
  parents: string[];
  author: { name: string; email: string };
  /** The author's date, ISO-8601 UTC. */
  writtenAt: string;
  message: string;
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
function parseCommit(bytes: Buffer): Pick<Commit, 'author' | 'writtenAt' | 'message'> {
  const end = endOfHeaders(bytes);
  const decoder = decoderFor(/^encoding (\S+)$/m.exec(bytes.toString('latin1', 0, end))?.[1]);
  const headers = decoder.decode(bytes.subarray(0, end));
  const [, name, email, seconds] = /^author (.*?) ?<(.*)> (-?\d+)(?: [+-]\d+)?$/m.exec(headers) ?? [];
  if (name === undefined || email === undefined) throw new Error('its author can’t be read');
  const date = new Date(Number(seconds) * 1000);
  if (!(date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999)) {
    throw new Error('its date can’t be read');
  }
  return {
    author: { name: name.trim(), email: email.trim() },
    writtenAt: date.toISOString(),
    message: decoder.decode(bytes.subarray(end + 2)),
  };
}

/** A commit names its encoding when it isn't UTF-8. What can't be decoded becomes U+FFFD. */
function decoderFor(encoding = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder('utf-8');
  }
}
