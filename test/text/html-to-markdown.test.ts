import fc from 'fast-check';
import { droppedIn, htmlToMarkdown } from '../../server/text/html-to-markdown.ts';
import { costOf, expectCost } from '../support/cost.ts';

const textOf = (source: string) => htmlToMarkdown(source).text;

describe('Markdown without HTML', () => {
  test.each([
    '# a  \n\n\n* b\n\t* c\r\n\r\n~~~\n<p>d</p>\n~~~\n',
    'a < b, x<y and z>w, List<String>, <3, 1 <2>',
    '<https://a.dk> <b@c.dk> [d](<e f>) \\<b>\n',
    '`<b>` and ``a ` <i>`` &amp; &lt;b&gt;\n',
    '```html\n<p>a</p>\n<!-- b -->\n```\n\n    <p>code</p>\n\n> ```\n> <p>\n> ```\n',
    '{% include a.html %} {{ b }} <a href= <!-- never ends',
    '<foo>a</foo> <x-b c="d">',
  ])('stays, byte for byte: %j', (source) => {
    expect(htmlToMarkdown(source)).toEqual({ text: source, dropped: [] });
  });

  test('stays around the HTML too', () => {
    expect(textOf('*a*  &amp;\n- b\n\n<em>c</em> \\* d_e_\n')).toBe('*a*  &amp;\n- b\n\n*c* \\* d_e_\n');
  });
});

describe('parts of a line', () => {
  test('become their Markdown, inside text that stays as it is', () => {
    expect(textOf('**a** <strong>b</strong> <b> c</b> <em>d</em> <i>e</i> <del>f</del> g*')).toBe(
      '**a** **b**  **c** *d* *e* ~~f~~ g*',
    );
    expect(textOf('<b>a <strong>b</strong></b> <code>c &lt; d</code> <code>`</code> <b> </b>')).toBe(
      '**a b** `c < d` `` ` ``  ',
    );
  });

  test('that are links keep their address and title', () => {
    expect(textOf('x <a href="/privacy/" class="usa-link">Privacy</a>.')).toBe('x [Privacy](/privacy/).');
    expect(textOf('<a href="https://a.dk/?b=c&amp;d" title="e &quot;f&quot;"> g </a>')).toBe(
      ' [g](https://a.dk/?b=c&d "e \\"f\\"") ',
    );
    expect(textOf('<a href="{{ site.baseurl }}/a/">b</a> <a href="(/c/">d</a>')).toBe(
      '[b](<{{ site.baseurl }}/a/>) [d](<(/c/>)',
    );
    expect(textOf('<a href="/a"/>b</a> <A HREF=/c>*d*</A>')).toBe('[b](/a) [*d*](/c)');
  });

  test('that lead nowhere are their text', () => {
    expect(textOf('<a name="a">b</a> <a href="JavaScript:c">d</a> <a href="e"></a> f')).toBe('b d  f');
  });

  test('that are images stay images, which pages show as links', () => {
    expect(
      textOf('<img src="a b.png" alt="c [d]"> <img src="data:x" alt="e"> <a href="f"><img src="g"></a>'),
    ).toBe('![c \\[d\\]](<a b.png>) e [![](g)](f)');
  });

  test('break lines where they did, and nowhere else', () => {
    expect(textOf('a <br> b<br/>\nc')).toBe('a\\\nb\\\nc');
    expect(textOf('a<br><br>b<br>\n\nc<br>')).toBe('a\n\nb\n\nc');
    expect(textOf('| a<br>b |\n|---|\n| <ul><li>c</li><li>d</li></ul> |\n\n## e<br>f')).toBe(
      '| a<br>b |\n|---|\n| • c • d |\n\n## e f',
    );
  });
});

