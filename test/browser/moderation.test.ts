/** A moderator's walk: a role is given, an article protected, a person blocked, and all of it ended, in both languages. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { ana, bo, join, mo } from '../support/people.ts';

const browser = browserForAll();

describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let [anas, mos, bos]: Visitor[] = [];
  let anasId: number;
  const someone = () => visitor(browser.current, wiki.address, way);

  beforeAll(async () => {
    wiki = await listeningWiki();
    const author = await join(wiki.db, ana);
    anasId = author.personId;
    const mosAuthor = await join(wiki.db, mo, 'administrator');
    await join(wiki.db, bo);
    await createArticle(wiki.db, author, { content: method(), summary: '' });
    const change = { content: method({ lead: 'Et nyt forsøg.' }), summary: '', minor: false };
    await editArticle(wiki.db, mosAuthor, 'prøvehandling', change);
    [anas, mos, bos] = [await someone(), await someone(), await someone()];
    for (const [who, known] of [
      [anas, ana],
      [mos, mo],
      [bos, bo],
    ] as const) {
      await who.visits('/login');
      await who.signsIn(known);
    }
  });
  afterAll(() => wiki.close());

  test('an administrator makes somebody a moderator, and everybody sees who they are', async () => {
    await mos!.visits('/people/3');
    await mos!.follows('Giv en anden rolle');
    await mos!.ticks(
      'Moderator: ser også ændringer igennem, behandler anmeldelser, beskytter og sletter artikler, skjuler tekster og blokerer personer',
    );
    await mos!.presses('Gem rollen', 422);
    await mos!.sees('Skriv, hvorfor du gør det.');
    await mos!.writes({ reason: 'Ny i redaktionen' });
    await mos!.presses('Gem rollen');
    await mos!.sees('Personen har fået en anden rolle.', 'moderator');
    await anas!.visits('/moderators');
    await anas!.sees('Moderatorer hjælper med at holde wikien i orden', bo.name);
  });

  test('a moderator protects an article, and whoever may not edit it is told why', async () => {
    await bos!.visits('/wiki/prøvehandling/history');
    await bos!.follows('Beskyt artiklen');
    await bos!.ticks('Kun moderatorer');
    await bos!.writes({ until: '17. maj 2099', reason: 'Uro om artiklen' });
    await bos!.presses('Gem beskyttelsen');
    await bos!.sees(
      'Artiklen er beskyttet.',
      'Kun moderatorer kan redigere artiklen til og med den 17. maj 2099.',
    );
    await anas!.visits('/wiki/prøvehandling');
    await anas!.sees('Begrundelse: Uro om artiklen');
    await anas!.seesNot('Redigér');
    await anas!.visits('/wiki/prøvehandling/edit', 403);
    await anas!.sees('Artiklen er beskyttet', 'Se, hvem der er moderatorer');
    await anas!.visits('/en/wiki/prøvehandling/history');
    await anas!.sees(
      'Only moderators can edit the article until the end of 17 May 2099. Reason: Uro om artiklen',
    );
    await bos!.follows('Ændr beskyttelsen');
    await bos!.ticks('Alle, der skriver under navn');
    await bos!.writes({ reason: 'Roligt igen' });
    await bos!.presses('Gem beskyttelsen');
    await bos!.sees('Artiklen er ikke længere beskyttet.');
  });

  test('a text that was being written when the article was protected comes back with the reason', async () => {
    await anas!.visits('/wiki/prøvehandling/edit');
    await anas!.writes({ lead: 'En lang, ny indledning.' });
    await bos!.visits('/wiki/prøvehandling/protect');
    await bos!.ticks('Kun moderatorer');
    await bos!.writes({ reason: 'Uro igen' });
    await bos!.presses('Gem beskyttelsen');
    await anas!.presses('Gem ændringer', 403);
    await anas!.sees('Kun moderatorer kan redigere artiklen. Begrundelse: Uro igen');
    expect(await anas!.has('lead')).toBe('En lang, ny indledning.');
  });

  test('a moderator blocks a person, who sees why and until when, and ends it again', async () => {
    await bos!.visits(`/en/people/${anasId}`);
    await bos!.follows('Block');
    await bos!.writes({ until: '17 May 2099', reason: 'Reklame' });
    await bos!.presses('Block');
    await bos!.sees('The person is blocked.', 'cannot write in the wiki until the end of 17 May 2099.');
    await anas!.visits('/account');
    await anas!.sees(
      'Til og med den 17. maj 2099 kan du læse med, men ikke skrive i wikien. Begrundelse: Reklame',
    );
    await anas!.visits('/new?kind=method', 403);
    await bos!.follows('Change the block');
    await bos!.ticks('Sign in. They are signed out everywhere.');
    await bos!.writes({ reason: 'Reklame' });
    await bos!.presses('Block');
    await anas!.forgetsCookies();
    await anas!.visits('/login');
    await anas!.writes({ email: ana.email, password: ana.password });
    await anas!.presses('Log ind', 403);
    await anas!.sees('Til og med den 17. maj 2099 kan du læse med, men ikke logge ind.');
    await bos!.follows('Unblock');
    await bos!.writes({ reason: 'En fejl' });
    await bos!.presses('Unblock');
    await bos!.sees('The person is no longer blocked.');
    await anas!.visits('/login');
    await anas!.signsIn(ana);
    await bos!.visits('/log');
    await bos!.sees('ophævede blokeringen af', 'fra at logge ind til og med den 17. maj 2099');
  });
});
