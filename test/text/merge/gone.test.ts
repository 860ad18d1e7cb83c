import { bothOf, mergeText, type Clash, type Merge } from '../../../server/text/merge.ts';
import { goesOn } from '../../../server/text/merge/going-on.ts';

const clashes = (merge: Merge): Clash[] =>
  merge.clean ? [] : merge.chunks.filter((chunk) => typeof chunk !== 'string');
const chosen = (merge: Merge, side: 'mine' | 'theirs') =>
  merge.clean
    ? merge.text
    : merge.chunks.map((chunk) => (typeof chunk === 'string' ? chunk : chunk[side])).join('');

const [A, B, C, D] = [
  'Det første afsnit om alt.',
  'Det andet afsnit om kommunen.',
  'Det tredje handler om regionen.',
  'Sidst står der noget om staten.',
];
const body = (...parts: string[]) => parts.join('\n\n');

describe('what one side deleted and the other moved', () => {
  test.each([
    ['a paragraph, down', body(A, B, C, D), body(A, C, D), body(A, C, B, D), B],
    ['a paragraph, to the end', body(A, B, C, D), body(A, C, D), body(A, C, D, B), B],
    ['a paragraph, up', body(A, B, C, D), body(A, B, D), body(C, A, B, D), C],
    ['an item', '- a\n- b\n- c\n- d\n- e', '- a\n- c\n- d\n- e', '- a\n- c\n- d\n- b\n- e', '- b'],
    [
      'a section',
      body('## X', A, '## Y', B, '## Z', C),
      body('## X', A, '## Z', C),
      body('## X', A, '## Z', C, '## Y', B),
      body('## Y', B),
    ],
    ['a sentence', `${A} ${B} ${C} ${D}`, `${A} ${C} ${D}`, `${A} ${C} ${D} ${B}`, B],
    [
      'a paragraph, and changed a word',
      body(A, B, C, D),
      body(A, C, D),
      body(A, C, D, `${B.replace('andet', 'andet nye')}`),
      B.replace('andet', 'andet nye'),
    ],
  ])('is asked about: %s', (_, base, deleted, moved, text) => {
    const merge = mergeText(base, deleted, moved);
    expect(clashes(merge)).toHaveLength(1);
    expect(clashes(merge)[0]).toMatchObject({ mine: '' });
    expect(clashes(merge)[0]!.theirs.trim()).toBe(text);
    expect(chosen(merge, 'mine').trim()).toBe(deleted);
    expect(chosen(merge, 'theirs')).toBe(moved);
    const back = mergeText(base, moved, deleted);
    expect([chosen(back, 'mine'), chosen(back, 'theirs').trim()]).toEqual([moved, deleted]);
    expect(bothOf(clashes(merge)[0]!, '\n\n', '')).toBeUndefined();
  });

  test('is asked about where a sentence moved to another paragraph', () => {
    const merge = mergeText(body(`${A} ${B}`, `${C} ${D}`), body(A, `${C} ${D}`), body(A, `${C} ${D} ${B}`));
    expect(chosen(merge, 'mine')).toBe(body(A, `${C} ${D}`));
    expect(chosen(merge, 'theirs')).toBe(body(A, `${C} ${D} ${B}`));
  });

  test('is asked about alone: what else was put there gets in', () => {
    const merge = mergeText(body(A, B, C, D), body(A, C, D), body(A, C, 'Og noget nyt her.', B, D));
    expect(chosen(merge, 'mine')).toBe(body(A, C, 'Og noget nyt her.', D));
  });

  test('is no clash where both moved it there, or both deleted it', () => {
    expect(mergeText(body(A, B, C, D), body(A, C, B, D), body(A, C, B, D)).clean).toBe(true);
    expect(mergeText(body(A, B, C, D), body(A, C, D), body(A, C, D, 'Nyt.'))).toEqual({
      clean: true,
      text: body(A, C, D, 'Nyt.'),
    });
  });

  test('is asked about in a list whose numbers go on', () => {
    const merge = mergeText('1. a\n2. b\n3. c\n4. d', '1. a\n2. c\n3. d', '1. a\n2. c\n3. d\n4. b');
    expect(clashes(merge)).toMatchObject([{ mine: '', theirs: '4. b' }]);
  });

  test('is asked about at both places where both moved it', () => {
    const merge = mergeText(body(A, B, C, D), body(A, C, B, D), body(A, C, D, B));
    expect(clashes(merge)).toHaveLength(2);
  });
});

