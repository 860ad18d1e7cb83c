/** Who may do what, deed by deed. */
import { expect, test } from '@jest/globals';
import type { Role } from '../../server/db/schema.ts';
import { actCodes } from '../../server/wiki/acts.ts';
import { can, check, type Deed } from '../../server/wiki/policy.ts';

const deeds: readonly Deed[] = [...actCodes, 'write-much', 'see-hidden', 'ask-erasure'];
const as = (role: Role, personId: number | null = 7) => ({ role, personId });
/** What somebody may do to something, of all that can be done. */
const mayDo = (role: Role, subject?: { personId: number }) =>
  deeds.filter((deed) => can(as(role), deed, subject));

const WRITING = ['move', 'import', 'licence', 'found-licence'];
const MODERATING = ['delete', 'undelete', 'hide', 'unhide', 'see-hidden', 'write-much'];
const RUNNING = [
  ...['starter', 'appoint-contributor', 'appoint-moderator', 'appoint-administrator'],
  ...['erase-content', 'erase-summary', 'erase-byline', 'erase-log', 'ask-erasure'],
];
const ONESELF = ['create-administrator', 'found-moderator', 'found-administrator'];

test('whoever writes may move, import and fix a licence, and no more', () => {
  expect(mayDo('contributor')).toEqual(WRITING);
});

test('a moderator may take from view and write much too, but erases nothing and appoints nobody', () => {
  expect(mayDo('moderator').sort()).toEqual([...WRITING, ...MODERATING].sort());
});

test('an administrator may do all but what one does to oneself', () => {
  expect(mayDo('administrator').sort()).toEqual([...WRITING, ...MODERATING, ...RUNNING].sort());
  expect([...WRITING, ...MODERATING, ...RUNNING, ...ONESELF].sort()).toEqual([...deeds].sort());
});

test('what one does to oneself nobody does to another, whatever their role, nor one whom nobody knows', () => {
  for (const deed of ONESELF as Deed[]) {
    expect(can(as('contributor'), deed, { personId: 7 })).toBe(true);
    expect(can(as('administrator'), deed, { personId: 8 })).toBe(false);
    expect(can(as('administrator'), deed)).toBe(false);
    expect(can(as('administrator', null), deed, { personId: null })).toBe(false);
  }
});

test('what may not be done is refused with 403, and what may goes by without a word', () => {
  let refusal: unknown;
  try {
    check(as('moderator'), 'erase-content');
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ status: 403, code: 'forbidden' });
  expect(() => check(as('contributor'), 'found-moderator', { personId: 8 })).toThrow();
  expect(check(as('administrator'), 'erase-content')).toBeUndefined();
  expect(check(as('contributor'), 'found-moderator', { personId: 7 })).toBeUndefined();
});