describe('blocks', () => {
  test('become their Markdown, each a paragraph of its own', () => {
    expect(textOf('a\n<p align="center">b\n  c</p>\nd\n')).toBe('a\n\nb c\n\nd\n');
    expect(textOf('<h1>A <em>b</em></h1><p>c</p><hr><h3>D</h3>')).toBe('# A *b*\n\nc\n\n---\n\n### D');
    expect(textOf('<blockquote><p>a</p><p>b</p></blockquote>')).toBe('> a\n>\n> b');
    expect(textOf('<b><p>a</p><p>b</p></b>')).toBe('a\n\nb');
    expect(textOf('<p>&nbsp;</p>a')).toBe('a');
  });

  test('that are lists nest, number and space their items as before', () => {
    expect(
      textOf('<ol> <li>a</li> <li>b <ul> <li>c</li> <li>d</li> </ul> </li> <li></li></ol>\n<ul><li>e</ul>'),
    ).toBe('1. a\n2. b\n   - c\n   - d\n3.\n\n- e');
    expect(textOf('<ol><li value="3">a</li><li>b</li></ol>')).toBe('3. a\n4. b');
    expect(
      textOf('<ol><li>a</li><li value="7">b</li><li>c</li><li value="2"><p>d</p><p>e</p></li></ol>'),
    ).toBe('1. a\n\n7) b\n\n8) c\n\n2. d\n\n   e');
    expect(textOf('<ol><li>a</li><li value="2">b</li><li value="x">c</li></ol>')).toBe('1. a\n2. b\n3. c');
    expect(textOf('<ol start="0"><li>a</li></ol>')).toBe('0. a');
    for (const start of ['-5', 'x', '', '1234567890', '1.5'])
      expect(textOf(`<ol start="${start}"><li>a</li></ol>`)).toBe('1. a');
    expect(textOf('<ol start="3"><li><p>a</p><p>b</p></li><li>c</li></ol>')).toBe('3. a\n\n   b\n\n4. c');
    expect(textOf('<ul>\n\n    <li>a</li>\n\n    <li>b</li>\n\n</ul>\n')).toBe('- a\n- b\n');
  });

  test('that are code keep their lines and their characters', () => {
    expect(textOf('<pre><code class="language-js">a &lt; b\n  *c*\n</code></pre>')).toBe(
      '```js\na < b\n  *c*\n```',
    );
    expect(textOf('<pre>```\na</pre>')).toBe('````\n```\na\n````');
  });

  test('that are tables become tables', () => {
    expect(
      textOf(
        '<table><caption>T</caption><thead><tr><th>a<th>b</thead><tr><td>c|d<td><p>e</p><p>f</p></tr><tr><td colspan=2>g</table>',
      ),
    ).toBe('T\n\n| a | b |\n| --- | --- |\n| c\\|d | e f |\n| g |  |');
    expect(textOf('<table><tr><td>a</td></tr></table>')).toBe('|  |\n| --- |\n| a |');
  });

  test('stay in the list or the quote they stand in', () => {
    expect(textOf('- <p>a</p>\n  <p>b</p>\n- c <ul><li>d</li></ul>\n')).toBe('- a\n\n  b\n\n- c\n\n  - d\n');
    expect(textOf('> <ul>\n> <li>a</li>\n> <li>b</li>\n> </ul>\n> c\n')).toBe('> - a\n> - b\n>\n> c\n');
  });

  test('that nobody closed end where they must', () => {
    expect(textOf('<ol><li>a</olli\n  </ol>\n<p>b')).toBe('1. a\n\nb');
  });
});

describe('wrappers', () => {
  const page = `a

<section class="method--section" markdown="1" >

## B

- *c*
- d
</section>
<section markdown="1"> {% include e.html %}

f
</section>
`;

  test('go, and their Markdown stays, paragraph by paragraph', () => {
    expect(textOf(page)).toBe('a\n\n## B\n\n- *c*\n- d\n\n{% include e.html %}\n\nf\n');
    expect(textOf('a <span class="b">*c* &amp;</span> d')).toBe('a *c* &amp; d');
  });

  test('leave no indentation behind that would be code', () => {
    expect(textOf('<div>\n    <div>\n        a\n        b\n    </div>\n</div>')).toBe('a\nb\n');
  });
});

describe('the text of HTML', () => {
  test('has its entities decoded, unlike the Markdown around it', () => {
    expect(textOf('<p>Tom &amp; J&oslash;rn&#58; &lsquo;x&rsquo;</p>\n\nA &amp; B <em>C &amp; D</em>')).toBe(
      'Tom & Jørn: ‘x’\n\nA &amp; B *C & D*',
    );
  });

  test('is no markup, but where it could be none it isn’t escaped', () => {
    expect(textOf('<p>1. a</p><p># b</p><p>- c</p><p>[ ] d</p>')).toBe('1\\. a\n\n\\# b\n\n\\- c\n\n\\[ ] d');
    expect(textOf('<p>*a* _b_ c_d 2 * 3 [e](f) [[g]] [h] &lt;i&gt; `j` k\\l &amp;amp;</p>')).toBe(
      '\\*a\\* \\_b\\_ c_d 2 * 3 [e\\](f) \\[[g]] [h] \\<i> \\`j\\` k\\l \\&amp;',
    );
  });

  test('is Markdown again after a blank line, as CommonMark has it', () => {
    expect(textOf('<blockquote>\n\n*a* &amp;\n\n- b\n\n</blockquote>')).toBe('> *a* &\n>\n> - b');
  });
});

