/**
 * Who may do what to what, at every address that takes a form: each role and state beside each deed, and what the wiki
 * answers is what the policy says. An address or a deed that is nowhere in these tables fails.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { findAnyArticle, findArticle } from '../../../server/wiki/articles/articles.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import type { WikiError } from '../../../server/errors.ts';
import type { Verification } from '../../../server/db/schema.ts';
import { doerAt } from '../../../server/wiki/history/standing.ts';
import { blockPerson, unblockPerson } from '../../../server/wiki/moderation/blocks.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { askErasure } from '../../../server/wiki/moderation/erasing.ts';
import { protectArticle } from '../../../server/wiki/moderation/protections.ts';
import { insertPerson } from '../../../server/wiki/people/accounts.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { deleteSessionsOf } from '../../../server/wiki/people/sessions.ts';
import {
  check,
  deeds,
  seesHidden,
  type Deed,
  type Doer,
  type PersonBlock,
  type Subject,
} from '../../../server/wiki/policy.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { beginThread } from '../../../server/wiki/talk/posting.ts';
import { makeReport } from '../../../server/wiki/reports/reports.ts';
import { recordByline } from '../../../server/wiki/record.ts';
import { mergeTopics } from '../../../server/wiki/topics/merging.ts';
import { addresses } from '../../../server/web/doors.ts';
import { serveWiki, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

/** What a form does, and one that is filled in as it should be; `count` makes each another. What isn't `apt` comes back with 422. */
interface Sent {
  deed: Deed;
  form: (count: number) => Form;
  apt?: (subject: Subject) => boolean;
  /** Whether the request that it answers is one's own. */
  isOwn?: boolean;
}

