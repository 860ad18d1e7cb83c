/** Whoever changes name may have the present one shown beside the old, wherever a page shows it, and nowhere that it's cited or kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { personByEmail } from '../../../server/wiki/people/accounts.ts';
import { earlierNameOf, isPaired } from '../../../server/wiki/people/pairing.ts';
import { changeSignature, sign } from '../../../server/wiki/people/signatures.ts';
import { blockPerson } from '../../../server/wiki/moderation/blocks.ts';
import { askRemoval, confirmErasure } from '../../../server/wiki/moderation/erasing.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import type { NameAskable } from '../../../server/db/schema.ts';
import { serveWiki, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { bo, join, mo, PASSWORD } from '../../support/people.ts';

const [OLD, NEW] = ['Østergård', 'Holm'];
const TICKED = { paired: ['', '1'] };
const UNTICKED = { paired: '' };

let wiki: ServedWiki;
let count = 0;
beforeAll(async () => {
  wiki = await serveWiki({}, () => new Date(Date.UTC(2026, 10, 28, 12) + count * 60_000).toISOString());
  for (const [name, email] of [
    ['Åse Ørsted', 'aase@example.dk'],
    ['Rita Falk', 'rita@example.dk'],
  ] as const)
    await join(wiki.db, { ...mo, name, email }, 'administrator');
});
afterAll(() => wiki.close());

let anas: Client;
let id: number;
let slug: string;
/** Another Ana for each test, so that none is told apart from those before. */
const letter = () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count]!;
const words = (surname: string) => ({ name: `Ana ${letter()}. ${surname}`, title: 'læge', workplace: '' });
const together = (now = 'nu') => `${words(OLD).name} (${now} ${words(NEW).name})`;
const stranger = async (path: string) => (await wiki.client().get(path)).text;
const sends = (values: Form, browser = anas) => browser.post('/account', values);
const author = async () => (await authorOf(wiki.db, id, wiki.now()))!;

beforeEach(async () => {
  count += 1;
  const email = `ana${count}@example.dk`;
  anas = await wiki.joined({ ...words(OLD), email, password: PASSWORD });
  id = (await personByEmail(wiki.db, email))!;
  slug = `skema-${letter().toLowerCase()}`;
  const draft = { kind: 'method', title: `Skema ${letter()}`, lead: 'Om skemaer.', action: 'save' };
  await anas.post('/new', { ...draft, body: `Ring til os nr. ${count} i morgen tidlig.` });
});

