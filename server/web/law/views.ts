/** What the view of the law's pages takes, checked where it's given. */
import { pagesOf } from '../frame/answer.ts';

/** A part of such a page: paragraphs, and then points and a way on where there are any. */
export interface LawSection {
  heading?: string;
  text: string[];
  points?: string[];
  link?: { text: string; address: string };
}

interface LawViews {
  'law/page': { heading: string; sections: LawSection[] };
}

/** Returns a page of the law's. */
export const page = pagesOf<LawViews>();
