/** Whom a history's own list of people, its `.mailmap`, names by a signature: one person may have signed in many ways. */
import { devNull } from 'node:os';
import type { ForeignSignature } from '../../wiki/exchange/imports.ts';
import { decode } from './bytes.ts';
import { git } from './run.ts';

/** Returns what tells whom the list at a commit names by some signatures; one that git can't read stands as it is. */
export async function readMailmap(
  gitDir: string,
  head: string,
  signatures: readonly ForeignSignature[],
): Promise<(signature: ForeignSignature) => ForeignSignature> {
  const contacts = [...new Set(signatures.map(contactOf).filter((contact) => contact !== undefined))];
  const list = [`-c`, `mailmap.blob=${head}:.mailmap`, '-c', `mailmap.file=${devNull}`];
  // Without a work tree, so that no list beside the repository is taken for its own.
  const asked = [`--git-dir=${gitDir}`, '--bare', ...list, 'check-mailmap', '--stdin'];
  const answer = contacts.length === 0 ? '' : await git(asked, contacts.join('\n')).then(textOf, () => '');
  const told = answer.split('\n').map(signatureOf);
  const known = new Map(contacts.map((contact, i) => [contact, told[i]]));
  return (signature) => known.get(contactOf(signature) ?? '') ?? signature;
}

/** How git is asked about a signature; undefined of one that it would read otherwise. */
function contactOf({ name, email }: ForeignSignature): string | undefined {
  return /[<>\p{Cc}]/u.test(name + email) || email === '' ? undefined : `${name} <${email}>`.trim();
}

function signatureOf(line: string): ForeignSignature | undefined {
  const [, name, email] = /^(.*?) ?<([^<>]*)>$/.exec(line) ?? [];
  return name === undefined || email === undefined ? undefined : { name, email };
}

function textOf(bytes: Buffer): string {
  return decode(bytes)?.text ?? '';
}
