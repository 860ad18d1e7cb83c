import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import MarkdownIt, { type MarkdownIt as Markdown } from 'markdown-it';
import { readMarkdown, type Labels } from '../../server/text/markdown.ts';
import { parser } from '../../server/text/markdown/parser.ts';
import { remarksOn } from '../../server/text/markdown/remarks.ts';
import { titleInLink, wikiLinkAt } from '../../server/text/markdown/wiki-links.ts';
import { costOf, expectCost } from '../support/cost.ts';

const labels: Labels = {
  note: 'Bemærk',
  tip: 'Tip',
  warning: 'Advarsel',
  footnotes: 'Noter',
  footnote: 'Note',
  back: 'Tilbage til teksten',
  image: 'billede',
  table: 'Tabel',
  done: 'Udført',
  open: 'Ikke udført',
  heading: 'Link til afsnittet',
  missing: 'Artiklen er ikke skrevet endnu',
};

const render = (source: string, missing: string[] = []) =>
  readMarkdown(source).render({ href: (path) => `/en${path}`, missing: new Set(missing), labels });

const htmlOf = (source: string, missing: string[] = []) => render(source, missing).html.trimEnd();

test('a heading that a text begins with is left out where the title says the same, and links to it lead to its place', () => {
  const titled = (source: string, title = 'Prøve  handling') =>
    readMarkdown(source).render({ href: String, missing: new Set(), labels, title });
  const { html, toc, skipped } = titled('\n# prøve *handling*\n\n## A\n\n### B\n');
  expect(html).toBe('<span id="prøve-handling"></span><h2 id="a">A</h2>\n<h3 id="b">B</h3>\n');
  expect(toc.map(({ level, id }) => `${level} ${id}`)).toEqual(['2 a', '3 b']);
  expect(skipped).toBe(2);
  for (const other of ['# Prøve', 'Ord\n\n# Prøve handling', '> # Prøve handling', '# [Prøve](/x) handling'])
    expect(titled(other).skipped).toBe(0);
  expect(titled('# C++', 'C#').html).toContain('C++');
});

describe('headings', () => {
  test('have a link to themselves that says nothing, where that is asked for, and answer to the names that they had', () => {
    const source = '## Pris & *vilkår*\n\n## Andet\n';
    const former = new Map([['andet', ['før', 'endnu-før']]]);
    const { html } = readMarkdown(source).render({ href: String, missing: new Set(), former, labels });
    expect(html).toBe(
      '<h2 id="pris-vilkår">Pris &amp; <em>vilkår</em>' +
        '<a class="heading-link" href="#pris-vilkår" aria-label="Link til afsnittet Pris &amp; vilkår"></a></h2>\n' +
        '<h2 id="andet"><span id="før"></span><span id="endnu-før"></span>Andet' +
        '<a class="heading-link" href="#andet" aria-label="Link til afsnittet Andet"></a></h2>\n',
    );
  });

  test('get ids that keep Danish letters, and one that repeats gets an id of its own', () => {
    expect(htmlOf('## Sådan gør du!\n## Sådan gør du\n## Sådan gør du')).toBe(
      '<h2 id="sådan-gør-du">Sådan gør du!</h2>\n' +
        '<h2 id="sådan-gør-du-2">Sådan gør du</h2>\n' +
        '<h2 id="sådan-gør-du-3">Sådan gør du</h2>',
    );
  });

  test('that already look numbered collide with none', () => {
    const { toc } = render('## A\n## A 2\n## A\n## A 2\n## !\n## ?');
    expect(toc.map(({ id }) => id)).toEqual(['a', 'a-2', 'a-3', 'a-2-2', 'afsnit', 'afsnit-2']);
  });

  test('are moved below the page’s own h1 where a text uses it, and stay where it does not', () => {
    expect(htmlOf('# A\n## B\n###### F')).toBe('<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h6 id="f">F</h6>');
    expect(htmlOf('## A\n### B')).toBe('<h2 id="a">A</h2>\n<h3 id="b">B</h3>');
    expect(htmlOf('A\n=\n\nB\n-')).toBe('<h2 id="a">A</h2>\n<h3 id="b">B</h3>');
  });

  test('in quotes, lists, boxes and footnotes stay out of the contents, and move no others', () => {
    const nested = '> # A\n\n- ## B\n\n1. C\n   =\n\n::: note\n# D\n:::\n\nx[^e]\n\n[^e]: # E\n';
    const { html, toc } = render(`${nested}\n## F\n\n### A\n`);
    expect(toc).toEqual([
      { level: 2, id: 'f', text: 'F' },
      { level: 3, id: 'a-2', text: 'A' },
    ]);
    expect(Array.from(html.matchAll(/<(h\d) id="([a-z\d-]*)"/g), ([, name, id]) => `${name} ${id}`)).toEqual([
      'h2 a',
      'h2 b',
      'h2 c',
      'h2 d',
      'h2 f',
      'h3 a-2',
      'h2 e',
    ]);
    expect(htmlOf('> ## A\n\n# B\n\n## C')).toContain(
      '<h3 id="a">A</h3>\n</blockquote>\n<h2 id="b">B</h2>\n<h3',
    );
  });

  test('have a prefix, and so have links to them, where that is asked for', () => {
    const { html, toc } = readMarkdown(
      '## A\n\n## A\n\n[[#A]] [b](#a-2) [c](#fn:1) [d](/x#a) [[E#A]]',
    ).render({
      ...{ href: String, prefix: 'preview:', missing: new Set(), labels },
    });
    expect(toc.map(({ id }) => id)).toEqual(['preview:a', 'preview:a-2']);
    expect(Array.from(html.matchAll(/(?:href|id)="([^"]*)"/g), ([, value]) => value)).toEqual([
      'preview:a',
      'preview:a-2',
      '#preview:a',
      '#preview:a-2',
      '#fn:1',
      '/x#a',
      '/wiki/e#a',
    ]);
  });

  test('of level 2 and 3 make the table of contents, as plain text', () => {
    const source =
      '# *Idé* & `kode`\n## [[Prøvehandling|prøv]][^1] ![alt](a.png)\n### Dybere\n#\n\n[^1]: Note';
    expect(render(source).toc).toEqual([
      { level: 2, id: 'idé-kode', text: 'Idé & kode' },
      { level: 3, id: 'prøv-alt', text: 'prøv alt' },
    ]);
  });
});

