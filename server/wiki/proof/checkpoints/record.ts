/**
 * A checkpoint: what the whole history was at one time, signed, so that whoever keeps a copy can hold the wiki to it.
 * Each one covers the hash of the one before.
 */
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { MerkleTree } from './merkle.ts';
import { hex, sha256 } from '../../history/digest.ts';

/** The first so many of something, in the order of the wiki, and the Merkle root over them. */
export interface CoveredPart {
  count: number;
  root: Buffer;
}

/** What is signed. `revisions` is the highest sequence; `articles` covers the hash of each article's last one up to it. */
export interface Covered {
  number: number;
  /** The hash of the checkpoint before, or null for the first. */
  previous: Buffer | null;
  madeAt: string;
  revisions: number;
  articles: CoveredPart;
  bylines: CoveredPart;
  entries: CoveredPart;
}

export interface Checkpoint extends Covered {
  /** Ed25519, as SubjectPublicKeyInfo in DER. */
  publicKey: Buffer;
  hash: Buffer;
  signature: Buffer;
}

/** Returns a checkpoint of what is covered, signed with an Ed25519 key. */
export function signCheckpoint(covered: Covered, key: KeyObject): Checkpoint {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const record = recordOf(covered, publicKey);
  return { ...covered, publicKey, hash: sha256(record), signature: sign(null, record, key) };
}

/** Tells whether a checkpoint holds what its key signed. */
export function isSigned(checkpoint: Checkpoint): boolean {
  const { publicKey, hash, signature } = checkpoint;
  try {
    const record = recordOf(checkpoint, publicKey);
    const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      sha256(record).equals(hash) &&
      verify(null, record, key, signature)
    );
  } catch {
    return false;
  }
}

/** Returns a tree as a part of a checkpoint. */
export function partOf(tree: MerkleTree): CoveredPart {
  return { count: tree.size(), root: tree.root() };
}

/**
 * Returns the bytes that are hashed and signed: version 1 of the record, which is one `name value` line a field in the
 * order below, bytes in hex, a dash for what isn't there, each line ended by LF.
 */
function recordOf(covered: Covered, publicKey: Buffer): Buffer {
  const { number, previous, madeAt, revisions, articles, bylines, entries } = covered;
  const record = [
    'innovationswiki-checkpoint 1',
    `number ${number}`,
    `previous ${hex(previous)}`,
    `made ${madeAt}`,
    `revisions ${revisions}`,
    `articles ${partText(articles)}`,
    `bylines ${partText(bylines)}`,
    `entries ${partText(entries)}`,
    `key ${hex(publicKey)}`,
  ];
  return Buffer.from(record.join('\n') + '\n');
}

const partText = ({ count, root }: CoveredPart) => `${count} ${hex(root)}`;
