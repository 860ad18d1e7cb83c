/** The view of the wiki in figures, and what it takes. */
import { pagesOf } from '../frame/answer.ts';
import type { Figures } from './gathering.ts';

interface FiguresViews {
  'figures/figures': Figures & {
    /** What is asked for, as the form has it. */
    values: { from: string; to: string; with: string };
    csv: string;
  };
}

/** Returns a page of figures. */
export const page = pagesOf<FiguresViews>();
