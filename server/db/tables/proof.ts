/** Checkpoints of the whole history. */

/** What the whole history was at one time: how much of each part there was, a Merkle root over it, and who signed. Never changed. */
export interface CheckpointTable {
  number: number;
  previous: Buffer | null;
  made_at: string;
  revisions: number;
  articles: number;
  articles_root: Buffer;
  bylines: number;
  bylines_root: Buffer;
  entries: number;
  entries_root: Buffer;
  /** Ed25519, as SubjectPublicKeyInfo in DER. */
  public_key: Buffer;
  hash: Buffer;
  signature: Buffer;
}
