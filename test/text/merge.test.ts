import fc from 'fast-check';
import { diff3Merge } from 'node-diff3';
import { bothOf, mergeList, mergeText, mergeValue, type Clash, type Merge } from '../../server/text/merge.ts';
import { costOf } from '../support/cost.ts';
import { anyText } from '../support/texts.ts';
import { anyEdits, bases, edited, inPlace } from './versions.ts';

const isClash = (chunk: string | Clash): chunk is Clash => typeof chunk !== 'string';
const clashes = (merge: Merge): Clash[] => (merge.clean ? [] : merge.chunks.filter(isClash));
const chosen = (merge: Merge, side: 'base' | 'mine' | 'theirs'): string =>
  merge.clean ? merge.text : merge.chunks.map((chunk) => (isClash(chunk) ? chunk[side] : chunk)).join('');

describe('a merge of two bodies', () => {
  test.each([
    [
      'different sentences of one paragraph',
      'Vælg en ting. Prøv den i en uge. Spørg borgeren.',
      'Vælg kun en ting. Prøv den i en uge. Spørg borgeren.',
      'Vælg en ting. Prøv den i to uger. Spørg borgeren.',
      'Vælg kun en ting. Prøv den i to uger. Spørg borgeren.',
    ],
    [
      'different words of a short line',
      '## Sådan gør du i kommunen',
      '## Sådan gør I i kommunen',
      '## Sådan gør du i regionen',
      '## Sådan gør I i regionen',
    ],
    [
      'different paragraphs, one beside the other',
      'Det første afsnit.\n\nDet andet afsnit.',
      'Det første afsnit er nyt.\n\nDet andet afsnit.',
      'Det første afsnit.\n\nDet andet afsnit er ændret.',
      'Det første afsnit er nyt.\n\nDet andet afsnit er ændret.',
    ],
    [
      'different items, one of them added at the end of the list',
      '- Æbler\n- Brød\n- Ost\n\nSlut',
      '- Æbler\n- Brød\n- Ost\n- Mælk\n\nSlut',
      '- Æbler\n- Brød\n- Gammel ost\n\nSlut',
      '- Æbler\n- Brød\n- Gammel ost\n- Mælk\n\nSlut',
    ],
    [
      'different rows of a table',
      '| Navn | Antal |\n|---|---|\n| Aarhus | 1 |\n| Odense | 2 |',
      '| Navn | Antal |\n|---|---|\n| Aarhus | 7 |\n| Odense | 2 |',
      '| Navn | Antal |\n|---|---|\n| Aarhus | 1 |\n| Odense | 8 |\n| Vejle | 3 |',
      '| Navn | Antal |\n|---|---|\n| Aarhus | 7 |\n| Odense | 8 |\n| Vejle | 3 |',
    ],
    [
      'a sentence added at the end of a paragraph whose last sentence was changed',
      'Den første. Den anden her.\n\nDen tredje.',
      'Den første. Den anden her. En ny.\n\nDen tredje.',
      'Den første. Den anden her er ændret.\n\nDen tredje.',
      'Den første. Den anden her er ændret. En ny.\n\nDen tredje.',
    ],
    [
      'a sentence added before one that was taken out, and the paragraph still ends there',
      'Den første. Den anden.\n\nDen tredje.',
      'Den første. En ny. Den anden.\n\nDen tredje.',
      'Den første.\n\nDen tredje.',
      'Den første. En ny.\n\nDen tredje.',
    ],
    [
      'a paragraph added at the end of a body whose last paragraph was changed',
      'Det første.\n\nDet andet afsnit.',
      'Det første.\n\nDet andet afsnit.\n\nNyt afsnit.\n',
      'Det første.\n\nDet andet afsnit er ændret.',
      'Det første.\n\nDet andet afsnit er ændret.\n\nNyt afsnit.\n',
    ],
    [
      'a paragraph split in two, and a word changed in it',
      'Først det ene her. Så det andet der.\n\nSlut.',
      'Først det ene her.\n\nSå det andet der.\n\nSlut.',
      'Først det ene her. Så det helt andet der.\n\nSlut.',
      'Først det ene her.\n\nSå det helt andet der.\n\nSlut.',
    ],
    [
      'the same change, and one more',
      'Et. To. Tre.\n\nFire.',
      'Et. To er ændret. Tre.\n\nFire.',
      'Et. To er ændret. Tre er også.\n\nFire.',
      'Et. To er ændret. Tre er også.\n\nFire.',
    ],
  ])('lets both in: %s', (_, base, mine, theirs, text) => {
    expect(mergeText(base, mine, theirs)).toEqual({ clean: true, text });
    expect(mergeText(base, theirs, mine)).toEqual({ clean: true, text });
  });

  test('shows a clash by itself, with everything else merged', () => {
    const base = 'Vælg en ting. Prøv den i en uge i hele kommunen. Spørg borgeren.\n\nDet andet afsnit.';
    const mine = 'Vælg kun en ting. Prøv den i to uger i hele kommunen. Spørg borgeren.\n\nDet andet afsnit.';
    const theirs =
      'Vælg en ting. Prøv den i tre uger i hele kommunen. Spørg borgeren.\n\nDet andet afsnit er nyt.';
    expect(mergeText(base, mine, theirs)).toEqual({
      clean: false,
      chunks: [
        'Vælg kun en ting. ',
        {
          base: 'Prøv den i en uge i hele kommunen.',
          mine: 'Prøv den i to uger i hele kommunen.',
          theirs: 'Prøv den i tre uger i hele kommunen.',
        },
        ' Spørg borgeren.\n\nDet andet afsnit er nyt.',
      ],
    });
  });

  test('is a clash when both add at the very same spot', () => {
    expect(mergeText('Før.\n\nEfter.', 'Før.\n\nMit.\n\nEfter.', 'Før.\n\nDeres.\n\nEfter.')).toEqual({
      clean: false,
      chunks: ['Før.\n\n', { base: '', mine: 'Mit.', theirs: 'Deres.' }, '\n\nEfter.'],
    });
    expect(mergeText('', 'Mit.', 'Deres.')).toEqual({
      clean: false,
      chunks: [{ base: '', mine: 'Mit.', theirs: 'Deres.' }],
    });
    expect(mergeText('Før.', 'Før.\n\nDet samme.', 'Før.\n\nDet samme.')).toEqual({
      clean: true,
      text: 'Før.\n\nDet samme.',
    });
  });

  test('is a clash when one takes out or moves what the other changed', () => {
    const base = 'Det første afsnit.\n\nDet andet afsnit.\n\nDet tredje afsnit.';
    const theirs = 'Det første afsnit.\n\nDet andet afsnit er ændret.\n\nDet tredje afsnit.';
    expect(mergeText(base, 'Det første afsnit.\n\nDet tredje afsnit.', theirs)).toEqual({
      clean: false,
      chunks: [
        'Det første afsnit.\n\n',
        { base: 'Det andet afsnit.\n\n', mine: '', theirs: 'Det andet afsnit er ændret.\n\n' },
        'Det tredje afsnit.',
      ],
    });
    const more = '\n\nDet fjerde afsnit.\n\nDet femte afsnit.';
    const moved = base.replace('Det andet afsnit.\n\n', '') + more + '\n\nDet andet afsnit.';
    const merge = mergeText(base + more, moved, theirs + more);
    expect(clashes(merge)).toEqual([
      { base: 'Det andet afsnit.\n\n', mine: '', theirs: 'Det andet afsnit er ændret.\n\n' },
      { base: '', mine: 'Det andet afsnit.', theirs: '' },
    ]);
    expect(chosen(merge, 'mine')).toBe(moved);
    expect(chosen(merge, 'theirs').trim()).toBe(theirs + more);
  });

  test('is a clash when the words that both changed in a short line stand side by side', () => {
    const merge = mergeText('En stor rød bil.', 'En lille rød bil.', 'En stor blå bil.');
    expect(clashes(merge)).toEqual([
      { base: 'En stor rød bil.', mine: 'En lille rød bil.', theirs: 'En stor blå bil.' },
    ]);
  });

  test('leaves rows and lines of code whole', () => {
    const merge = mergeText(
      '| En lang række her | 1 |',
      '| En lang række her | 2 |',
      '| En kort række her | 1 |',
    );
    expect(clashes(merge)).toHaveLength(1);
    expect(chosen(merge, 'mine')).toBe('| En lang række her | 2 |');
  });

  test('with a side that changed nothing is the other side', () => {
    fc.assert(
      fc.property(bases, anyEdits, (base, list) => {
        const side = edited(base, list, 'ny');
        expect(mergeText(base, base, side)).toEqual({ clean: true, text: side });
        expect(mergeText(base, side, base)).toEqual({ clean: true, text: side });
        expect(mergeText(base, side, side)).toEqual({ clean: true, text: side });
      }),
    );
  });

  test('is the same the other way round', () => {
    fc.assert(
      fc.property(bases, anyEdits, anyEdits, (base, first, second) => {
        const [mine, theirs] = [edited(base, first, 'min'), edited(base, second, 'din')];
        const [there, back] = [mergeText(base, mine, theirs), mergeText(base, theirs, mine)];
        expect(chosen(back, 'theirs')).toBe(chosen(there, 'mine'));
        expect(chosen(back, 'mine')).toBe(chosen(there, 'theirs'));
        expect(chosen(back, 'base')).toBe(chosen(there, 'base'));
      }),
    );
  });

  test('loses no word of anybody, whatever the budget', () => {
    const words = (...texts: string[]) => texts.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
    const lacking = (text: string, wanted: string[]) => {
      const held = new Set(words(text));
      return wanted.filter((word) => !held.has(word));
    };
    fc.assert(
      fc.property(
        bases,
        anyEdits,
        anyEdits,
        fc.integer({ min: 0, max: 4000 }),
        (base, first, second, steps) => {
          const [mine, theirs] = [edited(base, first, 'min'), edited(base, second, 'din')];
          const kept = words(mine).filter((word) => word.startsWith('ord') && words(theirs).includes(word));
          for (const merge of [mergeText(base, mine, theirs), mergeText(base, mine, theirs, { steps })]) {
            const [left, right] = [chosen(merge, 'mine'), chosen(merge, 'theirs')];
            expect(lacking(left, lacking(base, words(mine)))).toEqual([]);
            expect(lacking(right, lacking(base, words(theirs)))).toEqual([]);
            expect(lacking(`${left} ${right}`, kept)).toEqual([]);
            expect(lacking(`${mine} ${theirs}`, words(left, right))).toEqual([]);
          }
        },
      ),
    );
  });

  test('quotes each side word for word in a clash', () => {
    fc.assert(
      fc.property(bases, anyEdits, anyEdits, (base, first, second) => {
        const [mine, theirs] = [edited(base, first, 'min'), edited(base, second, 'din')];
        for (const clash of clashes(mergeText(base, mine, theirs))) {
          expect(base).toContain(clash.base.trim());
          expect(mine).toContain(clash.mine.trim());
          expect(theirs).toContain(clash.theirs.trim());
          expect(clash.mine).not.toBe(clash.theirs);
        }
      }),
    );
  });

  test('agrees with a plain three-way merge by the paragraph wherever that finds no conflict', () => {
    const paragraphs = (text: string) => text.split('\n\n');
    fc.assert(
      fc.property(bases, inPlace, inPlace, (base, first, second) => {
        const [mine, theirs] = [edited(base, first, 'min'), edited(base, second, 'din')];
        const plain = diff3Merge(paragraphs(mine), paragraphs(base), paragraphs(theirs));
        const merged = plain.flatMap((part) => part.ok ?? ['conflict']);
        fc.pre(!merged.includes('conflict'));
        fc.pre(
          [base, mine, theirs].every((text) => paragraphs(text).every((one) => /^[^`]*\w[^`]*$/.test(one))),
        );
        const merge = mergeText(base, mine, theirs);
        const bare = (text: string) => text.trim().split(/\s*\n\s*/);
        expect(merge.clean && bare(merge.text)).toEqual(bare(merged.join('\n\n')));
      }),
    );
  });

  test('takes any text at all', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (base, mine, theirs) => {
        const merge = mergeText(base, mine, theirs);
        expect(merge.clean || merge.chunks.length > 0).toBe(true);
        expect(mergeText(base, base, theirs)).toEqual({ clean: true, text: theirs });
      }),
    );
  });

  test.each([
    [
      'unrelated lines',
      (name: string) => Array.from({ length: 20_000 }, (_, i) => `- ${name}${i}`).join('\n'),
    ],
    ['equal lines', (name: string) => '- punkt\n'.repeat(name.length * 10_000)],
    [
      'one line',
      (name: string) => Array.from({ length: 40_000 }, (_, i) => (i % 3 ? 'ord' : name)).join(' '),
    ],
    [
      'sentences',
      (name: string) => Array.from({ length: 20_000 }, (_, i) => `Ord ${i % 9 ? i : name}.`).join(' '),
    ],
  ])('of 256 kB of %s takes less than a second', (_, text) => {
    const [base, mine, theirs] = [text('en'), text('min'), text('deres')];
    let merge: Merge | undefined;
    expect(costOf(() => (merge = mergeText(base, mine, theirs)), 1000)).toBeLessThan(1000);
    expect(chosen(merge!, 'mine').length).toBeGreaterThan(0);
  });
});

