/** Taking from view and erasing by two, walked in a real browser: with and without JavaScript, in both languages. */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { createArticle, editArticle, moveArticle } from '../../server/wiki/articles/edits.ts';
import { restoreRevision } from '../../server/wiki/articles/reverts.ts';
import { authorOf } from '../../server/wiki/history/author.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, bo, join, mo } from '../support/people.ts';

const browser = browserForAll();

/** One wiki; each test goes on where the one before it ended. */
describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let [mos, pers, stranger] = [] as unknown as [Visitor, Visitor, Visitor];
  const per = { ...mo, name: 'Per Juhl', email: 'per@example.dk' };

  beforeAll(async () => {
    wiki = await listeningWiki();
    const { db } = wiki;
    const [anas, bos] = [await join(db, ana), await join(db, bo)];
    for (const administrator of [mo, per]) await join(db, administrator, 'administrator');
    await createArticle(db, anas, { content: method(), summary: '' });
    const okapi = { content: method({ body: 'Giv alle en okapi.' }), summary: 'En okapi', minor: false };
    await editArticle(db, bos, 'prøvehandling', okapi);
    await restoreRevision(db, anas, 'prøvehandling', { number: 1, summary: 'Tilbage' });
    const someone = () => visitor(browser.current, wiki.address, way);
    [mos, pers, stranger] = [await someone(), await someone(), await someone()];
    for (const [visitor, person] of [[mos, mo] as const, [pers, per] as const]) {
      await visitor.visits('/login');
      await visitor.signsIn(person);
    }
  });
  afterAll(() => wiki.close());

  test('a version is hidden with a reason, and readers meet who and why in both languages', async () => {
    await mos.visits('/wiki/prøvehandling/history/2/hide');
    await mos.ticks('Teksten');
    await mos.presses('Gem', 422);
    await mos.sees('Der er én ting at rette', 'Skriv, hvorfor du gør det.');
    await mos.writes({ reason: 'Det passer ikke.' });
    await mos.presses('Gem');
    await mos.sees('Skjult i version 2.', 'Teksten er skjult');
    await stranger.visits('/wiki/prøvehandling/history');
    await stranger.sees('Teksten er skjult', 'Begrundelse: Det passer ikke.');
    await stranger.visits('/en/wiki/prøvehandling/diff/1/2', 410);
    await stranger.sees('The text is hidden', 'Mo Lindholm', 'Det passer ikke.');
    await stranger.seesNot('okapi.');
    await mos.visits('/wiki/prøvehandling/history/2');
    await mos.sees('Teksten i version 2 er skjult', 'Giv alle en okapi.');
  });

  test('an article is deleted, and comes back', async () => {
    await mos.visits('/wiki/prøvehandling/history');
    await mos.follows('Slet artiklen');
    await mos.writes({ reason: 'Den er skrevet to gange.' });
    await mos.presses('Slet artiklen', 410);
    await mos.sees('Artiklen er slettet.', 'Den er skrevet to gange.');
    await stranger.visits('/en/wiki/prøvehandling', 410);
    await stranger.sees('The article is deleted', 'Den er skrevet to gange.');
    await stranger.visits('/changes');
    await stranger.sees('en slettet artikel');
    await mos.visits('/wiki/prøvehandling', 410);
    await mos.follows('Gendan artiklen');
    await mos.writes({ reason: 'Den anden er væk.' });
    await mos.presses('Gendan artiklen');
    await mos.sees('Artiklen er gendannet.');
    await stranger.visits('/wiki/prøvehandling');
    await stranger.sees('Prøvehandling');
  });

  test('a text and a name are erased by two', async () => {
    await mos.visits('/wiki/prøvehandling/history/2/erase');
    await mos.writes({ reason: 'Nævner en borger.' });
    await mos.presses('Bed om sletning');
    await mos.sees('Teksten i version 2 af Prøvehandling', 'Træk tilbage');
    await pers.visits('/en/erasures');
    await pers.sees('The text of version 2 of Prøvehandling', 'Asked for');
    await pers.follows('Erase …');
    await pers.sees('Erase it for good?');
    await pers.presses('Erase for good');
    await pers.sees('It is erased for good.');
    await mos.visits('/people/2');
    await mos.follows('Fjern navnet');
    await mos.writes({ reason: 'Skriftlig anmodning.' });
    await mos.presses('Bed om, at navnet fjernes');
    await pers.visits('/en/erasures');
    await pers.sees('All names of Bo Åkjær');
    await pers.follows('Erase …');
    await pers.presses('Erase for good');
    await pers.sees('Nobody has asked for an erasure.');
    await stranger.visits('/people/2');
    await stranger.sees('Bidragyder nr. 2, navn fjernet efter anmodning');
    await stranger.follows('Fjernede navne');
    await stranger.sees('Her står, hvilke bidragydere det gælder, men aldrig navnet.');
    await stranger.visits('/log');
    await stranger.sees('slettede teksten i version 2', 'Anmodet af Mo Lindholm');
  });

  test('a title that only leads on is set free, another article has it, and both say where the other is', async () => {
    const mosAuthor = await authorOf(wiki.db, 3, wiki.now());
    await moveArticle(wiki.db, mosAuthor!, 'prøvehandling', { title: 'Prøven', summary: '' });
    await mos.visits('/wiki/prøven/history');
    await mos.follows('Tidligere adresser');
    await mos.sees('Adresserne her viser videre til artiklen', 'prøvehandling');
    await mos.follows('Frigiv titlen »prøvehandling«');
    await mos.presses('Frigiv titlen', 422);
    await mos.sees('Skriv, hvorfor du gør det.');
    await mos.writes({ reason: 'Den passer bedre til noget andet.' });
    await mos.presses('Frigiv titlen', 410);
    await stranger.visits('/en/wiki/prøvehandling', 410);
    await stranger.sees('The address used to lead to Prøven.', 'Set free', 'Mo Lindholm');
    await createArticle(wiki.db, mosAuthor!, { content: method({ lead: 'En anden.' }), summary: '' });
    await stranger.visits('/en/wiki/prøvehandling');
    const formerly = stranger.page.locator('.alert').getByRole('link', { name: 'Prøven' });
    await Promise.all([stranger.page.waitForURL('**/pr%C3%B8ven'), formerly.click()]);
    await stranger.checks();
    await stranger.visits('/log');
    await stranger.sees('Den passer bedre til noget andet.');
  });
});
