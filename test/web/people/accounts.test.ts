/** The ways to become someone, and to stay who one is: each mail is read, and each link followed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { enrol } from '../../../server/wiki/people/accounts.ts';
import { addDomain } from '../../../server/wiki/people/domains.ts';
import { createAdministrator } from '../../../server/wiki/setup/setup.ts';
import { serveWiki, type Answer, type Client, type ServedWiki } from '../../support/client.ts';
import { register, takeLetters, takeLink } from '../../support/mail.ts';
import { ana, bo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
let later = 0;
beforeAll(async () => {
  wiki = await serveWiki({}, () => new Date(Date.now() + later).toISOString());
  const id = await createAdministrator(wiki.db, { ...ana, email: 'rikke@example.dk' }, wiki.now());
  const administrator = (await authorOf(wiki.db, id, wiki.now()))!;
  await addDomain(wiki.db, administrator, { domain: 'aarhus.dk', workplace: 'Aarhus Kommune' });
});
afterAll(() => wiki.close());

const HOUR = 60 * 60 * 1000;
const NEW = 'tre grønne bænke i parken';
const someone = (email: string) => ({ ...bo, email });
const tokenIn = (link: string) => new URL(link, 'http://wiki').searchParams.get('token')!;
const isSignedIn = async (browser: Client) => (await browser.get('/account')).status === 200;
const verification = async (email: string) => {
  const row = await wiki.db
    .selectFrom('credential')
    .innerJoin('person', 'person.id', 'credential.person_id')
    .innerJoin('byline', 'byline.id', 'person.byline_id')
    .select(['verification', 'accepted_at'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.verification;
};

describe('someone new', () => {
  test('is nobody until they have read the mail, and goes on with what they were writing', async () => {
    const stopped = await wiki.client().post('/new', {
      ...{ kind: 'method', title: 'Fremtidsværksted', lead: 'Drømme, så planer.', action: 'save' },
    });
    const draft = /name="draft" value="([^"]*)"/.exec(stopped.text)![1]!;
    const people = () => wiki.db.selectFrom('person').select('id').execute();
    const before = (await people()).length;
    const asked = { ...someone('ny@example.dk'), next: '/new', draft };
    const answer = await wiki.client().post('/register', asked);
    expect([answer.location, answer.headers.get('set-cookie')]).toEqual(['/sent', null]);
    expect(await people()).toHaveLength(before);

    const link = await takeLink(wiki, 'ny@example.dk');
    // In another browser.
    const browser = wiki.client();
    const page = await browser.get(link);
    expect(page.text).toContain('Bo Åkjær');
    expect(page.text).toContain('vises ved alt, hvad du skriver');
    const begun = await browser.post('/confirm', { token: tokenIn(link), password: PASSWORD });
    expect([begun.status, begun.location]).toEqual([303, '/new']);
    expect((await browser.get('/new')).text).toContain('value="Fremtidsværksted"');
    expect(await verification('ny@example.dk')).toBe('email');
    const { accepted_at: accepted } = await wiki.db
      .selectFrom('person')
      .select('accepted_at')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(accepted).toMatch(/^\d{4}-/);
  });

  test('begins an account only with the password that was chosen for it, and by a link once', async () => {
    await wiki.client().post('/register', someone('offer@example.dk'));
    const token = tokenIn(await takeLink(wiki, 'offer@example.dk'));
    const guessed = await wiki.client().post('/confirm', { token, password: 'noget helt andet her' });
    expect(guessed.status).toBe(422);
    expect(guessed.text).toContain('id="password-error"');
    expect(await verification('offer@example.dk')).toBeUndefined();
    expect((await wiki.client().post('/confirm', { token, password: PASSWORD })).status).toBe(303);
    const again = await wiki.client().post('/confirm', { token, password: PASSWORD });
    expect([again.status, again.text]).toEqual([403, expect.stringContaining('Linket er brugt')]);
  });

  test('is sent a new link when an hour has gone, and the old one stays void', async () => {
    await wiki.client().post('/register', someone('sen@example.dk'));
    const old = await takeLink(wiki, 'sen@example.dk');
    later += HOUR + 1000;
    const late = await wiki.client().post('/confirm', { token: tokenIn(old), password: PASSWORD });
    expect([late.status, late.text]).toEqual([403, expect.stringContaining('virker kun i en time')]);
    expect((await wiki.client().get(old)).text).toContain('Send et nyt link');
    const again = await wiki.client().post('/confirm/again', { token: tokenIn(old) });
    expect(again.location).toBe('/sent');
    const link = await takeLink(wiki, 'sen@example.dk');
    expect((await wiki.client().get(old)).status).toBe(403);
    const begun = await wiki.client().post('/confirm', { token: tokenIn(link), password: PASSWORD });
    expect(begun.status).toBe(303);
  });

  test('with an address of a workplace shows it, and can claim no other', async () => {
    const browser = wiki.client();
    await register(wiki, browser, { ...someone('bo@AARHUS.dk'), workplace: 'Odense Kommune' });
    expect(await verification('bo@aarhus.dk')).toBe('work-email');
    const account = (await browser.get('/account')).text;
    expect(account).toContain('<dd>Aarhus Kommune</dd>');
    expect(account).not.toContain('name="workplace"');
    await browser.post('/account', { name: bo.name, title: 'chef', workplace: 'Odense Kommune' });
    const after = (await browser.get('/account')).text;
    expect(after).toContain('value="chef"');
    expect(after).toContain('<dd>Aarhus Kommune</dd>');
  });
});

describe('a forgotten password', () => {
  test('is replaced by who reads the mail; all that was signed in is out, and the owner is told', async () => {
    const elsewhere = await wiki.joined(someone('glemsom@example.dk'));
    const page = await wiki.client().post('/forgot', { email: 'GLEMSOM@example.dk' });
    expect(page.location).toBe('/sent');
    const link = await takeLink(wiki, 'glemsom@example.dk');
    const browser = wiki.client();
    expect((await browser.get(link)).text).toContain('glemsom@example.dk');
    const short = await browser.post('/reset', { token: tokenIn(link), password: 'kort' });
    expect([short.status, short.text]).toEqual([422, expect.stringContaining('mindst 12 tegn')]);
    expect((await browser.post('/reset', { token: tokenIn(link), password: NEW })).location).toBe('/');
    expect([await isSignedIn(browser), await isSignedIn(elsewhere)]).toEqual([true, false]);
    expect((await takeLetters(wiki)).map(({ subject }) => subject)).toEqual([
      'Din adgangskode til Innovationswiki er skiftet',
    ]);
    const signIn = (password: string) =>
      wiki.client().post('/login', { email: 'glemsom@example.dk', password });
    expect((await signIn(PASSWORD)).status).toBe(422);
    expect((await signIn(NEW)).status).toBe(303);
    expect((await browser.post('/reset', { token: tokenIn(link), password: NEW })).status).toBe(403);
  });

  test('of nobody is answered as anybody’s, and the mail says so', async () => {
    const known = await wiki.client().post('/forgot', { email: 'rikke@example.dk' });
    const unknown = await wiki.client().post('/forgot', { email: 'ingen@example.dk' });
    const seen = ({ status, location, text }: Answer) => [status, location, text];
    expect(seen(unknown)).toEqual(seen(known));
    const letters = await takeLetters(wiki);
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
      ['rikke@example.dk', 'Vælg en ny adgangskode til Innovationswiki'],
      ['ingen@example.dk', 'Der er ingen konto med denne adresse hos Innovationswiki'],
    ]);
  });

  test('is mailed five times an hour to one address, from wherever it’s asked for', async () => {
    const ask = () => wiki.client().post('/forgot', { email: 'plaget@example.dk' });
    for (let times = 0; times < 5; times++) expect((await ask()).status).toBe(303);
    expect((await ask()).status).toBe(429);
    expect(await takeLetters(wiki)).toHaveLength(5);
  });
});

describe('an account', () => {
  test('takes another address once that is confirmed, and both are told', async () => {
    const browser = await wiki.joined(someone('gammel@example.dk'));
    const wrong = await browser.post('/account/address', {
      email: 'ny@aarhus.dk',
      password: 'forkert kodeord',
    });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Adgangskoden passer ikke')]);
    const sent = await browser.post('/account/address', { email: 'Ny@aarhus.dk', password: PASSWORD });
    expect(sent.location).toBe('/sent');
    const letters = await takeLetters(wiki);
    expect(letters.map(({ to }) => to)).toEqual(['ny@aarhus.dk', 'gammel@example.dk']);
    expect(letters[1]!.subject).toBe('Din konto hos Innovationswiki er ved at få en anden e-mail');
    const token = tokenIn(/^http\S+$/m.exec(letters[0]!.text)![0]);
    // Whoever else reads the mail can't do it.
    expect((await wiki.client().post('/confirm', { token })).status).toBe(422);
    expect((await browser.post('/confirm', { token })).location).toBe('/account/address');
    expect(await verification('ny@aarhus.dk')).toBe('work-email');
    expect(await verification('gammel@example.dk')).toBeUndefined();
    expect((await takeLetters(wiki)).map(({ to }) => to)).toEqual(['gammel@example.dk', 'ny@aarhus.dk']);
  });

  test('that isn’t confirmed is told what confirming it brings: writing, or mail to whoever writes already', async () => {
    await enrol(wiki.db, someone('ikke@example.dk'), wiki.now(), 'unconfirmed');
    const told = async (email: string) => {
      const browser = wiki.client();
      await browser.post('/login', { email, password: PASSWORD });
      return (await browser.get('/account/address')).text;
    };
    expect(await told('ikke@example.dk')).toContain('kan du skrive i wikien.');
    expect(await told('rikke@example.dk')).toContain('du får mail, når nogen skriver');
  });

  test('isn’t told from the page that an address is another’s', async () => {
    const browser = await wiki.joined(someone('tredje@example.dk'));
    const sent = await browser.post('/account/address', { email: 'rikke@example.dk', password: PASSWORD });
    expect(sent.location).toBe('/sent');
    const [letter] = await takeLetters(wiki);
    expect([letter!.to, letter!.subject]).toEqual([
      'rikke@example.dk',
      'Adressen bruges allerede hos Innovationswiki',
    ]);
    expect(letter!.text).not.toContain('token=');
  });

  test('gets a new password from who knows the present one, and is signed out everywhere else', async () => {
    const browser = await wiki.joined(someone('skift@example.dk'));
    const other = wiki.client();
    await other.post('/login', { email: 'skift@example.dk', password: PASSWORD });
    const [cookie] = browser.cookies.values();
    const wrong = await browser.post('/account/password', { present: 'forkert kodeord', password: NEW });
    expect(wrong.status).toBe(422);
    const changed = await browser.post('/account/password', { present: PASSWORD, password: NEW });
    expect(changed.location).toBe('/account/password');
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, false]);
    expect([...browser.cookies.values()]).not.toContain(cookie);
  });

  test('shows where it’s signed in, and ends one of its own sessions or all of them', async () => {
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
    const browser = await wiki.joined(someone('steder@example.dk'));
    const other = wiki.client();
    const signIn = { email: 'steder@example.dk', password: PASSWORD };
    await other.post('/login', signIn, { origin: wiki.origin, 'user-agent': agent });
    const page = (await browser.get('/account/browsers')).text;
    expect(page).toContain('<strong>Firefox, Linux</strong>');
    expect(page.match(/denne browser/g)).toHaveLength(1);
    const key = /name="key" value="([^"]+)"/.exec(page)![1]!;
    const stranger = await wiki.joined(someone('fremmed@example.dk'));
    await stranger.post('/account/browsers', { key });
    expect(await isSignedIn(other)).toBe(true);
    await browser.post('/account/browsers', { key });
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, false]);
    await other.post('/login', signIn);
    await browser.post('/account/browsers', { action: 'all' });
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([false, false]);
  });

  test('that nobody uses for two weeks is signed out; one that is used, after ninety days', async () => {
    const day = 24 * HOUR;
    const signIn = async () => {
      const browser = wiki.client();
      await browser.post('/login', { email: 'fremmed@example.dk', password: PASSWORD });
      return browser;
    };
    const [used, unused] = [await signIn(), await signIn()];
    for (let days = 10; days <= 80; days += 10) {
      later += 10 * day;
      expect([days, await isSignedIn(used)]).toEqual([days, true]);
      if (days === 20) expect(await isSignedIn(unused)).toBe(false);
      // That it was used is written when the page has been shown.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    later += 11 * day;
    expect(await isSignedIn(used)).toBe(false);
  });
});

describe('the domains of workplaces', () => {
  test('are kept by administrators alone, and told in the log', async () => {
    const administrator = wiki.client();
    await administrator.post('/login', { email: 'rikke@example.dk', password: PASSWORD });
    const add = { domain: '@Odense.dk ', workplace: 'Odense Kommune' };
    const contributor = await wiki.joined(someone('borger@example.dk'));
    expect((await contributor.post('/domains', add)).status).toBe(403);
    expect((await administrator.post('/domains', add)).location).toBe('/domains');
    expect((await contributor.get('/domains')).status).toBe(403);
    expect((await administrator.get('/domains')).text).toContain('odense.dk');
    for (const [domain, message] of [
      ['odense.dk', 'allerede knyttet'],
      ['\ufeff@ODENSE.dk,', 'allerede knyttet'],
      ['ana@odense\u00ad.dk', 'allerede knyttet'],
      ['(@odense.dk)', 'allerede knyttet'],
      ['gmail.com', 'Her kan alle få en adresse'],
      ['odense', 'Skriv et maildomæne'],
      ['a b.dk', 'Skriv et maildomæne'],
    ] as const) {
      const refused = await administrator.post('/domains', { ...add, domain });
      expect([domain, refused.status, refused.text]).toEqual([domain, 422, expect.stringContaining(message)]);
    }
    expect((await administrator.post('/domains', { remove: 'odense.dk' })).location).toBe('/domains');
    expect((await administrator.get('/domains')).text).not.toContain('odense.dk');
    const log = (await wiki.client().get('/log')).text;
    expect(log).toContain('knyttede maildomænet odense.dk til Odense Kommune');
    expect(log).toContain('fjernede maildomænet odense.dk');
  });

  test('added later are confirmed by whoever has an address there, from their account', async () => {
    const browser = await wiki.joined(someone('sent@vejle.dk'));
    expect((await browser.get('/account/address')).text).not.toContain('Send bekræftelsesmail');
    const administrator = wiki.client();
    await administrator.post('/login', { email: 'rikke@example.dk', password: PASSWORD });
    await administrator.post('/domains', { domain: 'vejle.dk', workplace: 'Vejle Kommune' });
    expect((await browser.get('/account/address')).text).toContain('Send bekræftelsesmail');
    await browser.post('/account/address', { action: 'confirm' });
    const token = tokenIn(await takeLink(wiki, 'sent@vejle.dk'));
    expect((await browser.post('/confirm', { token })).status).toBe(303);
    expect(await verification('sent@vejle.dk')).toBe('work-email');
    expect((await browser.get('/account')).text).toContain('<dd>Vejle Kommune</dd>');
  });
});
