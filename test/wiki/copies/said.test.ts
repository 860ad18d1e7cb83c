/** What is said, as it's found: taken up, said otherwise, hidden, shown again, deleted and erased with its article, and made anew. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { said, wronglySaid } from '../../../server/wiki/copies/said.ts';
import { countSaid, searchSaid } from '../../../server/wiki/finding/said.ts';
import { search } from '../../../server/wiki/finding/search.ts';
import { meantBy } from '../../../server/wiki/finding/spelling.ts';
import { deleteArticle, undeleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { hideOrShowPost } from '../../../server/wiki/talk/hiding.ts';
import { answer, beginThread, reword } from '../../../server/wiki/talk/posting.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { method } from '../../support/content.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const slug = 'prøvehandling';
let thread = 0;
beforeEach(async () => {
  await createArticle(wiki.db, wiki.anas, { content: method({ body: 'Zebraen sover.' }), summary: '' });
  const typed = {
    title: 'Hvor mange okapier?',
    words: 'Vi så **girafferne** i [parken](https://a.dk/pingvin).',
  };
  ({ threadId: thread } = await beginThread(wiki.db, wiki.anas, slug, { ...typed, section: '' }));
});
const reply = async (words: string) =>
  (await answer(wiki.db, wiki.bos, { slug, threadId: thread }, { words })).id;
const page = { offset: 0, limit: 20 };
const count = (typed: string) => countSaid(wiki.db, typed);
const findings = async () => (await verify(wiki.db, () => undefined)).findings;

describe('what is said', () => {
  test('is found as soon as it’s saved, by its title and its words, in the reader’s own inflection, and not by its addresses', async () => {
    const id = await reply(
      `En ${'lang '.repeat(900)}forklaring. Der var én tapir, siger @[${wiki.anas.personId}].`,
    );
    for (const word of ['okapi', 'giraf', 'parkens', 'tapirer', '"girafferne i parken"'])
      expect([word, await count(word)]).toEqual([word, 1]);
    for (const word of ['pingvin', 'zebra', 'giraf -park', 'ana'])
      expect([word, await count(word)]).toEqual([word, 0]);
    const { found } = await searchSaid(wiki.db, 'tapirer', page);
    expect(found).toMatchObject([
      { post: { id }, first: { title: 'Hvor mange okapier?' }, article: { slug } },
    ]);
    expect(found[0]!.snippet.filter(({ isFound }) => isFound)).toEqual([{ text: 'tapir', isFound: true }]);
    expect(found[0]!.snippet.map(({ text }) => text).join('')).toContain('siger @Ana Østergård.');
  });

  test('is no article’s, neither found, ranked, meant nor suggested by', async () => {
    await reply('Zebraen zebra zebra.');
    const found = await search(wiki.db, { typed: 'giraf', filters: {}, sort: 'best', ...page });
    expect(found.count).toBe(0);
    expect(await meantBy(wiki.db, 'girafferna')).toBeUndefined();
    expect((await search(wiki.db, { typed: 'zebra', filters: {}, sort: 'best', ...page })).count).toBe(1);
  });

  test('is found by its present wording alone', async () => {
    const typed = { title: 'Hvor mange løver?', words: 'Vi så en løve.' };
    await reword(wiki.db, wiki.anas, { slug, threadId: thread, id: thread }, typed);
    expect([await count('løver'), await count('okapi'), await count('giraf')]).toEqual([1, 0, 0]);
  });

  test('isn’t found while it’s hidden, nor its title by its answers', async () => {
    const id = await reply('En tapir.');
    const hide = (deed: 'hide-post' | 'unhide-post') =>
      hideOrShowPost(wiki.db, wiki.mos, deed, { slug, id: thread, reason: 'Prøve' });
    await hide('hide-post');
    expect([await count('okapi'), await count('giraf'), await count('tapir')]).toEqual([0, 0, 1]);
    expect((await searchSaid(wiki.db, 'tapir', page)).found).toMatchObject([
      { post: { id }, first: { title: '' } },
    ]);
    await rebuild(wiki.db);
    expect([await count('okapi'), await findings()]).toEqual([0, []]);
    await hide('unhide-post');
    expect(await count('okapi')).toBe(1);
  });

  test('of a deleted article isn’t found until that is back', async () => {
    await deleteArticle(wiki.db, wiki.mos, slug, 'Forkert');
    expect([await count('giraf'), await searchSaid(wiki.db, 'giraf', page)]).toEqual([
      0,
      { found: [], count: 0 },
    ]);
    await undeleteArticle(wiki.db, wiki.mos, slug, 'Rigtigt');
    expect(await count('giraf')).toBe(1);
  });

  test('is taken up anew from what stands, once of an older version, and a verification tells what is wrong', async () => {
    const id = await reply('En tapir.');
    await wiki.db.deleteFrom('said').execute();
    expect([await count('giraf'), await wronglySaid(wiki.db)]).toEqual([0, [thread, id]]);
    expect(await findings()).toEqual(
      [thread, id].map((post) => ({ code: 'copy', id: post, column: 'said' })),
    );
    expect(await said.catchUp!(wiki.db)).toBe(1);
    expect([await count('giraf'), await count('tapir'), await findings()]).toEqual([1, 1, []]);
    expect(await said.catchUp!(wiki.db)).toBe(0);
    await wiki.db.deleteFrom('said').execute();
    await rebuild(wiki.db);
    expect([await count('giraf'), await findings()]).toEqual([1, []]);
  });
});
