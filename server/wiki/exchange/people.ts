/**
 * Those who wrote a foreign history: persons who can't sign in, known by source and e-mail, never by name. The e-mail
 * itself is never stored, only its HMAC under the wiki's own key, and it doesn't slip in as a name either.
 */
import { createHmac } from 'node:crypto';
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import { nameErased } from '../../errors.ts';
import { cleanLine } from '../../text/clean.ts';
import { per } from '../../per.ts';
import { emailOf } from '../../text/emails.ts';
import { bylinesOf } from '../history/bylines.ts';
import { keysOfName } from '../history/name-keys.ts';
import { recordByline } from '../record.ts';
import { insertImportedPerson } from '../people/accounts.ts';
import type { ForeignCommit, ForeignSignature } from './foreign.ts';
import { coAuthorsOf } from './messages.ts';

/** The longest name, in characters: it stands in an index. */
const NAME_LIMIT = 200;

/** A person as an import knows them. `key` is an HMAC-SHA-256 in hex; `former` are those that they may have been known by before. */
export interface ForeignPerson {
  name: string;
  key: string;
  former: readonly [string, string];
}

/** What tells who signed: whom the foreign history names by a signature, if it has a list of that, and the wiki's key for recognising e-mails. */
export interface Recognising {
  whoIs?: (signature: ForeignSignature) => ForeignSignature;
  secret: Buffer;
}

/** Whoever wrote a commit, and those who wrote it with them. */
export interface ForeignAuthors {
  person: ForeignPerson;
  coAuthors: readonly ForeignPerson[];
}

/** Returns who signed a commit, and whom else with a name its message names as authors, each once. */
export function foreignAuthors(
  { author, message }: Pick<ForeignCommit, 'author' | 'message'>,
  recognising: Recognising,
): ForeignAuthors {
  const person = foreignPerson(author, recognising);
  const others = coAuthorsOf(message).map((signature) => foreignPerson(signature, recognising));
  const byKey = new Map(others.filter(({ name }) => name !== '').map((other) => [other.key, other]));
  byKey.delete(person.key);
  return { person, coAuthors: [...byKey.values()] };
}

/** Returns who signed: without a name, by what stands before the @ of their address; the name is empty when there's neither. */
export function foreignPerson(
  signature: ForeignSignature,
  { whoIs = (same) => same, secret }: Recognising,
): ForeignPerson {
  const { name, email } = whoIs(signature);
  const plain = cleanLine(cleanLine(name).replace(/(?<![^\s@<>()])([^\s@<>()]+)@[^\s<>()]+/g, '$1'));
  const shown = [...(plain || handleIn(email))].slice(0, NAME_LIMIT).join('');
  // Where no e-mail tells people apart, the name must.
  const keyOf = (address: string) =>
    createHmac('sha256', secret)
      .update(address === '' ? `${shown} <>` : address)
      .digest('hex');
  const written = signature.email;
  const former = [keyOf(emailOf(written)), keyOf(written.toLowerCase())] as const;
  return { name: shown, key: keyOf(emailOf(email)), former };
}

/** `12345+lars@users.noreply.github.com` → `lars`. */
function handleIn(email: string): string {
  return cleanLine(email.replace(/@.*$/s, '').replace(/^\d+\+(?=.)/, ''));
}

/**
 * Returns the id of the byline under which a foreign person wrote; a name that they hadn't before makes a new one. Throws 409 where that may be a name of theirs that was erased.
 */
export async function foreignByline(
  tx: Tx,
  { name, key, former }: ForeignPerson,
  { source, at }: { source: string; at: string },
): Promise<number> {
  const [goes, place] = [goingBy(tx), `${source} ${key}`];
  const now = goes.get(place);
  if (now?.name === name) return now.bylineId;
  goes.delete(place);
  const known = await peopleOf(tx, source, key, ...former);
  const person = known.find((one) => one.import_key === key) ?? known[0];
  const own = person && (await bylinesOf(tx, person.id)).find((byline) => byline.name === name);
  // Whether this is the name that was erased, of them or of one whom they are taken for, nobody can tell any more.
  if (!own && (await isErased(tx, [key, ...former]))) throw nameErased();
  if (!person) {
    const newcomer = await insertImportedPerson(tx, name, { source, key, at });
    return (await bylinesOf(tx, newcomer))[0]!.id;
  }
  const { id } = person;
  const words = { name, title: '', workplace: '' };
  const bylineId =
    own?.id ?? (await recordByline(tx, { personId: id, signature: words, verification: 'imported', at }));
  if (person.byline_id === bylineId) {
    // What was written just now may still be taken back.
    goes.set(place, { name, bylineId });
  } else {
    // They may be known by another key, too.
    goes.clear();
    const row = { byline_id: bylineId, ...keysOfName(name) };
    await tx.updateTable('person').set(row).where('id', '=', id).execute();
  }
  return bylineId;
}

async function isErased(tx: Tx, keys: readonly string[]): Promise<boolean> {
  const erased = await erasedKeys(tx);
  return keys.some((key) => erased.has(key));
}

/** The keys of those who have a name that was erased, from whatever source: a copy of a repository has the same people as that. */
const erasedKeys = per(async (tx: Tx): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('byline')
    .innerJoin('person', 'person.id', 'byline.person_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select('person.import_key')
    .where('byline_words.byline_id', 'is', null)
    .where('person.import_key', 'is not', null)
    .execute();
  return new Set(rows.flatMap(({ import_key: key }) => key ?? []));
});

/** What people were found to go by in a transaction, by source and key. */
const goingBy = per((_tx: Tx) => new Map<string, { name: string; bylineId: number }>());

const peopleOf = prepared((db, source: string, key: string, written: string, lower: string) =>
  db
    .selectFrom('person')
    .select(['id', 'byline_id', 'import_key'])
    .where('import_source', '=', source)
    .where('import_key', 'in', [key, written, lower]),
);
