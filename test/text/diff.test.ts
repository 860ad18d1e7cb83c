import fc from 'fast-check';
import { blocks } from '../../server/text/blocks.ts';
import {
  diffLine,
  diffLines,
  diffList,
  diffText,
  type Part,
  type DiffRow,
  type TextDiff,
} from '../../server/text/diff.ts';
import { costOf } from '../support/cost.ts';
import { anyText } from '../support/texts.ts';
import { anyEdits, bases, edited } from './versions.ts';

/** Shows a row on one line: `[-removed-]`, `{+added+}`, `¦` between the blocks of a split, `→` between the columns. */
function shown(row: DiffRow): string {
  if (row.type === 'same') return `same: ${row.text}`;
  if (row.type === 'spacing') return `spacing: ${JSON.stringify(row.before)} → ${JSON.stringify(row.after)}`;
  const columns = [...('before' in row ? [row.before] : []), ...('after' in row ? [row.after] : [])];
  const marks = 'id' in row ? ` ${row.direction} #${row.id}` : '';
  return `${row.type}${marks}: ${columns.map(column).join(' → ')}`;
}

function column(parts: Part[] | Part[][]): string {
  return parts
    .map((part) => (Array.isArray(part) ? column(part) + ' ¦ ' : marked(part)))
    .join('')
    .replace(/ ¦ $/, '');
}

function marked({ type, text }: Part): string {
  return type === 'same' ? text : type === 'added' ? `{+${text}+}` : `[-${text}-]`;
}

const rows = (before: string, after: string) => diffText(before, after).rows.map(shown);

/** The blocks of one side, as the rows tell them. */
function side(diff: TextDiff, name: 'before' | 'after'): string[] {
  return diff.rows.flatMap((row) => {
    if (row.type === 'same') return row.text;
    if (row.type === 'spacing' || !(name in row)) return [];
    const parts = (row as { before: Part[] | Part[][]; after: Part[] | Part[][] })[name];
    const isSplit =
      (row.type === 'split' && name === 'after') || (row.type === 'joined' && name === 'before');
    return (isSplit ? (parts as Part[][]) : [parts as Part[]]).map((block) =>
      block.map(({ text }) => text).join(''),
    );
  });
}

const textsOf = (body: string) =>
  blocks(body)
    .slice(1)
    .map(({ text }) => text);

function expectComplete(before: string, after: string, diff: TextDiff): void {
  expect(side(diff, 'before')).toEqual(textsOf(before));
  expect(side(diff, 'after')).toEqual(textsOf(after));
  expect(diff.changes > 0).toBe(before !== after);
  const ids = (type: DiffRow['type']) =>
    diff.rows.flatMap((row) => (row.type === type && 'id' in row ? row.id : [])).sort();
  expect(ids('moved-away')).toEqual(ids('moved-here'));
}

