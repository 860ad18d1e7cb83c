/** Passages where one reads: who wrote one, a question about it, how it's cited, and the link to it; with and without JavaScript, at a desk and on a phone, by keys alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, bo, join } from '../support/people.ts';

const browser = browserForAll();
const SLUG = '/wiki/faste-teams';
const BODY =
  '## Udfordring\n\nFor mange ansigter på en uge.\n\n## Virkning\n\nBorgerne talte **højst** tre hjælpere. Mere ro i hverdagen.\n';

/** Serves a wiki with an article of which Bo has changed a sentence of Ana's. */
async function writtenByTwo(): Promise<ListeningWiki> {
  const wiki = await listeningWiki();
  const [author, other] = [await join(wiki.db, ana), await join(wiki.db, bo)];
  const content = method({ title: 'Faste teams', body: BODY });
  await createArticle(wiki.db, author, { content, summary: '' });
  const body = BODY.replace('Mere ro', 'Og mere ro');
  const edit = { content: { ...content, body }, summary: '', base: 1, minor: false };
  await editArticle(wiki.db, other, 'faste-teams', edit);
  return wiki;
}

describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let bos: Visitor;

  beforeAll(async () => {
    wiki = await writtenByTwo();
    bos = await visitor(browser.current, wiki.address, way);
    await bos.visits('/login');
    await bos.signsIn(bo);
  });
  afterAll(() => wiki.close());

  test('a thread begins about a passage that is pasted, is marked in the article, and leads back', async () => {
    await bos.visits(`${SLUG}/talk`);
    await bos.page.getByText('Handler det om et bestemt sted?').click();
    await bos.writes({ title: 'Hvor mange før?', words: 'Er det talt?', passage: 'talte aldrig' });
    await bos.presses('Opret tråden', 422);
    await bos.sees('Ordene står ikke sådan i version 2.');
    await bos.writes({ passage: 'talte højst tre hjælpere' });
    await bos.presses('Forhåndsvis');
    await bos.presses('Opret tråden');
    await bos.sees('Din tråd er oprettet.', 'talte højst tre hjælpere');
    await bos.follows('Se stedet i artiklen');
    await bos.follows('Tråd om dette sted: Hvor mange før?');
    await bos.sees('Er det talt?');
    await bos.follows('Som det stod i version 2');
    await bos.seesNot('Tråd om dette sted');
  });

  test('the page of who wrote what has its key and its contributors before the text, and opens at a passage', async () => {
    await bos.visits(`${SLUG}/attribution?passage=${encodeURIComponent('mere ro')}&behind=Og#_passage`);
    const { page } = bos;
    expect(await page.locator(':target').textContent()).toContain('mere ro');
    const order = await page.evaluate(() =>
      ['.attribution-key', '.lift', '.passage[tabindex]:not(h1 *)'].map((each) => {
        const all = [...document.querySelectorAll('.attribution-key, .lift, .article .passage[tabindex]')];
        return all.findIndex((one) => one.matches(each));
      }),
    );
    expect(order).toEqual([0, 1, 3]);
    await bos.checks();
  });
});

