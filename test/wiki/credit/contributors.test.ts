/** Who counts as an author of an article: whoever has a word standing in it, body or beside; and how shares of that are told. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../server/kinds/content.ts';
import { itemWords } from '../../../server/text/attribution.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { areItemsCounted, itemsByByline } from '../../../server/wiki/credit/beside.ts';
import { contributorsOf, countContributors } from '../../../server/wiki/credit/contributors.ts';
import { wholeShares } from '../../../server/wiki/credit/shares.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { readContent } from '../../../server/wiki/history/contents.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { storedAttribution } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { eraseByline, eraseContents } from '../../support/erasing.ts';
import { peopledEach } from '../../support/people.ts';
import '../../support/properties.ts';

describe('whole shares', () => {
  test('go to the largest remainders, and are 0 of what is less than one percent', () => {
    expect(wholeShares([1, 1, 1])).toEqual([34, 33, 33]);
    expect(wholeShares([7])).toEqual([100]);
    expect(wholeShares([999, 1])).toEqual([100, 0]);
    expect(wholeShares([197, 2, 1])).toEqual([99, 1, 0]);
    expect(wholeShares([])).toEqual([]);
    expect(wholeShares([0, 0])).toEqual([0, 0]);
  });

  test('sum to 100, are within one of the exact ones, and none is less than that of a smaller amount', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(amounts, (amounts) => {
        const shares = wholeShares(amounts);
        const all = amounts.reduce((sum, amount) => sum + amount, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
        const bySize = amounts.map((amount, i) => ({ amount, share: shares[i]! }));
        bySize.sort((a, b) => a.amount - b.amount || a.share - b.share);
        for (const [i, { amount, share }] of bySize.entries()) {
          expect(Math.abs(share - (amount * 100) / all)).toBeLessThan(1);
          expect(share).toBeGreaterThanOrEqual(bySize[i - 1]?.share ?? 0);
        }
      }),
    );
  });
});

describe('an article', () => {
  const wiki = peopledEach('administrator');
  const slug = 'prøvehandling';
  const BODY = 'Vælg én ting, og prøv den af sammen.';
  const save = (author: Author, change: Partial<Content>) =>
    editArticle(wiki.db, author, slug, {
      content: method({ body: BODY, ...change }),
      summary: '',
      minor: false,
    });
  const asNow = async (number?: number) => {
    const article = await findArticle(wiki.db, slug);
    const { authors, alsoEdited } = await contributorsOf(wiki.db, article, number);
    const nameOf = (byline: { name: string; personId: number }) =>
      byline.name.split(' ')[0] || byline.personId;
    return {
      authors: authors.map(({ byline, words, share }) => [nameOf(byline), words, share]),
      alsoEdited: alsoEdited.map(({ byline }) => nameOf(byline)),
    };
  };
  const sound = async () => {
    expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
    const before = await storedAttribution(wiki.db);
    await rebuild(wiki.db);
    expect(await storedAttribution(wiki.db)).toEqual(before);
  };
  // Eight words and two signs in the body; a title of one, a lead of five, and 2–10 dage.
  const ANAS = ['Ana', 19, 100];
  beforeEach(async () => {
    await createArticle(wiki.db, wiki.anas, { content: method({ body: BODY }), summary: '' });
  });

  test.each<[string, Partial<Content>, number]>([
    ['title', { title: 'Nye prøvehandlinger' }, 2],
    ['lead', { lead: 'Et forsøg.' }, 2],
    ['fact', { facts: { timeRequired: 'en uge' } }, 2],
    ['choice', { facts: { timeRequired: '2–10 dage', mode: 'online' } }, 1],
    ['topic', { topics: ['ledelse'] }, 1],
    ['source', { sources: [{ title: 'Den lange rapport', url: 'https://example.dk/en-rapport' }] }, 4],
    ['word of the body', { body: `${BODY} Bagefter.` }, 2],
  ])('has for author whoever wrote its %s alone', async (_what, change, words) => {
    await save(wiki.bos, change);
    const { authors, alsoEdited } = await asNow();
    expect(authors.find(([name]) => name === 'Bo')?.[1]).toBe(words);
    expect(authors[0]![0]).toBe('Ana');
    expect(alsoEdited).toEqual([]);
    await sound();
  });

  test('leaves out who was rolled back, undone or restored over, and who did it; an old version has its own authors', async () => {
    const why = { summary: 'Hærværk' };
    await save(wiki.bos, { title: 'Prøvehandling', lead: 'Vrøvl.', body: 'Bo var her.' });
    expect(await asNow()).toEqual({
      authors: [
        ['Bo', 5, 56],
        ['Ana', 4, 44],
      ],
      alsoEdited: [],
    });
    await rollBack(wiki.db, wiki.mos, slug, { base: 2, ...why });
    expect(await asNow()).toEqual({ authors: [ANAS], alsoEdited: ['Bo', 'Mo'] });
    await save(wiki.bos, { lead: 'Mere vrøvl.' });
    await undoRevisions(wiki.db, wiki.mos, slug, { from: 4, to: 4, ...why });
    await save(wiki.bos, { facts: { timeRequired: 'aldrig' } });
    await restoreRevision(wiki.db, wiki.mos, slug, { number: 1, ...why });
    expect(await asNow()).toEqual({ authors: [ANAS], alsoEdited: ['Bo', 'Mo'] });
    expect((await asNow(6)).authors).toEqual([
      ['Ana', 16, 94],
      ['Bo', 1, 6],
    ]);
    expect(await asNow(1)).toEqual({ authors: [ANAS], alsoEdited: [] });
    await sound();
  });

  test('keeps an author whose name was removed, and counts nothing beside a body that was erased', async () => {
    await save(wiki.bos, { lead: 'Bos egen indledning.' });
    await eraseByline(wiki.db, wiki.mos, wiki.bos.bylineId, 'Efter anmodning');
    const { authors } = await contributorsOf(wiki.db, await findArticle(wiki.db, slug));
    expect(authors.map(({ byline, words }) => [byline.erased ?? byline.name, words])).toEqual([
      ['Ana Østergård', 14],
      [true, 3],
    ]);
    expect(countContributors(authors)).toEqual({ people: 2, workplaces: 1, imported: 0 });
    await eraseContents(wiki.db, wiki.mos, slug, { numbers: [2], reason: 'Personoplysninger' });
    const left = await wiki.db
      .selectFrom('contributor')
      .select(['words', 'items'])
      .orderBy('byline_id')
      .execute();
    expect(left).toEqual([
      { words: 10, items: 0 },
      { words: 0, items: 0 },
    ]);
    await sound();
    // What stands beside the body is as it was in the nearest version that isn't erased.
    await save(wiki.mos, { body: `${BODY} Mere.` });
    expect((await asNow()).authors).toEqual([
      ['Ana', 19, 90],
      ['Mo', 2, 10],
    ]);
    await sound();
  });

  test('has the words of its items by the byline, each item once and none without a word', async () => {
    expect([itemWords(['To ord']), itemWords(['https://example.dk/a-b']), itemWords(['–'])]).toEqual([
      2, 1, 1,
    ]);
    await save(wiki.bos, { topics: ['ledelse', 'ledelse'] });
    const standing = { articleId: 1, sequence: 2, content: await readContent(wiki.db, 2) };
    expect(await itemsByByline(wiki.db, standing)).toEqual(new Map([[1, 9], [2, 1]])); // prettier-ignore
    expect(await areItemsCounted(wiki.db, standing)).toBe(true);
    await wiki.db.updateTable('contributor').set({ items: 2 }).where('byline_id', '=', 2).execute();
    expect(await areItemsCounted(wiki.db, standing)).toBe(false);
  });
});
