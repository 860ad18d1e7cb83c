/** A space and a capital say something where they make another figure, word or address of what stands there: who made it has it. */
import fc from 'fast-check';
import { planAttribution, tokensOf, type Attribution } from '../../server/text/attribution.ts';
import { cleanText } from '../../server/text/clean.ts';
import { readPage } from '../../server/text/passages.ts';
import { tokens } from '../../server/text/words.ts';

const nothing = { held: new Map(), elsewhere: new Map() };

function credited(...bodies: string[]): Attribution {
  let parent: { body: string; attribution: Attribution } | undefined;
  for (const [i, body] of bodies.entries()) {
    const plan = planAttribution({ sequence: i + 1, body, ...(parent && { parent }) });
    parent = { body, attribution: plan.attribute(nothing) };
  }
  return parent!.attribution;
}

/** Returns the words and signs of the last of some bodies that who saved it is credited with. */
function ownOf(...bodies: string[]): string {
  const attribution = credited(...bodies);
  const own = tokensOf(bodies.at(-1)!).filter((_, i) => attribution[i] === bodies.length);
  return own.map(({ text }) => text).join(' ');
}

test.each([
  ['Hold 🇩🇰🇪🇺 vinder.', 'Hold 🇩🇪🇺 vinder.', '🇩🇪 🇺'],
  ['Hold 🇩🇰 vinder.', 'Hold 🇩🇪 vinder.', '🇩🇪'],
  ['Hold 🇩🇰🇩🇰 vinder.', 'Hold 🇰🇩🇰🇩 vinder.', '🇰🇩🇰🇩'],
  ['Hold &#x1F1E9;&#x1F1F0; vinder.', 'Hold &#x1F1E9;&#x1F1EA; vinder.', '🇩🇪'],
  ['Hold 🇩&#x1F1F0; vinder.', 'Hold 🇩&#x1F1EA; vinder.', '🇩🇪'],
  ['Hold 🏴󠁧󠁢󠁥󠁮󠁧󠁿 vinder.', 'Hold 🏴󠁧󠁢󠁳󠁣󠁴󠁿 vinder.', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['En 👨‍👩‍👧 kom.', 'En 👩‍👩‍👧 kom.', '👩‍👩‍👧'],
  ['En 👨‍👩‍👧 kom.', 'En 👨👩👧 kom.', '👨 👩 👧'],
  ['En 👨‍👩‍👧 kom.', 'En 👨‍👩 kom.', '👨‍👩'],
  ['En 👨👩 kom.', 'En 👨&zwj;👩 kom.', '👨‍👩'],
  ['En 👨&zwj;👩&#x200D;👧 kom.', 'En 👨&zwj;👩👧 kom.', '👨‍👩 👧'],
  ['En ❤ til det.', 'En ❤&#xFE0E; til det.', '❤︎'],
  ['En ❤ til det.', 'En ❤&#xFE0F;&zwj;🔥 til det.', '❤️‍🔥'],
  ['En 👍🏻 til det.', 'En 👍🏿 til det.', '👍🏿'],
  ['En 👍🏻 til det.', 'En 👍 til det.', '👍'],
  ['Nr. 1️⃣ er bedst.', 'Nr. 2️⃣ er bedst.', '2️⃣'],
  ['En ❤️ til det.', 'En ❤ til det.', '❤'],
])('a sign of several parts is whose who made it what it is: %j, then %j', (before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
  expect(ownOf(before, `${before} Og mere.`)).toBe('Og mere .');
});

test('such a sign is one on the page, too, and in a comparison', () => {
  for (const sign of ['🇩🇰', '👨‍👩‍👧', '👍🏻', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️']) {
    expect(readPage(`<p>Hold ${sign}!</p>`).tokens).toEqual(['Hold', sign, '!']);
    expect(tokens(`Hold ${sign}!`)).toEqual(['Hold', ' ', sign, '!']);
  }
  expect(tokens('🇩🇰🇸🇪👍👍')).toEqual(['🇩🇰', '🇸🇪', '👍👍']);
});

test.each([
  ['Vi brugte 2, 5 og 7 mio. kr.', 'Vi brugte 2,5 og 7 mio. kr.', '2,5'],
  ['Vi sparede 1,5 mio. kr.', 'Vi sparede 1, 5 mio. kr.', '1 , 5'],
  ['Vi sparede 1,5 mio. kr.', 'Vi sparede 1 ,5 mio. kr.', '1 , 5'],
  ['I 2020, 500 borgere kom.', 'I 2020,500 borgere kom.', '2020,500'],
  ['Det koster 1. 500 kom.', 'Det koster 1.500 kom.', '1.500'],
  ['Det blev 10 - 5 år senere.', 'Det blev 10 -5 år senere.', '-'],
  ['Det blev 10 − 5 år senere.', 'Det blev 10 −5 år senere.', '−'],
  ['Fra 5 til 3 -1 point.', 'Fra 5 til 3- 1 point.', '-'],
  ['Fra 5 til 3 -1 point.', 'Fra 5 til 3-1 point.', '-'],
  ['Fra 5 til 3 - 1 point.', 'Fra 5 til 3- 1 point.', '-'],
  ['Klokken 10: 30 mødte frem.', 'Klokken 10:30 mødte frem.', '10:30'],
  ['Der var 1 / 2 her.', 'Der var 1/2 her.', '/'],
  ['Der var 3 < 5 her.', 'Der var 3 <5 her.', '<'],
  ['Vi er 5 % flere.', 'Vi er 5% flere.', '%'],
  ['Hold 🇩🇰 🇸🇪 vinder.', 'Hold 🇩🇰🇸🇪 vinder.', '🇸🇪'],
  ['Han er (ikke) enig.', 'Han er ( ikke) enig.', '('],
  ['Han er "ikke" enig.', 'Han er" ikke " enig.', '" "'],
  ['Vi fik *2*, 5 og 7.', 'Vi fik *2*,5 og 7.', ','],
  ['Vi fik **10** - 5 år.', 'Vi fik **10** -5 år.', '-'],
  ['Vi fik [10](x) - 5 år.', 'Vi fik [10](x) -5 år.', '-'],
  ['Vi fik 2&comma; 5 og 7.', 'Vi fik 2&comma;5 og 7.', '2,5'],
  ['Vi fik 2,&nbsp;5 og 7.', 'Vi fik 2,5 og 7.', '2,5'],
  ['| a | b |\n|---|---|\n| 2, 5 | *d* |', '| a | b |\n|---|---|\n| 2,5 | *d* |', '2,5'],
  ['Se [a](x "Fra 2, 5 og 7").', 'Se [a](x "Fra 2,5 og 7").', '2,5'],
  ['Spørg din leder. Net er nede.', 'Spørg din leder.Net er nede.', '.'],
  ['Skriv til bo@ kom.dk i dag.', 'Skriv til bo@kom.dk i dag.', '@'],
  ['Se kom. dk for mere.', 'Se kom.dk for mere.', '.'],
  ['Se kom.dk /regler for mere.', 'Se kom.dk/regler for mere.', '/'],
  ['Kør `rm -rf /tmp` her.', 'Kør `rm -rf / tmp` her.', '/'],
  ['Kør `rm -rf ./tmp` her.', 'Kør `rm -rf . /tmp` her.', '/'],
])(
  'a space beside a sign is credited to who put it in or took it out, by the sign: %j, then %j',
  (before, after, own) => {
    expect(ownOf(before, after)).toBe(own);
  },
);

test.each([
  ['5 100', '5`100`', '100'],
  ['5 100', '5` 100 `', '100'],
  ['5 100', '`5`**100**', '100'],
  ['5 100', '5[[100]]', '<[[]]> 100'],
  ['5 ![100](x)', '5![100](x)', '100'],
  ['5 [100](x)', '5[100](x)', '100'],
  ['[5](x) 100', '[5](x)100', '100'],
  ['[5](x\n"Fra dem") 100', '[5](x\n"Fra dem")100', '100'],
  ['[[5]] 100', '[[5]]100', '100'],
  ['<http://a.dk> 100', '<http://a.dk>100', '100'],
  ['5 **100**', '5**100**', '5100'],
  ['gift `ig`', 'gift`ig`', 'ig'],
  ['gift [ig](x)', 'gift[ig](x)', 'ig'],
])(
  'two words or figures that become one are credited to who joined them: %j, then %j',
  (before, after, own) => {
    expect(ownOf(`Vi fik ${before} af dem.`, `Vi fik ${after} af dem.`)).toBe(own);
  },
);

test.each([
  ['2, 5', '2,\u200A5', '5'],
  ['2,\u20095', '2, 5', '5'],
  ['2, 5', '2,&hairsp;5', '5'],
  ['2, 5', '2,&#8202;5', '5'],
  ['5 100', '5\u200A100', '100'],
  ['5 100', '5\u202F100', '100'],
  ['5 100', '5&thinsp;100', '100'],
  ['5\u2009100', '5 100', '100'],
  ['*5* 100', '*5*\u200A100', '100'],
  ['10 - 5', '10 -\u20095', '5'],
  ['10 - 5', '10\u2009- 5', '-'],
])(
  'figures that a narrow space joins or parts are credited to who put it there: %j, then %j',
  (before, after, own) => {
    expect(ownOf(`Vi fik ${before} af dem.`, `Vi fik ${after} af dem.`)).toBe(own);
  },
);

test.each([
  ['one narrow space for another', '5\u2009100', '5\u202F100'],
  ['a no-break space', '5 100', '5\u00A0100'],
  ['a wide space', '5 100', '5\u2003100'],
  ['a narrow space beside another', '5 100', '5 \u200A100'],
])('%s joins and parts nothing', (_, before, after) => {
  expect(ownOf(`Vi fik ${before} af dem.`, `Vi fik ${after} af dem.`)).toBe('');
});

test('two that were one are credited to who parted them, and those with a mark between them as they are', () => {
  expect(ownOf('Vi fik 5`100` af dem.', 'Vi fik 5 `100` af dem.')).toBe('100');
  expect(ownOf('Vi fik 5~~100~~ af dem.', 'Vi fik 5 ~~100~~ af dem.')).toBe('~~');
  expect(ownOf('Vi fik gift `ig` her.', 'Vi fik gift\n`ig` her.')).toBe('');
  expect(ownOf('Vi fik gift\\\n*ig* her.', 'Vi fik gift *ig* her.')).toBe('');
});

test.each([
  ['a party', 'Vi stemmer på venstre i dag.', 'Vi stemmer på Venstre i dag.', 'Venstre'],
  ['a person', 'Det er godt at i bor her.', 'Det er godt at I bor her.', 'I'],
  ['whom it is said to', 'Vi ved at de er her.', 'Vi ved at De er her.', 'De'],
  ['a name that becomes none', 'Vi så Bjørn i dag.', 'Vi så bjørn i dag.', 'bjørn'],
  ['within another sentence', 'Ja. Vi stemmer på venstre.', 'Ja. Vi stemmer på Venstre.', 'Venstre'],
  [
    'in a cell',
    '| a | b |\n|---|---|\n| på venstre | *d* |',
    '| a | b |\n|---|---|\n| på Venstre | *d* |',
    'Venstre',
  ],
  [
    'in a sentence that moved',
    'Et her.\n\nVi går til venstre nu.',
    'Vi går til Venstre nu.\n\nEt her.',
    'Venstre',
  ],
])('a capital within a sentence is credited to who wrote it so: %s', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
});

test.each([
  ['a sentence that begins anew', 'Vi mødes, når det passer.', 'Vi mødes. Når det passer.', '.'],
  ['one that begins later', 'Vi mødes. Når det passer.', 'Vi mødes, når det passer.', ','],
  ['one that goes on', 'Vi mødes. Det passer os.', 'Altid: vi mødes. Det passer os.', 'Altid :'],
  ['an item of a list', 'Husk: kaffe, te.', 'Husk:\n\n- Kaffe\n- Te', ''],
])('where a sentence begins its capital is nobody’s: %s', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
});

