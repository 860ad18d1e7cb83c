/** Holds the wiki to its checkpoints, and to those that somebody kept: as the walk comes to what one covers, its root must be the same. */
import { isSigned, type Checkpoint } from '../checkpoints/record.ts';
import type { CheckpointPart, Finding } from './findings.ts';

/** Waits for a walk to come to each checkpoint. */
export interface Watch {
  /** Compares the checkpoints that cover no more than so many with the root over them. */
  reach(count: number, root: () => Buffer): void;
  /** Tells of the checkpoints that cover more than the walk came to. */
  end(): void;
}

/** Watches for the checkpoints' roots over one part of the wiki. `articles` are counted by their revisions. */
export function watchFor(
  part: CheckpointPart,
  checkpoints: readonly Checkpoint[],
  findings: Finding[],
): Watch {
  const countIn = (checkpoint: Checkpoint) =>
    part === 'articles' ? checkpoint.revisions : checkpoint[part].count;
  const waiting = [...checkpoints].sort((a, b) => countIn(a) - countIn(b));
  const tell = (code: Finding['code'], { number }: Checkpoint) =>
    findings.push({ code, checkpoint: number, part });
  return {
    reach: (count, root) => {
      if (waiting[0] === undefined || countIn(waiting[0]) > count) return;
      const found = root();
      for (; waiting[0] && countIn(waiting[0]) <= count; waiting.shift()) {
        if (!same(found, waiting[0][part].root)) tell('checkpoint-altered', waiting[0]);
      }
    },
    end: () => waiting.forEach((checkpoint) => tell('checkpoint-removed', checkpoint)),
  };
}

/** Checks that the wiki's own checkpoints follow each other, each signed. */
export function checkChain(own: readonly Checkpoint[]): Finding[] {
  return own.flatMap((checkpoint, index): Finding[] => {
    const before = own[index - 1];
    const follows = checkpoint.number === index + 1 && same(checkpoint.previous, before?.hash ?? null);
    const at = { checkpoint: checkpoint.number };
    return [
      ...(follows ? [] : [{ code: 'checkpoint-chain', ...at } as const]),
      ...(isSigned(checkpoint) ? [] : [{ code: 'checkpoint-signature', ...at } as const]),
    ];
  });
}

/** Checks that checkpoints which somebody kept were signed by this wiki, are among its own, and follow each other. */
export function checkKept(kept: readonly Checkpoint[], own: readonly Checkpoint[]): Finding[] {
  const find = (checkpoint: Checkpoint): Finding['code'] | undefined => {
    if (!isSigned(checkpoint)) return 'checkpoint-signature';
    if (!own.some(({ publicKey }) => same(publicKey, checkpoint.publicKey))) return 'checkpoint-key';
    return isAmong(own, checkpoint) ? undefined : 'checkpoint-unknown';
  };
  return kept.flatMap((checkpoint) => {
    const { number, previous } = checkpoint;
    const before = kept.find((one) => one.number === number - 1);
    const code =
      find(checkpoint) ?? (before && !same(previous, before.hash) ? 'checkpoint-chain' : undefined);
    return code ? [{ code, checkpoint: number }] : [];
  });
}

/** Tells whether a checkpoint is one of those. */
export function isAmong(checkpoints: readonly Checkpoint[], { hash }: Checkpoint): boolean {
  return checkpoints.some((one) => same(one.hash, hash));
}

/** SQLite keeps anything in any column. */
function same(a: unknown, b: unknown): boolean {
  return Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b;
}
