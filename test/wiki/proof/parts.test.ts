/** A verification part by part: what somebody kept, checkpoints on the way, seals, sums, and each row held to the history. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Db, Tx } from '../../../server/db/schema.ts';
import { canonical } from '../../../server/kinds/content.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseByline, eraseContents, eraseSummary } from '../../support/erasing.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { readDeeds } from '../../../server/wiki/history/deeds.ts';
import { hashOf, linkHash } from '../../../server/wiki/history/hash.ts';
import { bylines } from '../../../server/wiki/history/leaves.ts';
import { seal } from '../../../server/wiki/history/seal.ts';
import { signCheckpoint, type Checkpoint } from '../../../server/wiki/proof/checkpoints/record.ts';
import { publish, readCheckpoints } from '../../../server/wiki/proof/checkpoints/saved.ts';
import { beginWalk } from '../../../server/wiki/proof/verify.ts';
import { checkChain, checkKept, isAmong, watchFor } from '../../../server/wiki/proof/verify/checkpoints.ts';
import { checkCopies, checkStrays, currentAttributions } from '../../../server/wiki/proof/verify/copies.ts';
import type { Finding, Findings } from '../../../server/wiki/proof/verify/findings.ts';
import { checkPeople, checkRecords } from '../../../server/wiki/proof/verify/people.ts';
import {
  checkRevision,
  isUnreadable,
  revisionBatches,
  type RevisionWalk,
} from '../../../server/wiki/proof/verify/revisions.ts';
import { checkSealed, type Sealed } from '../../../server/wiki/proof/verify/sealed.ts';
import { countAuthor, countText, emptyTally, type People } from '../../../server/wiki/proof/verify/tally.ts';
import { method } from '../../support/content.ts';
import { AT, peopled, type PeopledWiki } from '../../support/people.ts';
import { tamper, tryOut } from '../../support/tamper.ts';

const nothing = (): Findings => ({
  ...{ revisions: 0, checkpoints: 0, findings: [] },
  erased: { content: 0, summary: 0, byline: 0, log: 0 },
});

/** A chain of checkpoints, each of which covers one revision, one byline and one entry more. */
function chain(length: number, key = generateKeyPairSync('ed25519').privateKey): Checkpoint[] {
  const made: Checkpoint[] = [];
  for (let number = 1; number <= length; number++) {
    const part = { count: number, root: Buffer.alloc(32, number) };
    const covered = { number, previous: made.at(-1)?.hash ?? null, madeAt: AT, revisions: number };
    made.push(signCheckpoint({ ...covered, articles: part, bylines: part, entries: part }, key));
  }
  return made;
}

