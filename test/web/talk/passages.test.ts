/** Threads about passages over HTTP: how one begins, its sign in the article, where it follows its words, and what is said when they are gone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
let [anas, bos, mos, stranger] = [] as unknown as [Client, Client, Client, Client];
const SLUG = 'faste-teams';
const TALK = `/wiki/${SLUG}/talk`;
const FIRST = 'Der var for mange forskellige ansigter i hver uge.';
const SECOND = 'Borgerne talte **højst** tre hjælpere om ugen bagefter.';
const bodyOf = (...paragraphs: string[]) => `## Udfordring\n\n${paragraphs.join('\n\n')}`;

const signedIn = async (email: string): Promise<Client> => {
  const client = wiki.client();
  await client.post('/login', { email, password: PASSWORD, next: '/' });
  return client;
};

beforeAll(async () => {
  wiki = await serveWiki();
  await join(wiki.db, ana);
  await join(wiki.db, bo);
  await join(wiki.db, mo, 'moderator');
  [anas, bos, mos] = [await signedIn(ana.email), await signedIn(bo.email), await signedIn(mo.email)];
  stranger = wiki.client();
  const story = {
    kind: 'case',
    title: 'Faste teams',
    lead: 'Små faste teams.',
    'facts[workplaces]': 'Nordby',
  };
  const form = { ...story, body: bodyOf(FIRST, SECOND), action: 'save' };
  expect((await anas.post('/new', form)).status).toBe(303);
});
afterAll(() => wiki.close());

async function begin(client: Client, form: Record<string, string>): Promise<number> {
  const { status, location, text } = await client.post(TALK, { action: 'save', ...form });
  expect([status, text]).toEqual([303, expect.not.stringContaining('alert-error')]);
  return Number(/\/talk\/(\d+)$/.exec(location)![1]);
}
const edit = async (client: Client, body: string) => {
  const { status } = await client.post(`/wiki/${SLUG}/edit`, { body, action: 'save' });
  expect(status).toBe(303);
};
const articleText = async (client = stranger) => (await client.get(`/wiki/${SLUG}`)).text;
const found = async () => (await verify(wiki.db, () => undefined)).findings;

describe('a thread about a passage', () => {
  let thread = 0;

  test('quotes what the version says, in whatever signs it was typed', async () => {
    expect(await articleText()).not.toContain('thread-sign');
    const form = { title: 'Hvor ved vi det fra?', words: 'Er det målt?', number: '1' };
    thread = await begin(bos, { ...form, passage: 'borgerne talte højst tre  hjælpere' });
    const { text } = await stranger.get(`${TALK}/${thread}`);
    expect(text).toContain(
      '<blockquote class="thread-passage" lang="da"><p>Borgerne talte højst tre hjælpere</p>',
    );
    expect(text).toContain(`href="/wiki/${SLUG}#_thread-${thread}">Se stedet i artiklen</a>`);
    expect(text).toContain(`href="/wiki/${SLUG}/history/1">Som det stod i version 1</a>`);
    expect((await stranger.get(`/en${TALK}/${thread}`)).text).toContain('See the passage in the article');
  });

  test('is marked in the article, and signed once', async () => {
    const text = await articleText();
    expect(text).toContain(
      '<p><span class="talked-of">Borgerne talte <strong>højst</strong> tre hjælpere</span>' +
        `<a class="thread-sign" id="_thread-${thread}" lang="da" href="${TALK}/${thread}" aria-label="Tråd om dette sted: Hvor ved vi det fra?"`,
    );
    expect(text.match(/class="thread-sign"/g)).toHaveLength(1);
  });

  test('is quoted in the files of the talk', async () => {
    const { posts } = JSON.parse((await stranger.get(`${TALK}.json`)).text) as { posts: object[] };
    const passage = { version: 1, quote: 'Borgerne talte højst tre hjælpere', standing: true };
    expect(posts).toEqual([expect.objectContaining({ passage })]);
    expect((await stranger.get(`${TALK}.atom`)).text).toContain(
      '&lt;p&gt;Borgerne talte højst tre hjælpere&lt;/p&gt;',
    );
  });

  test('follows its words to another place, and through words put within them', async () => {
    await edit(anas, bodyOf('Helt ny indledning.', SECOND.replace('tre', 'kun tre'), FIRST));
    const text = await articleText();
    expect(text).toContain('<span class="talked-of">Borgerne talte <strong>højst</strong></span> kun');
    expect(text).toContain('kun <span class="talked-of">tre hjælpere</span><a class="thread-sign"');
  });

  test('says that its words are gone, and leads to where they stood; they come back with their credit', async () => {
    await edit(mos, bodyOf(FIRST));
    expect(await articleText()).not.toContain('talked-of');
    const { text } = await stranger.get(`${TALK}/${thread}`);
    expect(text).toContain('Stedet er ikke længere i artiklen.');
    expect(text).toContain(`href="/wiki/${SLUG}/history/1"`);
    await mos.post(`/wiki/${SLUG}/restore`, { number: '1', summary: 'Skal med.' });
    expect(await articleText()).toContain('<span class="talked-of">Borgerne talte');
    await rebuild(wiki.db);
    expect(await articleText()).toContain('<span class="talked-of">Borgerne talte');
    expect(await found()).toEqual([]);
  });

  test('marks nobody else’s words that say the same', async () => {
    await edit(anas, bodyOf(FIRST));
    await edit(bos, bodyOf(FIRST, 'I et andet projekt hørte vi, at borgerne talte meget.'));
    expect(await articleText()).not.toContain('talked-of');
    await mos.post(`/wiki/${SLUG}/restore`, { number: '1', summary: 'Skal med.' });
  });

  test('has no sign once it’s settled, and its quote stays', async () => {
    await bos.post(`${TALK}/${thread}/settle`, { reason: '' });
    expect(await articleText()).not.toContain('talked-of');
    expect((await stranger.get(`${TALK}/${thread}`)).text).toContain(
      '<p>Borgerne talte højst tre hjælpere</p>',
    );
    await bos.post(`${TALK}/${thread}/reopen`, { reason: '' });
    expect(await articleText()).toContain('talked-of');
  });

  test('leaves neither mark nor quote once it’s hidden', async () => {
    await mos.post(`${TALK}/${thread}/${thread}/hide`, { reason: 'Grimt.' });
    expect(await articleText()).not.toContain('talked-of');
    const { text } = await stranger.get(`${TALK}/${thread}`);
    expect(text).toContain('Skjult');
    expect(text).not.toContain('Borgerne talte højst');
    expect((await mos.get(`${TALK}/${thread}`)).text).toContain('Borgerne talte højst');
    await mos.post(`${TALK}/${thread}/${thread}/unhide`, { reason: 'Pænt.' });
  });

  test('leaves no quote once its version is hidden', async () => {
    await mos.post(`/wiki/${SLUG}/history/1/hide`, { text: '1', reason: 'Nævner en borger.' });
    const { text } = await stranger.get(`${TALK}/${thread}`);
    expect(text).toContain('Stedet kan ikke vises, for teksten i version 1 er skjult eller slettet.');
    expect(text).not.toContain('Borgerne talte højst');
    for (const file of ['.json', '.atom']) {
      const { status, text: told } = await stranger.get(`${TALK}${file}`);
      expect([status, told]).toEqual([200, expect.not.stringContaining('Borgerne talte højst')]);
    }
  });
});

describe('what isn’t there', () => {
  test('is told at the field, with what was typed', async () => {
    const form = { title: 'T', words: 'O', passage: 'Det har aldrig <b>stået</b> her', action: 'save' };
    const { status, text } = await bos.post(TALK, form);
    expect(status).toBe(422);
    expect(text).toContain('Ordene står ikke sådan i version');
    expect(text).toContain('Det har aldrig &lt;b&gt;stået&lt;/b&gt; her');
    const long = await bos.post(TALK, { ...form, passage: 'ord '.repeat(300) });
    expect([long.status, long.text]).toEqual([422, expect.stringContaining('Der er plads til 1000.')]);
  });

  test('an address fills in the passage, and an old version’s number goes along', async () => {
    const { text } = await stranger.get(
      `${TALK}?passage=${encodeURIComponent('højst "tre"')}&number=2&behind=talte`,
    );
    expect(text).toContain('>\nhøjst &#34;tre&#34;</textarea>');
    expect(text).toContain('Skriv om et sted i artiklen</h2>');
    expect(text).toContain('<input type="hidden" name="number" value="2">');
    expect(text).toContain('<input type="hidden" name="before" value="talte">');
  });
});
