import { mergeText, type Clash, type Merge } from '../../../server/text/merge.ts';

const clashes = (merge: Merge): Clash[] =>
  merge.clean ? [] : merge.chunks.filter((chunk) => typeof chunk !== 'string');

const table = (...rows: string[]) => `Før tabellen.\n\n${rows.join('\n')}\n\nEfter tabellen.`;
const rows = ['| Navn | Antal |', '|---|---|', '| Aarhus | 1 |', '| Odense | 2 |'] as const;
const base = table(...rows);

describe('a table whose columns one side changed', () => {
  const columns = {
    swapped: table('| Antal | Navn |', '|---|---|', '| 1 | Aarhus |', '| 2 | Odense |'),
    'one more': table(
      '| Navn | Antal | År |',
      '|---|---|---|',
      '| Aarhus | 1 | 2023 |',
      '| Odense | 2 | 2024 |',
    ),
    'one more in front': table(
      '| Nr. | Navn | Antal |',
      '|---|---|---|',
      '| 1 | Aarhus | 1 |',
      '| 2 | Odense | 2 |',
    ),
    'one less': table('| Navn |', '|---|', '| Aarhus |', '| Odense |'),
    'of another meaning': table('| Navn | Andel |', '|---|---|', '| Aarhus | 1 |', '| Odense | 2 |'),
    'without bars at the ends': table('Antal | Navn', '---|---', '1 | Aarhus', '2 | Odense'),
  };
  const others = {
    'a row added at the end': table(...rows, '| Vejle | 3 |'),
    'a row added in the middle': table(...rows.slice(0, 3), '| Vejle | 3 |', rows[3]),
    'a row changed': table(...rows.slice(0, 3), '| Odense | 7 |'),
    'a row taken out': table(...rows.slice(0, 3)),
    'the rows put in another order': table(rows[0], rows[1], rows[3], rows[2]),
  };
  const pairs = Object.entries(columns).flatMap(([name, own]) =>
    Object.entries(others).map(([other, text]) => [name, other, own, text] as const),
  );

  test.each(pairs)('%s: clashes with %s, as one', (_, __, own, other) => {
    for (const merge of [mergeText(base, own, other), mergeText(base, other, own)]) {
      expect(clashes(merge)).toHaveLength(1);
      expect(clashes(merge)[0]!.base).toBe(rows.join('\n'));
    }
  });

  test.each(Object.entries(columns))('%s: is let in beside changes elsewhere', (_, own) => {
    const other = base.replace('Før tabellen.', 'Lige før tabellen.').replace('Efter', 'Lige efter');
    const text = own.replace('Før tabellen.', 'Lige før tabellen.').replace('Efter', 'Lige efter');
    expect(mergeText(base, own, other)).toEqual({ clean: true, text });
    expect(mergeText(base, other, own)).toEqual({ clean: true, text });
  });
});

describe('a table whose columns are the same', () => {
  test.each([
    ['its alignment', table(rows[0], '|:--|--:|', ...rows.slice(2))],
    ['the marks of its headings', table('| **Navn** | Antal |', ...rows.slice(1))],
    ['the width of its cells', table('|  Navn  |  Antal  |', ...rows.slice(1))],
  ])('takes rows from the other side: %s is changed', (_, own) => {
    const other = table(...rows, '| Vejle | 3 |');
    const text = own.replace(rows[3], `${rows[3]}\n| Vejle | 3 |`);
    expect(mergeText(base, own, other)).toEqual({ clean: true, text });
  });

  test('takes rows from both, also beside another table whose columns change', () => {
    const second = '\n\n| Dag | Sted |\n|---|---|\n| mandag | Ribe |';
    const own = base.replace('| 1 |', '| 5 |') + second.replace('| Dag | Sted |', '| Sted | Dag |');
    const other = base.replace('| 2 |', '| 6 |') + second;
    expect(mergeText(base + second, own, other)).toEqual({
      clean: true,
      text: own.replace('| 2 |', '| 6 |'),
    });
  });

  test('knows a bar in a cell from one between cells', () => {
    const head = table('| Navn \\| by | Antal |', ...rows.slice(1));
    const swapped = table('| Antal | Navn \\| by |', '|---|---|', '| 1 | Aarhus |', '| 2 | Odense |');
    expect(clashes(mergeText(head, swapped, head.replace('| 2 |', '| 6 |')))).toHaveLength(1);
    expect(mergeText(head, head.replace('| 1 |', '| 5 |'), head.replace('| 2 |', '| 6 |')).clean).toBe(true);
  });
});

