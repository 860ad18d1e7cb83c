/** Whom a history's own list of people, its `.mailmap`, names by a signature: one person may have signed in many ways. */
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForeignSignature } from '../../wiki/exchange/imports.ts';
import { decode } from './bytes.ts';
import { git } from './run.ts';

/** Returns what tells whom the list at a commit names by some signatures. Throws an Error with git's own reason when it can't tell. */
export async function readMailmap(
  gitDir: string,
  head: string,
  signatures: readonly ForeignSignature[],
): Promise<(signature: ForeignSignature) => ForeignSignature> {
  const contacts = [...new Set(signatures.map(contactOf).filter((contact) => contact !== undefined))];
  const told = contacts.length === 0 ? [] : linesIn(await ask(gitDir, head, contacts));
  const known = new Map(contacts.map((contact, i) => [contact, told[i] && signatureOf(contact, told[i])]));
  return (signature) => known.get(contactOf(signature) ?? '') ?? signature;
}

/** Git takes a list where it's run for the repository's own, too: it's run where there's none. */
async function ask(gitDir: string, head: string, contacts: readonly string[]): Promise<Buffer> {
  const nowhere = await mkdtemp(join(tmpdir(), 'wiki-mailmap-'));
  const list = ['-c', `mailmap.blob=${head}:.mailmap`, '-c', `mailmap.file=${devNull}`];
  try {
    return await git(
      [`--git-dir=${gitDir}`, ...list, 'check-mailmap', '--stdin'],
      contacts.join('\n'),
      nowhere,
    );
  } finally {
    await rm(nowhere, { recursive: true });
  }
}

/** How git is asked about a signature; undefined of one that it would read otherwise. */
function contactOf({ name, email }: ForeignSignature): string | undefined {
  return /[<>\p{Cc}]/u.test(name + email) || email === '' ? undefined : `${name} <${email}>`.trim();
}

/** Each line is read by itself: what isn't UTF-8 in one spoils no other. */
function linesIn(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\n', from);
    lines.push(bytes.subarray(from, end === -1 ? bytes.length : end));
    from += lines.at(-1)!.length + 1;
  }
  return lines;
}

/** Returns the signature in a line of git's answer; undefined when the list doesn't have the contact that was asked about. */
function signatureOf(contact: string, line: Buffer): ForeignSignature | undefined {
  if (line.equals(Buffer.from(contact))) return undefined;
  const [, name, email] = /^(.*?) ?<([^<>]*)>$/.exec(decode(line)?.text ?? '') ?? [];
  return name === undefined || email === undefined ? undefined : { name, email };
}