describe('a diff of two bodies', () => {
  test.each([
    [
      'Det kostede 1.234,50 kr.',
      'Det kostede 1.243,50 kr.',
      'Det kostede [-1.234,50-] kr. → Det kostede {+1.243,50+} kr.',
    ],
    ['Mød kl. 10:30 her.', 'Mød kl. 10:45 her.', 'Mød kl. [-10:30-] her. → Mød kl. {+10:45+} her.'],
    ['Holdet er 👩‍💻🇩🇰.', 'Holdet er 👨‍💻🇩🇪.', 'Holdet er [-👩‍💻🇩🇰-]. → Holdet er {+👨‍💻🇩🇪+}.'],
    ['我们在这里工作。', '我们在那里工作。', '我们在[-这-]里工作。 → 我们在{+那+}里工作。'],
  ])('takes a figure and a sign of several parts for one: %j, then %j', (before, after, expected) => {
    expect(rows(before, after)).toEqual([`changed: ${expected}`]);
  });

  test('shows the words that changed, and a paragraph that moved as moved, with what changed in it', () => {
    const before = [
      'Vælg én ting, og gør den overskuelig.',
      'Sig altid til borgeren, at det er et forsøg.',
      'Spørg databeskyttelsesrådgiveren.',
    ].join('\n\n');
    const after = [
      'Vælg én ting, og gør den så lille, at den kan prøves inden fredag.',
      'Spørg databeskyttelsesrådgiveren.',
      'Sig altid til borgeren og de pårørende, at det er et forsøg.',
    ].join('\n\n');
    expect(rows(before, after)).toEqual([
      'changed: Vælg én ting, og gør den [-overskuelig-]. → Vælg én ting, og gør den {+så lille, at den kan prøves inden fredag+}.',
      'moved-away down #1: Sig altid til borgeren, at det er et forsøg.',
      'same: Spørg databeskyttelsesrådgiveren.',
      'moved-here down #1: Sig altid til borgeren{+ og de pårørende+}, at det er et forsøg.',
    ]);
    expect(diffText(before, after)).toMatchObject({ changes: 2, coarse: false });
  });

  test('tells up from down, and whether what moved was changed', () => {
    const diff = diffText(
      'Første afsnit\n\nAndet afsnit\n\nTredje',
      'Tredje\n\nFørste afsnit\n\nAndet afsnit',
    );
    expect(diff.rows.map(shown)).toEqual([
      'moved-here up #1: Tredje',
      'same: Første afsnit',
      'same: Andet afsnit',
      'moved-away up #1: Tredje',
    ]);
    expect(diff.rows[0]).toEqual({
      type: 'moved-here',
      kind: 'paragraph',
      id: 1,
      direction: 'up',
      changed: false,
      beforeLine: 5,
      afterLine: 1,
      after: [{ type: 'same', text: 'Tredje' }],
    });
  });

  test('keeps what moved together together: a section with its heading, its items and its empty code lines', () => {
    const section = '## Eksempler\n\n- Aarhus\n- Odense\n\n```\na\n\nb\n```';
    const rest = 'Et afsnit om det hele.\n\nEt afsnit mere om det.\n\n' + 'Mere.\n\n'.repeat(12) + 'Slut';
    const diff = diffText(`${section}\n\n${rest}`, `${rest}\n\n${section}`);
    expect(new Set(diff.rows.map(({ type }) => type))).toEqual(new Set(['moved-away', 'same', 'moved-here']));
    expect(diff.rows[0]).toMatchObject({ type: 'moved-away', direction: 'down', kind: 'heading' });
  });

  test('shows a paragraph that was split, and paragraphs that were joined', () => {
    const one = 'Første sætning står her. Anden sætning følger efter den.\n\nNæste.';
    const two = 'Første sætning står her.\n\nAnden sætning følger lige efter den.\n\nNæste.';
    expect(rows(one, two)).toEqual([
      'split: Første sætning står her. Anden sætning følger efter den. → ' +
        'Første sætning står her. ¦ Anden sætning følger {+lige +}efter den.',
      'same: Næste.',
    ]);
    expect(rows(two, one)).toEqual([
      'joined: Første sætning står her. ¦ Anden sætning følger [-lige -]efter den. → ' +
        'Første sætning står her. Anden sætning følger efter den.',
      'same: Næste.',
    ]);
    const [split] = diffText(one, two.replace('lige ', '')).rows;
    expect(split).toMatchObject({ type: 'split', changed: false });
    expect(diffText(one, two).rows[0]).toMatchObject({ type: 'split', changed: true });
  });

  test('shows a rewritten paragraph as removed and added, and a paragraph that was added to as changed', () => {
    expect(rows('Kommunen prøvede en ny metode.', 'Regionens hospitaler mangler penge.')).toEqual([
      'removed: [-Kommunen prøvede en ny metode.-]',
      'added: {+Regionens hospitaler mangler penge.+}',
    ]);
    expect(rows('Kort tekst her.', 'Kort tekst her. Og så en del mere, som fylder.')).toEqual([
      'changed: Kort tekst her. → Kort tekst her.{+ Og så en del mere, som fylder.+}',
    ]);
  });

  test('compares items, rows and lines of code one by one', () => {
    expect(
      rows(
        '- Æbler og pærer\n- Brød\n\n| Navn | Antal |\n|---|---|\n| Aarhus | 12 |\n\n```\nlet a = 1;\n```',
        '- Æbler og bananer\n- Brød\n- Ost\n\n| Navn | Antal |\n|---|---|\n| Aarhus | 13 |\n\n```\nlet a = 2;\n```',
      ),
    ).toEqual([
      'changed: - Æbler og [-pærer-] → - Æbler og {+bananer+}',
      'same: - Brød',
      'added: {+- Ost+}',
      'same: | Navn | Antal |',
      'same: |---|---|',
      'changed: | Aarhus | [-12-] | → | Aarhus | {+13+} |',
      'same: ```',
      'changed: let a = [-1-]; → let a = {+2+};',
      'same: ```',
    ]);
  });

  test('never shows different texts as the same: blank lines, trailing spaces, markup, case', () => {
    expect(rows('a\n\nb', 'a\n\n\nb\n')).toEqual([
      'same: a',
      'spacing: "\\n\\n" → "\\n\\n\\n"',
      'same: b',
      'spacing: "" → "\\n"',
    ]);
    expect(rows('', '\n')).toEqual(['spacing: "" → "\\n"']);
    expect(rows('ord', 'ord  ')).toEqual(['changed: ord → ord{+  +}']);
    expect(rows('Et ord her', 'Et **ord** her')).toEqual(['changed: Et ord her → Et {+**+}ord{+**+} her']);
    expect(rows('Et ord her', 'et ord her')).toEqual(['changed: [-Et-] ord her → {+et+} ord her']);
    expect(rows('Samme', 'Samme')).toEqual(['same: Samme']);
    expect(rows('', '')).toEqual([]);
  });

  test('is complete: the rows hold every block of both texts, in order, whatever the budget', () => {
    fc.assert(
      fc.property(
        bases,
        anyEdits,
        anyEdits,
        fc.integer({ min: 0, max: 3000 }),
        (base, first, second, steps) => {
          const [before, after] = [edited(base, first, 'a'), edited(base, second, 'b')];
          expectComplete(before, after, diffText(before, after));
          expectComplete(before, after, diffText(before, after, { steps }));
        },
      ),
    );
  });

  test('is complete for any text at all', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) =>
        expectComplete(before, after, diffText(before, after)),
      ),
    );
  });

  test('says so when the budget was spent', () => {
    const diff = diffText('Et ord og et til her.', 'Et andet ord og et til der.', { steps: 0 });
    expect(diff.coarse).toBe(true);
    expect(diff.rows.map(shown)).toEqual([
      'removed: [-Et ord og et til her.-]',
      'added: {+Et andet ord og et til der.+}',
    ]);
  });
});

