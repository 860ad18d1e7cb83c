/** Who is mentioned in what somebody says: written by name, stored by number, and read back. */
import { mentionsIn, namesIn, storeMentions, writeMentions } from '../../server/text/mentions.ts';
import { readPost } from '../../server/text/markdown.ts';
import { translator } from '../../server/locales/language.ts';

const labels = translator('da')('markdown', { returnObjects: true }) as never;
const people = new Map([[12, { name: 'Bo <b> Åkjær', href: '/people/12' }]]);
const html = (text: string) => {
  const href = (path: string) => path;
  return readPost(text).render({ href, missing: new Set(), labels }, people);
};

test('a name begins with a capital behind an at sign, and may be shorter than what follows', () => {
  expect(namesIn('Spørg @Bo Åkjær om det.', 9)).toEqual([
    { at: 6, names: ['Bo Åkjær om det.', 'Bo Åkjær om det', 'Bo Åkjær om', 'Bo Åkjær', 'Bo'] },
  ]);
  expect(namesIn('@Anne-Marie von Holstein d’Arc, hej', 9)[0]!.names).toContain(
    'Anne-Marie von Holstein d’Arc',
  );
  expect(namesIn('@Bo A. Åkjær', 9)[0]!.names).toEqual(['Bo A. Åkjær', 'Bo A.', 'Bo A', 'Bo']);
  expect(namesIn('@Bo\nÅkjær', 9)[0]!.names).toEqual(['Bo']);
});

test.each(['bo@Example.dk', 'a.@Bo', '@bo åkjær', '@ Bo', '@@Bo', '`@Bo`', '```\n@Bo\n```', '~~~ x\n@Bo'])(
  'in %j nobody is named',
  (text) => {
    expect(namesIn(text, 9)).toEqual([]);
    expect(
      namesIn(`${text}\n\n~~~\n\n@Ida`, 9).length + namesIn(`${text}\n\n@Ida`, 9).length,
    ).toBeGreaterThan(0);
  },
);

test('no more are read than are asked for', () => {
  expect(namesIn('@Bo '.repeat(30), 3)).toHaveLength(3);
});

test('what is stored is read back as it was written, whoever is in code left alone', () => {
  const text = 'Hej @Bo Åkjær, og `@[12]`.\n\n```\n@[12]\n```\n\n@Ida';
  const stored = storeMentions(text, [{ at: 4, name: 'Bo Åkjær', id: 12 }]);
  expect(stored).toBe('Hej @[12], og `@[12]`.\n\n```\n@[12]\n```\n\n@Ida');
  expect(mentionsIn(stored)).toEqual([12]);
  expect(writeMentions(stored, () => 'Bo Åkjær')).toBe(text);
  expect(writeMentions(stored, () => undefined)).toBe(stored);
});

describe('a post', () => {
  test('leads to whom it mentions, by what they are called now', () => {
    const link = '<a class="mention" href="/people/12">@Bo &lt;b&gt; Åkjær</a>';
    expect(html('Hej @[12]!')).toBe(`<p>Hej ${link}!</p>\n`);
    expect(html('@[12]\n\n[12]: https://example.dk')).toBe(`<p>${link}</p>\n`);
    expect(html('**@[12]**')).toBe(`<p><strong>${link}</strong></p>\n`);
  });

  test('mentions nobody by the number of nobody, in code, within a word, and leads nowhere within a link', () => {
    expect(html('@[13] og `@[12]` og a@[12]')).toBe('<p>@[13] og <code>@[12]</code> og a@[12]</p>\n');
    expect(html('[se @[12]](https://example.dk)')).toBe(
      '<p><a href="https://example.dk" rel="nofollow noopener">se @Bo &lt;b&gt; Åkjær</a></p>\n',
    );
  });

  test('has no heading, no footnote and no id of its own', () => {
    const shown = html('# Stort\n\n## Mindre[^1]\n\n[^1]: Note\n\nOgså\n====\n');
    expect(shown).toContain('<p class="post-heading">Stort</p>');
    expect(shown).toContain('<p class="post-heading">Også</p>');
    expect(shown).not.toMatch(/<h\d|id=|<section/);
  });
});