describe('what Markdown can’t say', () => {
  test('is dropped with all it holds, and named once', () => {
    expect(
      htmlToMarkdown(
        'a <script>if (b < c) "<p>"</script><iframe src="d">e</iframe>\n<STYLE>f</STYLE> <input> g <script></script>',
      ),
    ).toEqual({ text: 'a \n  g ', dropped: ['script', 'iframe', 'style', 'input'] });
  });

  test('stays as text where it would take the rest of the page along', () => {
    expect(htmlToMarkdown('a <script>b <p>c')).toEqual({ text: 'a <script>b\n\nc', dropped: [] });
  });

  test('comments go without a word', () => {
    expect(htmlToMarkdown('a <!-- <p> --> b\n\n<!-- c\n\n<script>d</script>\n-->\n\ne\n')).toEqual({
      text: 'a  b\n\ne\n',
      dropped: [],
    });
    expect(textOf('a\n<!-- b -->\nc')).toBe('a\n\nc');
  });
});

describe('any text', () => {
  const bits = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<ul>',
      '<li>',
      '</ul>',
      '<br>',
      '<td>',
      '<table>',
      '</table>',
      '<section>',
    ],
    ...[
      '<a href="x">',
      '</a>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<pre>',
      '<',
      '>',
      '</',
      '&amp;',
      '`',
      '```\n',
    ],
    ...['\n', '\n\n', '\n    ', '- ', '> ', '1. ', '# ', '|', '*', 'ø', 'ø', ' ', '\\', '\r\n'],
  );
  const text = fc.array(bits, { maxLength: 40 }).map((parts) => parts.join(''));

  test('is converted without throwing, and its words survive', () => {
    fc.assert(
      fc.property(text, (source) => {
        const readable = source.replace(/<!--[^]*?-->|<script>[^]*?<\/script>/g, '');
        expect(textOf(source).split('ø').length).toBeGreaterThanOrEqual(readable.split('ø').length);
      }),
      { numRuns: 300 },
    );
  });

  const full = (part: string) => part.repeat(Math.ceil(131_072 / part.length));

  test.each([
    '<b>',
    '<b>a</b> ',
    '<ol><li>a',
    '<ul><li>',
    '<blockquote>\n\n',
    '<code>a',
    '<i><b>x</i>',
    '# <b>a</b>',
    'a<br>',
    '<!-- ',
    '<!-- -->\n\n',
    '- a\n<!-- -->\n    b\n',
    '<input>\n',
    '<button>',
    '<a x="',
    '<a x=1 ',
    '<p title="&amp;">',
    '</b  <',
    '|<b>a</b>',
  ])('takes time in proportion to its length: %j over and over', (part) => {
    const read = (length: number) => {
      const source = `| a | b |\n|---|---|\n${part.repeat(length / part.length)}`;
      return () => void [htmlToMarkdown(source), droppedIn(source)];
    };
    expectCost(read(262_144), 200, 6, read(65_536));
  });

  test('with one attribute of a book’s length is read', () => {
    const read = (length: number) => () => void textOf(`<a href="/b" title="${'a "'.repeat(length)}">c</a>`);
    expectCost(read(87_000), 100, 6, read(21_750));
    expect(textOf(`<a href="/b" title='${'a '.repeat(99_999)}'>c</a>`)).toMatch(/^\[c\]\(\/b "a /);
  });

  test.each([
    ['<'],
    ['<p>'],
    ['<div>'],
    ['<ul><li>'],
    ['</p>'],
    ['<!--'],
    ['<script>'],
    ['<a x="'],
    ['<br>   '],
    ['<table><tr><td colspan=50>'],
    ['<p>`</p>'],
    ['> <p>a</p>\n'],
    ['</olli'],
  ])('takes bounded time: %j over and over', (part) => {
    expect(costOf(() => textOf(full(part)), 3000)).toBeLessThan(3000);
  });
});

