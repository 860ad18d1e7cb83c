import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import {
  allCheckpoints,
  makeCheckpoint,
  makeDailyCheckpoint,
  publish,
  readCheckpoints,
  type Checkpoint,
} from '../../../server/wiki/proof/checkpoints.ts';
import { merkleRoot, merkleTree } from '../../../server/wiki/proof/checkpoints/merkle.ts';
import { isSigned, signCheckpoint } from '../../../server/wiki/proof/checkpoints/record.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { signingKey } from '../../../server/wiki/proof/checkpoints/key.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join } from '../../support/people.ts';
import { OF_A_REVISION, rewriteHistory, tamper } from '../../support/tamper.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

const NOON = '2026-11-22T12:00:00.000Z';

let wiki: TestWiki;
let anas: Author;
let bos: Author;
beforeEach(async () => {
  wiki = await openWiki();
  anas = await join(wiki.db, ana);
  bos = await join(wiki.db, bo);
  await createArticle(wiki.db, anas, { content: method(), summary: 'Første' });
  await createArticle(wiki.db, bos, { content: method({ title: 'Brugerrejse' }), summary: '' });
  await edit(bos, 'To.');
  await moveArticle(wiki.db, anas, 'brugerrejse', { title: 'Borgerrejse', summary: '' });
});
afterEach(() => wiki.close());

const edit = (author: Author, lead: string) =>
  editArticle(wiki.db, author, 'prøvehandling', { content: method({ lead }), summary: '', minor: false });
const make = (at = NOON) => makeCheckpoint(wiki.db, wiki.settings.dataFolder, at);
const kept = async () => readCheckpoints(JSON.stringify(publish((await make())!)));
const findings = async (checkpoints: Checkpoint[] = []) =>
  (await verify(wiki.db, () => undefined, { kept: checkpoints })).findings;

describe('the Merkle tree', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %i leaves has the root that Certificate Transparency gives them', (count, root) => {
    const bytes = leaves.slice(0, count).map((leaf) => Buffer.from(leaf, 'hex'));
    expect(merkleRoot(bytes).toString('hex')).toBe(root);
  });

  test('counts its leaves', () => {
    const tree = merkleTree();
    for (const leaf of ['a', 'b', 'c']) tree.add(leaf);
    expect(tree.size()).toBe(3);
  });
});

describe('a checkpoint', () => {
  test('counts what there is, is signed, and follows the one before', async () => {
    const first = (await make())!;
    expect(first).toMatchObject({ number: 1, previous: null, madeAt: NOON, revisions: 4 });
    expect([first.articles.count, first.bylines.count, first.entries.count]).toEqual([2, 2, 1]);
    expect(isSigned(first)).toBe(true);
    await edit(anas, 'Tre.');
    const second = (await make())!;
    expect(second).toMatchObject({ number: 2, previous: first.hash, revisions: 5 });
    expect(second.articles.root).not.toEqual(first.articles.root);
    expect(second.bylines).toEqual(first.bylines);
    expect(await allCheckpoints(wiki.db)).toEqual([first, second]);
    expect(await findings()).toEqual([]);
  });

  test('is made only when something was written: a revision, a byline or a log entry', async () => {
    expect((await make())?.number).toBe(1);
    expect(await make()).toBeUndefined();
    await changeSignature(wiki.db, anas, { name: 'Ana Lund', title: '', workplace: '' });
    expect((await make())?.bylines.count).toBe(3);
    expect(await make()).toBeUndefined();
  });

  test('is made once a day', async () => {
    const daily = (at: string) => makeDailyCheckpoint(wiki.db, wiki.settings.dataFolder, at);
    expect((await daily(NOON))?.number).toBe(1);
    await edit(anas, 'Tre.');
    expect(await daily('2026-11-23T11:59:59.000Z')).toBeUndefined();
    expect((await daily('2026-11-23T12:00:00.000Z'))?.number).toBe(2);
    expect(await daily('2026-11-25T12:00:00.000Z')).toBeUndefined();
  });

  test('of an empty wiki is not made', async () => {
    const empty = await openWiki();
    expect(await makeCheckpoint(empty.db, empty.settings.dataFolder, NOON)).toBeUndefined();
    await empty.close();
  });

  test('is made once when two processes make it', async () => {
    const made = await Promise.all([make(), make()]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await allCheckpoints(wiki.db)).toHaveLength(1);
  });
});

