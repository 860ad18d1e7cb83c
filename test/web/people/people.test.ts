import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { createAdministrator, issueSetupToken } from '../../../server/wiki/setup/setup.ts';
import { serveWiki, type ServedWiki } from '../../support/client.ts';
import { register, takeLetters } from '../../support/mail.ts';
import { ana, AT, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
beforeAll(async () => {
  wiki = await serveWiki();
});
afterAll(() => wiki.close());

const asking = (change: Record<string, string>) => wiki.client().post('/register', { ...ana, ...change });

describe('the set-up link', () => {
  const first = {
    name: 'Rikke Nørgård',
    title: '',
    workplace: '',
    email: 'rikke@example.dk',
    password: PASSWORD,
  };

  test('makes the first administrator once, with the starter content in their name', async () => {
    const token = (await issueSetupToken(wiki.db))!;
    expect((await wiki.client().get(`/setup?token=${token}x`)).status).toBe(403);
    expect((await wiki.client().post('/setup', { ...first, token: 'guess' })).status).toBe(403);
    expect((await wiki.client().get(`/setup?token=${token}`)).status).toBe(200);
    const short = await wiki.client().post('/setup', { ...first, password: 'kort', token });
    expect(short.status).toBe(422);
    const client = wiki.client();
    const answer = await client.post('/setup', { ...first, token, starter: '1' });
    expect([answer.status, answer.location]).toEqual([303, '/']);
    const article = (await client.get('/wiki/offentlig-innovation')).text;
    expect(article).toContain('Startindhold, lagt ind');
    expect(article).toContain('Rikke Nørgård');
    expect((await wiki.client().post('/setup', { ...first, email: 'r2@example.dk', token })).status).toBe(
      403,
    );
    expect((await wiki.client().get(`/setup?token=${token}`)).status).toBe(403);
    expect(await issueSetupToken(wiki.db)).toBeUndefined();
  });
});

test('the printed link is worth nothing once there is an administrator, however they were made', async () => {
  const other = await serveWiki();
  try {
    const token = (await issueSetupToken(other.db))!;
    await createAdministrator(other.db, { ...ana, email: 'adam@example.dk' }, other.now());
    expect((await other.client().get(`/setup?token=${token}`)).status).toBe(403);
    expect((await other.client().post('/setup', { ...ana, token })).status).toBe(403);
    expect(await issueSetupToken(other.db)).toBeUndefined();
  } finally {
    await other.close();
  }
});

test('nobody who is imported passes for the wiki, whatever that is called', async () => {
  const other = await serveWiki({ SITE_NAME: 'Fornyelsens Hjemsted' });
  try {
    const id = await createAdministrator(other.db, { ...ana, email: 'adam@example.dk' }, other.now());
    const commit = (name: string, path: string) => ({
      ...{ id: path, merge: false, writtenAt: AT, message: 'Ny' },
      author: { name, email: `${path}@example.dk` },
      changes: [{ path, read: () => Promise.resolve(`# ${path}\n\nEn tekst.`) }],
    });
    const terms = { kind: kindOf('method')!, licence: 'CC0-1.0', source: 'git:en' };
    await importHistory(other.db, (await authorOf(other.db, id, AT))!, terms, [
      commit('Fornyelsens Hjemsted', 'en.md'),
      commit('Ida Hjemsted', 'to.md'),
    ]);
    const people = (await other.client().get('/people')).text;
    expect(people).toContain('navn ikke oplyst: Fornyelsens Hjemsted');
    expect(people).toContain('Ida Hjemsted');
    expect(people).not.toContain('navn ikke oplyst: Ida');
    expect((await other.client().get('/changes?what=edits&each=1')).text).toMatch(/skrevet <time/);
  } finally {
    await other.close();
  }
});

test('letters without a shape are left out of a name', async () => {
  const browser = await wiki.joined({ ...ana, name: 'Mi\u00ADa\u034F Ho\uFE0Flm', email: 'mia@example.dk' });
  expect((await browser.get('/account')).text).toContain('value="Mia Holm"');
});

describe('registering', () => {
  test.each([
    ['', 'Skal udfyldes'],
    ['Ana', 'fulde navn'],
    ['amaier42', 'fulde navn'],
    ['Ana 42', 'fulde navn'],
    ['\u3164 \u3164', 'Skal udfyldes'],
    ['\u115f \uffa0', 'Skal udfyldes'],
    ['\u0410na \u041d\u043elm', 'ét alfabet'],
    ['𝐀𝐧𝐚 𝐇𝐨𝐥𝐦', '»𝐀« kan ikke stå i et navn'],
    ['A\u0336na Holm', '»U+0336« kan ikke stå i et navn'],
    ['Апа Острак', 'latinske bogstaver'],
    ['Administrator Wiki', '»Administrator« er ikke en persons navn'],
    ['Innovationswiki Redaktion', '»Innovationswiki« er ikke en persons navn'],
    ['A\u0301\u0302\u0303\u0304na Holm', 'fulde navn'],
    ['x'.repeat(41) + ' ' + 'y'.repeat(41), 'plads til 80'],
  ])('by the name %p is refused', async (name, message) => {
    const answer = await asking({ name });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
  });

  test.each([
    'Åse Ørsted',
    "Maria O'Connor",
    'Jean-Luc Picard',
    'Anne Sofie von Barner-Jespersen',
    'Søren P. Hansen',
    'Łukasz Żółć',
    'Анна Шевченко',
    'Nguyễn Thị Minh',
  ])('by the name %p is welcome', async (name) => {
    const email = `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.dk`;
    expect((await asking({ name, email })).status).toBe(303);
  });

  test.each([
    ['title', 'administrator', 'på wikiens vegne'],
    ['title', 'leder ✓', '»✓« kan ikke stå her'],
    ['title', 'l\u0336eder', '»U+0336« kan ikke stå her'],
    ['workplace', 'Innovationswiki', 'på wikiens vegne'],
    ['workplace', 'Nordby, bekræftet arbejdsmail', 'Skriv det uden »bekræftet«.'],
  ])('with the %s %p is refused', async (field, text, message) => {
    const answer = await asking({ [field]: text });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain(`id="${field}-error"`);
  });

  test.each([
    'post@kommune.dk',
    'info@kommune.dk',
    'Post@kommune.dk',
    'borgerservice@kommune.dk',
    'kontakt.nord@region.dk',
  ])('with the shared mailbox %p is refused, kindly', async (email) => {
    const answer = await asking({ email });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('fælles postkasse');
  });

  test('with a name that merely begins like a shared mailbox is welcome', async () => {
    expect((await asking({ email: 'postma@example.dk' })).status).toBe(303);
  });

  test.each([
    ...[
      '',
      'ana',
      'ana@',
      'ana@kommune',
      '@kommune.dk',
      'a b@kommune.dk',
      'a,b@kommune.dk',
      'a;b@kommune.dk',
    ],
    ...['ana@kommune.dk(x', '"ana"@kommune.dk', 'ana@-kommune.dk', 'ana@kommune..dk'],
  ])('with the e-mail %p is refused', async (email) => {
    expect((await asking({ email })).status).toBe(422);
  });

  test.each([
    ['kort', 'mindst 12 tegn'],
    ['11 tegn her', 'mindst 12 tegn'],
    ['password1234', 'let at gætte'],
    ['Adgangskode2026!', 'let at gætte'],
    ['123456789012', 'let at gætte'],
    ['aaaaaaaaaaaa', 'let at gætte'],
    ['abcabcabcabc', 'let at gætte'],
    ['anaøstergård12', 'let at gætte'],
    ['x'.repeat(1001), 'højst 1.000'],
  ])('with the password %p is refused', async (password, message) => {
    const answer = await asking({ email: 'ny@example.dk', password });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).not.toContain(`value="${password}"`);
  });

  test('needs neither title nor workplace, and nobody learns from the page who has an account', async () => {
    const borger = { ...ana, email: 'Borger@example.dk', title: '', workplace: '' };
    const first = await wiki.client().post('/register', borger);
    expect([first.status, first.location]).toEqual([303, '/sent']);
    expect((await register(wiki, wiki.client(), borger)).location).toBe('/');
    const again = await wiki.client().post('/register', { ...borger, email: 'borger@EXAMPLE.dk' });
    expect([again.status, again.location, again.text]).toEqual([303, '/sent', first.text]);
    const [letter] = await takeLetters(wiki);
    expect(letter).toMatchObject({
      to: 'borger@example.dk',
      subject: 'Du har allerede en konto hos Innovationswiki',
    });
  });

  test('stores the password as argon2id alone', async () => {
    const rows = await wiki.db.selectFrom('credential').selectAll().execute();
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('shows no e-mail to anyone', async () => {
    for (const path of ['/people', '/people/1', '/changes', '/']) {
      expect((await wiki.client().get(path)).text).not.toContain('@example.dk');
    }
    expect((await wiki.client().get('/people')).text).toContain('Rikke Nørgård');
  });
});

test('of people with one name every page shows title and workplace, and else a number', async () => {
  const other = await serveWiki();
  try {
    const jens = { ...ana, name: 'Jens Jensen', title: 'konsulent', workplace: 'Aarhus Kommune' };
    const first = await other.joined({ ...jens, email: 'jens1@example.dk' });
    const form = { kind: 'method', title: 'Idéstorm', lead: 'Om idéer.', body: 'Først.', action: 'save' };
    await first.post('/new', form);
    await first.post('/wiki/idéstorm/edit', { ...form, body: 'Så.', base: '1' });
    await first.post('/wiki/idéstorm/restore', { number: '1', summary: 'Igen' });
    const history = async () => (await other.client().get('/wiki/idéstorm/history')).text;
    expect(await history()).toContain('>Jens Jensen</a> <span class="byline-detail">konsulent, Aarhus');
    expect(await history()).toContain('af Jens Jensen:');

    await other.joined({ ...jens, email: 'jens2@example.dk', workplace: 'Odense Kommune' });
    expect(await history()).toContain('af Jens Jensen, konsulent, Aarhus Kommune:');
    expect(await history()).not.toContain('Jens Jensen (');

    const third = await other.joined({ ...jens, email: 'jens3@example.dk' });
    expect(await history()).toContain('>Jens Jensen (1)</a> <span class="byline-detail">konsulent, Aarhus');
    await third.post('/wiki/idéstorm/edit', { ...form, body: 'Mere.', base: '3' });
    for (const path of ['/changes', '/people', '/wiki/idéstorm', '/wiki/idéstorm/attribution', '/people/3']) {
      expect((await other.client().get(path)).text).toContain('Jens Jensen (3)');
    }
    const own = (await third.get('/')).text;
    expect(own).toContain('<a href="/people/3">Jens Jensen (3)</a>');
  } finally {
    await other.close();
  }
});

test('a name that only looks like that of somebody is refused with a sentence, which tells no more than the name', async () => {
  const other = await serveWiki();
  try {
    await other.joined({ ...ana, name: 'Jens Nielsen' });
    const answer = await other
      .client()
      .post('/register', { ...ana, name: 'Jens NieIsen', email: 'j@example.dk' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Navnet ligner »Jens Nielsen«, som allerede skriver her.');
    expect(answer.text).not.toContain(ana.email);
    const english = await other
      .client()
      .post('/en/register', { ...ana, name: 'Jens NieIsen', email: 'j@example.dk' });
    expect(english.text).toContain('The name looks like “Jens Nielsen”, who already writes here.');
  } finally {
    await other.close();
  }
});