test.each([
  ['what is done where', 'if x:\n    a()\nb()', 'if x:\n    a()\n    b()', 'b'],
  ['what is done at last', 'if x:\n    a()\n    b()', 'if x:\n    a()\nb()', 'b'],
  ['a line that begins with a sign', 'a:\n  - b\n  - c', 'a:\n  - b\n- c', '-'],
  ['a tab for blanks', 'a:\n\tb', 'a:\n        b', 'b'],
  [
    'a line of several words',
    'for a in b:\n    print(a)\nreturn a',
    'for a in b:\n    print(a)\n    return a',
    'return',
  ],
])('where a line of code begins is credited to who moved it: %s', (_, before, after, own) => {
  expect(ownOf(`Se:\n\n\`\`\`\n${before}\n\`\`\``, `Se:\n\n\`\`\`\n${after}\n\`\`\``)).toBe(own);
  expect(
    ownOf(
      `- Se:\n\n  ~~~\n${before.replace(/^/gm, '  ')}\n  ~~~`,
      `- Se:\n\n  ~~~\n${after.replace(/^/gm, '  ')}\n  ~~~`,
    ),
  ).toBe(own);
  expect(ownOf(`Se:\n\n${before.replace(/^/gm, '    ')}`, `Se:\n\n${after.replace(/^/gm, '    ')}`)).toBe(
    own,
  );
});

