/** Following, through the door: watching, what is new, notices, thanks, and mail that stops by one click. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseFeed } from 'htmlparser2';
import { tellNewsNow } from '../../../server/news.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { takeLetters } from '../../support/mail.ts';
import { ana, bo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
let now = Date.parse('2026-11-21T17:05:00.000Z');
const page = '/wiki/pr%C3%B8vehandling';
const article = { kind: 'method', title: 'Prøvehandling', lead: 'Et lille forsøg.', topics: 'Ledelse' };
const save = (who: Client, body: string, more = {}) =>
  who.post(`${page}/edit`, { body, summary: 'Fordi.', action: 'save', ...more });

/** Presses the button of a watchlist that marks what it shows as seen. */
function markSeen(who: Client, list: string) {
  const shown = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(list)![1]!;
  return who.post('/watchlist/seen', { sequence: shown('sequence'), act: shown('act'), fit: shown('fit') });
}

beforeAll(async () => {
  wiki = await serveWiki({}, () => new Date(now).toISOString());
  anas = await wiki.joined(ana);
  bos = await wiki.joined(bo);
  await anas.post('/new?kind=method', { ...article, body: 'Prøv det i det små.', action: 'save' });
  await tellNewsNow(wiki);
});
afterAll(() => wiki.close());

describe('watching', () => {
  test('comes along when a stranger chooses it and signs in, and then takes a press, never a link', async () => {
    const stranger = wiki.client();
    const target = /name="target" value="(\d+)"/.exec((await stranger.get(page)).text)![1]!;
    const asked = await stranger.post('/watchlist', { subject: 'article', target, watch: '1', next: page });
    expect(asked.status).toBe(401);
    const draft = /name="draft" value="([^"]+)"/.exec(asked.text)![1]!;
    const next = /name="next" value="([^"]+)"/.exec(asked.text)![1]!;
    const signed = await stranger.post('/login', { email: bo.email, password: bo.password, next, draft });
    expect(signed.location).toBe('/watchlist');
    const list = (await stranger.get('/watchlist')).text;
    expect(list).toContain('Du ville overvåge <strong>Prøvehandling</strong>');
    expect(list).toContain('Du overvåger ikke noget endnu.');
    expect((await bos.get('/watchlist')).text).not.toContain('Du var ved at');
    const pressed = await stranger.post('/watchlist', { subject: 'article', target, watch: '1', next: page });
    expect(pressed.location).toBe('/wiki/prøvehandling');
    expect((await stranger.get('/watchlist')).text).toMatch(/Artikler \(1\)/);
    expect((await stranger.get('/watchlist')).text).not.toContain('Du var ved at');
    await stranger.post('/watchlist', { subject: 'article', target, watch: '' });
  });

  test('that a stranger can’t have chosen waits for nobody', async () => {
    const stranger = wiki.client();
    const asked = await stranger.post('/watchlist', { subject: 'article', target: '99', watch: '1' });
    const draft = /name="draft" value="([^"]+)"/.exec(asked.text)![1]!;
    await stranger.post('/login', { email: bo.email, password: bo.password, next: '/watchlist', draft });
    expect((await stranger.get('/watchlist')).text).not.toContain('Du var ved at');
    const linked = await wiki.client().get(`/login?next=/watchlist&draft=${draft}`);
    expect(linked.text).not.toContain('name="draft" value="');
  });

  test('begins and ends by a button, and comes back to the page', async () => {
    const id = /name="target" value="(\d+)"/.exec((await bos.get(page)).text)![1]!;
    const begun = await bos.post('/watchlist', { subject: 'article', target: id, watch: '1', next: page });
    expect([begun.status, begun.location]).toEqual([303, '/wiki/prøvehandling']);
    const after = (await bos.get(page)).text;
    expect(after).toContain('Du overvåger nu artiklen.');
    expect(after).toContain('Overvåg ikke længere');
    expect((await bos.get('/watchlist')).text).toContain('Artikler (1)');
    await bos.post('/watchlist', { subject: 'article', target: id, watch: '' });
    const nothing = (await bos.get('/watchlist')).text;
    expect(nothing).toContain('Du overvåger ikke noget endnu.');
    expect(nothing).not.toContain('Nyt siden sidst');
    expect(nothing).not.toContain('Artikler (1)');
    await bos.post('/watchlist', { subject: 'article', target: id, watch: '1' });
  });

  test.each([
    [{ subject: 'article', target: '99', watch: '1' }, 404],
    [{ subject: 'wiki', target: '1', watch: '1' }, 422],
    [{ subject: 'person', target: 'ana', watch: '1' }, 404],
  ])('of %j answers %i', async (form, status) => {
    expect((await bos.post('/watchlist', form)).status).toBe(status);
  });

  test('is nobody else’s to see or to begin', async () => {
    expect((await wiki.client().get('/watchlist')).location).toBe('/login?next=%2Fwatchlist');
    const form = { subject: 'article', target: '1', watch: '1' };
    expect((await wiki.client().post('/watchlist', form)).status).toBe(401);
    expect((await bos.post('/watchlist', form, { origin: 'http://elsewhere.test' })).status).toBe(403);
    expect((await anas.get('/watchlist')).text).not.toContain('Artikler (1)');
  });

  test('is asked at the edit form, as who writes chose it', async () => {
    const box = /<input class="form-checkbox" type="checkbox" id="watch"[^>]*>/;
    expect(box.exec((await anas.get(`${page}/edit`)).text)![0]).toContain(' checked');
    await anas.post('/watchlist/mail', { mail: 'never' });
    expect(box.exec((await anas.get(`${page}/edit`)).text)![0]).not.toContain(' checked');
    await anas.post('/watchlist/mail', { mail: 'never', own: '1' });
    await save(anas, 'Prøv det i det små først.', { watch: ['', '1'] });
    expect((await anas.get('/watchlist')).text).toContain('Artikler (1)');
    await save(anas, 'Prøv det i det helt små.', { watch: '' });
    expect((await anas.get('/watchlist')).text).not.toContain('Artikler (1)');
    const preview = await anas.post(`${page}/edit`, { body: 'Nej.', watch: '', action: 'preview' });
    expect(box.exec(preview.text)![0]).not.toContain(' checked');
  });

  test('of a topic is offered where its articles are listed', async () => {
    const list = (await bos.get('/articles?topic=leadership')).text;
    expect(list).toContain('<input type="hidden" name="subject" value="topic">');
    expect((await bos.get('/articles')).text).not.toContain('name="subject"');
  });
});

