/** The view of the wiki in figures, and what it takes. */
import { pagesOf } from '../frame/answer.ts';
import type { Goal } from '../../wiki/figures/goals.ts';
import type { ShownError } from '../frame/fields.ts';
import type { Figures } from './gathering.ts';

interface FiguresViews {
  'figures/figures': Figures & {
    /** What is asked for, as the form has it. */
    values: { from: string; to: string; with: string };
    csv: string;
  };
  'figures/goals': {
    goals: (Goal & { period: string })[];
    /** What a goal may be of. */
    figures: { value: string; text: string }[];
    values: Record<'figure' | 'from' | 'to' | 'goal', string>;
    errors: ShownError[];
  };
}

/** Returns a page of figures. */
export const page = pagesOf<FiguresViews>();