describe('a merge of a single value', () => {
  test('is as whoever changed it, and a clash when both did, differently', () => {
    expect(mergeValue('a', 'a', 'b')).toEqual({ clean: true, value: 'b' });
    expect(mergeValue('a', 'b', 'a')).toEqual({ clean: true, value: 'b' });
    expect(mergeValue('a', 'b', 'b')).toEqual({ clean: true, value: 'b' });
    expect(mergeValue('a', 'b', 'c')).toEqual({ clean: false, clash: { base: 'a', mine: 'b', theirs: 'c' } });
  });

  test('compares as it is told to', () => {
    const same = (a: { amount: number }, b: { amount: number }) => a.amount === b.amount;
    expect(mergeValue({ amount: 1 }, { amount: 1 }, { amount: 2 }, same)).toEqual({
      clean: true,
      value: { amount: 2 },
    });
  });
});

describe('a merge of lists', () => {
  test('lets in what either side added or took out, once, and theirs first at one spot', () => {
    expect(mergeList(['a', 'b'], ['a', 'b', 'c'], ['d', 'a', 'b', 'e'])).toEqual({
      clean: true,
      value: ['d', 'a', 'b', 'e', 'c'],
    });
    expect(mergeList(['a', 'b', 'c'], ['a', 'b'], ['b', 'c'])).toEqual({ clean: true, value: ['b'] });
    expect(mergeList(['a'], ['a', 'x'], ['x', 'a'])).toEqual({ clean: true, value: ['x', 'a'] });
    expect(mergeList(['a'], ['a', 'x'], ['a', 'x'])).toEqual({ clean: true, value: ['a', 'x'] });
    expect(mergeList([], [], ['a', 'a'])).toEqual({ clean: true, value: ['a', 'a'] });
  });

  test('takes changes of neighbouring items from both sides', () => {
    expect(mergeList(['a', 'b', 'c'], ['a1', 'b1', 'c'], ['a', 'b1', 'c1'])).toEqual({
      clean: true,
      value: ['a1', 'b1', 'c1'],
    });
  });

  test('is a clash when both changed one item, or one changed what the other took out', () => {
    expect(mergeList(['a', 'b'], ['a1', 'b'], ['a2', 'b', 'c'])).toEqual({
      clean: false,
      chunks: [{ base: ['a'], mine: ['a1'], theirs: ['a2'] }, ['b', 'c']],
    });
    expect(mergeList(['a', 'b'], ['b'], ['a2', 'b'])).toEqual({
      clean: false,
      chunks: [{ base: ['a'], mine: [], theirs: ['a2'] }, ['b']],
    });
  });

  test('takes items of any sort by their keys', () => {
    const source = (title: string, url: string) => ({ title, url });
    const keyOf = ({ title, url }: { title: string; url: string }) => `${title}\n${url}`;
    const [coi, kl, vive] = [source('COI', 'https://coi.dk'), source('KL', ''), source('VIVE', '')];
    expect(mergeList([coi, kl], [coi, kl, vive], [coi], keyOf)).toEqual({ clean: true, value: [coi, vive] });
  });
});

