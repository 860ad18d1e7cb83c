import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import {
  importHistory,
  type ForeignChange,
  type ForeignCommit,
  type ImportReport,
} from '../../../server/wiki/exchange/imports.ts';
import { foreignPerson } from '../../../server/wiki/exchange/people.ts';
import { lastingKey } from '../../../server/wiki/upkeep/secrets.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { writersOf } from '../../../server/wiki/history/co-authors.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
let performer: Author;
let bos: Author;
beforeEach(async () => {
  wiki = await openWiki();
  performer = await join(wiki.db, ana);
  bos = await join(wiki.db, bo);
});
afterEach(() => wiki.close());

const karen = { name: 'Karen Høj', email: 'karen@example.dk' };
const lars = { name: 'Lars Bæk', email: 'lars@example.dk' };

/** A file with front matter, two paragraphs and what a test changes of it. */
function file({ title = 'Kortsortering', first = 'Læg kortene.', last = 'Tal om det.' } = {}): string {
  return `---\ntitle: ${title}\ndescription: At lægge kort.\n---\n\n${first}\n\nVent lidt.\n\n${last}\n`;
}

const changed = (path: string, text: string, from = path): ForeignChange => ({
  path,
  from,
  read: () => Promise.resolve(text),
});
const added = (path: string, text: string): ForeignChange => ({ path, read: () => Promise.resolve(text) });
const deleted = (path: string): ForeignChange => ({ path, from: path });

/** Commits one after another, an hour apart, named a, b, c … */
function history(...commits: (Partial<ForeignCommit> & Pick<ForeignCommit, 'changes'>)[]): ForeignCommit[] {
  return commits.map((commit, index) => ({
    id: String.fromCharCode(97 + index).repeat(40),
    author: karen,
    writtenAt: `2019-05-07T${10 + index}:00:00.000Z`,
    message: `Commit ${index + 1}`,
    merge: false,
    ...commit,
  }));
}

function importAll(commits: ForeignCommit[]): Promise<ImportReport> {
  const terms = { source: 'example.dk/methods', kind: kindOf('method')!, licence: 'CC0-1.0' };
  return importHistory(wiki.db, performer, terms, commits);
}

async function linesOf(slug: string) {
  const article = await findArticle(wiki.db, slug);
  return (await historyPage(wiki.db, article.id, 50)).reverse();
}

async function bodyOf(slug: string): Promise<string> {
  const { id, number } = await findArticle(wiki.db, slug);
  return (await contentAt(wiki.db, id, number)).body;
}

const codesOf = ({ notes }: ImportReport) => notes.map(({ code, path }) => `${code} ${path}`);

