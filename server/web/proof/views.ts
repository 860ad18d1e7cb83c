/** What the view of the checkpoints takes, checked where it's given. */
import type { publish } from '../../wiki/proof/checkpoints.ts';
import { pagesOf } from '../frame/answer.ts';

interface ProofViews {
  'proof/checkpoints': {
    checkpoints: ReturnType<typeof publish>[];
    isNewest: boolean;
    older: string | undefined;
  };
}

/** Returns a page of what proves the history. */
export const page = pagesOf<ProofViews>();