describe('what nothing ends', () => {
  const rest = '\n\nEfter **her**.\n\n- a\n- b\n';
  test.each([
    [
      '| one | two |\n|---|---|\n| one | x <p/>y |\n| to | z |',
      '| one | two |\n|---|---|\n| one | x y |\n| to | z |',
    ],
    [
      '| a | b |\n|---|---|\n| <p>x</p><p>y</p> | a<div>b</div>c <p>d</p>, <b>e</b><p>f</p><b>g</b> |',
      '| a | b |\n|---|---|\n| x y | a b c d , **e** f **g** |',
    ],
    ['# A<p>b</p>c<div></div>d', '# A b cd'],
    ['| a | b |\n|---|---|\n| <div>x | y |\n| z | <span>u |', '| a | b |\n|---|---|\n| x | y |\n| z | u |'],
    ['# Emne <p>x', '# Emne x'],
    ['Emne <section>x\n====', 'Emne x\n===='],
    ['## A <div/>b', '## A b'],
    ['## A <em>b\n\n## C </em>d', '## A *b*\n\n## C d'],
    ['<table><tr><td>a</td></tr><table>', '|  |\n| --- |\n| a |'],
    ['<table><tr><td>a</td></tr></tbody>', '|  |\n| --- |\n| a |'],
    ['<table><tr><td>a', '|  |\n| --- |\n| a |'],
  ])('in a row, a heading or a table flattens nothing that follows: %j', (source, text) => {
    expect(textOf(source + rest)).toBe(text + rest);
  });

  test('spoils no table in a cell of another, and none that follows', () => {
    const table = (text: string) => `<table><tr><td>${text}</td></tr></table>`;
    expect(textOf(`${table(`a ${table('b')} c`)}\n\n${table('d')}`)).toBe(
      '|  |\n| --- |\n| a b c |\n\n|  |\n| --- |\n| d |',
    );
    expect(textOf(`<table><tr><td>\n\n**a**\n\n</td></tr></table>\n`)).toBe('|  |\n| --- |\n| **a** |\n');
  });
});

describe('what nobody ends', () => {
  const rest = '# Emne\n\n- a\n- b\n\n| c |\n|---|\n| d |\n';
  test.each([
    ['Brug <code>x', 'Brug `x`'],
    ['Brug <code/>x', 'Brug `x`'],
    ['<b>Vigtigt', '**Vigtigt**'],
    ['Se <a href="x">her', 'Se [her](x)'],
    ['10<sup>6', '10⁶'],
    ['<h2>Titel', '## Titel'],
    ['<ul>\n<li>x\n<li>y', '- x\n- y'],
    ['<ul>\n\n<li>x\n\n<li>y', '- x\n\n- y'],
    ['<ol><li/>x', '1. x'],
    ['<blockquote>\nx', '> x'],
    ['<dl><dt>x<dd>y', 'x\n\ny'],
    ['<p>x\n\n<p>y', 'x\n\ny'],
    ['<div><section><p>x', 'x'],
    ['<pre>x', 'x'],
    ['- x <b>y', '- x **y**'],
    ['> x <em>y', '> x *y*'],
    ['<b>x\n\ny</b>', '**x**\n\ny'],
  ])('ends with its paragraph or its block: %j', (source, text) => {
    expect(textOf(`${source}\n\n${rest}`).replace(/\n\n\n+/g, '\n\n')).toBe(`${text}\n\n${rest}`);
  });

  test('ends with its cell, unless the bar is a link’s', () => {
    const table = (row: string) => `| a | b |\n|---|---|\n| ${row} |\n`;
    expect(textOf(table('<code>x | <b>y'))).toBe(table('`x` | **y**'));
    expect(textOf(table('<b>[[Idé|navn]]</b> | <i>x \\| y'))).toBe(table('**[[Idé|navn]]** | *x \\| y*'));
  });

  test('flattens nothing, however often', () => {
    for (const tag of ['<span>', '<font size="2">', '<b>', '<div>', '<li>', '<a href="x">']) {
      expect(textOf(`${`${tag}x\n\n`.repeat(600)}${rest}`)).toContain(`\n\n${rest}`);
    }
  });

  test('that stands around blocks and is ended stays around them', () => {
    expect(textOf('<a href="x">\n\n![i](y)\n\n</a>').trim()).toBe('[![i](y)](x)');
  });
});

