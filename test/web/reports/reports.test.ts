/** Readers report something in an article, without an account and without a cookie, and moderators answer. */
import { beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

const HOME = `/wiki/${encodeURIComponent('idéstorm')}`;
const storm = {
  ...{ kind: 'method', title: 'Idéstorm', lead: 'Mange idéer.', action: 'save' },
  body: '## Sådan gør du\n\nSæt jer.\n\n### Til sidst\n\nStem.\n\n## Læs mere\n\nHer.',
};
const told = { number: '1', section: 'sådan-gør-du', reason: 'wrong', words: 'Man skal <b>stå</b> op.' };

let wiki: ServedWiki;
let anas: Client;
let mos: Client;
let moderator: Author;
beforeEach(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  await anas.post('/new', storm);
  moderator = await join(wiki.db, mo, 'moderator');
  mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
});
afterEach(() => wiki.close());

const rows = () => wiki.db.selectFrom('report').selectAll().execute();
const send = (form: Record<string, string> = {}, browser = wiki.client(), path = `${HOME}/report`) =>
  browser.post(path, { ...told, ...form });

describe('a post', () => {
  test('is reported from under it, without a cookie, and moderators see it with what it says', async () => {
    const begun = await anas.post(`${HOME}/talk`, {
      title: '<i>Ros</i>',
      words: `Okapi **her**, @${mo.name}.`,
      action: 'save',
    });
    const id = /\d+$/.exec(begun.location)![0];
    const stranger = wiki.client();
    const { text: thread } = await stranger.get(`${HOME}/talk/${id}`);
    expect(thread).toContain(`href="${HOME}/report?post=${id}"`);
    const { text } = await stranger.get(`${HOME}/report?post=${id}`);
    expect(text).toContain('<h1>Anmeld et indlæg om »Idéstorm«</h1>');
    expect(text).toContain(`<input type="hidden" name="post" value="${id}">`);
    expect(text).not.toContain('name="section"');
    expect(text).toContain(`Okapi **her**, @${mo.name}.`);
    expect((await send({ post: id, reason: '' })).text).toContain(`name="post" value="${id}"`);
    expect(await send({ post: id })).toMatchObject({ status: 303, location: '/wiki/idéstorm/reported' });
    expect((await rows()).map(({ post_id: post, section }) => [post, section])).toEqual([[Number(id), '']]);
    const desk = (await mos.get('/moderation/reports')).text;
    expect(desk).toContain('(i diskussionen)');
    expect(desk).toContain('&lt;i&gt;Ros&lt;/i&gt;');
    expect(desk).toContain(`Okapi **her**, @${mo.name}.`);
    expect(desk).toContain(`href="${HOME}/talk/${id}"`);
    expect(desk).toContain('Indlægget er ikke ændret, siden det blev anmeldt.');
    const { text: data } = await anas.get('/account/data.json');
    expect(data).not.toContain('Man skal');
    await send({ post: id }, anas);
    expect((await anas.get('/account/data.json')).text).toContain(`"post": ${id},`);
    expect((await anas.get('/account/data')).text).toContain(
      `<a href="${HOME}/talk/${id}" lang="da">Idéstorm</a> (i diskussionen): Det er forkert`,
    );
    expect(stranger.cookies.size).toBe(0);
  });

  test('that nobody said, is of another article or is hidden can’t be reported by a stranger', async () => {
    await anas.post('/new', { ...storm, title: 'Anden' });
    const begun = await anas.post('/wiki/anden/talk', { title: 'Ros', words: 'Okapi.', action: 'save' });
    const id = /\d+$/.exec(begun.location)![0];
    for (const post of [id, '99999']) {
      expect((await wiki.client().get(`${HOME}/report?post=${post}`)).status).toBe(404);
      expect((await send({ post })).status).toBe(404);
    }
    await mos.post(`/wiki/anden/talk/${id}/${id}/hide`, { reason: 'Prøve' });
    expect((await wiki.client().get(`/wiki/anden/talk/${id}`)).text).not.toContain('?post=');
    expect(await rows()).toEqual([]);
  });
});

