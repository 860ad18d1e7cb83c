/** The pages of moderation: what those who look after the wiki are offered, and what everybody is told, until it ends. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

let now = '2026-12-01T10:00:00.000Z';
let wiki: ServedWiki;
let [stranger, anas, mos, boss]: Client[] = [];
let [anasId, bossId] = [0, 0];
const storm = { kind: 'method', title: 'Idéstorm', lead: 'Mange idéer.', body: '', action: 'save' };
const at = `/wiki/${encodeURIComponent('idéstorm')}`;

beforeAll(async () => {
  wiki = await serveWiki({}, () => now);
  stranger = wiki.client();
  anasId = (await join(wiki.db, ana)).personId;
  await join(wiki.db, mo, 'moderator');
  bossId = (await join(wiki.db, { ...bo, name: 'Åse Ørsted', email: 'aase@example.dk' }, 'administrator'))
    .personId;
  [anas, mos, boss] = [
    await signedIn(ana.email),
    await signedIn(mo.email),
    await signedIn('aase@example.dk'),
  ];
  await anas.post('/new', storm);
  await anas.post(`${at}/edit`, { lead: 'Flere idéer.', base: '1' });
});
afterAll(() => wiki.close());

async function signedIn(email: string): Promise<Client> {
  const client = wiki.client();
  await client.post('/login', { email, password: PASSWORD });
  return client;
}

const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const shown = async (client: Client | undefined, path: string) => textOf((await client!.get(path)).text);
const links = async (client: Client | undefined, path: string) =>
  [...(await client!.get(path)).text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!);
const protect = (form: Record<string, string>) =>
  mos!.post(`${at}/protect`, { level: 'moderators', until: '', reason: 'Uro', ...form });
const block = (form: Record<string, string>) =>
  mos!.post(`/people/${anasId}/block`, { scope: 'editing', until: '', reason: 'Reklame', ...form });

describe('an article that is protected', () => {
  test('says at the top who may edit it, until when and why, and offers it to those who may alone', async () => {
    expect(await links(stranger, at)).toContain(`${at}/edit`);
    expect((await mos!.get(`${at}/protect`)).text).toMatch(/value="verified"[^>]* checked/);
    const answer = await protect({ until: '3. december 2026' });
    expect([answer.status, answer.location]).toEqual([303, '/wiki/idéstorm']);
    const told = 'Kun moderatorer kan redigere artiklen til og med den 3. december 2026. Begrundelse: Uro';
    for (const path of [at, `${at}/history`, `${at}/history/1`])
      expect(await shown(stranger, path)).toContain(told);
    expect(await shown(stranger, `/en${at}`)).toContain(
      'Only moderators can edit the article until the end of 3 December 2026. Reason: Uro',
    );
    for (const path of [
      at,
      `${at}/history`,
      `${at}/history/1`,
      `${at}/attribution`,
      `${at}/cite`,
      `${at}/diff/1/2`,
    ]) {
      for (const client of [stranger, anas])
        expect([path, await links(client, path)]).not.toEqual([path, expect.arrayContaining([`${at}/edit`])]);
      expect(await links(mos, path)).toContain(`${at}/edit`);
    }
    expect((await links(anas, `${at}/history`)).filter((href) => /undo|restore|rollback/.test(href))).toEqual(
      [],
    );
    expect((await links(mos, `${at}/history`)).filter((href) => /undo|restore/.test(href))).toHaveLength(2);
  });

  test('tells whoever asks for its form all of that, and where to find a moderator', async () => {
    const { status, text } = await anas!.get(`${at}/edit`);
    expect(status).toBe(403);
    expect(text).toContain('<h1>Artiklen er beskyttet</h1>');
    expect(textOf(text)).toContain('til og med den 3. december 2026. Begrundelse: Uro');
    expect(text).toContain('href="/moderators"');
    expect((await mos!.get(`${at}/edit`)).status).toBe(200);
  });

  test('gives back, with what keeps it from being saved, a text that was being written', async () => {
    const { status, text } = await anas!.post(`${at}/edit`, {
      lead: 'Min tekst.',
      base: '2',
      action: 'save',
    });
    expect(status).toBe(403);
    expect(text).toMatch(/<title>Fejl/);
    expect(text).toContain('\nMin tekst.</textarea>');
    expect(text).toContain('id="errors-heading">Artiklen er beskyttet<');
    expect(text).not.toContain('class="form-group form-error"');
    expect(textOf(text)).toContain('Kun moderatorer kan redigere artiklen til og med den 3. december 2026.');
  });

  test('is open again when its time is over, on pages that were kept as well', async () => {
    const edit = `${at}/edit`;
    now = '2026-12-03T22:59:59.998Z';
    expect(
      [await links(stranger, at), await links(stranger, `${at}/cite`)].map((each) => each.includes(edit)),
    ).toEqual([false, false]);
    now = '2026-12-03T22:59:59.999Z';
    expect(
      [await links(stranger, at), await links(stranger, `${at}/cite`)].map((each) => each.includes(edit)),
    ).toEqual([true, true]);
    expect(await shown(stranger, at)).not.toContain('Kun moderatorer');
    expect((await anas!.post(edit, { lead: 'Nu går det.', base: '2' })).status).toBe(303);
  });

  test('stays offered to strangers while those whose workplace is confirmed may edit it, and is opened by the same form', async () => {
    await protect({ level: 'verified' });
    expect(await links(stranger, at)).toContain(`${at}/edit`);
    expect(await links(anas, at)).not.toContain(`${at}/edit`);
    expect(await shown(stranger, at)).toContain(
      'Kun personer, hvis arbejdsplads er bekræftet, kan redigere artiklen.',
    );
    const form = (await mos!.get(`${at}/protect`)).text;
    expect(form).toMatch(/value="verified"[^>]* checked/);
    expect((await protect({ level: 'all' })).status).toBe(303);
    expect(await shown(mos, at)).toContain('Artiklen er ikke længere beskyttet.');
    expect(await links(anas, at)).toContain(`${at}/edit`);
  });

  test.each([
    [{ reason: '' }, 'reason', 'Skriv, hvorfor du gør det.'],
    [{ until: 'snart' }, 'until', 'Skriv en dag, fx 17. maj 2027.'],
    [{ until: 'december 2027' }, 'until', 'Skriv en dag, fx 17. maj 2027.'],
    [{ until: '2. december 2026' }, 'until', 'Dagen er gået.'],
    [{ level: 'all' }, 'level', 'Alle kan allerede redigere artiklen.'],
  ])('isn’t with %j, and the form says so at the field, as typed', async (change, field, message) => {
    const { status, text } = await protect(change);
    expect(status).toBe(422);
    expect(text).toContain(`id="${field}-error"`);
    expect(text).toContain(message);
    for (const value of Object.values(change)) expect(text).toContain(`value="${value}"`);
  });
});

describe('a person who is blocked', () => {
  const page = () => `/people/${anasId}`;

  test('is told so on their account, at every form and with the text that they sent; others see it on their page', async () => {
    expect((await block({ until: '2026-12-10' })).location).toBe(page());
    expect(await shown(stranger, page())).toContain(
      'kan ikke skrive i wikien til og med den 10. december 2026.',
    );
    expect(await shown(stranger, page())).not.toContain('Reklame');
    expect(await links(stranger, page())).toContain(`/log?act=block&amp;person=${anasId}`);
    expect(await shown(stranger, `/log?act=block&person=${anasId}`)).toContain(
      'fra at skrive til og med den 10. december 2026',
    );
    const told =
      'Til og med den 10. december 2026 kan du læse med, men ikke skrive i wikien. Begrundelse: Reklame';
    expect(await shown(anas, '/account')).toContain(told);
    expect(await links(anas, '/account')).toContain('/moderators');
    expect(await shown(anas, '/new?kind=method')).toContain(told);
    const sent = await anas!.post('/account', { ...ana, title: 'chef' });
    expect([sent.status, sent.text.includes('value="chef"')]).toEqual([403, true]);
    expect(textOf(sent.text)).toContain(told);
    expect(await shown(anas, '/en/new?kind=method')).toContain(
      'Until the end of 10 December 2026 you can read, but not write in the wiki. Reason: Reklame',
    );
    expect(await links(anas, at)).not.toContain(`${at}/edit`);
  });

  test('is no longer when the time is over, on the page that was kept for strangers as well', async () => {
    now = '2026-12-10T22:59:59.999Z';
    expect(await shown(stranger, page())).not.toContain('blokeret');
    expect((await anas!.post('/account', { ...ana, title: 'chef' })).status).toBe(303);
  });

  test('is signed out at once if kept from everything, and told why at signing in, until somebody ends it', async () => {
    await block({ scope: 'everything' });
    expect((await anas!.post('/account', { ...ana, title: 'leder' })).status).toBe(401);
    expect((await anas!.get('/account')).location).toBe('/login?next=%2Faccount');
    const refused = await wiki.client().post('/login', { email: ana.email, password: PASSWORD });
    expect(refused.status).toBe(403);
    expect(textOf(refused.text)).toContain('Du kan læse med, men ikke logge ind. Begrundelse: Reklame');
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(await links(mos, page())).toEqual(
      expect.arrayContaining([`${page()}/block`, `${page()}/unblock`]),
    );
    expect((await mos!.post(`${page()}/unblock`, { reason: '' })).status).toBe(422);
    expect((await mos!.post(`${page()}/unblock`, { reason: 'En fejl' })).location).toBe(page());
    expect(await shown(stranger, `/log?act=unblock`)).toContain('ophævede blokeringen af Ana Østergård');
    anas = await signedIn(ana.email);
    expect((await anas.get('/account')).status).toBe(200);
  });

  test('is offered to be by those who may, and to nobody else', async () => {
    const ofPage = async (client: Client | undefined, id = anasId) =>
      (await links(client, `/people/${id}`)).filter((href) => /\/(block|unblock|role)$/.test(href));
    expect([await ofPage(stranger), await ofPage(anas), await ofPage(mos, bossId)]).toEqual([[], [], []]);
    expect(await ofPage(mos)).toEqual([`/people/${anasId}/block`]);
    expect(await ofPage(boss)).toEqual([`/people/${anasId}/block`, `/people/${anasId}/role`]);
    expect(await ofPage(boss, bossId)).toEqual([`/people/${bossId}/role`]);
  });
});

describe('roles', () => {
  test('are given by a form, and who looks after the wiki is named for all, with a link at the foot', async () => {
    expect(await links(stranger, '/')).toContain('/moderators');
    const before = await shown(stranger, '/moderators');
    expect(before).toContain('Mo Lindholm redaktør, Styrelsen for Eksempler moderator');
    expect(before).toContain('Åse Ørsted konsulent, Aarhus Kommune administrator');
    expect(before).not.toContain('Ana Østergård');
    const given = await boss!.post(`/people/${anasId}/role`, {
      role: 'moderator',
      reason: 'Ny i redaktionen',
    });
    expect(given.location).toBe(`/people/${anasId}`);
    expect(await shown(stranger, '/moderators')).toContain('Ana Østergård');
    const log = await shown(stranger, '/log?act=appoint-moderator');
    expect(log).toContain('rollen moderator');
    expect(log).toContain('Begrundelse: Ny i redaktionen');
    expect(
      (await boss!.post(`/people/${anasId}/role`, { role: 'moderator', reason: 'Igen' })).text,
    ).toContain('allerede den rolle');
    expect((await boss!.post(`/people/${anasId}/role`, { role: 'boss', reason: 'Igen' })).status).toBe(422);
  });

  test('leave no wiki without an administrator', async () => {
    const last = await boss!.post(`/people/${bossId}/role`, { role: 'contributor', reason: 'Færdig' });
    expect(last.status).toBe(422);
    expect(last.text).toContain('Wikien skal have mindst én administrator. Giv først en anden rollen.');
    expect((await boss!.get(`/people/${bossId}/role`)).text).toMatch(/value="administrator"[^>]* checked/);
  });
});
