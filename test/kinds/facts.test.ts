import {
  checkFacts,
  compareFacts,
  factsThatDoNotFit,
  readFacts,
  showFacts,
} from '../../server/kinds/facts.ts';
import { kindOf } from '../../server/kinds/index.ts';

const method = kindOf('method')!;
const caseKind = kindOf('case')!;
const organisation = kindOf('organisation')!;

test('a field that the form lacks keeps the base’s value, and one that is sent empty is removed', () => {
  const base = { what: 'Et forsøg', why: 'For at lære', phase: ['idea'] };
  expect(readFacts(method, { what: 'Et lille forsøg', phase: [''] }, base)).toEqual({
    what: 'Et lille forsøg',
    why: 'For at lære',
  });
  expect(readFacts(method, undefined, base)).toEqual(base);
});

test('a form can set no fact that the kind lacks', () => {
  const form = JSON.parse('{"__proto__": {"what": "x"}, "constructor": "x", "author": "x", "why": "Fordi"}');
  const facts = readFacts(method, form, {});
  expect(facts).toEqual({ why: 'Fordi' });
  expect(Object.keys(facts)).toEqual(['why']);
  expect(Object.getPrototypeOf(facts)).toBe(Object.prototype);
});

test('nothing that the form or the base inherits counts as a fact', () => {
  const inherited = Object.create({ what: 'arvet' });
  expect(readFacts(method, inherited, inherited)).toEqual({});
  expect(readFacts(method, { what: 'egen' }, inherited)).toEqual({ what: 'egen' });
});

test('a case needs a workplace and nothing else', () => {
  expect(checkFacts(caseKind, {})).toEqual({ workplaces: { code: 'required' } });
  expect(checkFacts(caseKind, { workplaces: ['Hjemmeplejen, Aarhus Kommune'] })).toEqual({});
});

test('each fact that is wrong is named with its problem', () => {
  const facts = readFacts(
    caseKind,
    { workplaces: 'A', level: 'Rige', started: 'snart', places: 'Atlantis' },
    {},
  );
  expect(checkFacts(caseKind, facts)).toEqual({
    level: { code: 'unknown-option', params: { value: 'Rige' } },
    started: { code: 'bad-date' },
    places: { code: 'unknown-place', params: { value: 'Atlantis' } },
  });
});

test.each([
  ['2024', '2023', true],
  ['2024-05', '2024-04', true],
  ['2024-05-17', '2024-05-16', true],
  ['2024-05-17', '2023', true],
  ['2024', '2024-01', false],
  ['2024-05', '2024', false],
  ['2024-05-17', '2024-05-17', false],
  ['2024-05', '2024-06', false],
])('an end is asked about that comes before the beginning: from %s to %s', (started, ended, isAsked) => {
  const problems = checkFacts(caseKind, { workplaces: ['A'], started, ended });
  expect(problems).toEqual(isAsked ? { ended: { code: 'ends-before' } } : {});
});

test('a beginning that is none, and an end alone, say nothing of an order', () => {
  expect(checkFacts(caseKind, { workplaces: ['A'], started: 'snart', ended: '2023' })).toEqual({
    started: { code: 'bad-date' },
  });
  expect(checkFacts(caseKind, { workplaces: ['A'], ended: '2023' })).toEqual({});
});

test('facts that another kind has no field for, or keeps in another shape, are told', () => {
  const facts = { workplaces: ['A'], level: 'state', places: ['0751'], type: ['workplace'] };
  expect(factsThatDoNotFit(organisation, facts)).toEqual({ workplaces: ['A'], type: ['workplace'] });
  expect(readFacts(organisation, {}, facts)).toEqual({ level: 'state', places: ['0751'] });
});

test('facts are shown in the kind’s order, without the empty ones', () => {
  const facts = { phase: ['idea', 'implementation'], what: 'Et lille forsøg', unknown: 'x' };
  expect(showFacts(method, facts, 'da').map(({ field, items }) => [field.name, items])).toEqual([
    ['what', [{ text: 'Et lille forsøg' }]],
    [
      'phase',
      [
        { text: 'Idé', filedAs: 'idea' },
        { text: 'Gennemførelse', filedAs: 'implementation' },
      ],
    ],
  ]);
});

test('only facts that changed are compared', () => {
  const before = { what: 'Et forsøg', timeRequired: 'en uge' };
  const after = { what: 'Et forsøg', timeRequired: '2–10 dage', phase: ['idea'] };
  expect(compareFacts(method, method, before, after, 'da')).toEqual([
    { name: 'timeRequired', label: 'Tid', before: ['en uge'], after: ['2–10 dage'] },
    { name: 'phase', label: 'Fase', before: [], after: ['Idé'] },
  ]);
});

test('a list in a new order is a change', () => {
  const [before, after] = [{ workplaces: ['A', 'B'] }, { workplaces: ['B', 'A'] }];
  expect(compareFacts(caseKind, caseKind, before, after, 'en')).toEqual([
    { name: 'workplaces', label: 'Workplaces', before: ['A', 'B'], after: ['B', 'A'] },
  ]);
});

test('across a change of kind the facts of both are compared, and unknown ones show by their name', () => {
  const before = { workplaces: ['A'], level: 'state', old: { a: 'b' } };
  const after = { level: 'region', type: 'workplace' };
  const changes = [
    { name: 'type', label: 'Type', before: [], after: ['Arbejdsplads'] },
    { name: 'level', label: 'Niveau', before: ['Stat'], after: ['Region'] },
    { name: 'workplaces', label: 'Arbejdspladser', before: ['A'], after: [] },
    { name: 'old', label: 'old', before: ['a: b'], after: [] },
  ];
  expect(compareFacts(caseKind, organisation, before, after, 'da')).toEqual(changes);
  expect(compareFacts(undefined, undefined, { level: 'state' }, {}, 'da')).toEqual([
    { name: 'level', label: 'level', before: ['state'], after: [] },
  ]);
});
