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
