/** A foreign history part by part: files, messages, people, what a file is read as, and how a step comes in. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Tx } from '../../../server/db/schema.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseByline } from '../../support/erasing.ts';
import { fileFollower } from '../../../server/wiki/exchange/files.ts';
import type { ForeignChange, ForeignCommit } from '../../../server/wiki/exchange/foreign.ts';
import { coAuthorsOf, summaryOf } from '../../../server/wiki/exchange/messages.ts';
import type { ForeignSignature } from '../../../server/wiki/exchange/foreign.ts';
import { foreignAuthors, foreignByline, foreignPerson } from '../../../server/wiki/exchange/people.ts';
import { isTooLarge, readFile } from '../../../server/wiki/exchange/reading.ts';
import {
  hiddenPath,
  hidePaths,
  readRecords,
  recordKey,
  writeRecords,
} from '../../../server/wiki/exchange/records.ts';
import { emptyReport } from '../../../server/wiki/exchange/report.ts';
import { saveFirst, saveNext, type Entry } from '../../../server/wiki/exchange/saving.ts';
import { calledFor, titlesFor } from '../../../server/wiki/exchange/titles.ts';
import { takeUp, type File, type ImportRun, type ImportStep } from '../../../server/wiki/exchange/run.ts';
import { importStep } from '../../../server/wiki/exchange/steps.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { lastingKey } from '../../../server/wiki/upkeep/secrets.ts';
import { method } from '../../support/content.ts';
import { AT, peopled, type PeopledWiki } from '../../support/people.ts';

const THERE = '2019-05-07T10:00:00.000Z';
const SECRET = Buffer.alloc(32, 7);
const kind = kindOf('method')!;

describe('a file is followed', () => {
  const commit = (changes: ForeignChange[], merge = false): ForeignCommit => ({
    ...{ id: 'c', author: { name: 'Karen Høj', email: '' }, writtenAt: THERE, message: '' },
    ...{ merge, changes },
  });
  /** Returns the numbers of the files that each change is about, as they were made. */
  const follow = (...commits: ForeignCommit[]) => {
    let made = 0;
    const next = fileFollower(() => ++made);
    return commits.map((each) => next(each).map(([, file]) => file));
  };
  const [a, b] = ['a.md', 'b.md'] as [string, string];

  test('by its path, and through a rename', () => {
    expect(
      follow(
        commit([{ path: a }, { path: b }]),
        commit([{ path: a, from: a }]),
        commit([{ path: 'c.md', from: a }]),
        commit([{ path: 'c.md', from: 'c.md' }]),
      ),
    ).toEqual([[1, 2], [1], [1], [1]]);
  });

  test('to two paths that two files exchanged', () => {
    const exchange = commit([
      { path: a, from: b },
      { path: b, from: a },
    ]);
    expect(follow(commit([{ path: a }, { path: b }]), exchange, commit([{ path: a, from: a }]))).toEqual([
      [1, 2],
      [2, 1],
      [2],
    ]);
  });

  test('but a new one where it has gone from is another, unless a merge brings it', () => {
    const renamed = [commit([{ path: a }]), commit([{ path: b, from: a }])];
    expect(follow(...renamed, commit([{ path: a }])).at(-1)).toEqual([2]);
    expect(follow(...renamed, commit([{ path: a }], true)).at(-1)).toEqual([1]);
    // Another line of history may not know that it was renamed.
    expect(follow(...renamed, commit([{ path: a, from: a }])).at(-1)).toEqual([1]);
  });
});