describe('the key', () => {
  const file = () => joinPath(wiki.settings.dataFolder, 'checkpoint-key.pem');

  test('is made at first need, for its owner alone, and stays', async () => {
    await make();
    const pem = readFileSync(file(), 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await edit(anas, 'Tre.');
    await make();
    expect(readFileSync(file(), 'utf8')).toBe(pem);
  });

  test('that is something else is told in a sentence', async () => {
    writeFileSync(file(), 'nøgle');
    await expect(make()).rejects.toThrow(`${file()} holds no Ed25519 key.`);
  });
});

describe('a kept checkpoint', () => {
  test('holds on a later copy, alone and in its list', async () => {
    const one = await kept();
    await edit(anas, 'Tre.');
    await createArticle(wiki.db, bos, { content: method({ title: 'Ny' }), summary: '' });
    await make('2026-11-23T12:00:00.000Z');
    const list = { checkpoints: (await allCheckpoints(wiki.db)).map(publish) };
    expect(await findings(one)).toEqual([]);
    expect(await findings(readCheckpoints(JSON.stringify(list)))).toEqual([]);
  });

  test('tells of a history that was rewritten so that it fits itself', async () => {
    await rewriteHistory(wiki.db, 1, method({ lead: 'Slet ikke.' }));
    expect(await findings()).toEqual([]);
    await make();
    await rewriteHistory(wiki.db, 1, method());
    expect(await findings()).toEqual([{ code: 'checkpoint-altered', checkpoint: 1, part: 'articles' }]);
    const file = await allCheckpoints(wiki.db);
    await tamper(wiki.db, 'delete from checkpoint');
    expect(await findings()).toEqual([]);
    expect((await findings(file)).map(({ code }) => code)).toEqual(['checkpoint-altered', 'checkpoint-key']);
  });

  test('tells of a removed tail, though the counts were changed to fit', async () => {
    const file = await kept();
    for (const table of [...OF_A_REVISION, 'revision']) {
      await tamper(wiki.db, `delete from ${table} where sequence = 4`);
    }
    await tamper(wiki.db, 'update article set revision_count = 1, sequence = 2 where id = 2');
    await tamper(wiki.db, 'delete from checkpoint');
    await tamper(wiki.db, "delete from slug where slug = 'borgerrejse'");
    await tamper(wiki.db, 'update person set revision_count = 1 where id = 1');
    await rebuild(wiki.db);
    expect(await findings()).toEqual([]);
    expect(await findings(file)).toEqual([
      { code: 'checkpoint-removed', checkpoint: 1, part: 'articles' },
      { code: 'checkpoint-key', checkpoint: 1 },
    ]);
  });

  test.each([
    [
      'a log entry that was altered',
      "update log set action = 'protect'",
      'checkpoint-altered',
      'entries',
      'log-row',
    ],
    [
      'a log entry that was removed',
      'delete from log_words; delete from log',
      'checkpoint-removed',
      'entries',
      undefined,
    ],
    [
      'a byline that was altered',
      "update byline set recorded_at = '2020-01-01T00:00:00.000Z' where id = 2",
      'checkpoint-altered',
      'bylines',
      'byline-row',
    ],
  ])('tells of %s', async (_name, statements, code, part, first) => {
    const file = await kept();
    for (const statement of statements.split('; ')) await tamper(wiki.db, statement);
    const found = await findings(file);
    expect(found).toContainEqual({ code, checkpoint: 1, part });
    expect(found[0]!.code).toBe(first ?? code);
  });

  test('that was changed, or signed by another, is told', async () => {
    const [file] = (await kept()) as [Checkpoint];
    const changed = { ...file, revisions: 3 };
    expect(await findings([changed])).toContainEqual({ code: 'checkpoint-signature', checkpoint: 1 });
    rmSync(joinPath(wiki.settings.dataFolder, 'checkpoint-key.pem'));
    const other = signCheckpoint(file, signingKey(wiki.settings.dataFolder));
    expect(await findings([other])).toEqual([{ code: 'checkpoint-key', checkpoint: 1 }]);
    expect(await findings([file])).toEqual([]);
  });

  test('of this wiki that it has no more is told', async () => {
    await make();
    await edit(anas, 'Tre.');
    const file = await kept();
    await tamper(wiki.db, 'delete from checkpoint where number = 2');
    expect(await findings(file)).toEqual([{ code: 'checkpoint-unknown', checkpoint: 2 }]);
  });

  test.each(['', '{}', '[]', '{"checkpoints":[]}', '{"checkpoints":[{"number":1}]}'])(
    'is not read from %j',
    (text) => {
      expect(() => readCheckpoints(text)).toThrow(
        'The file holds no checkpoint as /checkpoints.json gives them.',
      );
    },
  );
});

test("the wiki's own checkpoints must follow each other", async () => {
  await make();
  await edit(anas, 'Tre.');
  await make();
  await tamper(wiki.db, 'update checkpoint set previous = null where number = 2');
  expect(await findings()).toEqual([
    { code: 'checkpoint-chain', checkpoint: 2 },
    { code: 'checkpoint-signature', checkpoint: 2 },
  ]);
});
