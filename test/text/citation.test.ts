import { Cite } from '@citation-js/core';
import { bibtex, cslJson, ris } from '../../server/text/citation/files.ts';
import { apaAuthors, plainAuthors, splitName, type CslName } from '../../server/text/citation/names.ts';
import { cslRecord, linkedData, type Work } from '../../server/text/citation/record.ts';

const work = (change: Partial<Work> = {}): Work => ({
  slug: 'prøvehandling',
  title: 'Prøvehandling',
  number: 14,
  day: '2026-11-21',
  address: 'https://wiki.example.dk/wiki/pr%C3%B8vehandling/history/14',
  site: 'Innovationswiki',
  licence: { name: 'CC BY 4.0', address: 'https://creativecommons.org/licenses/by/4.0/' },
  authors: [{ name: 'Åse Ørsted' }, { name: 'Bo Østergård' }],
  ...change,
});
const read = (source: string, forceType: string) =>
  new Cite(source, { forceType, generateGraph: false }).data;
const readBibtex = (source: string) => read(source, '@bibtex/text')[0]!;
const readRis = (source: string) => read(source, '@ris/file')[0]!;

describe('a name', () => {
  test.each<[string, CslName]>([
    ['Åse Ørsted', { given: 'Åse', family: 'Ørsted' }],
    ['Søren P. Hansen', { given: 'Søren P.', family: 'Hansen' }],
    ['Anne Sofie von Barner-Jespersen', { given: 'Anne Sofie', family: 'von Barner-Jespersen' }],
    ['Jan van der Berg', { given: 'Jan', family: 'van der Berg' }],
    ['Niels af Rosenborg', { given: 'Niels', family: 'af Rosenborg' }],
    ['Charles de Gaulle', { given: 'Charles', family: 'de Gaulle' }],
    ['von Trapp', { given: 'von', family: 'Trapp' }],
    ['amaier', { literal: 'amaier' }],
    ['  Bo   Åkjær ', { given: 'Bo', family: 'Åkjær' }],
    ['H.C. Andersen', { given: 'H.C.', family: 'Andersen' }],
    ['Bárður á Lakjuni', { given: 'Bárður', family: 'á Lakjuni' }],
    ['Peter De Neergaard', { given: 'Peter', family: 'De Neergaard' }],
    ['Gerard ’t Hooft', { given: 'Gerard', family: '’t Hooft' }],
    ['Sophie in ’t Veld', { given: 'Sophie', family: 'in ’t Veld' }],
    ["Sophie in 't Veld", { given: 'Sophie', family: "in 't Veld" }],
    ['Gerard ‘t Hooft', { given: 'Gerard', family: '‘t Hooft' }],
    ['Gerard ’T Hooft', { given: 'Gerard', family: '’T Hooft' }],
    ['Khalid al-Sharif', { given: 'Khalid', family: 'al-Sharif' }],
    ['Khalid al Sharif', { given: 'Khalid', family: 'al Sharif' }],
    ['Omar El Sayed', { given: 'Omar', family: 'El Sayed' }],
    ['Jan Van Den Berg', { given: 'Jan', family: 'Van Den Berg' }],
    ['Bo DE NEERGAARD', { given: 'Bo', family: 'DE NEERGAARD' }],
    ['Otto von und zu Salm', { given: 'Otto', family: 'von und zu Salm' }],
    ['Gunvør í Dali', { given: 'Gunvør', family: 'í Dali' }],
    ['Jógvan við Neyst', { given: 'Jógvan', family: 'við Neyst' }],
    ['Eva St. Clair', { given: 'Eva', family: 'St. Clair' }],
    ['José Ortega y Gasset', { given: 'José', family: 'Ortega y Gasset' }],
    ['Ana Maria Costa e Silva', { given: 'Ana Maria', family: 'Costa e Silva' }],
    ['Olga d’ Amico', { given: 'Olga', family: 'd’ Amico' }],
    ['山田 太郎', { literal: '山田 太郎' }],
    ['김 민수', { literal: '김 민수' }],
    ['Martin Luther King Jr.', { given: 'Martin Luther', family: 'King', suffix: 'Jr.' }],
    ['Martin Luther King, Jr.', { given: 'Martin Luther', family: 'King', suffix: 'Jr.' }],
    ['Henry Ford III', { given: 'Henry', family: 'Ford', suffix: 'III' }],
    ['Bo Hansen (KK)', { given: 'Bo', family: 'Hansen (KK)' }],
    ['Anne (Anna Marie) Hansen', { given: 'Anne (Anna Marie)', family: 'Hansen' }],
    ['amaier (KK)', { literal: 'amaier (KK)' }],
    ['Peder Madsen d.y.', { given: 'Peder', family: 'Madsen', suffix: 'd.y.' }],
    ['Ada King VIII', { given: 'Ada', family: 'King', suffix: 'VIII' }],
    ['Karl auf der Heide', { given: 'Karl', family: 'auf der Heide' }],
    ['Wolfgang am Ende', { given: 'Wolfgang', family: 'am Ende' }],
    ['Luis de las Casas', { given: 'Luis', family: 'de las Casas' }],
    ['Osama Bin Ahmed', { given: 'Osama', family: 'Bin Ahmed' }],
    ['Bas uit den Bogaard', { given: 'Bas', family: 'uit den Bogaard' }],
    ['Jan v.d. Berg', { given: 'Jan', family: 'v.d. Berg' }],
    ['Jógvan norðuri í Garði', { given: 'Jógvan', family: 'norðuri í Garði' }],
    ['Máire Ní Bhriain', { given: 'Máire', family: 'Ní Bhriain' }],
    ['Seán Ó Riada', { given: 'Seán', family: 'Ó Riada' }],
    ['Ditte And', { given: 'Ditte', family: 'And' }],
  ])('%p is split before the family name', (name, split) => {
    expect(splitName(name)).toEqual(split);
  });

  test.each([
    ['Åse Ørsted', 'Ørsted, Å.'],
    ['Jean-Luc Picard', 'Picard, J.-L.'],
    ['Anne Sofie von Barner-Jespersen', 'von Barner-Jespersen, A. S.'],
    ['Søren P. Hansen', 'Hansen, S. P.'],
    ['amaier', 'amaier'],
    ['H.C. Andersen', 'Andersen, H. C.'],
    ['J.-P. Bech', 'Bech, J.-P.'],
    ['Martin Luther King Jr.', 'King, M. L., Jr.'],
    ['Anne (Anna) Hansen', 'Hansen, A.'],
    ['Bárður á Lakjuni', 'á Lakjuni, B.'],
  ])('%p stands in APA as %p', (name, apa) => {
    expect(apaAuthors([splitName(name)])).toBe(apa);
  });
});

