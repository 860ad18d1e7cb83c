import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueSetupToken } from '../../server/wiki/setup/setup.ts';
import { visitor, WAYS, type Visitor } from '../support/browser.ts';
import { browserForAll } from '../support/chromium.ts';
import { listeningWiki, type ListeningWiki } from '../support/client.ts';
import { takeLink } from '../support/mail.ts';
import { ana, bo, mo } from '../support/people.ts';

const browser = browserForAll();

/** One wiki from its first minute on; each test goes on where the one before it ended. */
describe.each(WAYS)('$way', (way) => {
  let wiki: ListeningWiki;
  let mos: Visitor;
  let anas: Visitor;
  let bos: Visitor;
  const someone = () => visitor(browser.current, wiki.address, way);

  /** Follows the link in someone's mail, and begins their account. */
  const begins = async (visitor: Visitor, { email, password }: typeof ana) => {
    await visitor.visits(await takeLink(wiki, email));
    await visitor.sees(email, 'Før du skriver den første gang');
    await visitor.writes({ password });
    await visitor.presses('Jeg siger ja til vilkårene. Opret min konto');
  };

  beforeAll(async () => {
    wiki = await listeningWiki();
    [mos, anas, bos] = [await someone(), await someone(), await someone()];
  });
  afterAll(() => wiki.close());

  test('the set-up link makes an administrator, with the starter content in their name', async () => {
    await mos.visits('/');
    await mos.sees('Vil du skrive den første?');
    await mos.visits(`/setup?token=${await issueSetupToken(wiki.db)}`);
    await mos.writes({ ...mo, email: 'post@example.dk' });
    await mos.presses('Opret administrator', 422);
    await mos.sees('Der er én ting at rette', 'fælles postkasse');
    await mos.writes(mo);
    await mos.presses('Opret administrator');
    await mos.sees('Wikien er klar, og startindholdet er lagt ind i dit navn.', 'Mo Lindholm');
    await mos.visits('/setup?token=brugt', 403);
    await mos.sees('Linket virker ikke');
    await mos.visits('/wiki/idéstorm');
    await mos.sees('Startindhold, lagt ind', 'redaktør, Styrelsen for Eksempler');
  });

  test('signing out leaves no cookie for what is read, and signing in again takes the right password', async () => {
    await mos.chooses('Log ud');
    expect(await mos.page.context().cookies(mos.page.url())).toEqual([]);
    await mos.chooses('Log ind');
    await mos.writes({ email: mo.email, password: 'en anden kode' });
    await mos.presses('Log ind', 422);
    await mos.sees('E-mail og adgangskode passer ikke sammen.');
    await mos.signsIn(mo);
    await mos.chooses('Log ud');
  });

  test('two people register, each under a full name', async () => {
    await anas.visits('/new');
    await anas.sees('Log ind');
    await anas.follows('Opret dig');
    await anas.writes({ ...ana, name: 'Ana' });
    await anas.presses('Opret dig', 422);
    await anas.sees('mindst et fornavn og et efternavn');
    await anas.writes(ana);
    await anas.presses('Opret dig');
    await anas.sees('Tjek din mail');
    await begins(anas, ana);
    await anas.sees('Velkommen, Ana Østergård.', 'Hvad vil du skrive om?');
    await bos.visits('/');
    await bos.chooses('Opret dig');
    await bos.writes(bo);
    await bos.presses('Opret dig');
    await begins(bos, bo);
    await bos.sees('Velkommen, Bo Åkjær.');
  });

  test('the first writes a method, looks at it and saves it', async () => {
    await anas.visits('/');
    await anas.follows('Skriv en artikel');
    await anas.follows('Metode');
    await anas.presses('Gem artiklen', 422);
    await anas.sees('Der er 2 ting at rette', 'Titel: Skal udfyldes.');
    await anas.writes({ title: 'Morgenmøde ved tavlen', lead: 'Ti minutter om dagen i dag.' });
    await anas.changes(
      'body',
      '## Sådan gør du\n',
      '## Sådan gør du\n\nStil jer ved tavlen.\n\nTal på skift.\n',
    );
    await anas.changes(
      'body',
      '## Eksempler\n',
      '## Eksempler\n\nEt plejehjem begyndte med [[Prøvehandling]].\n',
    );
    await anas.opens('Fakta, emner og kilder');
    await anas.writes({
      'facts[timeRequired]': '10 minutter',
      'sources[0][url]': 'https://example.dk/tavle',
    });
    await anas.presses('Forhåndsvis');
    await anas.sees('Intet er gemt endnu.', 'Stil jer ved tavlen.', '10 minutter');
    await anas.presses('Gem artiklen');
    await anas.sees('Artiklen er oprettet.', 'Skrevet af 1 person fra 1 arbejdsplads.');
    await anas.follows('Prøvehandling');
  });

  test('the second edits, previews and saves in three clicks', async () => {
    await bos.visits('/wiki/morgenmøde-ved-tavlen');
    await bos.follows('Redigér');
    await bos.changes('body', 'Stil jer ved tavlen.', 'Stil jer i en halvkreds ved tavlen.');
    await bos.writes({ summary: 'Alle skal kunne se' });
    await bos.presses('Forhåndsvis');
    await bos.presses('Gem ændringer');
    await bos.sees(
      'Det er nu version 2.',
      'i en halvkreds ved tavlen',
      'Skrevet af 2 personer fra 2 arbejdspladser.',
    );
  });

  test('edits of different paragraphs from one base both stand, and the second is told', async () => {
    await anas.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await bos.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await bos.writes({ lead: 'Ti minutter om dagen, der ligger foran jer.' });
    await bos.presses('Gem ændringer');
    await anas.changes('body', 'Tal på skift.', 'Tal på skift, og hold jer til ét minut.');
    await anas.presses('Gem ændringer');
    await anas.sees(
      'En anden gemte imens, og wikien har flettet jeres ændringer.',
      'hold jer til ét minut',
      'der ligger foran jer',
    );
  });

  test('edits of the same words show the second both texts, and lose nothing', async () => {
    const second = await bos.tab();
    await anas.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await second.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await anas.changes('body', 'i en halvkreds', 'i to rækker');
    await anas.presses('Gem ændringer');
    await second.changes('body', 'i en halvkreds', 'på en linje');
    await second.writes({ summary: 'Der er for smalt' });
    await second.presses('Gem ændringer', 409);
    await second.sees('En anden gemte, mens du skrev', 'i to rækker', 'på en linje', 'Ana Østergård');
    expect(await second.has('choice-summary')).toBe('Der er for smalt');
    expect(await second.has('body')).toContain('på en linje');
    await second.presses('Gem med disse valg', 409);
    await second.sees('Der er én ting at rette');
    await second.ticks('Brug din tekst');
    await second.presses('Flet og forhåndsvis');
    await second.changes('body', 'på en linje', 'på to korte linjer');
    await second.presses('Gem ændringer');
    await second.sees('Det er nu version 6.', 'på to korte linjer');
    await second.page.close();
  });

  test('the history compares any two versions', async () => {
    await anas.visits('/wiki/morgenmøde-ved-tavlen');
    await anas.follows('Historik');
    await anas.sees('6 versioner af 2 personer.', 'Alle skal kunne se', 'sygeplejerske, Region Nordjylland');
    await anas.ticks('Sammenlign fra version 1');
    await anas.ticks('Sammenlign til version 4');
    await anas.presses('Sammenlign valgte versioner');
    expect(decodeURI(anas.page.url())).toMatch(/\/wiki\/morgenmøde-ved-tavlen\/diff\/1\/4$/);
    await anas.sees('hold jer til ét minut', '3 versioner af 2 personer');
    await anas.visits('/wiki/morgenmøde-ved-tavlen/diff/1/4?view=inline');
    await anas.sees('Stil jer i en halvkreds ved tavlen.', 'hold jer til ét minut');
    await anas.follows('Næste version');
    await anas.sees('to rækker');
  });

  test('an old version can be read and restored, with a reason', async () => {
    await bos.visits('/wiki/morgenmøde-ved-tavlen/history');
    await bos.follows('Version 2');
    await bos.sees('Du læser en ældre version: version 2', 'Bo Åkjær');
    await bos.follows('Gendan denne version');
    await bos.presses('Gendan version 2', 422);
    await bos.sees('Hvorfor? Skriv, hvorfor du gør det.');
    await bos.writes({ summary: 'Halvkredsen var bedst' });
    await bos.presses('Gendan version 2');
    await bos.sees('Det er nu version 7.', 'i en halvkreds ved tavlen');
    await bos.follows('Historik');
    await bos.sees('Gendanner version 2 af Bo Åkjær: »Halvkredsen var bedst«');
  });

  test('a session that ran out costs nothing that was written', async () => {
    await anas.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await anas.changes('body', 'Tal på skift.', 'Tal på skift, og lyt.');
    await anas.writes({ summary: 'Lytte er det svære' });
    await anas.forgetsCookies();
    await anas.presses('Gem ændringer', 401);
    await anas.sees('Log ind for at gemme', 'Din tekst er i god behold');
    await anas.writes({ email: ana.email, password: 'en anden kode' });
    await anas.presses('Log ind', 422);
    await anas.signsIn(ana);
    await anas.sees('Din tekst er her igen. Husk at gemme den.');
    expect(await anas.has('body')).toContain('Tal på skift, og lyt.');
    expect(await anas.has('summary')).toBe('Lytte er det svære');
    await anas.presses('Gem ændringer');
    await anas.sees('Det er nu version 8.', 'Tal på skift, og lyt.');
  });

  test('new words in an account leave what is written with the old ones', async () => {
    await anas.chooses('Ana Østergård');
    await anas.sees('Bidrag', 'Morgenmøde ved tavlen');
    await anas.follows('Ret dine oplysninger');
    await anas.writes({ name: '' });
    await anas.presses('Gem oplysninger', 422);
    await anas.writes({ name: 'Ana Østergård Holm', title: 'afdelingsleder', workplace: 'Odense Kommune' });
    await anas.presses('Gem oplysninger');
    await anas.sees('Dine oplysninger er gemt');
    await anas.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await anas.writes({ lead: 'Ti minutter om dagen i dag, stående.' });
    await anas.ticks('Mindre ændring');
    await anas.presses('Gem ændringer');
    await anas.follows('Historik');
    await anas.sees('Ana Østergård Holm afdelingsleder, Odense Kommune', 'mindre ændring');
    await anas.sees('Ana Østergård sygeplejerske, Region Nordjylland');
  });

  test('a change of kind lists the facts that are lost before it saves', async () => {
    await bos.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await bos.opens('Fakta, emner og kilder');
    await bos.opens('Skift artiklens slags');
    await bos.writes({ kind: 'guide' });
    await bos.presses('Gem ændringer', 422);
    await bos.sees('Disse fakta findes ikke i den slags, du har valgt.', '10 minutter');
    await bos.ticks('Ja, gem artiklen uden disse fakta');
    await bos.presses('Gem ændringer');
    await bos.sees('Det er nu version 10.', 'Vejledning');
    await bos.seesNot('10 minutter');
  });

  test('an article moves, and its old address leads on', async () => {
    await bos.visits('/wiki/morgenmøde-ved-tavlen/edit');
    await bos.follows('Omdøb artiklen');
    await bos.writes({ title: 'Idéstorm' });
    await bos.presses('Omdøb artiklen', 422);
    await bos.sees('Der findes allerede en artikel med titlen »Idéstorm«.');
    await bos.writes({ title: 'Tavlemøde', summary: 'Det siger vi' });
    await bos.presses('Omdøb artiklen');
    expect(decodeURI(bos.page.url())).toMatch(/\/wiki\/tavlemøde$/);
    await bos.visits('/wiki/morgenmøde-ved-tavlen');
    expect(decodeURI(bos.page.url())).toMatch(/\/wiki\/tavlemøde$/);
  });

  test('a change is undone with a reason, and what came later stays', async () => {
    await anas.visits('/wiki/tavlemøde/history');
    await anas.follows('fortryd Version 8');
    await anas.sees(
      'Ændringerne i version 8 tages ud af artiklen. Det, der eventuelt er skrevet siden, bliver stående.',
    );
    await anas.writes({ summary: 'Det står der allerede' });
    await anas.presses('Fortryd ændringerne');
    await anas.sees('Det er nu version 12.', 'Tal på skift.', 'Ti minutter om dagen i dag, stående.');
    await anas.seesNot('og lyt');
  });

  test('the last person’s changes are rolled back with a reason', async () => {
    await bos.visits('/wiki/idéstorm/edit');
    await bos.writes({ lead: 'Sluk lyset, når I går.' });
    await bos.presses('Gem ændringer');
    await mos.visits('/login');
    await mos.signsIn(mo);
    await mos.visits('/wiki/idéstorm/history');
    await mos.follows('rul tilbage Version 2');
    await mos.presses('Rul tilbage', 422);
    await mos.writes({ summary: 'Hører til et andet sted' });
    await mos.presses('Rul tilbage');
    await mos.seesNot('Sluk lyset');
    await mos.follows('Historik');
    await mos.sees('Ruller version 2 tilbage: »Hører til et andet sted«', 'tilbageført i version 3');
    await mos.chooses('Log ud');
  });

  test('whoever only reads is shown everything, and no writing page', async () => {
    const reader = await someone();
    await reader.visits('/');
    await reader.sees('Tavlemøde', 'Det siger vi', 'Nye bidragydere');
    await reader.page.locator('.hero input').fill('tavle');
    await reader.presses('Søg');
    await reader.sees('artikler om »tavle«', 'Stil jer i en halvkreds ved tavlen.');
    await reader.follows('Tavlemøde');
    await reader.opens('Se hvem');
    await reader.sees('Ana Østergård Holm', 'Bo Åkjær');
    await reader.follows('Se, hvem der skrev hvad');
    await reader.sees('Bidragydere', 'Skrevet af 2 personer', 'Fremhæv', 'Noter');
    const passage = reader.page.getByText('i en halvkreds', { exact: false }).first();
    await passage.click();
    await reader.page.locator('.contributors a', { hasText: 'Fremhæv' }).first().click();
    await reader.sees('Vis alle igen');
    await reader.follows('Vis alle igen');
    await reader.follows('Læs');
    await reader.follows('Citér artiklen');
    await reader.follows('Historik');
    await reader.visits('/search');
    await reader.visits('/search?q=kantinedrift');
    await reader.sees('Ingen artikler om »kantinedrift«', 'Skriv om det');
    await reader.chooses('Metoder');
    await reader.sees('Idéstorm');
    await reader.visits('/articles?kind=case');
    await reader.sees('Ingen har skrevet her endnu. Vil du begynde?');
    await reader.visits('/articles?unfinished=1');
    await reader.chooses('Seneste ændringer');
    await reader.sees('Gendanner version 2 af Bo Åkjær');
    await reader.visits('/checkpoints');
    await reader.sees('Kontrolpunkter');
    await reader.chooses('Personer');
    await reader.sees('3 personer', 'afdelingsleder, Odense Kommune');
    await reader.follows('Ana Østergård Holm');
    await reader.opens('Navn, stilling og arbejdsplads gennem tiden');
    await reader.sees('sygeplejerske, Region Nordjylland', 'Tavlemøde');
    await reader.visits('/findes-ikke', 404);
    await reader.sees('Siden findes ikke', 'Gå til forsiden');
    await reader.visits('/wiki/findes-ikke', 404);
    await reader.sees('Artiklen er ikke skrevet endnu', 'Skriv en artikel');
    for (const writing of ['/new', '/wiki/tavlemøde/edit', '/wiki/tavlemøde/restore?number=1', '/account']) {
      await reader.visits(writing);
      expect(reader.page.url()).toContain('/login?next=');
    }
  });

  test('whoever is done signs out', async () => {
    await anas.chooses('Log ud');
    await bos.chooses('Log ud');
    await bos.sees('Del det, der virker i det offentlige');
  });
});