describe('a message', () => {
  test('gives its first paragraph on a line, without trailers', () => {
    expect(summaryOf('\n\nRet\r\nto fejl\nSigned-off-by: K <k@example.dk>\n\nMere.')).toBe('Ret to fejl');
    expect(summaryOf('')).toBe('');
    expect(summaryOf('By the way: noget')).toBe('By the way: noget');
  });

  test('of more than 300 letters is cut, with a mark', () => {
    expect(summaryOf('😀'.repeat(300))).toBe('😀'.repeat(300));
    expect(summaryOf('😀'.repeat(301))).toBe(`${'😀'.repeat(299)}…`);
  });

  test('names who else wrote it', () => {
    const message =
      'Ret\n\nCo-authored-by: Lars Bæk <lars@example.dk>\nCO-AUTHORED-BY:  Mie <>\nReviewed-by: N <n@example.dk>';
    expect(coAuthorsOf(message)).toEqual([
      { name: 'Lars Bæk', email: 'lars@example.dk' },
      { name: 'Mie', email: '' },
    ]);
  });

  test('names them at its end, each on a line', () => {
    const names = (message: string) => coAuthorsOf(message).map(({ name }) => name);
    const lars = 'Co-authored-by: Lars <l@x>';
    expect(names(`Ret\n${lars}`)).toEqual(['Lars']);
    expect(names(`Ret\n\nSom aftalt.\n${lars}`)).toEqual(['Lars']);
    expect(names(`Ret\n\n${lars}\n\nSigned-off-by: K <k@x>\n\nFixes: 7`)).toEqual(['Lars']);
    expect(names(`Ret\n\n${lars}\n\nog mere tekst`)).toEqual([]);
    expect(names(`Ret\n\nDen skrev:\n${lars}\n\nog mere tekst\n\nFixes: 7`)).toEqual([]);
    expect(names('Ret\n\nCo-authored-by:\nSigned-off-by: Ann <a@x>')).toEqual([]);
    expect(names('Ret\n\nCo-authored-by: Ann\n<a@x>')).toEqual([]);
    expect(names(`Ret\n\n${`${lars}\n`.repeat(60)}`)).toHaveLength(50);
    for (const piece of [' ', 'a', '\n', ': ', '<', 'co-authored-by: ']) {
      expect(names(`Co-authored-by:${piece.repeat(20_000)}x`)).toEqual([]);
    }
  });
});

describe('the authors of a commit', () => {
  const told = (message: string, whoIs = (signature: ForeignSignature) => signature) => {
    const author = { name: 'Karen Høj', email: 'karen@example.dk' };
    const { person, coAuthors } = foreignAuthors({ author, message }, { secret: SECRET, whoIs });
    return [person, ...coAuthors].map(({ name }) => name);
  };

  test('are who signed it and whom its message names beside, with a name and once each', () => {
    const lines = [
      ...['Lars Bæk <lars@example.dk>', 'Karen H <KAREN@example.dk>', ' <>', 'Lars <lars@Example.dk>'],
    ];
    const message = `Ret\n\n${lines.map((line) => `Co-authored-by: ${line}`).join('\n')}`;
    expect(told(message)).toEqual(['Karen Høj', 'Lars']);
  });

  test('are one where the history’s own list of people says so', () => {
    const message = 'Ret\n\nCo-authored-by: kh <kh@old.example.dk>\nCo-authored-by: lb <lb@example.dk>';
    const whoIs = ({ name, email }: ForeignSignature) => {
      if (email.startsWith('kh@')) return { name: 'Karen Høj', email: 'karen@example.dk' };
      return email.startsWith('lb@') ? { name: 'Lars Bæk', email } : { name, email };
    };
    expect(told(message, whoIs)).toEqual(['Karen Høj', 'Lars Bæk']);
  });
});

describe('a foreign person', () => {
  test('gives no address away by what isn’t seen in it', () => {
    const { name } = foreignPerson({ name: 'lars@\uFEFFexample.dk', email: '' }, { secret: SECRET });
    expect(name).toBe('lars');
  });

  const key = (name: string, email: string) => foreignPerson({ name, email }, { secret: SECRET }).key;

  test('is known by e-mail, in whatever case, and by name only where there is no e-mail', () => {
    expect(key('Karen', 'K@example.dk')).toBe(key('Karen Høj', 'k@Example.dk'));
    expect(key('Karen', 'k@example.dk')).not.toBe(key('Karen', 'l@example.dk'));
    expect(key('Karen', '')).not.toBe(key('Lars', ''));
    expect(key('Karen', 'k@example.dk')).toMatch(/^[\da-f]{64}$/);
    const other = { secret: Buffer.alloc(32) };
    expect(foreignPerson({ name: 'K', email: 'k@example.dk' }, other).key).not.toBe(key('K', 'k@example.dk'));
  });

  test('goes by a name that holds no e-mail, and 200 letters of it', () => {
    const name = (text: string) => foreignPerson({ name: text, email: '' }, { secret: SECRET }).name;
    expect(name('karen.hoej@example.dk')).toBe('karen.hoej');
    expect(name(' Karen  <karen@example.dk> ')).toBe('Karen <karen>');
    expect(name('😀'.repeat(201))).toBe('😀'.repeat(200));
    expect(name('  ')).toBe('');
    expect(foreignPerson({ name: ' ', email: 'karen@example.dk' }, { secret: SECRET }).name).toBe('karen');
  });
});