test('code that moves into a list, with all of its lines, is as it was', () => {
  const code = '```\nif x:\n    a()\n```';
  expect(ownOf(`Se:\n\n${code}`, `- Se:\n\n${code.replace(/^/gm, '  ')}`)).toBe('');
});

test.each([
  [
    'lines that are broken',
    'Vi mødes 10 - 12 her, og\n"ja" (nej) går.',
    'Vi mødes\n10 -\n12 her,\nog "ja"\n(nej) går.',
  ],
  ['two spaces that become one', 'Vi mødes  her,  og  går.', 'Vi mødes her, og går.'],
  ['emphasis', 'Vi mødes her, (i dag) 2,5 gange.', 'Vi **mødes** *her*, (__i dag__) **2,5** gange.'],
  ['emphasis around a sign', 'Vi mødes her!', 'Vi mødes **her!**'],
  ['what is put into code', 'Kør ls -la nu.', 'Kør `ls -la` nu.'],
  ['blanks at the ends of code', 'Kør `ls -la` nu.', 'Kør `` ls -la `` nu.'],
  ['code on two lines', 'Kør `ls -la /tmp` nu.', 'Kør `ls -la\n/tmp` nu.'],
  ['how a sign is written', 'Vi fik -5, ja.', 'Vi fik \\-5&comma; ja.'],
  ['a no-break space', 'Vi fik 5 mio. kr.', 'Vi fik 5&nbsp;mio.\u00A0kr.'],
  ['a paragraph that becomes an item', 'Vi mødes her, 2,5 gange.', '- Vi mødes her, 2,5 gange.'],
  ['a sentence that moves', 'Vi mødes her (altid). Vi går 2,5 km.', 'Vi går 2,5 km. Vi mødes her (altid).'],
  ['cells that are laid out', '| a | *b* |\n|---|---|\n| 2,5 | -d |', '|a|*b*|\n|-|-|\n|2,5|-d|'],
])('what changes no figure, word or address credits nobody anew: %s', (_, before, after) => {
  expect(ownOf(before, after)).toBe('');
});

