import type { FactValue } from '../../server/kinds/content.ts';
import { checkFact, readFact, sameFact, showFact, typeFact } from '../../server/kinds/fields.ts';
import { fieldTypes } from '../../server/kinds/field-types.ts';
import { fieldOf, kindOf, kinds } from '../../server/kinds/index.ts';
import type { Field, Lang } from '../../server/kinds/kind.ts';

const field = (kind: string, name: string) => fieldOf(kindOf(kind)!, name)!;
const text = field('method', 'what');
const list = field('case', 'workplaces');
const choice = field('case', 'status');
const several = field('method', 'phase');
const grid = field('case', 'values');
const date = field('case', 'started');
const quantity = field('case', 'reach');
const places = field('case', 'places');
const url = field('organisation', 'website');
const articles = field('case', 'methodsUsed');
const single = field('organisation', 'parent');

const shown = (of: Field, value: FactValue | undefined, lang: Lang = 'da') =>
  showFact(of, value, lang).map((item) => item.text);
const problem = (of: Field, raw: unknown) => checkFact(of, readFact(of, raw));

describe('text', () => {
  test('is one line of NFC with its ends trimmed', () => {
    expect(readFact(text, '  Et\n lille  forso\u0308g ')).toBe('Et lille forsög');
    expect(readFact(text, '  ')).toBeUndefined();
    expect(readFact(text, 7)).toBe('7');
  });

  test('is measured in code points', () => {
    expect(problem(text, '🌱'.repeat(200))).toBeUndefined();
    expect(problem(text, '🌱'.repeat(201))).toEqual({ code: 'too-long', params: { max: 200, length: 201 } });
  });
});

describe('a list', () => {
  test('is read from lines or from an array, each text once', () => {
    expect(readFact(list, 'Plejehjemmet Solsikken\n\n Hjemmeplejen \nHjemmeplejen')).toEqual([
      'Plejehjemmet Solsikken',
      'Hjemmeplejen',
    ]);
    expect(readFact(list, ['', 'Hjemmeplejen'])).toEqual(['Hjemmeplejen']);
    expect(typeFact(list, ['A', 'B'], 'da')).toBe('A\nB');
  });

  test('that is required must hold something', () => {
    expect(problem(list, ' \n')).toEqual({ code: 'required' });
    expect(problem(list, 'A')).toBeUndefined();
  });

  test('holds no more and no longer texts than an edit may', () => {
    expect(problem(list, 'x'.repeat(121))).toEqual({ code: 'too-long', params: { max: 120, length: 121 } });
    const many = Array.from({ length: 201 }, (_, index) => `Afdeling ${index}`);
    expect(problem(list, many)).toEqual({ code: 'too-many', params: { max: 200 } });
  });
});

describe('a choice', () => {
  test('is read from its code or its label in either language', () => {
    expect(['in-operation', 'i drift', 'In operation'].map((raw) => readFact(choice, raw))).toEqual(
      Array(3).fill('in-operation'),
    );
    expect(readFact(choice, ['', 'trial'])).toBe('trial');
    expect(readFact(choice, [''])).toBeUndefined();
  });

  test('that is unknown is kept as typed, told and shown as itself', () => {
    expect(readFact(choice, 'Sat i bero')).toBe('Sat i bero');
    expect(problem(choice, 'Sat i bero')).toEqual({
      code: 'unknown-option',
      params: { value: 'Sat i bero' },
    });
    expect(problem(choice, 'I drift')).toBeUndefined();
    expect(problem(choice, 'constructor')).toMatchObject({ code: 'unknown-option' });
    expect(showFact(choice, 'paused', 'da')).toEqual([{ text: 'paused', filedAs: 'paused' }]);
    expect(typeFact(choice, 'Sat i bero', 'da')).toBe('Sat i bero');
  });
});

describe('several', () => {
  test('stand in the vocabulary’s order, each once, and the empty hidden field counts for nothing', () => {
    expect(readFact(several, ['', 'Spredning', 'idea', 'Idé'])).toEqual(['idea', 'spreading']);
    expect(readFact(several, '')).toBeUndefined();
    expect(typeFact(several, ['idea'], 'da')).toEqual(['idea']);
    expect(typeFact(several, undefined, 'da')).toEqual([]);
  });

  test('may come as a record, as a form parser hands in a long group', () => {
    expect(readFact(several, { 0: '', 1: 'proposal', 2: 'problem' })).toEqual(['problem', 'proposal']);
  });

  test('keep an old code last, and a check tells of it', () => {
    expect(readFact(several, ['gammel', 'idea'])).toEqual(['idea', 'gammel']);
    expect(problem(several, ['gammel', 'idea'])).toEqual({
      code: 'unknown-option',
      params: { value: 'gammel' },
    });
    expect(shown(several, ['idea', 'gammel'])).toEqual(['Idé', 'gammel']);
  });
});

