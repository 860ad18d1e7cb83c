/** What saves a body of an article as a sequence, and tells who wrote each of its words. */
export interface MemoryWiki {
  save(article: string, body: string, sequence: number): Promise<number[]>;
}
export function memoryWiki(functions: Readonly<Record<string, unknown>>): MemoryWiki;