test('the watchlist says what is new in one line, and marks it as seen', async () => {
  await save(anas, 'Prøv det i det små i en uge.');
  const list = (await bos.get('/watchlist')).text;
  expect(list).toContain('3 ændringer');
  expect(list).toContain('/wiki/pr%C3%B8vehandling/diff/1/4');
  expect((await markSeen(bos, list)).location).toBe('/watchlist');
  expect((await bos.get('/watchlist')).text).toContain('Der er ikke sket noget nyt');
});

test('thanks are given once, by name, and tell whoever is thanked in the head of every page', async () => {
  expect((await bos.get(`${page}/history`)).text).toContain(`formaction="${page}/history/1/thank"`);
  expect((await wiki.client().get(`${page}/history`)).text).not.toContain('/thank"');
  expect((await anas.get(`${page}/history`)).text).not.toContain('/thank"');
  expect((await wiki.client().post(`${page}/history/1/thank`)).status).toBe(401);
  expect((await anas.post(`${page}/history/1/thank`)).status).toBe(403);
  expect((await bos.post(`${page}/history/99/thank`)).status).toBe(404);
  expect((await bos.post(`${page}/history/1/thank`)).status).toBe(303);
  expect((await bos.get(`${page}/history`)).text).toContain('Du har takket for version 1.');
  expect((await wiki.client().get(`${page}/history`)).text).toContain('1 har takket');
  await tellNewsNow(wiki);
  expect((await anas.get('/')).text).toContain('Beskeder (1)');
  const notices = (await anas.get('/notices')).text;
  expect(notices).toContain('Du har fået tak');
  expect(notices).toContain(`takkede for <a href="${page}/history/1">version 1</a>`);
  expect(notices).toContain('Bo Åkjær');
  const id = /name="id" value="(\d+)"/.exec(notices)![1]!;
  await bos.post('/notices', { id });
  expect((await anas.get('/')).text).toContain('Beskeder (1)');
  await anas.post('/notices', { id });
  expect((await anas.get('/')).text).not.toContain('Beskeder (1)');
});

