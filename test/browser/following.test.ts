/** A newcomer finds a case, follows it, gets the mail, asks, is answered and is thanked: with and without JavaScript, at a desk and on a phone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tellNewsNow } from '../../server/news.ts';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { chooseFollowing } from '../../server/wiki/following/followers.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { takeLetters } from '../support/mail.ts';
import { ana, bo, join } from '../support/people.ts';

const browser = browserForAll();
const SLUG = '/wiki/små-faste-teams-i-hjemmeplejen';
const facts = { workplaces: ['Nordby Kommune'], sector: ['elderly-care'] };

/** One wiki; each test goes on where the one before it ended. */
describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let [anas, bos] = [] as unknown as [Visitor, Visitor];

  beforeAll(async () => {
    wiki = await listeningWiki();
    const author = await join(wiki.db, ana);
    const newcomer = await join(wiki.db, bo);
    await chooseFollowing(wiki.db, newcomer, {
      ...{ mail: 'soon', watchesOwn: true, takesLetters: true, lang: 'da' },
    });
    const body = '## Udfordring\n\nFor mange ansigter.\n\n## Virkning\n\nMere tillid og ro i hverdagen.\n';
    const content = method({ kind: 'case', title: 'Små faste teams i hjemmeplejen', facts, body });
    await createArticle(wiki.db, author, { content, summary: '' });
    await tellNewsNow(wiki);
    const come = () => visitor(browser.current, wiki.address, way);
    [anas, bos] = [await come(), await come()];
    await anas.visits('/login');
    await anas.signsIn(ana);
  });
  afterAll(() => wiki.close());

  test('the newcomer finds it by what they remember, and watches it once they have signed in', async () => {
    await bos.visits('/search?q=noget+med+tillid+i+hjemmeplejen');
    await bos.follows('Små faste teams i hjemmeplejen');
    await bos.presses('Overvåg Små faste teams i hjemmeplejen', 401);
    await bos.signsIn(bo);
    await bos.sees('Du ville overvåge Små faste teams i hjemmeplejen.');
    await bos.presses('Overvåg Små faste teams i hjemmeplejen');
    await bos.sees('Du overvåger nu artiklen.', 'Overvåg ikke længere');
  });

  test('a change is new on the watchlist, and comes by mail with the way to it', async () => {
    await anas.visits(`${SLUG}/edit`);
    await anas.changes('body', 'Mere tillid', 'Meget mere tillid');
    await anas.writes({ summary: 'Efter et år.' });
    await anas.presses('Gem ændringer');
    await bos.visits('/watchlist');
    await bos.sees('Nyt siden sidst', 'Ana Østergård', 'Efter et år.', '1 ændring');
    await bos.presses('Markér alt som set');
    await bos.sees('Der er ikke sket noget nyt');
    await tellNewsNow(wiki);
    const letter = (await takeLetters(wiki)).find(({ to }) => to === bo.email)!;
    expect(letter.text).toContain('Senest: »Efter et år.«');
    const { pathname } = new URL(/http\S+\/diff\/1\/2/.exec(letter.text)![0]);
    await bos.visits(pathname);
    await bos.sees('Meget mere tillid');
  });

  test('the newcomer thanks for it from the difference, and the author is told', async () => {
    await bos.presses('tak for version 2');
    await bos.sees('Du har takket for version 2.', 'Du har takket');
    await tellNewsNow(wiki);
    await anas.visits('/notices');
    await anas.sees('Du har fået tak', 'Bo Åkjær');
    await anas.presses('Markér alle som læst');
    await anas.seesNot('Markér alle som læst');
  });

  test('a question is answered, and its asker is told where', async () => {
    await bos.visits(SLUG);
    await bos.follows('Spørg ind til virkningen');
    await bos.writes({ title: 'Hvor meget mere?', words: 'Har I tal på det?' });
    await bos.presses('Stil spørgsmålet');
    await tellNewsNow(wiki);
    await anas.visits('/notices');
    await anas.sees('Der er spurgt ind til noget, du har skrevet');
    await anas.follows('»Hvor meget mere?«');
    await anas.writes({ words: 'Fra 6,1 til 7,4.' });
    await anas.presses('Gem svaret');
    await tellNewsNow(wiki);
    await bos.visits('/en/notices');
    await bos.sees('There is an answer in a thread that you are in', 'Ana Østergård');
  });

  test('a place in it is asked about, and the answer is told of and thanked for', async () => {
    await bos.visits(`${SLUG}/talk`);
    await bos.page.getByText('Handler det om et bestemt sted?').click();
    await bos.writes({
      title: 'Hvordan?',
      passage: 'tillid og ro i hverdagen',
      words: 'Hvordan mærkes roen?',
    });
    await bos.presses('Opret tråden');
    await anas.visits(SLUG);
    await anas.follows('Tråd om dette sted: Hvordan?');
    await anas.sees('tillid og ro i hverdagen', 'Hvordan mærkes roen?');
    await anas.writes({ words: 'Færre spørger, hvem der kommer.' });
    await anas.presses('Gem svaret');
    await tellNewsNow(wiki);
    await bos.visits('/notices');
    await bos.follows('»Hvordan?«');
    await bos.sees('Færre spørger, hvem der kommer.');
    await bos.presses('Tak for indlægget af Ana Østergård');
    await bos.sees('Du har takket for indlægget.', 'Du har takket');
    await tellNewsNow(wiki);
    await anas.visits('/notices');
    await anas.sees('Du har fået tak', '»Hvordan?«');
  });

  test('a letter goes to whoever wrote it', async () => {
    await bos.visits('/people');
    await bos.follows('Ana Østergård');
    await bos.sees('Det, der står i wikien i dag', 'det seneste år');
    await bos.follows('Skriv til Ana Østergård');
    await bos.presses('Send brevet', 422);
    await bos.sees('Skal udfyldes.');
    await bos.writes({ subject: 'Jeres teams', words: 'Må vi komme på besøg?' });
    await bos.presses('Send brevet');
    await bos.sees('Brevet er sendt.');
    const letters = await takeLetters(wiki);
    expect(letters.some(({ to, text }) => to === ana.email && text.includes('Må vi komme på besøg?'))).toBe(
      true,
    );
  });

  test('recent changes are chosen and gathered', async () => {
    await bos.visits('/changes');
    await bos.follows('Samlet for hver artikel');
    await bos.sees('Seneste ændringer', 'Små faste teams i hjemmeplejen');
  });

  test('every page of it is as all pages are, in both languages', async () => {
    for (const path of [
      '/watchlist',
      '/notices',
      '/changes?by=article',
      '/people/1',
      '/people',
      `${SLUG}/history`,
    ]) {
      await bos.visits(path);
      await bos.visits(`/en${path}`);
    }
  });
});
