/** What somebody types to be sent by mail: there, not too long, and without a CPR number, which nothing repeats. */
import { expect, test } from '@jest/globals';
import { problemsTyped } from '../../../server/wiki/mail/typed.ts';

const longest = { subject: 5, words: 9 };
const typed = { subject: 'Hej', words: 'Et brev.', email: '' };

test.each([
  ['what fits', {}, []],
  ['nothing', { subject: '' }, [{ field: 'subject', code: 'required' }]],
  ['what fits in characters, though not in bytes', { subject: '😀😀😀😀😀' }, []],
  [
    'too much',
    { words: 'Et for langt brev.' },
    [{ field: 'words', code: 'too-long', params: { max: 9, length: 18 } }],
  ],
])('%s', (_name, change, problems) => {
  expect(problemsTyped({ ...typed, ...change }, longest)).toEqual(problems);
});

test('of a field with a CPR number nothing else is said, and of the others all is', () => {
  const others = [{ field: 'email', code: 'bad-email' }];
  const problems = problemsTyped(
    { ...typed, subject: '', words: 'Om 010170-1234 og mere.' },
    longest,
    others,
  );
  expect(problems.map(({ field, code }) => [field, code.split('-')[0]])).toEqual([
    ['subject', 'required'],
    ['email', 'bad'],
    ['words', 'cpr'],
  ]);
});