describe('wiki links', () => {
  test('lead to the article, to its heading, or to a heading on the same page', () => {
    expect(htmlOf('[[Idéstorm]] [[Idéstorm|storm]] [[Idéstorm#Sådan gør du]] [[#Før og nu]]')).toBe(
      '<p><a href="/en/wiki/id%C3%A9storm">Idéstorm</a> <a href="/en/wiki/id%C3%A9storm">storm</a> ' +
        '<a href="/en/wiki/id%C3%A9storm#s%C3%A5dan-g%C3%B8r-du">Idéstorm#Sådan gør du</a> ' +
        '<a href="#f%C3%B8r-og-nu">Før og nu</a></p>',
    );
  });

  test('lead to a new article where there is none', () => {
    expect(htmlOf('[[Æbler & pærer#Sort|frugt]]', ['æbler-pærer'])).toBe(
      '<p><a href="/en/new?title=%C3%86bler%20%26%20p%C3%A6rer" class="missing" ' +
        'title="Artiklen er ikke skrevet endnu">frugt</a></p>',
    );
  });

  test('are text in code, when escaped, when broken by a line, empty or too long', () => {
    const long = 'a'.repeat(121);
    expect(htmlOf('`[[a]]`')).toBe('<p><code>[[a]]</code></p>');
    expect(htmlOf('```\n[[a]]\n```')).toBe('<pre><code>[[a]]\n</code></pre>');
    expect(htmlOf('\\[[a]] [[a\nb]] [[]] [[!]] [[#]]')).toBe('<p>[[a]] [[a\nb]] [[]] [[!]] [[#]]</p>');
    expect(htmlOf(`[[${long}]]`)).toBe(`<p>[[${long}]]</p>`);
    expect(htmlOf(`[[${long.slice(1)}]]`)).toContain(`<a href="/en/wiki/${long.slice(1)}">`);
  });

  test('stand in a table, with their bar escaped or not, and make no link of a link around them', () => {
    for (const bar of ['|', '\\|'])
      expect(htmlOf(`|a|\n|-|\n|[[B${bar}c]]|`)).toContain('<td><a href="/en/wiki/b">c</a></td>');
    expect(htmlOf('|[[A|a]]|b|\n|-|-|\n|[[B#C|**c**]]|`[[d|e]]`|')).toMatch(
      /<th scope="col"><a href="\/en\/wiki\/a">a<\/a><\/th>\n<th scope="col">b<\/th>[^]*<td><a href="\/en\/wiki\/b#c"><strong>c<\/strong><\/a><\/td>\n<td><code>\[\[d\|e\]\]<\/code><\/td>/,
    );
    expect(htmlOf('> |a|b|\n> |-|-|\n> |[[B|c]]|d|')).toContain(
      '<a href="/en/wiki/b">c</a></td>\n<td>d</td>',
    );
    // What is no link ends its cell where it has a bar.
    expect(htmlOf('|a|b|\n|-|-|\n|[[B|c]|')).toContain('<td>[[B</td>\n<td>c]</td>');
    expect(htmlOf('[[a|b]]\n-|-')).not.toContain('<table');
    expect(htmlOf('[x [[B]]](y)')).toBe('<p>[x <a href="/en/wiki/b">B</a>](y)</p>');
  });

  test.each([
    ['[[Idé|**fed**]]', 'idé', '<strong>fed</strong>'],
    ['[[Idé| *a* `b` ~~c~~ \\*d\\* ]]', 'idé', '<em>a</em> <code>b</code> <s>c</s> *d*'],
    ['[[Idé|\\[a\\] &amp; b|c]]', 'idé', '[a] &amp; b|c'],
    ['[[Idé|https://a.dk <https://b.dk> c@d.dk]]', 'idé', 'https://a.dk &lt;https://b.dk&gt; c@d.dk'],
    ['[[*Idé* `a`]]', 'idé-a', '*Idé* `a`'],
    ['[[C#]]', 'c', 'C#'],
    ['[[C#|sprog]]', 'c', 'sprog'],
    ['[[C#/.NET]]', 'c-net', 'C#/.NET'],
    ['[[F# og C#]]', 'f-og-c', 'F# og C#'],
    ['[[C##Trin 1]]', 'c#trin-1', 'C##Trin 1'],
    ['[[Lån#§ 5]]', 'lån#5', 'Lån#§ 5'],
    ['[[Sag nr. \\#1]]', 'sag-nr-1', 'Sag nr. #1'],
    ['[[A\\|B]]', 'a-b', 'A|B'],
    ['[[A\\|B|c]]', 'a-b', 'c'],
    ['[[Noget [udkast]]]', 'noget-udkast', 'Noget [udkast]'],
    ['[[Noget \\]]]', 'noget', 'Noget ]'],
    ['[[❤️ Sundhed & »ro«?]]', 'sundhed-ro', '❤️ Sundhed &amp; »ro«?'],
    ['[[C:\\Mappe]]', 'c-mappe', 'C:\\Mappe'],
  ])('%s leads to %s and shows %s', (source, place, shown) => {
    const href = place.split('#').map(encodeURIComponent).join('#');
    expect(htmlOf(source)).toBe(`<p><a href="/en/wiki/${href}">${shown}</a></p>`);
  });

  test.each([
    'C#',
    'C#/.NET',
    'A|B',
    'Noget [udkast]',
    'Sag #1',
    'a]b',
    'C:\\x',
    '[udkast]',
    'Én & to?',
    'a\\',
  ])('the title %s can be said in a link', (title) => {
    const { link } = wikiLinkAt(`[[${titleInLink(title)}]]`, 0)!;
    expect([link.title, link.heading]).toEqual([title, '']);
  });

  test('with brackets around, and brackets with an address, are what they were', () => {
    expect(htmlOf('[[[x]]] [[[x](y)]] [[a [[b]] c]]')).toBe(
      '<p>[<a href="/en/wiki/x">x</a>] [[<a href="y">x</a>]] [[a <a href="/en/wiki/b">b</a> c]]</p>',
    );
  });

  test('are listed by slug, each once, wherever a reader sees them', () => {
    const source =
      '# [[Én]]\n\n- [[To|to]] [[én]] [[#Her]] `[[kode]]`\n\n|[[Tre]]|\n|-|\n\n::: note\n[[Fire#x]][^1]\n:::\n\n[^1]: [[Fem]]';
    expect(readMarkdown(source).links).toEqual(['én', 'to', 'tre', 'fire', 'fem']);
    expect(readMarkdown('Ingen links').links).toEqual([]);
  });

  test('in a cell have any title', () => {
    const source = '| a | b |\n|-|-|\n| [[Ny [2024] plan|navn]] | slut |\n| [[C#|navn]] | [[A\\\\|B|to]] |';
    const { html } = render(source);
    expect(readMarkdown(source).links).toEqual(['ny-2024-plan', 'c', 'a-b']);
    for (const cell of ['>navn</a></td>\n<td>slut</td>', '>to</a></td>']) expect(html).toContain(cell);
  });

  test('cost nothing where they are none, whatever stands between the brackets', () => {
    for (const inner of [
      '\\'.repeat(100),
      '\\#'.repeat(60),
      '#.'.repeat(60),
      '[a]'.repeat(40),
      'a|\\]'.repeat(40),
    ]) {
      expect(costOf(() => readMarkdown(`[[${inner}] her`), 100)).toBeLessThan(100);
      expect(costOf(() => titleInLink(`${inner}a[`), 100)).toBeLessThan(100);
    }
  });
});