describe('a file is read', () => {
  test('up to a mebibyte of UTF-8', () => {
    expect([isTooLarge('ø'.repeat(524_288)), isTooLarge('ø'.repeat(524_288) + 'x')]).toEqual([false, true]);
  });

  test('under a title of its own, else its name, of 200 letters', () => {
    const title = (path: string, text: string) => readFile(kind, path, text).content.title;
    expect(title('_methods/card_sorting-now.md', 'Tekst.')).toBe('Card sorting now');
    expect(title('å.b.md', 'Tekst.')).toBe('Å.b');
    expect(title('a.md', `# ${'😀'.repeat(201)}`)).toBe('😀'.repeat(200));
  });

  test('and what an article has no place for is reported', () => {
    const report = emptyReport();
    readFile(kind, 'a.md', '---\nlayout: card\n---\nTekst.<script>x</script>', undefined, report);
    expect(report).toEqual({
      ...{ commits: 0, articles: 0, revisions: 0, people: new Set(), names: new Set(), notes: [] },
      repeated: new Map(),
      ...{ unknown: new Set(['layout']), dropped: new Map([['a.md', [{ element: 'script', line: 4 }]]]) },
    });
    expect(emptyReport().unknown).toEqual(new Set());
  });

  test('whose front matter is broken keeps all but the body from before', () => {
    const before = method({ title: 'Før', topics: ['et'] });
    const { content, problem } = readFile(kind, 'a.md', '---\ntitle: [\n---\nNy tekst.', before);
    expect(content).toEqual({ ...before, body: 'title: [\n\nNy tekst.\n' });
    expect(problem).toEqual(expect.stringMatching(/./));
    expect(readFile(kind, 'a.md', 'Ny tekst.', before)).toEqual({
      content: expect.objectContaining({ title: 'A', topics: [] }) as unknown,
    });
  });
});

