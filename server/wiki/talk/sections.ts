/** The sections that a question may be about: the headings of the article's kind, each by a code that stands in the question. */
import { kindOf } from '../../kinds/index.ts';
import type { Heading } from '../../kinds/kind.ts';
import { slugOf } from '../../text/slug.ts';

/** Returns the code of a heading. */
export function sectionOf({ text }: Pick<Heading, 'text'>): string {
  return slugOf(text);
}

/** Returns the heading that a code is of, in a kind given by its code; undefined when it has none. */
export function headingOf(kind: string, section: string): Heading | undefined {
  return kindOf(kind)?.headings.find((heading) => sectionOf(heading) === section);
}

/** Tells whether articles of a kind may be asked about a section. */
export function isAsked(kind: string, section: string): boolean {
  return headingOf(kind, section) !== undefined;
}
