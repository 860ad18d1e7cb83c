import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { mergeText, type Clash, type Merge } from '../../../server/text/merge.ts';
import { costOf } from '../../support/cost.ts';

const clashes = (merge: Merge): Clash[] =>
  merge.clean ? [] : merge.chunks.filter((chunk) => typeof chunk !== 'string');
const merged = (base: string, mine: string, theirs: string) => {
  const merge = mergeText(base, mine, theirs);
  expect(clashes(merge)).toEqual([]);
  return merge.clean ? merge.text : '';
};

const body = (one: string, two: string, three: string, end: string) =>
  `## Første del${one}\n\nIndledningen står her.\n\n- Et punkt${two}\n- Et andet\n\nSlutningen står her${three}.\n\n${end}`;

describe('a name that both sides give to something', () => {
  const base = body('', '', '[^1]', '[^1]: KL, 2020.');

  test('is given anew on mine where they define it in different places', () => {
    const mine = `[^2]: Min kilde.\n\n${body('[^2]', '', '[^1]', '[^1]: KL, 2020.')}`;
    const theirs = body('', '[^2]', '[^1]', '[^1]: KL, 2020.\n[^2]: Deres kilde.');
    expect(merged(base, mine, theirs)).toBe(
      `[^3]: Min kilde.\n\n${body('[^3]', '[^2]', '[^1]', '[^1]: KL, 2020.\n[^2]: Deres kilde.')}`,
    );
  });

  test('and where they define it in the same place, all definitions are kept', () => {
    const mine = body('[^2]', '', '[^1]', '[^1]: KL, 2020.\n[^2]: Min kilde.');
    const theirs = body('', '[^2]', '[^1]', '[^1]: KL, 2020.\n[^2]: Deres kilde.');
    expect(merged(base, mine, theirs)).toBe(
      body('[^3]', '[^2]', '[^1]', '[^1]: KL, 2020.\n[^2]: Deres kilde.\n[^3]: Min kilde.'),
    );
  });

  test('stays one where both define the same', () => {
    const mine = body('[^2]', '', '[^1]', '[^1]: KL, 2020.\n[^2]: Kilden.');
    const theirs = body('', '[^2]', '[^1]', '[^1]: KL, 2020.\n[^2]: Kilden.');
    expect(merged(base, mine, theirs)).toBe(body('[^2]', '[^2]', '[^1]', '[^1]: KL, 2020.\n[^2]: Kilden.'));
  });

  test('may be a word, and is in any case where it is of an address; what is shown of a link stays', () => {
    const links = 'Se [her][kilde], [kilde][] og [Kilde].';
    const mine = `${links}\n\n[KILDE]: https://min.dk\n\nMidt.`;
    const theirs = 'Midt.\n\nOg [der][Kilde].\n\n[kilde]: <https://deres.dk> "Titel"';
    const text = merged('Midt.', mine, theirs);
    expect(text).toContain('Se [her][kilde-2], [kilde][kilde-2] og [Kilde][kilde-2].');
    expect(text).toContain('[der][Kilde]');
    expect(
      merged('Midt.', 'Før[^note].\n\n[^note]: Min.\n\nMidt.', 'Midt.\n\nEfter[^note].\n\n[^note]: Deres.'),
    ).toBe('Før[^note-2].\n\n[^note-2]: Min.\n\nMidt.\n\nEfter[^note].\n\n[^note]: Deres.');
  });

  test('is given anew in tables and quotations, and neither in code nor behind a backslash', () => {
    const own = [
      '| Hvad | Note |\n|---|---|\n| en | to[^1] |',
      '> Sagt[^1]\n> igen.',
      '```\n[^1]\n```',
      '    [^1] står i kode',
      'Skriv `[^1]` eller \\[^1].',
      '[^1]: Min kilde.',
    ].join('\n\n');
    const text = merged('Midt.', `${own}\n\nMidt.`, 'Midt.\n\nEfter[^1].\n\n[^1]: Deres kilde.');
    expect(text).toBe(
      `${own.replace('to[^1]', 'to[^2]').replace('Sagt[^1]', 'Sagt[^2]').replace('[^1]: Min', '[^2]: Min')}\n\nMidt.\n\nEfter[^1].\n\n[^1]: Deres kilde.`,
    );
  });
});

