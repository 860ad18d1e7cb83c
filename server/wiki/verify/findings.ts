/** What a verification tells: what was checked, what was erased by law, and each thing that isn't as it was. */
import type { Erasable } from '../erasure/account.ts';

/** Something that isn't as it was: a stable code and where. `part` is what a checkpoint doesn't agree with. */
export interface Finding {
  code:
    | 'missing-sequence'
    | 'missing-article'
    | 'missing-number'
    | 'hash'
    | 'content'
    | 'content-gone'
    | 'content-lost'
    | 'summary'
    | 'summary-gone'
    | 'byline'
    | 'byline-gone'
    | 'log'
    | 'log-gone'
    | 'attribution'
    | 'attribution-filed'
    | 'attribution-counts'
    | 'revision-count'
    | 'current'
    | 'checkpoint-chain'
    | 'checkpoint-signature'
    | 'checkpoint-key'
    | 'checkpoint-unknown'
    | 'checkpoint-removed'
    | 'checkpoint-altered';
  article?: string;
  number?: number;
  sequence?: number;
  id?: number;
  checkpoint?: number;
  part?: CheckpointPart;
}

export type CheckpointPart = 'articles' | 'bylines' | 'entries';

/** What a verification found. What was erased is lawful when the log accounts for it, and counted. */
export interface Verification {
  revisions: number;
  checkpoints: number;
  erased: Record<Erasable, number>;
  findings: Finding[];
}
