/** The moderators' desk: who sees it, what is chosen there, and what is done from there, and from a difference, and led back. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { countWaiting } from '../../../server/wiki/moderation/desk.ts';
import { protectArticle } from '../../../server/wiki/moderation/protections.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { serveWiki, type Answer, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

const storm = { kind: 'method', title: 'Idéstorm', lead: 'Mange idéer.', body: 'Sæt jer.', action: 'save' };
const HOME = `/wiki/${encodeURIComponent('idéstorm')}`;
const ive = { ...mo, name: 'Ive Storm', email: 'ive@example.dk' };
const summary = 'Reklame';
const reason = 'Reklame';

let wiki: ServedWiki;
let [anas, bos, mos]: Client[] = [];
let [anasId, bosId, mosId] = [0, 0, 0];
const stranger = () => wiki.client();

/** Ana's article, which bo has written an advertisement in; and a concept of bo's. */
beforeEach(async () => {
  wiki = await serveWiki();
  [anas, bos] = [await wiki.joined(ana), await wiki.joined(bo)];
  await anas.post('/new', storm);
  await bos.post(`${HOME}/edit`, { ...storm, base: '1', body: 'Køb på https://køb.example/.' });
  await bos.post('/new', { ...storm, kind: 'concept', title: 'Begreb' });
  mos = await moderator(mo);
  const people = await wiki.db.selectFrom('person').select('id').orderBy('id').execute();
  [anasId, bosId, mosId] = people.map(({ id }) => id) as [number, number, number];
});
afterEach(() => wiki.close());

async function moderator(someone: typeof mo): Promise<Client> {
  await join(wiki.db, someone, 'moderator');
  const browser = wiki.client();
  await browser.post('/login', { email: someone.email, password: PASSWORD });
  return browser;
}

const mosAuthor = async () => (await authorOf(wiki.db, mosId, wiki.now()))!;
/** The titles of the changes on a page, in their order. */
const titles = ({ text }: Answer) =>
  [...text.matchAll(/class="line-title"[^>]*>([^<]*)</g)].map(([, title]) => title);
