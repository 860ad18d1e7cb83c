/** What saving would change, shown beside the form before it's saved. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serveWiki, type Answer, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { ana, bo } from '../../support/people.ts';

const PATH = '/wiki/ring-f%C3%B8rst/edit';
const BODY = 'Ring til borgeren.\n\nGå så derhen.\n\nSpørg, hvad der er vigtigst.';

let wiki: ServedWiki;
let [anas, bos] = [] as unknown as [Client, Client];
beforeAll(async () => {
  wiki = await serveWiki();
  [anas, bos] = [await wiki.joined(ana), await wiki.joined(bo)];
  const method = { kind: 'method', title: 'Ring først', lead: 'Et opkald sparer en tur.', body: BODY };
  expect((await anas.post('/new', { ...method, action: 'save' })).status).toBe(303);
});
afterAll(() => wiki.close());

const changes = (form: Form, { client = anas, lang = '' } = {}) =>
  client.post(lang + PATH, { base: '1', ...form, action: 'changes' });
/** The words that a page shows as taken out and put in, in order. */
const told = ({ text }: Answer) =>
  [...text.matchAll(/<(del|ins)>.*?<\/span>(.*?)<\/\1>/g)].map(([, tag, words]) => `${tag} ${words}`);
const typed = ({ text }: Answer) => /name="body"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(text)![1]!;
const revisions = async () => (await wiki.db.selectFrom('revision').select('number').execute()).length;

test('shows the changes by the word, keeps what was typed, and saves nothing', async () => {
  const before = await revisions();
  const body = BODY.replace('Ring', 'Skriv').replace('\n\nGå så derhen.', '');
  const page = await changes({ lead: 'Et opkald sparer en hel tur.', body });
  expect(page.status).toBe(200);
  expect(page.text).toContain('aria-label="Dine ændringer"');
  expect(page.text).toContain('Intet er gemt endnu.');
  expect(told(page)).toEqual(['ins hel ', 'del Ring', 'ins Skriv', 'del Gå så derhen.']);
  expect(typed(page)).toBe(body);
  expect(page.text).toContain('data-warn-unsaved="changed"');
  expect(await revisions()).toBe(before);
});

test('says so when nothing is changed, in the language of the page', async () => {
  const page = await changes({ body: BODY });
  expect(page.text).toContain('Der er ikke noget nyt at gemme.');
  expect(page.text).not.toContain('class="diff ');
  expect((await changes({ body: BODY }, { lang: '/en' })).text).toContain('There is nothing new to save.');
});

test('tells what there is to say of the text, as a preview does', async () => {
  const page = await changes({ body: `${BODY}\n\n[^1]: En note, som intet henviser til.` });
  expect(page.text).toContain('Tjek dette, før du gemmer');
  expect(page.text).toContain('Noten [^1] vises ikke');
});

test('shows of a new article nothing, since nothing stands', async () => {
  expect((await anas.get('/new?kind=method')).text).not.toContain('value="changes"');
  expect((await anas.get(PATH)).text).toContain('value="changes"');
});

test('merges with what others have saved meanwhile, or shows the conflict', async () => {
  const body = BODY.replace('vigtigst', 'allervigtigst');
  expect((await bos.post(PATH, { base: '1', body, action: 'save' })).status).toBe(303);
  const page = await changes({ body: BODY.replace('Ring', 'Skriv') });
  expect(told(page)).toEqual(['del Ring', 'ins Skriv']);
  expect(typed(page)).not.toContain('allervigtigst');
  const before = await revisions();
  const clash = await changes({ body: BODY.replace('vigtigst', 'vigtigst for dem') });
  expect([clash.status, clash.text]).toEqual([409, expect.stringContaining('allervigtigst')]);
  expect(await revisions()).toBe(before);
});

test('is nobody’s who isn’t signed in', async () => {
  const answer = await changes({ body: 'Andet.' }, { client: wiki.client() });
  expect([answer.status, answer.text]).toEqual([401, expect.not.stringContaining('<ins>')]);
});