describe('the box', () => {
  test('is shown to whoever has gone by another name, and to nobody else', async () => {
    const box = async () => (await anas.get('/account')).text.includes('name="paired"');
    expect(await box()).toBe(false);
    await sends({ ...words(OLD), workplace: 'Nordby Kommune' });
    expect(await box()).toBe(false);
    await sends({ ...words(NEW) });
    expect(await box()).toBe(true);
    const { text } = await anas.get('/account');
    expect(text).toContain('Vis mit nuværende navn ved siden af det gamle');
    expect(text).toContain(`»${together()}«`);
    expect(text).not.toMatch(/name="paired" value="1"[^>]*checked/);
    expect((await anas.get('/en/account')).text).toContain(`“${together('now')}”`);
  });

  test('is taken with the rest of the form, and stays as it was ticked where that won’t do', async () => {
    await sends({ ...words(NEW) });
    const refused = await sends({ ...words(NEW), ...TICKED, name: 'Ana' });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/name="paired" value="1"[^>]*checked/);
    expect(await isPaired(wiki.db, id)).toBe(false);
    expect((await sends({ ...words(NEW), ...TICKED })).status).toBe(303);
    expect((await anas.get('/account')).text).toMatch(/name="paired" value="1"[^>]*checked/);
  });

  test('is left as it is by a form that doesn’t have it, and does nothing for who has had one name', async () => {
    await sends({ ...words(OLD), paired: '1' });
    expect(await isPaired(wiki.db, id)).toBe(false);
    await sends({ ...words(NEW) });
    await sends({ ...words(NEW), ...TICKED });
    await sends({ ...words(NEW), title: 'leder' });
    expect(await isPaired(wiki.db, id)).toBe(true);
    await sends({ ...words(NEW), ...UNTICKED });
    expect(await isPaired(wiki.db, id)).toBe(false);
  });

  test('waits with the rest while its owner signs in again', async () => {
    await sends({ ...words(NEW) });
    const asked = await wiki.client().post('/account', { ...words(NEW), ...TICKED });
    const draft = /name="draft" value="([^"]+)"/.exec(asked.text)![1]!;
    const back = wiki.client();
    await back.post('/login', {
      email: `ana${count}@example.dk`,
      password: PASSWORD,
      next: '/account',
      draft,
    });
    expect((await back.get('/account')).text).toMatch(/name="paired" value="1"[^>]*checked/);
    expect(await isPaired(wiki.db, id)).toBe(false);
  });

  test('can be ticked twenty times a day, and unticked always', async () => {
    await sends({ ...words(NEW) });
    for (let i = 0; i < 20; i++) {
      expect((await sends({ ...words(NEW), ...TICKED })).status).toBe(303);
      expect((await sends({ ...words(NEW), ...UNTICKED })).status).toBe(303);
    }
    expect((await sends({ ...words(NEW), ...TICKED })).status).toBe(429);
    expect(await isPaired(wiki.db, id)).toBe(false);
  });

  test('can be unticked by who is kept from writing, who changes nothing else', async () => {
    await sends({ ...words(NEW) });
    await sends({ ...words(NEW), ...TICKED });
    const åse = (await authorOf(wiki.db, 1, wiki.now()))!;
    await blockPerson(wiki.db, åse, id, { scope: 'editing', until: null, reason: 'Uro' });
    expect((await sends({ ...words(NEW), ...UNTICKED, title: 'overlæge' })).status).toBe(403);
    expect(await isPaired(wiki.db, id)).toBe(true);
    expect((await sends({ ...words(NEW), ...UNTICKED })).status).toBe(303);
    expect(await isPaired(wiki.db, id)).toBe(false);
  });

  test('is there for whoever’s workplace says what they are called, too', async () => {
    await wiki.db
      .transaction()
      .execute(async (tx) =>
        sign(tx, { id }, { signature: words(NEW), verification: 'federated' }, wiki.now()),
      );
    const { text } = await anas.get('/account');
    expect(text).not.toContain('name="name"');
    expect(text).toContain('name="paired"');
    await sends({ title: 'læge', paired: '1' });
    expect(await stranger(`/wiki/${slug}/history`)).toContain(together());
  });
});