const hrefs = ({ text }: Answer) =>
  [...text.matchAll(/(?:href|action|value)="([^"]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
const next = (address: string) => `next=${encodeURIComponent(address)}`;

describe('the desk', () => {
  test('is a moderator’s: others are told so, strangers sign in first, and each sees the way there who may', async () => {
    const desk = await mos!.get('/moderation');
    expect([desk.status, titles(desk)]).toEqual([200, ['Begreb', 'Idéstorm', 'Idéstorm']]);
    expect(desk.text).toContain('Bo Åkjær');
    expect(desk.text).toContain('nye links');
    expect(desk.text).toContain('<span>Moderering (3)</span></a>');
    expect((await mos!.get('/en/moderation')).text).toContain('<span>Moderation (3)</span></a>');
    expect((await mos!.get('/moderators')).text).toContain('href="/moderation">Patruljering</a>');
    const refused = await anas!.get('/moderation');
    expect([refused.status, refused.text.includes('Patruljering')]).toEqual([403, false]);
    const sent = await stranger().get('/moderation?links=1');
    expect([sent.status, sent.location]).toEqual([303, '/login?next=%2Fmoderation%3Flinks%3D1']);
    for (const browser of [anas!, stranger()]) {
      expect((await browser.get('/moderators')).text).not.toContain('/moderation"');
    }
  });

  test('shows what is chosen, and what is chosen stays, for links that lead on and for what is done', async () => {
    const chosen = await mos!.get('/moderation?links=1&newcomer=1&kind=method&workplace=Aarhus');
    expect(titles(chosen)).toEqual(['Idéstorm']);
    expect(hrefs(chosen)).toContain('/moderation?newcomer=1&kind=method&workplace=Aarhus');
    expect(chosen.text).toContain('value="1" checked');
    expect(titles(await mos!.get('/moderation?kind=concept'))).toEqual(['Begreb']);
    expect(titles(await mos!.get(`/moderation?person=${anasId}`))).toEqual(['Idéstorm']);
    expect((await mos!.get('/moderation?person=99')).status).toBe(404);
    const none = await mos!.get('/moderation?imported=1');
    expect([titles(none), none.text.includes('Her venter ikke flere ændringer.')]).toEqual([[], true]);
    await protectArticle(wiki.db, await mosAuthor(), 'begreb', { level: 'moderators', until: null, reason });
    expect(titles(await mos!.get('/moderation?protected=1'))).toEqual(['Begreb']);
    // What an address doesn't name goes no further.
    const here = '/moderation?links=1';
    const ways = hrefs(await mos!.get(`${here}&evil=1`));
    expect(ways).toContain(here);
    expect(ways.filter((way) => way.includes('evil') && !way.startsWith('/en'))).toEqual([]);
  });

  test('goes on with the next page, and begins anew', async () => {
    for (let count = 0; count < 50; count++)
      await anas!.post('/new', { ...storm, title: `Artikel ${count}`, body: 'https://a.example' });
    const first = await mos!.get('/moderation?newcomer=1');
    const older = hrefs(first).find((href) => href.includes('before='))!;
    expect([titles(first).length, older]).toEqual([50, '/moderation?newcomer=1&before=4']);
    const second = await mos!.get(older);
    expect(titles(second)).toEqual(['Begreb', 'Idéstorm', 'Idéstorm']);
    expect(hrefs(second)).toContain('/moderation?newcomer=1');
    expect(first.text).toContain('<span>Moderering (53)</span></a>');
  }, 60_000);

  test('tells nothing of what is deleted, and says so when all is looked at', async () => {
    for (const slug of ['begreb', 'idéstorm']) await deleteArticle(wiki.db, await mosAuthor(), slug, reason);
    const { text } = await mos!.get('/moderation');
    expect(text).toContain('Alt er patruljeret. Tak for hjælpen.');
    expect(text).not.toContain('Idéstorm');
    expect(text).toContain('<span>Moderering</span></a>');
    expect((await mos!.get('/en/moderation')).text).toContain('Everything is patrolled.');
  });
});

describe('a moderator', () => {
  test('patrols a change, and comes back to the next one of the same choice; whoever does it later is told', async () => {
    const here = '/moderation?newcomer=1';
    const desk = await mos!.get(here);
    expect(desk.text).toContain('id="change-2" aria-describedby="of-2"');
    expect(desk.text).toContain(`name="next" value="${here}#change-1"`);
    const form = { next: `${here}#change-1` };
    const done = await mos!.post(`${HOME}/history/2/patrol`, form);
    expect([done.status, done.location]).toEqual([303, `${here}#change-1`]);
    const after = await mos!.get(here);
    expect(titles(after)).toEqual(['Begreb', 'Idéstorm']);
    expect(after.text).toContain('Patruljeret: version 2 af »Idéstorm«.');
    const other = await moderator(ive);
    expect((await other.post(`${HOME}/history/2/patrol`, form)).status).toBe(303);
    const told = (await other.get('/moderation')).text;
    expect(told).toContain('Version 2 af »Idéstorm« er allerede patruljeret.');
    expect(told).toContain('alert-info');
    expect((await stranger().get('/log?act=patrol')).text.match(/patruljerede version 2 af/g)).toHaveLength(
      1,
    );
    const log = (await stranger().get('/log')).text;
    expect([log.includes('havde rollen moderator'), log.includes('patruljerede')]).toEqual([true, false]);
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('comes back to this wiki alone', async () => {
    const elsewhere = ['https://evil.example/', '//evil.example', 'javascript:alert(1)', '/\\evil.example'];
    for (const address of elsewhere) {
      const done = await mos!.post(`${HOME}/history/2/patrol`, { next: address });
      expect([address, done.status, done.location]).toEqual([address, 303, '/moderation']);
      const form = await mos!.get(`${HOME}/rollback?${next(address)}`);
      expect([address, form.status, form.text.includes('name="next"')]).toEqual([address, 200, false]);
      // The page in another language keeps the query that it was asked with.
      const ways = hrefs(form).filter((way) => !way.startsWith('/en/'));
      expect(ways.filter((way) => /evil|javascript/.test(way))).toEqual([]);
    }
  });

  test('patrols all that a person has waiting, as far as it was shown', async () => {
    const page = await mos!.get(`/moderation?person=${bosId}`);
    expect(page.text).toContain('Patruljér alle personens ændringer');
    expect(page.text).toContain('name="newest" value="3"');
    await bos!.post(`${HOME}/edit`, { ...storm, base: '2', body: 'Igen.' });
    const done = await mos!.post(`/people/${bosId}/patrol`, { newest: '3', next: '/moderation' });
    expect(done.location).toBe('/moderation');
    const after = await mos!.get('/moderation');
    expect([titles(after), after.text.includes('2 ændringer er patruljeret.')]).toEqual([
      ['Idéstorm', 'Idéstorm'],
      true,
    ]);
    expect(after.text).toContain('id="change-4"');
    await mos!.post(`/people/${bosId}/patrol`, { newest: '3' });
    expect((await mos!.get('/moderation')).text).toContain('Personens ændringer er allerede patruljeret.');
    expect((await stranger().get('/en/log?act=patrol-person')).text).toContain('patrolled 2 changes by');
    expect((await mos!.get(`/moderation?person=${mosId}`)).text).not.toContain('Patruljér alle');
  });

  test('rolls back from the desk, with a reason, and is told there of which article', async () => {
    const back = '/moderation#change-1';
    const desk = await mos!.get('/moderation');
    const way = hrefs(desk).find((href) => href.includes('/rollback'))!;
    expect(way).toBe(`${HOME}/rollback?${next(back)}`);
    // Of an article that nobody else wrote in there's nothing to go back to.
    expect(hrefs(desk).filter((href) => /\/(rollback|undo)/.test(href))).toEqual([
      `${HOME}/undo?number=2&${next(back)}`,
      way,
    ]);
    const form = await mos!.get(way);
    expect(form.text).toContain(`<input type="hidden" name="next" value="${back}">`);
    expect(form.text).toContain(`<a class="button button-secondary" href="${back}">`);
    const wrong = await mos!.post(`${HOME}/rollback`, { base: '2', summary: '', next: back });
    expect([wrong.status, wrong.text.includes(`value="${back}"`)]).toEqual([422, true]);
    const done = await mos!.post(`${HOME}/rollback`, { base: '2', summary, next: back });
    expect([done.status, done.location]).toEqual([303, back]);
    const after = await mos!.get('/moderation');
    expect([
      titles(after),
      after.text.includes('»Idéstorm« er rullet tilbage. Det er nu version 3.'),
    ]).toEqual([['Begreb', 'Idéstorm'], true]);
    expect((await stranger().get(HOME)).text).toContain('Sæt jer.');
  });
});

describe('of an article that is all somebody’s own', () => {
  test('the way to delete it leads back to the desk, too', async () => {
    const back = '/moderation#change-2';
    const way = `/wiki/begreb/delete?${next(back)}`;
    const ways = hrefs(await mos!.get('/moderation'));
    expect([ways.includes(way), ways.some((href) => href.startsWith(`${HOME}/delete`))]).toEqual([
      true,
      false,
    ]);
    expect((await mos!.get(way)).text).toContain(`<input type="hidden" name="next" value="${back}">`);
    const done = await mos!.post('/wiki/begreb/delete', { reason, next: back });
    expect([done.status, done.location]).toEqual([303, back]);
    expect(titles(await mos!.get('/moderation'))).toEqual(['Idéstorm', 'Idéstorm']);
    expect(hrefs(await bos!.get('/changes')).some((href) => href.includes('/delete'))).toBe(false);
  });
});

describe('a difference, and the newest changes,', () => {
  test('carry what each may do who is signed in, and nothing for a stranger, kept pages neither', async () => {
    const at = `${HOME}/diff/1/2`;
    const tools = (answer: Answer) => hrefs(answer).filter((href) => /\/(undo|rollback|patrol)\b/.test(href));
    const patrol = `${HOME}/history/2/patrol`;
    const desk = next('/moderation');
    expect(tools(await mos!.get(at))).toEqual([
      `${HOME}/undo?number=2&${desk}`,
      `${HOME}/rollback?${desk}`,
      patrol,
    ]);
    expect(tools(await mos!.get(`${at}?${next('/moderation?links=1')}`))[1]).toBe(
      `${HOME}/rollback?${next('/moderation?links=1')}`,
    );
    const own = [`${HOME}/undo?number=2`, `${HOME}/rollback`];
    expect(tools(await anas!.get(at))).toEqual(own);
    expect(tools(await anas!.get('/changes'))).toEqual(own);
    expect(tools(await mos!.get('/changes'))).toEqual(own);
    for (const path of [at, '/changes']) {
      const [made, kept] = [await stranger().get(path), await stranger().get(path)];
      expect([tools(made), tools(kept), kept.text]).toEqual([[], [], made.text]);
      expect(made.text).not.toMatch(/[Pp]atrulj/);
      expect(made.text).toContain('Bo Åkjær');
    }
    await protectArticle(wiki.db, await mosAuthor(), 'idéstorm', {
      level: 'moderators',
      until: null,
      reason,
    });
    expect([tools(await anas!.get(at)), tools(await anas!.get('/changes'))]).toEqual([[], []]);
    await mos!.post(patrol);
    expect(tools(await mos!.get(at))).toEqual(own);
    // Of several versions at once nothing is taken back from here.
    await mos!.post(`${HOME}/edit`, { ...storm, base: '2', lead: 'Mos.' });
    expect(tools(await mos!.get(`${HOME}/diff/1/3`))).toEqual([]);
    expect(tools(await mos!.get(at))).toEqual([`${HOME}/undo?number=2`]);
  });
});

describe('all that somebody wrote lately', () => {
  const page = () => `/people/${bosId}/rollback`;

  test('is shown article by article, and taken back with a reason', async () => {
    expect((await mos!.get(`/people/${bosId}`)).text).toContain(`href="${page()}"`);
    expect((await anas!.get(`/people/${bosId}`)).text).not.toContain(page());
    expect([(await anas!.get(page())).status, (await mos!.get(`/people/${mosId}/rollback`)).status]).toEqual([
      403, 403,
    ]);
    const shown = await mos!.get(`${page()}?since=week`);
    expect(shown.text).toContain('Ruller version 2 tilbage');
    expect(shown.text).toContain('href="/wiki/begreb/delete"');
    expect(shown.text).toContain('name="base[1]" value="2"');
    expect(shown.text).toContain('<option value="week" selected>');
    const form = { since: 'week', 'base[1]': '2' };
    const empty = await mos!.post(page(), { ...form, reason: '' });
    expect([empty.status, empty.text.includes('Skriv, hvorfor du gør det.')]).toEqual([422, true]);
    const done = await mos!.post(page(), { ...form, reason });
    expect([done.status, done.location]).toEqual([303, `${page()}?since=week`]);
    const after = await mos!.get(done.location);
    expect(after.text).toContain('Ændringerne i 1 artikel er rullet tilbage.');
    expect(after.text).not.toContain('Ruller version');
    expect(await findArticle(wiki.db, 'idéstorm')).toMatchObject({ number: 3 });
    expect((await stranger().get('/log')).text).toContain('i 1 artikel');
    expect(await countWaiting(wiki.db, 9)).toBe(2);
  });

  test.each([
    '2024-13-32T25:61:61.999Z',
    '-271821-04-20T00:00:00.000Z',
    '-000001-01-01T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
  ])('is taken back as from now by a form that was made at no moment: %s', async (at) => {
    const done = await mos!.post(page(), { since: 'day', at, 'base[1]': '2', reason });
    expect([done.status, done.location]).toEqual([303, `${page()}?since=day`]);
    expect(await findArticle(wiki.db, 'idéstorm')).toMatchObject({ number: 3 });
  });

  test('is shown again where somebody has written since', async () => {
    await anas!.post(`${HOME}/edit`, {
      ...storm,
      base: '2',
      lead: 'Imens.',
      body: 'Køb på https://køb.example/.',
    });
    const late = await mos!.post(page(), { since: 'day', 'base[1]': '2', reason });
    expect(late.status).toBe(422);
    expect(late.text).toContain('Artiklerne er ændret, siden du åbnede siden.');
    expect(late.text).toContain('name="base[1]" value="3"');
    expect(late.text).toContain(`value="${reason}"`);
    expect(await findArticle(wiki.db, 'idéstorm')).toMatchObject({ number: 3 });
  });
});
