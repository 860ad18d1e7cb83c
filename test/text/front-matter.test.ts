import fc from 'fast-check';
import { splitFrontMatter } from '../../server/text/front-matter.ts';
import { costOf, expectCost } from '../support/cost.ts';

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

  test('may stand behind blank lines', () => {
    expect(splitFrontMatter('\n---\na: 1\n---\nb')).toEqual({ data: { a: 1 }, body: 'b' });
    expect(splitFrontMatter('\uFEFF \r\n\t\r\n+++\r\na = 1\r\n+++\r\nb')).toEqual({
      data: { a: 1 },
      body: 'b',
    });
  });

  test.each([
    '',
    'Brød',
    '----\na: 1\n---\n',
    ' ---\na: 1\n---\n',
    '\n---\nEt afsnit\n---\n',
    '\n---\na: 1\n\nIngen ende.\n',
    'a\n\n---\na: 1\n---\n',
    '---\n\nEn streg\n',
  ])('is not seen where there is none: %j', (source) =>
    expect(splitFrontMatter(source)).toEqual({ data: {}, body: source }),
  );

  test('is not text between two rules', () => {
    expect(withYaml('Et afsnit')).toEqual({ data: {}, body: '---\nEt afsnit\n---\nBrød\n' });
    expect(withYaml('- a\n- b')).toEqual({ data: {}, body: '---\n- a\n- b\n---\nBrød\n' });
  });

  test.each([
    ['---\ntitle: a\n\nBrød\n', { title: 'a' }, 'Brød\n'],
    ['---\ntitle: a\n\n# Emne\n\nBrød\n\n---\n\nMere\n', { title: 'a' }, '# Emne\n\nBrød\n\n---\n\nMere\n'],
    ['---\ntitle: a\n\n# Emne\n\n---\n\nMere\n', { title: 'a' }, '# Emne\n\n---\n\nMere\n'],
    ['---\ntitle: a\n\nBrød\n---\nUnder streg\n', { title: 'a' }, 'Brød\n---\nUnder streg\n'],
    ['---\ntitle: a\n\nSe: her\n\nog her.\n', { title: 'a' }, 'Se: her\n\nog her.\n'],
    ['---\r\ntitle: a\r\n\r\nBrød\r\n', { title: 'a' }, 'Brød\r\n'],
    ['---\ntopics:\n  - a\n\n  - b\n\n- punkt\n', { topics: ['a', 'b'] }, '- punkt\n'],
  ])('that never ends is read as far as it goes, and no word of it is lost: %j', (source, data, body) => {
    expect(splitFrontMatter(source)).toEqual({
      data,
      body,
      problem: 'the front matter has no closing --- line',
    });
  });

  test.each([
    ['---\ntitle: a\n# Emne\ntekst\n', { title: 'a' }, '# Emne\ntekst\n'],
    ['---\ntitle: a\n# Emne\n\ntekst\n\n---\nmere\n', { title: 'a' }, '# Emne\n\ntekst\n\n---\nmere\n'],
    ['---\ntitle: a\n\n# Emne\n\nSe: her\n\n---\nmere\n', { title: 'a' }, '# Emne\n\nSe: her\n\n---\nmere\n'],
    ['+++\ntitle = "a"\n\n# Emne\n\nBrød\n', { title: 'a' }, '# Emne\n\nBrød\n'],
    ['+++\ntitle = "a"\nlist = ["b",\n\nBrød\n', { title: 'a' }, 'list = ["b",\n\nBrød\n'],
  ])('that never ends loses no heading and no text: %j', (source, data, body) => {
    expect(splitFrontMatter(source)).toMatchObject({ data, body });
    expect(splitFrontMatter(source).problem).toMatch(/no closing/);
  });

  test('is read up to a thousand values, and the rest stays as text, in time that grows with its length alone', () => {
    const open = (length: number) => `---\n${'a: b: c\n'.repeat(length / 8)}\nBrød\n`;
    const { body } = splitFrontMatter(open(65_536));
    expect(body.split('\n').filter((line) => line === 'a: b: c')).toHaveLength(8192 - 1000);
    for (const make of [
      open,
      (length: number) => `+++\na = [${'\\"'.repeat(length / 2)}\n+++\n`,
      (length: number) => `+++\na = "${'\\"'.repeat(length / 2)}\n+++\n`,
      (length: number) => `+++\na = [${'1,'.repeat(length / 2)}\n+++\n`,
      (length: number) => `+++\n${'a = [\n'.repeat(length / 6)}\n+++\n`,
    ]) {
      const [short, long] = [make(15_000), make(60_000)];
      expectCost(
        () => void splitFrontMatter(long),
        100,
        6,
        () => void splitFrontMatter(short),
      );
    }
  });

  test.each([
    [
      'title: a\nwhy: - b',
      { title: 'a', why: '- b' },
      'line 3: Unexpected block-seq-ind on same line with key',
    ],
    ['title: a: b', { title: 'a: b' }, 'line 2: Nested mappings are not allowed in compact mappings'],
    ['title: "a', { title: '"a' }, 'line 2: Missing closing "quote'],
    ['title: *a', { title: '*a' }, 'Unresolved alias (the anchor must be set before the alias): a'],
    [
      'a: 1\ntitle: @b\nc: 2',
      { a: 1, title: '@b', c: 2 },
      'line 3: Plain value cannot start with reserved character @',
    ],
    [
      'a: Et: langt\n  og: endnu\nb: 2',
      { a: 'Et: langt og: endnu', b: 2 },
      'line 2: Nested mappings are not allowed in compact mappings',
    ],
    ['"a": x: y', { a: 'x: y' }, 'line 2: Nested mappings are not allowed in compact mappings'],
    [
      "a: 'Bo''s' hus\nb: [x, y]",
      { a: "'Bo''s' hus", b: ['x', 'y'] },
      'line 2: Unexpected scalar at node end',
    ],
  ])('that is broken is named, and read value by value: %j', (yaml, data, problem) => {
    expect(withYaml(yaml)).toEqual({ data, body: 'Brød\n', problem });
  });

  test.each([
    ['title: a\n\tlead: b', { title: 'a', lead: 'b' }],
    ['\ttitle: a\n\tlead: b', { title: 'a', lead: 'b' }],
    [
      'title: a\nfacts:\n\ttime: b\n\twho: c\nlead: d',
      { title: 'a', facts: { time: 'b', who: 'c' }, lead: 'd' },
    ],
    ['\tfacts:\n\t\ttime: b\n\tlead: d', { facts: { time: 'b' }, lead: 'd' }],
    ['title: a\ntopics:\n\t- b\n\t- c', { title: 'a', topics: ['b', 'c'] }],
    ['lead: a\n\tgoes on\n\ttopics:\n\t\t- b', { lead: 'a goes on', topics: ['b'] }],
  ])('whose lines begin with tabs is read as it’s meant, and named: %j', (yaml, data) => {
    const { problem, ...read } = withYaml(yaml);
    expect(read).toEqual({ data, body: 'Brød\n' });
    expect(problem).toBeDefined();
  });

  test.each([
    ['---\na: 1\nb: 2\na: 3\n---\n', { a: 3, b: 2 }, ['a']],
    [
      '---\na: {c: 1, c: 2}\nb: [{d: 1, d: 2}, {d: 3}]\n---\n',
      { a: { c: 2 }, b: [{ d: 2 }, { d: 3 }] },
      ['c', 'd'],
    ],
    ['---\na: b: c\na: d\n---\n', { a: 'd' }, ['a']],
    ['---\na: 1\na: 2\n\nBrød\n', { a: 2 }, ['a']],
    ['+++\na = 1\na = 2\n[b]\na = 3\na = 4\n[c]\na = 5\n+++\n', { a: 2, b: { a: 4 }, c: { a: 5 } }, ['a']],
    ['+++\na = 1\na = 2\n\nBrød\n', { a: 2 }, ['a']],
  ])('that says something twice says it as it does last, and what that is: %j', (source, data, repeated) => {
    expect(splitFrontMatter(source)).toMatchObject({ data, repeated });
  });

  test('that repeats a thousand names is read in time that grows with its length alone', () => {
    const many = (count: number) =>
      withYaml(Array.from({ length: count }, (_, at) => `k${at}: 1\nk${at}: 2`).join('\n'));
    expect(many(1000).repeated).toHaveLength(1000);
    expectCost(
      () => void many(3000),
      100,
      6,
      () => void many(750),
    );
  });

  test('that is broken keeps as text what can’t be read of it', () => {
    const { data, body, problem } = withYaml('title: a: b\nintet\nlist:\n- [x\n- y\nlead: c');
    expect([data, body]).toEqual([{ title: 'a: b', lead: 'c' }, 'intet\nlist:\n- [x\n- y\n\nBrød\n']);
    expect(problem).toMatch(/line 2/);
  });

  test('is not text between two rules, whatever signs stand in it', () => {
    const source = '---\nHan sagde: "nej\n---\nBrød\n';
    expect(splitFrontMatter(source)).toEqual({ data: {}, body: source });
  });
});