describe('what one side calls something else', () => {
  const base = body('', '', '[^1]', '[^1]: KL, 2020.');
  const inserted = body('[^1]', '', '[^2]', '[^1]: En ny bog.\n[^2]: KL, 2020.');

  test('is called so by what the other side adds', () => {
    const other = body('', '[^1]', '[^1]', '[^1]: KL, 2020.');
    const text = body('[^1]', '[^2]', '[^2]', '[^1]: En ny bog.\n[^2]: KL, 2020.');
    expect(merged(base, other, inserted)).toBe(text);
    expect(merged(base, inserted, other)).toBe(text);
  });

  test('and a name that is taken out is not taken for the one that comes to be called so', () => {
    const three = body('[^1]', '[^2]', '[^3]', '[^1]: Den ene.\n[^2]: Den anden.\n[^3]: Den tredje.');
    const fewer = body('[^1]', '', '[^2]', '[^1]: Den ene.\n[^2]: Den tredje.');
    const more = three.replace('Indledningen står her', 'Indledningen[^3] står her');
    expect(merged(three, more, fewer)).toBe(fewer.replace('Indledningen står', 'Indledningen[^2] står'));
  });
});

describe('a new reference to what the other side replaced is a clash', () => {
  const link = (label: string, address: string) =>
    `Vi skriver om [${label}][k] her.\n\nMidten er lang.\n\n[k]: ${address}`;
  const notes = (one: string, source: string) => `Først${one}. Så[^1].\n\nMidten.\n\n[^1]: ${source}`;

  test.each([
    [
      'the label of a link, and its address',
      link('a', 'https://x.dk/b'),
      link('b', 'https://x.dk/b'),
      link('a', 'https://x.dk/a'),
    ],
    [
      'a note, and another source',
      notes('', 'KL, Om tillid, 2020.'),
      notes('[^1]', 'KL, Om tillid, 2020.'),
      notes('', 'Regionens hjemmeside.'),
    ],
    ['a note, and none', notes('', 'KL.'), notes('[^1]', 'KL.'), 'Først. Så.\n\nMidten.'],
    [
      'what leads nowhere yet',
      'Et.\n\nMidt.\n\nTo.',
      'Et, se [1].\n\nMidt.\n\nTo.',
      'Et.\n\nMidt.\n\nTo, [her][1].\n\n[1]: https://x.dk',
    ],
  ])('%s', (_, base, one, other) => {
    expect(clashes(mergeText(base, one, other)).length).toBeGreaterThan(0);
    expect(clashes(mergeText(base, other, one)).length).toBeGreaterThan(0);
  });

  test('but not to a note that was put otherwise, nor for other words beside a link', () => {
    expect(
      merged(
        notes('', 'KL, Om tillid, 2020.'),
        notes('[^1]', 'KL, Om tillid, 2020.'),
        notes('', 'KL: Om tillid (2020).'),
      ),
    ).toBe(notes('[^1]', 'KL: Om tillid (2020).'));
    expect(
      merged(
        link('a', 'https://x.dk/b'),
        link('a', 'https://x.dk/b').replace('her', 'der'),
        link('a', 'https://x.dk/a'),
      ),
    ).toBe(link('a', 'https://x.dk/a').replace('her', 'der'));
  });
});

/** Returns what each reference of a text leads to, by another reader of Markdown than the wiki's. */
function leadsOf(text: string): string[] {
  const env = {};
  const md = new MarkdownIt().use(footnotes);
  const tokens = md.parse(text, env);
  const list =
    (env as { footnotes?: { list?: { label?: string; tokens?: unknown }[] } }).footnotes?.list ?? [];
  const noteAt = new Map<number, string>();
  let open: number | undefined;
  for (const { type, meta, content } of tokens) {
    if (type === 'footnote_open') open = (meta as { id: number }).id;
    if (type === 'footnote_close') open = undefined;
    if (open !== undefined && type === 'inline') noteAt.set(open, content);
  }
  const leads: string[] = [];
  for (const { children } of tokens) {
    children?.forEach((child, i) => {
      const before = children[i - 1]?.content ?? '';
      if (child.type === 'footnote_ref')
        leads.push(`${before.split(' ').at(-1)!} → ${noteAt.get((child.meta as { id: number }).id)}`);
      if (child.type === 'link_open') leads.push(`${children[i + 1]?.content} → ${child.attrGet('href')}`);
    });
  }
  expect(list.length).toBe(noteAt.size);
  return leads;
}