test('a table in a quotation is merged as one', () => {
  const quoted = (text: string) => text.replace(/^/gm, '> ');
  const long = (one: string, two: string) =>
    quoted(
      `| Navn | Hvad de sagde, da vi spurgte dem |\n|---|---|\n| Aarhus | ${one}. Det var alt. |\n| Odense | ${two}. |`,
    );
  expect(clashes(mergeText(long('Ja', 'Nej'), long('Måske', 'Nej'), long('Ja', 'Tja')))).toHaveLength(1);
});

describe('tables whose columns can be other ones than they seem are merged as one', () => {
  const swapped = (text: string) => text.replace(/^( *(?:- )?)\| (.*) \| (.*) \|$/gm, '$1| $3 | $2 |');
  const tableOf = (head: string, ...more: string[]) => [`| ${head} |`, '|---|---|', ...more].join('\n');
  const two = ['| Aarhus | 1 |', '| Odense | 2 |'] as const;
  const inItem = (text: string) => `- ${text.replace(/\n/g, '\n  ')}`;

  test.each([
    ['empty headings', tableOf(' | ', ...two), (text: string) => swapped(text)],
    ['equal headings', tableOf('Andel | Andel', ...two), swapped],
    ['headings that differ by case', tableOf('Kr. | kr.', ...two), swapped],
    ['headings that differ by marks', tableOf('**By** | By', ...two), swapped],
    [
      'headings that stayed',
      tableOf('Navn | Antal', ...two),
      () => tableOf('Navn | Antal', '| 1 | Aarhus |', '| 2 | Odense |'),
    ],
    ['an item', inItem(tableOf('Navn | Antal', ...two)), swapped],
    ['a row without bars', tableOf('Navn | Antal', two[0], 'Andre byer', two[1]), swapped],
    [
      'one more with the former headings',
      tableOf('Navn | Antal', ...two),
      (text: string) => `${swapped(text)}\n\nMere.\n\n${tableOf('Navn | Antal', '| Horsens | 9 |')}`,
    ],
    [
      'one more with the former headings above',
      tableOf('Navn | Antal', ...two),
      (text: string) => `${tableOf('Navn | Antal', '| Horsens | 9 |')}\n\nMere.\n\n${swapped(text)}`,
    ],
    [
      'one less',
      `${tableOf('Navn | Antal', '| Horsens | 9 |')}\n\nMere.\n\n${tableOf('Navn | Antal', ...two)}`,
      () => tableOf('Antal | Navn', '| 1 | Aarhus |', '| 2 | Odense |'),
    ],
    [
      'two that trade headings',
      `${tableOf('Antal | Navn', '| 9 | Horsens |')}\n\nMere.\n\n${tableOf('Navn | Antal', ...two)}`,
      swapped,
    ],
  ])('%s', (_, text, change) => {
    const indent = text.startsWith('-') ? '  ' : '';
    const other = `${text}\n${indent}| Vejle | 3 |`;
    for (const merge of [mergeText(text, change(text), other), mergeText(text, other, change(text))]) {
      expect(merge.clean).toBe(false);
    }
  });

  test('and rows are taken from both where a heading is empty, in an item and below a row without bars', () => {
    const text = inItem(tableOf('Navn | ', two[0], 'Andre byer', two[1]));
    const [own, other] = [text.replace('| 1 |', '| 5 |'), `${text}\n  | Vejle | 3 |`];
    expect(mergeText(text, own, other)).toEqual({ clean: true, text: other.replace('| 1 |', '| 5 |') });
  });
});
