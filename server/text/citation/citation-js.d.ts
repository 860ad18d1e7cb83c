/** The little of citation-js that the wiki uses; it comes without types. `Cite` reads: it's for tests alone. */
declare module '@citation-js/core' {
  export const plugins: {
    output: { format<T>(format: string, records: readonly unknown[], options?: Record<string, unknown>): T };
    config: { get(plugin: '@bibtex'): { format: { asciiOnly: boolean } } };
  };
  export class Cite {
    constructor(source: string, options: { forceType: string; generateGraph: false });
    data: Record<string, unknown>[];
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
