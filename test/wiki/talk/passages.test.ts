/** Passages that threads are about, below their pages: what is sealed of them, what an erasure takes, what a save follows, and what a verification sees. */
import { describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import { passages as copied } from '../../../server/wiki/copies/passages.ts';
import { spansIn } from '../../../server/wiki/copies/quoting.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { wrongPassages } from '../../../server/wiki/proof/verify/passages.ts';
import { beginThread, reword } from '../../../server/wiki/talk/posting.ts';
import { markedPassages } from '../../../server/wiki/talk/passages.ts';
import { listThreads } from '../../../server/wiki/talk/threads.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { eraseContents } from '../../support/erasing.ts';
import { method } from '../../support/content.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const slug = 'prøvehandling';
const FIRST = 'Vælg én ting, som I tror på. Prøv den inden fredag.';
const OTHER = 'Skriv ned, hvad I venter.';
const findings = async () => (await verify(wiki.db, () => undefined)).findings;
const write = (body: string) => createArticle(wiki.db, wiki.anas, { content: method({ body }), summary: '' });
const edit = (author: Author, body: string, base: number) =>
  editArticle(wiki.db, author, slug, { content: method({ body }), summary: '', base, minor: false });
const begin = (passage: string, number: number, before = '') =>
  beginThread(wiki.db, wiki.bos, slug, {
    ...{ title: 'Titel', words: 'Ord.', section: '', passage: { passage, before, number } },
  });
const passages = async (reader?: Author) => {
  const threads = await listThreads(wiki.db, 1, { isSettled: false }, { limit: 9, answers: 0 }, reader);
  return threads.map(({ passage }) => passage);
};
const standing = async () => (await markedPassages(wiki.db, 1)).map(({ thread, spans }) => [thread, spans]);

describe('a passage', () => {
  test('is sealed as a place in its version, not as words, and a rewording leaves it', async () => {
    await write(FIRST);
    const { id } = await begin('Prøv den', 1);
    await reword(wiki.db, wiki.bos, { slug, threadId: id, id }, { title: 'Ny titel', words: 'Nye ord.' });
    const { words } = await wiki.db
      .selectFrom('log_words')
      .select('words')
      .where('log_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(words).toBe('{"title":"Titel","passage":{"number":1,"start":29,"end":37},"words":"Ord."}');
    expect(await passages()).toEqual([{ number: 1, quote: 'Prøv den', isStanding: true }]);
    expect(await markedPassages(wiki.db, 1)).toEqual([
      { thread: id, title: 'Ny titel', spans: [{ from: 9, to: 11 }] },
    ]);
    expect(await findings()).toEqual([]);
  });

  test('of an old version is found in the current one, or said to be gone', async () => {
    await write(`${FIRST} ${OTHER}`);
    await edit(wiki.bos, OTHER, 1);
    await begin('Skriv ned', 1);
    await begin('Vælg én ting', 1);
    expect((await passages()).map((passage) => passage?.isStanding)).toEqual([false, true]);
  });

  test('is made anew from the act alone, and named where its row says something else', async () => {
    await write(FIRST);
    const { id } = await begin('Prøv den', 1);
    const filed = () => wiki.db.selectFrom('passage').selectAll().execute();
    const before = await filed();
    await wiki.db.updateTable('passage').set({ quote: 'Vent' }).execute();
    expect(await wrongPassages(wiki.db)).toEqual([id]);
    await copied.rebuild!(wiki.db);
    expect(await filed()).toEqual(before);
    expect(await wrongPassages(wiki.db)).toEqual([]);
  });

  test('follows every save, and a rebuild finds it where the saves led it', async () => {
    await write(`${FIRST}\n\n${OTHER}`);
    await begin('Prøv den inden fredag', 1);
    await begin('hvad I venter', 1);
    await edit(wiki.bos, `Først: tal sammen.\n\n${OTHER}\n\n${FIRST}`, 1);
    await edit(wiki.anas, `Først: tal sammen.\n\n${OTHER}\n\n${FIRST.replace('inden', 'senest')}`, 2);
    const saved = await standing();
    expect(saved.map(([, spans]) => (spans as unknown[]).length)).toEqual([2, 1]);
    const rows = await wiki.db.selectFrom('passage').select('standing').orderBy('thread_id').execute();
    expect(rows.map((row) => spansIn(row.standing))).toEqual(saved.map(([, spans]) => spans));
    await rebuild(wiki.db);
    expect(await standing()).toEqual(saved);
    await edit(wiki.bos, 'Noget helt andet.', 3);
    expect(await standing()).toEqual([]);
    expect(await findings()).toEqual([]);
    await restoreRevision(wiki.db, wiki.bos, slug, { number: 2, summary: 'Skal med.', base: 4 } as never);
    expect((await standing()).length).toBe(2);
    expect(await findings()).toEqual([]);
  });

  test('that lacks something is looked for in its own version where a save takes or brings back some of it, and by no other', async () => {
    let answers = 0;
    const counted = wiki.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => Promise.resolve((answers++, result)),
    });
    const answersTo = async (body: string, base: number) => {
      answers = 0;
      await editArticle(counted, wiki.bos, slug, {
        ...{ content: method({ body }), summary: '', base, minor: false },
      });
      return answers;
    };
    const lengths = async () => (await standing()).map(([, spans]) => (spans as unknown[]).length);
    const broken = FIRST.replace('inden', 'senest');
    await write(`Først: tal sammen.\n\n${FIRST}`);
    await begin('Prøv den inden fredag', 1);
    const whole = await answersTo(`Først: tal sammen nu.\n\n${FIRST}`, 1);
    const breaking = await answersTo(`Først: tal sammen nu.\n\n${broken}`, 2);
    expect(await lengths()).toEqual([2]);
    const elsewhere = await answersTo(`Først: tal sammen nu igen.\n\n${broken}`, 3);
    const mending = await answersTo(`Først: tal sammen nu igen.\n\n${FIRST}`, 4);
    expect(await lengths()).toEqual([1]);
    expect(elsewhere).toBe(whole);
    expect(breaking).toBeGreaterThan(whole);
    expect(mending).toBeGreaterThan(whole);
  });

  test('that no save looked for, since there were newer ones, isn’t named for where it could stand', async () => {
    const sentences = Array.from({ length: 7 }, (_, i) => `Punkt ${i} handler om ugens ${i}. dag.`);
    await write(sentences.join('\n\n'));
    for (let number = 1; number <= 7; number++) {
      if (number > 1) await edit(wiki.anas, `${sentences.join('\n\n')}\n\nNr. ${number}.`, number - 1);
      await begin(`Punkt ${number - 1} handler om ugens`, number);
    }
    await edit(wiki.bos, 'Noget helt andet.', 7);
    await restoreRevision(wiki.db, wiki.bos, slug, { number: 7, summary: 'Skal med.', base: 8 } as never);
    expect((await standing()).length).toBe(5);
    expect(await findings()).toEqual([]);
    await wiki.db.updateTable('passage').set({ standing: '' }).execute();
    expect(await findings()).toHaveLength(5);
    await rebuild(wiki.db);
    expect((await standing()).length).toBe(7);
    expect(await findings()).toEqual([]);
  });

  test('leaves nothing of the words of a version that is erased, also after a rebuild', async () => {
    await write(`${FIRST}\n\nAnders And har cancer.`);
    await begin('Anders And har cancer', 1);
    await edit(wiki.anas, FIRST, 1);
    await eraseContents(wiki.db, wiki.mos, slug, { numbers: [1], reason: 'Lov.' });
    const nothing = {
      thread_id: expect.any(Number),
      article_id: 1,
      number: 1,
      quote: null,
      size: 0,
      standing: '',
    };
    const rows = () => wiki.db.selectFrom('passage').selectAll().execute();
    expect(await rows()).toEqual([expect.objectContaining(nothing)]);
    expect(await passages(wiki.mos)).toEqual([{ number: 1, isStanding: false }]);
    await rebuild(wiki.db);
    expect(await rows()).toEqual([expect.objectContaining(nothing)]);
    expect(await findings()).toEqual([]);
  });

  test('that its row doesn’t tell as the act does is found by a verification', async () => {
    await write(FIRST);
    const { id } = await begin('Prøv den', 1);
    await wiki.db.updateTable('passage').set({ span: '0-4' }).execute();
    expect(await findings()).toEqual([
      { code: 'copy', id, column: 'passage' },
      { code: 'thread', id },
    ]);
    await wiki.db.deleteFrom('passage').execute();
    expect(await findings()).toEqual([{ code: 'thread', id }]);
    await rebuild(wiki.db);
    expect(await findings()).toEqual([]);
  });

  test.each([
    { quote: 'Prøv den ikke' },
    { quote: null },
    { size: 3 },
    { standing: '0-2' },
    { standing: '' },
    { standing: '9-11\n9-11' },
    { standing: '0-999999999' },
  ])('is found by a verification to have %j altered', async (altered) => {
    await write(FIRST);
    const { id } = await begin('Prøv den', 1);
    await wiki.db.updateTable('passage').set(altered).execute();
    expect(await findings()).toEqual([{ code: 'copy', id, column: 'passage' }]);
  });
});
