/** What somebody types into a form to be sent by mail: it must be there, not too long, and hold no CPR number. */
import type { FieldProblem } from '../../errors.ts';
import { cprInTexts } from '../cpr.ts';

/**
 * Returns what is wrong with some texts, by the names of their fields: those that have a longest, in characters, must be there. `others`
 * are problems that were found besides. Of a field with a CPR number no more is said, which might repeat it.
 */
export function problemsTyped(
  texts: Readonly<Record<string, string>>,
  longest: Readonly<Record<string, number>>,
  others: readonly FieldProblem[] = [],
): FieldProblem[] {
  const cpr = cprInTexts(Object.entries(texts));
  const lengths = Object.entries(longest).flatMap(([field, max]): FieldProblem[] => {
    const { length } = [...texts[field]!];
    if (length === 0) return [{ field, code: 'required' }];
    return length > max ? [{ field, code: 'too-long', params: { max, length } }] : [];
  });
  const isFree = ({ field }: FieldProblem) => !cpr.some((one) => one.field === field);
  return [...[...lengths, ...others].filter(isFree), ...cpr];
}
