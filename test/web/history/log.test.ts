import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseContents } from '../../support/erasing.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { recordAct } from '../../../server/wiki/record.ts';
import { createAdministrator } from '../../../server/wiki/setup/setup.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let stranger: Client;
let anas: Author;
beforeAll(async () => {
  wiki = await serveWiki();
  stranger = wiki.client();
  anas = await join(wiki.db, ana);
  const bos = await join(wiki.db, bo);
  const id = await createAdministrator(wiki.db, { ...mo, email: 'aase@example.dk', name: 'Åse Ørsted' }, AT);
  const aases = (await authorOf(wiki.db, id, AT))!;
  await wiki.db.transaction().execute((tx) => appoint(tx, aases, bos.personId, 'moderator'));
  await createArticle(wiki.db, anas, { content: method({ title: 'Zebrasagen' }), summary: '' });
  await moveArticle(wiki.db, anas, 'zebrasagen', { title: 'Tavle & møde', summary: '' });
  const edit = { content: method({ title: 'Tavle & møde', lead: 'Ny.' }), summary: '', minor: false };
  await editArticle(wiki.db, anas, 'tavle-møde', edit);
  await eraseContents(wiki.db, aases, 'tavle-møde', { numbers: [1], reason: 'Et navn & <b>' });
});
afterAll(() => wiki.close());

const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

describe('the log', () => {
  test('says who did what, on what, and why, newest first', async () => {
    const { status, text } = await stranger.get('/log');
    expect(status).toBe(200);
    const shown = textOf(text.slice(text.indexOf('<ul class="line-list">')));
    const lines = [
      'slettede teksten i version 1 af Tavle &amp; møde',
      'slettede ordene i en tidligere handling om Tavle &amp; møde',
      'omdøbte Tavle &amp; møde',
      'gav Bo Åkjær',
      'blev administrator',
    ];
    const places = lines.map((line) => shown.indexOf(line));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(text).toContain('Begrundelse: Et navn &amp; &lt;b&gt;');
    expect(text).toContain('Begrundelsen eller de øvrige ord er slettet.');
    expect(text).not.toMatch(/zebrasagen/i);
    // Of words that are gone nothing is left open.
    expect(shown).not.toContain('adressen blev ændret');
    expect(text).toContain('href="/wiki/tavle-m%C3%B8de"');
  });

  test('is read in English, and kept for strangers until something is done', async () => {
    const { text, headers } = await stranger.get('/en/log');
    expect(textOf(text)).toContain('erased the text of version 1 of Tavle &amp; møde');
    const again = await stranger.get('/en/log', { 'If-None-Match': headers.get('ETag')! });
    expect(again.status).toBe(304);
  });

  test('is chosen from by article, person and kind of act', async () => {
    const about = async (query: string) => (await stranger.get(`/log?${query}`)).text;
    const roles = await about('act=appoint-moderator');
    expect(textOf(roles)).toContain('rollen moderator');
    expect(textOf(roles)).not.toContain('omdøbte Tavle');
    expect(roles).toContain('<option value="appoint-moderator" selected>');
    const article = await about('article=tavle-m%C3%B8de');
    expect(textOf(article)).toContain('omdøbte Tavle');
    expect(textOf(article)).not.toContain('blev administrator');
    const person = await about(`person=${anas.personId}`);
    expect(textOf(person)).toContain('omdøbte Tavle');
    expect(textOf(person)).not.toContain('slettede teksten');
    expect(await about('act=nothing')).toContain('blev administrator');
    expect((await stranger.get('/log?article=ingen')).status).toBe(404);
    expect((await stranger.get('/log?person=x')).status).toBe(404);
  });

  test('is a feed as well, that a machine can read', async () => {
    const { status, headers, text } = await stranger.get('/log.atom?article=tavle-m%C3%B8de');
    expect([status, headers.get('Content-Type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(text.match(/<entry>/g)).toHaveLength(3);
    expect(text).toContain('<author><name>Åse Ørsted</name></author>');
    expect(text).toContain('Et navn &amp;amp; &amp;lt;b&amp;gt;');
    expect(text).not.toMatch(/<(?!\/?(?:feed|title|id|link|updated|entry|author|name|content)\b|\?xml)/);
    expect(text).toMatch(/<id>http:\/\/localhost:\d+\/log#\d+<\/id>/);
  });

  test('goes on, page by page, and finds what is about a person in whatever is older', async () => {
    await wiki.db.transaction().execute(async (tx) => {
      for (let i = 0; i < 60; i++)
        await recordAct(tx, anas, 'move', { articleId: 1, words: { from: `a${i}`, to: `b${i}` } });
    });
    const first = (await stranger.get('/log?act=move')).text;
    expect(first.match(/fra »a\d+« til/g)).toHaveLength(50);
    const [, older] = /href="(\/log\?act=move&amp;before=\d+)"/.exec(first)!;
    const second = (await stranger.get(older!.replace('&amp;', '&'))).text;
    expect(textOf(second)).toContain('omdøbte Tavle &amp; møde: adressen blev ændret fra »a0« til »b0«');
    expect(textOf(second)).not.toContain('»a59«');
  });
});

test('an act may be about an earlier one, and a checkpoint of before says what it said', async () => {
  const { entryLeaf } = await import('../../../server/wiki/history/leaves.ts');
  const row = {
    action: 'move',
    byline_digest: Buffer.from('01', 'hex'),
    article_id: 1,
    article_uid: Buffer.from('02', 'hex'),
    person_id: null,
    person_uid: null,
    erased_id: null,
    recorded_at: AT,
    digest: null,
  };
  const before = `action move\nbyline 01\narticle 02\nperson -\nerased -\nrecorded ${AT}\nwords -\n`;
  expect(entryLeaf({ ...row, act_id: null })).toBe(before);
  expect(entryLeaf({ ...row, act_id: 7 })).toBe(before.replace('erased', 'act 7\nerased'));
});