describe('mail', () => {
  test('is stopped by one click from elsewhere, which nobody but its reader can make', async () => {
    await bos.post('/watchlist/mail', { mail: 'soon', letters: '1' });
    await save(anas, 'Prøv det i det små i to uger.');
    now += 11 * 60_000;
    await tellNewsNow(wiki);
    const letter = (await takeLetters(wiki)).find(({ to }) => to === bo.email)!;
    expect(letter.subject).toBe('Nyt på Innovationswiki');
    const { pathname, search } = new URL(letter.stop!);
    const stranger = wiki.client();
    expect((await stranger.get(pathname + search)).text).toContain('Stop mails om nyt');
    const elsewhere = { origin: 'https://mail.test', 'sec-fetch-site': 'cross-site' };
    const click = { 'List-Unsubscribe': 'One-Click' };
    expect((await stranger.post(`${pathname}?person=1&what=news&key=x`, click, elsewhere)).status).toBe(403);
    expect((await bos.get('/watchlist')).text).toContain('value="soon" checked');
    expect((await stranger.post(pathname + search, click, {})).status).toBe(200);
    expect((await bos.get('/watchlist')).text).toContain('value="never" checked');
  });

  test.each(['', 'hourly'])('comes at no pace that there isn’t: %j', async (mail) => {
    expect((await bos.post('/watchlist/mail', { mail })).status).toBe(422);
  });
});

describe('a search', () => {
  const search = '/search?q=plejecentre&kind=method';
  const feed = '/search.atom?q=plejecentre&kind=method';
  /** Presses the button that a page has for watching what it found. */
  const press = async (who: Client, address: string) => {
    const shown = (await who.get(address)).text;
    const target = /name="subject" value="search"><input type="hidden" name="target" value="([^"]+)"/.exec(
      shown,
    )![1]!;
    return who.post('/watchlist', { subject: 'search', target: target.replaceAll('&amp;', '&'), watch: '1' });
  };

  test('is watched from its page, told of on the watchlist, and watched no more', async () => {
    expect((await bos.get(search)).text).toContain('Overvåg denne søgning');
    expect((await press(bos, search)).status).toBe(303);
    expect((await bos.get(search)).text).toContain('Overvåg ikke længere');
    await anas.post('/new?kind=method', { ...article, title: 'Plejecentre', body: 'Ro.', action: 'save' });
    await tellNewsNow(wiki);
    const list = (await bos.get('/watchlist')).text;
    expect(list).toContain('Passer nu på din søgning: <a href="/search?q=plejecentre&amp;kind=method">');
    expect(list).toContain('>»plejecentre«, Metode</a>');
    expect(list).toContain('Søgninger (1)');
    await markSeen(bos, list);
    expect((await bos.get('/watchlist')).text).not.toContain('Passer nu på');
    await bos.post('/watchlist', { subject: 'search', target: 'q=plejecentre&kind=method', watch: '' });
    expect((await bos.get('/watchlist')).text).not.toContain('Søgninger (');
  });

  test('may be a list with what is chosen; of one topic alone the topic is watched', async () => {
    expect((await bos.get('/articles')).text).not.toContain('class="inline-form watch"');
    expect((await bos.get('/articles?topic=leadership')).text).toContain('name="subject" value="topic"');
    expect((await press(bos, '/articles?topic=leadership&kind=method')).status).toBe(303);
    expect((await bos.get('/watchlist')).text).toContain('href="/articles?kind=method&amp;topic=leadership"');
    await bos.post('/watchlist', { subject: 'search', target: 'kind=method&topic=leadership', watch: '' });
  });

  test('is a feed that its page names', async () => {
    expect((await wiki.client().get(search)).text).toContain(
      '<link rel="alternate" type="application/atom+xml" href="/search.atom?q=plejecentre&amp;kind=method">',
    );
    const answer = await wiki.client().get(feed);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const read = parseFeed(answer.text, { xmlMode: true })!;
    expect(read).toMatchObject({ type: 'atom', title: '»plejecentre«, Metode – Innovationswiki' });
    expect(read.items.map(({ title, link }) => [title, link])).toEqual([
      ['Plejecentre', 'http://localhost:0/wiki/plejecentre'],
    ]);
    expect((await wiki.client().get('/search.atom?q=-ro')).text).not.toContain('<entry>');
    expect((await wiki.client().get('/search.atom?kind=method')).text.match(/<entry>/g)).toHaveLength(2);
    expect((await wiki.client().get('/search.atom?person=99')).status).toBe(404);
  });

  test.each([
    page,
    '/people/1',
    '/articles?topic=leadership',
    '/changes',
    '/log',
    `${page}/history`,
    `${page}/talk`,
  ])('and %s name a feed, too', async (path) => {
    const shown = (await wiki.client().get(path)).text;
    expect(shown).toMatch(/<link rel="alternate" type="application\/atom\+xml" href="[^"]+">/);
  });

  test('says of a value that nobody knows that it’s unknown', async () => {
    const shown = (await wiki.client().get('/articles?sector=findes-ikke')).text;
    expect(shown).toContain('Artikler: ukendt værdi</h1>');
    expect(shown).not.toContain('>findes-ikke<');
  });
});