describe('other links', () => {
  test.each([
    ['metode', '/en/wiki/metode'],
    ['./metode#trin', '/en/wiki/metode#trin'],
    ['../wiki/x?y=1', '/en/wiki/x?y=1'],
    ['../articles?kind=case', '/en/articles?kind=case'],
    ['..', '/en/'],
    ['../../../x', '/en/x'],
    ['lån/history', '/en/wiki/l%C3%A5n/history'],
    ['?x=1#y', '/en/wiki/id%C3%A9?x=1#y'],
    ['', '/en/wiki/id%C3%A9'],
    ['#afsnit', '#afsnit'],
    ['/wiki/x', '/en/wiki/x'],
    ['https://a.dk/metode', 'https://a.dk/metode'],
    ['//a.dk/metode', '//a.dk/metode'],
    ['mailto:a@b.dk', 'mailto:a@b.dk'],
    ['\\javascript:alert(1)', '/en/wiki/%5Cjavascript:alert(1)'],
  ])('are read as on the page of their article: %s leads to %s', (address, href) => {
    const { html } = readMarkdown(`[a](<${address}>) ![b](<${address}>)`).render({
      ...{ href: (path) => `/en${path}`, self: '/wiki/id%C3%A9', missing: new Set(), labels },
    });
    const found = Array.from(html.matchAll(/ href="([^"]*)"/g), ([, each]) => each);
    expect(found).toEqual([href, href]);
  });

  test('out of the wiki say so to search engines, and addresses and mail are links by themselves', () => {
    expect(htmlOf('[a](https://a.dk "t") www.coi.dk <https://b.dk> c@d.dk')).toBe(
      '<p><a href="https://a.dk" title="t" rel="nofollow noopener">a</a> ' +
        '<a href="http://www.coi.dk" rel="nofollow noopener">www.coi.dk</a> ' +
        '<a href="https://b.dk" rel="nofollow noopener">https://b.dk</a> <a href="mailto:c@d.dk">c@d.dk</a></p>',
    );
    expect(htmlOf('[a](//a.dk)')).toBe('<p><a href="//a.dk" rel="nofollow noopener">a</a></p>');
  });

  test('within the wiki keep the reader’s language', () => {
    expect(htmlOf('[a](/wiki/a#b) [c](/om) [d](#d) [e](e?f=g)')).toBe(
      '<p><a href="/en/wiki/a#b">a</a> <a href="/en/om">c</a> <a href="#d">d</a> <a href="e?f=g">e</a></p>',
    );
  });

  test('are not made of words that ran together, of file names or of code', () => {
    expect(htmlOf('Det er slut.Se mere. Så er det sagt.De gik. readme.md //her `a.dk`')).toBe(
      '<p>Det er slut.Se mere. Så er det sagt.De gik. readme.md //her <code>a.dk</code></p>',
    );
  });

  test('open an image, which the page itself never loads', () => {
    expect(htmlOf('![et *kort*](https://a.dk/k.png "t") ![](b.png)')).toBe(
      '<p><a href="https://a.dk/k.png" title="t" class="image" rel="nofollow noopener"><span>billede:</span> et kort</a> ' +
        '<a href="b.png" class="image"><span>billede:</span> b.png</a></p>',
    );
    expect(htmlOf('[![logo](a.png)](https://b.dk)')).toBe(
      '<p><a href="https://b.dk" rel="nofollow noopener"><span>billede:</span> logo</a></p>',
    );
  });
});

