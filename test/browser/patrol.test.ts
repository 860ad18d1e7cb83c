/** A moderator's few minutes a day: from the desk to a rollback in three actions, and the list walked by keys. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { authorOf } from '../../server/wiki/history/author.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, AT, bo, join, mo } from '../support/people.ts';

const browser = browserForAll();

const WORDS = {
  da: {
    desk: 'Patruljering',
    rollback: 'rul tilbage Version 2',
    action: 'Rul tilbage',
    rolledBack: 'er rullet tilbage. Det er nu version 3.',
    patrol: 'patruljér Version 1',
    patrolled: 'Patruljeret: version 1 af',
    difference: 'forskel i version 2',
    empty: 'Alt er patruljeret.',
  },
  en: {
    desk: 'Patrol',
    rollback: 'roll back Version 2',
    action: 'Roll back',
    rolledBack: 'is rolled back. It is now version 3.',
    patrol: 'mark as patrolled Version 1',
    patrolled: 'Patrolled: version 1 of',
    difference: 'difference in version 2',
    empty: 'Everything is patrolled.',
  },
};

/** Writes some articles of ana's, each of which bo advertises in, and lets mo moderate. */
async function wikiWith(titles: readonly string[]): Promise<ListeningWiki> {
  const wiki = await listeningWiki();
  const [anas, bos] = [await join(wiki.db, ana), await join(wiki.db, bo)];
  await join(wiki.db, mo, 'moderator');
  const bosAuthor = (await authorOf(wiki.db, bos.personId, AT))!;
  for (const title of titles) {
    await createArticle(wiki.db, anas, { content: method({ title }), summary: '' });
    const content = method({ title, lead: 'Køb det på https://køb.example/.' });
    await editArticle(wiki.db, bosAuthor, title.toLowerCase(), { content, summary: 'Tip', minor: false });
  }
  return wiki;
}

async function moderatorOf(wiki: ListeningWiki, way: Parameters<typeof visitor>[2]): Promise<Visitor> {
  const mos = await visitor(browser.current, wiki.address, way);
  await mos.visits('/login');
  await mos.signsIn(mo);
  return mos;
}

describe.each(WAYS)('$way', (way) => {
  test.each(['da', 'en'] as const)(
    'a moderator takes back a bad edit in three actions, and is back at the desk (%s)',
    async (lang) => {
      const wiki = await wikiWith(['Idéstorm']);
      const words = WORDS[lang];
      const mos = await moderatorOf(wiki, way);
      await mos.visits(lang === 'da' ? '/moderation' : '/en/moderation');
      await mos.sees(words.desk, 'Idéstorm', bo.name, 'Tip');
      // One: the form. Two: the reason. Three: that's it.
      await mos.follows(words.rollback);
      await mos.writes({ summary: 'Reklame' });
      await mos.presses(words.action);
      await mos.sees(words.desk, words.rolledBack, ana.name);
      await mos.seesNot(bo.name);
      await mos.presses(words.patrol);
      await mos.sees(words.patrolled, words.empty);
      await mos.page.context().close();
      await wiki.close();
    },
  );
});

describe('by keys', () => {
  let wiki: ListeningWiki;
  let mos: Visitor;
  const focused = () => mos.page.evaluate(() => document.activeElement?.id ?? '');
  const press = (key: string) => mos.page.keyboard.press(key);
  /** Presses a key that leads to another page. */
  const leaves = async (key: string, status?: number) => {
    await Promise.all([mos.page.waitForEvent('load'), press(key)]);
    await mos.checks(status);
  };
  beforeAll(async () => {
    wiki = await wikiWith(['Alfa', 'Beta', 'Gamma']);
    mos = await moderatorOf(wiki, {});
  });
  afterAll(() => wiki.close());

  test('the list is walked by its links, while the focus is in it and not before', async () => {
    await mos.visits('/moderation');
    await press('j');
    expect(await focused()).not.toMatch(/^change-/);
    await mos.page.locator('#change-6').focus();
    for (const [key, id] of [
      ['k', 'change-6'],
      ['j', 'change-5'],
      ['j', 'change-4'],
      ['k', 'change-5'],
    ] as const) {
      await press(key);
      expect([key, await focused()]).toEqual([key, id]);
    }
    const help = mos.page.locator('[data-desk-keys]');
    expect(await help.getAttribute('open')).toBeNull();
    await press('?');
    expect(await help.innerText()).toContain('patruljér');
    expect(await focused()).toBe('change-5');
    await mos.checks();
    await press('?');
    expect(await help.getAttribute('open')).toBeNull();
    await press('Control+j');
    expect(await focused()).toBe('change-5');
  });

  test('a change is patrolled, and the next one has the focus', async () => {
    await mos.visits('/moderation');
    await mos.page.locator('#change-6').focus();
    await leaves('p');
    await mos.sees('Patruljeret: version 2 af »Gamma«.');
    expect(await focused()).toBe('change-5');
    await leaves('p');
    expect(await focused()).toBe('change-4');
  });

  test('a change is looked at, undone and rolled back, and leads back to the desk', async () => {
    await mos.visits('/moderation');
    await mos.page.locator('#change-4').focus();
    await leaves('o');
    await mos.sees('Beta: forskel');
    await mos.follows('fortryd Version 2');
    await mos.writes({ summary: 'Reklame' });
    await mos.presses('Fortryd ændringerne');
    await mos.sees('Patruljering', 'Fortrudt i »Beta«. Det er nu version 3.');
    await mos.page.locator('#change-2').focus();
    await leaves('u');
    await mos.sees('Fortryd version 2');
    await mos.page.goBack();
    await mos.page.locator('#change-2').focus();
    await leaves('r');
    await mos.writes({ summary: 'Reklame' });
    await mos.presses('Rul tilbage');
    await mos.sees('»Alfa« er rullet tilbage.');
    expect(await focused()).toBe('change-1');
  });
});

test('without a script nothing is said of keys', async () => {
  const wiki = await wikiWith(['Alfa']);
  const mos = await moderatorOf(wiki, { javaScript: false });
  await mos.visits('/moderation');
  await mos.sees('Alfa');
  await mos.seesNot('Taster');
  await wiki.close();
});
