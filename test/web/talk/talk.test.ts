/** Talk as people meet it over HTTP: threads, answers, rewordings, questions, settling, hiding, and the files. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
let now = '2026-12-01T10:00:00.000Z';
let [anas, bos, mos, stranger] = [] as unknown as [Client, Client, Client, Client];
const SLUG = 'faste-teams';
const TALK = `/wiki/${SLUG}/talk`;
const body =
  '## Udfordring\n\nDer var for mange forskellige ansigter.\n\n## Virkning\n\nFærre vikarer.\n\n## Proces\n';
const story = {
  kind: 'case',
  title: 'Faste teams',
  lead: 'Små faste teams.',
  'facts[workplaces]': 'Nordby',
  body,
};

const signedIn = async (email: string): Promise<Client> => {
  const client = wiki.client();
  await client.post('/login', { email, password: PASSWORD, next: '/' });
  return client;
};

beforeAll(async () => {
  wiki = await serveWiki({}, () => now);
  await join(wiki.db, ana);
  await join(wiki.db, bo);
  await join(wiki.db, mo, 'moderator');
  [anas, bos, mos] = [await signedIn(ana.email), await signedIn(bo.email), await signedIn(mo.email)];
  stranger = wiki.client();
  expect((await anas.post('/new', { ...story, action: 'save' })).status).toBe(303);
});
afterAll(() => wiki.close());

/** Begins a thread and returns its number. */
async function begin(client: Client, form: Record<string, string>): Promise<number> {
  const { status, location, text } = await client.post(TALK, { action: 'save', ...form });
  expect([status, text]).toEqual([303, expect.not.stringContaining('alert-error')]);
  return Number(/\/talk\/(\d+)$/.exec(location)![1]);
}

const reply = (client: Client, thread: number, words: string) =>
  client.post(`${TALK}/${thread}`, { words, action: 'save' });