test('in a cell <br> breaks a line, and is text anywhere else, as all HTML is', () => {
  const cellOf = (text: string) => /<td>([^]*)<\/td>/.exec(htmlOf(`|a|\n|-|\n|${text}|`))![1];
  expect(cellOf('a<br>b<br/>**c<br />d**<BR>[e<br>f](g)')).toBe(
    'a<br>\nb<br>\n<strong>c<br>\nd</strong><br>\n<a href="g">e<br>\nf</a>',
  );
  expect(cellOf('`a<br>b` \\<br> &lt;br> <br id="x"> <b>c</b> <!--d-->')).toBe(
    '<code>a&lt;br&gt;b</code> &lt;br&gt; &lt;br&gt; &lt;br id=&quot;x&quot;&gt; &lt;b&gt;c&lt;/b&gt; &lt;!--d--&gt;',
  );
  expect(htmlOf('|a<br>b|\n|-|\n\nc<br>d')).toMatch(/>a<br>\nb<\/th>[^]*<p>c&lt;br&gt;d<\/p>$/);
});

describe('a bare address', () => {
  /** The addresses that a text links to by what they are themselves, in order. */
  const shownIn = (source: string) =>
    [
      ...htmlOf(source).matchAll(/<a href="(?:http:\/\/|mailto:)?([^"]*)"[^>]*>(?:https?:\/\/)?(.*?)<\/a>/g),
    ].map(([, , shown]) => shown);

  test.each([
    ['(Se https://ens.dk/rapport.)', 'ens.dk/rapport'],
    ['»https://ens.dk/a?«', 'ens.dk/a'],
    ['“Se https://ens.dk/a!”, og ”https://ens.dk/b”', 'ens.dk/a ens.dk/b'],
    ['’https://ens.dk/a’ ‹www.ens.dk/b›', 'ens.dk/a www.ens.dk/b'],
    [`'https://ens.dk/a' "https://ens.dk/b"`, 'ens.dk/a ens.dk/b'],
    ['**Kilde: https://ens.dk/a.**', 'ens.dk/a'],
    ['***https://ens.dk/a?!***', 'ens.dk/a'],
    ['~~https://ens.dk/a~~', 'ens.dk/a'],
    ['_Læs: https://ens.dk/b_', 'ens.dk/b'],
    ['__Læs www.ens.dk/a_b.__', 'www.ens.dk/a_b'],
    ['~~ens.dk~~ *ens.dk* _ens.dk_ __www.ens.dk__', 'ens.dk ens.dk ens.dk www.ens.dk'],
    ['~~bo@ens.dk~~ _bo@ens.dk_ **bo@ens.dk**', 'bo@ens.dk bo@ens.dk bo@ens.dk'],
    ['»bo@ens.dk« [bo@ens.dk] “bo@ens.dk”', 'bo@ens.dk bo@ens.dk bo@ens.dk'],
    ['bo.b-b_b@ens.dk. bo+b@ens.dk, bo@ens.dk/x', 'bo.b-b_b@ens.dk bo+b@ens.dk bo@ens.dk'],
    ['bo@ens.dk_ bo@ens.dk- bo@ens+dk.dk søren@ens.dk', ''],
    [`${'b'.repeat(64)}@ens.dk ${'b'.repeat(65)}@ens.dk`, `${'b'.repeat(64)}@ens.dk`],
    ['https://ens.dk/a... https://ens.dk/a: https://ens.dk/a;', 'ens.dk/a ens.dk/a ens.dk/a'],
    ['https://ens.dk/a)?). (https://ens.dk/a_(b)).', 'ens.dk/a ens.dk/a_(b)'],
    ['www.ens.dk/?q=(a) (www.ens.dk/?q=(a)) www.ens.dk/?q=(a)))', 'www.ens.dk/?q=(a) '.repeat(3).trim()],
    ['www.ens.dk/?q=(a))+b', 'www.ens.dk/?q=(a))+b'],
    ['www.ens.dk/?q=a&hl=da www.ens.dk/?q=a&hl;', 'www.ens.dk/?q=a&amp;hl=da www.ens.dk/?q=a'],
    ['https://ens.dk/a&amp;). https://ens.dk/a&quot;&lt;', 'ens.dk/a ens.dk/a'],
    ['https://ens.dk/a?b=c&amp;d=e', 'ens.dk/a?b=c&amp;amp;d=e'],
    ['www.ens.dk/he<lp', 'www.ens.dk/he'],
    ['https://ens.dk/#! https://ens.dk/~bo/ https://ens.dk/a-', 'ens.dk/# ens.dk/~bo/ ens.dk/a-'],
    ['https://🍄.dk/ http://inde', '🍄.dk/ inde'],
    ['|Kilde|\n|-|\n|_https://ens.dk/a._|', 'ens.dk/a'],
    ['- (ens.dk/a?)\n> ens.dk.', 'ens.dk/a ens.dk'],
    ['ftp://ens.dk https://user:bo@ens.dk/a http://bo@ens.dk https://ens.dk/@bo', 'ens.dk/@bo'],
  ])('in %j ends where a reader would end it', (source, shown) => {
    expect(shownIn(source).join(' ')).toBe(shown);
  });

  test('leaves what ends it to the text around it', () => {
    expect(htmlOf('**Se ens.dk/a.** (~~https://ens.dk/b?~~)')).toBe(
      '<p><strong>Se <a href="http://ens.dk/a" rel="nofollow noopener">ens.dk/a</a>.</strong> ' +
        '(<s><a href="https://ens.dk/b" rel="nofollow noopener">https://ens.dk/b</a>?</s>)</p>',
    );
  });

  test('in brackets is no end of the link that they are of', () => {
    expect(htmlOf('[se (https://ens.dk/a)](/b)')).toBe('<p><a href="/en/b">se (https://ens.dk/a)</a></p>');
  });
});

