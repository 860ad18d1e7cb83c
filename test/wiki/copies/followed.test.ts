/** What each copy keeps of a save, gives up at an erasure, and makes anew: its own tables, read as they lie. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inflateRawSync } from 'node:zlib';
import type { Content } from '../../../server/kinds/content.ts';
import { encodeAttribution } from '../../../server/text/attribution.ts';
import { createArticle, editArticle, insertArticle } from '../../../server/wiki/articles/edits.ts';
import { attribution } from '../../../server/wiki/copies/attribution.ts';
import { countAnew, counts } from '../../../server/wiki/copies/counts.ts';
import { filing } from '../../../server/wiki/copies/filing.ts';
import { erasedHead, headOf, heads } from '../../../server/wiki/copies/heads.ts';
import { wholes } from '../../../server/wiki/copies/wholes.ts';
import { readAttribution } from '../../../server/wiki/credit/stored.ts';
import { eraseContents } from '../../support/erasing.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { storedAttribution } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { AT, peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
const slug = 'prøvehandling';
const FIRST = 'Vi prøver det af sammen.';
const SECOND = 'Så taler vi om det.';
beforeEach(async () => {
  wiki = await peopled({}, 'administrator');
  await createArticle(wiki.db, wiki.anas, { content: method({ body: FIRST, topics: ['et'] }), summary: '' });
});
afterEach(() => wiki.close());

const edit = (author: Author, change: Partial<Content>) =>
  editArticle(wiki.db, author, slug, { content: method(change), summary: '', minor: false });
const erase = (...numbers: number[]) =>
  eraseContents(wiki.db, wiki.mos, slug, { numbers, reason: 'Personoplysninger' });

describe('the head of an article', () => {
  const head = () =>
    wiki.db
      .selectFrom('article')
      .select(['slug', 'title', 'lead', 'kind', 'sort_key', 'sections_done', 'sections_total', 'sequence'])
      .executeTakeFirstOrThrow();

  test('says what its current content does', async () => {
    expect(headOf(method({ title: 'Åben høring', body: '## Sådan gør du\n\nVælg én ting.\n' }))).toEqual({
      slug: 'åben-høring',
      title: 'Åben høring',
      lead: 'Et lille forsøg i hverdagen.',
      kind: 'method',
      sort_key: '{cben h{bring\t\t04',
      sections_done: 1,
      sections_total: 4,
    });
    expect(headOf(method({ kind: 'recipe' }))).toMatchObject({ kind: 'recipe', sections_total: 0 });
  });

  test('of one whose content was erased says a title that stands, or the uid, and no more', () => {
    const nothing = { lead: '', sections_done: 0, sections_total: 0 };
    expect(erasedHead(Buffer.from('00ff', 'hex'))).toMatchObject({ slug: '00ff', title: '[…]', ...nothing });
    const standing = { title: 'Et navn', kind: 'method' };
    expect(erasedHead(Buffer.from('00ff', 'hex'), standing)).toMatchObject({
      slug: 'et-navn',
      ...standing,
      ...nothing,
    });
  });

  test('follows a save and an erasure, and is made anew', async () => {
    await edit(wiki.bos, { title: 'Zebrasagen', lead: 'Om zebraen.' });
    const saved = await head();
    expect(saved).toMatchObject({ slug: 'zebrasagen', lead: 'Om zebraen.', sequence: 2 });
    await wiki.db.updateTable('article').set({ lead: 'Forfalsket', sequence: 1 }).execute();
    await heads.rebuild(wiki.db);
    expect(await head()).toEqual(saved);
    await erase(2);
    const erased = await head();
    expect(erased).toMatchObject({ slug, title: 'Prøvehandling', lead: '', sections_total: 0, sequence: 2 });
    await wiki.db.updateTable('article').set({ lead: 'Forfalsket' }).execute();
    await heads.rebuild(wiki.db);
    expect(await head()).toEqual(erased);
  });
});

describe('the filing of an article', () => {
  const filed = async () => {
    const rows = await wiki.db.selectFrom('facet').select(['name', 'value']).orderBy('value').execute();
    return rows.map(({ name, value }) => `${name} ${value}`);
  };

  test('follows its topics and places, is made anew, and goes with an erased content', async () => {
    expect(await filed()).toEqual(['topic et']);
    await edit(wiki.bos, { kind: 'organisation', topics: ['to', 'to'], facts: { places: ['1081'] } });
    expect(await filed()).toEqual(['place 1081', 'topic to']);
    await wiki.db.updateTable('facet').set({ value: 'forfalsket' }).where('name', '=', 'topic').execute();
    await filing.rebuild(wiki.db);
    expect(await filed()).toEqual(['place 1081', 'topic to']);
    await erase(2);
    expect(await filed()).toEqual([]);
  });
});

describe('the whole of a current content', () => {
  const whole = async () => {
    const rows = await wiki.db.selectFrom('current_content').select(['sequence', 'bytes']).execute();
    return rows.map(({ sequence, bytes }) => [
      sequence,
      (JSON.parse(inflateRawSync(bytes).toString()) as Content).body,
    ]);
  };

  test('stands for the newest revision alone, is made anew, and goes with its erasure', async () => {
    expect(await whole()).toEqual([[1, FIRST]]);
    await edit(wiki.bos, { body: SECOND });
    expect(await whole()).toEqual([[2, SECOND]]);
    await wiki.db.deleteFrom('current_content').execute();
    await wholes.rebuild(wiki.db);
    expect(await whole()).toEqual([[2, SECOND]]);
    await erase(1);
    expect(await whole()).toEqual([[2, SECOND]]);
    await erase(2);
    expect(await whole()).toEqual([]);
  });
});

describe('the counts of an article and of people', () => {
  const counted = () =>
    wiki.db
      .selectFrom('contributor')
      .select(['byline_id', 'revisions', 'words', 'first_at', 'last_at'])
      .orderBy('byline_id')
      .execute();
  const people = async () => {
    const rows = await wiki.db.selectFrom('person').select('revision_count').orderBy('id').execute();
    return rows.map(({ revision_count: count }) => count);
  };
  const early = '2019-05-07T10:00:00.000Z';

  test('follow revisions and words, whatever order the times come in', async () => {
    await edit({ ...wiki.bos, at: AT }, { body: `${FIRST}\n\n${SECOND}` });
    await edit({ ...wiki.bos, at: early }, { body: `${FIRST}\n\n${SECOND} Mere.` });
    expect(await counted()).toEqual([
      { byline_id: 1, revisions: 1, words: 6, first_at: AT, last_at: AT },
      { byline_id: 2, revisions: 2, words: 8, first_at: early, last_at: AT },
    ]);
    expect(await people()).toEqual([1, 2, 0]);
  });

  test('are made anew from the revisions, those of one article or all', async () => {
    await edit(wiki.bos, { body: FIRST.replace('prøver det af', 'taler om det') });
    const right = await counted();
    expect(right.map(({ revisions, words }) => [revisions, words])).toEqual([
      [1, 4],
      [1, 2],
    ]);
    const forge = () => wiki.db.updateTable('contributor').set({ revisions: 9, words: 9 }).execute();
    await forge();
    const { id } = await wiki.db.selectFrom('article').select('id').executeTakeFirstOrThrow();
    await wiki.db.transaction().execute(async (tx) => countAnew(tx, id, await readAttribution(tx, 2)));
    expect(await counted()).toEqual(right);
    await forge();
    await wiki.db.updateTable('person').set({ revision_count: 9 }).execute();
    await counts.rebuild(wiki.db);
    expect(await counted()).toEqual(right);
    expect(await people()).toEqual([1, 1, 0]);
  });
});

describe('the credit of an article', () => {
  test('follows a revision that no other copy knows of, and catches up where it is missing', async () => {
    await edit(wiki.bos, { body: `${FIRST}\n\n${SECOND}` });
    const before = await storedAttribution(wiki.db);
    expect(before.words).toEqual({ 1: '1 1 1 1 1 1', 2: '1 1 1 1 1 1 2 2 2 2 2 2' });
    for (const table of ['attribution', 'current_attribution', 'first_held'] as const)
      await wiki.db.deleteFrom(table).execute();
    await wiki.db.updateTable('contributor').set({ words: 0 }).execute();
    expect(await attribution.catchUp!(wiki.db)).toBe(2);
    expect(await storedAttribution(wiki.db)).toEqual(before);
    expect(await attribution.catchUp!(wiki.db)).toBe(0);
  });

  test('is mended with the counts that hang on it', async () => {
    await edit(wiki.bos, { body: `${FIRST}\n\n${SECOND}` });
    const before = await storedAttribution(wiki.db);
    const bytes = encodeAttribution(new Uint32Array(12).fill(2), 2);
    await wiki.db.updateTable('attribution').set({ steps: 0, bytes }).where('sequence', '=', 2).execute();
    await wiki.db.updateTable('current_attribution').set({ bytes }).execute();
    await wiki.db.updateTable('contributor').set({ words: 9 }).execute();
    await attribution.rebuild(wiki.db);
    expect(await storedAttribution(wiki.db)).toEqual(before);
  });

  test('forgets the sentences of an erased text, and files them under the next that holds them', async () => {
    await edit(wiki.bos, { body: `${FIRST}\n\n${SECOND}` });
    const filedUnder = async () =>
      (await storedAttribution(wiki.db)).held
        .filter(({ key }) => key.length === 6)
        .map((row) => row.sequence);
    expect((await filedUnder()).sort()).toEqual([1, 2]);
    await erase(1);
    expect(await filedUnder()).toEqual([2, 2]);
    await erase(2);
    expect(await filedUnder()).toEqual([]);
  });
});

test('a copy follows a revision within its transaction, so that none is left when that fails', async () => {
  const failing = wiki.db.transaction().execute(async (tx) => {
    const content = method({ title: 'Ny', topics: ['ny'] });
    const article = await insertArticle(tx, content, 'CC-BY-4.0');
    const save = { content, action: 'create', summary: '', minor: false, baseNumber: null } as const;
    await recordRevision(tx, wiki.bos, article, save);
    expect(await tx.selectFrom('facet').select('value').where('value', '=', 'ny').execute()).toHaveLength(1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  for (const table of ['facet', 'current_content', 'current_attribution', 'contributor'] as const)
    expect(await wiki.db.selectFrom(table).select('article_id').execute()).toEqual([{ article_id: 1 }]);
});