describe('a grid', () => {
  test('is read row by row, by code or label, without the empty rows', () => {
    const raw = { quality: 'achieved', efficiency: '', Medarbejdertilfredshed: 'delvist' };
    expect(readFact(grid, raw)).toEqual({ quality: 'achieved', 'employee-satisfaction': 'partly' });
    expect(readFact(grid, { quality: '' })).toBeUndefined();
    expect(readFact(grid, 'opnået')).toBeUndefined();
  });

  test('is shown row by row in the vocabulary’s order', () => {
    const value = { efficiency: 'unknown', quality: 'achieved' };
    expect(shown(grid, value)).toEqual(['Kvalitet: opnået', 'Effektivitet: ved ikke']);
    expect(shown(grid, value, 'en')).toEqual(['Quality: achieved', 'Efficiency: don’t know']);
    expect(shown(grid, { speed: 'achieved', quality: 'EU' })).toEqual(['Kvalitet: EU', 'speed: opnået']);
  });

  test('knows its rows and options only, even when a row is named after the prototype', () => {
    const raw = JSON.parse('{"__proto__": "achieved", "quality": "no"}');
    expect(problem(grid, raw)).toEqual({ code: 'unknown-option', params: { value: '__proto__' } });
    expect(problem(grid, { quality: 'måske' })).toEqual({
      code: 'unknown-option',
      params: { value: 'måske' },
    });
    expect(problem(grid, { quality: 'no' })).toBeUndefined();
    expect('achieved' in {}).toBe(false);
  });
});

describe('a date', () => {
  test.each([
    ['2024', '2024'],
    ['2024-05', '2024-05'],
    ['2024-05-17', '2024-05-17'],
    ['05-2024', '2024-05'],
    ['17-05-2024', '2024-05-17'],
    ['17.5.2024', '2024-05-17'],
    ['17/5/2024', '2024-05-17'],
    ['17. 5. 2024', '2024-05-17'],
    ['maj 2024', '2024-05'],
    ['17. maj 2024', '2024-05-17'],
    ['May 2024', '2024-05'],
    ['17 May 2024', '2024-05-17'],
    ['May 17, 2024', '2024-05-17'],
    ['3. okt. 2025', '2025-10-03'],
    ['29. februar 2024', '2024-02-29'],
    ['1/3 2024', '2024-03-01'],
    ['1.3 2024', '2024-03-01'],
    ['1. 3. 2024', '2024-03-01'],
    ['3 2024', '2024-03'],
    ['2024-3-1', '2024-03-01'],
    ['2024/3/1', '2024-03-01'],
    ['2024.03.01', '2024-03-01'],
    ['1 / 3 / 2024', '2024-03-01'],
    ['1–3–2024', '2024-03-01'],
    ['den 1. marts 2024', '2024-03-01'],
    ['d. 1/3 2024', '2024-03-01'],
    ['Fredag den 1. marts 2024', '2024-03-01'],
    ['fredag d. 1.3.2024', '2024-03-01'],
    ['1.marts 2024', '2024-03-01'],
    ['1. marts, 2024', '2024-03-01'],
    ['1. marts 2024.', '2024-03-01'],
    ['1.\u00a0marts\u00a02024', '2024-03-01'],
    ['marts-2024', '2024-03'],
    ['Friday 1 March 2024', '2024-03-01'],
    ['1st of March 2024', '2024-03-01'],
    ['March 1st, 2024', '2024-03-01'],
    ['March 1 2024', '2024-03-01'],
    ['２０２４-０３-０１', '2024-03-01'],
  ])('is read from %s', (raw, stored) => {
    expect(readFact(date, raw)).toBe(stored);
    expect(problem(date, raw)).toBeUndefined();
  });

  test.each([
    '31. februar 2024',
    '29-02-2023',
    '2024-13',
    '00-2024',
    '1899',
    '2101',
    'maaj 2024',
    '31/2 2024',
    '1/13 2024',
    'snart',
    'den 3.',
    'den 3. marts',
    '1/3-24',
    '1. ju 2024',
    '2023–2024',
    'forår 2024',
    '2024-3/1',
  ])('is not %s, which is kept as typed', (raw) => {
    expect(readFact(date, raw)).toBe(raw);
    expect(problem(date, raw)).toEqual({ code: 'bad-date' });
    expect(shown(date, raw)).toEqual([raw]);
    expect(typeFact(date, raw, 'da')).toBe(raw);
  });

  test('is read from a number, as front matter gives a year', () => {
    expect(readFact(date, 2024)).toBe('2024');
  });

  test('is shown in words as far as it is known, and reads back from them', () => {
    expect(['2026', '2026-11', '2026-11-21'].flatMap((value) => shown(date, value))).toEqual([
      '2026',
      'november 2026',
      '21. november 2026',
    ]);
    expect(shown(date, '2026-05-01', 'en')).toEqual(['1 May 2026']);
    for (const value of ['2026', '2026-05', '2026-05-01']) {
      expect(readFact(date, typeFact(date, value, 'da'))).toBe(value);
      expect(readFact(date, typeFact(date, value, 'en'))).toBe(value);
    }
  });
});

