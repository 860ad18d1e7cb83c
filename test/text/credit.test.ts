/** Whose words are whose, through what people do to a text: sentence by sentence, and in histories whose truth is known. */
import { describe, expect, test } from '@jest/globals';
import { planAttribution, tokensOf } from '../../server/text/attribution.ts';
import { sentences, words } from '../../server/text/words.ts';
import { findAttribution } from '../../server/wiki/credit/finding.ts';
import { memoryWiki } from '../bench/credit/memory.js';
import { score } from '../bench/credit/score.js';

const open = () => memoryWiki({ planAttribution, findAttribution, tokensOf });

/** Returns the words of the last of some bodies by the revision that wrote them: `1: a b 2: c`. */
async function creditsOf(...bodies: string[]): Promise<string> {
  const wiki = open();
  let credits: number[] = [];
  for (const [i, body] of bodies.entries()) credits = await wiki.save('a', body, i + 1);
  const own = tokensOf(bodies.at(-1)!).flatMap(({ text }) => words(text));
  let last = 0;
  return own.map((word, i) => (credits[i] === last ? word : `${(last = credits[i]!)}: ${word}`)).join(' ');
}

/** Returns the words of the last body that it is credited with itself. */
async function ownOf(...bodies: string[]): Promise<string> {
  const told = await creditsOf(...bodies);
  const own = new RegExp(`\\b${bodies.length}: ([^:]*?)(?= \\d+:|$)`, 'g');
  return Array.from(told.matchAll(own), ([, said]) => said).join(' | ');
}

const FIRST =
  'Kommunen åbner et værksted for unge ved havnen. Lederen taler med hver familie om deres hverdag på skolen.';
const OTHER = 'Politiet lukker broen klokken otte i aften. Ingen ved hvorfor den skal repareres igen.';

describe('what comes back', () => {
  const long = Array.from(
    { length: 900 },
    (_, i) => `Sag ${i} om emne ${(i * 7919) % 997} blev drøftet på møde ${i % 31} hos nævnet.`,
  );
  const laid = (all: readonly string[]) => all.map((each, i) => each + (i % 5 === 4 ? '\n\n' : ' ')).join('');

  test('a large text that was blanked and is pasted back keeps all of its authors', async () => {
    const bodies = [laid(long)];
    const changed = [...long];
    for (let k = 0; k < 30; k++) {
      for (let i = k; i < long.length; i += 30) changed[i] = long[i]!.replace('drøftet', `behandlet${k}`);
      bodies.push(laid(changed));
    }
    const before = await creditsOf(...bodies);
    expect(new Set(before.match(/\d+(?=:)/g)).size).toBe(31);
    expect(await creditsOf(...bodies, 'Her er tomt.', laid(changed))).toBe(before);
  });

  test.each([
    ['as it was', (body: string) => body],
    ['with other blanks', (body: string) => body.replaceAll('\n\n', '\n\n\n').replaceAll('. ', '.  ')],
  ])('an earlier text that is pasted back %s is credited as that was, short lines too', async (_, again) => {
    const old = `## Mål\n\n${FIRST}\n\n- en\n- to`;
    const told = await creditsOf(`## Mål\n\n${FIRST}`, old);
    expect(told).toContain('2: en to');
    expect(await creditsOf(`## Mål\n\n${FIRST}`, old, `## Andet\n\n${OTHER}`, again(old))).toBe(told);
    expect(await creditsOf(`## Mål\n\n${FIRST}`, old, `## Møl\n\n${FIRST}\n\n- en\n- tre`, again(old))).toBe(
      told,
    );
  });

  describe('of short lines', () => {
    const items = ['Kaffe og te', 'Frisk frugt', 'Lokale tre', 'Navneskilte', 'Penne', 'Kort over huset'];
    const bulleted = (all: readonly string[], bullet = '- ') => all.map((each) => bullet + each).join('\n');
    const between = Array.from({ length: 15 }, (_, i) => `${OTHER} Nummer ${i} kom i dag.`);
    const changes: [string, string, string][] = [
      ['with one more', bulleted(items.toSpliced(2, 0, 'Musik')), 'Musik'],
      ['with one less', bulleted(items.toSpliced(3, 1)), ''],
      ['in another order', bulleted(items.toSorted()), ''],
      ['with one changed', bulleted(items.with(1, 'Blå blyanter')), 'Blå blyanter'],
      ['with other ends of lines', bulleted(items.toSpliced(0, 1)).replaceAll('\n', '\r\n'), ''],
      ['with other bullets', bulleted(items.toReversed(), '* '), ''],
      ['among others', `# Ny plan\n\n${bulleted(items.toSpliced(0, 0, 'Solcreme'))}`, 'Ny plan Solcreme'],
    ];
    test.each(changes)('a list that comes back %s keeps its authors', async (_, back, own) => {
      expect(await ownOf(bulleted(items), 'Her er tomt.', back)).toBe(own);
      expect(await ownOf(bulleted(items), ...between, back)).toBe(own);
      expect(await ownOf(bulleted(items), `${OTHER}`, `${OTHER}\n\n${back}`)).toBe(own);
    });

    test('a list that is numbered when it comes back has numbers by whoever put them there', async () => {
      const numbered = items.map((each, i) => `${i + 1}. ${each}`).join('\n');
      const again = items.toReversed().map((each, i) => `${i + 1}. ${each}`);
      expect(await ownOf(bulleted(items), 'Her er tomt.', numbered)).toBe('1 | 2 | 3 | 4 | 5 | 6');
      expect(await ownOf(numbered, 'Her er tomt.', again.join('\n'))).not.toMatch(/[a-zæøå]/i);
    });

    test('each is whose it was in a list that several wrote', async () => {
      const [first, second] = [bulleted(items.slice(0, 4)), bulleted(items)];
      const told = await creditsOf(first, second, 'Her er tomt.', bulleted(items.toSpliced(1, 1)));
      expect(told).toBe('1: Kaffe og te Lokale tre Navneskilte 2: Penne Kort over huset');
    });

    test('one or two that came again by chance are whoever wrote them anew', async () => {
      const other = ['Program', 'Deltagere', 'Penne', 'Pauser', 'Frisk frugt'];
      expect(await ownOf(bulleted(items), 'Her er tomt.', bulleted(other))).toBe(other.join(' '));
    });
  });

  test('a sentence that comes back with a word changed keeps the others, after many revisions too', async () => {
    const between = Array.from({ length: 15 }, (_, i) => `${OTHER} Nummer ${i} kom i dag.`);
    const back = `${OTHER} Lederen taler med hver nabo om deres hverdag på skolen.`;
    expect(await ownOf(FIRST, OTHER, back)).toBe('nabo');
    expect(await ownOf(FIRST, ...between, back)).toBe('nabo');
  });

  test('what was found in the history uses up its words where it stands', async () => {
    const first = 'Og på grund af en plan kom der gang i sagerne hos os.';
    const spoilt = 'Og på grund af en fejl kom der gang i sagerne hos os.';
    expect(await ownOf(first, spoilt, `Og en ny rampe. ${first}`)).toBe('Og en ny rampe');
  });
});

