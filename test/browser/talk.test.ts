/** A reader asks the authors under a heading and is answered: with and without JavaScript, at a desk and on a phone, in both languages, by keys alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tellNewsNow } from '../../server/news.ts';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { authorOf } from '../../server/wiki/history/author.ts';
import { beginThread } from '../../server/wiki/talk/posting.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, AT, bo, join, mo } from '../support/people.ts';

const browser = browserForAll();
const SLUG = '/wiki/faste-teams';

/** One wiki; each test goes on where the one before it ended. */
describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let [anas, bos, mos] = [] as unknown as [Visitor, Visitor, Visitor];

  beforeAll(async () => {
    wiki = await listeningWiki();
    const author = await join(wiki.db, ana);
    await join(wiki.db, bo);
    await join(wiki.db, mo, 'moderator');
    const body = '## Udfordring\n\nFor mange ansigter på en uge.\n\n## Virkning\n\nMere ro i hverdagen.\n';
    const content = method({ kind: 'case', title: 'Faste teams', facts: { workplaces: ['Nordby'] }, body });
    await createArticle(wiki.db, author, { content, summary: '' });
    const come = () => visitor(browser.current, wiki.address, way);
    [anas, bos, mos] = [await come(), await come(), await come()];
    for (const [each, someone] of [
      [anas, ana],
      [mos, mo],
    ] as const) {
      await each.visits('/login');
      await each.signsIn(someone);
    }
  });
  afterAll(() => wiki.close());

  test('a reader asks under a heading, signs in on the way, and has the question in the form', async () => {
    await bos.visits(SLUG);
    await bos.follows('Spørg ind til virkningen');
    await bos.sees('Diskussion om »Faste teams«', 'Spørgsmål til »Virkning«');
    await bos.writes({ title: 'Hvor meget ro?', words: 'Har I tal på det, @Ana Østergård?' });
    await bos.presses('Stil spørgsmålet', 401);
    await bos.signsIn(bo);
    await bos.sees('Spørg ind til virkningen');
    expect(await bos.has('words')).toBe('Har I tal på det, @Ana Østergård?');
    await bos.presses('Forhåndsvis');
    await bos.sees('Indlægget er ikke gemt endnu.', '@Ana Østergård');
    await bos.presses('Stil spørgsmålet');
    await bos.sees('Dit spørgsmål er stillet.', 'Hvor meget ro?');
  });

  test('the author sees it on the article, answers and settles it', async () => {
    await anas.visits(SLUG);
    await anas.sees('Diskussion (1)');
    await anas.follows('1 åbent spørgsmål');
    await anas.follows('Hvor meget ro?');
    await anas.presses('Gem svaret', 422);
    await anas.sees('Skal udfyldes.');
    await anas.writes({ words: 'Sygefraværet faldt fra 8 til 5 %.\n\n- 2024: 8\n- 2025: 5' });
    await anas.presses('Gem svaret');
    await anas.sees('Dit svar er gemt.', 'Sygefraværet faldt fra 8 til 5 %.');
    await anas.follows('Redigér indlægget af Ana Østergård');
    await anas.changes('words', '8 til 5', 'otte til fem');
    await anas.presses('Gem ændringen');
    await anas.sees('Indlægget er redigeret.', 'otte til fem');
    await anas.follows('se tidligere ordlyd indlægget af Ana Østergård');
    await anas.sees('otte til fem', '8 til 5');
    await anas.follows('Tilbage til tråden');
    await anas.follows('Afslut tråden');
    await anas.writes({ reason: 'Tallene kommer ind i artiklen.' });
    await anas.presses('Afslut tråden');
    await anas.sees('Tråden er afsluttet.', '»Tallene kommer ind i artiklen.«');
    await anas.visits(SLUG);
    await anas.seesNot('åbent spørgsmål', 'Diskussion (1)');
  });

  test('the reader is told, thanks for the answer, finds it by searching and reports it', async () => {
    await tellNewsNow(wiki);
    await bos.visits('/notices');
    await bos.sees('svarede på »Hvor meget ro?«');
    await bos.visits(`${SLUG}/talk?state=settled`);
    await bos.follows('Hvor meget ro?');
    await bos.presses('Tak for indlægget af Ana Østergård');
    await bos.sees('Du har takket for indlægget.', 'Du har takket');
    await bos.visits('/notices');
    await bos.seesNot('Markér alle som læst');
    await bos.visits('/search?q=sygefraværet');
    await bos.follows('1 indlæg i diskussioner');
    await bos.sees('1 indlæg om »sygefraværet«', 'Hvor meget ro?');
    await bos.follows('Hvor meget ro?');
    await bos.follows('Anmeld indlægget af Ana Østergård');
    await bos.ticks('Noget andet');
    await bos.writes({ words: 'Tallene er gamle.' });
    await bos.presses('Send til moderatorerne');
    await mos.visits('/moderation/reports');
    await mos.sees('Tallene er gamle.', 'Sygefraværet faldt');
  });

  test('a moderator hides a post, and readers are told why', async () => {
    await mos.visits(`/en${SLUG}/talk`);
    await mos.follows('Settled (1)');
    await mos.follows('Hide the post by Ana Østergård');
    await mos.writes({ reason: 'Not ours to tell.' });
    await mos.presses('Hide the post');
    await mos.sees('The post is hidden.', 'otte til fem');
    await bos.visits(`/en${SLUG}/talk?state=settled`);
    await bos.sees('Hidden', 'Reason: Not ours to tell.');
    await bos.seesNot('otte til fem');
    await bos.visits('/en/questions');
    await bos.sees('No questions about a section wait for an answer.');
    await bos.visits('/log');
    await bos.sees('skjulte et indlæg i »Hvor meget ro?« i diskussionen om Faste teams');
  });
});

