import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, mo, join } from '../../support/people.ts';
import { makeCheckpoint, type SavedCheckpoint } from '../../../server/wiki/proof/checkpoints.ts';
import { eraseContents } from '../../support/erasing.ts';

let wiki: ServedWiki;
let anas: Client;
let stranger: Client;
beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  stranger = wiki.client();
});
afterAll(() => wiki.close());

const path = (slug: string, rest = '') => `/wiki/${encodeURIComponent(slug)}${rest}`;
const make = () => makeCheckpoint(wiki.db, wiki.settings.dataFolder, '2026-11-22T12:00:00.000Z');

describe('the checkpoints', () => {
  test('are explained, and looked for in vain, before there is one', async () => {
    const { status, text } = await stranger.get('/checkpoints');
    expect(status).toBe(200);
    expect(text).toMatch(/<h1>Kontrolpunkter<\/h1>/);
    expect(text).toContain('Der er ikke lavet noget kontrolpunkt endnu.');
    expect(JSON.parse((await stranger.get('/checkpoints.json')).text)).toEqual({
      about: `${wiki.settings.baseUrl}/checkpoints`,
      next: null,
      checkpoints: [],
    });
  });

  test('are shown at once, in both languages, with a copy to keep, and found from every page', async () => {
    const { hash } = (await make())!;
    const { text } = await stranger.get('/checkpoints');
    expect(text).toContain(hash.toString('hex'));
    expect(text).toContain('22. november 2026 kl. 13');
    expect(text).toContain('0 versioner af 0 artikler');
    expect(text).toContain('href="/checkpoints.json" download="checkpoints.json"');
    expect(text).not.toContain('Der er ikke taget');
    const { text: english } = await stranger.get('/en/checkpoints');
    expect(english).toContain('sums its whole history up in one fingerprint');
    expect((await stranger.get('/')).text).toContain('href="/checkpoints"');
  });

  test('are given as JSON that anyone can check with the key in it', async () => {
    const { headers, text } = await stranger.get('/checkpoints.json');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const [checkpoint] = (JSON.parse(text) as { checkpoints: SavedCheckpoint[] }).checkpoints;
    const { number, previous, madeAt, revisions, articles, bylines, entries } = checkpoint!;
    const record = `innovationswiki-checkpoint 1
number ${number}
previous ${previous ?? '-'}
made ${madeAt}
revisions ${revisions}
articles ${articles.count} ${articles.root}
bylines ${bylines.count} ${bylines.root}
entries ${entries.count} ${entries.root}
key ${checkpoint!.publicKey}
`;
    const bytes = (hex: string) => Buffer.from(hex, 'hex');
    const key = createPublicKey({ key: bytes(checkpoint!.publicKey), format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(record), key, bytes(checkpoint!.signature))).toBe(true);
    expect([number, bylines.count]).toEqual([1, 1]);
  });

  test('lead from one page to the next', async () => {
    await anas.post('/new', { kind: 'guide', title: 'Ny', lead: 'Én.', action: 'save' });
    await make();
    const { checkpoints } = JSON.parse((await stranger.get('/checkpoints.json?before=2')).text) as {
      checkpoints: SavedCheckpoint[];
    };
    expect(checkpoints.map(({ number }) => number)).toEqual([1]);
    expect((await stranger.get('/checkpoints?before=2')).text).toContain('href="/checkpoints"');
  });
});

describe('an article of which the current text was erased', () => {
  const save = (title: string, lead: string, base?: string) =>
    anas.post(base === undefined ? '/new' : path('skemaet', '/edit'), {
      ...(base === undefined ? {} : { base }),
      kind: 'guide',
      title,
      lead,
      body: 'Et afsnit.',
      action: 'save',
    });
  beforeAll(async () => {
    await save('Skemaet', 'Uden navne.');
    await save('Skemaet', 'Om zebramanden.', '1');
    const author = await join(wiki.db, mo, 'administrator');
    expect((await stranger.get(path('skemaet'))).text).toContain('zebramanden');
    await eraseContents(wiki.db, author, 'skemaet', { numbers: [2], reason: 'Et navn' });
  });

  test('says so, and leads to its history and to a new text', async () => {
    const { status, text } = await stranger.get(path('skemaet'));
    expect(status).toBe(410);
    expect(text).toContain('<h1>Teksten er slettet</h1>');
    expect(text).toContain('href="/wiki/skemaet/history"');
    for (const rest of ['', '/history', '/history/2', '/diff/1/2', '/edit', '/restore?number=1']) {
      expect((await anas.get(path('skemaet', rest))).text).not.toContain('zebramanden');
    }
    expect((await stranger.get(path('skemaet', '/history'))).text).toContain('Skemaet: historik');
    expect((await stranger.get('/articles')).text).toContain('Skemaet');
  });

  test('takes what was begun before only once its author has been told', async () => {
    const told = await save('Skemaet', 'Om zebramanden, og lidt til.', '2');
    expect(told.status).toBe(409);
    expect(told.text).toContain('Om zebramanden, og lidt til.');
    expect(told.text).toContain('er imens slettet');
    expect(told.text).toContain('name="base" value="0"');
    expect((await stranger.get(path('skemaet'))).status).toBe(410);
    const own = await save('Skemaet', 'Mit eget.', '0');
    expect(own.status).toBe(303);
    const author = await join(wiki.db, { ...mo, email: 'mo2@example.dk', name: 'Mo To' }, 'administrator');
    await eraseContents(wiki.db, author, 'skemaet', { numbers: [3], reason: 'Igen' });
  });

  test('opens for a new text, and for a restore', async () => {
    const form = await anas.get(path('skemaet', '/edit'));
    expect(form.status).toBe(200);
    expect(form.text).toContain('value="Skemaet"');
    expect(form.text).toContain('name="base" value="0"');
    expect((await anas.get(path('skemaet', '/restore?number=1'))).status).toBe(200);
    const restored = await anas.post(path('skemaet', '/restore'), { number: '1', summary: 'Tilbage' });
    expect([restored.status, restored.location]).toEqual([303, '/wiki/skemaet']);
    expect((await stranger.get(path('skemaet'))).text).toContain('Uden navne.');
  });

  test('loses nothing of what was written on the erased text', async () => {
    const answer = await save('Skemaet', 'Min sætning.', '2');
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Min sætning.');
    expect(answer.text).toContain('Uden navne');
  });
});
