/** What no text here may hold: a CPR number. Whatever comes to stand for ever is looked through, on every way in, and is refused with where it stands. */
import { invalid, type FieldProblem } from '../errors.ts';
import type { Content, FactValue } from '../kinds/content.ts';
import { cprLine } from '../text/cpr.ts';

/** Returns what is wrong with the parts of a content that hold a CPR number, by the names of the form's fields. */
export function cprInContent(content: Content): FieldProblem[] {
  const { kind, title, lead, topics, sources, facts, body } = content;
  return cprInTexts([
    ...Object.entries({ kind, title, lead, topics: topics.join('\n') }),
    ...Object.entries(facts).map(([name, value]) => [`facts[${name}]`, wordsOf(value)] as const),
    ...sources.flatMap(({ title, url }, index) => [
      [`sources[${index}][title]`, title] as const,
      [`sources[${index}][url]`, url] as const,
    ]),
    ['body', body],
  ]);
}

/** Returns what is wrong with texts that hold a CPR number, given each with its field. */
export function cprInTexts(texts: readonly (readonly [field: string, text: string])[]): FieldProblem[] {
  return texts.flatMap(([field, text]) => {
    const line = cprLine(text);
    if (line === undefined) return [];
    return text.includes('\n') ? [{ field, code: 'cpr-line', params: { line } }] : [{ field, code: 'cpr' }];
  });
}

/** Throws 422 when there are such problems. */
export function refuseCpr(problems: FieldProblem[]): void {
  if (problems.length > 0) throw invalid(problems);
}

function wordsOf(value: FactValue): string {
  return typeof value === 'string' ? value : Object.values(value).join('\n');
}
