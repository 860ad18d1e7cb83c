import { completeness } from '../../server/kinds/completeness.ts';
import { kindOf } from '../../server/kinds/index.ts';

const method = kindOf('method')!;
const written = (body: string) => {
  const content = { kind: 'method', title: 'T', lead: 'L', topics: [], sources: [], facts: {}, body };
  const { done, total, missing } = completeness(method, content);
  return `${done} af ${total}: ${missing.map(({ text }) => text).join(', ')}`;
};

test('a new article has none of its sections, and each is named in the kind’s order', () => {
  const body = method.headings.map(({ text }) => `## ${text}\n`).join('\n');
  expect(written(body)).toBe('0 af 4: Sådan gør du, Opmærksomhed i det offentlige, Eksempler, Læs mere');
});

test('a section with a sentence under it counts, in whatever case and at whatever level its heading stands', () => {
  const body = '# SÅDAN GØR DU\nVælg én ting.\n\n### Eksempler ###\n- Hjemmeplejen i Aarhus\n';
  expect(written(body)).toBe('2 af 4: Opmærksomhed i det offentlige, Læs mere');
});

test('a promise of text is no section, and neither is a subheading', () => {
  const body = '## Sådan gør du\n…\n## Eksempler\nKommer senere\n## Læs mere\n### Bøger om metoder i brug\n';
  expect(written(body)).toMatch(/^0 af 4/);
});

test('text under a subheading belongs to the section, and text under the next heading doesn’t', () => {
  const body = '## Eksempler\n### Aarhus\nDe prøvede det af.\n## Andet\nNoget helt andet her.\n';
  expect(written(body)).toBe('1 af 4: Sådan gør du, Opmærksomhed i det offentlige, Læs mere');
  expect(written('## Eksempler\n## Andet\nNoget helt andet her.\n')).toMatch(/^0 af 4/);
});

test('a text after headings of its own alone has none of the kind’s to count, and one that isn’t begun has them all', () => {
  expect(written('## How to do it\nChoose one thing.\n')).toBe('0 af 0: ');
  expect(written('Vælg én ting.')).toBe('0 af 0: ');
  expect(written('## How to do it\nChoose one thing.\n\n## Eksempler\n')).toMatch(/^0 af 4/);
  for (const body of ['', '\n', '## Eksempler', '## How to do it\n---\n'])
    expect(written(body)).toMatch(/^0 af 4/);
});

test('what looks like a heading in a code fence is text', () => {
  const fenced = '## Eksempler\n~~~~\n## Læs mere\n```\n~~~\n## Sådan gør du\n~~~~\n';
  expect(written(fenced)).toBe('1 af 4: Sådan gør du, Opmærksomhed i det offentlige, Læs mere');
  expect(written(fenced.replace(/~+|`+/g, ''))).toMatch(/^0 af 4/);
  expect(written('##Eksempler\nHer er tre ord.\n## Læs mere')).toMatch(/^0 af 4/);
});

test('a body made to be slow is counted at once', () => {
  const start = performance.now();
  for (const body of [
    `#${' '.repeat(250_000)}\u2028`,
    '# '.repeat(130_000),
    '`'.repeat(250_000) + 'x`',
    '#\n'.repeat(90_000),
  ]) {
    expect(written(body)).toMatch(/^0 af [04]/);
  }
  expect(performance.now() - start).toBeLessThan(1000);
});
