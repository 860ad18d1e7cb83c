/** What the wiki's refusals say to an operator: the sentences of its pages in English, but those that speak to whoever reads a page. */
import type { WikiError } from '../errors.ts';
import { en } from '../locales/index.ts';

type Params = Record<string, string | number | Date>;

const ON_TERMINAL: Record<string, string> = {
  'no-such-article': 'There is no such article.',
  forbidden: 'The account that it is done for may not do this.',
  unconfirmed:
    'The account that it is done for has no confirmed e-mail. Confirm it at /account/address first.',
  'blocked-editing': 'The account that it is done for is blocked from writing.',
  'blocked-everything': 'The account that it is done for is blocked.',
  'protected-verified': 'Only people whose workplace is confirmed can edit the article.',
  deleted: 'The article is deleted.',
  'slug-taken': 'There is already an article with the title “{{title}}”.',
  'slug-deleted': 'An article with that title was deleted.',
  'slug-kept': 'The article “{{title}}” has had that title before, and the old address still leads on.',
  'name-erased':
    'whoever wrote it had a name erased here, and nobody can tell whether it is this one. Give the commits another author, or leave them out.',
};

/** Returns a refusal as sentences; what is wrong with a field stands after its name. */
export function sentencesOf({ code, params, problems }: WikiError): string[] {
  if (problems.length > 0) {
    const sentences: Record<string, string> = en.problems;
    return problems.map(
      ({ field, code, params }) =>
        `${field}: ${filled(ON_TERMINAL[code] ?? sentences[code] ?? code, params)}`,
    );
  }
  const errors: Record<string, { heading: string; text?: string }> = en.errors;
  return [filled(ON_TERMINAL[code] ?? errors[code]?.text ?? code, params)];
}

/** Returns a number with its noun: `1 commit`, `197 commits`. */
export function counted(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : nouns}`;
}

function filled(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => written(params[name] ?? blank));
}

function written(value: string | number | Date): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