/** The number of the post that an answer led to. */
const postIn = ({ location }: { location: string }) => Number(/#post-(\d+)$/.exec(location)![1]);
const found = async () => (await verify(wiki.db, () => undefined)).findings;

describe('the talk about an article', () => {
  test('invites to begin while nobody has, a stranger too', async () => {
    const { status, text } = await stranger.get(TALK);
    expect(status).toBe(200);
    expect(text).toContain('Ingen har skrevet om artiklen her endnu. Vil du begynde?');
    expect(text).toContain('aria-current="page"><span>Diskussion</span>');
    expect(text).toContain('Det kommer til at stå i dit fulde navn.');
    expect((await anas.get(TALK)).text).not.toContain('Det kommer til at stå i dit fulde navn.');
    expect((await stranger.get(`/en${TALK}`)).text).toContain(
      'Nobody has written about the article here yet.',
    );
  });

  test('shows a thread with its answers, and the article’s tab how many are open, to strangers at once', async () => {
    const before = await stranger.get(`/wiki/${SLUG}`);
    expect(before.text).toContain('<span>Diskussion</span>');
    const thread = await begin(anas, { title: 'Hvor mange?', words: 'Hvor mange er **I**?' });
    const answer = await reply(bos, thread, 'Vi er seks.\n\n# Stor overskrift\n');
    expect(answer.location).toBe(`${TALK}/${thread}#post-${postIn(answer)}`);
    for (const path of [TALK, `${TALK}/${thread}`]) {
      const { text } = await stranger.get(path);
      expect(text).toContain('Hvor mange er <strong>I</strong>?');
      expect(text).toContain('Vi er seks.');
      expect(text).toContain('<p class="post-heading">Stor overskrift</p>');
      expect(text).toContain('Bo Åkjær');
    }
    expect((await stranger.get(`${TALK}/${thread}`)).text).toMatch(
      /<a href="\/wiki\/[^"]*\/talk">Diskussion om »<span lang="da">/,
    );
    expect((await stranger.get(`/wiki/${SLUG}`)).text).toContain('<span>Diskussion (1)</span>');
    expect((await stranger.get(`/wiki/${SLUG}/history`)).text).toContain('<span>Diskussion (1)</span>');
    expect(await found()).toEqual([]);
  });

  test('has its own address for each post, which leads to its place in the thread', async () => {
    const thread = await begin(anas, { title: 'Mange svar', words: 'Hvad synes I?' });
    const first = postIn(await reply(bos, thread, 'Det første svar.'));
    expect((await stranger.get(`${TALK}/${first}`)).location).toBe(`${TALK}/${thread}#post-${first}`);
    const others: number[] = [];
    for (let count = 0; count < 50; count++) others.push(postIn(await reply(bos, thread, `Svar ${count}`)));
    now = '2026-12-01T12:00:00.000Z';
    const last = others.at(-1)!;
    const { location } = await stranger.get(`/en${TALK}/${last}`);
    expect(location).toBe(`/en${TALK}/${thread}?after=${others.at(-3)}#post-${last}`);
    const { text } = await stranger.get(location);
    expect(text).toContain('Svar 49');
    expect(text).not.toContain('Svar 47');
    expect(text).toContain('Where the thread begins');
    const { text: list } = await stranger.get(TALK);
    expect(list).toContain('Vis 48 svar mere');
    expect(list).toContain('Hvad synes I?');
    expect(list).not.toContain('Det første svar.');
  });

  test('is no part of the article: neither its text, its credit nor its history', async () => {
    await begin(bos, { title: 'Kun her', words: 'Okapien står kun i diskussionen.' });
    for (const rest of ['', '/attribution', '/attribution.json', '/cite', '/source', '/history']) {
      expect([rest, (await stranger.get(`/wiki/${SLUG}${rest}`)).text]).toEqual([
        rest,
        expect.not.stringContaining('Okapien'),
      ]);
    }
    expect((await stranger.get(TALK)).text).toContain('Okapien');
  });

  test('follows the article to its new title, and old addresses lead on', async () => {
    await anas.post('/new', { ...story, title: 'Flytter', action: 'save' });
    const answer = await bos.post('/wiki/flytter/talk', { title: 'Før', words: 'Før flytningen.' });
    const thread = /\d+$/.exec(answer.location)![0];
    await anas.post('/wiki/flytter/move', { title: 'Flyttet', summary: '' });
    expect(await stranger.get(`/wiki/flytter/talk/${thread}?after=1`)).toMatchObject({
      status: 301,
      location: `/wiki/flyttet/talk/${thread}?after=1`,
    });
    expect((await stranger.get(`/wiki/flyttet/talk`)).text).toContain('Før flytningen.');
    // A form that was open meanwhile.
    expect((await bos.post(`/wiki/flytter/talk/${thread}`, { words: 'Efter.' })).status).toBe(303);
    expect((await stranger.get(`/wiki/${SLUG}/talk/${thread}`)).status).toBe(404);
    expect((await bos.post(`/wiki/${SLUG}/talk/${thread}`, { words: 'Forkert.' })).status).toBe(404);
  });
});