describe('both sides of a clash', () => {
  test.each([
    [
      'sentences within a paragraph',
      'Et. To. Tre.',
      'Et. To, min. Tre.',
      'Et. To, din. Tre.',
      'Et. To, din. To, min. Tre.',
    ],
    [
      'paragraphs',
      'Et.\n\nTo.\n\nTre.',
      'Et.\n\nMin.\n\nTre.',
      'Et.\n\nDin.\n\nTre.',
      'Et.\n\nDin.\n\nMin.\n\nTre.',
    ],
    ['items of a list', '- a\n- b\n- c', '- a\n- min\n- c', '- a\n- din\n- c', '- a\n- din\n- min\n- c'],
    [
      'the first item of a list',
      'Se:\n\n- b\n- c',
      'Se:\n\n- min\n- c',
      'Se:\n\n- din\n- c',
      'Se:\n\n- din\n- min\n- c',
    ],
    ['the whole text', 'Et.', 'Min.', 'Din.', 'Din.\n\nMin.'],
  ])('stand one after the other as %s, theirs first', (_, base, mine, theirs, both) => {
    const merge = mergeText(base, mine, theirs);
    expect(clashes(merge)).toHaveLength(1);
    const { chunks } = merge as Merge & { clean: false };
    const beside = (at: number) => (typeof chunks[at] === 'string' ? chunks[at] : '');
    const text = chunks.map((chunk, i) =>
      isClash(chunk) ? bothOf(chunk, beside(i - 1), beside(i + 1)) : chunk,
    );
    expect(text.join('')).toBe(both);
  });

  test('are nothing to put together when one took the words out', () => {
    expect(bothOf({ base: 'Et.', mine: '', theirs: 'Din.' }, '', '')).toBeUndefined();
    expect(bothOf({ base: 'Et.', mine: 'Min.', theirs: '\n\n' }, '', '')).toBeUndefined();
  });
});