describe('checkpoints that somebody kept', () => {
  const [one, two] = chain(2) as [Checkpoint, Checkpoint];
  const text = (...checkpoints: Checkpoint[]) => JSON.stringify({ checkpoints: checkpoints.map(publish) });

  test('are published with every byte in hex, and read back as they were', () => {
    expect(publish(one)).toMatchObject({ number: 1, previous: null, hash: one.hash.toString('hex') });
    expect(publish(two).bylines).toEqual({ count: 2, root: '02'.repeat(32) });
    expect(readCheckpoints(text(two, one))).toEqual([two, one]);
  });

  test('are read as a list, one alone, or a line each, and each once', () => {
    expect(readCheckpoints(JSON.stringify(publish(two), null, 2))).toEqual([two]);
    const lines = [JSON.stringify(publish(one)), '', text(one, two), ''].join('\n');
    expect(readCheckpoints(lines)).toEqual([one, two]);
  });

  test.each([
    ['nothing', ''],
    ['no checkpoint', '{"checkpoints":[]}'],
    ['something else', '{}'],
    ['a line that is cut', `${JSON.stringify(publish(one))}\n{"number":`],
    ['bytes that are none', text(one).replace(/"hash":"../, '"hash":"zz')],
    ['a time that is none', text(one).replace(AT, 'now')],
  ])('that are %s are refused in a sentence', (_, kept) => {
    expect(() => readCheckpoints(kept)).toThrow(
      'The file holds no checkpoint as /checkpoints.json gives them.',
    );
  });
});

describe('on a walk', () => {
  const own = chain(3);
  const codes = (findings: readonly Finding[]) =>
    findings.map(({ code, checkpoint }) => `${code} ${checkpoint}`);

  test('each checkpoint is held to the root over as much as it covers', () => {
    const findings: Finding[] = [];
    const watch = watchFor('bylines', [...own].reverse(), findings);
    let roots = 0;
    const root = (fill: number) => () => (roots++, Buffer.alloc(32, fill));
    watch.reach(0, root(9));
    expect(roots).toBe(0);
    watch.reach(1, root(1));
    watch.reach(2, root(9));
    watch.end();
    expect(findings).toEqual([
      { code: 'checkpoint-altered', checkpoint: 2, part: 'bylines' },
      { code: 'checkpoint-removed', checkpoint: 3, part: 'bylines' },
    ]);
    expect(roots).toBe(2);
  });

  test('articles are counted by their revisions', () => {
    const findings: Finding[] = [];
    const { articles, ...first } = own[0]!;
    const watch = watchFor('articles', [{ ...first, articles: { ...articles, count: 99 } }], findings);
    watch.reach(1, () => articles.root);
    watch.end();
    expect(findings).toEqual([]);
  });

  test('the wiki’s own follow each other, each signed', () => {
    expect(checkChain(own)).toEqual([]);
    expect(codes(checkChain(own.slice(1)))).toEqual(['checkpoint-chain 2', 'checkpoint-chain 3']);
    const [first, second, third] = own as [Checkpoint, Checkpoint, Checkpoint];
    expect(codes(checkChain([first, { ...second, madeAt: 'later' }, third]))).toEqual([
      'checkpoint-signature 2',
    ]);
    expect(codes(checkChain([first, chain(2)[1]!]))).toEqual(['checkpoint-chain 2']);
  });

  test('those that somebody kept are signed by this wiki, are among its own, and follow each other', () => {
    const key = generateKeyPairSync('ed25519').privateKey;
    const [mine, others] = [chain(3, key), chain(3)];
    expect(checkKept(mine.slice(1), mine)).toEqual([]);
    expect(codes(checkKept(others, mine).slice(0, 1))).toEqual(['checkpoint-key 1']);
    expect(codes(checkKept([{ ...mine[0]!, revisions: 9 }], mine))).toEqual(['checkpoint-signature 1']);
    expect(codes(checkKept(mine, mine.slice(0, 2)))).toEqual(['checkpoint-unknown 3']);
    const { number, previous, madeAt, revisions, articles, bylines, entries } = mine[1]!;
    const covered = { number, previous, madeAt, revisions, articles, bylines, entries };
    const apart = signCheckpoint({ ...covered, previous: Buffer.alloc(32) }, key);
    expect(codes(checkKept([mine[0]!, apart], [...mine, apart]))).toEqual(['checkpoint-chain 2']);
    expect([isAmong(mine, mine[2]!), isAmong(mine, others[2]!)]).toEqual([true, false]);
  });
});

describe('what is sealed', () => {
  const { salt, digest } = seal('ord');
  const check = (sealed: Partial<Sealed>, isErased = false) => {
    const ids = new Set(isErased ? [7] : []);
    const account = { erasures: { content: ids, summary: ids, byline: ids, log: ids }, result: nothing() };
    const code = checkSealed('summary', 7, { salt, words: 'ord', digest, ...sealed }, account);
    return [code, account.result.erased.summary];
  };

  test('fits its digest, or was never written', () => {
    expect(check({})).toEqual([undefined, 0]);
    expect(check({ words: Buffer.from('ord') })).toEqual([undefined, 0]);
    expect(check({ salt: null, words: null, digest: null })).toEqual([undefined, 0]);
    expect(check({ words: 'andre' })).toEqual(['summary', 0]);
    expect(check({ salt: Buffer.alloc(16) })).toEqual(['summary', 0]);
    expect(check({ digest: null })).toEqual(['summary', 0]);
  });

  test('is gone only as an erasure tells, and then it is counted and nothing of it stands', () => {
    expect(check({ words: null })).toEqual(['summary-gone', 0]);
    expect(check({ salt: null }, true)).toEqual([undefined, 1]);
    expect(check({ salt: null, words: null }, true)).toEqual([undefined, 1]);
    expect(check({}, true)).toEqual(['summary-stands', 0]);
  });
});

describe('what a hash covers', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest();
  const bytes = (fill: number) => Buffer.alloc(2, fill);
  const row = {
    ...{ number: 3, action: 'undo' as const, from_number: 2, to_number: 2, base_number: null, minor: 1 },
    ...{ written_at: AT, recorded_at: '', content_digest: bytes(4), summary_digest: null },
  };
  const ground = {
    ...{ articleUid: bytes(1), parentHash: null, personUid: bytes(2), bylineDigest: bytes(3) },
    ...{ verification: 'unconfirmed' as const, coAuthors: [] },
  };

  test('of a revision is each of its lines, in their order', () => {
    const record = `innovationswiki-revision 1
article 0101
number 3
parent -
person 0202
byline 0303
verification unconfirmed
action undo
from 2
to 2
base -
minor 1
written ${AT}
recorded ${AT}
content 0404
summary -
`;
    expect(hashOf(row, ground)).toEqual(sha256(record));
    const imported = { ...row, recorded_at: '2027', base_number: 2, summary_digest: bytes(5) };
    const lines = record.replace(`recorded ${AT}`, 'recorded 2027').replace('base -', 'base 2');
    const all = lines.replace('summary -', 'summary 0505').replace('parent -', 'parent 0606');
    const written = { ...ground, parentHash: bytes(6) };
    expect(hashOf(imported, written)).toEqual(sha256(all));
    const coAuthors = [7, 8].map((sign) => ({
      ...{ personUid: bytes(sign), bylineDigest: bytes(sign + 1), verification: 'imported' as const },
    }));
    const together = `${all}with 0707 0808 imported\nwith 0808 0909 imported\n`;
    expect(hashOf(imported, { ...written, coAuthors })).toEqual(sha256(together));
  });

  test('of a byline or a log entry is its place, the one before and its leaf', () => {
    const first = linkHash('byline', { id: 1, previous: null }, 'leaf\n');
    expect(first).toEqual(sha256('innovationswiki-byline 1\nid 1\nprevious -\nleaf\n'));
    const next = linkHash('log', { id: 2, previous: bytes(7) }, 'leaf\n');
    expect(next).toEqual(sha256('innovationswiki-log 1\nid 2\nprevious 0707\nleaf\n'));
  });
});

describe('what revisions come to', () => {
  const uid = Buffer.from('00ff', 'hex');
  const text = (title: string) => Buffer.from(canonical(method({ title, topics: ['et'] })));

  test('is whose they are, with the first time and the last in whatever order, and each person’s last byline', () => {
    const tally = emptyTally();
    const people: People = new Map();
    const count = (id: number, personId: number, at: string) =>
      countAuthor(tally, people, { id, personId, at });
    count(1, 1, '2026');
    count(2, 1, '2027');
    count(1, 1, '2025');
    count(3, 2, '2026');
    expect(tally.authors).toEqual(
      new Map([
        [1, { revisions: 2, first: '2025', last: '2026' }],
        [2, { revisions: 1, first: '2027', last: '2027' }],
        [3, { revisions: 1, first: '2026', last: '2026' }],
      ]),
    );
    expect(people).toEqual(
      new Map([
        [1, { revisions: 3, last: 1 }],
        [2, { revisions: 1, last: 3 }],
      ]),
    );
  });

  test('is every address, and what the current one gives its article', () => {
    const tally = emptyTally();
    for (const title of ['En', 'En', 'To, "lead":']) countText(tally, text(title), { uid, isCurrent: false });
    expect(tally).toMatchObject({ slugs: new Set(['en', 'to-lead']), isTorn: false });
    expect(tally.shown).toBeUndefined();
    countText(tally, text('Tre'), { uid, isCurrent: true });
    expect(tally.shown).toMatchObject({ head: { slug: 'tre' }, facets: [['topic', 'et']], isErased: false });
  });

  test('is the newest title that stands where the current one is erased, and nothing where it can’t be read', () => {
    const tally = emptyTally();
    countText(tally, null, { uid, isCurrent: true });
    expect(tally.shown).toMatchObject({ head: { slug: '00ff', title: '[…]' }, facets: [], isErased: true });
    countText(tally, text('En'), { uid, isCurrent: false });
    countText(tally, null, { uid, isCurrent: true });
    expect(tally.shown).toMatchObject({ head: { slug: 'en', title: 'En' }, isErased: true });
    const torn = emptyTally();
    countText(torn, undefined, { uid, isCurrent: true });
    expect([torn.isTorn, torn.shown]).toEqual([true, undefined]);
  });
});

describe('row by row', () => {
  let wiki: PeopledWiki;
  let db: Db;
  const LONG = Array.from({ length: 200 }, (_, i) => `ord${(i * 7919) % 10_007}`).join(' ');
  beforeAll(async () => {
    wiki = await peopled({}, 'administrator');
    ({ db } = wiki);
    await createArticle(db, wiki.anas, {
      content: method({ body: LONG, topics: ['et'] }),
      summary: 'Første',
    });
    for (const word of ['to', 'tre']) {
      const content = method({ body: `${LONG} ${word}`, topics: ['et'] });
      await editArticle(db, wiki.bos, 'prøvehandling', { content, summary: '', minor: false });
    }
    await createArticle(db, wiki.bos, { content: method({ title: 'Anden' }), summary: '' });
    const commit = (id: string) => ({
      ...{ id, author: { name: 'Lars Bæk', email: 'lars@example.dk' }, merge: false, writtenAt: AT },
      ...{ message: 'Ret', changes: [{ path: `${id}.md`, read: () => Promise.resolve(`# Kort ${id}\n`) }] },
    });
    const terms = { source: 'git:x', kind: kindOf('method')!, licence: 'CC-BY-4.0' };
    await importHistory(db, wiki.mos, terms, [commit('a'), commit('b')]);
    await tamper(db);
  });
  afterAll(() => wiki.close());

  /** What is found once a statement is run, which is taken back after. */
  const after = <T>(statement: string, look: (tx: Tx) => Promise<T>) =>
    tryOut(db, (tx) => sql.raw(statement).execute(tx), look);

  /** Walks every revision as a verification does. */
  async function walk(db: Db): Promise<RevisionWalk> {
    const walk = await beginWalk(db, await readDeeds(db));
    for await (const { id, person_id: personId, person_uid: personUid, ...row } of bylines(db)) {
      const { digest, verification, recorded_at: recordedAt } = row;
      walk.bylines.set(id, { personId, personUid, digest, verification, recordedAt });
    }
    for await (const rows of revisionBatches(db)) for (const row of rows) await checkRevision(db, row, walk);
    return walk;
  }
  const found = async (db: Db) =>
    (await walk(db)).result.findings.map(({ code, sequence }) => `${code} ${sequence}`);

  describe('a revision', () => {
    test('that is as it was moves its article on', async () => {
      const { result, articles, people } = await walk(db);
      expect(result).toMatchObject({ revisions: 6, findings: [] });
      expect(articles.get(1)).toMatchObject({ number: 3, sequence: 3, isAltered: false });
      expect(people.get(wiki.bos.personId)).toEqual({ revisions: 3, last: wiki.bos.bylineId });
    });

    test.each([
      ['its author', 'update revision set byline_id = 2, person_id = 2 where sequence = 1', ['hash 1']],
      ['its person alone', 'update revision set person_id = 2 where sequence = 1', ['hash 1']],
      ['its time', "update revision set written_at = '2020' where sequence = 4", ['hash 4']],
      ['its size', 'update revision set size = 3 where sequence = 2', ['size 2']],
      ['its summary', "update summary set words = 'Anden' where sequence = 1", ['summary 1']],
      ['its summary, which is gone', 'delete from summary where sequence = 1', ['summary-gone 1']],
      [
        'its salt',
        'update content set salt = (select salt from summary where sequence = 1) where sequence = 4',
        ['content 4'],
      ],
      ['its steps', 'update content set steps = 2 where sequence = 2', ['content 2', 'content-lost 3']],
      [
        'its number',
        'update revision set number = 9 where sequence = 4',
        ['missing-number undefined', 'hash 4'],
      ],
      ['its article', 'update revision set article_id = 9 where sequence = 4', ['missing-article 4']],
      [
        'a text before it',
        'delete from content where sequence = 1',
        ['content-gone 1', 'content 2', 'content-lost 3'],
      ],
      [
        'what readers are shown of another',
        'update current_content set bytes = (select bytes from content where sequence = 4) where sequence = 3',
        ['current 3'],
      ],
    ])('is told of by %s', async (_, statement, expected) => {
      expect(await after(statement, found)).toEqual(expected);
    });

    test('is read a batch at a time, in order, of all articles or one', async () => {
      const batches = async (db: Db, articleId?: number) => {
        const read: number[][] = [];
        for await (const rows of revisionBatches(db, articleId)) read.push(rows.map((row) => row.sequence));
        return read;
      };
      expect(await batches(db)).toEqual([[1, 2, 3, 4, 5, 6]]);
      expect([await batches(db, 1), await batches(db, 2), await batches(db, 9)]).toEqual([
        [[1, 2, 3]],
        [[4]],
        [],
      ]);
      const row = {
        ...{
          article_id: 2,
          byline_id: 2,
          person_id: 2,
          action: 'edit' as const,
          minor: 0,
          size: 0,
          written_at: AT,
        },
        ...{ recorded_at: '', content_digest: Buffer.alloc(32), hash: Buffer.alloc(32) },
      };
      const add = async (tx: Tx) => {
        for (let number = 2; number <= 500; number++)
          await tx
            .insertInto('revision')
            .values({ ...row, sequence: number + 5, number })
            .execute();
      };
      const all = await tryOut(db, add, (tx) => batches(tx));
      expect(all!.map((batch) => batch.length)).toEqual([500, 5]);
      const one = await tryOut(db, add, (tx) => batches(tx, 2));
      expect(one!.map((batch) => [batch.length, batch.at(0), batch.at(-1)])).toEqual([[500, 4, 505]]);
    });

    test('can’t be read when a value isn’t of its kind; what else goes wrong is no finding', () => {
      expect([new TypeError(), new RangeError(), new SyntaxError()].map(isUnreadable)).toEqual([
        true,
        true,
        true,
      ]);
      expect([new Error(), 'text', undefined].map(isUnreadable)).toEqual([false, false, false]);
    });
  });

  describe('a person', () => {
    const wrong = async (db: Db) => {
      const findings = await checkPeople(db, await walk(db), await readDeeds(db));
      return findings.map(({ id, column }) => `${id} ${column}`);
    };

    test.each([
      ['id = id', []],
      ["role = 'moderator'", ['1 role', '2 role', '3 role', '4 role']],
      ["sort_key = 'å' where id = 1", ['1 sort_key']],
      ["folded_name = 'å' where id = 1", ['1 folded_name']],
      ['revision_count = 2 where id > 1', ['2 revision_count', '3 revision_count']],
      ["created_at = '2020' where id = 1", ['1 created_at']],
      ["import_source = 'git:x' where id = 1", ['1 import_source']],
      ['byline_id = null where id = 1', ['1 byline_id']],
    ])('whose row is set to %s is told of by what differs', async (set, expected) => {
      expect(await after(`update person set ${set}`, wrong)).toEqual(expected);
    });
  });

  describe('an import’s record', () => {
    const wrong = async (db: Db) =>
      (await checkRecords(db)).map(({ record, sequence }) => record ?? sequence);

    const fileOf = (path: string) => `(select id from import_path where path = '${path}')`;

    test.each([
      ['as it was made', 'select 1', []],
      [
        'of another article',
        `update import_record set article_id = 1 where path_id = ${fileOf('a.md')}`,
        ['git:x a a.md'],
      ],
      ['of another time', "update import_run set recorded_at = '2020'", ['git:x a a.md', 'git:x b b.md']],
      ['of another source', "update import_source set name = 'git:y'", ['git:y a a.md', 'git:y b b.md']],
      ['that is gone', `delete from import_record where path_id = ${fileOf('b.md')}`, ['b', 'b.md', 6]],
      [
        'of what was left',
        `update import_record set outcome = 'skipped' where path_id = ${fileOf('a.md')}`,
        ['git:x a a.md'],
      ],
      [
        'of no revision',
        `update import_record set sequence = null where path_id = ${fileOf('a.md')}`,
        ['git:x a a.md', 5],
      ],
      [
        'of a revision that was written here',
        `update import_record set sequence = 1, article_id = 1 where path_id = ${fileOf('a.md')}`,
        ['git:x a a.md', 5],
      ],
      [
        'of a revision that another tells of',
        `update import_record set sequence = 5, article_id = 3 where path_id = ${fileOf('b.md')}`,
        ['git:x b b.md', 6],
      ],
      [
        'of a commit that nothing was made of',
        'insert into import_commit (source_id, hash) select source_id, hash || hash from import_commit where id = 1',
        ['aa'],
      ],
      ['of a file that nothing was made of', "insert into import_path (path) values ('c.md')", ['c.md']],
      ['of a source that nothing came from', "insert into import_source (name) values ('git:z')", ['git:z']],
      [
        'of a time when nothing was imported',
        "insert into import_run (recorded_at) values ('2020')",
        ['2020'],
      ],
    ])('%s is told of, or not', async (_, statement, expected) => {
      expect(await after(statement, wrong)).toEqual(expected);
    });

    test('fits the log also where the words that tell of its source are gone', async () => {
      const other = await after(`update log_words set words = '{"source":"git:y"}'`, wrong);
      expect(other).toEqual(['git:x a a.md', 'git:x b b.md']);
      expect(await after('delete from log_words', wrong)).toEqual([]);
    });
  });

  describe('a copy', () => {
    const wrong = async (db: Db) => {
      const findings = await checkCopies(db, await walk(db), await readDeeds(db));
      return findings.map(({ code, article, id, column }) =>
        [code, article ?? id, column].filter(Boolean).join(' '),
      );
    };

    test.each([
      ['as it was made', 'select 1', []],
      ['title', "update article set title = 'X' where id = 1", ['copy prøvehandling article.title']],
      ['sort key', "update article set sort_key = 'x' where id = 2", ['copy anden article.sort_key']],
      ['facet', "update facet set value = 'x'", ['copy prøvehandling facet']],
      ['facet, missing', 'delete from facet', ['copy prøvehandling facet']],
      ['whole, missing', 'delete from current_content where article_id = 2', ['copy anden current_content']],
      ['count', 'update contributor set revisions = 9 where article_id = 2', ['copy anden contributor']],
      ['time', "update contributor set first_at = '2020' where article_id = 2", ['copy anden contributor']],
      [
        'contributor without a word',
        'insert into contributor (article_id, byline_id, revisions, words) values (2, 3, 0, 0)',
        ['copy anden contributor'],
      ],
      [
        'contributor with words from elsewhere',
        'insert into contributor (article_id, byline_id, revisions, words) values (2, 3, 0, 4)',
        [],
      ],
      ['address, missing', "delete from slug where slug = 'anden'", ['addresses anden']],
      ['address, surplus', "insert into slug (slug, article_id) values ('x', 2)", ['addresses anden']],
      ['licence', "update article set licence = 'CC0-1.0' where id = 2", ['licence anden']],
      [
        'facet of no article',
        "insert into facet (article_id, name, value) values (9, 'topic', 'x')",
        ['copy 9 facet'],
      ],
    ])('%s is told of, or not', async (_, statement, expected) => {
      expect(await after(statement, wrong)).toEqual(expected);
    });

    test('of an article that is walked alone is held to it alone', async () => {
      const alone = (id: number) =>
        after("update facet set value = 'x'", async (tx) => {
          const all = await walk(tx);
          const one = { ...all, articles: new Map([[id, all.articles.get(id)!]]) };
          return checkCopies(tx, one, await readDeeds(tx), id);
        });
      expect(await alone(2)).toEqual([]);
      expect(await alone(1)).toMatchObject([{ column: 'facet' }]);
    });

    test('that hangs on nothing is told of', async () => {
      expect(await checkStrays(db)).toEqual([]);
      const strays = [
        ['update content set sequence = 99 where sequence = 4', 99, 'content'],
        ['update byline_words set byline_id = 98 where byline_id = 1', 98, 'byline_words'],
        ['update current_attribution set article_id = 97 where article_id = 1', 97, 'current_attribution'],
      ] as const;
      for (const [statement, id, column] of strays)
        expect(await after(statement, checkStrays)).toEqual([{ code: 'stray', id, column }]);
    });

    test('of who wrote each article is of its current revision', async () => {
      expect(await currentAttributions(db)).toEqual(
        new Map([
          [1, 3],
          [2, 4],
          [3, 5],
          [4, 6],
        ]),
      );
    });
  });

  test('what was erased by law is counted, and is no finding anywhere', async () => {
    const { mos, bos } = wiki;
    const reason = 'Et navn';
    await eraseContents(db, mos, 'prøvehandling', { numbers: [1], reason });
    await eraseSummary(db, mos, 'prøvehandling', { number: 1, reason });
    await eraseByline(db, mos, bos.bylineId, reason);
    const all = await walk(db);
    const deeds = await readDeeds(db);
    expect(all.result).toMatchObject({ erased: { content: 1, summary: 1 }, findings: [] });
    expect(await checkPeople(db, all, deeds)).toEqual([]);
    expect(await checkCopies(db, all, deeds)).toEqual([]);
    expect(
      await after("update person set sort_key = 'bo' where id = 2", async (tx) =>
        checkPeople(tx, all, deeds),
      ),
    ).toEqual([{ code: 'person', id: 2, column: 'sort_key' }]);
  });
});
