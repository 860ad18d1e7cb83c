/** Passages that somebody chose: where they stand in a body, and which words of a later version they are. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  findWords,
  leftOf,
  placesSince,
  planAttribution,
  showTokens,
  tokensOf,
  type Version,
} from '../../server/text/attribution.ts';
import { expectCost } from '../support/cost.ts';

const found = (body: string, words: string, behind?: string) => {
  const span = findWords(body, words, behind);
  return span && showTokens(tokensOf(body).slice(span.from, span.to));
};

/** A version after another, credited as a save is that knows no older one. */
function next(before: Version | undefined, sequence: number, body: string): Version {
  const plan = planAttribution({ sequence, body, ...(before && { parent: before }) });
  return { body, attribution: plan.attribute({ held: new Map(), elsewhere: new Map() }) };
}

/** What is marked of a passage in a later version, in pieces. */
function marked(chosen: Version, words: string, after: Version): string[] {
  const span = findWords(chosen.body, words)!;
  const tokens = tokensOf(after.body);
  const spans = leftOf([span], placesSince(chosen, after));
  return spans.map(({ from, to }) => showTokens(tokens.slice(from, to)));
}

describe('chosen words', () => {
  test('are found whatever signs and capitals they are told in, over marks and blocks', () => {
    const body =
      '# Om *faste* teams\n\nVi [prøvede](https://a.dk/b) det, **tre** gange.[^1]\n\n- Ro\n- Tid\n\n[^1]: Se her.';
    expect(found(body, 'om FASTE teams vi')).toBe('Om faste teams Vi');
    expect(found(body, '»prøvede det – tre« gange.')).toBe('prøvede det, tre gange.');
    expect(found(body, 'gange Ro Tid')).toBe('gange. Ro Tid');
    expect(found(body, 'Se her')).toBe('Se her');
    for (const other of ['', '…', 'https', 'gange Se her', 'tr', 'prøvede tre'])
      expect(found(body, other)).toBeUndefined();
  });

  test('are those behind the words before them, and else the first', () => {
    const body = 'Ana sagde nej. Bo sagde nej.';
    expect(findWords(body, 'sagde nej', 'Bo')).toEqual({ from: 5, to: 7 });
    expect(findWords(body, 'sagde nej')).toEqual({ from: 1, to: 3 });
    expect(findWords(body, 'sagde nej', 'Cæcilie')).toEqual({ from: 1, to: 3 });
  });

  test('cost little more to find than the text costs to read, however alike its words are', () => {
    const body = 'a b '.repeat(60_000);
    const chosen = `${'a b '.repeat(200)}c`;
    expectCost(
      () => findWords(body, chosen, 'a b a b a b'),
      300,
      3,
      () => tokensOf(body),
    );
  });
});

const word = fc.constantFrom(
  ...'borgere teams ro uge tid hjælp kommune ansigter vikar sygdom og det er at en'.split(' '),
);
const sentence = fc
  .array(word, { minLength: 5, maxLength: 12 })
  .map((words) => `${words[0]![0]!.toUpperCase()}${words[0]!.slice(1)} ${words.slice(1).join(' ')}.`);

describe('a passage', () => {
  const PASSAGE = 'Plejecentret Solgården vælger selv hvornår';
  const HOME = `På ${PASSAGE.replace('Solgården', '**Solgården**')} man står op.`;

  test('is marked whole, and nothing else, however often the text around it is rewritten and it’s moved', () => {
    const edits = fc.array(
      fc.record({
        before: fc.array(sentence, { maxLength: 6 }),
        after: fc.array(sentence, { maxLength: 6 }),
        isApart: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(edits, (versions) => {
        const bodies = versions.map(({ before, after, isApart }) =>
          [...before, HOME, ...after].join(isApart ? '\n\n' : ' '),
        );
        const first = next(undefined, 1, bodies[0]!);
        let now = first;
        for (const [i, body] of bodies.slice(1).entries()) {
          now = next(now, i + 2, body);
          expect(marked(first, PASSAGE, now).join(' ')).toBe(PASSAGE);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is never marked where its words were taken out, whatever others write', () => {
    const texts = fc.array(fc.array(sentence, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(texts, (versions) => {
        const first = next(undefined, 1, `${versions[0]!.join(' ')} ${HOME}`);
        let now = next(first, 2, versions[0]!.join(' '));
        for (const [i, body] of versions.entries()) {
          now = next(now, i + 3, `${body.join(' ')} De vælger selv på plejecentret.`);
          expect(marked(first, PASSAGE, now)).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is what is left of it, in pieces', () => {
    const first = next(undefined, 1, 'Indledning her. Borgerne talte højst tre hjælpere om ugen.');
    const after = next(first, 2, 'Indledning her. Borgerne talte altid højst fire hjælpere om ugen.');
    expect(marked(first, 'Borgerne talte højst tre hjælpere', after)).toEqual([
      'Borgerne talte',
      'højst',
      'hjælpere',
    ]);
  });
});
