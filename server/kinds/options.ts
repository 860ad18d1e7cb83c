/** How a term of a vocabulary is found and named. A term that the vocabulary doesn't know stands as it was written. */
import type { Lang, Option } from './kind.ts';

/** Returns the code of the option that has this code, or this label in either language, whatever the case. */
export function codeOf(options: readonly Option[], text: string): string | undefined {
  const key = text.toLowerCase();
  const found =
    options.find(({ code }) => code.toLowerCase() === key) ??
    options.find(({ label }) => label.da.toLowerCase() === key || label.en.toLowerCase() === key);
  return found?.code;
}

/** Returns the label of a code, or the code itself when no option has it. */
export function labelOf(options: readonly Option[], code: string, lang: Lang): string {
  return options.find((option) => option.code === code)?.label[lang] ?? code;
}

/** Returns the codes in the vocabulary's order; those it doesn't know come last, as they stood. */
export function inOrder(options: readonly Option[], codes: readonly string[]): string[] {
  const known = options.map(({ code }) => code);
  return [...known.filter((code) => codes.includes(code)), ...codes.filter((code) => !known.includes(code))];
}
