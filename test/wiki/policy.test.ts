/** Who may do what, deed by deed, and what a no says. */
import { describe, expect, test } from '@jest/globals';
import type { WikiError } from '../../server/errors.ts';
import type { Role, Verification } from '../../server/db/schema.ts';
import { actCodes } from '../../server/wiki/acts.ts';
import { can, check, deeds, type Deed, type Doer, type Subject } from '../../server/wiki/policy.ts';

const as = (role: Role, personId: number | null = 7): Doer => ({ role, personId });
/** What somebody may do to something, of all that can be done. */
const mayDo = (role: Role, subject?: Subject) => deeds.filter((deed) => can(as(role), deed, subject)).sort();
const refusalOf = (doer: Doer, deed: Deed, subject?: Subject): unknown => {
  try {
    return check(doer, deed, subject);
  } catch (error) {
    return error;
  }
};

const WRITING = [
  ...['move', 'import', 'licence', 'found-licence', 'write', 'change-name', 'sign-in'],
  ...['post', 'settle', 'reopen', 'thank', 'thank-post', 'write-letter'],
];
const MODERATING = [
  ...['protect', 'unprotect', 'block', 'unblock', 'write-much'],
  ...['delete', 'undelete', 'hide', 'unhide', 'see-hidden'],
  ...['patrol', 'patrol-person', 'rollback-person'],
  ...['handle-report', 'free-title', 'hide-post', 'unhide-post', 'merge-topic', 'part-topic'],
];
const RUNNING = [
  ...['starter', 'appoint-contributor', 'appoint-moderator', 'appoint-administrator', 'appoint'],
  ...['add-domain', 'remove-domain', 'vouch-name', 'withdraw-name', 'set-goal', 'end-goal'],
  ...['erase-content', 'erase-summary', 'erase-byline', 'erase-log', 'ask-erasure'],
];
const ONESELF = [
  'create-administrator',
  'found-moderator',
  'found-administrator',
  'leave',
  'pair-names',
  'part-names',
];
/** What nobody does to what another said. */
const OWN_WORDS = ['reword'];
const OVER = ['block', 'unblock'] as const;

test('whoever writes may move, import, fix a licence, talk, thank and write letters, and no more', () => {
  expect(mayDo('contributor')).toEqual([...WRITING].sort());
  expect(deeds).toEqual(expect.arrayContaining(actCodes));
});

test('a moderator may protect, block, take from view and write much too, but erases nothing and appoints nobody', () => {
  expect(mayDo('moderator')).toEqual([...WRITING, ...MODERATING].sort());
});

test('an administrator may do all but what one does to oneself', () => {
  expect(mayDo('administrator')).toEqual([...WRITING, ...MODERATING, ...RUNNING].sort());
  expect([...WRITING, ...MODERATING, ...RUNNING, ...ONESELF, ...OWN_WORDS].sort()).toEqual([...deeds].sort());
});

test('what one does to oneself nobody does to another, whatever their role, nor one whom nobody knows', () => {
  for (const deed of [...ONESELF, ...OWN_WORDS] as Deed[]) {
    expect(can(as('contributor'), deed, { personId: 7 })).toBe(true);
    expect(can(as('administrator'), deed, { personId: 8 })).toBe(false);
    expect(can(as('administrator'), deed)).toBe(false);
    expect(can(as('administrator', null), deed, { personId: null })).toBe(false);
  }
});

test.each(OVER)(
  'to %s is for a moderator over somebody else who is no administrator, and for administrators',
  (deed) => {
    const may = (doer: Role, subject: Role, personId = 8) => can(as(doer), deed, { personId, role: subject });
    expect([may('moderator', 'contributor'), may('moderator', 'moderator')]).toEqual([true, true]);
    expect([may('administrator', 'administrator'), may('contributor', 'contributor')]).toEqual([true, false]);
    expect(may('moderator', 'administrator')).toBe(false);
    expect([may('moderator', 'moderator', 7), may('administrator', 'administrator', 7)]).toEqual([
      false,
      false,
    ]);
  },
);

test.each(['patrol', 'patrol-person', 'rollback-person'] as const)(
  'to %s is for a moderator, of anybody but themself',
  (deed) => {
    const may = (doer: Role, personId: number) => can(as(doer), deed, { personId, role: 'administrator' });
    expect([may('moderator', 8), may('administrator', 8)]).toEqual([true, true]);
    expect([may('moderator', 7), may('administrator', 7), may('contributor', 8)]).toEqual([
      false,
      false,
      false,
    ]);
  },
);

