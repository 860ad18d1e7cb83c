/** One hash that stands for a whole list: the Merkle tree hash of RFC 6962, section 2.1, over SHA-256. */
import { sha256 } from '../../history/digest.ts';

/** A tree that leaves are added to from the left; it remembers no more than its right edge. */
export interface MerkleTree {
  add(leaf: string | Buffer): void;
  size(): number;
  /** Returns the tree hash of the leaves so far, 32 bytes. */
  root(): Buffer;
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Returns an empty tree. */
export function merkleTree(): MerkleTree {
  /** The full subtrees of the leaves so far, each smaller than the one before it. */
  const subtrees: { size: number; hash: Buffer }[] = [];
  let size = 0;
  return {
    add: (leaf) => {
      let next = { size: 1, hash: sha256(LEAF, leaf) };
      while (subtrees.at(-1)?.size === next.size) {
        next = { size: 2 * next.size, hash: sha256(NODE, subtrees.pop()!.hash, next.hash) };
      }
      subtrees.push(next);
      size++;
    },
    size: () => size,
    root: () =>
      subtrees.length === 0
        ? sha256()
        : subtrees.map(({ hash }) => hash).reduceRight((right, left) => sha256(NODE, left, right)),
  };
}

/** Returns the tree hash of leaves, 32 bytes. */
export function merkleRoot(leaves: Iterable<string | Buffer>): Buffer {
  const tree = merkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}
