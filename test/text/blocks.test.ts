import fc from 'fast-check';
import { blocks, lastHeading } from '../../server/text/blocks.ts';
import { costOf } from '../support/cost.ts';

const outline = (body: string) => blocks(body).map(({ kind, text }) => `${kind}: ${text}`);

describe('blocks', () => {
  test('are paragraphs, headings, items, quotes, rows, rules and lines of code', () => {
    const body = [
      '# Metode',
      'Et afsnit',
      'over to linjer',
      '- et punkt',
      '  der går videre',
      '- endnu et',
      '1. nummereret',
      '> citat',
      '> mere citat',
      '',
      '| a | b |',
      '|---|---|',
      '| 1 | 2 |',
      '',
      '---',
      '::: info',
      'Boks',
      ':::',
      '[^1]: En note',
      '```js',
      'const a = 1;',
      '',
      '# ikke en overskrift',
      '```',
    ].join('\n');
    expect(outline(body)).toEqual([
      'start: ',
      'heading: # Metode',
      'paragraph: Et afsnit\nover to linjer',
      'item: - et punkt\n  der går videre',
      'item: - endnu et',
      'item: 1. nummereret',
      'quote: > citat\n> mere citat',
      'row: | a | b |',
      'row: |---|---|',
      'row: | 1 | 2 |',
      'rule: ---',
      'rule: ::: info',
      'paragraph: Boks',
      'rule: :::',
      'paragraph: [^1]: En note',
      'code: ```js',
      'code: const a = 1;',
      'code: ',
      'code: # ikke en overskrift',
      'code: ```',
    ]);
  });

  test('know underlined headings, tables without outer bars, and wrapped lines that begin with a date', () => {
    expect(outline('Overskrift\n===\nTekst den\n21. november og\n**fed** tekst')).toEqual([
      'start: ',
      'heading: Overskrift\n===',
      'paragraph: Tekst den\n21. november og\n**fed** tekst',
    ]);
    expect(outline('a | b\n--|--\n1 | 2\nslut')).toEqual([
      'start: ',
      'row: a | b',
      'row: --|--',
      'row: 1 | 2',
      'paragraph: slut',
    ]);
  });

  test('hold blank lines in the gap of the block above, and know their lines', () => {
    expect(blocks('\n\nEt\n \n\nTo\n')).toEqual([
      { kind: 'start', text: '', gap: '\n\n', line: 1 },
      { kind: 'paragraph', text: 'Et', gap: '\n \n\n', line: 3 },
      { kind: 'paragraph', text: 'To', gap: '\n', line: 6 },
    ]);
    expect(blocks('')).toEqual([{ kind: 'start', text: '', gap: '', line: 1 }]);
  });

  test('joined are the body', () => {
    const markdown = fc.string({
      unit: fc.constantFrom(
        'ord',
        ' ',
        '\n',
        '\n\n',
        '- ',
        '# ',
        '|',
        '---',
        '```',
        '~~~',
        '> ',
        '1. ',
        '2. ',
        ':::',
        '[a]:',
      ),
      maxLength: 80,
    });
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary', maxLength: 100 })), (body) => {
        expect(
          blocks(body)
            .map(({ text, gap }) => text + gap)
            .join(''),
        ).toBe(body);
      }),
    );
  });

  test.each([
    ['spaces', ' '.repeat(200_000) + 'x'],
    ['fence marks', '`'.repeat(100_000) + 'x' + '`'.repeat(100_000)],
    ['dashes', '-'.repeat(200_000) + 'x'],
    ['a bracket', '[' + 'a'.repeat(200_000)],
    ['bars', '|-'.repeat(100_000) + 'x'],
    ['line ends', 'a\n'.repeat(100_000)],
  ])('of 200 kB of %s are found in one go', (_, body) => {
    const found = () => blocks(body).map(({ text, gap }) => text + gap);
    expect(costOf(() => expect(found().join('')).toBe(body), 500)).toBeLessThan(500);
  });
});

test('the last heading of a text is given without its marks', () => {
  expect(lastHeading('# Et\n\nTekst\n\n## Sådan gør du\n\nTekst')).toBe('Sådan gør du');
  expect(lastHeading('## Pris i kr. ##\n\nTekst')).toBe('Pris i kr.');
  expect(lastHeading('Under en streg\n---\n\nTekst')).toBe('Under en streg');
  expect(lastHeading('#hashtag nu\n---')).toBe('#hashtag nu');
  expect(lastHeading('Kun tekst, #ikke en overskrift')).toBeUndefined();
});