describe('a stranger', () => {
  test('comes from the article, chooses a section, and is thanked, without a cookie', async () => {
    const stranger = wiki.client();
    expect((await stranger.get(HOME)).text).toContain(`href="${HOME}/report?number=1"`);
    const { status, text } = await stranger.get(`${HOME}/report?number=1&section=til-sidst`);
    expect(status).toBe(200);
    expect(text).toContain('<option value="sådan-gør-du">Sådan gør du</option>');
    expect(text).toContain('<option value="til-sidst" selected>– Til sidst</option>');
    expect(text).toContain('Du behøver ikke en konto, og vi gemmer kun det, du skriver her.');
    expect(text).toContain('name="robots" content="noindex"');
    const sent = await send({}, stranger);
    expect([sent.status, sent.location]).toEqual([303, '/wiki/idéstorm/reported']);
    const after = await stranger.get(`${HOME}/reported`);
    expect(after.text).toContain('Moderatorerne har fået din anmeldelse');
    expect(stranger.cookies.size).toBe(0);
    expect(await rows()).toMatchObject([
      {
        ...{ article_id: 1, number: 1, section: 'sådan-gør-du', reason: 'wrong', email: '' },
        ...{ words: 'Man skal <b>stå</b> op.', person_id: null, act_id: null },
      },
    ]);
    expect(JSON.stringify(await rows())).not.toContain('127.0.0.1');
  });

  test('gets the form back as typed, with what is wrong with it, in either language', async () => {
    const form = { reason: 'other', words: '', email: 'mig@', section: 'læs-mere' };
    const { status, text } = await send(form);
    expect(status).toBe(422);
    for (const said of ['Der er 2 ting at rette', 'Skriv, hvad der er i vejen.', 'value="mig@"'])
      expect(text).toContain(said);
    expect(text).toContain('<option value="læs-mere" selected>');
    expect(text).toMatch(/value="other"[^>]* checked/);
    const english = await send({ ...form, reason: '' }, wiki.client(), `/en${HOME}/report`);
    expect(english.text).toContain('Choose one of these.');
    const cpr = await send({ words: 'Se her:\n070761-4285' });
    expect([cpr.status, cpr.text.includes('Linje 2 ligner et CPR-nummer.')]).toEqual([422, true]);
    expect(await rows()).toEqual([]);
  });

  test('has back what is too long by far, but of a megabyte no more than ten times what a report may hold', async () => {
    const long = await send({ words: `${'x'.repeat(10_000)}SLUT` });
    expect([long.status, long.text.includes('SLUT')]).toEqual([422, true]);
    const { status, text } = await send({ words: 'x'.repeat(1_000_000) });
    expect([status, /x{1000,}/.exec(text)?.[0].length]).toEqual([422, 20_000]);
  });

  test('tells who they are only if they want an answer, and smuggles nothing in', async () => {
    await send({ email: 'Laeser@Example.dk', person_id: '1', personId: '1', act_id: '1', number: '99' });
    await send({ section: 'findes-ikke', number: '0' });
    expect(await rows()).toMatchObject([
      { email: 'laeser@example.dk', person_id: null, act_id: null, number: 1 },
      { email: '', section: '', number: 1 },
    ]);
  });

  test('is heard from our own pages alone', async () => {
    const answer = await wiki.client().post(`${HOME}/report`, told, { origin: 'https://evil.example' });
    expect([answer.status, await rows()]).toEqual([403, []]);
  });

  test('reports sixty times an hour from one network, and wrong forms count for nothing', async () => {
    for (let i = 0; i < 5; i++) await send({ reason: '' });
    for (let i = 0; i < 60; i++) expect((await send()).status).toBe(303);
    const { status, text } = await send();
    expect([status, text.includes('Man skal &lt;b&gt;stå')]).toEqual([429, true]);
    expect(await rows()).toHaveLength(60);
  });

  test('is told the same of an article that is deleted, or isn’t there, as everywhere', async () => {
    await deleteArticle(wiki.db, moderator, 'idéstorm', 'Vrøvl.');
    for (const browser of [wiki.client(), mos!]) {
      const asked = await browser.get(`${HOME}/report`);
      expect([asked.status, asked.text.includes('Sådan gør du')]).toEqual([410, false]);
      expect((await send({}, browser)).status).toBe(410);
      expect((await browser.get(`${HOME}/reported`)).status).toBe(410);
    }
    expect((await send({}, wiki.client(), '/wiki/findes-ikke/report')).status).toBe(404);
    expect(await rows()).toEqual([]);
  });

  test('learns no heading of a text that is hidden', async () => {
    const bos = await wiki.joined(bo);
    await bos.post(`${HOME}/edit`, { ...storm, base: '1', body: '## En okapi\n\nHer.' });
    await anas!.post(`${HOME}/restore`, { number: '1', base: '2', summary: 'Tilbage' });
    const asked = () => wiki.client().get(`${HOME}/report?number=2`);
    expect((await asked()).text).toContain('En okapi');
    const hide = { text: true, summary: false, reason: 'Vrøvl.' };
    await hideRevision(wiki.db, moderator, { slug: 'idéstorm', number: 2 }, hide);
    const { status, text } = await asked();
    expect([status, text.includes('En okapi')]).toEqual([200, false]);
  });
});