describe('a name is read as it is written', () => {
  const both = (text: (address: string) => string) => {
    const [mine, theirs] = [text('min'), text('deres')];
    return [mine, theirs, `${mine}\n\nMidt.`, `Midt.\n\n${theirs}`] as const;
  };

  test.each([
    ['with an escaped sign', (own: string) => `Se [C\\#] og [her][c\\#].\n\n[C\\#]: https://${own}.dk`],
    ['with only escaped signs', (own: string) => `Se [\\*\\_] nu.\n\n[\\*\\_]: https://${own}.dk`],
    ['with an escaped bracket', (own: string) => `Se [a\\]b] nu.\n\n[a\\]b]: https://${own}.dk`],
    ['with code', (own: string) => `Se [kør \`npm\`] nu.\n\n[kør \`npm\`]: https://${own}.dk`],
    ['of a note, with an escaped sign', (own: string) => `Se[^a\\*] nu.\n\n[^a\\*]: Kilde ${own}`],
    [
      'of a note, as long as can be',
      (own: string) => `Se[^${'a'.repeat(100)}] nu.\n\n[^${'a'.repeat(100)}]: Kilde ${own}`,
    ],
    [
      'with words in parentheses right behind',
      (own: string) => `Se [k](s. 3, note 2).\n\n[k]: https://${own}.dk`,
    ],
    [
      'with a word in parentheses that is no address',
      (own: string) => `Se [k](side to).\n\n[k]: https://${own}.dk`,
    ],
    ['behind what has brackets in it', (own: string) => `Se [a [b [q]] c][1].\n\n[1]: https://${own}.dk`],
    ['behind a bracket that stays open', (own: string) => `Se [a [b][1].\n\n[1]: https://${own}.dk`],
  ])('%s: each leads where it did, and no sign is new', (_, text) => {
    const [mine, theirs, one, other] = both(text);
    for (const made of [merged('Midt.', one, other), merged('Midt.', other, one)]) {
      expect(leadsOf(made).toSorted()).toEqual([...leadsOf(mine), ...leadsOf(theirs)].toSorted());
      expect(
        [...made].filter((sign) => !`${one}${other}-2`.toLowerCase().includes(sign.toLowerCase())),
      ).toEqual([]);
    }
  });

  test('and stays where two names differ by an escaped sign alone', () => {
    const [one, other] = ['Se [a\\*].\n\n[a\\*]: https://min.dk', 'Se [a\\_].\n\n[a\\_]: https://deres.dk'];
    expect(merged('Midt.', `${one}\n\nMidt.`, `Midt.\n\n${other}`)).toBe(`${one}\n\nMidt.\n\n${other}`);
  });

  test('and is given anew on an image within a link, and not on a link with an address of its own', () => {
    const [, , one, other] = both(
      (own) => `Se [![a][i]][1] og [i](/x "y").\n\n[1]: /${own}\n[i]: /${own}.png`,
    );
    expect(merged('Midt.', one, other)).toContain(
      'Se [![a][i-2]][2] og [i](/x "y").\n\n[2]: /min\n[i-2]: /min.png',
    );
  });
});

describe('a note is all of its paragraphs', () => {
  test.each([
    ['a paragraph', '    Side 3.', '    Side 9.'],
    ['an item', '    - Side 3.', '    - Side 9.'],
    ['code', '        npm ci', '        rm -r x'],
    ['a row', '    | a |\n    |---|\n    | 3 |', '    | a |\n    |---|\n    | 9 |'],
  ])('that differ by %s alone are two', (_, one, other) => {
    const note = (more: string) => `Bog[^1].\n\n[^1]: Bogen.\n\n${more}`;
    expect(merged('Midt.', `${note(one)}\n\nMidt.`, `Midt.\n\n${note(other)}`)).toBe(
      `${note(one).replaceAll('[^1]', '[^2]')}\n\nMidt.\n\n${note(other)}`,
    );
    const quoted = (more: string) => note(more).replace(/^/gm, '> ');
    expect(merged('Midt.', `${quoted(one)}\n\nMidt.`, `Midt.\n\n${quoted(other)}`)).toBe(
      `${quoted(one).replaceAll('[^1]', '[^2]')}\n\nMidt.\n\n${quoted(other)}`,
    );
  });

  test('one of which was replaced is asked about where the other side refers to it anew', () => {
    const text = (word: string, source: string) =>
      `Tekst[^1].\n\nMidt i det hele${word}.\n\n[^1]: Se bogen om det.\n\n    ${source}`;
    const base = text('', 'KL, 2020, side 3.');
    const [one, other] = [text('[^1]', 'KL, 2020, side 3.'), text('', 'Danmarks Statistik, Nyt nr. 7.')];
    expect(clashes(mergeText(base, one, other))).toHaveLength(1);
    expect(clashes(mergeText(base, other, one))).toHaveLength(1);
    expect(merged(base, one, text('', 'KL (2020), side 3.'))).toBe(text('[^1]', 'KL (2020), side 3.'));
  });
});