test('tables scroll by keyboard, have names, and align their columns without inline styles', () => {
  expect(htmlOf('|  | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n\n|a|\n|-|')).toBe(
    `<div class="table--responsive-scroll" tabindex="0" role="region" aria-label="Tabel 1">
<table class="table">
<thead>
<tr>
<td></td>
<th class="align-text-center" scope="col">b</th>
<th class="align-text-right" scope="col">c</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td class="align-text-center">2</td>
<td class="align-text-right">3</td>
</tr>
</tbody>
</table>
</div>
<div class="table--responsive-scroll" tabindex="0" role="region" aria-label="Tabel 2">
<table class="table">
<thead>
<tr>
<th scope="col">a</th>
</tr>
</thead>
</table>
</div>`,
  );
});

test('tasks show boxes that say their state and can’t be changed', () => {
  expect(htmlOf('- [ ] a\n- [x] **b**\n- [y] c\n- d')).toBe(
    `<ul>
<li class="task"><input type="checkbox" disabled aria-label="Ikke udført"> a</li>
<li class="task"><input type="checkbox" disabled checked aria-label="Udført"> <strong>b</strong></li>
<li>[y] c</li>
<li>d</li>
</ul>`,
  );
  expect(htmlOf('[x] a')).toBe('<p>[x] a</p>');
});

