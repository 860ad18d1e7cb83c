/** Whose the words are that a merge commit of an imported repository joins: theirs who wrote them on their lines. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readHistory } from '../../server/cli/git.ts';
import { kindOf } from '../../server/kinds/index.ts';
import { importHistory } from '../../server/wiki/exchange/imports.ts';
import { creditOf } from '../support/attribution.ts';
import { peopled, type PeopledWiki } from '../support/people.ts';
import { karen, lars, makeRepository, type Repository } from '../support/repository.ts';

const anne = { name: 'Anne Lind', email: 'anne@example.dk' };
const FIRST = 'Vi mødes på torvet hver eneste mandag morgen.';
const SECOND = 'Bagefter skriver lederen et kort brev til alle.';
const THIRD = 'Derefter spiser vi frokost sammen i den store sal.';
const FOURTH = 'Til sidst rydder hver gruppe op efter sig selv.';
const textOf = (...sentences: string[]) => `# Fælles\n\n${sentences.join('\n\n')}\n`;

let wiki: PeopledWiki;
let repository: Repository;
beforeEach(async () => {
  wiki = await peopled({}, 'administrator');
  repository = makeRepository();
});
afterEach(async () => {
  repository.drop();
  await wiki.close();
});

/** Imports two lines of history from one text by Karen, hers and one by Lars, which Anne joins; returns whose the words are that Karen’s first commit didn’t write. */
async function joined(main: string, side: string, merged: string): Promise<string[]> {
  const { write, commit, git, merge } = repository;
  write('a.md', textOf(FIRST, SECOND));
  commit('begin', karen);
  git(['checkout', '--quiet', '-b', 'side']);
  write('a.md', side);
  commit('side', lars);
  git(['checkout', '--quiet', 'main']);
  write('a.md', main);
  commit('main', karen);
  merge('side');
  write('a.md', merged);
  commit('merge', anne);
  const { commits, source, close } = await readHistory(repository.folder, '.');
  await importHistory(wiki.db, wiki.mos, { source, kind: kindOf('method')!, licence: 'CC0-1.0' }, commits);
  close();
  const runs = await creditOf(wiki.db, 'fælles');
  return runs.flatMap(([text, name, number]) => (number === 1 ? [] : [`${name}: ${text.trim()}`]));
}

test('what each line added is whose it was there, and not whose who joined them', async () => {
  const [main, side] = [textOf(FIRST, THIRD, SECOND), textOf(FIRST, SECOND, FOURTH)];
  expect(await joined(main, side, textOf(FIRST, THIRD, SECOND, FOURTH))).toEqual([
    `Karen: ${THIRD}`,
    `Lars: ${FOURTH}`,
  ]);
});

test('so is what each changed in a sentence of its own', async () => {
  const [first, second] = [FIRST.replace('torvet', 'havnen'), SECOND.replace('brev', 'digt')];
  const told = await joined(textOf(first, SECOND), textOf(FIRST, second), textOf(first, second));
  expect(told).toEqual(['Karen: havnen', 'Lars: digt']);
});

test.each([
  ['havnen', 'Karen'],
  ['broen', 'Lars'],
])('of a sentence that both changed, the side that was taken, %s, is whose it was', async (place, name) => {
  const of = (said: string) => textOf(FIRST.replace('torvet', said), SECOND);
  expect(await joined(of('havnen'), of('broen'), of(place))).toEqual([`${name}: ${place}`]);
});

test('what neither line has is whose who joined them', async () => {
  const [main, side] = [textOf(FIRST, SECOND, THIRD), textOf(FIRST, SECOND, FOURTH)];
  const own = 'Her fandt begge grupper deres egen løsning.';
  expect(await joined(main, side, textOf(FIRST, SECOND, THIRD, FOURTH, own))).toEqual([
    `Karen: ${THIRD}`,
    `Lars: ${FOURTH}`,
    `Anne: ${own}`,
  ]);
});
