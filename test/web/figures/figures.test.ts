/** The page of the wiki in figures, its file, and what is counted of pages as they're shown. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { writeCounted } from '../../../server/wiki/figures/reading.ts';
import { slices } from '../../../server/db/slices.ts';
import { monthsOf } from '../../../server/wiki/figures/period.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { serveWiki, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { eraseByline } from '../../support/erasing.ts';
import { fillWiki } from '../../support/fill.ts';
import { ana, AT, bo, join, mo } from '../../support/people.ts';

let wiki: ServedWiki;
beforeEach(async () => {
  wiki = await serveWiki({}, () => AT);
});
afterEach(() => wiki.close());

const summary = '';

async function writeSome() {
  const [anas, bos] = [await join(wiki.db, ana), await join(wiki.db, bo)];
  const content = method({
    kind: 'case',
    title: 'Sag',
    facts: { workplaces: ['X'], sector: ['health'], places: ['0751'] },
  });
  await createArticle(wiki.db, anas, { content, summary });
  await createArticle(wiki.db, { ...bos, at: '2025-06-02T10:00:00.000Z' }, { content: method(), summary });
  return { anas, bos };
}

test('tells a stranger each number with its period and what it is out of', async () => {
  await writeSome();
  const { status, text, headers } = await wiki.client().get('/figures?from=2026-01&to=2026-12');
  expect(status).toBe(200);
  expect(headers.get('set-cookie')).toBeNull();
  expect(text).toContain('2026 (indtil nu)');
  expect(text).toContain('<th scope="row">Regioner</th>');
  expect(text).toMatch(
    /Sundhed og sygehuse<\/th>\s*<td class="align-text-right">1 <span class="muted">af 1</,
  );
  expect(text).toContain('Region Midtjylland');
  expect(text).toContain('Halvdelen af teksten er skrevet af 1 af 2 personer.');
  expect(text).not.toContain('Aarhus Kommune</th>');
});

test('puts two periods beside each other', async () => {
  await writeSome();
  const { text } = await wiki.client().get('/figures?from=2026-01&to=2026-12&with=2025-01');
  expect(text).toMatch(
    /<th scope="row">Aarhus Kommune<\/th>\s*<td[^>]*>0 <span class="muted">af 1<\/span><\/td><td[^>]*>1 <span class="muted">af 1</,
  );
  expect(text).toContain('<caption>2025</caption>');
  expect(text).toContain('class="series-1"');
});

test.each([
  ['', 'december 2025 – november 2026 (indtil nu)'],
  ['?from=2026-06&to=2026-06', 'juni 2026'],
  ['?from=2026-06&to=2026-01', 'januar 2026'],
  ['?from=1990-01&to=2026-06', 'juli 2023 – juni 2026'],
  ['?from=2026-13&to=x', 'december 2025 – november 2026 (indtil nu)'],
])('of the months %s it tells of %s', async (query, period) => {
  const { text } = await wiki.client().get(`/figures${query}`);
  expect(text).toContain(`<caption>${period}</caption>`);
});

test('gives the same as a file', async () => {
  await writeSome();
  const { text, headers } = await wiki.client().get('/figures.csv?from=2026-01&to=2026-12&with=2025-01');
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\uFEFFTal;Hvad;Periode;Antal;Ud af');
  expect(lines).toContain('Ændringer;I alt;2026 (indtil nu);1;1');
  expect(lines).toContain('Ændringer;juni 2025;juni 2025;1;1');
  expect(lines).toContain('Cases efter region;Region Midtjylland;2026 (indtil nu);1;1');
  const english = await wiki.client().get('/en/figures.csv?from=2026-01&to=2026-12');
  expect(english.text.split('\r\n')[1]).toBe('Edits,In all,2026 (so far),1,1');
});

test('names no workplace that is erased, and no case that is deleted', async () => {
  const { anas } = await writeSome();
  const mos = await join(wiki.db, mo, 'administrator');
  const before = await wiki.client().get('/figures?from=2026-01');
  expect(before.text).toContain('Region Nordjylland</th>');
  await eraseByline(wiki.db, mos, anas.bylineId, 'Et navn');
  await deleteArticle(wiki.db, mos, 'sag', 'Ikke her.');
  const after = await wiki.client().get('/figures?from=2026-01');
  expect(after.text).toContain('<th scope="row">Ikke oplyst</th>');
  expect(after.text).not.toContain('Region Nordjylland');
  expect(after.text).not.toContain('Sundhed og sygehuse');
});

test('counts pages and searches, also those that are kept, and nothing of who asks', async () => {
  await writeSome();
  const client = wiki.client();
  for (let i = 0; i < 3; i++) await client.get('/wiki/sag');
  await client.send('HEAD', '/wiki/sag');
  await client.get('/wiki/findes-ikke');
  await client.get('/login');
  for (let i = 0; i < 5; i++) await client.get('/search?q=fleksjob+sag');
  for (let i = 0; i < 5; i++) await client.get('/search?q=sag');
  for (let i = 0; i < 5; i++) await client.get('/search?q=fleksjob+010170-1234');
  for (let i = 0; i < 5; i++) await client.get('/search?q=sag&topic=noget');
  await writeCounted(wiki.db, AT);
  const rows = await wiki.db.selectFrom('reading').selectAll().orderBy('what').execute();
  const day = AT.slice(0, 10);
  expect(rows).toEqual([
    { day, what: 'articles', word: '', count: 3 },
    { day, what: 'pages', word: '', count: 23 },
    { day, what: 'searches', word: '', count: 20 },
    { day, what: 'vain', word: '', count: 10 },
    { day, what: 'word', word: 'fleksjob', count: 10 },
  ]);
  expect((await client.get('/figures')).text).not.toContain('fleksjob');
  expect((await client.get('/figures.csv')).text).not.toContain('fleksjob');
  const moderator = wiki.client();
  await join(wiki.db, mo, 'moderator');
  await moderator.post('/login', { email: mo.email, password: mo.password });
  const { text } = await moderator.get('/figures');
  expect(text).toMatch(/<th scope="row">fleksjob<\/th>\s*<td[^>]*>10 <span class="muted">af 10</);
  expect(text).toContain('Der er talt siden 21. november 2026.');
});

test('is told of where readers are told what is kept of them', async () => {
  const client = wiki.client();
  expect((await client.get('/privacy')).text).toContain('Wikien tæller, hvor tit dens sider bliver vist');
  expect((await client.get('/en/privacy')).text).toContain('The wiki counts how often its pages are shown');
  expect((await client.get('/')).text).toContain('<a href="/figures">Wikien i tal</a>');
});

test('costs a stranger’s request little, however many wrote in however many months', async () => {
  const people = 400;
  await fillWiki(wiki.db, { articles: 10, revisions: 10, people });
  const months = monthsOf({ from: '2024-01', to: '2026-10' });
  const rows = months.flatMap((month) =>
    Array.from({ length: people }, (_, i) => ({
      ...{ month, byline_id: i + 1, way: 'written' as const },
      ...{ revisions: 2, articles: 1 },
    })),
  );
  for (const slice of slices(rows)) await wiki.db.insertInto('activity').values(slice).execute();
  const costs = [];
  for (const lang of ['', '/en', '', '/en']) {
    const start = process.cpuUsage();
    const { text } = await wiki.client().get(`${lang}/figures?from=2024-01&to=2026-12&with=2024-01&x=1`);
    const { user, system } = process.cpuUsage(start);
    costs.push((user + system) / 1000);
    expect(text).toMatch(/27[.,]210/);
  }
  expect(Math.min(...costs)).toBeLessThan(200);
}, 60_000);

describe('goals', () => {
  const goal = { figure: 'sector:health', from: '2026-01', to: '2026-12', goal: '1.200' };

  async function signedIn(role: 'moderator' | 'administrator') {
    const client = wiki.client();
    await join(wiki.db, mo, role);
    await client.post('/login', { email: mo.email, password: mo.password });
    return client;
  }

  test('are set by an administrator, and stand beside what is reached, in the log and in the file', async () => {
    await writeSome();
    expect((await wiki.client().get('/figures')).text).not.toContain('<h2>Mål</h2>');
    const client = await signedIn('administrator');
    const form = await client.get('/figures/goals');
    expect(form.text).toContain(
      '<option value="sector:health">Cases efter fagområde: Sundhed og sygehuse</option>',
    );
    expect(form.text).toContain('value="2026-12"');
    expect((await client.post('/figures/goals', goal)).status).toBe(303);
    expect((await client.get('/figures/goals')).text).toContain('>2026</td>');
    const { text } = await wiki.client().get('/figures?from=2026-06&to=2026-11');
    expect(text).toMatch(
      /Cases efter fagområde: Sundhed og sygehuse<\/th>\s*<td>2026 \(indtil nu\)<\/td>\s*<td class="align-text-right">1 <span class="muted">af 1\.200</,
    );
    expect((await wiki.client().get('/figures?from=2025-01&to=2025-12')).text).not.toContain('<h2>Mål</h2>');
    const file = await wiki.client().get('/figures.csv?from=2026-01&to=2026-12');
    expect(file.text).toContain('Mål;Cases efter fagområde: Sundhed og sygehuse;2026 (indtil nu);1;1200\r\n');
    const log = await wiki.client().get('/log?act=set-goal');
    expect(log.text).toContain('satte målet 1.200 for »Cases efter fagområde: Sundhed og sygehuse«, 2026');
    await client.post('/figures/goals', { ...goal, remove: '1' });
    expect((await client.get('/figures/goals')).text).toContain('Der er ikke sat mål endnu.');
    const english = await wiki.client().get('/en/log?act=end-goal');
    expect(english.text).toContain('removed the goal 1,200 for');
  });

  test('come back with what was typed, and what is wrong', async () => {
    const client = await signedIn('administrator');
    const { status, text } = await client.post('/figures/goals', { ...goal, goal: '12,5' });
    expect(status).toBe(422);
    expect(text).toContain('Skriv et helt tal større end nul.');
    expect(text).toContain('value="12,5"');
  });

  test('aren’t a moderator’s to set', async () => {
    const client = await signedIn('moderator');
    expect((await client.get('/figures/goals')).status).toBe(403);
    expect((await client.post('/figures/goals', goal)).status).toBe(403);
    expect((await client.get('/figures')).text).not.toContain('href="/figures/goals"');
  });
});
