/** A CPR number gets in nowhere: no form takes it, no door records it, and no answer but the form as typed repeats it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WikiError } from '../../../server/errors.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { followRevision } from '../../../server/wiki/copies/index.ts';
import { cprInContent } from '../../../server/wiki/cpr.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { insertRevision } from '../../../server/wiki/history/revisions.ts';
import { personByEmail } from '../../../server/wiki/people/accounts.ts';
import { recordAct, recordByline } from '../../../server/wiki/record.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, AT } from '../../support/people.ts';

const CPR = '010203-1234';
const HELP = 'ligner et CPR-nummer';

let wiki: ServedWiki;
let browser: Client;
let anas: Author;
beforeAll(async () => {
  wiki = await serveWiki();
  browser = await wiki.joined(ana);
  anas = (await authorOf(wiki.db, (await personByEmail(wiki.db, ana.email))!, AT))!;
});
afterAll(() => wiki.close());

const form = {
  kind: 'case',
  title: 'Morgenmøde',
  lead: 'Ti minutter.',
  'facts[workplaces]': 'Nordby',
  action: 'save',
};
const revisions = async () => (await wiki.db.selectFrom('revision').select('sequence').execute()).length;
const problemsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: WikiError) => error.problems.map(({ field, code }) => `${field} ${code}`),
  );

describe('an article’s form', () => {
  test.each([
    ['title', `Om ${CPR}`],
    ['lead', `Om ${CPR}.`],
    ['topics', `tillid\n${CPR}`],
    ['summary', `Rettede ${CPR}`],
    ['facts[resources]', CPR],
    ['facts[workplaces]', `Nordby\n${CPR}`],
    ['facts[places]', CPR],
    ['facts[level]', CPR],
    ['sources[0][title]', CPR],
    ['body', `Første\n\n${CPR}\n`],
  ])('is refused for one in %s, and says so there', async (field, text) => {
    const before = await revisions();
    for (const action of ['save', 'preview']) {
      if (action === 'preview' && field === 'summary') continue;
      const sources: Record<string, string> = field.startsWith('sources')
        ? { 'sources[0][url]': 'https://example.dk' }
        : {};
      const { status, text: page } = await browser.post('/new', {
        ...form,
        ...sources,
        [field]: text,
        action,
      });
      expect([field, action, status]).toEqual([field, action, 422]);
      expect(page).toContain(HELP);
      expect(page).toContain(`href="#${field}`);
      // What was typed stands in its own control, and nowhere else.
      expect(page.replace(/<(textarea|input)[^>]*>[^<]*/g, '')).not.toContain(CPR);
    }
    expect(await revisions()).toBe(before);
  });

  test('tells the line', async () => {
    const { text } = await browser.post('/new', { ...form, body: `Første\n\n${CPR}\n` });
    expect(text).toContain('Linje 3 ligner et CPR-nummer.');
    const { text: english } = await browser.post('/en/new', { ...form, body: `Første\n\n${CPR}\n` });
    expect(english).toContain('Line 3 looks like a Danish CPR number.');
  });

  test('takes what only has as many digits', async () => {
    const { status } = await browser.post('/new', {
      ...form,
      body: 'Ring 12 34 56 78, eller se ISBN 0306406152.',
    });
    expect(status).toBe(303);
  });
});

test('what a person goes by can’t hold one', async () => {
  const { status, text } = await browser.post('/account', { ...ana, title: `nr. ${CPR}` });
  expect([status, text]).toEqual([422, expect.stringContaining(HELP)]);
  expect((await browser.get('/account')).text).not.toContain(CPR);
});

describe('the one writing door', () => {
  test('takes none in the words of an act, and lets one be called something else than before', async () => {
    const act = (words: Record<string, unknown>) =>
      problemsOf(wiki.db.transaction().execute((tx) => recordAct(tx, anas, 'move', { articleId: 1, words })));
    expect(await act({ from: 'a', to: 'b', reason: CPR })).toEqual(['reason cpr']);
    expect(await act({ from: CPR, to: 'b' })).toEqual([]);
  });

  test('takes none in a byline', async () => {
    const signature = { name: 'Kim Bæk', title: '', workplace: CPR };
    const byline = { personId: anas.personId, signature, verification: 'email', at: AT } as const;
    const work = wiki.db.transaction().execute((tx) => recordByline(tx, byline));
    expect(await problemsOf(work)).toEqual(['workplace cpr']);
  });
});

