/** Forms that are sent again: by a double click, from a page gone back to, or since no answer came. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { takenNow } from '../../../server/web/frame/submissions.ts';
import { serveWiki, type Answer, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { ana, bo } from '../../support/people.ts';

let wiki: ServedWiki;
let [anas, bos] = [] as unknown as [Client, Client];
beforeAll(async () => {
  wiki = await serveWiki();
  [anas, bos] = [await wiki.joined(ana), await wiki.joined(bo)];
});
afterAll(() => wiki.close());

/** The keys of the forms on a page, in order. */
const keysOn = ({ text }: Answer) =>
  [...text.matchAll(/<input type="hidden" name="once" value="([^"]+)">/g)].map(([, key]) => key!);
const formAt = async (client: Client, path: string) => keysOn(await client.get(path))[0]!;
const newForm = () => formAt(anas, '/new?kind=method');
const article = (title: string, more: Form = {}): Form => ({
  ...{ kind: 'method', title, lead: 'Om noget.', body: 'En.\n\nTo.', action: 'save' },
  ...more,
});
const count = async (table: 'revision' | 'post' | 'article') =>
  (await wiki.db.selectFrom(table).selectAll().execute()).length;
const told = ({ text }: Answer) => /class="alert [^>]*>[\s\S]*?<\/div>/.exec(text)?.[0] ?? '';
/** Another tab of the same browser, whose session is read anew. */
const tab = (client: Client): Client => {
  const other = wiki.client();
  for (const [name, value] of client.cookies) other.cookies.set(name, value);
  return other;
};

test('every form has a key of its own, and a page for strangers has none', async () => {
  const keys = [await newForm(), await newForm()];
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).toMatch(/^[\w-]{16}$/);
  expect((await anas.post('/new', article('Med nøgle'))).status).toBe(303);
  const report = '/wiki/med-n%C3%B8gle/report';
  expect(keysOn(await anas.get(report))).toHaveLength(1);
  expect(keysOn(await wiki.client().get(report))).toEqual([]);
});

test('a double click makes one article, and is told so as by one', async () => {
  const once = await newForm();
  const before = await count('article');
  const clicks = [tab(anas), tab(anas), tab(anas)];
  const answers = await Promise.all(
    clicks.map((client) => client.post('/new', article('Dobbelt', { once }))),
  );
  expect(answers.map(({ status, location }) => [status, location])).toEqual(
    clicks.map(() => [303, '/wiki/dobbelt']),
  );
  expect(await count('article')).toBe(before + 1);
  expect(told(await anas.get('/wiki/dobbelt'))).toContain('alert-success');
});

test('a form of a new article that is sent again much later leads to what it made', async () => {
  const once = await newForm();
  expect((await anas.post('/new', article('Senere', { once }))).location).toBe('/wiki/senere');
  await anas.get('/wiki/senere');
  forgetWhatIsUnderWay();
  const revisions = await count('revision');
  const again = await anas.post('/new', article('Senere', { once }));
  expect([again.status, again.location]).toEqual([303, '/wiki/senere']);
  expect(told(await anas.get('/wiki/senere'))).toContain('alert-success');
  expect(await count('revision')).toBe(revisions);
});

test('whoever goes back to the form of a new article writes on in what it made, whatever others wrote', async () => {
  const once = await newForm();
  await anas.post('/new', article('Videre', { once }));
  const others = { base: '1', body: 'En.\n\nTo og en halv.', action: 'save' };
  expect((await bos.post('/wiki/videre/edit', others)).status).toBe(303);
  const more = article('Videre endnu', { once, body: 'Nul.\n\nEn.\n\nTo.' });
  const preview = await anas.post('/new', { ...more, action: 'preview' });
  expect(preview.text).toContain('action="/wiki/videre/edit?from=1"');
  const saved = await anas.post('/new', more);
  expect([saved.status, saved.location]).toEqual([303, '/wiki/videre-endnu']);
  const { text } = await anas.get('/wiki/videre-endnu/source');
  expect(text).toContain('Nul.\n\nEn.\n\nTo og en halv.');
});

test('what kept a form from being taken may be set right on it', async () => {
  const once = await newForm();
  expect((await anas.post('/new', article('', { once }))).status).toBe(422);
  expect((await anas.post('/new', article('', { once }))).status).toBe(422);
  expect((await anas.post('/new', article('Rettet', { once, action: 'preview' }))).status).toBe(200);
  expect((await anas.post('/new', article('Rettet', { once }))).location).toBe('/wiki/rettet');
});

test('the key of a form is its author’s alone', async () => {
  const once = await newForm();
  expect((await anas.post('/new', article('Anas egen', { once }))).status).toBe(303);
  const bosTry = await bos.post('/new', article('Anas egen', { once }));
  expect([bosTry.status, bosTry.text]).toEqual([422, expect.stringContaining('anas-egen')]);
  expect((await bos.post('/new', article('Bos egen', { once }))).location).toBe('/wiki/bos-egen');
  expect((await wiki.client().post('/new', article('Ingens', { once }))).status).toBe(401);
});

test('a form under a key that was never given out is taken as any other', async () => {
  for (const once of ['x'.repeat(5000), ['a', 'b'], '__proto__']) {
    const title = `Nøgle ${String(once).length}`;
    expect((await anas.post('/new', article(title, { once }))).status).toBe(303);
  }
});

test('words are said once, however often they are sent, until somebody else has spoken', async () => {
  await anas.post('/new', article('Omtalt'));
  const talk = '/wiki/omtalt/talk';
  const thread = { title: 'Hvorfor?', words: 'Ja, hvorfor?', action: 'save' };
  const [first, second] = await Promise.all([tab(anas).post(talk, thread), tab(anas).post(talk, thread)]);
  expect(first.location).toMatch(/^\/wiki\/omtalt\/talk\/\d+$/);
  expect(second.location).toBe(first.location);
  expect((await anas.post(talk, { ...thread, words: 'Hvorfor dog?' })).location).not.toBe(first.location);
  const reply = { words: 'Derfor.', action: 'save' };
  const [third, fourth] = [await anas.post(first.location, reply), await anas.post(first.location, reply)];
  expect(fourth.location).toBe(third.location);
  expect(await count('post')).toBe(3);
  expect((await bos.post(first.location, reply)).location).not.toBe(third.location);
  expect((await anas.post(first.location, reply)).location).not.toBe(third.location);
  expect(await count('post')).toBe(5);
});

test('a double click changes once; a change that is sent again a while later is looked at anew', async () => {
  await anas.post('/new', article('Frem og tilbage'));
  const path = '/wiki/frem-og-tilbage/edit';
  const change = { once: await formAt(anas, path), base: '1', body: 'Et nyt.', action: 'save' };
  const revisions = await count('revision');
  const clicks = await Promise.all([tab(anas).post(path, change), tab(anas).post(path, change)]);
  expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
  expect(await count('revision')).toBe(revisions + 1);
  expect(told(await anas.get('/wiki/frem-og-tilbage'))).toContain('alert-success');
  const back = { base: '2', body: 'En.\n\nTo.', action: 'save' };
  expect((await bos.post(path, back)).status).toBe(303);
  forgetWhatIsUnderWay();
  expect((await anas.post(path, change)).status).toBe(303);
  expect(told(await anas.get('/wiki/frem-og-tilbage'))).toContain('Der er ikke noget nyt at gemme.');
  expect(await count('revision')).toBe(revisions + 2);
});

/** As after a while, or in another process. */
function forgetWhatIsUnderWay(): void {
  takenNow(wiki.db).clear();
}
