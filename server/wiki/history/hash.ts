/**
 * The hashes that chain an article's revisions, all bylines, and all entries of the log. What one covers can't be changed
 * without every later one telling.
 */
import type { RevisionTable, Verification } from '../../db/schema.ts';
import { hex, sha256 } from './digest.ts';

/** What a revision's own row gives to its hash. */
export type Hashed = Pick<
  RevisionTable,
  | 'number'
  | 'action'
  | 'from_number'
  | 'to_number'
  | 'base_number'
  | 'minor'
  | 'written_at'
  | 'recorded_at'
  | 'content_digest'
  | 'summary_digest'
>;

/** What a byline gives to it. */
export interface HashedWriter {
  personUid: Buffer;
  bylineDigest: Buffer;
  verification: Verification;
}

/** What other rows give to it; `parentHash` is null for an article's first revision. */
export interface Ground extends HashedWriter {
  articleUid: Buffer;
  parentHash: Buffer | null;
  /** In the order of their bylines. */
  coAuthors: readonly HashedWriter[];
}

/**
 * Returns the SHA-256 of a revision, 32 bytes: over version 1 of its record, which is one `name value` line a field in
 * the order below, bytes in hex, a dash for what isn't there, each line ended by LF. Where there are co-authors, a
 * line `with person byline verification` for each of them follows.
 */
export function hashOf(row: Hashed, ground: Ground): Buffer {
  const record = [
    'innovationswiki-revision 1',
    `article ${hex(ground.articleUid)}`,
    `number ${row.number}`,
    `parent ${hex(ground.parentHash)}`,
    `person ${hex(ground.personUid)}`,
    `byline ${hex(ground.bylineDigest)}`,
    `verification ${ground.verification}`,
    `action ${row.action}`,
    `from ${row.from_number ?? '-'}`,
    `to ${row.to_number ?? '-'}`,
    `base ${row.base_number ?? '-'}`,
    `minor ${row.minor}`,
    `written ${row.written_at}`,
    `recorded ${row.recorded_at || row.written_at}`,
    `content ${hex(row.content_digest)}`,
    `summary ${hex(row.summary_digest)}`,
    ...ground.coAuthors.map(
      ({ personUid, bylineDigest, verification }) =>
        `with ${hex(personUid)} ${hex(bylineDigest)} ${verification}`,
    ),
  ];
  return sha256(record.join('\n') + '\n');
}

/** A byline or a log entry that a hash is made for, and the hash of the one before it; null for the first. */
export interface Link {
  id: number;
  previous: Buffer | null;
}

/** Returns the SHA-256 of a byline or of a log entry, 32 bytes: over its place and its leaf, as a checkpoint takes it. */
export function linkHash(table: 'byline' | 'log', { id, previous }: Link, leaf: string): Buffer {
  return sha256(`innovationswiki-${table} 1\nid ${id}\nprevious ${hex(previous)}\n${leaf}`);
}
