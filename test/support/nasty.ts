/** Bodies made to be dear: each as large as an article may be, of one kind of Markdown in heaps; and an ordinary one to set them beside. */

/** The largest body that may be saved, in bytes. */
export const LARGEST = 262_144;

/** As many of a piece as there's room for. */
function filled(piece: string, size: number): string {
  const count = Math.ceil(size / Buffer.byteLength(piece));
  return piece.repeat(count).slice(0, Math.floor((size * piece.length) / Buffer.byteLength(piece)));
}

/** Lines that count up, until there's no room for more. */
function countedTo(line: (index: number) => string, size: number): string {
  const lines: string[] = [];
  for (let i = 0, room = size; (room -= Buffer.byteLength(line(i)) + 1) >= 0; i++) lines.push(line(i));
  return lines.join('\n');
}

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const WORDS =
  'kommunen prøver en ny måde at holde møder på og borgerne fortæller hvad de har brug for når de søger hjælp hos os i den første uge efter fødslen'.split(
    ' ',
  );

/** An ordinary article of 256 kB: Danish prose with headings, lists and a link here and there. */
export function prose(seed = 1, size = LARGEST): string {
  const next = chance(seed);
  const sentence = () =>
    Array.from({ length: 8 + 12 * next() }, () => WORDS[Math.floor(WORDS.length * next())]).join(' ') + '. ';
  return countedTo((i) => {
    if (i % 9 === 0) return `\n## Afsnit ${i}\n`;
    if (i % 9 === 4) return `- ${sentence()}\n- ${sentence()} Se [kilden](https://example.dk/${i}).`;
    return `\n${sentence()}${sentence()}${sentence()}`;
  }, size);
}

