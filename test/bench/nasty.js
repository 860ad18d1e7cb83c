/** Texts that cost more than they should where somebody was careless: for fields, and for the bodies of articles. */

/** Repeats a piece up to so many bytes. */
export const repeated = (piece, bytes) => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));

const numbered = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** What a stranger may send in a field, by the name of its kind. */
export function nastyFields(bytes) {
  const of = (piece) => repeated(piece, bytes);
  return {
    'combining marks': `e${of('\u0301')}`,
    'marks of two classes': `e${of('\u0327\u0301')}`,
    'white space': `a${of(' ')}a`,
    'line ends': of('\r\n'),
    'at signs': of('a@'),
    points: of('a.'),
    names: of('Ana '),
    brackets: of('['),
    'less-than signs': of('<a '),
    JSON: `${of('[').slice(0, bytes / 2)}${of(']').slice(0, bytes / 2)}`,
    'joined emoji': of('👩‍👩‍👧'),
    letters: of('abcabc'),
    Hangul: of('\u1100\u1161\u11a8'),
  };
}

/** Bodies at the limit of an article, by the name of their kind. */
export function nastyBodies(bytes) {
  const of = (piece) => repeated(piece, bytes);
  return {
    addresses: of('http://a.dk/'),
    'www addresses': of('www.a.dk '),
    mailboxes: of('a@a.dk '),
    'short headings': numbered(bytes / 12, (index) => `# æ${index}`).slice(0, bytes),
    'open brackets': of('['),
    'open images': of('![a]('),
    stars: of('*a **b '),
    underscores: of('_a__b'),
    'code spans': Array.from({ length: 700 }, (_, index) => '`'.repeat(index + 1)).join(' '),
    quotations: `${'>'.repeat(bytes / 4)} a\n${of('> ').slice(0, bytes / 2)}`,
    'nested lists': numbered(600, (index) => `${' '.repeat(index)}- a`).slice(0, bytes),
    'wide table': [
      of('|a').slice(0, bytes / 3),
      of('|-').slice(0, bytes / 3),
      of('|a').slice(0, bytes / 3),
    ].join('\n'),
    'long table': ['|a|b|', '|-|-|', of('|a|b|\n')].join('\n').slice(0, bytes),
    footnotes: numbered(bytes / 26, (index) => `a[^${index}]\n\n[^${index}]: b`).slice(0, bytes),
    'wiki links': of('[[a]] '),
    'open wiki links': of('[['),
    entities: of('&amp;'),
    'less-than signs': of('<'),
    lines: of('a\n'),
    paragraphs: of('a\n\n'),
    definitions: numbered(bytes / 20, (index) => `[${index}]: http://a.dk`).slice(0, bytes),
    containers: of('::: a\n'),
    tasks: of('- [ ] a\n'),
    'one word': of('a'),
    prose: of('Vi spurgte borgerne først, og så ændrede vi det, de bad om. '),
  };
}