test('somebody signed in is named to the moderators, and may report twenty times an hour', async () => {
  expect((await anas!.get(`${HOME}/report`)).text).toContain('Moderatorerne kan se, at det er dig');
  for (let i = 0; i < 20; i++) expect((await send({}, anas)).status).toBe(303);
  expect((await send({}, anas)).status).toBe(429);
  expect((await send()).status).toBe(303);
  const { text } = await mos!.get('/moderation/reports');
  expect(text).toContain('Ana Østergård</a>');
  expect((await anas!.get('/account/data')).text).toContain('Man skal &lt;b&gt;stå');
});

describe('a moderator', () => {
  const LIST = '/moderation/reports';

  test('sees what waits, what has changed since, and answers once, for all to read', async () => {
    await send({ email: 'laeser@example.dk' });
    await anas!.post(`${HOME}/edit`, { ...storm, base: '1', lead: 'Rigtig mange idéer.' });
    const list = await mos!.get(LIST);
    for (const said of [
      ...[
        '<span>Anmeldelser (1)</span>',
        'Det er forkert',
        'Man skal &lt;b&gt;stå&lt;/b&gt; op.',
        'en læser',
      ],
      ...['Idéstorm: Sådan gør du', `href="${HOME}/diff/1/2"`, `href="${HOME}/history/1#`],
      'href="mailto:laeser%40example.dk"',
    ])
      expect(list.text).toContain(said);
    const { id } = (await rows())[0]!;
    const form = await mos!.get(`${LIST}/${id}`);
    expect(form.text).toContain('name="answer" value="no-action"');
    const empty = await mos!.post(`${LIST}/${id}`, { answer: 'done', reason: '' });
    expect([empty.status, empty.text.includes('Skriv, hvorfor du gør det.')]).toEqual([422, true]);
    const done = await mos!.post(`${LIST}/${id}`, { answer: 'done', reason: 'Rettet i version 2.' });
    expect([done.status, done.location]).toEqual([303, LIST]);
    const after = await mos!.get(LIST);
    expect(after.text).toContain('Ingen anmeldelser venter.');
    expect((await mos!.post(`${LIST}/${id}`, { answer: 'done', reason: 'Igen.' })).status).toBe(404);
    expect(after.text).toContain(`href="${LIST}/closed"`);
    const closed = (await mos!.get(`${LIST}/closed`)).text;
    for (const said of ['Man skal &lt;b&gt;stå', 'en læser', 'det er løst', 'Rettet i version 2.'])
      expect(closed).toContain(said);
    const log = (await wiki.client().get('/log')).text;
    expect(log).toContain('det er løst');
    expect(log).toContain('Begrundelse: Rettet i version 2.');
    for (const page of [
      log,
      (await wiki.client().get('/log.atom')).text,
      (await wiki.client().get(HOME)).text,
    ])
      for (const hidden of ['Man skal', 'laeser@example.dk']) expect(page).not.toContain(hidden);
  });

  test('finds the next twenty on a page of their own', async () => {
    for (let i = 1; i <= 21; i++) await send({ words: `Nummer ${i}.` });
    const first = await mos!.get(LIST);
    expect([first.text.includes('Nummer 20.'), first.text.includes('Nummer 21.')]).toEqual([true, false]);
    const [, next] = /href="(\/moderation\/reports\?after=\d+)"/.exec(first.text)!;
    const second = await mos!.get(next!);
    expect([second.text.includes('Nummer 20.'), second.text.includes('Nummer 21.')]).toEqual([false, true]);
  });

  test('finds the closed ones, the last closed first, and older ones on a page of their own', async () => {
    expect((await mos!.get(`${LIST}/closed`)).text).toContain('Ingen anmeldelser er lukket endnu.');
    for (let i = 1; i <= 21; i++) await send({ words: `Nummer ${i}.` });
    const ids = (await wiki.db.selectFrom('report').select('id').orderBy('id').execute()).map(({ id }) => id);
    // The first is closed last.
    for (const id of [...ids.slice(1), ids[0]!])
      await mos!.post(`${LIST}/${id}`, { answer: 'no-action', reason: 'Set.' });
    const first = (await mos!.get(`${LIST}/closed`)).text;
    expect(first.indexOf('Nummer 1.')).toBeLessThan(first.indexOf('Nummer 21.'));
    expect([first.includes('Nummer 3.'), first.includes('Nummer 2.')]).toEqual([true, false]);
    const [, older] = /href="(\/moderation\/reports\/closed\?before=\d+)"/.exec(first)!;
    const second = (await mos!.get(older!)).text;
    expect([second.includes('Nummer 2.'), second.includes('Nummer 3.')]).toEqual([true, false]);
  });

  test('alone finds the desk', async () => {
    expect((await mos!.get('/moderators')).text).toContain(`href="${LIST}"`);
    expect((await anas!.get('/moderators')).text).not.toContain(LIST);
    for (const path of [LIST, `${LIST}/closed`]) expect((await anas!.get(path)).status).toBe(403);
    expect((await wiki.client().get(LIST)).location).toMatch(/^\/login\?next=/);
  });
});
