import { describe, expect, test } from '@jest/globals';
import { deflateRawSync } from 'node:zlib';
import { canonical, type Content } from '../../../server/kinds/content.ts';
import { encodeAttribution, tokensOf } from '../../../server/text/attribution.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { attributionAt } from '../../../server/wiki/credit/attribution.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { contributorsOf } from '../../../server/wiki/credit/contributors.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseContents } from '../../support/erasing.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { creditOf } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');

const LINE = 'Vi prøver det af sammen i en uge.';
const TEXT = `${LINE}\n\nVælg én ting.`;

const create = (author: Author, change: Partial<Content>) =>
  createArticle(wiki.db, author, { content: method(change), summary: '' });
const save = (author: Author, change: Partial<Content>) =>
  editArticle(wiki.db, author, 'prøvehandling', { content: method(change), summary: '', minor: false });
const erase = (...numbers: number[]) =>
  eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers, reason: 'Personoplysninger' });
const credit = () => creditOf(wiki.db, 'prøvehandling');
const wrong = async (attribution = true) =>
  (await verify(wiki.db, () => undefined, { attribution })).findings.map(({ code }) => code);

async function threeRevisions(): Promise<void> {
  await create(wiki.anas, { body: TEXT });
  await save(wiki.bos, { body: `${TEXT}\n\nTal om det bagefter, og skriv det ned.` });
  await save(wiki.anas, { body: `${TEXT}\n\nTal om det bagefter, og skriv det straks ned.` });
}

describe('verify', () => {
  test('with attribution names an altered text, and goes on', async () => {
    await threeRevisions();
    await wiki.db
      .updateTable('content')
      .set({ bytes: Buffer.of(255) })
      .where('sequence', '=', 1)
      .execute();
    expect(await wrong()).toContain('content');
  });

  test('finds a text that is said to stand on fewer deltas than it does', async () => {
    await threeRevisions();
    await wiki.db.updateTable('content').set({ steps: 1 }).where('sequence', '=', 3).execute();
    expect(await wrong(false)).not.toEqual([]);
  });

  test('finds an attribution that is said to stand on fewer deltas than it does', async () => {
    await threeRevisions();
    await wiki.db.updateTable('attribution').set({ steps: 1 }).where('sequence', '=', 3).execute();
    expect(await wrong()).not.toEqual([]);
  });

  test('takes an attribution for one that was kept only where an erasure is logged', async () => {
    await threeRevisions();
    const bytes = encodeAttribution(
      new Uint32Array(tokensOf(`${TEXT}\n\nTal om det bagefter, og skriv det straks ned.`).length).fill(2),
      3,
    );
    await wiki.db
      .updateTable('attribution')
      .set({ kept: 1, steps: 0, bytes })
      .where('sequence', '=', 3)
      .execute();
    await wiki.db.updateTable('current_attribution').set({ bytes }).execute();
    expect(await wrong()).toContain('attribution');
  });

  test('finds words that are counted for somebody who has them not', async () => {
    await threeRevisions();
    await wiki.db
      .updateTable('contributor')
      .set({ words: 1000 })
      .where('byline_id', '=', wiki.bos.bylineId)
      .execute();
    expect(await wrong()).not.toEqual([]);
  });
});

test('a rebuild mends a forged copy of a current text, and credits none of its words', async () => {
  await threeRevisions();
  const bytes = deflateRawSync(Buffer.from(canonical(method({ body: 'Forfalsket.' }))));
  await wiki.db.updateTable('current_content').set({ bytes }).execute();
  await rebuild(wiki.db);
  expect(await wrong()).toEqual([]);
});