describe('what somebody wrote under another name', () => {
  /** Has the article moved and restored, and edited by another, so that each page names the old one. */
  async function write() {
    await anas.post(`/wiki/${slug}/edit`, {
      body: `Skriv til os nr. ${count} i aften.`,
      base: '1',
      action: 'save',
    });
    await anas.post(`/wiki/${slug}/restore`, { number: '1', summary: 'Igen' });
    await anas.post(`/wiki/${slug}/move`, { title: `Flyttet ${letter()}`, summary: 'Nyt' });
    slug = `flyttet-${letter().toLowerCase()}`;
    await sends({ ...words(NEW) });
  }

  const pages = () => [
    `/wiki/${slug}`,
    ...['/history', '/history/2', '/diff/1/2', '/diff/1/4', '/attribution', '/attribution?number=2'].map(
      (rest) => `/wiki/${slug}${rest}`,
    ),
    ...['/changes', '/log', `/log?person=${id}`, `/people/${id}`],
  ];

  /** Returns the pages that a text stands on. */
  async function naming(text: string, lang = '') {
    const found: string[] = [];
    for (const path of pages()) if ((await stranger(lang + path)).includes(text)) found.push(path);
    return found;
  }

  test('names the present one beside it on every page, at once, and no longer once that is unticked', async () => {
    await write();
    expect(await naming(together())).toEqual([]);
    await sends({ ...words(NEW), ...TICKED });
    expect(await naming(together())).toEqual(pages());
    expect(await naming(together('now'), '/en')).toEqual(pages());
    expect(await stranger(`/wiki/${slug}/history`)).toContain(`af ${together()}:`);
    expect(await stranger(`/people/${id}`)).toContain(`<h1>${words(NEW).name}</h1>`);
    await sends({ ...words(NEW), ...UNTICKED });
    expect(await naming(together())).toEqual([]);
    expect(await naming(words(OLD).name)).toEqual(pages());
  });

  test('is hashed, cited, fed and filed as it was', async () => {
    await write();
    const files = async () => {
      const texts = ['/cite', '/cite.bib', '/cite.ris', '/cite.json', '/attribution.json'].map(async (rest) =>
        stranger(`/wiki/${slug}${rest}`),
      );
      const { text } = await wiki.client().get(`/log.atom?article=${encodeURIComponent(slug)}`);
      const [linked] = /<script type="application\/ld\+json">.*?<\/script>/s.exec(
        await stranger(`/wiki/${slug}`),
      )!;
      return [...(await Promise.all(texts)), text, linked];
    };
    const rows = () =>
      Promise.all([
        wiki.db.selectFrom('byline_words').selectAll().where('byline_id', '<=', 1_000).execute(),
        wiki.db.selectFrom('byline').selectAll().execute(),
        wiki.db.selectFrom('revision').selectAll().execute(),
      ]);
    const [before, stored] = [await files(), await rows()];
    for (const file of before) expect(file).toContain(OLD);
    await sends({ ...words(NEW), ...TICKED });
    expect(await stranger(`/wiki/${slug}`)).toContain(together());
    expect(await files()).toEqual(before);
    expect(await rows()).toEqual(stored);
    await rebuild(wiki.db);
    expect(await stranger(`/wiki/${slug}`)).toContain(together());
    expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
  });

  test('follows each later change of name, says nothing of a change of title, and nothing once the old one is back', async () => {
    await sends({ ...words(NEW) });
    await sends({ ...words(NEW), ...TICKED });
    await sends({ ...words('Vestergård') });
    const history = () => stranger(`/wiki/${slug}/history`);
    expect(await history()).toContain(`${words(OLD).name} (nu ${words('Vestergård').name})`);
    expect(await stranger(`/people/${id}`)).toContain(`${words(NEW).name} (nu ${words('Vestergård').name})`);
    await sends({ ...words(OLD), title: 'leder' });
    expect(await history()).not.toContain('(nu ');
    expect(await stranger(`/people/${id}`)).toContain(`${words(NEW).name} (nu ${words(OLD).name})`);
  });

  test('numbers either name that others of the same title and workplace go by', async () => {
    await sends({ ...words(NEW) });
    await sends({ ...words(NEW), ...TICKED });
    const other = await join(wiki.db, { ...bo, ...words(NEW), email: `to${count}@example.dk` });
    expect(await stranger(`/wiki/${slug}/history`)).toContain(
      `${words(OLD).name} (nu ${words(NEW).name} (1))`,
    );
    expect(await stranger(`/people/${other.personId}`)).toContain(`${words(NEW).name} (2)`);
  });

  test('keeps it when the account closes, and its page says so before', async () => {
    await sends({ ...words(NEW) });
    const note = 'Dit nuværende navn bliver ved med at stå ved siden af de gamle.';
    expect((await anas.get('/account/leave')).text).not.toContain(note);
    await sends({ ...words(NEW), ...TICKED });
    expect((await anas.get('/account/leave')).text).toContain(note);
    expect((await anas.post('/account/leave', { password: PASSWORD })).status).toBe(303);
    expect(await stranger(`/wiki/${slug}/history`)).toContain(together());
  });
});

