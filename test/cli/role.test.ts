import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { performerOf } from '../../server/cli/performer.ts';
import { doerAt } from '../../server/wiki/history/standing.ts';
import { listActs } from '../../server/wiki/history/public-log.ts';
import { commandOn } from '../support/command.ts';
import { AT, mo, join, peopled, type PeopledWiki } from '../support/people.ts';

let wiki: PeopledWiki;
beforeEach(async () => {
  wiki = await peopled();
  await join(wiki.db, { ...mo, name: 'Åse Ørsted', email: 'aase@example.dk' }, 'administrator');
});
afterEach(() => wiki.close());

const give = (email: string, role: string, as: string, reason = 'Ny i redaktionen') =>
  commandOn(wiki.environment)(['role', email, role, '--as', as, '--reason', reason]);
const roleOf = async (personId: number) => (await doerAt(wiki.db, personId, AT)).role;

test('gives a role in the name of an administrator, and the log tells why', async () => {
  expect(await give('ana@example.dk', 'moderator', 'aase@example.dk')).toEqual({
    code: 0,
    out: ['Ana Østergård has the role of moderator now.'],
    err: [],
  });
  expect(await roleOf(wiki.anas.personId)).toBe('moderator');
  const { acts } = await listActs(wiki.db, {}, 1);
  expect(acts).toMatchObject([
    { code: 'appoint-moderator', byline: { name: 'Åse Ørsted' }, words: { reason: 'Ny i redaktionen' } },
  ]);
});

test.each([
  [
    'ana@example.dk',
    'boss',
    'aase@example.dk',
    2,
    'There is no role boss. Choose one of contributor, moderator, administrator.',
  ],
  ['no@example.dk', 'moderator', 'aase@example.dk', 1, 'Nobody signs in with no@example.dk.'],
  [
    'ana@example.dk',
    'moderator',
    'no@example.dk',
    1,
    'Nobody signs in with no@example.dk. A role is logged under the name of someone who does.',
  ],
  ['ana@example.dk', 'moderator', 'mo@example.dk', 1, 'mo@example.dk is no administrator.'],
  ['mo@example.dk', 'moderator', 'aase@example.dk', 1, 'role: The person has that role already.'],
  [
    'aase@example.dk',
    'contributor',
    'aase@example.dk',
    1,
    'role: The wiki needs at least one administrator. Give somebody else the role first.',
  ],
])('%s doesn’t become %s by the word of %s where that can’t be', async (email, role, as, code, sentence) => {
  const answer = await give(email, role, as);
  expect([answer.code, answer.out, answer.err[0]]).toEqual([code, [], sentence]);
  expect(await roleOf(wiki.anas.personId)).toBe('contributor');
});

test('a role needs a reason, and its performer is whoever signs in so', async () => {
  const silent = await give('ana@example.dk', 'moderator', 'aase@example.dk', ' ');
  expect([silent.code, silent.err]).toEqual([1, ['reason: Write why you do it.']]);
  expect(await performerOf(wiki, 'MO@example.dk', 'It')).toMatchObject({ role: 'moderator' });
});
