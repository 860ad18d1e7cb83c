import type { Content } from '../../server/kinds/content.ts';
import { completeness } from '../../server/kinds/completeness.ts';
import { checkFacts, compareFacts, readFacts, showFacts } from '../../server/kinds/facts.ts';
import { fieldOf, kindOf, kinds, readTopic, readTopics, topicLabel } from '../../server/kinds/index.ts';
import type { Field, Kind, Label, Option } from '../../server/kinds/kind.ts';
import * as vocabularies from '../../server/kinds/vocabularies.ts';
import { read } from '../support/files.ts';

const lists: [string, readonly Option[]][] = Object.entries(vocabularies);

test.each(lists)('the codes of %s are stable words of ours, each there once', (_, options) => {
  const codes = options.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^(?:[1-7]|[a-z]+(?:-[a-z]+)*)$/);
});

test.each(lists)('the labels of %s tell its terms apart in both languages', (_, options) => {
  for (const { label } of options) expectBothLanguages(label);
  expect(new Set(options.map(({ label }) => label.da)).size).toBe(options.length);
  expect(new Set(options.map(({ label }) => label.en)).size).toBe(options.length);
});

test('every vocabulary has the terms that the plan names', () => {
  expect(Object.fromEntries(lists.map(([name, options]) => [name, options.length]))).toEqual({
    achievements: 4,
    evaluations: 4,
    initiators: 8,
    innovationTypes: 4,
    levels: 8,
    modes: 3,
    organisationTypes: 6,
    origins: 4,
    participations: 5,
    partners: 8,
    phases: 6,
    principles: 7,
    sectors: 20,
    statuses: 5,
    topics: 13,
    values: 5,
  });
  expect(vocabularies.principles.map(({ code }) => code).join('')).toBe('1234567');
});

test('the kinds have the facts of the plan, in its order', () => {
  expect(
    Object.fromEntries(kinds.map((kind) => [kind.code, kind.fields.map(shape).join(' ')])),
  ).toMatchObject({
    method:
      'what:text≤200 why:text≤300 timeRequired:text≤60 participants:text≤40 phase:several participation:choice mode:choice',
    case:
      'workplaces:list≤120 level:choice sector:several places:places innovationTypes:several origin:choice ' +
      'status:choice started:date ended:date values:grid evaluated:choice initiatedBy:several partners:several ' +
      'reach:quantity resources:text≤300 methodsUsed:articles principles:several',
    organisation: 'type:choice level:choice places:places website:url parent:articles',
    guide: 'audience:text≤200 duration:text≤60 roles:text≤200',
    concept: 'englishTerm:text≤120 notToConfuseWith:articles',
    principle: 'number:choice',
  });
});

test('the kinds have the headings of the plan, in its order', () => {
  expect(
    Object.fromEntries(kinds.map((kind) => [kind.code, kind.headings.map(({ text }) => text).join(' · ')])),
  ).toMatchObject({
    method: 'Sådan gør du · Opmærksomhed i det offentlige · Eksempler · Læs mere',
    case: 'Udfordring · Løsning og kerne · Virkning · Proces · Betingelser · Dokumentation · Erfaringer og fejl',
    organisation: 'Formål · Sådan arbejder vi · Kontakt',
    guide: 'Trin for trin · Faldgruber · Cases',
    concept: 'Definition · Anvendelse',
    principle: 'Ordlyd · Forklaring · Cases',
  });
});

test.each(kinds.map((kind) => [kind.code, kind] as const))(
  'all of a %s is said in both languages',
  (_, kind) => {
    const labels = [kind.label, kind.plural, kind.description];
    const fields = kind.fields.flatMap(({ label, help }) => (help ? [label, help] : [label]));
    const hints = kind.headings.map(({ hint }) => hint);
    for (const label of [...labels, ...fields, ...hints]) expectBothLanguages(label);
  },
);

test('of the kinds to start with only the workplaces of a case are required', () => {
  const required = (code: string) =>
    kindOf(code)!
      .fields.filter((field) => field.required)
      .map(({ name }) => name);
  expect(['method', 'case', 'guide'].map(required)).toEqual([[], ['workplaces'], []]);
});

test('a kind is found by its code, and a field by its name', () => {
  const kind = kindOf('case')!;
  expect(kind.plural.da).toBe('Cases');
  expect(fieldOf(kind, 'reach')!.label.da).toBe('Rækkevidde');
  expect(kindOf('constructor')).toBeUndefined();
  expect(fieldOf(kind, 'constructor')).toBeUndefined();
});

test('a topic is stored under its code when it is known, else in its author’s own words', () => {
  expect(readTopic('velfærdsteknologi')).toBe('welfare-technology');
  expect(readTopic(' Sårpleje ')).toBe('Sårpleje');
  expect(readTopic('Volunteering and co-creation')).toBe('co-creation');
  expect(topicLabel('welfare-technology', 'da')).toBe('Velfærdsteknologi');
  expect(topicLabel('Sårpleje', 'en')).toBe('Sårpleje');
});