describe('a quantity', () => {
  test.each<[unknown, FactValue]>([
    [
      { amount: '1.200', unit: 'borgere' },
      { amount: 1200, unit: 'borgere' },
    ],
    [
      { amount: ' 2,5', unit: 'mio. kr.' },
      { amount: 2.5, unit: 'mio. kr.' },
    ],
    [
      { amount: '1.234.567,8', unit: '' },
      { amount: 1234567.8, unit: '' },
    ],
    [
      { amount: 1.125, unit: 'timer' },
      { amount: 1.125, unit: 'timer' },
    ],
    [typeFact(quantity, { amount: 1.125, unit: 'timer' }, 'da'), { amount: 1.125, unit: 'timer' }],
    ['0,125 timer', { amount: 0.125, unit: 'timer' }],
    ['1.200 borgere', { amount: 1200, unit: 'borgere' }],
    ['12 300 borgere', { amount: 12300, unit: 'borgere' }],
    ['2.5 timer', { amount: 2.5, unit: 'timer' }],
    ['75%', { amount: 75, unit: '%' }],
    [1200, { amount: 1200, unit: '' }],
  ])('is read from %j', (raw, stored) => {
    expect(readFact(quantity, raw)).toEqual(stored);
    expect(problem(quantity, raw)).toBeUndefined();
  });

  test.each<[unknown, FactValue]>([
    [
      { amount: 'mange', unit: 'borgere' },
      { amount: 'mange', unit: 'borgere' },
    ],
    [
      { amount: '', unit: 'borgere' },
      { amount: '', unit: 'borgere' },
    ],
    [
      { amount: '1.20.0', unit: '' },
      { amount: '1.20.0', unit: '' },
    ],
    ['mange borgere', { amount: 'mange borgere', unit: '' }],
    ['1,200 borgere', { amount: '1,200', unit: 'borgere' }],
    [
      { amount: '9'.repeat(400), unit: '' },
      { amount: '9'.repeat(400), unit: '' },
    ],
  ])('without a number is kept as typed: %j', (raw, kept) => {
    expect(readFact(quantity, raw)).toEqual(kept);
    expect(problem(quantity, raw)).toEqual({ code: 'bad-number' });
    expect(typeFact(quantity, kept, 'da')).toEqual(kept);
  });

  test('that is empty is nothing, and a long unit is told', () => {
    expect(readFact(quantity, { amount: '', unit: ' ' })).toBeUndefined();
    expect(readFact(quantity, undefined)).toBeUndefined();
    expect(problem(quantity, { amount: '1', unit: 'x'.repeat(41) })).toMatchObject({ code: 'too-long' });
  });

  test('is shown as each language writes it, and typed so that it reads back the same', () => {
    expect(shown(quantity, { amount: 1234.5, unit: 'timer' })).toEqual(['1.234,5 timer']);
    expect(shown(quantity, { amount: 1234.5, unit: 'hours' }, 'en')).toEqual(['1,234.5 hours']);
    for (const amount of [0, 0.125, 1.125, 1200, 1234567.891, -3]) {
      const typed = typeFact(quantity, { amount, unit: 'timer' }, 'en');
      expect(readFact(quantity, typed)).toEqual({ amount, unit: 'timer' });
    }
  });
});