describe('what one side copied and the other took out or changed', () => {
  const table = (...rows: string[]) => `| By | Antal |\n|---|---|\n${rows.join('\n')}`;

  test.each([
    ['a paragraph', body(A, B, C), body(A, B, C, B), body(A, C)],
    ['a paragraph of several sentences', body(`${A} ${B}`, C), body(`${A} ${B}`, C, `${A} ${B}`), body(A, C)],
    ['a sentence', body(`${A} ${B}`, C), body(`${A} ${B}`, `${C} ${B}`), body(A, C)],
    ['an item', '- en\n- to\n- tre', '- en\n- to\n- tre\n- en', '- to\n- tre'],
    [
      'a row',
      table('| Vejle | 1 |', '| Ribe | 2 |'),
      table('| Vejle | 1 |', '| Ribe | 2 |', '| Vejle | 1 |'),
      table('| Ribe | 2 |'),
    ],
    [
      'a section, at another level',
      body('## Om os', A, '## Y', B),
      body('## Om os', A, '## Y', '### Om os', A, B),
      body('## Y', B),
    ],
    ['a paragraph that was changed', body(A, B, C), body(A, B, C, B), body(A, B.replace('andet', 'nye'), C)],
    [
      'a paragraph, and changed its first word',
      body(`${A} ${B}`, C),
      body(`${A} ${B}`, C, `Her er ${A} ${B}`),
      C,
    ],
  ])('is asked about: %s', (_, base, copied, other) => {
    for (const merge of [mergeText(base, copied, other), mergeText(base, other, copied)]) {
      expect(merge.clean).toBe(false);
    }
    const merge = mergeText(base, copied, other);
    expect(chosen(merge, 'theirs').trim()).toBe(other);
  });

  test('gets in where the other side still has it', () => {
    expect(mergeText(body(B, A, B), body(B, A, B, C, B), body(A, B))).toEqual({
      clean: true,
      text: body(A, B, C, B),
    });
  });
});

test('a sentence that both put in, each in a place of its own, is asked about', () => {
  const base = body(A, B, C);
  const [mine, theirs] = [body(A, D, B, C), body(A, B, `${C} ${D}`)];
  const merge = mergeText(base, mine, theirs);
  expect(chosen(merge, 'mine')).toBe(mine);
  expect(chosen(merge, 'theirs').trim()).toBe(theirs);
  expect(mergeText(base, body(A, D, B, C), body(A, D, B, `${C} Mere.`))).toEqual({
    clean: true,
    text: body(A, D, B, `${C} Mere.`),
  });
});

test.each([
  ['an item', body(`${A} ${B}`), body(`- ${A}\n- ${B}`), body(`${A} ${C} ${B}`)],
  ['a numbered item', body(A, '## X'), body(`1. ${A}`, '## X'), body(`${C} ${A}`, '## X')],
  ['a quotation', body(A, '## X'), body(`> ${A}`, '## X'), body(`${C} ${A}`, '## X')],
  ['a heading', body(A, B), body(A, '## Ny overskrift her', B), body(`${A} ${B}`)],
])('the mark of %s comes to stand in no paragraph', (_, base, mine, theirs) => {
  expect(chosen(mergeText(base, mine, theirs), 'theirs')).toBe(theirs);
  expect(chosen(mergeText(base, theirs, mine), 'theirs')).toBe(mine);
});

describe('a number that both gave to a new section', () => {
  const base = body('## 1. A', A, '## 2. B', B, '## Bilag', C);
  const mine = body('## 1. A', A, '## 2. B', B, '## 3. X', 'Mit.', '## Bilag', C);

  test('is asked about, also where the sections stand apart', () => {
    const theirs = body('## 1. A', A, '## 2. B', B, '## Bilag', C, '## 3. Y', 'Deres.');
    const merge = mergeText(base, mine, theirs);
    expect(clashes(merge).map((clash) => [clash.mine.trim(), clash.theirs.trim()])).toEqual([
      ['## 3. X\n\nMit.', ''],
      ['', '## 3. Y\n\nDeres.'],
    ]);
  });

  test('is none where the numbers differ, or where none are', () => {
    for (const heading of ['## 4. Y', '## Y', '## 2026 blev året']) {
      const theirs = body('## 1. A', A, '## 2. B', B, '## Bilag', C, heading, 'Deres.');
      expect(mergeText(base, mine, theirs).clean).toBe(true);
    }
  });
});

test('whoever leaves out a new sentence, however short, doesn’t go on with it', () => {
  const long = 'Et langt nyt afsnit om kommunens forsøg.';
  expect(goesOn('En.', body('En.', long, 'Kort.'), body('En.', long))).toBe(false);
  expect(goesOn('En.', `En. ${long} Kort.`, `En. ${long} Mere her.`)).toBe(false);
  expect(goesOn('En.', body('En.', long, '- ja'), body('En.', long))).toBe(false);
  expect(goesOn('En.', body('En.', long, 'Kort.'), body('En.', long, 'Kort og godt.'))).toBe(true);
});
