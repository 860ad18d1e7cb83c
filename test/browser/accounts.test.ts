/** An account's walk, from the mail that begins it to the password that was forgotten, in both languages. */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { takeLetters, takeLink } from '../support/mail.ts';
import { method } from '../support/content.ts';
import { ana, bo, join, mo } from '../support/people.ts';

const browser = browserForAll();

const NEW = 'tre grønne bænke i parken';

describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let anas: Visitor;
  const someone = () => visitor(browser.current, wiki.address, way);

  beforeAll(async () => {
    wiki = await listeningWiki();
    await join(wiki.db, mo, 'administrator');
    await join(wiki.db, bo);
    anas = await someone();
  });
  afterAll(() => wiki.close());

  test('someone new begins an account by their mail, in English, and goes on where they were', async () => {
    await anas.visits('/en/wiki/nowhere', 404);
    await anas.follows('Write an article');
    await anas.sees('Do you have an account?', 'New here?', 'Whoever writes does so under their full name');
    await anas.follows('Register');
    await anas.writes(ana);
    await anas.presses('Register');
    await anas.sees('Check your mail');
    await anas.visits(await takeLink(wiki, ana.email));
    await anas.sees(ana.name, 'Before you write for the first time', 'If you did not ask for this');
    await anas.writes({ password: 'not the one that was chosen' });
    await anas.presses('I agree. Create my account', 422);
    await anas.sees('The password does not fit.');
    await anas.writes({ password: ana.password });
    await anas.presses('I agree. Create my account');
    await anas.sees('Welcome, Ana Østergård.', 'What do you want to write about?');
  });

  test('who forgot their password chooses a new one by mail, and the old one is worth nothing', async () => {
    const bos = await someone();
    await bos.visits('/login');
    await bos.follows('Glemt adgangskode?');
    await bos.presses('Send link', 422);
    await bos.sees('Der er én ting at rette', 'Skal udfyldes.');
    await bos.writes({ email: bo.email });
    await bos.presses('Send link');
    await bos.sees('Tjek din mail', 'Linket i den virker i en time.');
    const link = await takeLink(wiki, bo.email);
    await bos.visits(link);
    await bos.writes({ password: 'kommune2026' });
    await bos.presses('Skift adgangskode', 422);
    await bos.sees('Brug mindst 12 tegn.');
    await bos.writes({ password: NEW });
    await bos.presses('Skift adgangskode');
    await bos.sees('Adgangskoden er skiftet.');
    await bos.visits(link, 403);
    await bos.sees('Linket virker ikke', 'Linket er brugt');
    await bos.visits('/account/password');
    await bos.writes({ present: bo.password, password: `${NEW} igen` });
    await bos.presses('Skift adgangskode', 422);
    await bos.sees('Adgangskoden passer ikke.');
  });

  test('a domain is tied to a workplace, and an address there shows it', async () => {
    await takeLetters(wiki);
    const mos = await someone();
    await mos.visits('/domains');
    await mos.signsIn(mo);
    await mos.writes({ domain: 'nord.dk', workplace: 'Nordby Kommune' });
    await mos.presses('Tilføj domæne');
    await mos.sees('Domænet er tilføjet.', 'nord.dk', 'Nordby Kommune');
    await anas.visits('/account/address');
    await anas.sees(`Din e-mail er ${ana.email}.`, 'Ved dine bidrag står: bekræftet e-mail.');
    await anas.writes({ email: 'ana@nord.dk', password: ana.password });
    await anas.presses('Send link');
    await anas.visits(await takeLink(wiki, 'ana@nord.dk'));
    await anas.presses('Bekræft e-mail');
    await anas.sees('Din e-mail er bekræftet.', 'bekræftet arbejdsmail');
    await anas.visits('/account');
    await anas.sees('Arbejdspladsen følger af din arbejdsmail.', 'Nordby Kommune');
    await anas.visits('/people/3');
    await anas.sees('bekræftet arbejdsmail');
  });

  test('who changes name has the new one shown beside the old, and no longer, in both languages', async () => {
    const pia = { ...bo, name: 'Pia Dam', email: 'pia@example.dk' };
    await createArticle(wiki.db, await join(wiki.db, pia), { content: method(), summary: 'Første' });
    const pias = await someone();
    const history = '/wiki/prøvehandling/history';
    await pias.visits('/account');
    await pias.signsIn(pia);
    await pias.seesNot('Vis mit nuværende navn ved siden af det gamle');
    await pias.writes({ name: 'Pia Falk' });
    await pias.presses('Gem oplysninger');
    await pias.ticks('Vis mit nuværende navn ved siden af det gamle');
    await pias.presses('Gem oplysninger');
    await pias.visits(history);
    await pias.sees('Pia Dam (nu Pia Falk)');
    await pias.visits(`/en${history}`);
    await pias.sees('Pia Dam (now Pia Falk)');
    await pias.visits('/en/account');
    await pias.sees('What you wrote under another name is then shown with “Pia Dam (now Pia Falk)”.');
    await pias.page.getByLabel('Show my present name beside the old one').uncheck();
    await pias.presses('Save details');
    await pias.visits(history);
    await pias.sees('Pia Dam');
    await pias.seesNot('Pia Falk)');
  });

  test('who has but one name asks for it, and registers with it once an administrator has approved it', async () => {
    const suharto = { name: 'Suharto', email: 'suharto@example.dk', password: ana.password };
    const [browser, mos] = [await someone(), await someone()];
    await browser.visits('/register');
    await browser.writes(suharto);
    await browser.presses('Opret dig', 422);
    await browser.sees('mindst et fornavn og et efternavn');
    await browser.follows('Er dit fulde navn ét ord? Skriv til moderatorerne');
    await browser.writes({ words: 'Jeg hedder Suharto.', email: suharto.email });
    await browser.presses('Send til moderatorerne');
    await browser.sees('Tak, det er modtaget');
    await mos.visits('/names');
    await mos.signsIn(mo);
    await mos.sees('Navne på ét ord');
    await mos.writes({ name: 'Suharto', email: suharto.email, reason: 'Set i passet.' });
    await mos.presses('Godkend navnet');
    await mos.sees('Suharto kan nu bruges som fuldt navn.', 'Ikke brugt endnu');
    await browser.visits('/en/register');
    await browser.writes(suharto);
    await browser.presses('Register', 422);
    await browser.writes(suharto);
    await browser.ticks('My full name is one word, and it’s approved');
    await browser.presses('Register');
    await browser.visits(await takeLink(wiki, suharto.email));
    await browser.writes({ password: suharto.password });
    await browser.presses('I agree. Create my account');
    await browser.sees('Welcome, Suharto.');
  });

  test('where one is signed in is seen, and ended all at once', async () => {
    const elsewhere = await someone();
    await elsewhere.visits('/login');
    await elsewhere.signsIn({ email: 'ana@nord.dk', password: ana.password });
    await anas.visits('/account/browsers');
    await anas.sees('denne browser', 'Kan du ikke kende en af dem');
    await anas.presses('Log ud alle steder');
    await elsewhere.visits('/account');
    await elsewhere.sees('Har du en konto?');
  });
});