describe('a commit', () => {
  test('becomes a revision of its author, at its time, recorded now', async () => {
    const report = await importAll(
      history(
        { changes: [added('kort.md', file())] },
        {
          author: lars,
          message: 'Ret\nlidt\n\nMere.',
          changes: [changed('kort.md', file({ first: 'Bland.' }))],
        },
      ),
    );
    const lines = await linesOf('kortsortering');
    expect(
      lines.map(({ byline, writtenAt, recordedAt, summary, action }) => [
        byline.name,
        byline.verification,
        writtenAt,
        recordedAt,
        summary,
        action,
      ]),
    ).toEqual([
      ['Karen Høj', 'imported', '2019-05-07T10:00:00.000Z', AT, 'Commit 1', 'import'],
      ['Lars Bæk', 'imported', '2019-05-07T11:00:00.000Z', AT, 'Ret lidt', 'import'],
    ]);
    expect(report).toMatchObject({ commits: 2, revisions: 2, articles: 1, notes: [] });
    expect([...report.names]).toEqual(['Karen Høj', 'Lars Bæk']);
    const article = await findArticle(wiki.db, 'kortsortering');
    expect(article).toMatchObject({ kind: 'method', licence: 'CC0-1.0', lead: 'At lægge kort.' });
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('is not bound by what an edit must hold', async () => {
    const long = 'ord '.repeat(80_000);
    await importAll(history({ changes: [added('lang-tekst.md', `${long}\r\n\0slut`)] }));
    const content = await contentAt(wiki.db, (await findArticle(wiki.db, 'lang-tekst')).id, 1);
    expect(content).toMatchObject({ title: 'Lang tekst', lead: '' });
    expect(content.body.length).toBe(320_006);
    expect(content.body.endsWith('\nslut\n')).toBe(true);
  });

  test('that changes nothing an article holds makes no revision', async () => {
    const again = file().replace('title:', 'layout: card\ntitle:');
    const report = await importAll(
      history({ changes: [added('kort.md', file())] }, { changes: [changed('kort.md', again)] }),
    );
    expect(report).toMatchObject({ commits: 1, revisions: 1 });
    expect([...report.unknown]).toEqual(['layout']);
    expect(await linesOf('kortsortering')).toHaveLength(1);
  });

  test('names those who wrote a revision together, and stores no e-mail anywhere, nor the names of those who wrote nothing of it', async () => {
    const message =
      'Sammen\n\nCO-AUTHORED-BY: Lars Bæk <Lars@Example.dk>\nCo-authored-by: Mie Med <mie@example.dk>\nReviewed-by: Rie Rask <rie@example.dk>';
    await importAll(
      history(
        { message, changes: [added('kort.md', file())] },
        { author: lars, changes: [changed('kort.md', file({ first: 'Bland.' }))] },
      ),
    );
    const lines = await linesOf('kortsortering');
    expect(lines.map(({ byline }) => writersOf(byline).map(({ name }) => name))).toEqual([
      ['Karen Høj', 'Lars Bæk', 'Mie Med'],
      ['Lars Bæk'],
    ]);
    for (const table of [
      'import_record',
      'import_commit',
      'byline_words',
      'person',
      'summary',
      'log_words',
    ] as const) {
      const stored = JSON.stringify(await wiki.db.selectFrom(table).selectAll().execute());
      expect(stored).not.toMatch(/@|Rie Rask/);
    }
    expect((await linesOf('kortsortering'))[0]).toMatchObject({ summary: 'Sammen' });
  });

  test('is by one person, however the address was written, and by whom an earlier version knew by it', async () => {
    const { db } = wiki;
    const by = (email: string, first: string) => ({
      author: { ...karen, email },
      changes: [changed('kort.md', file({ first }))],
    });
    const secret = await lastingKey(db, 'import-key');
    const former = createHmac('sha256', secret).update('<karen@example.dk>').digest('hex');
    const commits = history(
      { changes: [added('kort.md', file())] },
      by('Karen@Example.dk,', 'Bland.'),
      by('mailto:karen@example.dk', 'Bland igen.'),
      by('<Karen@example.dk>', 'Del ud.'),
    );
    await importAll(commits.slice(0, 1));
    await db.updateTable('person').set({ import_key: former }).where('import_key', 'is not', null).execute();
    await importAll(commits);
    const people = await db
      .selectFrom('person')
      .select('import_key')
      .where('import_key', 'is not', null)
      .execute();
    // The second is whom the address alone makes known; the first is found by what it was stored under.
    expect(people.map(({ import_key: key }) => key === former).sort()).toEqual([false, true]);
    expect(foreignPerson({ ...karen, email: 'KAREN@example.dk ' }, { secret }).key).toBe(
      people.find(({ import_key: key }) => key !== former)!.import_key,
    );
    const lines = await linesOf('kortsortering');
    expect(new Set(lines.map(({ byline }) => byline.name))).toEqual(new Set(['Karen Høj']));
  });
});
describe('an author of elsewhere', () => {
  const two = (first: ForeignCommit['author'], second: ForeignCommit['author']) =>
    history(
      { author: first, changes: [added('kort.md', file())] },
      { author: second, changes: [changed('kort.md', file({ first: 'Bland.' }))] },
    );

  test('is one person by e-mail, whatever the name, and each name is kept', async () => {
    await importAll(
      two({ name: 'amaier', email: 'am@example.dk' }, { name: 'Anna Maier', email: 'AM@example.dk' }),
    );
    const [first, second] = (await linesOf('kortsortering')).map(({ byline }) => byline);
    expect([first!.name, first!.mark, second!.name, second!.mark]).toEqual([
      'amaier',
      'handle',
      'Anna Maier',
      undefined,
    ]);
    expect(first!.personId).toBe(second!.personId);
    const person = await findPerson(wiki.db, first!.personId);
    expect(person).toMatchObject({
      imported: 'example.dk/methods',
      revisions: 2,
      byline: { name: 'Anna Maier' },
    });
  });

  test('is never taken for another of the same name', async () => {
    await importAll(two(karen, { ...karen, email: 'another@example.dk' }));
    const [first, second] = (await linesOf('kortsortering')).map(({ byline }) => byline);
    expect(first!.name).toBe(second!.name);
    expect(first!.personId).not.toBe(second!.personId);
  });

  test('may be a program, which shows', async () => {
    await importAll(two({ name: 'dependabot[bot]', email: 'bot@example.dk' }, karen));
    expect((await linesOf('kortsortering'))[0]!.byline).toMatchObject({
      name: 'dependabot[bot]',
      mark: 'bot',
    });
  });

  test.each([
    'Bo (administrator)',
    'Innovationswiki Administrator',
    'Bidragyder nr. 15',
    'bekræftet arbejdsmail',
    'Navn fjernet',
    'Кaren Høj',
  ])('by the name of %s is shown as somebody whose name isn’t told, and not refused', async (name) => {
    await importAll(two({ name, email: 'x@example.dk' }, karen));
    const [first, second] = (await linesOf('kortsortering')).map(({ byline }) => byline);
    expect(first).toMatchObject({ name, mark: 'handle' });
    expect(second).not.toHaveProperty('mark');
  });

  test('whose name only looks like another’s is told apart by a number, and not refused', async () => {
    await importAll(
      two({ name: 'Jens Nielsen', email: 'a@example.dk' }, { name: 'Jens NieIsen', email: 'b@example.dk' }),
    );
    const bylines = (await linesOf('kortsortering')).map(({ byline }) => byline);
    const numbers = await Promise.all(
      bylines.map(async ({ personId }) => (await findPerson(wiki.db, personId)).byline.namesake),
    );
    expect(numbers).toEqual([1, 2]);
  });

  test('who gave an e-mail for a name is shown without its domain', async () => {
    await importAll(two({ name: 'karen@example.dk', email: 'karen@example.dk' }, karen));
    expect((await linesOf('kortsortering'))[0]!.byline).toMatchObject({ name: 'karen', mark: 'handle' });
  });

  test.each([
    ['', 'lars@example.dk', 'lars'],
    ['   ', '12345+amaier@users.noreply.example.com', 'amaier'],
    ['\u200B', 'k.høj', 'k.høj'],
  ])(
    'without a name (%j) is told by the address, as one whose name isn’t told',
    async (name, email, shown) => {
      expect(codesOf(await importAll(two(karen, { name, email })))).toEqual([]);
      expect((await linesOf('kortsortering'))[1]!.byline).toMatchObject({ name: shown, mark: 'handle' });
    },
  );

  test('without a name and an address gets nothing in, and nobody after gets credit for it', async () => {
    const commits = history(
      { changes: [added('kort.md', file())] },
      { author: { name: ' ', email: '' }, changes: [changed('kort.md', file({ first: 'Bland.' }))] },
      { author: lars, changes: [changed('kort.md', file({ first: 'Bland.', last: 'Færdig.' }))] },
    );
    const report = await importAll(commits);
    expect(report.notes).toMatchObject([{ code: 'no-author', path: 'kort.md', later: 1 }]);
    expect(await linesOf('kortsortering')).toHaveLength(1);
    commits[1] = { ...commits[1]!, author: karen };
    expect(await importAll(commits)).toMatchObject({ revisions: 2, notes: [] });
  });

  test('is credited for what they wrote, while the log names who imported it', async () => {
    await importAll(two(karen, lars));
    const log = await wiki.db.selectFrom('log').innerJoin('log_words', 'log_id', 'id').selectAll().execute();
    expect(log.map(({ action, byline_id, words }) => [action, byline_id, words])).toEqual([
      ['import', performer.bylineId, '{"source":"example.dk/methods","path":"kort.md"}'],
    ]);
  });
});

describe('a file', () => {
  test('stays one article when it is renamed, on a line of history that still has the old name, too', async () => {
    await importAll(
      history(
        { changes: [added('Kort.md', file())] },
        { changes: [changed('kort.md', file(), 'Kort.md')] },
        { changes: [changed('Kort.md', file({ first: 'Bland.' }))] },
        { changes: [changed('arkiv/kort.md', file({ last: 'Færdig.' }), 'kort.md')] },
      ),
    );
    expect((await linesOf('kortsortering')).map(({ summary }) => summary)).toEqual([
      'Commit 1',
      'Commit 3',
      'Commit 4',
    ]);
  });

  test('whose place another file takes is another article', async () => {
    await importAll(
      history(
        { changes: [added('kort.md', file())] },
        {
          changes: [
            changed('gamle-kort.md', file(), 'kort.md'),
            added('kort.md', file({ title: 'Nye kort' })),
          ],
        },
        { changes: [changed('gamle-kort.md', file({ first: 'Bland.' }))] },
      ),
    );
    expect((await linesOf('kortsortering')).map(({ summary }) => summary)).toEqual(['Commit 1', 'Commit 3']);
    expect((await linesOf('nye-kort')).map(({ summary }) => summary)).toEqual(['Commit 2']);
  });

  test('that is deleted leaves its article, which goes on when the file comes back', async () => {
    const report = await importAll(
      history(
        { changes: [added('kort.md', file())] },
        { changes: [deleted('kort.md')] },
        { changes: [added('kort.md', file({ first: 'Tilbage.' }))] },
      ),
    );
    expect(codesOf(report)).toEqual(['deleted kort.md']);
    expect((await linesOf('kortsortering')).map(({ summary }) => summary)).toEqual(['Commit 1', 'Commit 3']);
  });

  test('with a new title moves its article, as the one who imported it did', async () => {
    await importAll(
      history(
        { changes: [added('kort.md', file())] },
        { changes: [changed('kort.md', file({ title: 'Sortering af kort' }))] },
      ),
    );
    const moved = await findArticle(wiki.db, 'kortsortering');
    expect(moved).toMatchObject({ slug: 'sortering-af-kort', title: 'Sortering af kort', number: 2 });
    const log = await wiki.db.selectFrom('log').selectAll().where('action', '=', 'move').execute();
    expect(log.map(({ byline_id }) => byline_id)).toEqual([performer.bylineId]);
  });

  test('whose new title is taken takes its folder’s or its own name with it, and goes on', async () => {
    await createArticle(wiki.db, bos, { content: method(), summary: '' });
    const taken = (first: string) => file({ title: 'Prøvehandling', first });
    const commits = history(
      { changes: [added('kort.md', file())] },
      { changes: [changed('kort.md', taken('Læg kortene.'))] },
      { changes: [changed('kort.md', taken('Bland.'))] },
      { changes: [changed('kort.md', file({ title: 'Blanding', first: 'Bland.' }))] },
    );
    const report = await importAll(commits.slice(0, 3));
    expect(codesOf(report)).toEqual(['called kort.md']);
    expect(await findArticle(wiki.db, 'kortsortering')).toMatchObject({
      title: 'Prøvehandling (kort)',
      number: 3,
    });
    expect(await bodyOf('kortsortering')).toContain('Bland.');
    expect(await importAll(commits)).toMatchObject({ revisions: 1, notes: [] });
    expect(await findArticle(wiki.db, 'kortsortering')).toMatchObject({ title: 'Blanding' });
  });

  test('whose title another has from the first has its own, and stops no other', async () => {
    await createArticle(wiki.db, bos, { content: method(), summary: '' });
    const taken = (first: string) => file({ title: 'PRØVEHANDLING', first });
    const report = await importAll(
      history(
        { changes: [added('veje/a.md', taken('Et.')), added('kort.md', file())] },
        { changes: [changed('veje/a.md', taken('To.'))] },
      ),
    );
    expect(report.notes).toMatchObject([
      { code: 'called', path: 'veje/a.md', detail: 'PRØVEHANDLING (veje)' },
    ]);
    expect(await linesOf('prøvehandling')).toHaveLength(1);
    expect(await linesOf('prøvehandling-veje')).toHaveLength(2);
    expect(await linesOf('kortsortering')).toHaveLength(1);
  });

  test('with the heading of others is known by its folder, by its own name in one folder, else by its path', async () => {
    const intro = '# Introduktion\n\nTekst.\n';
    await importAll(
      history({
        changes: [
          ...['intro.md', 'veje/README.md', 'parker/intro.md', 'veje/mål-for_alle.md', 'a/veje/index.md'],
          ...['b/veje/README.md', 'b/veje/README.markdown', 'veje/Introduktion.md'],
        ].map((path) => added(path, intro)),
      }),
    );
    const titles = await wiki.db.selectFrom('article').select('title').orderBy('id').execute();
    expect(titles.map(({ title }) => title)).toEqual([
      'Introduktion',
      'Introduktion (veje)',
      'Introduktion (parker)',
      'Introduktion (mål for alle)',
      'Introduktion (a/veje)',
      'Introduktion (b/veje)',
      'Introduktion (b/veje 2)',
      'Introduktion (veje/Introduktion)',
    ]);
  });

  test('whose title nobody could have an address by has its own name', async () => {
    await importAll(history({ changes: [added('veje/hjerte.md', '# ❤️\n\nTekst.\n')] }));
    expect(await findArticle(wiki.db, 'veje')).toMatchObject({ title: '❤️ (veje)' });
  });

  test('with the old title of another, which goes on under a new one, has its own', async () => {
    await importAll(
      history(
        { changes: [added('kort.md', file())] },
        { changes: [changed('kort.md', file({ title: 'Sortering' }))] },
        { changes: [added('veje/nye.md', file())] },
        { changes: [changed('kort.md', file())] },
      ),
    );
    expect(await findArticle(wiki.db, 'kortsortering-veje')).toMatchObject({ number: 1 });
    expect(await findArticle(wiki.db, 'sortering')).toMatchObject({ slug: 'kortsortering', number: 3 });
  });

  test.each([
    ['deleted first', ['arkiv/kort.md', 'kort.md'], true],
    ['added first', ['kort.md', 'arkiv/kort.md'], false],
  ] as const)(
    'that moved and was rewritten in one commit goes on: %s',
    async (_case, [from, to], deletedFirst) => {
      const moved = [deleted(from), added(to, file({ first: 'Helt nyt.', last: 'Alt.' }))];
      const commits = history(
        { changes: [added(from, file())] },
        { author: lars, changes: deletedFirst ? moved : moved.reverse() },
        { changes: [changed(to, file({ first: 'Helt nyt igen.', last: 'Alt.' }))] },
      );
      expect(await importAll(commits.slice(0, 2))).toMatchObject({ articles: 1, revisions: 2, notes: [] });
      expect(await importAll(commits)).toMatchObject({ articles: 0, revisions: 1, notes: [] });
      expect(await linesOf('kortsortering')).toHaveLength(3);
    },
  );

  test('that moved and was rewritten goes on, also where another line of history had it for longer', async () => {
    const commits = history(
      { changes: [added('kort.md', file())] },
      { changes: [deleted('kort.md'), added('arkiv/kort.md', file({ first: 'Helt nyt.', last: 'Alt.' }))] },
      { changes: [changed('kort.md', file({ first: 'Ret.' }))] },
      { changes: [deleted('kort.md')] },
      { merge: true, changes: [changed('arkiv/kort.md', file({ first: 'Helt nyt.', last: 'Alt nu.' }))] },
      { changes: [changed('arkiv/kort.md', file({ first: 'Slut.', last: 'Alt nu.' }))] },
    );
    expect(await importAll(commits.slice(0, 4))).toMatchObject({ articles: 1, revisions: 3, notes: [] });
    expect(await importAll(commits)).toMatchObject({ articles: 0, revisions: 2, notes: [] });
    expect(await bodyOf('kortsortering')).toBe('Slut.\n\nVent lidt.\n\nAlt nu.\n');
  });

  test('is not taken over by one of its title while it still stands', async () => {
    const commits = history(
      { changes: [added('kort.md', file())] },
      { changes: [deleted('kort.md'), added('arkiv/kort.md', file({ first: 'Helt nyt.' }))] },
      { changes: [added('kort.md', file({ first: 'Tilbage.' }))] },
    );
    expect(await importAll(commits)).toMatchObject({ articles: 2, revisions: 3 });
    expect(await bodyOf('kortsortering')).toContain('Tilbage.');
    expect(await bodyOf('kortsortering-arkiv')).toContain('Helt nyt.');
  });

  test('that cannot be read waits, and comes in with its author when it can', async () => {
    const commits = history(
      { changes: [added('kort.md', file())] },
      {
        author: lars,
        changes: [{ path: 'kort.md', from: 'kort.md', read: () => Promise.resolve(undefined) }],
      },
      { changes: [changed('kort.md', file({ first: 'Bland.' }))] },
    );
    expect((await importAll(commits)).notes).toMatchObject([{ code: 'unreadable', later: 1 }]);
    expect(await linesOf('kortsortering')).toHaveLength(1);
    commits[1] = { ...commits[1]!, changes: [changed('kort.md', file({ last: 'Færdig.' }))] };
    expect(await importAll(commits)).toMatchObject({ revisions: 2, notes: [] });
    expect((await linesOf('kortsortering')).map(({ byline }) => byline.name)).toEqual([
      'Karen Høj',
      'Lars Bæk',
      'Karen Høj',
    ]);
  });

  test('too large until it was cut comes in with what is left of it, by who wrote that', async () => {
    const much = Array.from({ length: 40_000 }, (_, number) => `Linje ${number} med en del ord.`).join(
      '\n\n',
    );
    const commits = history(
      { changes: [added('kort.md', file())] },
      { author: lars, changes: [changed('kort.md', `${file({ first: 'Fra Lars.' })}\n${much}\n`)] },
      { changes: [changed('kort.md', file({ first: 'Fra Lars.', last: 'Færdig.' }))] },
      { changes: [changed('kort.md', file({ first: 'Fra Lars.', last: 'Slut.' }))] },
    );
    const report = await importAll(commits.slice(0, 3));
    expect(codesOf(report)).toEqual(['part kort.md']);
    const { id } = await findArticle(wiki.db, 'kortsortering');
    expect((await contentAt(wiki.db, id, 2)).body).toBe('Fra Lars.\n\nVent lidt.\n\nTal om det.\n');
    expect((await linesOf('kortsortering')).map(({ byline }) => byline.name)).toEqual([
      'Karen Høj',
      'Lars Bæk',
      'Karen Høj',
    ]);
    expect(await importAll(commits)).toMatchObject({ revisions: 1, notes: [] });
  });

  test('that is too large waits', async () => {
    const report = await importAll(
      history(
        { changes: [added('kort.md', file())] },
        { changes: [changed('kort.md', 'x'.repeat(1_048_577))] },
      ),
    );
    expect(codesOf(report)).toEqual(['too-large kort.md']);
  });

  test('that only points to a text elsewhere is no article', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n';
    const report = await importAll(
      history({
        changes: [added('stor.md', pointer), added('link.md', '/annex/objects/SHA256E-s1--a.md\n')],
      }),
    );
    expect(codesOf(report)).toEqual(['pointer stor.md', 'pointer link.md']);
    expect(report).toMatchObject({ articles: 0, revisions: 0 });
  });

  test('with words of a commit that can’t be read waits, so that nobody gets credit for another’s', async () => {
    const torn = { ...changed('kort.md', file({ first: 'Hvems?' })), torn: true };
    const report = await importAll(history({ changes: [added('kort.md', file())] }, { changes: [torn] }));
    expect(codesOf(report)).toEqual(['torn kort.md']);
    expect(await linesOf('kortsortering')).toHaveLength(1);
  });

  test('has the words that it had elsewhere from who wrote them, and what is in already gets no old ones', async () => {
    const text = (first: string) => `# Kort\n\n${first}\n\nVent lidt.\n`;
    const before = { ...added('kort.txt', text('Læg kortene.')), outside: true };
    const commits = history(
      { author: lars, changes: [before] },
      { changes: [changed('kort.md', text('Læg kortene.'), 'kort.txt')] },
      { changes: [changed('kort.md', text('Bland.'))] },
    );
    expect(await importAll(commits)).toMatchObject({ revisions: 2, notes: [] });
    expect((await linesOf('kort')).map(({ byline }) => byline.name)).toEqual(['Lars Bæk', 'Karen Høj']);
    const late = history(
      { changes: [{ ...added('b.txt', '# Brev\n\nGammelt.\n'), outside: true }] },
      { changes: [changed('b.md', '# Brev\n\nNyt.\n', 'b.txt')] },
    ).map((commit, index) => ({ ...commit, id: `${index}`.repeat(40) }));
    await importAll([{ ...late[1]!, changes: [added('b.md', '# Brev\n\nNyt.\n')] }]);
    expect(await importAll(late)).toMatchObject({ revisions: 0 });
    expect(await bodyOf('brev')).toContain('Nyt.');
  });

  test('whose front matter is broken keeps what it said before', async () => {
    const report = await importAll(
      history(
        { changes: [added('kort.md', file())] },
        { changes: [changed('kort.md', file({ first: 'Bland.' }).replace('title:', '"title'))] },
      ),
    );
    expect(codesOf(report)).toEqual(['front-matter kort.md']);
    const { id, title } = await findArticle(wiki.db, 'kortsortering');
    expect(title).toBe('Kortsortering');
    expect(await contentAt(wiki.db, id, 2)).toMatchObject({
      lead: 'At lægge kort.',
      body: '"title Kortsortering\n\nBland.\n\nVent lidt.\n\nTal om det.\n',
    });
  });
});

describe('a second import', () => {
  const first = () => history({ changes: [added('kort.md', file())] });
  const both = (text: string) =>
    history({ changes: [added('kort.md', file())] }, { author: lars, changes: [changed('kort.md', text)] });

  async function edit(change: (body: string) => string): Promise<void> {
    const { id, number } = await findArticle(wiki.db, 'kortsortering');
    const content = await contentAt(wiki.db, id, number);
    await editArticle(wiki.db, bos, 'kortsortering', {
      content: { ...content, body: change(content.body) },
      summary: 'Ret her',
      minor: false,
    });
  }

  test('adds only what is new', async () => {
    await importAll(first());
    expect(await importAll(first())).toMatchObject({ commits: 0, revisions: 0, notes: [] });
    expect(await importAll(both(file({ first: 'Bland.' })))).toMatchObject({
      commits: 1,
      revisions: 1,
      articles: 0,
    });
    expect(await linesOf('kortsortering')).toHaveLength(2);
  });

  test('merges with what was written here, time after time', async () => {
    await importAll(first());
    await edit((body) => body.replace('Tal om det.', 'Tal højt om det.'));
    await importAll(both(file({ first: 'Bland.' })));
    expect(await bodyOf('kortsortering')).toBe('Bland.\n\nVent lidt.\n\nTal højt om det.\n');
    const third = history(...both(file({ first: 'Bland.' })), {
      changes: [changed('kort.md', file({ first: 'Bland dem.' }))],
    });
    await importAll(third);
    expect(await bodyOf('kortsortering')).toBe('Bland dem.\n\nVent lidt.\n\nTal højt om det.\n');
    const lines = await linesOf('kortsortering');
    expect(lines.map(({ byline, baseNumber, merged }) => [byline.name, baseNumber, merged])).toEqual([
      ['Karen Høj', null, false],
      ['Bo Åkjær', 1, false],
      ['Lars Bæk', 1, true],
      ['Karen Høj', 3, false],
    ]);
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('takes no title that the import gave for an edit here, and keeps one that was', async () => {
    const taken = (first: string) => file({ title: 'Prøvehandling', first });
    const next = history(
      { changes: [added('kort.md', taken('Et.'))] },
      { changes: [changed('kort.md', taken('To.'))] },
      { changes: [changed('kort.md', taken('Tre.'))] },
    );
    await createArticle(wiki.db, bos, { content: method(), summary: '' });
    await importAll(next.slice(0, 1));
    expect(await importAll(next.slice(0, 2))).toMatchObject({ revisions: 1, notes: [] });
    const { id } = await findArticle(wiki.db, 'prøvehandling-kort');
    const content = await contentAt(wiki.db, id, 2);
    await editArticle(wiki.db, bos, 'prøvehandling-kort', {
      content: { ...content, title: 'Kort på prøve' },
      summary: '',
      minor: false,
    });
    expect(await importAll(next)).toMatchObject({ revisions: 1, notes: [] });
    expect(await findArticle(wiki.db, 'kort-på-prøve')).toMatchObject({ title: 'Kort på prøve' });
    const last = history(...next, {
      changes: [changed('kort.md', file({ title: 'Helt nyt', first: 'Tre.' }))],
    });
    expect(codesOf(await importAll(last))).toEqual(['clash kort.md']);
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('stops a file at a clash, no other, and goes on once the article has come closer', async () => {
    await importAll(first());
    await edit((body) => body.replace('Læg kortene.', 'Del kortene.'));
    const next = history(
      { changes: [added('kort.md', file())] },
      {
        author: lars,
        changes: [changed('kort.md', file({ first: 'Smid kortene.' })), added('b.md', '# Brugerrejse')],
      },
      { changes: [changed('kort.md', file({ first: 'Smid kortene.', last: 'Færdig.' }))] },
    );
    const report = await importAll(next);
    expect(report.notes).toMatchObject([{ code: 'clash', path: 'kort.md', detail: 'body', later: 1 }]);
    expect(await bodyOf('kortsortering')).toContain('Del kortene.');
    expect(await linesOf('brugerrejse')).toHaveLength(1);
    await edit((body) => body.replace('Del kortene.', 'Smid kortene.'));
    expect(await importAll(next)).toMatchObject({ revisions: 1, notes: [] });
    expect(await bodyOf('kortsortering')).toBe('Smid kortene.\n\nVent lidt.\n\nFærdig.\n');
  });

  test('takes a commit that comes late for what it is: later than what is in', async () => {
    await importAll(both(file({ first: 'Bland.' })));
    const [a, b] = both(file({ first: 'Bland.' })) as [ForeignCommit, ForeignCommit];
    const late = { ...b, id: 'e'.repeat(40), changes: [changed('kort.md', file({ last: 'Færdig.' }))] };
    const joined = file({ first: 'Bland.', last: 'Færdig.' });
    const merge = { ...a, id: 'f'.repeat(40), merge: true, changes: [changed('kort.md', joined)] };
    expect(await importAll([a, late, b, merge])).toMatchObject({ revisions: 2, notes: [] });
    expect(await bodyOf('kortsortering')).toBe('Bland.\n\nVent lidt.\n\nFærdig.\n');
  });

  test('goes on where one was cut short', async () => {
    const commits = both(file({ first: 'Bland.' }));
    commits[1] = {
      ...commits[1]!,
      changes: [{ ...commits[1]!.changes[0]!, read: () => Promise.reject(new Error('cut')) }],
    };
    await expect(importAll(commits)).rejects.toThrow('cut');
    expect(await linesOf('kortsortering')).toHaveLength(1);
    await importAll(both(file({ first: 'Bland.' })));
    expect(await bodyOf('kortsortering')).toBe('Bland.\n\nVent lidt.\n\nTal om det.\n');
  });
});