test.each(['- \\[ ] a', '- &#91;x] a', '- [ ](/b) a'])('%s is no task', (body) => {
  expect(htmlOf(body)).not.toContain('checkbox');
  expect(htmlOf(body.replace(/\\?\[ \](?:\(\/b\))?|&#91;x\]/, '[x]'))).toContain('checkbox');
});

describe('notes', () => {
  test('have a title of their own or ours, by Danish names and English', () => {
    expect(htmlOf('::: bemærk\na\n:::\n::: tip Husk *at*\nb\n:::\n::: Advarsel\nc')).toBe(
      `<div class="note note-note" role="note">
<p class="note-title"><span>Bemærk</span></p>
<p>a</p>
</div>
<div class="note note-tip" role="note">
<p class="note-title">Husk *at*</p>
<p>b</p>
</div>
<div class="note note-warning" role="note">
<p class="note-title"><span>Advarsel</span></p>
<p>c</p>
</div>`,
    );
    expect(htmlOf('::: warning\n:::')).toContain('<p class="note-title"><span>Advarsel</span></p>');
  });

  test('of no known kind are text', () => {
    expect(htmlOf('::: tipping\na\n:::')).toBe('<p>::: tipping\na\n:::</p>');
  });
});

describe('footnotes', () => {
  test('lead back to each place that refers to them, and of two by one name the first counts', () => {
    const html = htmlOf('a[^b] c[^b]\n\n[^b]: Først[^d]\n[^b]: Så\n[^d]: Sidst[^b]');
    expect(Array.from(html.matchAll(/ id="(fn[^"]*)"/g), ([, id]) => id)).toEqual([
      'fnref:1',
      'fnref:1:2',
      'fn:title',
      'fn:1',
      'fnref:2',
      'fn:2',
      'fnref:1:3',
    ]);
    const back = (id: string, letter: string) =>
      ` <a href="#fnref:1${id}" class="footnote-back" aria-label="Tilbage til teksten (${letter})"><span>${letter}</span></a>`;
    expect(html).toContain(` <span>↩\uFE0E</span>${back('', 'a')}${back(':2', 'b')}${back(':3', 'c')}</p>`);
    expect(html).toContain('Først');
    expect(html).not.toContain('Så');
    const often = htmlOf(`${'a[^b]'.repeat(28)}\n\n[^b]: c`);
    expect(often).toMatch(/href="#fnref:1:26"[^>]*><span>z<[^]*href="#fnref:1:28"[^>]*><span>ab</);
  });

  test('are numbered as they are met, lead back, and may refer to each other', () => {
    expect(
      htmlOf('a[^b] c[^a] d[^b]\n\n[^a]: Først[^c]\n[^b]: Så\n\n    mere\n[^c]: Sidst\n[^d]: Aldrig'),
    ).toBe(
      `<p>a<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" aria-label="Note 1">1</a></sup> c<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" aria-label="Note 2">2</a></sup> d<sup class="footnote-ref"><a href="#fn:1" id="fnref:1:2" aria-label="Note 1">1</a></sup></p>
<section class="footnotes" aria-labelledby="fn:title">
<h2 id="fn:title"><span>Noter</span></h2>
<ol>
<li id="fn:1"><p>Så</p>
<p>mere <span>↩\uFE0E</span> <a href="#fnref:1" class="footnote-back" aria-label="Tilbage til teksten (a)"><span>a</span></a> <a href="#fnref:1:2" class="footnote-back" aria-label="Tilbage til teksten (b)"><span>b</span></a></p>
</li>
<li id="fn:2"><p>Først<sup class="footnote-ref"><a href="#fn:3" id="fnref:3" aria-label="Note 3">3</a></sup> <a href="#fnref:2" class="footnote-back" aria-label="Tilbage til teksten"><span>↩\uFE0E</span></a></p>
</li>
<li id="fn:3"><p>Sidst <a href="#fnref:3" class="footnote-back" aria-label="Tilbage til teksten"><span>↩\uFE0E</span></a></p>
</li>
</ol>
</section>`,
    );
  });

  test('share no id with a heading, whatever it says', () => {
    const html = htmlOf('## fn:1\n## fnref:1\n## fn title\n\na[^1]\n\n[^1]: b');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['fn-1', 'fnref-1', 'fn-title', 'fnref:1', 'fn:title', 'fn:1']);
  });

  test('without a definition are text', () => {
    expect(htmlOf('a[^1] ^[b]')).toBe('<p>a[^1] ^[b]</p>');
  });
});

test('typing stays as typed', () => {
  expect(htmlOf('"a" -- b... (c) 1/2')).toBe('<p>&quot;a&quot; -- b... (c) 1/2</p>');
});

describe('what is told of a text before it’s saved', () => {
  const told = (source: string) =>
    remarksOn(source).map(({ code, line, first, text }) =>
      [code, line, ...(first ? [first] : []), text].join(' '),
    );

  test('is a cell too many, and what stands in it', () => {
    expect(told('|a|b|\n|-|-|\n|1|2|3|4|\n|1|2||\n|[[a|b]]|2|\n|1|\n\n> |a|\n> |-|\n> x | y\\|z')).toEqual([
      'cells 3 3 | 4',
      'cells 10 y\\|z',
    ]);
  });

  test('is a footnote, or an address, that nothing refers to', () => {
    const used =
      'x[^1] [y][B] [c] ![d][d] [[e]]\n\n[^1]: se[^2]\n[^2]: [f]\n\n[b]: /b\n[C]: /c\n[d]: /d\n[f]: /f\n';
    expect(told(used)).toEqual([]);
    expect(
      told(`${used}\n[^3]: se[^4]\n[^4]: x\n\n[E]: /e\n\n\`[^5] [g]\`\n\n[^5]:\n    langt\n\n> [g]: /g`),
    ).toEqual([
      'unusedNote 11 ^3',
      'unusedNote 12 ^4',
      'unusedAddress 14 E',
      'unusedNote 18 ^5',
      'unusedAddress 21 g',
    ]);
    expect(told('    [^1]: kode\n\n```\n[a]: /a\n```')).toEqual([]);
  });

  test('is what stands twice, of which the first counts', () => {
    expect(told('x[^1] [a]\n\n[^1]: y\n\n[a]: /b\n[A]: /c\n\n[^1]: z [a]\n')).toEqual([
      'doubledAddress 6 5 A',
      'doubledNote 8 3 ^1',
    ]);
    expect(htmlOf('[a]\n\n[a]: /b\n[A]: /c')).toContain('href="/en/b"');
  });

  test('is an address right below a text, which is read as part of that', () => {
    const addresses = '[a]: https://a.dk\n[B c]: /b "Titel"';
    expect(told(`Se [a].\n${addresses}\n\nx[^1]\n\n[^1]: Note\n${addresses}`)).toEqual([
      'joinedAddress 2 a',
      'joinedAddress 3 B c',
      'joinedAddress 8 a',
      'joinedAddress 9 B c',
    ]);
    expect(told(`- punkt\n[a]: x\n\n> Citat\n> [b]: y`)).toEqual(['joinedAddress 2 a', 'joinedAddress 5 b']);
    expect(told('Se\n[a]: det er noget\n\n    kode\n    [b]: x\n\n# A\n[c]: /c\n\n[c]')).toEqual([]);
  });
});

describe('safety', () => {
  test.each([
    ['as itself', 'Vi sparede \u202E123'],
    ['as entities', 'Vi sparede &#x202E;&#8238;&rlm;&#x2067;&#x0200F;123'],
    ['in code', 'Vi `sparede \u202E123`'],
    ['in an address', 'Vi sparede https://example.dk/%E2%80%AE123'],
    ['in the name of an image', '![sparede &#8238;123](/a)'],
    ['in a heading', '## Vi sparede &#8238;123'],
    ['in a box', '::: note Vi &#8238;123\n:::'],
  ])('what turns a text around is not shown, where it is written %s', (_, source) => {
    const { html } = render(source);
    expect(html).toMatch(/123/);
    expect(html).not.toMatch(/[\p{Bidi_Control}]|&#|&rlm;/u);
  });

  test.each([
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](JaVaScRiPt:alert(1))', '<p>[a](JaVaScRiPt:alert(1))</p>'],
    ['[a](java&#115;cript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](javascript&colon;alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](\\javascript:alert(1))', '<p><a href="%5Cjavascript:alert(1)">a</a></p>'],
    ['[a](<javascript:alert(1)>)', '<p>[a](&lt;javascript:alert(1)&gt;)</p>'],
    ['[a](&#x20;javascript:alert(1))', '<p>[a]( javascript:alert(1))</p>'],
    ['[a](java&Tab;script:alert(1))', '<p><a href="java%09script:alert(1)">a</a></p>'],
    ['[a](&#1;javascript:alert(1))', '<p><a href="&amp;#1;javascript:alert(1)">a</a></p>'],
    ['<javascript:alert(1)>', '<p>&lt;javascript:alert(1)&gt;</p>'],
    ['[a][b]\n\n[b]: javascript:alert(1)', '<p>[a][b]</p>\n<p>[b]: javascript:alert(1)</p>'],
    ['[a](vbscript:x) [b](file:///x) [c](ftp://x)', '<p>[a](vbscript:x) [b](file:///x) [c](ftp://x)</p>'],
    ['![a](data:image/png;base64,x)', '<p>![a](data:image/png;base64,x)</p>'],
    ['[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
    [
      '[a](https://b.dk "x\\" onclick=\\"alert(1)")',
      '<p><a href="https://b.dk" title="x&quot; onclick=&quot;alert(1)" rel="nofollow noopener">a</a></p>',
    ],
    [
      '[a](https://b.dk/"onclick=x)',
      '<p><a href="https://b.dk/%22onclick=x" rel="nofollow noopener">a</a></p>',
    ],
    ['[[a|"><b onclick=x>]]', '<p><a href="/en/wiki/a">&quot;&gt;&lt;b onclick=x&gt;</a></p>'],
    ['[[a" onclick="x]]', '<p><a href="/en/wiki/a-onclick-x">a&quot; onclick=&quot;x</a></p>'],
    ['[[a#" onclick="x|b]]', '<p><a href="/en/wiki/a#onclick-x">b</a></p>'],
    ['[[javascript:alert(1)]]', '<p><a href="/en/wiki/javascript-alert-1">javascript:alert(1)</a></p>'],
    ['# <b onclick=x>"', '<h2 id="b-onclick-x">&lt;b onclick=x&gt;&quot;</h2>'],
    ['::: note <b onclick=x>\n:::', /<p class="note-title">&lt;b onclick=x&gt;<\/p>/],
    ['a[^"><b>]\n\n[^"><b>]: <i>', /<li id="fn:1"><p>&lt;i&gt; /],
    ['a[^__proto__]\n\n[^__proto__]: b', /<li id="fn:1"><p>b /],
    ['```"><b>\nx\n```', '<pre><code class="language-&quot;&gt;&lt;b&gt;">x\n</code></pre>'],
    [
      '![<b onclick=x>"](a.png)',
      '<p><a href="a.png" class="image"><span>billede:</span> &lt;b onclick=x&gt;&quot;</a></p>',
    ],
  ])('%j is harmless', (source, expected) => {
    const html = htmlOf(source);
    if (typeof expected === 'string') expect(html).toBe(expected);
    else expect(html).toMatch(expected);
    expect(strangersIn(html)).toEqual([]);
  });

  test('a missing title with a lone surrogate, a quote and a bracket is harmless', () => {
    expect(htmlOf('[[a\uD800"<]]', ['a'])).toBe(
      '<p><a href="/en/new?title=a%EF%BF%BD%22%3C" class="missing" title="Artiklen er ikke skrevet endnu">a\uD800&quot;&lt;</a></p>',
    );
  });

  test('whatever is written, nothing but known elements, attributes and addresses comes out', () => {
    const bits = fc.constantFrom(
      ...[
        '[',
        ']',
        '(',
        ')',
        '!',
        '*',
        '_',
        '`',
        '<',
        '>',
        '&',
        '"',
        "'",
        ':',
        '|',
        '#',
        '~',
        '^',
        '\\',
        '\n',
        ' ',
      ],
      ...[
        '[[',
        ']]',
        '](',
        '](<',
        '[^a]',
        '[^a]: ',
        '```',
        '::: note ',
        '\n- [ ] ',
        '\n|a|\n|-|\n',
        '\n> ',
        '    ',
      ],
      ...[
        'javascript:',
        'data:',
        'https://a.dk',
        'www.a.dk',
        '<b onclick=x>',
        '<script>',
        '&colon;',
        'א',
        '&Tab;',
        'a',
        'æ',
      ],
    );
    const text = fc.array(bits, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, (source) => expect(strangersIn(htmlOf(source, ['a']))).toEqual([])));
    expect(strangersIn('<p onclick="x"><b><a href="javascript:x">')).toEqual([
      'p onclick',
      'b',
      'a javascript:x',
    ]);
  });
});

test.each([
  ['Fra א 5 - 9 point.', 'Fra <bdi>א</bdi> 5 - 9 point.'],
  ['Fra א 5 - 9 ב point.', 'Fra <bdi>א</bdi> 5 - 9 <bdi>ב</bdi> point.'],
  ['Hun sagde مرحبا، يا عالم.', 'Hun sagde <bdi>مرحبا، يا عالم</bdi>.'],
  ['Pris 3 א &lt; ב 5', 'Pris 3 <bdi>א</bdi> &lt; <bdi>ב</bdi> 5'],
  ['Se [א](/x "ב")', 'Se <a href="/en/x" title="ב"><bdi>א</bdi></a>'],
])('letters that are read from right to left turn nothing around but themselves: %j', (source, html) => {
  expect(htmlOf(source)).toBe(`<p>${html}</p>`);
});

test.each([
  ['שלום, עולם. A 5 - 9.', '<p dir="auto">שלום, עולם. A 5 - 9.</p>'],
  ['1. – *مرحبا* &amp; B', '<ol>\n<li dir="auto">– <em>مرحبا</em> &amp; B</li>\n</ol>'],
  ['## א\n\nA ב', '<h2 id="א" dir="auto">א</h2>\n<p>A <bdi>ב</bdi></p>'],
  [
    '> א\n\n- ב\n- c',
    '<blockquote>\n<p dir="auto">א</p>\n</blockquote>\n<ul>\n<li dir="auto">ב</li>\n<li>c</li>\n</ul>',
  ],
  ['- א\n  - B ג', '<ul>\n<li dir="auto">א\n<ul>\n<li>B <bdi>ג</bdi></li>\n</ul>\n</li>\n</ul>'],
  ['`א`', '<p dir="auto"><code>א</code></p>'],
  ['```\nא\n```', '<pre><code><bdi>א</bdi>\n</code></pre>'],
])('a block that begins with such a letter finds its direction by itself: %j', (source, html) => {
  expect(htmlOf(source)).toBe(html);
});

test('a cell finds its direction by itself, beside others that don’t', () => {
  expect(htmlOf('|א|b|\n|-|:-:|\n|c|ד e|')).toMatch(
    /<th scope="col" dir="auto">א<\/th>\n<th class="align-text-center" scope="col">b<\/th>[^]*<td>c<\/td>\n<td class="align-text-center" dir="auto">ד e<\/td>/,
  );
});

describe('any text at all', () => {
  test('renders', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(fc.property(text, (source) => expect(typeof htmlOf(source)).toBe('string')));
    expect(htmlOf('')).toBe('');
    expect(htmlOf('a\uD800\u0000')).toBe('<p>a\uD800\uFFFD</p>');
  });

  test('that is nested beyond reason keeps its words', () => {
    expect(htmlOf(`${'> '.repeat(500)}dybt`)).toContain('dybt</p>');
    expect(htmlOf(`${'- '.repeat(500)}dybt\n\nefter`)).toMatch(/dybt<\/li>[^]*<p>efter<\/p>$/);
    const heap = `${'> q\n- a\n'.repeat(460)}\n# Efter\n`;
    expect(htmlOf(heap)).toContain('&gt; q');
    expect(htmlOf(heap)).toMatch(/<h2 id="efter">Efter<\/h2>$/);
    expect(htmlOf(`${'[^a]: '.repeat(300)}dybt\n\nx[^a]`)).toContain('x<sup');
  });

  test('that has more signs of emphasis in a paragraph than anybody writes keeps them as signs', () => {
    const html = htmlOf(`${'*a* '.repeat(5_010)}~~b~~\n\n*c* ~~d~~`);
    expect(html.match(/<em>a<\/em>/g)).toHaveLength(5_000);
    expect(html).toMatch(/<\/em> (\*a\* ){10}~~b~~<\/p>\n<p><em>c<\/em> <s>d<\/s><\/p>$/);
  });

  const full = (text: string) => text.repeat(Math.ceil(131_072 / text.length)).slice(0, 131_072);
  const numbered = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');

  test.each([
    ['equal headings', full('# a\n')],
    ['headings that look numbered', full('# a\n# a-2\n')],
    ['stars', full('*')],
    ['emphasis that never closes', full('*a_')],
    ['opening brackets', full('[')],
    ['wiki links that never end', full('[[a')],
    ['wiki links', full('[[a]] ')],
    ['nested images', '!['.repeat(22_000) + '](a)'.repeat(22_000)],
    ['a deep quote', full('>')],
    ['quotes of growing depth', numbered(500, (index) => `${'>'.repeat(index)} a`)],
    ['a deep list', full('- ')],
    ['lists of growing depth', numbered(360, (index) => `${' '.repeat(2 * index)}- a`)],
    ['one long line', full('Ord om offentlig innovation, ')],
    ['a wide table', `|${full('a|').slice(0, 65_000)}\n|${full('-|').slice(0, 65_000)}`],
    ['a long table', `|a|b|\n|-|-|\n${full('|a|b|\n')}`],
    ['backticks', numbered(500, (index) => '`'.repeat(index))],
    ['addresses', full('a@b.dk www.c.dk ')],
    ['half addresses', full('+b')],
    ['footnote references that never end', `[^a]: b\n\n${full('[^')}`],
    [
      'footnotes',
      `${numbered(6_000, (index) => `[^${index}]`)}\n\n${numbered(6_000, (index) => `[^${index}]: a`)}`,
    ],
    ['notes that never end', full('::: note\n')],
  ])('takes bounded time: %s', (_name, source) => {
    expect(costOf(() => render(source), 3000)).toBeLessThan(3000);
  });
});