describe('chosen words', () => {
  let wiki: ListeningWiki;
  let bos: Visitor;

  beforeAll(async () => {
    wiki = await writtenByTwo();
  });
  afterAll(() => wiki.close());

  const choose = (visitor: Visitor, words: string) =>
    visitor.page.evaluate((words) => {
      const walker = document.createTreeWalker(document.querySelector('.article-main > .article')!, 4);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(words);
        if (at !== -1) getSelection()!.setBaseAndExtent(node, at, node, at + words.length);
      }
    }, words);

  test.each(['desk', 'phone'] as const)('are answered where one reads, at a %s', async (screen) => {
    bos = await visitor(browser.current, wiki.address, { screen, javaScript: true });
    const { page } = bos;
    await bos.visits(SLUG);
    await choose(bos, 'tre hjælpere. Og mere');
    await page.getByRole('button', { name: 'Hvem skrev dette?' }).click();
    const answer = page.getByRole('dialog', { name: 'Hvem skrev dette?' });
    await answer.waitFor();
    expect(await answer.locator('.byline-name').allTextContents()).toEqual(['Ana Østergård', 'Bo Åkjær']);
    expect(await answer.textContent()).toMatch(/»tre hjælpere\. … mere«.*»Og«/s);
    expect(await answer.evaluate((each) => each === document.activeElement)).toBe(true);
    await bos.checks();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Hvem skrev dette?');
    await page.getByRole('button', { name: 'Citér', exact: true }).click();
    const citation = page.getByRole('dialog', { name: 'Citér' });
    await citation.waitFor();
    expect(await citation.textContent()).toContain(
      '»tre hjælpere. Og mere« (Ana Østergård og Bo Åkjær, i »Faste teams«',
    );
    await citation.getByRole('button', { name: 'Luk' }).click();
    const link = page.getByRole('link', { name: 'Link hertil' });
    expect(await link.getAttribute('href')).toBe(
      `${SLUG}/history/2#:~:text=tre%20hj%C3%A6lpere.%20Og%20mere`,
    );
    await page.getByRole('link', { name: 'Spørg om dette' }).click();
    await page.waitForURL(/talk/);
    expect(await bos.has('passage')).toBe('tre hjælpere. Og mere');
    const fields = page.locator('.post-form textarea, .post-form input:not([type=hidden])');
    expect(await fields.first().getAttribute('name')).toBe('passage');
    await bos.checks();
  });

  test('are asked about as a question where the article invites to one', async () => {
    const author = await join(wiki.db, { ...ana, name: 'Ea Holm', email: 'ea@example.dk' });
    const body = '## Virkning\n\n- Der er talt.\n- Færre faldt.\n';
    const content = method({ kind: 'case', title: 'Færre fald', facts: { workplaces: ['X'] }, body });
    await createArticle(wiki.db, author, { content, summary: '' });
    bos = await visitor(browser.current, wiki.address, { screen: 'desk', javaScript: true });
    await bos.visits('/login');
    await bos.signsIn(bo);
    await bos.visits('/wiki/f%C3%A6rre-fald');
    await choose(bos, 'Færre faldt');
    await bos.page.getByRole('link', { name: 'Spørg om dette' }).click();
    await bos.page.waitForURL(/talk/);
    expect(await bos.has('passage')).toBe('Færre faldt');
    await bos.writes({ title: 'Hvor mange?', words: 'Hvor mange færre?' });
    await bos.presses('Stil spørgsmålet');
    await bos.sees('Færre faldt');
    await bos.visits('/questions');
    await bos.sees('Hvor mange?');
  });

  test('are reached by keys alone', async () => {
    bos = await visitor(browser.current, wiki.address, { screen: 'desk', javaScript: true });
    const { page } = bos;
    await bos.visits(SLUG);
    await page.getByRole('button', { name: 'Vælg et sted i teksten' }).focus();
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Hvem skrev dette?');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('dialog', { name: 'Hvem skrev dette?' });
    await answer.waitFor();
    expect(await answer.locator('.byline-name').allTextContents()).toEqual(['Ana Østergård']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'For mange ansigter på en uge.',
    );
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Vælg et sted i teksten');
  });

  test('are where the form that edits them opens, from the note that tells who wrote them', async () => {
    await bos.visits('/login');
    await bos.signsIn(bo);
    await bos.visits(`${SLUG}/attribution?passage=mere+ro#_passage`);
    const { page } = bos;
    await page.locator('.passage-box').waitFor();
    await page.locator('.passage-box').getByRole('link', { name: 'Redigér stedet' }).click();
    await page.waitForURL(/edit/);
    const chosen = await page.locator('textarea[name=body]').evaluate((field) => {
      const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(chosen).toContain('mere ro');
  });
});