describe('places', () => {
  test('are read from codes and names, each once', () => {
    expect(readFact(places, ['', '0751', 'Aarhus Kommune', 'Region Midtjylland'])).toEqual(['0751', '1082']);
    expect(readFact(places, 'Odense\nAarhus')).toEqual(['0461', '0751']);
    expect(typeFact(places, ['0751'], 'da')).toEqual(['0751']);
  });

  test('that are unknown are told, and a name in the stead of a code too', () => {
    expect(problem(places, ['0751', 'Atlantis'])).toEqual({
      code: 'unknown-place',
      params: { value: 'Atlantis' },
    });
    expect(problem(places, '0751')).toBeUndefined();
    expect(checkFact(places, ['Aarhus'])).toEqual({ code: 'unknown-place', params: { value: 'Aarhus' } });
    expect(showFact(places, ['1084', '0999'], 'da')).toEqual([
      { text: 'Region Hovedstaden', filedAs: '1084' },
      { text: '0999', filedAs: '0999' },
    ]);
  });
});

describe('a web address', () => {
  test('is http or https, and a bare www is one', () => {
    expect(problem(url, 'https://www.aarhus.dk/innovation')).toBeUndefined();
    expect(readFact(url, 'www.aarhus.dk')).toBe('https://www.aarhus.dk');
    for (const bad of ['aarhus', 'javascript:alert(1)', 'ftp://aarhus.dk', 'https:aarhus.dk', 'https://']) {
      expect(problem(url, bad)).toEqual({ code: 'bad-url' });
    }
  });

  test('is a link only when it is good', () => {
    expect(showFact(url, 'https://aarhus.dk', 'da')).toEqual([
      { text: 'https://aarhus.dk', href: 'https://aarhus.dk' },
    ]);
    expect(showFact(url, 'javascript:alert(1)', 'da')).toEqual([{ text: 'javascript:alert(1)' }]);
  });
});

describe('articles', () => {
  test('are read one title per line and shown as articles', () => {
    expect(readFact(articles, 'Prøvehandling\nÅben dagsorden\n')).toEqual([
      'Prøvehandling',
      'Åben dagsorden',
    ]);
    expect(showFact(articles, ['Prøvehandling'], 'da')).toEqual([
      { text: 'Prøvehandling', article: 'Prøvehandling' },
    ]);
    expect(typeFact(articles, ['A', 'B'], 'da')).toBe('A\nB');
  });

  test('are one at most where the field takes one', () => {
    expect(problem(single, 'A\nB')).toEqual({ code: 'too-many', params: { max: 1 } });
    expect(problem(single, 'A')).toBeUndefined();
    expect(problem(articles, 'A\nB')).toBeUndefined();
    expect(problem(articles, 'x'.repeat(121))).toMatchObject({ code: 'too-long' });
  });
});

test('facts are the same whatever the order of their keys, and not when a list is in another order', () => {
  expect(sameFact({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
  expect(sameFact(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(sameFact(undefined, undefined)).toBe(true);
});

test('a value of another shape is shown as it stands and is told by a check', () => {
  expect(shown(text, ['A', 'B'])).toEqual(['A', 'B']);
  expect(shown(several, 'idea')).toEqual(['idea']);
  expect(shown(quantity, { quality: 'achieved' })).toEqual(['quality: achieved']);
  expect(typeFact(text, ['A', 'B'], 'da')).toBe('A B');
  expect(typeFact(quantity, '1.200 borgere', 'da')).toEqual({ amount: '1200', unit: 'borgere' });
  expect(checkFact(several, 'idea')).toEqual({ code: 'unknown-option', params: { value: 'idea' } });
  expect(checkFact(several, ['idea'])).toBeUndefined();
});

test('no value, however odd, makes a field throw', () => {
  const odd = [
    '',
    'x',
    [],
    ['x', 7],
    {},
    { a: null },
    { amount: null, unit: 1 },
    7,
    true,
    null,
  ] as FactValue[];
  const fields = kinds.flatMap((kind) => kind.fields);
  expect(new Set(fields.map(({ type }) => type))).toEqual(new Set(Object.keys(fieldTypes)));
  for (const one of fields) {
    for (const value of odd) {
      expect(showFact(one, value, 'da').every((item) => typeof item.text === 'string')).toBe(true);
      expect(typeof typeFact(one, value, 'en')).toMatch(/string|object/);
      expect(() => checkFact(one, readFact(one, value))).not.toThrow();
    }
  }
});