describe('several authors', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => splitName(`Bo Nummer${index + 1}`));
  const words = { and: 'og', others: 'm.fl.' };

  test('stand in a text all up to three, and then the first two', () => {
    expect(plainAuthors(people(1), words)).toBe('Bo Nummer1');
    expect(plainAuthors(people(2), words)).toBe('Bo Nummer1 og Bo Nummer2');
    expect(plainAuthors(people(3), words)).toBe('Bo Nummer1, Bo Nummer2 og Bo Nummer3');
    expect(plainAuthors(people(4), words)).toBe('Bo Nummer1, Bo Nummer2 m.fl.');
  });

  test('stand in APA all up to twenty, and then the first nineteen and the last', () => {
    expect(apaAuthors(people(2))).toBe('Nummer1, B., & Nummer2, B.');
    expect(apaAuthors(people(20))).toMatch(/Nummer19, B\., & Nummer20, B\.$/);
    expect(apaAuthors(people(21))).toMatch(/Nummer19, B\., … Nummer21, B\.$/);
    expect(apaAuthors(people(50))).toMatch(/Nummer19, B\., … Nummer50, B\.$/);
    expect(apaAuthors(people(50))).not.toContain('Nummer20');
  });
});

describe('a record', () => {
  test('is written as BibTeX', () => {
    expect(bibtex(cslRecord(work()))).toBe(`@misc{proevehandling_14,
  author = {Ørsted, Åse and Østergård, Bo},
  year = {2026},
  month = {11},
  note = {Version 14. CC BY 4.0},
  title = {Prøvehandling},
  url = {https://wiki.example.dk/wiki/pr%C3%B8vehandling/history/14},
  howpublished = {Innovationswiki},
  day = {21},
}
`);
  });

  test('is written as RIS', () => {
    expect(ris(cslRecord(work()))).toBe(`TY  - ENCYC
AU  - Ørsted, Åse
AU  - Østergård, Bo
DA  - 2026/11/21/
PY  - 2026
ID  - proevehandling_14
LA  - da
N1  - Version 14. CC BY 4.0
T2  - Innovationswiki
TI  - Prøvehandling
UR  - https://wiki.example.dk/wiki/pr%C3%B8vehandling/history/14
ER  - 
`);
  });

  test('is written as JSON-LD that no title can end', () => {
    const json = linkedData(cslRecord(work({ title: 'Om </script><script>alert(1)</script>' })));
    expect(json).not.toContain('<');
    expect(JSON.parse(json)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: 'Om </script><script>alert(1)</script>',
      author: [
        { '@type': 'Person', name: 'Åse Ørsted', givenName: 'Åse', familyName: 'Ørsted' },
        { '@type': 'Person', name: 'Bo Østergård', givenName: 'Bo', familyName: 'Østergård' },
      ],
      datePublished: '2026-11-21',
      version: '14',
      inLanguage: 'da',
      url: 'https://wiki.example.dk/wiki/pr%C3%B8vehandling/history/14',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      isPartOf: { '@type': 'WebSite', name: 'Innovationswiki' },
    });
  });

  test.each([
    ['æ ø å Æ Ø Å é ü ß'],
    ['50 % & mere'],
    ['{åben og }lukket} {{title}}'],
    ['et_navn med #1, 100 $ og ~^'],
    ['»citat« "citat" ’citat’'],
    ['\\emph{TeX} og \\\\'],
    ['<script>alert(1)</script>'],
    ['<i>kursiv</i> og <b>'],
    ['a < b > c'],
    ['m², ½ og … 😀'],
    ['Ж og Łódź'],
    ['MED-udvalg: IT i 3 TRIN'],
    ['$t(cite.link) {{site}}'],
    ['TY  - og ER  -'],
    ['10.1000/182'],
    ['https://example.org/10.1000/182'],
    [`En meget lang titel ${'om noget '.repeat(11)}`.trim()],
  ])('keeps the title %p through every file', (title) => {
    const record = cslRecord(work({ title }));
    const seen = title.replace(/ +/g, ' ');
    expect(readBibtex(bibtex(record))['title']).toBe(seen);
    expect(readRis(ris(record))['title']).toBe(seen);
    expect(JSON.parse(cslJson(record))).toMatchObject([{ title: seen }]);
    expect(JSON.parse(linkedData(record))).toMatchObject({ headline: seen });
  });

  test('keeps authors, day, address, licence and key through every file', () => {
    const authors = [
      { name: 'Łukasz Żółć' },
      { name: 'Anne Sofie von Barner-Jespersen' },
      { name: "Maria O'Connor" },
      { name: 'amaier', whole: true },
      { name: 'dependabot[bot]', whole: true },
      { name: 'build_bot & co {x}', whole: true },
    ];
    const record = cslRecord(
      work({ authors, address: `https://wiki.example.dk/wiki/${'lang-'.repeat(30)}x` }),
    );
    const common = {
      issued: { 'date-parts': [[2026, 11, 21]] },
      URL: record.URL,
      note: 'Version 14. CC BY 4.0',
      id: 'proevehandling_14',
    };
    const [first, , third] = record.author;
    const tex = readBibtex(bibtex(record));
    expect(tex).toMatchObject(common);
    expect(tex['author']).toEqual([
      first,
      { given: 'Anne Sofie', 'non-dropping-particle': 'von', family: 'Barner-Jespersen' },
      third,
      { family: 'amaier' },
      { family: 'dependabot[bot]' },
      { family: 'build_bot & co {x}' },
    ]);
    const reference = readRis(ris(record));
    expect(reference).toMatchObject({ ...common, 'container-title': 'Innovationswiki', language: 'da' });
    expect(reference['author']).toEqual([
      ...record.author.slice(0, 3),
      { family: 'amaier' },
      { family: 'dependabot[bot]' },
      { literal: 'build_bot & co {x}' },
    ]);
    expect(JSON.parse(cslJson(record))).toEqual([record]);
    expect(record).toMatchObject({
      version: '14',
      custom: { license: 'https://creativecommons.org/licenses/by/4.0/' },
    });
  });

  test('of a day in spring has zeros where RIS wants them', () => {
    const record = cslRecord(work({ day: '2026-03-05' }));
    expect(ris(record)).toContain('\nDA  - 2026/03/05/\n');
    expect(readRis(ris(record))['issued']).toEqual({ 'date-parts': [[2026, 3, 5]] });
    expect(readBibtex(bibtex(record))['issued']).toEqual({ 'date-parts': [[2026, 3, 5]] });
  });

  test.each([
    ['sådan-begynder-i', 'saadan_begynder_i_14'],
    ['Łódź-1', 'odz_1_a54769a2_14'],
    ['жук', 'article_be13f5ef_14'],
  ])('of the slug %p has the key %p', (slug, key) => {
    expect(cslRecord(work({ slug })).id).toBe(key);
  });

  test('under a licence that the wiki does not know names it by its code', () => {
    const record = cslRecord(work({ licence: { name: 'GFDL-1.3' } }));
    expect([record.note, record.custom.license]).toEqual(['Version 14. GFDL-1.3', 'GFDL-1.3']);
  });
});