describe('a post', () => {
  test('comes back as typed with what is wrong with it: nothing said, too long, too large, or a CPR number', async () => {
    const send = (form: Record<string, string>) => bos.post(TALK, { action: 'save', ...form });
    const empty = await send({ title: '', words: '   ' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('href="#title"');
    expect(empty.text).toContain('href="#words"');
    const long = await send({ title: 'x'.repeat(121), words: 'Det, jeg skrev.' });
    expect([long.status, long.text]).toEqual([422, expect.stringContaining('Det, jeg skrev.')]);
    expect(long.text).toContain('Teksten er på 121 tegn. Der er plads til 120.');
    const large = await send({ title: 'Stort', words: 'å'.repeat(10_001) });
    expect([large.status, large.text]).toEqual([413, expect.stringContaining('ååå')]);
    const cpr = await send({ title: 'Nummer', words: 'Hej\n\n010190-1234' });
    expect([cpr.status, cpr.text]).toEqual([422, expect.stringContaining('Linje 3 ligner et CPR-nummer')]);
    expect((await send({ title: 'x'.repeat(120), words: 'å'.repeat(10_000) })).status).toBe(303);
  });

  test('is shown before it’s said, with whom it mentions, and nothing is kept', async () => {
    const form = { title: 'Prøve', words: '## Hej @Ana Østergård', action: 'preview' };
    const { status, text } = await bos.post(TALK, form);
    expect(status).toBe(200);
    expect(text).toMatch(
      /<p class="post-heading">Hej <a class="mention" href="\/people\/\d+">@Ana Østergård<\/a><\/p>/,
    );
    expect(text).toContain('## Hej @Ana Østergård</textarea>');
    expect((await stranger.get(TALK)).text).not.toContain('Prøve');
    expect((await bos.post(TALK, { ...form, words: '010190-1234' })).status).toBe(422);
  });

  test('of a stranger waits while they sign in, and is back in the form', async () => {
    const thread = await begin(anas, { title: 'Velkommen', words: 'Skriv her.' });
    for (const path of [TALK, `/en${TALK}/${thread}`]) {
      const client = wiki.client();
      const stopped = await client.post(path, { title: 'Min', words: 'Ventende ord.', action: 'save' });
      expect([stopped.status, stopped.headers.get('www-authenticate')]).toEqual([401, 'Session']);
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(stopped.text)![1]!;
      const carried = { next: field('next'), draft: field('draft') };
      const back = await client.post('/login', { email: bo.email, password: PASSWORD, ...carried });
      expect([back.status, back.location]).toEqual([303, path]);
      expect((await client.get(path)).text).toContain('Ventende ord.</textarea>');
    }
  });

  test('is said otherwise by its author alone, and every wording stays', async () => {
    const thread = await begin(anas, { title: 'Gammel titel', words: 'Gamle ord.' });
    const path = `${TALK}/${thread}/${thread}`;
    const form = { title: 'Ny titel', words: 'Nye ord.', action: 'save' };
    expect((await bos.get(`${path}/edit`)).status).toBe(403);
    expect((await bos.post(`${path}/edit`, form)).status).toBe(403);
    expect((await mos.post(`${path}/edit`, form)).status).toBe(403);
    expect((await anas.get(`${path}/edit`)).text).toContain('Gamle ord.</textarea>');
    const preview = await anas.post(`${path}/edit`, { ...form, action: 'preview' });
    expect([preview.status, preview.text]).toEqual([200, expect.stringContaining('<p>Nye ord.</p>')]);
    expect((await anas.post(`${path}/edit`, form)).location).toBe(`${TALK}/${thread}#post-${thread}`);
    // What is said already is no new wording.
    expect((await anas.post(`${path}/edit`, form)).status).toBe(303);
    const { text } = await stranger.get(`${TALK}/${thread}`);
    expect(text).toContain('Nye ord.');
    expect(text).not.toContain('Gamle ord.');
    expect(text).toContain('se tidligere ordlyd');
    const { text: all } = await stranger.get(`${path}/history`);
    expect(all.indexOf('Nye ord.')).toBeGreaterThan(0);
    expect(all.indexOf('Gamle ord.')).toBeGreaterThan(all.indexOf('Nye ord.'));
    expect(all.match(/Nye ord\./g)).toHaveLength(1);
    expect(all).toContain('Gammel titel');
    expect((await stranger.get(`${TALK}/${thread + 1}/${thread}/history`)).status).toBe(404);
    expect(await found()).toEqual([]);
  });

  test('is refused after sixty within an hour, and given back', async () => {
    now = '2026-12-02T10:00:00.000Z';
    const client = await wiki.joined({ ...ana, name: 'Ida Holm', email: 'ida@example.dk' });
    const thread = await begin(client, { title: 'Meget', words: 'Et.' });
    for (let count = 1; count < 60; count++)
      expect((await reply(client, thread, `${count}`)).status).toBe(303);
    const stopped = await reply(client, thread, 'Et for meget.');
    expect([stopped.status, stopped.text]).toEqual([
      429,
      expect.stringContaining('Et for meget.</textarea>'),
    ]);
    const renamed = { name: 'Ida Ny Holm', title: '', workplace: '' };
    expect((await client.post('/account', renamed)).status).toBe(303);
    expect((await reply(client, thread, 'Under et andet navn.')).status).toBe(429);
    now = '2026-12-02T11:00:01.000Z';
    expect((await reply(client, thread, 'En time efter.')).status).toBe(303);
  });
});

describe('a question', () => {
  test('is asked under a heading that invites to it, or that nothing is written under', async () => {
    const { text } = await stranger.get(`/wiki/${SLUG}`);
    const links = Array.from(
      text.matchAll(/href="[^"]*talk\?section=([^"#]+)#new"[^>]*>([^<]*)</g),
      ([, code, said]) => [decodeURIComponent(code!), said],
    );
    expect(links).toEqual([
      ['løsning-og-kerne', 'Spørg ind til »Løsning og kerne«'],
      ['betingelser', 'Spørg ind til betingelserne'],
      ['dokumentation', 'Spørg ind til dokumentationen'],
      ['erfaringer-og-fejl', 'Spørg ind til »Erfaringer og fejl«'],
      ['virkning', 'Spørg ind til virkningen'],
      ['proces', 'Spørg ind til processen'],
    ]);
    expect(text).toMatch(/<h2 id="virkning">.*<\/h2>\s*<p class="asking"/);
    expect((await stranger.get(`/en/wiki/${SLUG}`)).text).toContain('Ask about the effect');
  });

  test('stands open on the article, in the talk and in the list of the wiki, until it’s settled, and again once it’s reopened', async () => {
    const section = 'virkning';
    const shown = async () => ({
      article: /(\d+) åbent spørgsmål/.exec((await stranger.get(`/wiki/${SLUG}`)).text)?.[1],
      talk: (await stranger.get(`${TALK}?section=${section}`)).text.includes('Hvor meget færre?'),
      wiki: (await stranger.get('/questions?kind=case')).text.includes('Hvor meget færre?'),
      others: (await stranger.get('/questions?kind=method')).text.includes('Hvor meget færre?'),
    });
    const form = await bos.get(`${TALK}?section=${section}`);
    expect(form.text).toContain('<input type="hidden" name="section" value="virkning">');
    expect(form.text).toContain('Stil spørgsmålet');
    const thread = await begin(bos, { title: 'Hvor meget færre?', words: 'I tal?', section });
    const open = { article: '1', talk: true, wiki: true, others: false };
    expect(await shown()).toEqual(open);
    expect((await stranger.get(`${TALK}/${thread}`)).text).toContain(
      'Spørgsmål til »<span lang="da">Virkning</span>«',
    );
    const settle = `${TALK}/${thread}/settle`;
    expect((await anas.get(settle)).status).toBe(200);
    const note = { reason: 'Tallene står nu i artiklen.' };
    expect((await anas.post(settle, note)).location).toBe(`${TALK}/${thread}`);
    expect(await shown()).toEqual({ article: undefined, talk: false, wiki: false, others: false });
    const { text } = await stranger.get(`${TALK}?state=settled`);
    expect(text).toContain('»Tallene står nu i artiklen.«');
    expect((await anas.post(settle, note)).status).toBe(422);
    expect((await bos.post(`${TALK}/${thread}/reopen`, { reason: '' })).status).toBe(303);
    expect(await shown()).toEqual(open);
    expect((await bos.post(`${TALK}/${thread}/reopen`)).status).toBe(422);
    expect(await found()).toEqual([]);
  });

  test('about a section that the kind hasn’t is none', async () => {
    const answer = await bos.post(TALK, { title: 'Hvad?', words: 'Hvad?', section: 'findes-ikke' });
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('har ikke det afsnit')]);
  });

  test('isn’t asked of an old version, nor in English words', async () => {
    expect((await stranger.get(`/wiki/${SLUG}/history/1`)).text).not.toContain('class="asking"');
  });
});

describe('a moderator', () => {
  test('hides a post for a reason that all read, in every wording, and shows it again', async () => {
    const thread = await begin(anas, { title: 'Upassende titel', words: 'Upassende ord.' });
    const path = `${TALK}/${thread}/${thread}`;
    await anas.post(`${path}/edit`, { title: 'Upassende titel', words: 'Upassende ord igen.' });
    const ways = ['', '?state=settled'].map((query) => TALK + query);
    ways.push(
      `${TALK}/${thread}`,
      `${path}/history`,
      `${TALK}.json`,
      `${TALK}.atom`,
      '/log?act=post',
      '/log.atom',
    );
    ways.push('/questions', `/wiki/${SLUG}`, '/log?act=reword');
    const showing = async (client: Client) => {
      const shown: string[] = [];
      for (const way of ways) if ((await client.get(way)).text.includes('Upassende')) shown.push(way);
      return shown;
    };
    const told = [TALK, `${TALK}/${thread}`, `${path}/history`, `${TALK}.json`, `${TALK}.atom`];
    told.push('/log?act=post', '/log.atom', '/log?act=reword');
    expect(await showing(stranger)).toEqual(told);
    expect((await bos.post(`${path}/hide`, { reason: 'Nej' })).status).toBe(403);
    expect((await mos.post(`${path}/hide`, { reason: '' })).status).toBe(422);
    const reason = 'Taler ikke pænt.';
    expect((await mos.post(`${path}/hide`, { reason })).status).toBe(303);
    for (const client of [stranger, anas, bos]) expect(await showing(client)).toEqual([]);
    expect(await showing(mos)).toEqual(told);
    const { text } = await stranger.get(`${TALK}/${thread}`);
    expect(text).toContain('Begrundelse: Taler ikke pænt.');
    expect(text).toMatch(/Skjult .*Mo Lindholm/);
    expect((await anas.post(`${path}/edit`, { title: 'x', words: 'y' })).status).toBe(403);
    expect((await anas.get(`${path}/edit`)).status).toBe(403);
    expect((await mos.post(`${path}/hide`, { reason })).status).toBe(422);
    expect(await found()).toEqual([]);
    expect((await mos.post(`${path}/unhide`, { reason: 'Det var det alligevel.' })).status).toBe(303);
    expect(await showing(stranger)).toEqual(told);
    expect((await stranger.get('/log?act=hide-post')).text).toContain('Taler ikke pænt.');
    expect(await found()).toEqual([]);
  });
});

test('an article that is deleted takes no posts and shows none, but to moderators', async () => {
  await anas.post('/new', { ...story, title: 'Slettes', action: 'save' });
  const { location } = await bos.post('/wiki/slettes/talk', {
    ...{ title: 'Ord', words: 'Zebraen siger farvel.', section: 'virkning' },
  });
  expect((await stranger.get('/questions')).text).toContain('>Ord<');
  await mos.post('/wiki/slettes/delete', { reason: 'Dobbelt' });
  for (const path of ['/wiki/slettes/talk', location, '/wiki/slettes/talk.json', '/wiki/slettes/talk.atom']) {
    for (const client of [stranger, bos]) {
      const { status, text } = await client.get(path);
      expect([path, status, text.includes('Zebraen')]).toEqual([path, 410, false]);
    }
    expect((await mos.get(path)).text).toContain('Zebraen');
  }
  expect((await stranger.get('/questions')).text).not.toContain('>Ord<');
  for (const client of [bos, mos]) {
    expect((await client.post('/wiki/slettes/talk', { title: 'Mere', words: 'Mere.' })).status).toBe(410);
    expect((await client.post(location, { words: 'Mere.' })).status).toBe(410);
  }
});

describe('the files of a talk', () => {
  test('hold what its pages show', async () => {
    await anas.post('/new', { ...story, title: 'Filer', action: 'save' });
    const talk = '/wiki/filer/talk';
    const { location } = await anas.post(talk, {
      title: 'Et & to',
      words: 'Hej @Bo Åkjær.',
      section: 'proces',
    });
    const thread = Number(/\d+$/.exec(location)![0]);
    await bos.post(location, { words: 'Hej <du>.' });
    await bos.post(`${location}/settle`, { reason: 'Klart.' });
    const file = await stranger.get(`${talk}.json`);
    expect(file.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { posts, ...rest } = JSON.parse(file.text) as { posts: Record<string, unknown>[] };
    expect(rest).toEqual({ article: 'Filer', url: expect.stringMatching(/\/wiki\/filer$/) });
    const person = (await wiki.db.selectFrom('person').select('id').orderBy('id').execute())[1]!.id;
    expect(posts).toEqual([
      {
        ...{ id: thread, thread, title: 'Et & to', section: 'proces', words: `Hej @[${person}].` },
        url: expect.stringMatching(new RegExp(`/wiki/filer/talk/${thread}$`)),
        author: { id: expect.any(Number), name: ana.name, title: ana.title, workplace: ana.workplace },
        at: now,
        settled: { at: now, by: bo.name, note: 'Klart.' },
        mentions: [{ person, name: bo.name }],
      },
      expect.objectContaining({ thread, words: 'Hej <du>.', mentions: [] }),
    ]);
    const feed = await stranger.get(`/en${talk}.atom`);
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(feed.text.match(/<entry>/g)).toHaveLength(2);
    expect(feed.text).toContain('<title>Et &amp; to</title>');
    expect(feed.text).toContain('Hej &amp;lt;du&amp;gt;.');
    expect((await stranger.get(talk)).text).toContain(
      `rel="alternate" type="application/atom+xml" href="${talk}.atom"`,
    );
  });
});

describe('posts that are dear to show', () => {
  const table = `a|b\n-|-\n${'a|b\n'.repeat(4990)}`;
  const tables = (text: string) => text.match(/<table|&lt;table/g)?.length ?? 0;
  let thread = 0;

  beforeAll(async () => {
    now = '2026-12-03T10:00:00.000Z';
    await anas.post('/new', { ...story, title: 'Dyrt', action: 'save' });
    const begun = await bos.post('/wiki/dyrt/talk', { title: 'Tabeller', words: 'Se @Ana Østergård' });
    thread = Number(/\d+$/.exec(begun.location)![0]);
    for (let time = 0; time < 20; time++)
      await bos.post(`/wiki/dyrt/talk/${thread}`, { words: `${table}\n@Ana Østergård, nummer ${time}` });
    for (let time = 0; time < 20; time++)
      await bos.post('/wiki/dyrt/talk', { title: `Tråd ${time}`, words: table });
  });

  test('fill a page sooner, those without room as they were written; the next goes on behind them, and each is found on its own', async () => {
    const shown: number[] = [];
    let path = `/wiki/dyrt/talk/${thread}`;
    for (let pages = 0; path !== '' && pages < 30; pages++) {
      const { status, text } = await stranger.get(path);
      expect([path, status, tables(text) <= 2]).toEqual([path, 200, true]);
      expect(text.length).toBeLessThan(1_000_000);
      const here = [...text.matchAll(/id="post-(\d+)"/g)].map(([, id]) => Number(id));
      for (const id of here) {
        const { location } = await stranger.get(`/wiki/dyrt/talk/${id}`);
        expect(location).toBe(id === thread ? '' : `${path}#post-${id}`);
      }
      shown.push(...here);
      if (here.length > 1) expect(text).toContain('a|b\n\n@Ana Østergård, nummer');
      path = /button-next" href="([^"]*)"/.exec(text)?.[1] ?? '';
    }
    expect(shown).toHaveLength(21);
    expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
  });

  test('are fewer in the talk and in its feed, where the newest stand first', async () => {
    const { text } = await stranger.get('/wiki/dyrt/talk');
    expect(text).toContain('Tråd 19');
    expect(text).toContain('Tråd 18');
    expect(text).not.toContain('Tråd 17');
    const { text: feed } = await stranger.get('/wiki/dyrt/talk.atom');
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).toContain('<title>Tråd 19</title>');
    expect((await stranger.get(TALK)).text).not.toContain('post-plain');
  });

  test('fill a file sooner, and the next goes on behind them', async () => {
    const ids: number[] = [];
    let path = '/wiki/dyrt/talk.json';
    for (let files = 0; path !== ''; files++) {
      const { text } = await stranger.get(path);
      expect(text.length).toBeLessThan(500_000);
      const { posts, next } = JSON.parse(text) as { posts: { id: number }[]; next?: string };
      ids.push(...posts.map(({ id }) => id));
      path = next === undefined ? '' : next.replace(/^https?:\/\/[^/]+/, '');
      expect(files).toBeLessThan(9);
    }
    expect(ids).toHaveLength(41);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });
});

test('the log tells of posts by their threads, with a link, and not what they say', async () => {
  const thread = await begin(bos, { title: 'Girafs titel', words: 'Giraffens ord.' });
  for (const path of ['/log', '/log?act=post', '/log.atom?act=post']) {
    const { text } = await stranger.get(path);
    expect([path, text.includes(`${TALK}/${thread}`)]).toEqual([path, true]);
    expect([path, text.includes('Girafs titel'), text.includes('Giraffens')]).toEqual([path, true, false]);
  }
  const { text: bosPage } = await stranger.get('/people/2');
  expect(bosPage).toMatch(/href="\/log\?act=post&(?:amp;|#38;)?person=2"/);
  expect((await stranger.get('/log?act=settle')).text).toContain('Klart.');
  expect((await stranger.get('/log?act=settle')).text).not.toContain(`${TALK}/${thread}"`);
});

test('one’s own data hold one’s posts in every wording', async () => {
  const thread = await begin(bos, { title: 'Mine data', words: 'Mine første ord.' });
  await bos.post(`${TALK}/${thread}/${thread}/edit`, { title: 'Mine data', words: 'Mine andre ord.' });
  const { posts } = JSON.parse((await bos.get('/account/data.json')).text) as { posts: object[] };
  expect(posts.slice(-2)).toEqual([
    { article: SLUG, title: 'Mine data', words: 'Mine første ord.', at: now, thread },
    { article: SLUG, title: 'Mine data', words: 'Mine andre ord.', at: now, thread },
  ]);
  expect(JSON.stringify(posts)).not.toContain('Giraffen er en anden');
});