test('topics are read one per line, and the same topic is kept once', () => {
  expect(readTopics('Sårpleje\n\nLedelse\nsårpleje\nleadership\n')).toEqual(['Sårpleje', 'leadership']);
  expect(readTopics(['Ledelse', ''])).toEqual(['leadership']);
  expect(readTopics(undefined)).toEqual([]);
});

test('the kind that the README gives as an example is one', () => {
  const [, source] = /## Adding a kind of article[^]*?```ts\n([^]*?)```/.exec(read('README.md'))!;
  expect(source).toMatch(/^import type \{ Kind \} from '\.\/kind\.ts';\n\nexport const kind: Kind = \{/);
  const literal = source!.slice(source!.indexOf('= ') + '= '.length).replace(/;\s*$/, '');
  const kind = new Function(`return (${literal})`)() as Kind;
  for (const label of [kind.label, kind.plural, kind.description]) expectBothLanguages(label);
  const facts = readFacts(kind, { members: { amount: '1.200', unit: 'medlemmer' } }, {});
  expect(checkFacts(kind, facts)).toEqual({});
  expect(showFacts(kind, facts, 'da')[0]!.items).toMatchObject([{ text: '1.200 medlemmer' }]);
  expect(['common', 'neuter']).toContain(kind.gender);
  expect(kind.headings.length).toBeGreaterThan(0);
});

// A kind that no other code knows: what a new file in `kinds/` would hold.
const network: Kind = {
  code: 'network',
  label: { da: 'Netværk', en: 'Network' },
  gender: 'neuter',
  plural: { da: 'Netværk', en: 'Networks' },
  description: { da: 'Folk, der mødes om et emne.', en: 'People who meet about a topic.' },
  fields: [
    { name: 'purpose', type: 'text', max: 20, required: true, label: { da: 'Formål', en: 'Purpose' } },
    { name: 'hosts', type: 'list', max: 20, label: { da: 'Værter', en: 'Hosts' } },
    { name: 'mode', type: 'choice', options: vocabularies.modes, label: { da: 'Form', en: 'Format' } },
    { name: 'sector', type: 'several', options: vocabularies.sectors, label: { da: 'Område', en: 'Sector' } },
    {
      name: 'values',
      type: 'grid',
      rows: vocabularies.values,
      options: vocabularies.achievements,
      label: { da: 'Værdi', en: 'Value' },
    },
    { name: 'founded', type: 'date', label: { da: 'Stiftet', en: 'Founded' } },
    { name: 'size', type: 'quantity', label: { da: 'Størrelse', en: 'Size' } },
    { name: 'places', type: 'places', label: { da: 'Sted', en: 'Place' } },
    { name: 'website', type: 'url', label: { da: 'Hjemmeside', en: 'Website' } },
    { name: 'about', type: 'articles', label: { da: 'Handler om', en: 'About' } },
  ],
  headings: [{ text: 'Mødeform', hint: { da: 'Hvordan I mødes.', en: 'How you meet.' } }],
};

const networkForm = {
  purpose: 'At lære af hinanden',
  hosts: 'Ana\nBo',
  mode: 'online',
  sector: ['', 'health'],
  values: { quality: 'achieved', efficiency: '' },
  founded: 'maj 2024',
  size: { amount: '1.200', unit: 'medlemmer' },
  places: ['', '0751'],
  website: 'https://example.dk',
  about: 'Prøvehandling',
};

test('a new kind is read, checked, shown, compared and counted by being plain data', () => {
  const facts = readFacts(network, networkForm, {});
  expect(checkFacts(network, facts)).toEqual({});
  expect(checkFacts(network, {})).toEqual({ purpose: { code: 'required' } });
  expect(
    showFacts(network, facts, 'da').map(({ field, items }) => [
      field.label.da,
      items.map(({ text }) => text).join(', '),
    ]),
  ).toEqual([
    ['Formål', 'At lære af hinanden'],
    ['Værter', 'Ana, Bo'],
    ['Form', 'Online'],
    ['Område', 'Sundhed og sygehuse'],
    ['Værdi', 'Kvalitet: opnået'],
    ['Stiftet', 'maj 2024'],
    ['Størrelse', '1.200 medlemmer'],
    ['Sted', 'Aarhus'],
    ['Hjemmeside', 'https://example.dk'],
    ['Handler om', 'Prøvehandling'],
  ]);
  const later = readFacts(network, { hosts: 'Ana\nMo' }, facts);
  expect(compareFacts(network, network, facts, later, 'da')).toEqual([
    { name: 'hosts', label: 'Værter', before: ['Ana', 'Bo'], after: ['Ana', 'Mo'] },
  ]);
  const content: Content = {
    kind: 'network',
    title: 'Sårnetværket',
    lead: '',
    topics: [],
    sources: [],
    facts,
    body: '## Mødeform\n\nVi mødes om onsdagen.',
  };
  expect(completeness(network, content)).toEqual({ done: 1, total: 1, missing: [] });
});

function expectBothLanguages(label: Label): void {
  expect(label.da.trim()).not.toBe('');
  expect(label.en.trim()).not.toBe('');
}

function shape(field: Field): string {
  return `${field.name}:${field.type}${'max' in field ? `≤${field.max}` : ''}`;
}