describe('an erasure takes no name away', () => {
  test('from the title, lead and facts that the erased revision wrote first', async () => {
    await create(wiki.anas, { body: 'Ring til mig på 12345678.' });
    await save(wiki.bos, { body: 'Renset.' });
    await erase(1);
    const { id } = await findArticle(wiki.db, 'prøvehandling');
    const { title, lead, facts } = await attributionAt(wiki.db, id, 2);
    expect({ title, lead, facts }).toEqual({ title: 1, lead: 1, facts: { timeRequired: 1 } });
  });

  test('from what stood before the current revision, when that is the erased one', async () => {
    await create(wiki.anas, { body: TEXT });
    await save(wiki.anas, { body: `${TEXT}\n\nRing til mig på 12345678.` });
    await erase(2);
    await save(wiki.bos, { body: TEXT.replace('en uge', 'en hel uge') });
    expect((await credit()).map(([text, name]) => [text, name])).toEqual([
      ['Vi prøver det af sammen i en ', 'Ana'],
      ['hel ', 'Bo'],
      ['uge.\n\nVælg én ting.', 'Ana'],
    ]);
  });

  test('and files nothing that a replay wouldn’t', async () => {
    await create(wiki.anas, { body: 'Delta epsilon zeta eta theta.' });
    await save(wiki.anas, { body: '- alfa beta gamma delta epsilon zeta eta theta' });
    await save(wiki.anas, { body: '- alfa beta gamma delta epsilon NY zeta eta theta' });
    await save(wiki.anas, { body: '- alfa beta gamma! Delta epsilon NY zeta eta theta' });
    await undoRevisions(wiki.db, wiki.bos, 'prøvehandling', { from: 3, to: 3, summary: 'Uden' });
    await erase(1);
    expect(await wrong()).toEqual([]);
  });
});

test('a sentence that an undo made stays its author’s when it is typed again', async () => {
  await create(wiki.anas, { body: '- alfa beta gamma delta epsilon zeta eta theta iota kappa' });
  await save(wiki.anas, { body: '- alfa beta gamma delta epsilon zeta eta theta iota NY kappa' });
  await save(wiki.anas, { body: '- alfa beta gamma! Delta epsilon zeta eta theta iota NY kappa' });
  await undoRevisions(wiki.db, wiki.bos, 'prøvehandling', { from: 2, to: 2, summary: 'Uden' });
  await save(wiki.bos, { body: 'Noget helt andet.' });
  await save(wiki.bos, { body: 'Delta epsilon zeta eta theta iota kappa.' });
  expect(await credit()).toEqual([
    ['Delta epsilon zeta eta theta iota kappa', 'Ana', 1],
    ['.', 'Bo', 6],
  ]);
});

test('words keep their author when sentences of forty revisions are taken out and typed again', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) => `Anas egen linje nummer ${i} handler om vores fælles arbejde.`,
  );
  await create(wiki.anas, { body: lines.join('\n\n') });
  for (const i of lines.keys()) {
    lines[i] = lines[i]!.replace('egen', 'gode');
    await save(wiki.bos, { body: lines.join('\n\n') });
  }
  await save(wiki.bos, { body: 'Væk.' });
  await save(wiki.bos, { body: lines.join('\n\n') });
  const { authors } = await contributorsOf(wiki.db, await findArticle(wiki.db, 'prøvehandling'));
  expect(authors.map(({ byline, words }) => [byline.name, words])).toEqual([
    ['Ana Østergård', 409],
    ['Bo Åkjær', 40],
  ]);
}, 180_000);

test('a source with another address, and a fact with another number, are another’s', async () => {
  const one = {
    sources: [{ title: 'Kilde', url: 'https://a.example.dk/x' }],
    facts: { timeRequired: '2–10 dage' },
  };
  await create(wiki.anas, one);
  await save(wiki.bos, {
    sources: [{ title: 'Kilde', url: 'https://a/example.dk-x' }],
    facts: { timeRequired: '2,10 dage' },
  });
  const { id } = await findArticle(wiki.db, 'prøvehandling');
  const { sources, facts } = await attributionAt(wiki.db, id, 2);
  expect({ sources, facts }).toEqual({ sources: [2], facts: { timeRequired: 2 } });
});