describe('the TOML', () => {
  const withToml = (toml: string) => splitFrontMatter(`+++\n${toml}\n+++\nBrød\n`);

  test('is read: texts, numbers, lists, dates, tables', () => {
    const toml = [
      'title = "Fra A: til \\"B\\"" # navnet',
      "lead = 'C:\\veje'",
      'draft = false',
      'weight = 1_000',
      'date = 2026-11-30T10:00:00Z',
      'topics = ["a", \'b\', # to\n  "c",\n]',
      'how = """\nEn\nto"""',
      '"en nøgle" = 1.5',
      '',
      '[facts]',
      'time = "15 minutter"',
    ];
    expect(withToml(toml.join('\n'))).toEqual({
      data: {
        ...{ title: 'Fra A: til "B"', lead: 'C:\\veje', draft: false, weight: 1000 },
        ...{ date: '2026-11-30T10:00:00Z', topics: ['a', 'b', 'c'], how: 'En\nto', 'en nøgle': 1.5 },
        facts: { time: '15 minutter' },
      },
      body: 'Brød\n',
    });
    expect(splitFrontMatter('+++\r\na = 1\r\n+++\r\nb')).toEqual({ data: { a: 1 }, body: 'b' });
  });

  test('has lists of tables and tables in tables, and none of their values are anybody else’s', () => {
    const toml = [
      'title = "a"',
      '[[sources]] # den første',
      'title = "b"',
      '[[sources]]',
      'title = "c"',
      '[facts] # noter',
      'a.b = 1',
      'c = { d = [1, 2], "e" = "f" }',
      '[facts.more]',
      'title = "d"',
    ];
    expect(withToml(toml.join('\n')).data).toEqual({
      title: 'a',
      sources: [{ title: 'b' }, { title: 'c' }],
      facts: { a: { b: 1 }, c: { d: [1, 2], e: 'f' }, more: { title: 'd' } },
    });
    const { data, body } = withToml('title = "a"\n[x y]\ntitle = "b"');
    expect([data, body]).toEqual([{ title: 'a' }, '[x y]\ntitle = "b"\n\nBrød\n']);
  });

  test('keeps dates and numbers as they are written', () => {
    const toml =
      'a = 1.10\nb = 007\nc = [1.50, 2026-11-30, 10:30]\nd = 2026-11-30 10:00:00 # nu\ne = 12\nf = +5\ng = 1979-05-27T07:32:00-08:00';
    expect(withToml(toml).data).toEqual({
      ...{ a: '1.10', b: '007', c: ['1.50', '2026-11-30', '10:30'], d: '2026-11-30 10:00:00', e: 12 },
      ...{ f: '+5', g: '1979-05-27T07:32:00-08:00' },
    });
  });

  test('that is broken is named, and what can’t be read of it stays as text', () => {
    expect(withToml('title = "a"\nintet\nwhy = {')).toEqual({
      data: { title: 'a' },
      body: 'intet\nwhy = {\n\nBrød\n',
      problem: 'the front matter can’t be read from “intet”',
    });
    expect(withToml('Kun tekst').body).toBe('+++\nKun tekst\n+++\nBrød\n');
    expect(Object.keys(withToml('__proto__ = 1\n[constructor]\na = 1\n[b]').data)).toEqual(['b']);
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