const acts = fc.array(
  fc.record({
    act: fc.constantFrom('note', 'link', 'note above', 'refer', 'refer', 'word', 'drop'),
    at: fc.nat({ max: 9 }),
    name: fc.nat({ max: 3 }),
  }),
  { maxLength: 4 },
);

/** Returns what somebody makes of paragraphs and the definitions under them. */
function madeOf(
  base: readonly string[],
  list: readonly { act: string; at: number; name: number }[],
  who: string,
) {
  let count = 0;
  return list.reduce<readonly string[]>((blocks, { act, at, name }) => {
    const word = `${who}${++count}`;
    const i = at % blocks.length;
    const own = blocks[i]!;
    if (act === 'note') return [...blocks.with(i, `${word}[^${name}] ${own}`), `[^${name}]: ${word}s værk`];
    if (act === 'note above')
      return [`[^${name}]: ${word}s værk`, ...blocks.with(i, `${word}[^${name}] ${own}`)];
    if (act === 'link')
      return [...blocks.with(i, `[${word}][n${name}] ${own}`), `[n${name}]: https://${word}.dk`];
    if (act === 'refer') return blocks.with(i, `${word}[^${name}] [${word}][n${name}] ${own}`);
    if (act === 'drop' && blocks.length > 1) return blocks.toSpliced(i, 1);
    return blocks.with(i, `${word} ${own}`);
  }, base);
}

test('each reference of a clean merge leads where it led for one of the three', () => {
  const written = (blocks: readonly string[]) => blocks.join('\n\n');
  let met = 0;
  fc.assert(
    fc.property(acts, acts, acts, (start, first, second) => {
      const paragraphs = ['Det første står her.', 'Det andet er langt nok.', 'Det tredje kommer så.'];
      const own = madeOf(paragraphs, start, 'grund').filter(
        (block) => !block.startsWith('[') || block.includes(']:'),
      );
      const isOnce = (blocks: readonly string[]) => {
        const names = blocks.flatMap((block) => /^\[[^\]]+\](?=:)/.exec(block)?.[0] ?? []);
        return new Set(names).size === names.length;
      };
      const [mine, theirs] = [madeOf(own, first, 'min'), madeOf(own, second, 'din')];
      fc.pre([own, mine, theirs].every(isOnce));
      const merge = mergeText(written(own), written(mine), written(theirs));
      if (!merge.clean) return;
      const known = [own, mine, theirs].flatMap((blocks) => leadsOf(written(blocks)));
      const leads = leadsOf(merge.text);
      met += leads.length;
      for (const lead of leads) expect(known).toContain(lead);
    }),
    { numRuns: 1500 },
  );
  expect(met).toBeGreaterThan(300);
});

test.each([
  ['[a\\]b]', '[ab]'],
  ['[ab]', '[a\\]b]'],
  ['[a\\]b]', '[a\\[b]'],
])(
  'a reference to what the other side replaced is asked about, whatever brackets are in names: %s, %s',
  (one, two) => {
    const texts = ['Se [l]', 'Se [l]', 'Se [nu]'].map(
      (link, i) =>
        `${link}${two} og [m]${one}.\n\n${one}: https://x.dk\n${two}: https://${i === 1 ? 'z' : 'y'}.dk`,
    );
    expect(clashes(mergeText(texts[0]!, texts[1]!, texts[2]!))).toHaveLength(1);
  },
);

test.each([
  [
    'notes',
    (name: string) => Array.from({ length: 8000 }, (_, i) => `[^${i}]: kilde ${name} ${i}`).join('\n'),
  ],
  ['addresses', (name: string) => `${name}${'\n[a]: b'.repeat(36_000)}${name}`],
  ['empty definitions', (name: string) => `${name}${'\n[a]:'.repeat(50_000)}${name}`],
  ['lines that begin with a bracket', (name: string) => `[a]: ${name}\nb${'\n[a'.repeat(80_000)}`],
  [
    'brackets before parentheses',
    (name: string) => `[k]: ${name}\n\n${`[k](${' '.repeat(1500)}`.repeat(160)}`,
  ],
  ['references', (name: string) => `[1]: https://${name}.dk\n\n${`[a][1] ${name}. `.repeat(18_000)}`],
])('a merge of 256 kB of %s takes less than a second', (_, text) => {
  const [base, mine, theirs] = [text('en'), text('min'), text('deres')];
  expect(costOf(() => mergeText(base, mine, theirs), 1000)).toBeLessThan(1000);
});
