/** What is taken from view is shown on no way to those who may not see it: every address of the app is asked, by each who may ask. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addresses } from '../../../server/web/doors.ts';
import type { Address } from '../../../server/web/frame/visit.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import { contentOf } from '../../../server/wiki/history/reading.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { askErasure, confirmErasure } from '../../../server/wiki/moderation/erasing.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { serveWiki, type Answer, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

/** A word that stands in what is taken, and nowhere else. */
const WORD = 'Okapidyret';
const LINE = `Skriv til ${WORD} i Nordby, så svarer vi samme dag.`;
const SLUG = 'første-titel';
const reason = 'Det hører ikke til her.';

const plain = method({ title: 'Første titel', topics: ['deltagelse'] });
const marked = method({
  title: `Første titel om ${WORD}`,
  lead: `Om ${WORD}.`,
  topics: [WORD],
  sources: [{ title: WORD, url: `https://example.dk/${WORD}` }],
  facts: { what: WORD },
  body: `${plain.body}\n${LINE}\n`,
});

interface State {
  /** Whether version 2 holds the word in its text, and in its summary. */
  text: boolean;
  summary: boolean;
  /** Whether it's the current version. */
  isCurrent?: boolean;
  take(wiki: ServedWiki, people: People): Promise<void>;
  /** The addresses of which one at least showed it before, and shows it to a moderator after. */
  shown: string[];
  gone?: true;
}
interface People {
  moderator: Author;
  admins: [Author, Author];
}

const hide = (text: boolean, summary: boolean): State['take'] => {
  return ({ db }, { moderator }) =>
    hideRevision(db, moderator, { slug: SLUG, number: 2 }, { text, summary, reason });
};
const TEXTS = [
  '/wiki/:slug/history/:number',
  '/wiki/:slug/diff/:from/:to',
  '/wiki/:slug/diff/:from/:to.diff',
  '/wiki/:slug/source',
  '/wiki/:slug/cite',
  ...['bib', 'ris', 'json'].map((ending) => `/wiki/:slug/cite.${ending}`),
  '/wiki/:slug/attribution',
  '/wiki/:slug/attribution.json',
  '/log',
  '/log.atom',
];
const SUMMARIES = ['/wiki/:slug/history', '/wiki/:slug/diff/:from/:to', '/changes', '/people/:id'];

const states: Record<string, State> = {
  'an article that is deleted': {
    ...{ text: true, summary: true, isCurrent: true },
    take: ({ db }, { moderator }) => deleteArticle(db, moderator, SLUG, reason),
    shown: [...TEXTS, ...SUMMARIES],
  },
  'a text that is hidden': { text: true, summary: false, take: hide(true, false), shown: TEXTS },
  'a summary that is hidden': { text: false, summary: true, take: hide(false, true), shown: SUMMARIES },
  'a text and a summary that are hidden': {
    ...{ text: true, summary: true, take: hide(true, true) },
    shown: [...TEXTS, ...SUMMARIES],
  },
  'a text that is asked to be erased': {
    ...{ text: true, summary: false, shown: TEXTS },
    take: ({ db }, { admins: [asker] }) =>
      askErasure(db, asker, { slug: SLUG, number: 2 }, { what: 'content', reason }),
  },
  'a text and a summary that are erased': {
    ...{ text: true, summary: true, shown: [], gone: true },
    take: async ({ db }, { admins: [asker, other] }) => {
      for (const what of ['content', 'summary'] as const) {
        await askErasure(db, asker, { slug: SLUG, number: 2 }, { what, reason });
        const { id } = await db.selectFrom('erasure_request').select('id').executeTakeFirstOrThrow();
        await confirmErasure(db, other, id);
      }
    },
  },
};

describe.each(Object.entries(states))('%s', (_name, state) => {
  let wiki: ServedWiki;
  let before: Set<string>;
  const browsers = {} as Record<'stranger' | 'contributor' | 'moderator', Client>;
  beforeAll(async () => {
    wiki = await serveWiki();
    const people = await write(wiki, state);
    for (const someone of [bo, mo]) {
      const browser = wiki.client();
      await browser.post('/login', { email: someone.email, password: PASSWORD, next: '/' });
      browsers[someone === bo ? 'contributor' : 'moderator'] = browser;
    }
    browsers.stranger = wiki.client();
    before = await showing(wiki.client());
    await state.take(wiki, people);
  });
  afterAll(() => wiki.close());

  test('was shown to anyone before', () => {
    expect([...before]).toEqual(expect.arrayContaining([...state.shown]));
    expect(before.size).toBeGreaterThan(3);
  });

  test.each(['stranger', 'contributor'] as const)('is shown to no %s on any way', async (who) => {
    expect([...(await showing(browsers[who]))]).toEqual([]);
  });

  test('is shown to a moderator, unless it is gone', async () => {
    const seen = [...(await showing(browsers.moderator))];
    if (state.gone) expect(seen).toEqual([]);
    else expect(seen).toEqual(expect.arrayContaining([...state.shown]));
  });

  test('is shown to no contributor by what they send, and comes back in no version of theirs', async () => {
    const statuses = new Set<number>();
    for (const { path } of addresses.all.filter(({ path, post }) => post && path.includes(':slug'))) {
      for (const form of FORMS) {
        const answer = await browsers.contributor.post(filled(path, 1), form);
        expect([path, form, holds(answer)]).toEqual([path, form, false]);
        statuses.add(answer.status);
      }
    }
    if (state.isCurrent) expect([...statuses]).toEqual([410]);
    else expect(statuses.size).toBeGreaterThan(1);
    const { sequence } = await wiki.db
      .selectFrom('article')
      .select('sequence')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow();
    const current = JSON.stringify(await contentOf(wiki.db, sequence));
    expect(current.includes(WORD)).toBe(state.isCurrent === true);
  });
});

