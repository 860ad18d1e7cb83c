/** Lists stand in one order wherever they're made: by the database's stored keys, and where what is shown depends on the language. */
import { expect, test } from '@jest/globals';
import { compareTitles, titleKey } from '../../server/text/sort-key.ts';
import { filesIn, read } from '../support/files.ts';

const inOrder = [
  ...['3 råd', '12 råd', '§ 18', 'Ande 2', 'Princip 2', 'Princip 02 b', 'Princip 10'],
  ...['Zebra', 'Ældre', 'Øl', 'Aaben dag', 'Åbne data'],
];

test('numbers stand by their value, and Danish letters last, aa among them as å', () => {
  expect(inOrder.toReversed().sort(compareTitles)).toEqual(inOrder);
  const keys = inOrder.map(titleKey);
  expect([...keys].sort()).toEqual(keys);
});

test('what has one key has an order, too', () => {
  expect(compareTitles('Idé', 'ide')).toBe(-compareTitles('ide', 'Idé'));
  expect(compareTitles('ide', 'ide')).toBe(0);
});

test('nothing else orders what readers see by a collation of its own, but names of places and of domains, which hold no numbers', () => {
  const files = filesIn('server', '.ts');
  const own = files.filter((path) => /Intl\.Collator|localeCompare/.test(read(path)));
  expect(own.sort()).toEqual(['server/kinds/places.ts', 'server/wiki/people/domains.ts']);
});