describe('of names that are removed', () => {
  async function remove(what: NameAskable) {
    const [åse, rita] = [
      (await authorOf(wiki.db, 1, wiki.now()))!,
      (await authorOf(wiki.db, 2, wiki.now()))!,
    ];
    await askRemoval(wiki.db, åse, id, { what, reason: 'Efter anmodning' });
    const request = await wiki.db.selectFrom('erasure_request').select('id').executeTakeFirstOrThrow();
    await confirmErasure(wiki.db, rita, request.id);
  }

  test.each([
    ['earlier', 'Bidragyder nr.'],
    ['names', 'Bidragyder nr.'],
    ['name', 'Ana '],
  ] as const)('none stands beside another, once “%s” is', async (what, told) => {
    await sends({ ...words(NEW) });
    await sends({ ...words(NEW), ...TICKED });
    const history = () => stranger(`/wiki/${slug}/history`);
    expect(await history()).toContain(together());
    await remove(what);
    const text = await history();
    expect(text).toContain(`>${told}`);
    expect(text).not.toContain('(nu ');
    expect(text).not.toContain(words(NEW).name);
    expect(await isPaired(wiki.db, id)).toBe(false);
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('those that come after stand alone, until that is chosen anew', async () => {
    await sends({ ...words(NEW) });
    await sends({ ...words(NEW), ...TICKED });
    await remove('earlier');
    expect(await earlierNameOf(wiki.db, id)).toBeUndefined();
    count += 1;
    const third = words('Vestergård');
    count -= 1;
    await changeSignature(wiki.db, await author(), third);
    const page = () => stranger(`/people/${id}`);
    expect(await page()).toContain(words(NEW).name);
    expect(await page()).not.toContain('(nu ');
    await sends({ ...third, paired: '1' });
    expect(await page()).toContain(`${words(NEW).name} (nu ${third.name})`);
    expect(await stranger(`/wiki/${slug}/history`)).not.toContain('(nu ');
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });
});

test('the choice is told in the log, and among one’s own data', async () => {
  await sends({ ...words(NEW) });
  const data = async () =>
    JSON.parse((await anas.get('/account/data.json')).text) as {
      account: { paired: boolean };
      acts: { code: string }[];
    };
  expect((await data()).account.paired).toBe(false);
  await sends({ ...words(NEW), ...TICKED });
  expect((await data()).account.paired).toBe(true);
  expect((await anas.get('/account/data')).text).toContain('Vises med det nuværende ved siden af');
  await sends({ ...words(NEW), ...UNTICKED });
  expect((await data()).acts.map(({ code }) => code).slice(0, 2)).toEqual(['part-names', 'pair-names']);
  const log = await stranger(`/log?person=${id}`);
  expect(log).toContain('valgte at få sit nuværende navn vist ved siden af sine tidligere');
  expect(log).toContain('valgte igen at få sine tidligere navne vist alene');
  expect(await stranger(`/en/log?person=${id}`)).toContain(
    'chose to have their present name shown beside their earlier ones',
  );
});

test('a row that nobody chose, or that is gone, is a finding', async () => {
  await sends({ ...words(NEW) });
  await sends({ ...words(NEW), ...TICKED });
  const { db } = wiki;
  const findings = async () => (await verify(db, () => undefined)).findings;
  expect(await findings()).toEqual([]);
  const row = await db
    .selectFrom('pairing')
    .selectAll()
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow();
  await db.deleteFrom('pairing').where('person_id', '=', id).execute();
  expect(await findings()).toEqual([{ code: 'pairing', id }]);
  await db
    .insertInto('pairing')
    .values({ ...row, person_id: 1 })
    .execute();
  expect(await findings()).toEqual([
    { code: 'pairing', id: 1 },
    { code: 'pairing', id },
  ]);
  await db.updateTable('pairing').set({ person_id: id }).where('person_id', '=', 1).execute();
  expect(await findings()).toEqual([]);
});
