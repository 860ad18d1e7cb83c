import fc from 'fast-check';
import { splitFrontMatter } from '../../server/text/front-matter.ts';
import { costOf } from '../support/cost.ts';

const withYaml = (yaml: string) => splitFrontMatter(`---\n${yaml}\n---\nBrød\n`);

describe('front matter', () => {
  test('is read, and the body below it is kept byte for byte', () => {
    const source = '---\ntitle: "Idé: ny"\ntopics: [a, b]\nhow: |\n  1. x\n  2. y\n---\n\n\nBrød  \n---\n';
    expect(splitFrontMatter(source)).toEqual({
      data: { title: 'Idé: ny', topics: ['a', 'b'], how: '1. x\n2. y\n' },
      body: '\n\nBrød  \n---\n',
    });
  });

  test('may be empty, end in dots, come from Windows, or be the whole file', () => {
    expect(splitFrontMatter('---\n---\na')).toEqual({ data: {}, body: 'a' });
    expect(splitFrontMatter('---\n# intet\n---\na')).toEqual({ data: {}, body: 'a' });
    expect(splitFrontMatter('---\na: 1\n...\nb')).toEqual({ data: { a: 1 }, body: 'b' });
    expect(splitFrontMatter('\uFEFF---\r\na: 1\r\n--- \r\nb\r\n')).toEqual({ data: { a: 1 }, body: 'b\r\n' });
    expect(splitFrontMatter('---\na: 1\n---')).toEqual({ data: { a: 1 }, body: '' });
  });

  test.each([
    '',
    'Brød',
    '----\na: 1\n---\n',
    ' ---\na: 1\n---\n',
    '\n---\na: 1\n---\n',
    '---\n\nEn streg\n',
  ])('is not seen where there is none: %j', (source) =>
    expect(splitFrontMatter(source)).toEqual({ data: {}, body: source }),
  );

  test('is not text between two rules', () => {
    expect(withYaml('Et afsnit')).toEqual({ data: {}, body: '---\nEt afsnit\n---\nBrød\n' });
    expect(withYaml('- a\n- b')).toEqual({ data: {}, body: '---\n- a\n- b\n---\nBrød\n' });
  });

  test('that never ends is named, and no word of it is lost', () => {
    expect(splitFrontMatter('---\ntitle: a\n\nBrød\n')).toEqual({
      data: {},
      body: '---\ntitle: a\n\nBrød\n',
      problem: 'the front matter has no closing --- line',
    });
  });

  test.each([
    ['title: a\nwhy: - b', 'line 3: Unexpected block-seq-ind on same line with key'],
    ['title: a: b', 'line 2: Nested mappings are not allowed in compact mappings'],
    ['title: "a', 'line 2: Missing closing "quote'],
    ['title: *a', 'Unresolved alias (the anchor must be set before the alias): a'],
  ])('that is broken is named, and the body is kept: %j', (yaml, problem) => {
    expect(withYaml(yaml)).toEqual({ data: {}, body: 'Brød\n', problem });
  });
});

describe('the YAML', () => {
  test('gives plain data: dates are text, the last of two equal names counts, tags are passed over', () => {
    expect(withYaml('a: 2026-11-21\nb: 1\nb: 2\nc: !!js/function x\nd: !x {e: ~}\nf: 12:30').data).toEqual({
      a: '2026-11-21',
      b: 2,
      c: 'x',
      d: { e: null },
      f: '12:30',
    });
  });

  test('names no part of a JavaScript object', () => {
    const { data } = withYaml(
      '__proto__: {a: 1}\nconstructor: 2\nprototype: 3\nb: {__proto__: 4, c: 5}\ntoString: 6',
    );
    expect(Object.keys(data)).toEqual(['b', 'toString']);
    expect(Object.keys(data['b'] as object)).toEqual(['c']);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  test('repeats data by aliases only so often', () => {
    expect(withYaml('a: &x [1, 2]\nb: [*x, *x]').data).toEqual({
      a: [1, 2],
      b: [
        [1, 2],
        [1, 2],
      ],
    });
    const bomb = [
      'a: &a [1, 1]',
      ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]},`.repeat(9)}]`),
    ];
    expect(withYaml(bomb.join('\n'))).toEqual({
      data: {},
      body: 'Brød\n',
      problem: 'Excessive alias count indicates a resource exhaustion attack',
    });
  });

  test.each(['{', '[', '- ', '? ', '- - ? ', 'a: ', '{a: '])(
    'nested endlessly is refused at once: %j',
    (part) => {
      const yaml = part.repeat(60_000 / part.length);
      expect(costOf(() => withYaml(yaml), 3000)).toBeLessThan(3000);
      expect(withYaml(yaml)).toEqual({
        data: {},
        body: 'Brød\n',
        problem: 'the front matter is nested more than 20 deep',
      });
    },
  );

  test('as long as a book is refused', () => {
    expect(withYaml(`a: ${'b'.repeat(65_536)}`)).toEqual({
      data: {},
      body: 'Brød\n',
      problem: 'the front matter is longer than 65536 characters',
    });
  });

  test('whatever it is, it is read or named, and the body is there', () => {
    const bits = fc.constantFrom(
      ...'{ } [ ] : - ? & * ! | > # % @ " \' a b'.split(' '),
      ' ',
      '\n',
      '\n  ',
      ': ',
      '- ',
      '&a ',
      '*a',
    );
    const yaml = fc.array(bits, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(yaml, (text) => expect(withYaml(text).body.endsWith('Brød\n')).toBe(true)));
  });
});