describe('what moves', () => {
  test('the words of a sentence keep their authors in another order', async () => {
    const [before, after] = [
      'Ved hjælp af kommunen og regionen mødes alle.',
      'Alle mødes af kommunen og regionen ved hjælp.',
    ];
    expect(await ownOf(before, after)).toBe('');
  });

  test('a sentence that is split to two places keeps all of its words', async () => {
    const whole = 'Borgeren ringer til rådhuset om morgenen og lægen skriver et langt brev til naboen.';
    const apart = `Borgeren ringer til rådhuset om morgenen.\n\n${OTHER}\n\nOg lægen skriver et langt brev til naboen.`;
    expect(await ownOf(`${whole}\n\n${OTHER}`, apart)).toBe('');
  });

  test('the clause that is left of a sentence, rewritten elsewhere, keeps its author', async () => {
    const before = `Sagen er at lægen skriver et langt brev til naboen hver eneste gang.\n\n${OTHER}`;
    const after = `${OTHER}\n\nMed tiden håber vi, lægen skriver et langt brev efter besøg på hospitalet.`;
    expect(await ownOf(before, after)).toBe('Med tiden håber vi | efter besøg på hospitalet');
  });

  test('a copy that was adapted keeps what it has of a sentence that still stands', async () => {
    const copy = `${FIRST}\n\n${OTHER}\n\nLederen taler med hver nabo om deres hverdag på skolen.`;
    expect(await ownOf(`${FIRST}\n\n${OTHER}`, copy)).toBe('nabo');
  });

  test('a link that shows what stood there takes nothing from its author', async () => {
    const piped = 'Vi arbejder med [[Idéudvikling|idéudvikling]] hver dag.';
    expect(await ownOf('Vi arbejder med idéudvikling hver dag.', piped)).toBe('');
  });
});

describe('what is new', () => {
  test('a stray word of a sentence that is gone is nobody’s', async () => {
    const before = 'Ministeriet og den gamle skole sender 1 brev til hver elev.';
    const after = 'Hunden og katten sover 1 time.';
    expect(await creditsOf(before, after)).toBe('2: Hunden og katten sover 1 time');
  });

  test('five words that anybody writes are not looked for where they stand', async () => {
    const after = `${FIRST} Det er en af de små ting.`;
    expect(
      await ownOf(
        `${FIRST} Han er nu en af de gode.`,
        `${FIRST} Han er nu en af de gode. Den kom som en af de sidste.`,
      ),
    ).toBe('Den kom som en af de sidste');
    expect(await ownOf(FIRST, after)).toBe('Det er en af de små ting');
  });
});

describe('where a sentence ends', () => {
  test.each([
    ['Det er et hus vi alle arbejder i. Naboen ringer.', 2],
    ['Det er et hus vi alle arbejder i. naboen ringer.', 2],
    ['Huset ligger ved en å. Naboen ringer.', 2],
    ['Huset ligger på en ø. Naboen ringer.', 2],
    ['Brevet er fra J. Hansen i Aarhus.', 1],
    ['Byen er fra år 300 f. Kr. og står endnu.', 1],
    ['Se mødet d. 5 maj i salen.', 1],
    ['i. Første punkt.', 1],
  ])('%s has so many', (text, count) => {
    expect(sentences(text)).toHaveLength(count);
  });

  test('a sentence that ends in i keeps its author whatever comes to follow it', async () => {
    const before = 'Det er et stort hus vi alle arbejder i. Naboen ringer til os hver dag.';
    expect(await ownOf(before, 'Det er et stort hus vi alle arbejder i. Der er kaffe.', before)).toBe('');
  });
});

describe('in random histories whose truth is known', () => {
  test('nearly all words are credited rightly, in each history and after each kind of act', async () => {
    const { all, kinds, histories } = await score([1, 2, 3, 4, 5, 6], 80, open);
    const share = ({ rightly, undisputed }: typeof all) => rightly / undisputed;
    expect(all.undisputed).toBeGreaterThan(100_000);
    expect(share(all)).toBeGreaterThan(0.998);
    for (const history of histories) expect(share(history)).toBeGreaterThan(0.98);
    const few = [...kinds].filter(([, tally]) => tally.undisputed > 0 && share(tally) < 0.98);
    expect(few.map(([kind]) => kind)).toEqual([]);
  });
});
