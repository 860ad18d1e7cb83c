/** What the wiki remembers for itself: secrets, and what the clock said. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createArticle, insertArticle } from '../../../server/wiki/articles/edits.ts';
import { makeCheckpoint } from '../../../server/wiki/proof/checkpoints.ts';
import { recordAct, recordRevision } from '../../../server/wiki/record.ts';
import { isAhead, readClock, watchClock, writtenAhead } from '../../../server/wiki/upkeep/clock.ts';
import { forgetSecret, lastingKey, readSecret, writeSecret } from '../../../server/wiki/upkeep/secrets.ts';
import { method } from '../../support/content.ts';
import { ana, join } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(() => wiki.close());

const HOUR = 60 * 60 * 1000;
const START = '2026-11-21T12:00:00.000Z';
const after = (hours: number, milliseconds = 0) =>
  new Date(Date.parse(START) + hours * HOUR + milliseconds).toISOString();

describe('a secret', () => {
  test('is what was written last under its name, until it is forgotten', async () => {
    const { db } = wiki;
    expect(await readSecret(db, 'a')).toBeUndefined();
    await writeSecret(db, 'a', 'en');
    await writeSecret(db, 'b', 'to');
    await writeSecret(db, 'a', 'tre');
    expect([await readSecret(db, 'a'), await readSecret(db, 'b')]).toEqual(['tre', 'to']);
    await forgetSecret(db, 'a');
    expect([await readSecret(db, 'a'), await readSecret(db, 'b')]).toEqual([undefined, 'to']);
  });

  test('that is a key is made once, whoever asks first, and another under another name', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => lastingKey(wiki.db, 'key')));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(await lastingKey(wiki.db, 'key')).toEqual(keys[0]);
    expect(await lastingKey(wiki.db, 'other')).not.toEqual(keys[0]);
  });
});

describe('the clock', () => {
  const watch = (now: string) => watchClock(wiki.db, now);

  test('goes steadily from when it was first seen, and reading it notes nothing', async () => {
    expect(await readClock(wiki.db, after(-5))).toEqual({ now: after(-5), since: after(-5) });
    expect(await watch(START)).toEqual({ now: START, since: START });
    expect(await watch(after(1))).toEqual({ now: after(1), since: START });
    expect(await readClock(wiki.db, after(7 * 24 + 1))).toEqual({ now: after(7 * 24 + 1), since: START });
  });

  test.each([
    ['a week after it was last seen, and more', after(7 * 24, 1)],
    ['more than an hour back', after(-1, -1)],
  ])('that is found %s has jumped, and goes steadily from there', async (_, to) => {
    await watch(START);
    expect(await watch(to)).toEqual({ now: to, since: to, jumped: { from: START, to } });
    expect(await watch(to)).toEqual({ now: to, since: to });
  });

  test('that is set back a little has not jumped, but hasn’t gone on since later than now either', async () => {
    await watch(START);
    expect(await watch(after(-1))).toEqual({ now: after(-1), since: after(-1) });
  });

  test('may differ by an hour from another machine’s', () => {
    expect([isAhead(after(1), START), isAhead(after(1, 1), START), isAhead(START, after(9))]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('what was written last', () => {
  test('of revisions, log entries and checkpoints is told of when it is more than an hour ahead', async () => {
    const { db, settings } = wiki;
    const ahead = (now: string) => writtenAhead(db, now);
    expect(await ahead(START)).toBeUndefined();
    const anas = await join(db, ana);
    await createArticle(db, { ...anas, at: after(2) }, { content: method(), summary: '' });
    expect([await ahead(after(1)), await ahead(after(1, -1))]).toEqual([undefined, after(2)]);
    await db
      .transaction()
      .execute((tx) => recordAct(tx, { ...anas, at: after(4) }, 'move', { articleId: 1, words: {} }));
    expect([await ahead(after(3)), await ahead(after(1))]).toEqual([undefined, after(4)]);
    await makeCheckpoint(db, settings.dataFolder, after(6));
    expect([await ahead(after(5)), await ahead(after(3))]).toEqual([undefined, after(6)]);
  });

  test('of an import is when it came here, not when it was written there', async () => {
    const anas = await join(wiki.db, ana);
    await wiki.db.transaction().execute(async (tx) => {
      const article = await insertArticle(tx, method(), 'CC-BY-4.0');
      const save = {
        content: method(),
        action: 'import',
        summary: '',
        minor: false,
        baseNumber: null,
      } as const;
      await recordRevision(tx, { ...anas, at: after(9) }, article, { ...save, recordedAt: START });
    });
    expect(await writtenAhead(wiki.db, START)).toBeUndefined();
    expect(await writtenAhead(wiki.db, after(-2))).toBe(START);
  });
});
