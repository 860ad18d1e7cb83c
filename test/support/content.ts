/** Contents to write in tests. */
import type { Content } from '../../server/kinds/content.ts';

/** A small method. */
export function method(change: Partial<Content> = {}): Content {
  return {
    kind: 'method',
    title: 'Prøvehandling',
    lead: 'Et lille forsøg i hverdagen.',
    topics: [],
    sources: [],
    facts: { timeRequired: '2–10 dage' },
    body: '## Sådan gør du\n\nVælg én ting, og prøv den.\n\n## Eksempler\n\nEt plejecenter prøver en ny vagtplan.\n',
    ...change,
  };
}