test('a text of before that holds one can’t be brought back, and can be written out of the article', async () => {
  const { id, uid } = await makeArticle();
  const old = method({ title: 'Gammel', body: `Ring til\n${CPR}\n` });
  expect(cprInContent(old)).toEqual([{ field: 'body', code: 'cpr-line', params: { line: 2 } }]);
  const save = { action: 'edit', summary: '', minor: false, baseNumber: 1 } as const;
  await wiki.db.transaction().execute(async (tx) => {
    const added = await insertRevision(tx, anas, { id, uid, revisionCount: 1 }, { ...save, content: old });
    await followRevision(tx, added);
  });
  const clean = { content: method({ title: 'Gammel', body: 'Ring.\n' }), summary: '', minor: false };
  expect(await editArticle(wiki.db, anas, 'gammel', clean)).toMatchObject({ number: 3 });
  const back = { number: 2, summary: 'Tilbage' };
  expect(await problemsOf(restoreRevision(wiki.db, anas, 'gammel', back))).toEqual(['number cpr-back']);
  const undone = undoRevisions(wiki.db, anas, 'gammel', { from: 3, to: 3, summary: 'Fortrudt' });
  expect(await problemsOf(undone)).toEqual(['number cpr-back']);
  const { status, text } = await browser.post('/wiki/gammel/restore', { ...back, number: '2', base: '3' });
  expect([status, text]).toEqual([422, expect.stringContaining('bed en moderator om at slette')]);
});

async function makeArticle() {
  await browser.post('/new', {
    kind: 'method',
    title: 'Gammel',
    lead: 'Et forsøg.',
    body: 'Ring.',
    action: 'save',
  });
  return findArticle(wiki.db, 'gammel');
}

test('an import tells the file, the commit and the line, and leaves the file as it was before', async () => {
  const commit = (id: string, text: string, message = 'Ret') => ({
    ...{ id, author: { name: 'Karen Høj', email: 'karen@example.dk' }, merge: false, message },
    writtenAt: `2020-05-0${id}T08:00:00.000Z`,
    changes: [{ path: 'kort.md', read: () => Promise.resolve(text) }],
  });
  const terms = { kind: kindOf('method')!, licence: 'CC0-1.0', source: 'git:kort' };
  const report = await importHistory(wiki.db, anas, terms, [
    commit('1', '# Kort\n\nLæg kortene.\n'),
    commit('2', `# Kort\n\nLæg kortene.\n\nSe ${CPR}\n`),
    commit('3', '# Kort\n\nLæg kortene nu.\n'),
  ]);
  expect(report.notes).toEqual([{ code: 'cpr', commit: '2', path: 'kort.md', detail: 'line 5', later: 1 }]);
  expect((await findArticle(wiki.db, 'kort')).number).toBe(1);
  const said = {
    ...commit('4', '# Andet\n\nLæg dem.\n', `Om ${CPR}`),
    changes: [{ path: 'andet.md', read: () => Promise.resolve('# Andet\n\nLæg dem.\n') }],
  };
  const { notes } = await importHistory(wiki.db, anas, { ...terms, source: 'git:andet' }, [said]);
  expect(notes).toMatchObject([{ code: 'cpr', path: 'andet.md', commit: '4' }]);
  expect(JSON.stringify(notes)).not.toContain(CPR);
});

test('nothing of all that was kept: no table holds one but the history of before', async () => {
  for (const { name } of await wiki.db.introspection.getTables()) {
    if (['content', 'current_content', 'attempt'].includes(name)) continue;
    const rows = await wiki.db
      .selectFrom(name as 'log_words')
      .selectAll()
      .execute();
    const held = JSON.stringify(rows).includes(CPR);
    // A test above lets one be called so, to be called something else.
    expect([name, held]).toEqual([name, name === 'log_words']);
  }
});