describe('a diff of large texts', () => {
  const random = (seed: number) => () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const prose = (length: number, seed: number, seam: string) => {
    const next = random(seed);
    let text = '';
    while (text.length < length) {
      const words = Array.from({ length: 8 + 20 * next() }, () => `ord${Math.floor(3000 * next() ** 3)}`);
      text += words.join(' ') + '.' + (next() < 0.3 ? seam : ' ');
    }
    return text.slice(0, length);
  };
  const cases: Record<string, [string, string]> = {
    '256 kB of other text': [prose(262_144, 1, '\n\n'), prose(262_144, 2, '\n\n')],
    '256 kB of other items': [
      prose(262_144, 1, '\n- ').replaceAll('. ', '.\n- '),
      prose(262_144, 2, '\n- ').replaceAll('. ', '.\n- '),
    ],
    'one other line of 200 kB': [prose(200_000, 1, ' '), prose(200_000, 2, ' ')],
    '50,000 equal lines': ['a\n'.repeat(50_000), 'a\n'.repeat(49_000)],
    '50,000 equal items': ['- a\n'.repeat(50_000), '- b\n'.repeat(50_000)],
    '50,000 equal lines of code': ['```\n' + '}\n'.repeat(50_000), '```\n' + '}\n{\n'.repeat(25_000)],
    '200 kB of NUL and lone surrogates': ['\u0000\uD800'.repeat(100_000), '\uDC00\u0000 '.repeat(66_000)],
    'one word of 200 kB': ['å'.repeat(200_000), 'å'.repeat(200_001)],
  };

  test.each(Object.keys(cases))('%s is complete, in less than half a second', (name) => {
    const [before, after] = cases[name]!;
    let diff: TextDiff | undefined;
    expect(costOf(() => (diff = diffText(before, after)), 500)).toBeLessThan(500);
    expectComplete(before, after, diff!);
  });

  test('finds 50 scattered words in 100 kB, and nothing else', () => {
    const before = prose(100_000, 3, '\n\n');
    const blocks = before.split('\n\n');
    const every = Math.floor(blocks.length / 50);
    const after = blocks
      .map((text, i) => (i % every === 0 && i < 50 * every ? `Nyt ${text}` : text))
      .join('\n\n');
    const diff = diffText(before, after);
    expect(diff).toMatchObject({ changes: 50, coarse: false });
    expect(
      diff.rows.filter(({ type }) => type === 'changed').every((row) => shown(row).includes('{+Nyt +}')),
    ).toBe(true);
  });
});