test.each([
  ['a link on a word', 'Vi mødes her, i dag.', 'Vi mødes [her](x), i dag.', '<x>'],
  ['a footnote before a point', 'Vi mødes her.\n\n[^a]: Nej', 'Vi mødes her[^a].\n\n[^a]: Nej', '[^a]'],
  ['a sentence behind another', 'Vi mødes her.', 'Vi mødes her. Nu.', 'Nu .'],
  ['a word before a sign', 'Vi mødes her.', 'Vi mødes her igen.', 'igen'],
  ['a word before a bracket', 'Vi mødes (her).', 'Vi mødes (kun her).', 'kun'],
])('what is put in beside a sign leaves that whose it was: %s', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
});

test.each([
  [
    'Kommunen sparede 1.250.000 kr. i år. Regionen tabte 17 kr.',
    'Kommunen sparede 17 kr. i år. Regionen tabte 1.250.000 kr.',
    '17 1.250.000',
  ],
  ['Bo fik 1.250.000 kr. og Eva fik 3 kr.', 'Bo fik 3 kr. og Eva fik 1.250.000 kr.', '3 1.250.000'],
  [
    'Skolen åbner 3.4.2020 efter den lange ferie. Hallen i byen lukker 9. maj.',
    'Skolen åbner 9. maj efter den lange ferie. Hallen i byen lukker 3.4.2020.',
    '9 . maj 3.4.2020',
  ],
  [
    'Ring til Bo på 12 34 56 78 hver eneste dag. Ring til Eva på 9.',
    'Ring til Bo på 9 hver eneste dag. Ring til Eva på 12 34 56 78.',
    '9 12 34 56 78',
  ],
  [
    'Firmaet med 12-34-56-78 har fået ros af os. Svindlerne har 90.',
    'Firmaet med 90 har fået ros af os. Svindlerne har 12-34-56-78.',
    '90 12 - 34 - 56 - 78',
  ],
])(
  'figures are no phrase that keeps its author wherever it is moved to: %j, then %j',
  (before, after, own) => {
    expect(ownOf(before, after)).toBe(own);
  },
);

test('a space beside a sign between figures, put in or taken out anywhere, is credited', () => {
  const figures = fc.array(
    fc.tuple(
      fc.constantFrom('12', '5', '**7**', '`3`', '[4](x)'),
      fc.constantFrom(',', '.', '-', '−', ' , ', ' -', ': '),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(figures, fc.nat(), (list, at) => {
      const body = cleanText(`Vi fik ${list.flat().join('')}9 her`);
      const signs = [...body.matchAll(/[,.\-−:]/g)];
      const { index } = signs[at % signs.length]!;
      const isApart = body[index + 1] === ' ';
      const after = body.slice(0, index + 1) + (isApart ? '' : ' ') + body.slice(index + (isApart ? 2 : 1));
      fc.pre(tokensOf(after).length === tokensOf(body).length);
      expect(ownOf(body, after)).not.toBe('');
    }),
  );
});