describe('recent changes', () => {
  test('are chosen by the form, and what is chosen can be taken off', async () => {
    const shown = (await wiki.client().get('/changes?workplace=aarhus&what=edits')).text;
    expect(shown).toContain('Her er ingen ændringer, der passer på det, du har valgt.');
    expect(shown).toContain('href="/changes?what=edits"');
    expect((await wiki.client().get('/changes?workplace=nordjylland')).text).toContain('Prøvehandling');
    expect((await wiki.client().get('/changes?person=99')).status).toBe(404);
  });

  test('are gathered by article and day', async () => {
    const shown = (await wiki.client().get('/changes?by=article')).text;
    expect(shown.match(/<h2 class="day">/g)).toHaveLength(1);
    expect(shown).toMatch(
      /<span lang="da">Prøvehandling<\/span> <span class="muted small">\d hændelser<\/span><\/summary>/,
    );
  });

  test('are a feed that a parser reads, with what was chosen', async () => {
    const answer = await wiki.client().get('/changes.atom?article=pr%C3%B8vehandling');
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const feed = parseFeed(answer.text, { xmlMode: true })!;
    expect(feed).toMatchObject({ type: 'atom', title: 'Seneste ændringer, Prøvehandling – Innovationswiki' });
    expect(feed.items[0]).toMatchObject({ title: 'Prøvehandling', description: 'Fordi.' });
    expect(feed.items[0]!.link).toBe('http://localhost:0/wiki/pr%C3%B8vehandling/diff/4/5');
  });
});

test('a letter is written by who is signed in alone, and comes back as typed when it can’t be sent', async () => {
  const to = /\/people\/(\d+)\/write/.exec((await anas.get(`${page}/history`)).text);
  expect(to).toBeNull();
  const id = /href="\/people\/(\d+)"/.exec(
    (await anas.get('/people?name=bo')).text.split('line-list')[1]!,
  )![1]!;
  const write = `/people/${id}/write`;
  expect((await anas.get(`/people/${id}`)).text).toContain(`href="${write}"`);
  expect((await bos.get(`/people/${id}`)).text).not.toContain(`href="${write}"`);
  expect((await wiki.client().get(write)).location).toBe(`/login?next=${encodeURIComponent(write)}`);
  const form = { subject: 'Hej', words: 'Kan vi mødes?' };
  expect((await wiki.client().post(write, form)).status).toBe(401);
  expect((await bos.get(write)).status).toBe(403);
  const missing = await anas.post(write, { ...form, subject: '' });
  expect(missing.status).toBe(422);
  expect(missing.text).toContain('Kan vi mødes?');
  expect((await anas.post(write, form)).location).toBe(`/people/${id}`);
  expect((await anas.get(`/people/${id}`)).text).toContain('Brevet er sendt.');
});

test('the watchlist names whoever wrote in the talk once', async () => {
  const before = (await bos.get('/watchlist')).text;
  if (before.includes('/watchlist/seen')) await markSeen(bos, before);
  await anas.post(`${page}/talk`, { title: 'Hvor små?', words: 'Hvor små skal de være?', action: 'save' });
  const list = (await bos.get('/watchlist')).text;
  expect(list).toMatch(/begyndte tråden <a href="[^"]+\/talk\/\d+">»<span lang="da">Hvor små\?<\/span>«/);
  expect(list.match(/>Ana Østergård</g)).toHaveLength(1);
});

test('letters to one person are few, from one other and from all, and others still reach others', async () => {
  const cia = await wiki.joined({ ...ana, name: 'Cia Holm', email: 'cia@example.dk' });
  await wiki.joined({ ...ana, name: 'Dan Lund', email: 'dan@example.dk' });
  const [toBo, toDan] = ['/people/2/write', '/people/4/write'];
  const form = { subject: 'Hej', words: 'Kan vi mødes?' };
  const send = async (who: Client, path: string) => {
    const { status } = await who.post(path, form);
    await takeLetters(wiki);
    return status;
  };
  expect((await cia.get(toBo)).text).toContain('Bo Åkjær');
  for (let time = 0; time < 5; time++) expect(await send(cia, toBo)).toBe(303);
  const refused = await cia.post(toBo, form);
  expect([refused.status, refused.text.includes('Kan vi mødes?')]).toEqual([429, true]);
  expect(await send(cia, toDan)).toBe(303);
  expect(await send(anas, toBo)).toBe(303);
  expect((await cia.post(toBo, { ...form, subject: '' })).status).toBe(429);
});
