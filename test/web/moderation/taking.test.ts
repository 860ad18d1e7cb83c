/** The forms by which moderators take something from view, and administrators take it away for good, two by two. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

const aase = { ...mo, name: 'Åse Ørsted', email: 'aase@example.dk' };
const per = { ...mo, name: 'Per Juhl', email: 'per@example.dk' };
const storm = { kind: 'method', title: 'Idéstorm', lead: 'Mange idéer.', body: 'Sæt jer.', action: 'save' };
const HOME = `/wiki/${encodeURIComponent('idéstorm')}`;
const reason = 'Det er ikke sandt.';

let wiki: ServedWiki;
let [anas, mos, aases, pers]: Client[] = [];
const stranger = () => wiki.client();

beforeEach(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  await anas.post('/new', storm);
  const bos = await wiki.joined(bo);
  await bos.post(`${HOME}/edit`, { ...storm, base: '1', body: 'Giv alle en okapi.', summary: 'En okapi' });
  await anas.post(`${HOME}/restore`, { number: '1', base: '2', summary: 'Tilbage' });
  // One by one: a test knows them by their numbers.
  mos = await signedIn(mo, 'moderator');
  aases = await signedIn(aase, 'administrator');
  pers = await signedIn(per, 'administrator');
});
afterEach(() => wiki.close());

async function signedIn(someone: typeof mo, role: 'moderator' | 'administrator'): Promise<Client> {
  await join(wiki.db, someone, role);
  const browser = wiki.client();
  await browser.post('/login', { email: someone.email, password: PASSWORD, next: '/' });
  return browser;
}

const verified = async () => (await verify(wiki.db, () => undefined, { attribution: true })).findings;

describe('an article', () => {
  test('is deleted by a moderator with a reason; its address says who, when and why, and a moderator brings it back', async () => {
    const kept = (await stranger().get(HOME)).text;
    expect(kept).toContain('Sæt jer.');
    expect((await mos!.get(`${HOME}/history`)).text).toContain(`href="${HOME}/delete"`);
    expect((await anas!.get(`${HOME}/history`)).text).not.toContain(`href="${HOME}/delete"`);
    const empty = await mos!.post(`${HOME}/delete`, { reason: '' });
    expect([empty.status, empty.text.includes('Skriv, hvorfor du gør det.')]).toEqual([422, true]);
    const done = await mos!.post(`${HOME}/delete`, { reason });
    expect([done.status, done.location]).toEqual([303, '/wiki/idéstorm']);

    const gone = await stranger().get(HOME);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('Artiklen er slettet');
    expect(gone.text).toContain('Mo Lindholm');
    expect(gone.text).toContain(`Begrundelse: ${reason}`);
    expect(gone.text).not.toContain('/undelete');
    expect((await stranger().get(`/en${HOME}`)).text).toContain('The article is deleted');
    const seen = await mos!.get(HOME);
    expect([seen.status, seen.text.includes(`${HOME}/undelete`)]).toEqual([410, true]);
    expect((await mos!.get(`${HOME}/history/1`)).text).toContain('Sæt jer.');
    expect((await mos!.get(`${HOME}/history`)).text).toContain('kun moderatorer kan se den');
    expect((await mos!.get(`${HOME}/edit`)).status).toBe(410);
    expect((await stranger().get('/log')).text).toContain('slettede en artikel');

    expect((await mos!.post(`${HOME}/undelete`, { reason: 'Den er god nok.' })).status).toBe(303);
    expect((await stranger().get(HOME)).text).toContain('Sæt jer.');
    expect(await verified()).toEqual([]);
  });

  test('that is deleted, or isn’t, is not deleted, or brought back, again', async () => {
    const early = await mos!.post(`${HOME}/undelete`, { reason });
    expect([early.status, early.text.includes('Artiklen er ikke slettet.')]).toEqual([422, true]);
    await mos!.post(`${HOME}/delete`, { reason });
    const again = await mos!.post(`${HOME}/delete`, { reason });
    expect([again.status, again.text.includes('Artiklen er slettet')]).toEqual([410, true]);
    expect(again.text).toContain(`Begrundelse: ${reason}`);
  });

  test('that is deleted keeps its title from others, and says so', async () => {
    await mos!.post(`${HOME}/delete`, { reason });
    const taken = await anas!.post('/new', storm);
    expect([taken.status, taken.text.includes('En artikel med den titel er slettet.')]).toEqual([422, true]);
  });
});

describe('a version', () => {
  const hide = (form: Record<string, string>) => mos!.post(`${HOME}/history/2/hide`, { reason, ...form });

  test('has its text and summary hidden, with tombstones in their places, and shown again', async () => {
    expect((await stranger().get(`${HOME}/history`)).text).toContain('En okapi');
    expect((await hide({ text: '1', summary: '1' })).status).toBe(303);
    const history = (await stranger().get(`${HOME}/history`)).text;
    expect(history).not.toContain('En okapi');
    expect(history).toContain('Tekst og redigeringsbeskrivelse er skjult');
    expect(history).toContain(`Begrundelse: ${reason}`);
    for (const path of [
      '/history/2',
      '/diff/1/2',
      '/source?number=2',
      '/cite?number=2',
      '/attribution?number=2',
    ]) {
      const { status, text } = await stranger().get(HOME + path);
      expect([path, status, text.includes('Teksten er skjult')]).toEqual([path, 410, true]);
      expect(text).toContain('Mo Lindholm');
    }
    const refused = await anas!.post(`${HOME}/restore`, { number: '2', base: '3', summary: 'Den var god' });
    expect([refused.status, refused.text.includes('kun ses og gendannes af moderatorer')]).toEqual([
      410,
      true,
    ]);
    expect((await mos!.get(`${HOME}/history/2`)).text).toContain('Teksten i version 2 er skjult');
    expect((await stranger().get('/log')).text).toContain(
      'skjulte teksten og redigeringsbeskrivelsen i version 2',
    );

    const form = (await mos!.get(`${HOME}/history/2/hide`)).text;
    expect(form.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2);
    expect((await hide({})).status).toBe(303);
    expect((await stranger().get(`${HOME}/history`)).text).toContain('En okapi');
    expect((await stranger().get(`${HOME}/history/2`)).text).toContain('Giv alle en okapi.');
    expect(await verified()).toEqual([]);
  });

  test('is told what is wrong: nothing chosen, no reason, and what readers see now', async () => {
    const nothing = await hide({});
    expect([nothing.status, nothing.text.includes('Intet er ændret.')]).toEqual([422, true]);
    const why = await hide({ text: '1', reason: '' });
    expect([why.status, /name="text"[^>]* checked/.test(why.text)]).toEqual([422, true]);
    const current = await mos!.post(`${HOME}/history/3/hide`, { text: '1', reason });
    expect([current.status, current.text.includes('Det er den nuværende version')]).toEqual([422, true]);
    expect((await mos!.get(`${HOME}/history/9/hide`)).status).toBe(404);
    const history = (await mos!.get(`${HOME}/history`)).text;
    expect(
      [3, 2].map((number) => new RegExp(`/history/${number}/hide">([^<]*)<`).exec(history)?.[1]),
    ).toEqual(['skjul beskrivelsen', 'skjul']);
  });
});

describe('an erasure', () => {
  const ask = (browser: Client, form: Record<string, string> = {}) =>
    browser.post(`${HOME}/history/2/erase`, { what: 'content', reason: 'Nævner en borger.', ...form });

  test('is asked for by one administrator and made by another; the log names both', async () => {
    expect((await ask(aases!, { reason: '' })).status).toBe(422);
    const history = (await aases!.get(`${HOME}/history`)).text;
    expect(
      [3, 2].map((number) => new RegExp(`/history/${number}/erase">([^<]*)<`).exec(history)?.[1]),
    ).toEqual(['slet beskrivelsen for altid', 'slet for altid']);
    const offered = async (number: number) =>
      [
        ...(await aases!.get(`${HOME}/history/${number}/erase`)).text.matchAll(
          /name="what" value="(\w+)"( checked)?/g,
        ),
      ].map(([, what, checked]) => [what, checked === ' checked']);
    expect(await offered(3)).toEqual([['summary', true]]);
    expect(await offered(2)).toEqual([
      ['content', true],
      ['summary', false],
    ]);
    const asked = await ask(aases!);
    expect([asked.status, asked.location]).toEqual([303, '/erasures']);
    expect((await stranger().get(`${HOME}/history/2`)).status).toBe(410);
    const hidden = (await stranger().get('/log')).text;
    expect(hidden).toContain('skjulte teksten i version 2');
    expect(hidden).not.toContain('Nævner en borger.');
    const mine = (await aases!.get('/erasures')).text;
    expect([mine.includes('/erasures/1/withdraw'), mine.includes('/erasures/1/confirm')]).toEqual([
      true,
      false,
    ]);
    const own = await aases!.post('/erasures/1/confirm');
    expect([own.status, own.text.includes('Det kræver to')]).toEqual([403, true]);

    const theirs = (await pers!.get('/erasures')).text;
    expect(theirs).toContain('Nævner en borger.');
    expect(theirs).toContain('Åse Ørsted');
    expect(theirs).toContain('<span>Sletninger (1)</span>');
    expect(mine).toContain('<span>Sletninger</span>');
    expect(theirs).not.toContain('action="/erasures/1/confirm"');
    const sure = (await pers!.get('/erasures/1/confirm')).text;
    expect(sure).toContain('Skal det slettes for altid?');
    expect(sure).toContain('action="/erasures/1/confirm"');
    expect((await aases!.get('/erasures/1/confirm')).status).toBe(403);
    expect((await pers!.get('/erasures/9/confirm')).status).toBe(404);
    expect((await pers!.post('/erasures/1/confirm')).status).toBe(303);
    const log = (await stranger().get('/log')).text;
    expect(log).toMatch(/Per Juhl[\s\S]*slettede teksten i version 2[\s\S]*Anmodet af[\s\S]*Åse Ørsted/);
    expect(log).toContain('Nævner en borger.');
    expect((await mos!.get(`${HOME}/history/2`)).text).toContain('slettet efter loven');
    expect((await pers!.post('/erasures/1/confirm')).status).toBe(404);
    expect(await verified()).toEqual([]);
    // What is gone is told as that, and offers nothing that could bring it back.
    for (const browser of [stranger(), mos!, aases!]) {
      const { text } = await browser.get(`${HOME}/history`);
      expect(text).toContain('Teksten er slettet efter loven');
      expect(text).not.toContain('Teksten er skjult');
      expect(text).not.toMatch(/(?:undo|restore)\?number=2"/);
    }
    const tools = (await aases!.get(`${HOME}/history`)).text;
    expect(/\/history\/2\/hide">([^<]*)</.exec(tools)?.[1]).toBe('skjul beskrivelsen');
    const form = (await mos!.get(`${HOME}/history/2/hide`)).text;
    expect([form.includes('name="text"'), form.includes('name="summary"')]).toEqual([false, true]);
    expect((await mos!.post(`${HOME}/history/2/hide`, { reason: 'Vis igen' })).status).toBe(422);
    const summary = await mos!.post(`${HOME}/history/2/hide`, { summary: '1', reason: 'Også den' });
    expect(summary.status).toBe(303);
    await mos!.post(`${HOME}/history/2/hide`, { reason: 'Dog ikke' });
    const after = (await stranger().get(`${HOME}/history`)).text;
    expect([after.includes('slettet efter loven'), after.includes('En okapi')]).toEqual([true, true]);
    expect(await verified()).toEqual([]);
  });

  test('is withdrawn by who asked, or refused by another, and the text is shown again', async () => {
    await ask(aases!);
    expect((await pers!.post('/erasures/1/withdraw')).status).toBe(403);
    expect((await aases!.post('/erasures/1/refuse')).status).toBe(403);
    expect((await pers!.post('/erasures/1/refuse')).status).toBe(303);
    expect((await stranger().get(`${HOME}/history/2`)).text).toContain('Giv alle en okapi.');
    await ask(aases!, { what: 'summary' });
    const { text } = await aases!.get('/erasures');
    const [path] = /\/erasures\/\d+\/withdraw/.exec(text)!;
    expect((await aases!.post(path)).status).toBe(303);
    expect((await stranger().get(`${HOME}/history`)).text).toContain('En okapi');
  });

  test('says what to do where there is one administrator alone', async () => {
    expect((await aases!.get('/erasures')).text).not.toContain('Udnævn en til');
    await wiki.db.updateTable('person').set({ role: 'moderator' }).where('id', '=', 5).execute();
    expect((await aases!.get('/erasures')).text).toContain('Udnævn en til');
    expect((await aases!.get(`${HOME}/history/2/erase`)).text).toContain('Udnævn en til');
  });

  test('of a name leaves the contributor’s number everywhere, and a place on the public list', async () => {
    expect((await aases!.get('/people/2')).text).toContain('/people/2/erase');
    expect((await mos!.get('/people/2')).text).not.toContain('/people/2/erase');
    await aases!.post('/people/2/erase', { what: 'names', reason: 'Skriftlig anmodning' });
    expect((await stranger().get('/people/2')).text).toContain(bo.name);
    await pers!.post('/erasures/1/confirm');
    const tombstone = 'Bidragyder nr. 2, navn fjernet efter anmodning';
    for (const path of ['/people/2', '/people', `${HOME}/history`, '/changes', `${HOME}/cite?number=2`]) {
      const { text } = await stranger().get(path);
      expect([path, text.includes(tombstone), text.includes(bo.name)]).toEqual([path, true, false]);
    }
    const english = (await stranger().get('/en/people/2')).text;
    expect(english).toContain('Contributor no. 2, name removed on request');
    expect((await stranger().get('/removals')).text).toContain(tombstone);
    const file = await stranger().get('/removals.json');
    const { digest } = await wiki.db
      .selectFrom('byline')
      .select('digest')
      .where('person_id', '=', 2)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(file.text)).toEqual({
      about: 'http://localhost:0/removals',
      next: null,
      removals: [{ contributor: 2, at: expect.any(String), byline: digest.toString('hex'), revisions: 1 }],
    });
    expect((await stranger().post('/login', { email: bo.email, password: PASSWORD, next: '/' })).status).toBe(
      422,
    );
    expect(await verified()).toEqual([]);
  });
});

describe('what stands elsewhere', () => {
  const LINE = 'Giv hver deltager en seddel og en blyant, før I går i gang med øvelsen.';
  const other = { ...storm, title: 'Seddelrunde', body: LINE, summary: 'Med okapisedler' };
  const page = async (browser: Client, file = '') => (await browser.get(`${HOME}/attribution${file}`)).text;
  beforeEach(async () => {
    await anas!.post('/new', other);
    await anas!.post(`${HOME}/edit`, { ...storm, base: '3', body: `Sæt jer.\n\n${LINE}`, summary: '' });
  });

  test('of an article that is deleted is still credited, and nobody is told what that was called', async () => {
    const before = await page(stranger());
    expect([before.includes('Seddelrunde'), before.includes('Med okapisedler')]).toEqual([true, true]);
    expect(await page(stranger(), '.json')).toContain('"article":"seddelrunde"');
    await mos!.post('/wiki/seddelrunde/delete', { reason });
    const after = await page(stranger());
    expect(after).toContain('en slettet artikel');
    expect(after).not.toMatch(/seddelrunde|okapisedler/i);
    expect(await page(stranger(), '.json')).toContain('"article":null');
    expect(await page(mos!)).toContain('Seddelrunde');
    expect(await page(anas!)).not.toMatch(/seddelrunde|okapisedler/i);
  });

  test('of a version whose summary is hidden is still credited, without the summary', async () => {
    const bare = { ...storm, title: 'Blyant', body: 'Spids blyanten godt, inden I begynder at skrive.' };
    await anas!.post('/new', { ...bare, summary: 'Om blyanten' });
    await anas!.post('/wiki/blyant/edit', { ...bare, base: '1', lead: 'Et andet.', summary: '' });
    const notes = async (browser: Client) => (await browser.get('/wiki/blyant/attribution')).text;
    expect(await notes(stranger())).toContain('Om blyanten');
    await mos!.post('/wiki/blyant/history/1/hide', { summary: '1', reason });
    // A moderator first, so that what is kept for them would show.
    expect(await notes(mos!)).toContain('Om blyanten');
    expect(await notes(stranger())).not.toContain('Om blyanten');
    expect(await notes(anas!)).not.toContain('Om blyanten');
  });
});

describe('nobody else', () => {
  const PATHS = [
    ...[`${HOME}/delete`, `${HOME}/undelete`, `${HOME}/history/2/hide`, `${HOME}/history/2/erase`],
    ...['/people/1/erase', '/erasures'],
  ];
  const sent = ['/erasures/1/confirm', '/erasures/1/withdraw', '/erasures/1/refuse'];
  const form = { reason, text: '1', what: 'names' };

  test('may see or send the forms: a stranger signs in first, a contributor gets 403', async () => {
    for (const path of PATHS) {
      const { status, location } = await stranger().get(path);
      expect([path, status, location.startsWith('/login?next=')]).toEqual([path, 303, true]);
      expect([path, (await anas!.get(path)).status]).toEqual([path, 403]);
    }
    for (const path of [...PATHS.slice(0, -1), ...sent]) {
      expect([path, (await stranger().post(path, form)).status]).toEqual([path, 401]);
      expect([path, (await anas!.post(path, form)).status]).toEqual([path, 403]);
    }
    expect((await stranger().get(HOME)).text).toContain('Sæt jer.');
  });

  test('may ask for an erasure who is no administrator', async () => {
    for (const path of [`${HOME}/history/2/erase`, '/people/1/erase']) {
      expect([path, (await mos!.get(path)).status]).toEqual([path, 403]);
      expect([path, (await mos!.post(path, form)).status]).toEqual([path, 403]);
    }
    expect((await mos!.get('/erasures')).status).toBe(403);
    for (const path of sent) expect([path, (await mos!.post(path)).status]).toEqual([path, 403]);
  });
});
