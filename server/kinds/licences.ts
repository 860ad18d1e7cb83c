/** The licences that an article may stand under, by their stable codes: what each is called, and where it can be read. */

export interface Licence {
  name: string;
  /** Where the licence stands in English; absent for a code that the wiki doesn't know. */
  address?: string;
}

const licences: Record<string, Licence> = {
  'CC-BY-4.0': { name: 'CC BY 4.0', address: 'https://creativecommons.org/licenses/by/4.0/' },
  'CC-BY-SA-4.0': { name: 'CC BY-SA 4.0', address: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  'CC0-1.0': { name: 'CC0 1.0', address: 'https://creativecommons.org/publicdomain/zero/1.0/' },
};

/** The codes of the licences that the wiki knows. */
export const licenceCodes: readonly string[] = Object.keys(licences);

/** The licence of what is written here. */
export const DEFAULT_LICENCE = 'CC-BY-4.0';

/** Returns the licence under a code; a code that the wiki doesn't know is its own name. */
export function licenceOf(code: string): Licence {
  return Object.hasOwn(licences, code) ? licences[code]! : { name: code };
}