test('the feed is well-formed, whatever is said, and has what a feed must have', async () => {
  const wiki = await listeningWiki();
  await createArticle(wiki.db, await join(wiki.db, ana), { content: method(), summary: '' });
  const author = (await authorOf(wiki.db, 1, AT))!;
  const said = { title: 'A & <b> ]]> "c"', words: '<script>x</script> & ]]> **fed**', section: '' };
  await beginThread(wiki.db, author, 'prøvehandling', said);
  const reader = await visitor(browser.current, wiki.address, {});
  await reader.visits('/wiki/prøvehandling/talk');
  const read = await reader.page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[type="application/atom+xml"]')!;
    const text = await (await fetch(href)).text();
    const feed = new DOMParser().parseFromString(text, 'application/xml');
    const of = (path: string) => [...feed.querySelectorAll(path)].map((each) => each.textContent);
    const content = new DOMParser().parseFromString(of('entry > content')[0]!, 'text/html');
    return {
      root: [feed.documentElement.namespaceURI, feed.documentElement.localName],
      heads: ['id', 'title', 'updated'].map((name) => of(`feed > ${name}`).length),
      title: of('entry > title'),
      times: ['published', 'updated'].map((name) => of(`entry > ${name}`)),
      authors: of('entry > author > name'),
      strong: content.querySelector('strong')?.textContent,
      scripts: content.scripts.length,
    };
  });
  expect(read).toEqual({
    root: ['http://www.w3.org/2005/Atom', 'feed'],
    heads: [1, 1, 1],
    title: [said.title],
    times: [[AT], [AT]],
    authors: [ana.name],
    ...{ strong: 'fed', scripts: 0 },
  });
  await reader.page.context().close();
  await wiki.close();
});

test('by keys alone a thread is begun from the top of the page', async () => {
  const wiki = await listeningWiki();
  const author = await join(wiki.db, ana);
  await createArticle(wiki.db, author, { content: method(), summary: '' });
  const anas = await visitor(browser.current, wiki.address, { screen: 'desk', javaScript: true });
  await anas.visits('/login');
  await anas.signsIn(ana);
  for (const title of ['Første', 'Anden']) {
    await anas.visits('/wiki/prøvehandling/talk');
    const { keyboard } = anas.page;
    const toForm = anas.page.getByRole('link', { name: 'Ny tråd' });
    if (title === 'Anden') {
      await toForm.focus();
      await keyboard.press('Enter');
      await anas.page.waitForURL(/#new$/);
      await keyboard.press('Tab');
    } else await anas.page.locator('#title').focus();
    await keyboard.type(title);
    await keyboard.press('Tab');
    // The way to say which passage it's about stands before the words.
    await keyboard.press('Tab');
    await keyboard.type('Ord.');
    await keyboard.press('Tab');
    // The person's own name stands before the button.
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await anas.page.waitForURL(/talk\/\d+$/);
    await anas.sees(title, 'Ord.');
  }
  await anas.page.context().close();
  await wiki.close();
});