test('what may not be done is refused with 403, and what may goes by without a word', () => {
  expect(refusalOf(as('contributor'), 'erase-content')).toMatchObject({ status: 403, code: 'forbidden' });
  expect(refusalOf(as('contributor'), 'found-moderator', { personId: 8 })).toMatchObject({ status: 403 });
  expect(refusalOf(as('moderator'), 'erase-content')).toMatchObject({ status: 403 });
  expect(refusalOf(as('administrator'), 'erase-content')).toBeUndefined();
  expect(refusalOf(as('contributor'), 'found-moderator', { personId: 7 })).toBeUndefined();
});

test('who hasn’t confirmed their address writes nothing until they have, but for an administrator', () => {
  const writes = (role: Role) => refusalOf({ ...as(role), verification: 'unconfirmed' }, 'write');
  expect(writes('contributor')).toMatchObject({ status: 403, code: 'unconfirmed' });
  expect(writes('moderator')).toMatchObject({ code: 'unconfirmed' });
  expect(writes('administrator')).toBeUndefined();
  expect(can({ ...as('contributor'), verification: 'unconfirmed' }, 'change-name')).toBe(true);
});

describe('a protected article', () => {
  const writes = (role: Role, verification: Verification, level: 'verified' | 'moderators') =>
    can({ ...as(role), verification }, 'write', { protection: { level } });

  test('is written by those whose workplace is confirmed, or by moderators alone, as it says', () => {
    const verifications = ['email', 'work-email', 'federated', 'imported'] as const;
    const by = (role: Role, level: 'verified' | 'moderators') =>
      verifications.filter((verification) => writes(role, verification, level));
    expect(by('contributor', 'verified')).toEqual(['work-email', 'federated']);
    expect(by('contributor', 'moderators')).toEqual([]);
    for (const role of ['moderator', 'administrator'] as const) {
      expect([by(role, 'verified'), by(role, 'moderators')]).toEqual([verifications, verifications]);
    }
    expect(can(as('contributor'), 'write', { protection: { level: 'verified' } })).toBe(false);
  });

  test('keeps from nothing else, and its refusal says who may, until when and why', () => {
    const protection = { level: 'moderators', until: '2026-12-03T22:59:59.999Z', reason: 'Uro' } as const;
    expect(can(as('contributor'), 'change-name', { protection })).toBe(true);
    expect(refusalOf(as('contributor'), 'write', { protection })).toMatchObject({
      status: 403,
      code: 'protected-moderators',
      params: { reason: 'Uro', until: new Date('2026-12-03T22:59:59.999Z') },
    });
  });
});

test('who hasn’t confirmed their address writes nothing, unless they run the wiki', () => {
  const verification = 'unconfirmed';
  const told = { status: 403, code: 'unconfirmed' };
  for (const role of ['contributor', 'moderator'] as const)
    expect(refusalOf({ ...as(role), verification }, 'write')).toMatchObject(told);
  expect(refusalOf({ ...as('administrator'), verification }, 'write')).toBeUndefined();
});

test('an article that is deleted is changed by nobody until it is brought back; what is in it may go still', () => {
  const slug = 'prøvehandling';
  const gone = deeds.filter((deed) => {
    const refused = refusalOf(as('administrator'), deed, { personId: 8, deletedBy: 3, slug }) as WikiError;
    return refused?.code === 'deleted' && refused.status === 410 && refused.params['slug'] === slug;
  });
  const changing = ['delete', 'import', 'move', 'protect', 'unprotect', 'write'];
  expect(gone.sort()).toEqual([...changing, 'post', 'reword', 'settle', 'reopen', 'thank-post'].sort());
  for (const deed of ['undelete', 'hide', 'unhide', 'erase-content', 'ask-erasure'] as const)
    expect(can(as('administrator'), deed, { deletedBy: 3 })).toBe(true);
});

describe('whoever is blocked', () => {
  const mayStill = (scope: 'editing' | 'everything', role: Role = 'administrator') =>
    deeds.filter((deed) => can({ ...as(role), block: { scope } }, deed, { personId: 7, role }));

  test('may do nothing but to themself, and sign in, if it is of editing', () => {
    expect(mayStill('editing').sort()).toEqual([...ONESELF, 'sign-in'].sort());
    expect(mayStill('everything').sort()).toEqual([...ONESELF].sort());
  });

  test('is told from what, and why, before what their role lacks', () => {
    const block = { scope: 'editing', reason: 'Reklame' } as const;
    const refused = refusalOf({ ...as('contributor'), block }, 'protect');
    expect(refused).toMatchObject({ status: 403, code: 'blocked-editing', params: { reason: 'Reklame' } });
  });
});