describe('a diff of short texts', () => {
  const line = (before: string, after: string) => {
    const parts = diffLine(before, after);
    return `${column(parts.before)} → ${column(parts.after)}`;
  };

  test('cuts no word, and joins changes that only a small word stands between', () => {
    expect(line('Prøvehandling i kommunen', 'Prøvehandlinger i kommunerne')).toBe(
      '[-Prøvehandling i kommunen-] → {+Prøvehandlinger i kommunerne+}',
    );
    expect(line('Sygeplejersker på Ærø', 'Sygeplejersker fra Ærø')).toBe(
      'Sygeplejersker [-på-] Ærø → Sygeplejersker {+fra+} Ærø',
    );
    expect(line('to\nlinjer', 'to linjer')).toBe('to[-\n-]linjer → to{+ +}linjer');
  });

  test('keeps a word that something was added around', () => {
    expect(line('prøv nu', 'så skal vi endelig prøve, og prøv så noget helt andet nu')).toBe(
      'prøv nu → {+så skal vi endelig prøve, og +}prøv {+så noget helt andet +}nu',
    );
  });

  test('is empty where a side is empty', () => {
    expect(diffLine('', 'Ny')).toEqual({ before: [], after: [{ type: 'added', text: 'Ny' }] });
    expect(diffLine('', '')).toEqual({ before: [], after: [] });
  });

  test('gives back both texts', () => {
    const text = fc.string({
      unit: fc.constantFrom('en', 'og', 'ordet', ' ', ', ', '.', '\n', '*'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffLine(before, after);
        const joined = (list: Part[]) => list.map(({ text }) => text).join('');
        const same = (list: Part[]) => joined(list.filter(({ type }) => type === 'same'));
        expect([joined(parts.before), joined(parts.after)]).toEqual([before, after]);
        expect(same(parts.before)).toBe(same(parts.after));
      }),
    );
  });

  test('of a list goes by the item', () => {
    expect(
      diffList(
        ['digitalisering', 'ledelse', 'frivillighed'],
        ['ledelse', 'samskabelse', 'digitalisering'],
      ).rows.map(shown),
    ).toEqual([
      'moved-away down #1: digitalisering',
      'same: ledelse',
      'removed: [-frivillighed-]',
      'added: {+samskabelse+}',
      'moved-here down #1: digitalisering',
    ]);
    expect(diffList([], ['Aarhus Kommune']).rows).toEqual([
      { type: 'added', kind: 'item', afterLine: 1, after: [{ type: 'added', text: 'Aarhus Kommune' }] },
    ]);
  });

  test('of a source goes by the line, and tells what cannot be seen in the text', () => {
    expect(diffLines('Et ord\nTo ord\n', 'Et ord \nTo ord').rows.map(shown)).toEqual([
      'changed: Et ord → Et ord{+ +}',
      'same: To ord',
      'removed: [--]',
    ]);
    expect(diffLines('a\n\n\nb', 'a\n\nb').changes).toBe(1);
    expect(diffLines('a\r\nb', 'a\nb').changes).toBe(1);
  });
});
