/** A reader without an account reports a section, and a moderator answers: with and without JavaScript, in both languages. */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, join, mo } from '../support/people.ts';

const browser = browserForAll();

/** One wiki; each test goes on where the one before it ended. */
describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let [reader, mos] = [] as unknown as [Visitor, Visitor];

  beforeAll(async () => {
    wiki = await listeningWiki();
    await join(wiki.db, mo, 'moderator');
    const body = '## Sådan gør du\n\nSæt jer i 3 timer.\n\n## Læs mere\n\nSpørg os.';
    await createArticle(wiki.db, await join(wiki.db, ana), { content: method({ body }), summary: '' });
    [reader, mos] = [
      await visitor(browser.current, wiki.address, way),
      await visitor(browser.current, wiki.address, way),
    ];
    await mos.visits('/login');
    await mos.signsIn(mo);
  });
  afterAll(() => wiki.close());

  test('a reader reports a section from the article, is told what is missing, and is thanked', async () => {
    await reader.visits('/wiki/prøvehandling');
    await reader.follows('Anmeld noget i artiklen');
    await reader.presses('Send til moderatorerne', 422);
    await reader.sees('Der er én ting at rette', 'Vælg en af mulighederne.');
    await reader.writes({ section: 'sådan-gør-du', words: 'Det tager kun 2 timer.' });
    await reader.ticks('Det er forkert');
    await reader.presses('Send til moderatorerne');
    await reader.sees('Tak, det er sendt', 'Moderatorerne har fået din anmeldelse');
    await reader.follows('Tilbage til artiklen');
    await reader.seesNot('Det tager kun 2 timer.');
  });

  test('a reader of English does so, too', async () => {
    await reader.visits('/en/wiki/prøvehandling');
    await reader.follows('Report something in the article');
    await reader.ticks('Something else');
    await reader.writes({ words: 'The picture is gone.', email: 'reader@example.dk' });
    await reader.presses('Send to the moderators');
    await reader.sees('Thank you, it’s sent');
  });

  test('a moderator finds both, the oldest first, and closes each for all to read', async () => {
    await mos.visits('/moderators');
    await mos.follows('Anmeldt af læsere');
    await mos.sees('Anmeldelser (2)', 'Prøvehandling: Sådan gør du', 'Det tager kun 2 timer.', 'en læser');
    await mos.sees('reader@example.dk');
    await mos.visits('/moderation/reports/1');
    await mos.presses('Luk som løst', 422);
    await mos.sees('Skriv, hvorfor du gør det.');
    await mos.writes({ reason: 'Tiden er rettet.' });
    await mos.presses('Luk som løst');
    await mos.sees('Anmeldelsen er lukket, og begrundelsen står i loggen.', 'Anmeldelser (1)');
    await mos.visits('/en/moderation/reports/2');
    await mos.sees('Reported: “Prøvehandling”', 'The picture is gone.');
    await mos.writes({ reason: 'It never had one.' });
    await mos.presses('Close without doing anything');
    await mos.sees('No reports wait.');
    await reader.visits('/log');
    await reader.sees('lukkede en anmeldelse af Prøvehandling: det er løst', 'Tiden er rettet.');
    await reader.seesNot('2 timer', 'reader@example.dk');
  });

  test('the form that reaches the moderators says what is missing, and what becomes of it in a wiki that sends no mail', async () => {
    await reader.visits('/en/moderators');
    await reader.writes({ subject: 'An article', words: 'Please look.' });
    await reader.presses('Send to the moderators', 422);
    await reader.writes({ email: 'reader@example.dk' });
    await reader.presses('Send to the moderators');
    await reader.sees('The moderators get what you wrote when those who run the wiki pass it on.');
  });
});