describe('names that formats have their own marks for', () => {
  const authors = ['Anders And Hansen', 'Martin Luther King Jr.', 'Ida And', 'Bárður á Lakjuni'].map(
    (name) => ({ name }),
  );
  const record = cslRecord(work({ authors }));

  test('stand in BibTeX as the people that they are', () => {
    expect(bibtex(record)).toContain('{And}');
    const read = readBibtex(bibtex(record))['author'] as Record<string, string>[];
    expect(read).toHaveLength(4);
    const plain = read.map((name) => Object.values(name).join(' '));
    for (const word of ['Anders And', 'King', 'Jr.', 'And', 'Lakjuni'])
      expect(plain.join('; ')).toContain(word);
  });

  test('and in RIS', () => {
    expect(ris(record).match(/^AU {2}- .*/gm)).toHaveLength(4);
    expect(ris(record)).toMatch(/^AU {2}- King, ?Martin Luther, ?Jr\.$/m);
  });

  test('and for machines that read pages', () => {
    expect(linkedData(record)).toContain('"honorificSuffix":"Jr."');
  });
});

test('titles in any script have keys of their own', () => {
  const slugs = [
    'проверка',
    'тест',
    '试验',
    'δοκιμή',
    'c++',
    'cafe',
    'café',
    'müsli',
    'musli',
    'prøve',
    '❤️',
    '💡',
  ];
  const keys = slugs.map((slug) => cslRecord(work({ slug })).id);
  expect(new Set(keys).size).toBe(slugs.length);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_]*_14$/);
});
