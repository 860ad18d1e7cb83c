/** The hash that chains an article's revisions. What it covers can't be changed without every later hash telling. */
import { createHash } from 'node:crypto';
import type { Action, Verification } from '../db/schema.ts';

/** All that a revision's hash covers. Digests, uids and hashes are raw bytes, times ISO-8601 UTC. */
export interface Hashed {
  articleUid: Buffer;
  number: number;
  /** The hash of the revision before, or null for the first. */
  parentHash: Buffer | null;
  personUid: Buffer;
  bylineDigest: Buffer;
  verification: Verification;
  action: Action;
  fromNumber: number | null;
  toNumber: number | null;
  baseNumber: number | null;
  minor: number;
  writtenAt: string;
  recordedAt: string;
  contentDigest: Buffer;
  summaryDigest: Buffer | null;
}

/**
 * Returns the SHA-256 of a revision, 32 bytes: over version 1 of its record, which is one `name value` line a field in
 * the order below, bytes in hex, a dash for what isn't there, each line ended by LF.
 */
export function hashOf(revision: Hashed): Buffer {
  const record = [
    'innovationswiki-revision 1',
    `article ${hex(revision.articleUid)}`,
    `number ${revision.number}`,
    `parent ${hex(revision.parentHash)}`,
    `person ${hex(revision.personUid)}`,
    `byline ${hex(revision.bylineDigest)}`,
    `verification ${revision.verification}`,
    `action ${revision.action}`,
    `from ${revision.fromNumber ?? '-'}`,
    `to ${revision.toNumber ?? '-'}`,
    `base ${revision.baseNumber ?? '-'}`,
    `minor ${revision.minor}`,
    `written ${revision.writtenAt}`,
    `recorded ${revision.recordedAt}`,
    `content ${hex(revision.contentDigest)}`,
    `summary ${hex(revision.summaryDigest)}`,
  ];
  return createHash('sha256')
    .update(record.join('\n') + '\n')
    .digest();
}

function hex(bytes: Buffer | null): string {
  return bytes === null ? '-' : bytes.toString('hex');
}