test('the tokens of blocks are what the package makes, in less time', () => {
  const pushedBy = (md: Markdown, count: number) => {
    const state = new md.block.State('', md, {}, []);
    for (let i = 0; i < count; i++) {
      state.push('list_item_open', 'li', 1).map = [i, i + 1];
      state.push('list_item_close', 'li', -1);
    }
    return state.tokens;
  };
  const plain = new MarkdownIt();
  expect(pushedBy(parser, 2)).toEqual(pushedBy(plain, 2));
  const most = 100_000;
  expectCost(
    () => pushedBy(parser, most),
    0,
    0.75,
    () => pushedBy(plain, most),
  );
});

const ATTRIBUTES: Record<string, string> = {
  a: 'href class title rel id aria-label',
  ...Object.fromEntries(['h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'id dir'])),
  div: 'class role tabindex aria-label',
  section: 'class aria-labelledby',
  input: 'type disabled checked aria-label',
  th: 'class scope dir',
  ...Object.fromEntries(['td', 'p'].map((name) => [name, 'class dir'])),
  ...Object.fromEntries(['code', 'sup', 'table'].map((name) => [name, 'class'])),
  li: 'id class dir',
  ol: 'start',
};
const PLAIN = 'bdi ul blockquote pre hr br em strong s span thead tbody tr'.split(' ');

/** The elements, attributes and addresses of HTML that no page of ours has. */
function strangersIn(html: string): string[] {
  const strangers: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const allowed = ATTRIBUTES[name]?.split(' ') ?? [];
      if (!(name in ATTRIBUTES) && !PLAIN.includes(name)) strangers.push(name);
      for (const [key, value] of Object.entries(attributes)) {
        if (!allowed.includes(key)) strangers.push(`${name} ${key}`);
        if (key === 'href' && URL.canParse(value) && !/^(https?|mailto):/.test(new URL(value).protocol)) {
          strangers.push(`${name} ${value}`);
        }
      }
    },
  });
  parser.end(html);
  return strangers;
}