/** Forms that would bring the word to light, or back, if they were taken: each is sent to every address of an article. */
const FORMS: Record<string, string>[] = [
  { action: 'preview', base: '2' },
  { action: 'preview', base: '2', body: 'Noget helt andet.' },
  { action: 'save', base: '2', body: 'Noget helt andet, og mere.', lead: 'Et andet.', summary: 'Mit' },
  { action: 'save', base: '2', title: 'En titel for sig', summary: 'Mit' },
  { base: '2', number: '2', summary: 'Gendan', reason, text: '1', what: 'content' },
  { base: '3', number: '3', summary: 'Fortryd', reason, text: '1' },
  { base: '3', from: '2', to: '3', summary: 'Fortryd', reason },
  { base: '3', summary: 'Rul tilbage', reason },
];

/** Writes the article, with the word in its second version, and what else there is of others. */
async function write({ db }: ServedWiki, state: State): Promise<People> {
  const [anas, bos] = [await join(db, ana), await join(db, bo)];
  const moderator = await join(db, mo, 'moderator');
  const admin = (name: string, email: string) => join(db, { ...mo, name, email }, 'administrator');
  const admins: [Author, Author] = [
    await admin('Åse Ørsted', 'aase@example.dk'),
    await admin('Per Juhl', 'per@example.dk'),
  ];
  await createArticle(db, anas, { content: plain, summary: '' });
  const summary = state.summary ? `Mere om ${WORD}` : '';
  const content = state.text ? marked : { ...plain, lead: 'En anden indledning.' };
  await editArticle(db, bos, SLUG, { content, summary, minor: false });
  if (!state.isCurrent) await restoreRevision(db, anas, SLUG, { number: 1, summary: 'Tilbage' });
  else await moveArticle(db, anas, SLUG, { title: `Titel om ${WORD}`, summary: '' });
  await createArticle(db, anas, {
    content: method({ title: 'Den anden', body: 'Se [[Første titel]], og spørg os i morgen tidlig.' }),
    summary: '',
  });
  return { moderator, admins };
}

/** Returns the addresses of the app that show somebody the word, whatever of their query is asked for. */
async function showing(browser: Client): Promise<Set<string>> {
  const found = new Set<string>();
  for (const address of addresses.all.filter(({ get }) => get)) {
    for (const path of waysTo(address)) {
      if (holds(await browser.get(path))) found.add(address.path);
    }
  }
  return found;
}

/** What may be asked for of an address, none of it with the word in it. */
function waysTo({ path, query = [] }: Address): string[] {
  const values: Record<string, string[]> = {
    ...{
      number: ['1', '2', '3'],
      from: ['2', '3'],
      to: ['2'],
      person: ['1', '2'],
      view: ['split', 'source'],
    },
    ...{ article: [SLUG], act: ['move'], q: ['okapi', 'første'], kind: ['method'], topic: ['deltagelse'] },
  };
  const queries = query.flatMap((name) => (values[name] ?? []).map((value) => `?${name}=${value}`));
  const paths = path === '/people/:id' ? ['/people/1', '/people/2'] : [filled(path, 1), filled(path, 2)];
  return [...new Set(paths)].flatMap((path) => ['', ...queries].map((query) => path + query));
}

function filled(path: string, number: number): string {
  return path
    .replace(':topic', 'deltagelse')
    .replace(':slug', encodeURIComponent(SLUG))
    .replace(':number', String(number === 1 ? 2 : 3))
    .replace(':from', String(number))
    .replace(':to', String(number + 1))
    .replace(/:\w+/g, '1');
}

/** Where the answer is of a moved article, as its readers follow it. */
function holds({ text, headers, location }: Answer): boolean {
  const all = [text, location, ...[...headers].flat()].join('\n');
  return all.toLowerCase().includes(WORD.toLowerCase());
}