describe('in a wiki', () => {
  let wiki: PeopledWiki;
  beforeEach(async () => {
    wiki = await peopled({}, 'administrator');
  });
  afterEach(() => wiki.close());
  const writing = <T>(work: (tx: Tx) => Promise<T>) => wiki.db.transaction().execute(work);
  const karen = foreignPerson({ name: 'Karen Høj', email: 'karen@example.dk' }, { secret: SECRET });

  describe('a foreign person’s byline', () => {
    const from = { source: 'git:x', at: AT };
    const bylineOf = (name: string, more = {}) =>
      writing((tx) => foreignByline(tx, { ...karen, name }, { ...from, ...more }));
    const personOf = async (bylineId: number) =>
      (
        await wiki.db
          .selectFrom('byline')
          .select('person_id')
          .where('id', '=', bylineId)
          .executeTakeFirstOrThrow()
      ).person_id;

    test('is the one they had under the name, and the person goes by what they wrote under last', async () => {
      const first = await bylineOf('Karen Høj');
      const second = await bylineOf('K. Høj');
      const id = await personOf(first);
      expect([await personOf(second), second === first]).toEqual([id, false]);
      expect(await findPerson(wiki.db, id)).toMatchObject({ byline: { name: 'K. Høj' }, imported: 'git:x' });
      expect(await bylineOf('Karen Høj')).toBe(first);
      expect(await findPerson(wiki.db, id)).toMatchObject({ byline: { name: 'Karen Høj' } });
    });

    test('is another person’s in another history', async () => {
      const [here, there] = [await bylineOf('Karen Høj'), await bylineOf('Karen Høj', { source: 'git:y' })];
      expect(await personOf(here)).not.toBe(await personOf(there));
    });

    test('is refused where a name of theirs was erased, but for the names that stand', async () => {
      const first = await bylineOf('Karen Høj');
      const second = await bylineOf('K. Høj');
      await eraseByline(wiki.db, wiki.mos, first, 'Personoplysninger');
      await expect(bylineOf('Karen Høj')).rejects.toMatchObject({ status: 409, code: 'name-erased' });
      expect(await bylineOf('K. Høj')).toBe(second);
    });

    test('is refused where a name of theirs was erased in another history, such as that of a fork', async () => {
      const there = { source: 'git:fork' };
      const first = await bylineOf('Karen Høj');
      const forked = await bylineOf('K. Høj', there);
      await eraseByline(wiki.db, wiki.mos, first, 'Personoplysninger');
      for (const more of [there, { source: 'git:new' }]) {
        // Beside an author who stands somebody is left out who is refused: nothing is to be kept of them then either.
        await writing(async (tx) => {
          const refused = foreignByline(tx, karen, { ...from, ...more });
          await expect(refused).rejects.toMatchObject({ status: 409, code: 'name-erased' });
        });
      }
      const people = wiki.db.selectFrom('person').select('import_source').where('import_key', '=', karen.key);
      expect((await people.execute()).map((row) => row.import_source).sort()).toEqual(['git:fork', 'git:x']);
      expect(await bylineOf('K. Høj', there)).toBe(forked);
      const other = foreignPerson({ name: 'Karen Høj', email: 'en-anden@example.dk' }, { secret: SECRET });
      expect(await writing((tx) => foreignByline(tx, other, { ...from, ...there }))).toBeGreaterThan(forked);
    });
  });

  describe('a record', () => {
    const record = { outcome: 'deleted', articleId: null, sequence: null } as const;
    const write = (source: string, commit: string, path: string, articleId: number | null = null) =>
      writing((tx) => writeRecords(tx, source, [{ commit, path, ...record, articleId }], AT));

    test('is known by source, commit and path', async () => {
      await write('git:x', 'c1', 'a.md');
      await write('git:x', 'c2', 'b.md');
      await write('git:y', 'c3', 'c.md');
      expect(await readRecords(wiki.db, 'git:x')).toEqual(
        new Map([
          [recordKey('c1', 'a.md'), record],
          [recordKey('c2', 'b.md'), record],
        ]),
      );
      await expect(write('git:x', 'c1', 'a.md')).rejects.toMatchObject({
        message: expect.stringMatching(/unique/i) as unknown,
      });
    });

    test('of a path that holds erased words is known by what stands for it, of that article alone', async () => {
      const content = method();
      const articles = await writing(async (tx) => {
        const titles = [content.title];
        const entry = {
          source: 'git:x',
          person: karen,
          coAuthors: [],
          writtenAt: THERE,
          summary: '',
          content,
          titles,
        };
        const first = await saveFirst(tx, wiki.anas, entry, 'CC-BY-4.0');
        const other = { ...entry, content: method({ title: 'To' }), titles: ['To'] };
        return [first.articleId, (await saveFirst(tx, wiki.anas, other, 'CC-BY-4.0')).articleId];
      });
      await write('git:x', 'c1', 'zebra.md', articles[0]);
      await write('git:x', 'c2', 'a.md', articles[0]);
      await write('git:x', 'c3', 'zebra.md', articles[1]);
      await writing((tx) => hidePaths(tx, articles[0]!, (path) => path.includes('zebra')));
      const hidden = hiddenPath('zebra.md', await lastingKey(wiki.db, 'import-key'));
      expect([...(await readRecords(wiki.db, 'git:x')).keys()].sort()).toEqual(
        [recordKey('c1', hidden), recordKey('c2', 'a.md'), recordKey('c3', 'zebra.md')].sort(),
      );
      expect(hidden).toMatch(/^[\da-f]{64}$/);
      expect(hiddenPath('a.md', SECRET)).not.toBe(hiddenPath('b.md', SECRET));
    });
  });

  describe('a file becomes a revision', () => {
    const base = method({ body: 'En.\n\nTo.\n\nTre.\n' });
    const entry = (content = base): Entry => ({
      ...{ source: 'git:x', person: karen, coAuthors: [], writtenAt: THERE, summary: 'Ret', content },
      titles: titlesFor(content.title, 'veje/kort.md'),
    });
    const first = () => writing((tx) => saveFirst(tx, wiki.anas, entry(), 'CC0-1.0'));
    const next = (content: typeof base, standing: { sequence: number }, was = base, called = was.title) =>
      writing((tx) => saveNext(tx, wiki.anas, entry(content), { id: 1, base: was, called, ...standing }));
    const edit = (change: Partial<typeof base>) =>
      editArticle(wiki.db, wiki.bos, 'prøvehandling', {
        ...{ content: { ...base, ...change }, summary: '', minor: false },
      });
    const current = async () => contentAt(wiki.db, 1, (await findArticle(wiki.db, 'prøvehandling')).number);

    test('of who wrote it there, then, under the licence that it came with', async () => {
      expect(await first()).toEqual({
        outcome: 'imported',
        articleId: 1,
        sequence: 1,
        called: 'Prøvehandling',
      });
      expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({ licence: 'CC0-1.0', number: 1 });
      expect(
        await wiki.db
          .selectFrom('revision')
          .innerJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
          .select(['action', 'written_at', 'recorded_at', 'words'])
          .execute(),
      ).toEqual([
        {
          ...{ action: 'import', written_at: THERE, recorded_at: AT },
          words: '{"name":"Karen Høj","title":"","workplace":""}',
        },
      ]);
      expect(await first()).toMatchObject({
        outcome: 'merged',
        articleId: 2,
        called: 'Prøvehandling (veje)',
      });
      await expect(
        writing((tx) => saveFirst(tx, wiki.anas, { ...entry(), titles: ['Prøvehandling'] }, 'CC0-1.0')),
      ).rejects.toMatchObject({ status: 422, problems: [{ code: 'slug-taken' }] });
    });

    test('unless it holds what it held', async () => {
      const saved = await first();
      expect(await next(base, { sequence: saved.sequence! })).toEqual({
        ...{ outcome: 'unchanged', articleId: 1, sequence: null, called: 'Prøvehandling' },
      });
    });

    test('as it is where nobody wrote here, else merged with what they wrote', async () => {
      await first();
      const there = { ...base, body: 'En.\n\nTo.\n\nTre igen.\n' };
      expect(await next(there, { sequence: 1 })).toMatchObject({ outcome: 'imported', sequence: 2 });
      await edit({ ...there, body: 'En igen.\n\nTo.\n\nTre igen.\n' });
      const again = { ...there, lead: 'Ny.' };
      expect(await next(again, { sequence: 2 }, there)).toMatchObject({ outcome: 'merged', sequence: 4 });
      expect(await current()).toMatchObject({ lead: 'Ny.', body: 'En igen.\n\nTo.\n\nTre igen.\n' });
      const made = { ...again, body: 'En igen.\n\nTo.\n\nTre igen.\n' };
      expect(await next(made, { sequence: 4 }, again)).toMatchObject({ outcome: 'merged', sequence: null });
    });

    test('and is told of, with nothing saved, where both changed the same', async () => {
      await first();
      await edit({ lead: 'Her.', body: 'Her.\n' });
      const there = { ...base, lead: 'Der.', body: 'Der.\n' };
      expect(await next(there, { sequence: 1 })).toEqual({ outcome: 'clash', fields: ['lead', 'body'] });
      expect(await current()).toMatchObject({ lead: 'Her.' });
    });

    test('under a new title, or where another article has that, under the next of its own', async () => {
      await first();
      await createArticle(wiki.db, wiki.bos, { content: method({ title: 'Optaget' }), summary: '' });
      const wanted = { ...base, title: 'Optaget', lead: 'Ny.' };
      const taken = await next(wanted, { sequence: 1 });
      expect(taken).toMatchObject({ outcome: 'merged', called: 'Optaget (veje)', sequence: 3 });
      expect(await current()).toMatchObject({ title: 'Optaget (veje)', lead: 'Ny.' });
      const same = await next({ ...wanted, lead: 'Nyere.' }, { sequence: 3 }, wanted, 'Optaget (veje)');
      expect(same).toMatchObject({ called: 'Optaget (veje)', sequence: 4 });
      const free = await next(
        { ...base, title: 'Ledig' },
        { sequence: 4 },
        { ...wanted, lead: 'Nyere.' },
        'Optaget (veje)',
      );
      expect(free).toMatchObject({ outcome: 'imported', called: 'Ledig' });
      expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({ slug: 'ledig', title: 'Ledig' });
    });

    test('whose title was kept by an import of before, which is no edit here', async () => {
      const saved = await first();
      const wanted = { ...base, title: 'Optaget' };
      expect(await calledFor(wiki.db, saved.sequence!, wanted.title)).toBe('Prøvehandling');
      await edit({ title: 'Fra os' });
      expect(await calledFor(wiki.db, saved.sequence! + 1, wanted.title)).toBe('Optaget');
    });
  });

  describe('a step', () => {
    let run: ImportRun;
    beforeEach(async () => {
      run = {
        ...{ performer: wiki.anas, terms: { source: 'git:x', kind, licence: 'CC-BY-4.0' } },
        ...{
          secret: SECRET,
          records: new Map(),
          fresh: [],
          files: new Map(),
          logged: new Set(),
          made: new Set(),
          report: emptyReport(),
        },
      };
    });
    const comeIn = (each: ImportStep) =>
      writing(async (tx) => {
        run.fresh = [];
        await importStep(tx, run, each);
        await writeRecords(tx, 'git:x', run.fresh, AT);
      });
    const step = (
      id: string,
      file: File,
      read: ImportStep['change']['read'],
      name = 'Karen Høj',
    ): ImportStep => ({
      commit: {
        ...{ id, author: { name, email: 'k@example.dk' }, writtenAt: THERE, message: 'Ret', merge: false },
        ...{ changes: [] },
      },
      change: { path: 'kort.md', ...(read && { read }) },
      file,
    });
    const reads = (text?: string) => () => Promise.resolve(text);
    const notes = () => run.report.notes.map(({ code, commit, later }) => `${code} ${commit} ${later}`);
    const outcomes = async () =>
      [...(await readRecords(wiki.db, 'git:x'))].map(([key, { outcome }]) => [key, outcome]);

    test('comes in with its record, and the log tells of the import once', async () => {
      const file: File = {};
      await comeIn(step('a', file, reads('# Kort\n\nEn.\n')));
      await comeIn(step('b', file, reads('# Kort\n\nTo.\n')));
      await comeIn(step('c', file, reads('# Kort\n\nTo.\n')));
      expect(await outcomes()).toEqual([
        ['a kort.md', 'imported'],
        ['b kort.md', 'imported'],
        ['c kort.md', 'unchanged'],
      ]);
      expect(run.report).toMatchObject({
        articles: 1,
        revisions: 2,
        names: new Set(['Karen Høj']),
        notes: [],
      });
      expect(run.report.people.size).toBe(1);
      expect(file.article).toMatchObject({ id: 1, sequence: 2 });
      const imports = wiki.db.selectFrom('log').select('article_id').where('action', '=', 'import');
      expect(await imports.execute()).toEqual([{ article_id: 1 }]);
    });

    test('that can’t be read, is too large or is nobody’s waits; that a file is deleted is told once', async () => {
      const nobody = step('d', {}, reads('# Kort\n'), ' ');
      nobody.commit.author.email = '';
      await comeIn(step('a', {}, undefined));
      await comeIn(step('b', {}, reads(undefined)));
      await comeIn(step('c', {}, reads('x'.repeat(1_048_577))));
      await comeIn(nobody);
      const file: File = {};
      await comeIn(step('e', file, reads('# Kort\n')));
      await comeIn(step('f', file, undefined));
      await comeIn(step('g', file, undefined));
      expect(notes()).toEqual(['unreadable b 0', 'too-large c 0', 'no-author d 0', 'deleted f 0']);
      expect(await outcomes()).toEqual([
        ['e kort.md', 'imported'],
        ['f kort.md', 'deleted'],
        ['g kort.md', 'deleted'],
      ]);
    });

    test('that is refused stops its file, and those after it wait', async () => {
      const file: File = {};
      const cpr = reads('# Kort\n\n010101-1234\n');
      await comeIn(step('a', file, cpr));
      for (const id of ['b', 'c']) await comeIn(step(id, file, reads('# Kort\n')));
      expect(notes()).toEqual(['cpr a 2']);
      expect(await outcomes()).toEqual([]);
      const base = reads() as () => Promise<undefined>;
      const other: File = { article: { id: 1, sequence: 1, base, called: () => Promise.resolve('') } };
      await comeIn(step('d', other, reads('# Kort\n')));
      expect(notes()).toEqual(['cpr a 2', 'no-base d 0']);
    });

    test('that was done goes on from what it came to: its revision, or the file where that was merged', async () => {
      const file: File = {};
      await comeIn(step('a', file, reads('# Kort\n\nEn.\n')));
      run.files.clear();
      const known: File = {};
      const done = (id: string, outcome: 'imported' | 'merged' | 'unchanged', sequence: number | null) =>
        takeUp(run, step(id, known, reads('# Kort\n\nFra filen.\n')), { outcome, articleId: 1, sequence });
      done('z', 'unchanged', null);
      expect(known.article).toBeUndefined();
      done('a', 'imported', 1);
      expect((await known.article!.base(wiki.db))!.body).toBe('# Kort\n\nEn.\n');
      done('b', 'merged', 5);
      expect(known.article).toMatchObject({ id: 1, sequence: 5 });
      expect((await known.article!.base(wiki.db))!.body).toBe('# Kort\n\nFra filen.\n');
      done('c', 'imported', 3);
      expect(known.article).toMatchObject({ sequence: 5 });
    });
  });
});
