/** What articles are found by, as it follows what is written: taken up, changed, erased, and made anew. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Tx } from '../../../server/db/schema.ts';
import type { Content } from '../../../server/kinds/content.ts';
import { wordsOfLine } from '../../../server/text/finding/vocabulary.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { besideIn, contentBefore, outlineIn, passagesIn } from '../../../server/wiki/copies/reading.ts';
import { search as copy } from '../../../server/wiki/copies/search.ts';
import { forget, learn, stemsKnown } from '../../../server/wiki/copies/vocabulary.ts';
import { countFacets } from '../../../server/wiki/finding/facets.ts';
import { countsFiled } from '../../../server/wiki/finding/filed.ts';
import { search } from '../../../server/wiki/finding/search.ts';
import { meantBy } from '../../../server/wiki/finding/spelling.ts';
import { deleteArticle, undeleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { method } from '../../support/content.ts';
import { eraseContents } from '../../support/erasing.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const slug = 'prøvehandling';
beforeEach(() =>
  createArticle(wiki.db, wiki.anas, { content: method({ body: 'Zebraen sover.' }), summary: '' }),
);

const edit = (change: Partial<Content>) =>
  editArticle(wiki.db, wiki.anas, slug, { content: method(change), summary: '', minor: false });
const count = async (typed: string) =>
  (await search(wiki.db, { typed, filters: {}, sort: 'best', offset: 0, limit: 5 })).count;
const vocabulary = async () =>
  (await wiki.db.selectFrom('vocabulary').selectAll().execute()).flatMap(({ stem, forms }) => [
    stem,
    ...wordsOfLine(stem, forms),
  ]);

describe('the words of an article', () => {
  test('are found as soon as they’re saved, wherever they stand, and no longer once they’re taken out', async () => {
    expect(await count('zebra')).toBe(1);
    await edit({
      body: '## Girafferne\n\nMed `okapikode` og [kænguruen](https://a.dk/pingvin).\n',
      topics: ['Løvehale'],
      sources: [{ title: 'Tapirbogen', url: '' }],
      facts: { what: 'En gnu' },
    });
    for (const word of ['giraf', 'okapikode', 'kænguru', 'løvehale', 'tapirbog', 'gnu'])
      expect([word, await count(word)]).toEqual([word, 1]);
    for (const word of ['zebra', 'pingvin']) expect([word, await count(word)]).toEqual([word, 0]);
  });

  test('of a deleted article are neither found nor suggested, until it’s back', async () => {
    await deleteArticle(wiki.db, wiki.mos, slug, 'Forkert');
    expect(await count('zebra')).toBe(0);
    expect(await meantBy(wiki.db, 'zebrraen')).toBeUndefined();
    await undeleteArticle(wiki.db, wiki.mos, slug, 'Rigtigt');
    expect(await count('zebra')).toBe(1);
    expect(await meantBy(wiki.db, 'zebrraen')).toMatchObject({ text: 'zebraen' });
  });

  test('that are erased are in no index, but for those that another article holds', async () => {
    await edit({ body: 'Okapien og giraffen sover.' });
    await createArticle(wiki.db, wiki.bos, {
      content: method({ title: 'Den anden', body: 'En giraf.' }),
      summary: '',
    });
    await eraseContents(wiki.db, wiki.mos, slug, { numbers: [1, 2], reason: 'Personoplysninger' });
    for (const word of ['zebra', 'okapi', 'prøvehandling'])
      expect([word, await count(word)]).toEqual([word, 0]);
    expect(await count('giraf')).toBe(1);
    const left = (await vocabulary()).join(' ');
    expect(left).not.toMatch(/zebra|okapi/);
    expect(left).toContain('giraf');
    expect(left).not.toContain('giraffen');
  });
});

describe('an edit', () => {
  const learnt = async () => new Set(await vocabulary());
  const missing = async (...words: string[]) => {
    const known = await learnt();
    return words.filter((word) => !known.has(word));
  };

  test('has all its words learnt, wherever it brings them, and what they stand beside needs no reading', async () => {
    await edit({ body: 'Zebraen sover.\n\nOkapien gaber.', lead: 'En løvehale.' });
    expect(await missing('zebraen', 'okapien', 'løvehale')).toEqual([]);
    await edit({ body: 'Okapien gaber over gnuen.\n\nZebraen sover.', title: 'Tapirer' });
    expect(await missing('zebraen', 'okapien', 'løvehale', 'gnuen', 'tapirer')).toEqual([]);
  });

  test('that makes a link of words, or words of one, has them learnt as they’re read then', async () => {
    const body = 'Se [giraffen][pingvin] her.';
    await edit({ body });
    expect(await missing('giraffen', 'pingvin')).toEqual([]);
    await edit({ body: `${body}\n\n[pingvin]: /wiki/x\n` });
    expect([await count('giraf'), await count('pingvin')]).toEqual([1, 0]);
    await edit({ body: `${body}\n\n    [pingvin]: /wiki/kasuar\n` });
    expect([await count('pingvin'), await count('kasuar')]).toEqual([1, 1]);
    expect(await missing('kasuar')).toEqual([]);
  });

  test('forgets how an earlier title began', async () => {
    const titles = async () =>
      (await wiki.db.selectFrom('title_word').select('word').execute()).map(({ word }) => word);
    expect(await titles()).toEqual(['prøvehandling']);
    await edit({ body: 'Sover.' });
    expect(await titles()).toEqual(['prøvehandling']);
    await edit({ title: 'Tapirer i brug' });
    expect((await titles()).sort()).toEqual(['brug', 'tapirer']);
  });
});

test('a content is read once, whoever asks', () => {
  const content = method({ body: '# Op\n\nSe [[Ned]].' });
  expect(passagesIn(content).map(({ text }) => text())).toEqual(['Op', 'Se Ned.']);
  expect(passagesIn(content)).toBe(passagesIn(content));
  expect(outlineIn(content)).toMatchObject({ targets: [{ slug: 'ned' }], headings: [{ id: 'op' }] });
  expect(outlineIn(content)).toBe(outlineIn(content));
  expect(besideIn(content)).toContain('Metode');
  expect(besideIn(content)).toBe(besideIn(content));
  const change = { minor: false, text: Buffer.alloc(0), size: 1, sizeBefore: 1 };
  expect(contentBefore({ ...change, before: undefined })).toBeUndefined();
  const before = Buffer.from('{"title":"Op"}');
  expect(contentBefore({ ...change, before })).toEqual({ title: 'Op' });
  expect(contentBefore({ ...change, before })).toBe(contentBefore({ ...change, before }));
});

test('the vocabulary learns a word once, with its stem, and forgets it with all of that that nothing holds', async () => {
  const known = async (...stems: string[]) =>
    (await stemsKnown(wiki.db, stems)).map(({ stem, forms }) => [stem, forms]);
  const write = (work: (tx: Tx) => Promise<void>) => wiki.db.transaction().execute(work);
  await write((tx) => learn(tx, ['børn', 'barnet', 'sygedagpenge', 'sygedagpengebrev']));
  await write((tx) => learn(tx, ['barnet', 'børnene']));
  expect(await known('barn', 'barnet', 'giraf')).toEqual([['barn', 'børn -et børnene']]);
  // What begins alike has one key.
  expect(await known('sygedagpengebrev')).toEqual([['sygedagpengebrev', '-']]);
  await write((tx) => forget(tx, 'barnet', true));
  expect(await known('barn')).toEqual([['barn', 'børn børnene']]);
  await write((tx) => forget(tx, 'børn', false));
  await write((tx) => forget(tx, 'børn', false));
  expect(await known('barn')).toEqual([]);
  const keys = () => wiki.db.selectFrom('vocabulary_sound').select('key').execute();
  const before = (await keys()).length;
  await write((tx) => forget(tx, 'sygedagpenge', false));
  expect((await keys()).length).toBe(before - 1);
});

test('what is found is counted as it’s filed now, whatever was counted before', async () => {
  const filed = async () => {
    const found = await search(wiki.db, { typed: 'zebra', filters: {}, sort: 'best', offset: 0, limit: 5 });
    const counts = await countFacets(wiki.db, {}, found);
    return [counts.get('kind'), counts.get('topic')];
  };
  const [kind] = await filed();
  expect(kind).toEqual([{ value: 'method', count: 1 }]);
  for (const topic of ['Løvehale', 'Okapi']) {
    await edit({ body: 'Zebraen sover.', topics: [topic] });
    expect(await filed()).toEqual([kind, [{ value: topic, count: 1 }]]);
  }
  await createArticle(wiki.db, wiki.bos, {
    content: method({ title: 'Den anden', body: 'En zebra.', topics: ['Okapi'] }),
    summary: '',
  });
  expect(await filed()).toEqual([[{ value: 'method', count: 2 }], [{ value: 'Okapi', count: 2 }]]);
  for (const ids of [[1], [1, 2]])
    expect(await countsFiled(wiki.db, ids)).toContainEqual({
      name: 'topic',
      value: 'Okapi',
      count: ids.length,
    });
  expect(await countsFiled(wiki.db, [])).toEqual([]);
});

describe('the copy', () => {
  const state = async () => ({
    vocabulary: (await vocabulary()).sort(),
    found: [await count('zebra'), await count('okapi')],
    titles: await wiki.db.selectFrom('title_word').selectAll().orderBy('word').execute(),
  });

  test('is made anew as it was', async () => {
    await createArticle(wiki.db, wiki.bos, {
      content: method({ title: 'Okapien', body: 'Sover.' }),
      summary: '',
    });
    const before = await state();
    expect(before.found).toEqual([1, 1]);
    await wiki.db.deleteFrom('vocabulary').execute();
    await wiki.db.deleteFrom('title_word').execute();
    await wiki.db.deleteFrom('search').execute();
    expect(await count('zebra')).toBe(0);
    await copy.rebuild(wiki.db);
    expect(await state()).toEqual(before);
  });

  test('takes up, once, what an older version didn’t', async () => {
    const before = await state();
    await wiki.db.deleteFrom('vocabulary').execute();
    await wiki.db.deleteFrom('search').execute();
    expect(await copy.catchUp!(wiki.db)).toBe(1);
    expect(await state()).toEqual(before);
    expect(await copy.catchUp!(wiki.db)).toBe(0);
    await wiki.db.updateTable('copied').set({ way: 0 }).execute();
    expect(await copy.catchUp!(wiki.db)).toBe(1);
  });
});