describe('what HTML says', () => {
  test.each([
    ['<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></table>', '| a | b |\n| a | c |'],
    [
      '<table><tr><td>a</td><td rowspan=2 colspan=2>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>',
      '| a | b |  |\n| c | b |  |\n| d | e | f |',
    ],
    ['<table><tr><td rowspan="0">a</td><td>b</td></tr><tr><td>c</td></tr></table>', '| a | b |\n| a | c |'],
  ])('of a cell that reaches down is said in each row: %#', (source, rows) => {
    expect(textOf(source).split('\n').slice(2).join('\n')).toBe(rows);
  });

  test('of many cells that reach far down fills up no memory', () => {
    const cell = `<tr><td rowspan=9999 colspan=50>${'a'.repeat(100)}</td></tr>`;
    expect(textOf(`<table>${cell.repeat(1000)}</table>`).length).toBeLessThan(1_000_000);
  });

  test.each([
    ['10<sup>6</sup> m<sup>-2</sup> H<sub>2</sub>O', '10⁶ m⁻² H₂O'],
    ['x<sup>2k</sup> 1<sup>st</sup> a<sub>max</sub>', 'x^2k^ 1^st^ a~max~'],
    [
      '10<sup>1/2</sup> m<sup>&minus;2</sup> x<sup>10 %</sup> y<sup>(n+1)/2</sup>',
      '10^1/2^ m⁻² x^10 %^ y^(n+1)/2^',
    ],
    ['x<sup><i>n</i></sup> y<sub><b>i</b>, j</sub> 2<sup><b>6</b></sup>', 'x^*n*^ y~**i**, j~ 2^**6**^'],
    [
      'x<sup>a<sup>b</sup></sup> y<sup>a<sub>i</sub></sup> z<sup>2<sup>3</sup></sup>',
      'x^(a^b^)^ y^a~i~^ z^2³^',
    ],
    ['A<sup>®</sup> b<sup>[1](x)</sup> <sup> </sup>', 'A® b[1](x)  '],
  ])('of what stands high or low is kept: %j', (source, text) => expect(textOf(source)).toBe(text));

  test.each([
    ['<h2><button>A</button></h2>', '## A'],
    [
      '<h2 class="x"><span><button type="button" aria-expanded="false">A <b>b</b></button></span></h2>',
      '## A **b**',
    ],
    ['<button><h3>A</h3></button>', '### A'],
    ['## <button>A</button>', '## A'],
    ['<h2>A</h2><button>væk</button>', '## A'],
    ['<button>\n\n## A\n\nb\n\n</button>', '## A\n\nb'],
    ['<button>\n\nA\n===\n\n</button>\n\nb', 'A\n===\n\n\n\nb'],
    ['<button>A</button> b\n=====\n\nc', 'A b\n=====\n\nc'],
    ['> ## <button>A</button>\n\n- # <button>B</button>', '> ## A\n\n- # B'],
    ['A\n\n---\n\n<button>væk</button>\n\n- b', 'A\n\n---\n\n- b'],
  ])('of a heading with a button stays: %j', (source, text) => expect(textOf(source).trim()).toBe(text));

  test.each([
    ['- a\n\n<!-- -->\n\n    b\n    c\n\nd', '- a\n\n```\nb\nc\n```\n\nd'],
    ['1. a\n\n<!-- x\ny -->\n\n\tb', '1. a\n\n```\nb\n```\n'],
    ['a\n\n<!-- -->\n\n    b\n', 'a\n\n    b\n'],
    ['- a\n\n<!-- -->\n\nb\n', '- a\n\nb\n'],
  ])('of a comment between a list and code is kept as a boundary: %j', (source, text) => {
    expect(textOf(source)).toBe(text);
  });

  test('of a line break in a cell is kept, as the one HTML there', () => {
    expect(textOf('| a |\n|---|\n| b<br/>c<BR>d |\n')).toBe('| a |\n|---|\n| b<br>c<br>d |\n');
    expect(textOf('<table><tr><th>a<br>b<br></th></tr></table>')).toBe('| a<br>b |\n| --- |');
  });

  test('of attributes that stand together is read', () => {
    expect(textOf('<a href="x"class="y">z</a> <img src=\'a\'alt="b">')).toBe('[z](x) ![b](a)');
  });

  test('of an address without quotes is read as a browser reads it', () => {
    expect(textOf('<a href=https://x.dk/?a=1&b=2>z</a> <img src=a.png?w=3 alt=b>')).toBe(
      '[z](https://x.dk/?a=1&b=2) ![b](a.png?w=3)',
    );
  });

  test('that is dropped is told with its line', () => {
    expect(
      droppedIn('---\na: 1\n---\n<script>x</script>\n\n`<script>`\n<iframe></iframe><input>\n<!-- a -->'),
    ).toEqual([
      { element: 'script', line: 4 },
      { element: 'iframe', line: 7 },
      { element: 'input', line: 7 },
    ]);
    expect(droppedIn('a')).toEqual([]);
  });
});