const reason = 'Som aftalt';
const summary = 'Hvorfor';
const kind = 'method';
const letters = (count: number) => [...String(count)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

const FORMS: Record<string, Sent> = {
  '/new': { deed: 'write', form: (count) => ({ kind, title: `Ny ${count}`, lead: 'Ny.', action: 'save' }) },
  '/wiki/:slug/edit': { deed: 'write', form: (count) => ({ lead: `Rettet ${count}.`, action: 'save' }) },
  '/wiki/:slug/move': { deed: 'write', form: (count) => ({ title: `Flyttet ${count}`, summary }) },
  '/wiki/:slug/restore': { deed: 'write', form: () => ({ number: '1', summary }) },
  '/wiki/:slug/undo': { deed: 'write', form: () => ({ number: '2', summary }) },
  '/wiki/:slug/rollback': { deed: 'write', form: () => ({ base: '2', summary }) },
  // Nothing links to what it's tried on.
  '/wiki/:slug/relink': { deed: 'write', form: () => ({ summary }), apt: () => false },
  '/wiki/:slug/talk': { deed: 'post', form: (count) => ({ title: `Tråd ${count}`, words: 'Ord.' }) },
  '/wiki/:slug/talk/:thread': { deed: 'post', form: (count) => ({ words: `Svar ${count}.` }) },
  '/wiki/:slug/talk/:thread/settle': { deed: 'settle', form: () => ({ reason }) },
  // What it's tried on is open and shown.
  '/wiki/:slug/talk/:thread/reopen': { deed: 'reopen', form: () => ({ reason }), apt: () => false },
  '/wiki/:slug/talk/:thread/:post/edit': {
    deed: 'reword',
    form: (count) => ({ title: 'Tråd', words: `Andre ord ${count}.` }),
  },
  '/wiki/:slug/talk/:thread/:post/hide': { deed: 'hide-post', form: () => ({ reason }) },
  '/wiki/:slug/talk/:thread/:post/unhide': {
    deed: 'unhide-post',
    form: () => ({ reason }),
    apt: () => false,
  },
  '/wiki/:slug/talk/:thread/:post/erase': { deed: 'ask-erasure', form: () => ({ reason }) },
  '/wiki/:slug/talk/:thread/:post/thank': { deed: 'thank-post', form: () => ({}) },
  '/wiki/:slug/protect': { deed: 'protect', form: () => ({ level: 'moderators', until: '', reason }) },
  '/wiki/:slug/delete': { deed: 'delete', form: () => ({ reason }) },
  '/wiki/:slug/undelete': {
    deed: 'undelete',
    form: () => ({ reason }),
    apt: ({ deletedBy }) => deletedBy !== undefined,
  },
  '/wiki/:slug/free': { deed: 'free-title', form: () => ({ reason }), apt: () => false },
  '/wiki/:slug/history/:number/hide': { deed: 'hide', form: () => ({ text: '1', reason }) },
  '/wiki/:slug/history/:number/erase': { deed: 'ask-erasure', form: () => ({ what: 'content', reason }) },
  '/wiki/:slug/history/:number/patrol': { deed: 'patrol', form: () => ({}) },
  '/wiki/:slug/history/:number/thank': { deed: 'thank', form: () => ({}) },
  '/people/:id/write': { deed: 'write-letter', form: () => ({ subject: 'Hej', words: 'Ord.' }) },
  '/people/:id/patrol': { deed: 'patrol-person', form: () => ({ newest: '99999' }) },
  // Whom it's tried on has written nothing.
  '/people/:id/rollback': { deed: 'rollback-person', form: () => ({ reason }), apt: () => false },
  '/people/:id/erase': { deed: 'ask-erasure', form: () => ({ what: 'name', reason }) },
  '/erasures/:request/confirm': { deed: 'ask-erasure', form: () => ({}) },
  '/erasures/:request/refuse': { deed: 'ask-erasure', form: () => ({}) },
  '/erasures/:request/withdraw': { deed: 'ask-erasure', form: () => ({}), isOwn: true },
  '/moderation/reports/:report': { deed: 'handle-report', form: () => ({ answer: 'done', reason }) },
  '/people/:id/block': { deed: 'block', form: () => ({ scope: 'editing', until: '', reason }) },
  '/people/:id/unblock': { deed: 'unblock', form: () => ({ reason }) },
  '/people/:id/role': { deed: 'appoint', form: () => ({ role: 'moderator', reason }) },
  '/topics/:topic/merge': { deed: 'merge-topic', form: (count) => ({ into: `Andet ${count}`, reason }) },
  '/topics/:topic/part': { deed: 'part-topic', form: () => ({ reason }) },
  '/figures/goals': {
    deed: 'set-goal',
    form: (count) => ({ figure: 'edits', from: '2026-01', to: '2026-12', goal: String(count + 1) }),
  },
  '/names': {
    deed: 'vouch-name',
    form: (count) => ({ name: `Navn${letters(count)}`, email: `navn${count}@example.dk`, reason }),
  },
  '/domains': {
    deed: 'add-domain',
    form: (count) => ({ domain: `kommune${count}.dk`, workplace: 'Kommunen' }),
  },
  '/account': {
    deed: 'change-name',
    form: (count) => ({ name: `Kim ${letters(count)} Holm`, title: '', workplace: '' }),
  },
};

/** Where somebody becomes another: no page is shown there to those who may, and no one is asked who they are. */
const ENTERING = [
  ...['/login', '/register', '/confirm', '/confirm/again', '/forgot', '/reset', '/setup', '/logout'],
  ...['/login/:provider', '/welcome'],
];

/** What anyone may tell the moderators, whoever they are, of what readers see. */
const TELLING = ['/wiki/:slug/report', '/moderators'];

/** What is one's own alone, whatever keeps one from writing. */
const OWN = [
  ...['/account/address', '/account/password', '/account/browsers', '/account/leave'],
  ...['/watchlist', '/watchlist/seen', '/watchlist/mail', '/notices', '/stop-mail'],
];

/** What can be done that no form of its own does, and where else that is tried. */
const WITHOUT_FORM: Partial<Record<Deed, string>> = {
  'sign-in': 'below, of whoever is blocked',
  move: '/wiki/:slug/move and /edit',
  unprotect: '/wiki/:slug/protect',
  import: 'npm run wiki -- import-git',
  licence: 'npm run wiki -- import-git',
  starter: 'setting up',
  'create-administrator': 'setting up',
  'write-much': 'test/web/wire/quotas.test.ts',
  'found-licence': 'a migration',
  'found-moderator': 'a migration',
  'found-administrator': 'a migration',
  'appoint-contributor': '/people/:id/role',
  'appoint-moderator': '/people/:id/role',
  'appoint-administrator': '/people/:id/role',
  'remove-domain': '/domains',
  'withdraw-name': '/names',
  'end-goal': '/figures/goals',
  unhide: '/wiki/:slug/history/:number/hide',
  'see-hidden': 'test/web/moderation/withheld.test.ts',
  leave: '/account/leave',
  'pair-names': 'test/web/people/pairing.test.ts',
  'part-names': 'test/web/people/pairing.test.ts',
  'erase-content': '/erasures/:request/confirm',
  'erase-summary': '/erasures/:request/confirm',
  'erase-byline': '/erasures/:request/confirm',
  'erase-log': '/erasures/:request/confirm',
};

const SOON = '2026-12-03T22:59:59.999Z';
/** How an article may stand, what makes it so, and what the policy is told of it. A new state is a line here, and what begins it in `articleIn`. */
const ARTICLES: Record<
  string,
  { subject: Subject; level?: 'verified' | 'moderators'; until?: string; deleted?: true }
> = {
  open: { subject: {} },
  'for the verified': { subject: { protection: { level: 'verified' } }, level: 'verified' },
  'for moderators': { subject: { protection: { level: 'moderators' } }, level: 'moderators' },
  deleted: { subject: { deletedBy: 1 }, deleted: true },
  'for moderators until yesterday': { subject: {}, level: 'moderators', until: SOON },
};

/** What may block whoever asks. */
const BLOCKS: Record<string, { block?: PersonBlock; until?: string; given?: PersonBlock['scope'] }> = {
  'not blocked': {},
  'kept from editing': { block: { scope: 'editing' }, given: 'editing' },
  'kept from everything': { block: { scope: 'everything' }, given: 'everything' },
  'kept from everything until yesterday': { given: 'everything', until: SOON },
};

const DOERS: Record<string, Pick<Doer, 'role' | 'verification'>> = {
  ida: { role: 'contributor', verification: 'unconfirmed' },
  ana: { role: 'contributor', verification: 'email' },
  vera: { role: 'contributor', verification: 'work-email' },
  mo: { role: 'moderator', verification: 'email' },
  åse: { role: 'administrator', verification: 'unconfirmed' },
};

let now = '2026-12-01T10:00:00.000Z';
let [wiki, count]: [ServedWiki, number] = [undefined as unknown as ServedWiki, 0];
const people = new Map<string, { id: number; email: string; browser: Client }>();
let rita: number;
let [first, second]: [number, number] = [0, 0];

const authorAt = async (id: number) => (await authorOf(wiki.db, id, now))!;
const signIn = (email: string, browser = wiki.client()) =>
  browser.post('/login', { email, password: PASSWORD }).then((answer) => ({ answer, browser }));
const somebody = (name: string) => ({
  ...ana,
  name,
  email: `${encodeURIComponent(name).replaceAll('%', '').replace(/\d* /g, '')}@example.dk`,
});

beforeAll(async () => {
  wiki = await serveWiki({}, () => now);
  first = (await join(wiki.db, bo)).personId;
  second = (await join(wiki.db, { ...bo, name: 'Ib Krogh', email: 'ib@example.dk' })).personId;
  rita = (await join(wiki.db, { ...mo, name: 'Rita Falk', email: 'rita@example.dk' }, 'administrator'))
    .personId;
  const names = { ida: 'Ida Lund', ana: 'Ana Berg', vera: 'Vera Dam', mo: 'Mona Bro', åse: 'Åse Elm' };
  for (const [key, name] of Object.entries(names)) {
    const { role, verification } = DOERS[key]!;
    const someone = somebody(name);
    const { personId: id } = await join(wiki.db, someone, role);
    if (verification !== 'email') await verifyAs(id, someone, verification!);
    people.set(key, { id, email: someone.email, browser: (await signIn(someone.email)).browser });
  }
});
afterAll(() => wiki.close());

async function verifyAs(
  personId: number,
  { name, title, workplace }: typeof ana,
  verification: Verification,
) {
  await wiki.db.transaction().execute(async (tx) => {
    const id = await recordByline(tx, {
      personId,
      signature: { name, title, workplace },
      verification,
      at: now,
    });
    await tx.updateTable('person').set({ byline_id: id }).where('id', '=', personId).execute();
  });
}

/** Makes an article of two versions by two people, in a state that began before now, and returns its slug. */
async function articleIn({ level, until, deleted }: (typeof ARTICLES)[string]): Promise<string> {
  const title = `Artikel ${++count}`;
  const [ones, others] = [await authorAt(first), await authorAt(second)].map((author) => spread(author));
  await createArticle(wiki.db, ones!, { content: method({ title }), summary: '' });
  const slug = `artikel-${count}`;
  await editArticle(wiki.db, others!, slug, {
    content: method({ title, lead: 'Anden.' }),
    summary: '',
    minor: false,
  });
  const post = { title: 'Tråd', words: 'Ritas ord.', section: '' };
  await beginThread(wiki.db, spread(await authorAt(rita)), slug, post);
  if (level)
    await protectArticle(wiki.db, await ritaBefore(until), slug, { level, until: until ?? null, reason });
  if (deleted) await deleteArticle(wiki.db, await authorAt(rita), slug, reason);
  return slug;
}

/** An hour apart from the last, since nobody writes so much at once. */
function spread(author: Author): Author {
  return { ...author, at: new Date(Date.UTC(2026, 0, 1, count)).toISOString() };
}

/** What ends by a time began before it. */
async function ritaBefore(until?: string): Promise<Author> {
  return (await authorOf(wiki.db, rita, until === undefined ? now : '2026-12-01T00:00:00.000Z'))!;
}

async function target(
  role: 'contributor' | 'administrator' = 'contributor',
  isBlocked = false,
): Promise<number> {
  const name = `Per ${letters(++count)} Skov`;
  const credential = { email: `${count}@example.dk`, passwordHash: 'none' };
  const newcomer = { role: 'contributor', verification: 'email', at: now } as const;
  const id = await wiki.db
    .transaction()
    .execute((tx) => insertPerson(tx, { name, title: '', workplace: '' }, credential, newcomer));
  if (role !== 'contributor')
    await wiki.db.transaction().execute(async (tx) => appoint(tx, await authorAt(rita), id, role));
  if (isBlocked)
    await blockPerson(wiki.db, await authorAt(rita), id, { scope: 'editing', until: null, reason });
  return id;
}

/** Lets somebody be blocked while something is done, and signs them in again where that ended their sessions. */
async function whileBlocked(
  key: string,
  { given, until, block }: (typeof BLOCKS)[string],
  work: () => Promise<void>,
) {
  const { id, email, browser } = people.get(key)!;
  if (!given) return work();
  await blockPerson(wiki.db, await ritaBefore(until), id, { scope: given, until: until ?? null, reason });
  if (!block) await signIn(email, browser);
  await work();
  if (block) await unblockPerson(wiki.db, await authorAt(rita), id, reason);
  await signIn(email, browser);
}

/** Returns where a form is sent, of an article, a person, and an erasure that somebody asked for, if it's of one. */
async function placeOf(path: string, slug: string, id: number, asker = rita): Promise<string> {
  if (path === '/new') return '/new?kind=method';
  const request = path.includes(':request') ? await requestBy(asker) : 0;
  const report = path.includes(':report') ? await reportOf(slug) : 0;
  const thread = path.includes(':thread') ? await threadOf(slug) : 0;
  const topic = path.includes(':topic') ? await topicFor(path) : '';
  const of = { request, report, thread, post: thread, topic };
  const parts: Record<string, string | number> = { slug, id, number: 1, ...of };
  return path.replace(/:(\w+)/g, (_part, name: string) => String(parts[name]));
}

/** A topic of an article of its own, merged into another where that is what is taken back. */
async function topicFor(path: string): Promise<string> {
  const topic = `mål${++count}`;
  const content = method({ title: `Om ${topic}`, topics: [topic] });
  await createArticle(wiki.db, spread(await authorAt(first)), { content, summary: '' });
  if (path.endsWith('/part'))
    await mergeTopics(wiki.db, await authorAt(rita), topic, { into: `under ${topic}`, reason });
  return encodeURIComponent(topic);
}

async function reportOf(slug: string): Promise<number> {
  const { id: articleId } = await findArticle(wiki.db, slug);
  const about = { articleId, number: 1, section: '', reason: 'wrong', words: '', email: '' };
  await makeReport(wiki.db, { ...about, personId: undefined }, now);
  const newest = wiki.db.selectFrom('report').select((eb) => eb.fn.max('id').as('id'));
  return (await newest.executeTakeFirstOrThrow()).id;
}

/** The thread that was begun about an article, whose number is its first post's. */
async function threadOf(slug: string): Promise<number> {
  const { id } = await findAnyArticle(wiki.db, slug);
  const thread = wiki.db.selectFrom('thread').select('id').where('article_id', '=', id);
  return (await thread.executeTakeFirstOrThrow()).id;
}

async function requestBy(personId: number): Promise<number> {
  const place = { slug: await articleIn(ARTICLES['open']!), number: 1 };
  await askErasure(wiki.db, await authorAt(rita), place, { what: 'content', reason });
  const newest = wiki.db.selectFrom('erasure_request').select((eb) => eb.fn.max('id').as('id'));
  const { id } = await newest.executeTakeFirstOrThrow();
  await wiki.db.updateTable('erasure_request').set({ asked_by: personId }).where('id', '=', id).execute();
  return id;
}

/** Asks for a form and sends it, as somebody, and tells both statuses; whoever is kept from everything is nobody. */
async function tried(browser: Client, path: string, form: Form): Promise<[number, number]> {
  return [(await browser.get(path)).status, (await browser.post(path, form)).status];
}

const addressOf = (path: string) => addresses.all.find((address) => address.path === path)!;
/** What is only sent has no page of its own. */
const hasPage = (path: string) => addressOf(path).get !== undefined;

function expectedOf(doer: Doer, path: string, subject: Subject): [number, number] {
  const { deed, apt } = FORMS[path]!;
  const asked = askedOf(doer, path, subject);
  if (doer.block?.scope === 'everything') return [asked, 401];
  const refused = refusalOf(doer, deed, saidBy(deed, subject));
  const isApt = apt?.(subject) ?? true;
  return [asked, refused ?? (isApt ? 303 : 422)];
}

/** The status of the page that a form stands on. */
function askedOf(doer: Doer, path: string, subject: Subject): number {
  const { who, deed } = addressOf(path);
  if (!hasPage(path)) return 404;
  const isNobody = doer.block?.scope === 'everything';
  // What anyone reads may be read by who may not send anything there.
  if (who === 'anyone') return subject.deletedBy !== undefined && !seesHidden(doer) ? 410 : 200;
  if (isNobody) return 303;
  // Everybody sees their own account, and which workplaces have a domain.
  return deed === undefined ? 200 : (refusalOf(doer, deed, saidBy(deed, subject)) ?? 200);
}

/** Every post that is tried is Rita's. */
function saidBy(deed: Deed, subject: Subject): Subject {
  return deed === 'reword' ? { ...subject, personId: rita } : subject;
}

/** The status of the policy's no, if it's one; of what is deleted most aren't told whether they could. */
function refusalOf(doer: Doer, deed: Deed, subject: Subject): number | undefined {
  if (subject.deletedBy !== undefined && !seesHidden(doer)) return 410;
  try {
    check(doer, deed, subject);
    return undefined;
  } catch (error) {
    return (error as WikiError).status;
  }
}

describe('the tables', () => {
  test('hold every address that takes a form, with what its door says that it does', () => {
    const taking = addresses.all.filter(({ post }) => post);
    expect(taking.map(({ path }) => path).sort()).toEqual(
      [...Object.keys(FORMS), ...ENTERING, ...TELLING, ...OWN].sort(),
    );
    for (const { path, deed } of taking.filter(({ deed }) => deed))
      expect([path, FORMS[path]?.deed]).toEqual([path, deed]);
    const bare = taking
      .filter(({ path, deed }) => !deed && ![...ENTERING, ...TELLING, ...OWN].includes(path))
      .map(({ path }) => path);
    expect(bare).toEqual(['/account']);
  });

  test('hold every deed of the policy', () => {
    const named = [...Object.values(FORMS).map(({ deed }) => deed), ...Object.keys(WITHOUT_FORM)];
    expect([...new Set(named)].sort()).toEqual([...deeds].sort());
  });
});

const ofArticles = Object.entries(FORMS).filter(([path]) => path.includes(':slug'));
describe.each(Object.entries(ARTICLES))('an article %s', (_name, state) => {
  test.each(Object.keys(DOERS))('is answered to %s at every address as the policy says', async (key) => {
    now = state.until === undefined ? now : '2026-12-04T10:00:00.000Z';
    const { id: personId, browser } = people.get(key)!;
    // What came to nothing leaves the article as it was, for the next to be tried on.
    let slug: string | undefined;
    for (const [path, { deed, form }] of ofArticles) {
      count++;
      slug ??= await articleIn(state);
      const before = await findAnyArticle(wiki.db, slug);
      const answered = await tried(browser, await placeOf(path, slug, 0), form(count));
      const expected = expectedOf({ ...DOERS[key]!, personId }, path, state.subject);
      expect([path, key, ...answered]).toEqual([path, key, ...expected]);
      const { number } = await findAnyArticle(wiki.db, slug);
      expect([path, number]).toEqual([
        path,
        before.number + (expected[1] === 303 && deed === 'write' ? 1 : 0),
      ]);
      if (expected[1] === 303) slug = undefined;
    }
  });
});

describe.each(Object.entries(BLOCKS))('somebody %s', (_name, state) => {
  test.each(Object.keys(DOERS))('who is %s is answered at every address as the policy says', async (key) => {
    now = state.until === undefined ? now : '2026-12-04T10:00:00.000Z';
    const { id: personId, browser } = people.get(key)!;
    await whileBlocked(key, state, async () => {
      for (const [path, { deed, form, isOwn }] of Object.entries(FORMS)) {
        const id = await target('contributor', deed === 'unblock');
        const slug = /:slug|:report/.test(path) ? await articleIn(ARTICLES['open']!) : '';
        const doer = { ...DOERS[key]!, personId, block: state.block };
        const at = await placeOf(path, slug, id, isOwn ? personId : rita);
        const answered = await tried(browser, at, form(count));
        const expected = expectedOf(doer, path, { personId: id, role: 'contributor' });
        expect([path, key, ...answered]).toEqual([path, key, ...expected]);
      }
    });
  });
});

test('a stranger, and somebody whose session is over, is asked to sign in at every address', async () => {
  const over = wiki.client();
  await signIn(people.get('ana')!.email, over);
  await deleteSessionsOf(wiki.db, people.get('ana')!.id);
  const id = await target('contributor', true);
  for (const browser of [wiki.client(), over]) {
    for (const [path, { form }] of Object.entries(FORMS)) {
      const slug = await articleIn(ARTICLES['for moderators']!);
      const answered = await tried(browser, await placeOf(path, slug, id), form(count));
      const shown = addressOf(path).who === 'anyone' ? 200 : hasPage(path) ? 303 : 404;
      expect([path, ...answered]).toEqual([path, shown, 401]);
    }
  }
  expect(await signIn(people.get('ana')!.email, people.get('ana')!.browser)).toMatchObject({
    answer: { status: 303 },
  });
});

test('nobody signs in who is kept from everything, and whoever is kept from editing does', async () => {
  const { email } = people.get('vera')!;
  for (const [scope, status] of [
    ['everything', 403],
    ['editing', 303],
  ] as const) {
    await whileBlocked('vera', { block: { scope }, given: scope }, async () => {
      expect((await signIn(email)).answer.status).toBe(status);
      // Whoever doesn't know the password isn't told.
      const guess = await wiki.client().post('/login', { email, password: 'gættet adgangskode' });
      expect([guess.status, guess.text.includes('blokeret')]).toEqual([422, false]);
    });
  }
});

describe('of two ids, of which one is allowed, the address’s counts alone', () => {
  test('for people: a moderator doesn’t reach an administrator by a form that names somebody else', async () => {
    const [boss, other] = [await target('administrator'), await target()];
    const names = {
      id: String(other),
      personId: String(other),
      person_id: String(other),
      role: 'contributor',
    };
    const { browser, id: own } = people.get('mo')!;
    const form = { scope: 'everything', until: '', reason, ...names };
    const statuses = [];
    for (const path of [`/people/${boss}/block`, `/people/${boss}/block?id=${other}`, `/people/${own}/block`])
      statuses.push((await browser.post(path, form)).status);
    expect(statuses).toEqual([403, 403, 403]);
    expect((await browser.post(`/people/${other}/block`, { ...form, id: String(boss) })).status).toBe(303);
    const blocks = await wiki.db
      .selectFrom('block')
      .select('person_id')
      .where('person_id', 'in', [boss, other])
      .execute();
    expect(blocks).toEqual([{ person_id: other }]);
    expect((await doerAt(wiki.db, own, now)).block).toBeUndefined();
    const raised = await people
      .get('ana')!
      .browser.post(`/people/${people.get('ana')!.id}/role`, { role: 'administrator', reason });
    expect([raised.status, (await findPerson(wiki.db, people.get('ana')!.id)).role]).toEqual([
      403,
      'contributor',
    ]);
  });

  test('for articles: neither a slug nor a number of another opens one that is closed', async () => {
    const [closed, open] = [await articleIn(ARTICLES['for moderators']!), await articleIn(ARTICLES['open']!)];
    const { browser } = people.get('ana')!;
    const names = {
      slug: open,
      article: open,
      articleId: '1',
      level: 'all',
      role: 'moderator',
      verification: 'federated',
    };
    for (const [path, { form, deed }] of ofArticles) {
      if (deed !== 'write') continue;
      const answer = await browser.post(path.replace(':slug', closed), { ...form(++count), ...names });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect((await browser.post(`/wiki/${open}/restore`, { number: '3', summary })).status).toBe(404);
    const numbers = [(await findArticle(wiki.db, closed)).number, (await findArticle(wiki.db, open)).number];
    expect(numbers).toEqual([2, 2]);
  });
});

test('a preview of a protected article is refused with the text as it was typed, which isn’t saved', async () => {
  const slug = await articleIn(ARTICLES['for moderators']!);
  const typed = { lead: 'Min lange, ventende tekst.', action: 'preview' };
  const refused = await people.get('ana')!.browser.post(`/wiki/${slug}/edit`, typed);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Min lange, ventende tekst.');
  expect(refused.text).toContain('Kun moderatorer kan redigere artiklen.');
  expect(refused.text).not.toContain('class="preview"');
  const shown = await people.get('mo')!.browser.post(`/wiki/${slug}/edit`, typed);
  expect([shown.status, shown.text.includes('class="preview"')]).toEqual([200, true]);
  expect((await findArticle(wiki.db, slug)).number).toBe(2);
});

test('after all of that the wiki verifies', async () => {
  expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
});
