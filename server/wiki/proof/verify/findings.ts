/** What a verification tells: what was checked, what was erased by law, and each thing that isn't as it was. */
import type { Erasable } from '../../acts.ts';

/**
 * Something that isn't as it was: a stable code and where. `part` is what a checkpoint doesn't agree with, `column` what is
 * copied or stored wrongly, `record` the source, commit and path of an import's record, `domain` one that is tied to a workplace.
 */
export interface Finding {
  code:
    | 'missing-sequence'
    | 'missing-article'
    | 'missing-number'
    | 'hash'
    | 'content'
    | 'content-gone'
    | 'content-stands'
    | 'content-lost'
    | 'summary'
    | 'summary-gone'
    | 'summary-stands'
    | 'size'
    | 'byline'
    | 'byline-gone'
    | 'byline-stands'
    | 'byline-row'
    | 'log'
    | 'log-gone'
    | 'log-stands'
    | 'log-row'
    | 'log-unfit'
    | 'log-kept'
    | 'stray'
    | 'kind'
    | 'deletion'
    | 'hiding'
    | 'copy'
    | 'licence'
    | 'addresses'
    | 'person'
    | 'protection'
    | 'block'
    | 'pairing'
    | 'post_hiding'
    | 'settling'
    | 'topic_merge'
    | 'goal'
    | 'thread'
    | 'post'
    | 'mention'
    | 'domain'
    | 'record'
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
  column?: string;
  record?: string;
  domain?: string;
}

export type CheckpointPart = 'articles' | 'bylines' | 'entries';

/** What a verification found. What was erased is lawful when the log accounts for it, and counted. */
export interface Findings {
  revisions: number;
  checkpoints: number;
  erased: Record<Erasable, number>;
  findings: Finding[];
}