/** Returns what makes the bodies of a size, by what they are heaps of. */
export function nasty(size = LARGEST): Record<string, () => string> {
  const fill = (piece: string, room = size) => filled(piece, room);
  const counted = (line: (index: number) => string, room = size) => countedTo(line, room);
  const half = size / 2 - 100;
  const third = Math.floor(size / 6);
  return {
    'quotes that look for their ends over and over': () => fill(`${'>'.repeat(90)}a\n${'>a\n'.repeat(400)}`),
    'quotes that look past what ends their text': () => fill(`${'>'.repeat(50)}# a\n${'>a\n'.repeat(400)}`),
    'quotes in items that look for their ends': () => fill(`${'- > '.repeat(25)}# a\n${'a\n'.repeat(300)}`),
    'quotes in items': () => fill('- > a\n'),
    'marks of all kinds': () => fill('- > 1. # a *b* [c](d) `e`\n'),
    'links in one word': () => fill('http://a.dk/'),
    'links in one word, with other ends': () => fill('https://a.dk/x_y*z)('),
    'links with a space between': () => fill('http://a.dk/ '),
    'short links': () => fill('//a.dk a.dk '),
    'links without a scheme, in one word': () => fill('www.a.dk/'),
    'addresses of mail': () => fill('a@b.dk '),
    'addresses of mail in one word': () => fill('a@b.dk'),
    'half addresses of mail': () => fill('+b'),
    'at signs': () => fill('@a.'),
    'names of hosts without an end': () => fill('a.'),
    'long names of hosts': () => fill(`${'a-'.repeat(30)}a.`),
    schemes: () => fill('http://'),
    'a link with brackets that nest': () => `http://a.dk/${fill('([{', half)}`,
    'links with brackets': () => fill('http://a.dk/(a(b(c(d'),
    'links with quotation marks': () => fill(`http://a.dk/"'`),
    'one link of 256 kB': () => `https://a.dk/${fill('a', size - 20)}`,
    'one link of letters that are encoded': () => `https://a.dk/${fill('å', size - 20)}`,
    'links to hosts in other letters': () => fill('http://å.dk/ '),
    autolinks: () => fill('<http://a.dk>'),
    'autolinks without an end': () => fill('<http:'),
    'autolinks of mail': () => fill('<a@b.dk>'),
    tags: () => fill('<a b="c">'),
    'closing tags without an end': () => fill('</b'),
    'less than': () => fill('<'),
    'half beginnings of comments': () => fill('<!'),
    'comments without an end': () => fill('<!--'),
    'opening brackets': () => fill('['),
    'links without an end': () => fill('[a](b '),
    'links without an address': () => fill('[a]('),
    'addresses of links that open': () => fill('[a](<b'),
    'titles that open': () => fill('[a](b "'),
    links: () => fill('[a](b)'),
    'links of nothing': () => fill('[](b)'),
    'links in links': () => '['.repeat(third) + '](a)'.repeat(third),
    'brackets after each other': () => fill(']('),
    'images without an end': () => fill('!['),
    images: () => fill('![a](b)'),
    'images in images': () => '!['.repeat(third) + '](a)'.repeat(third),
    'wiki links': () => fill('[[a]] '),
    'different wiki links': () => counted((i) => `[[a${i}]]`),
    'wiki links without an end': () => fill('[[a'),
    'wiki links with all their parts': () => fill('[[a#b|c]]'),
    definitions: () => counted((i) => `[${i}]: a`),
    'definitions that are used': () =>
      counted((i) => `[${i}]: a`, half) + '\n\n' + counted((i) => `[${i}]`, half),
    'one definition, used again and again': () =>
      `[a]: http://a.dk/${'b'.repeat(1900)}\n\n${fill('[a] ', size - 2000)}`,
    'definitions of one name': () => fill('[a]: b\n'),
    'a definition without an end': () => `[a]: ${fill('\n"', half)}`,
    'names of links without a definition': () => fill('[a][b] '),
    footnotes: () => counted((i) => `[^${i}]`, half) + '\n\n' + counted((i) => `[^${i}]: a`, half),
    'references to one footnote': () => `[^a]: b\n\n${fill('[^a]', size - 20)}`,
    'footnotes that refer to footnotes': () => `[^0]\n\n` + counted((i) => `[^${i}]: [^${i + 1}]`, size - 20),
    'footnotes in footnotes': () => `x[^a]\n\n${fill('[^a]: ', size - 20)}`,
    'references without a footnote': () => fill('[^a]'),
    headings: () => fill('# a\n'),
    'headings without a word': () => fill('#\n'),
    'headings with letters that are encoded': () => fill('# æN\n'),
    'headings that look numbered': () => fill('# a\n# a-2\n'),
    'different headings': () => counted((i) => `## ${i}`),
    'long headings': () => counted((i) => `## ${'ord '.repeat(50)}${i}`),
    'underlined headings': () => fill('a\n-\n'),
    'headings underlined by two signs': () => fill('a\n==\n'),
    'one heading': () => `# ${fill('a ', size - 20)}`,
    stars: () => fill('*'),
    underscores: () => fill('_'),
    emphasis: () => fill('*a*'),
    'emphasis that closes late': () => '*a '.repeat(third) + '*b'.repeat(third),
    'emphasis of two kinds': () => fill('*a_'),
    'emphasis that never closes': () => fill('*_a'),
    'strong emphasis that never closes': () => fill('**_c '),
    'emphasis that begins within a word': () => fill('_a*b_'),
    'emphasis of figures': () => fill('*1_'),
    'emphasis in paragraphs of one letter': () => fill('*a\n\n'),
    'emphasis behind brackets that open': () => fill('[*a'),
    'emphasis in images without an end': () => fill('![*a*](b '),
    'emphasis behind backticks': () => fill('`*a'),
    'emphasis over the bars of a table': () => fill('|a*|_b|\n'),
    'strong emphasis of two kinds': () => fill('**a *b '),
    'emphasis that nests': () =>
      '*a **b '.repeat(Math.floor(size / 15)) + ' b** a*'.repeat(Math.floor(size / 15)),
    strikes: () => fill('~~a'),
    'strikes alone': () => fill('~'),
    backticks: () => counted((i) => '`'.repeat(i % 700)),
    code: () => fill('`a`'),
    'backticks and a space': () => fill('` '),
    backslashes: () => fill('\\'),
    escapes: () => fill('\\*'),
    'and signs': () => fill('&'),
    entities: () => fill('&amp;'),
    'other entities': () => fill('&aelig;'),
    'entities without an end': () => fill('&a'),
    'numbers of letters': () => fill('&#x26;'),
    'quotation marks': () => fill('"'),
    quotes: () => fill('>'),
    'lines of quotes': () => fill('> a\n'),
    'quotes between lines': () => fill('> a\nb\n\n'),
    'deep quotes': () => fill(`${'> '.repeat(29)}a\n\n`),
    'quotes of growing depth': () => counted((i) => `${'>'.repeat(i % 700)} a`),
    'a list': () => fill('- a\n'),
    'a list of nothing': () => fill('-\n'),
    'a loose list': () => fill('- a\n\n'),
    'a list with numbers': () => fill('1. a\n'),
    'lists of other marks': () => fill('- a\n+ a\n'),
    'a deep list': () => fill('- '),
    'deep lists': () => fill(`${'- '.repeat(28)}a\n`),
    'lists of growing depth': () => counted((i) => `${' '.repeat(2 * (i % 500))}- a`),
    'lists in quotes': () => fill('> - a\n> > - b\n'),
    tasks: () => fill('- [ ] a\n'),
    'a table': () => `|a|b|\n|-|-|\n${fill('|a|b|\n', size - 20)}`,
    'a table without bars at the ends': () => `a|b\n-|-\n${fill('a\n', size - 20)}`,
    'a wide table': () => `|${fill('a|', half)}\n|${fill('-|', half)}`,
    'a wide table with short rows': () =>
      `|${fill('a|', size / 4)}\n|${fill('-|', size / 4)}\n${fill('a\n', size / 2 - 100)}`,
    tables: () => fill('|a|\n|-|\n\n'),
    'heads of tables': () => fill('|a|\n|-|\n'),
    'a table of nothing': () => `||\n|-|\n${fill('||\n', size - 20)}`,
    bars: () => fill('|'),
    'lines of bars': () => fill('|-\n'),
    'a fence without an end': () => '```\n' + fill('a\n', size - 20),
    fences: () => fill('```\na\n```\n'),
    'fences with a name': () => fill('```a b\n```\n'),
    'fences of growing length': () => counted((i) => '`'.repeat(3 + (i % 700))),
    'code by spaces': () => fill('    a\n\n'),
    notes: () => fill('::: note\n:::\n'),
    'notes without an end': () => fill('::: note\n'),
    'notes with a title': () => fill(':::note a\nb\n:::\n'),
    colons: () => fill(':::\n'),
    'lines across': () => fill('---\n'),
    'lines across, of stars': () => fill('* * *\n'),
    'lines of one letter': () => fill('a\n'),
    'paragraphs of one letter': () => fill('a\n\n'),
    'lines that break': () => fill('a  \n'),
    'lines that break by a backslash': () => fill('a\\\n'),
    'empty lines': () => fill('\n'),
    spaces: () => fill(' ', size - 1) + 'a',
    tabs: () => fill('\t'),
    'lines of spaces': () => fill(`${' '.repeat(80)}\n`),
    'one word': () => fill('å'),
    'one line': () => fill('Ord om offentlig innovation, '),
    'letters one by one': () => fill('a b '),
    'marks that combine': () => `a${fill('\u0301', size - 20)}`,
    'wide letters': () => fill('𝒜'),
    smileys: () => fill('👩‍👩‍👧 '),
    points: () => fill('.'),
    'sentences of one letter': () => fill('A. '),
    'points and spaces': () => fill('. '),
    'a bit of all': () =>
      fill(
        '# a [b](c) *d* `e` www.f.dk\n- [ ] [[g]] ~~h~~ &amp; <i>\n\n|j|\n|-|\n|k|\n\n> l[^m]\n\n[^m]: n\n\n',
      ),
  };
}

/** A body of which another wrote every tenth word anew, and a paragraph at the end. */
export function edited(body: string): string {
  let words = 0;
  const text = body.replace(/[\p{L}\p{N}]+/gu, (word) => (words++ % 10 === 5 ? `x${word.slice(1)}` : word));
  return `${text}\n\nEt afsnit af en anden.\n`;
}

/** A body with a thousand small changes, every other place of those that another `turn` changes. */
export function changed(body: string, turn: 0 | 1): string {
  const step = Math.max(2, Math.floor(body.length / 2000));
  let text = '';
  for (let at = 0, i = 0; at < body.length; at += step, i++) {
    text += body.slice(at, at + step) + (i % 2 === turn ? 'xy'[turn] : '');
  }
  return text;
}
