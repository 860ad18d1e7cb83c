/** Whatever people do to an article, and whenever threads began about its passages, what is said to stand of these does, and a verification finds no less. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { showTokens, tokensOf } from '../../../server/text/attribution.ts';
import { WikiError } from '../../../server/errors.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { wrongPassages } from '../../../server/wiki/proof/verify/passages.ts';
import { beginThread } from '../../../server/wiki/talk/posting.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join, mo } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';
import { anyEdits, bases, edited } from '../../text/versions.ts';

let wiki: TestWiki;
let people: Author[];
beforeAll(async () => {
  wiki = await openWiki();
  const administrator = await join(wiki.db, mo, 'administrator');
  people = [await join(wiki.db, ana), await join(wiki.db, bo), administrator];
});
afterAll(() => wiki.close());

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const step = fc.record({
  act: fc.constantFrom('edit', 'edit', 'restore', 'thread', 'thread'),
  person: fc.nat(2),
  edits: anyEdits,
  ...{ at: share, from: share, to: share },
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let count = 0;
let threads = 0;

async function take(slug: string, { act, person, edits, at, from, to }: Step, i: number): Promise<void> {
  const { id, number: newest } = await findArticle(wiki.db, slug);
  const author = people[person]!;
  const number = 1 + Math.floor(at * newest);
  const { body } = await contentAt(wiki.db, id, act === 'edit' ? newest : number);
  if (act === 'restore') await restoreRevision(wiki.db, author, slug, { number, summary: 'Tilbage' });
  else if (act === 'edit') {
    const changed = edited(body, edits, `${'abc'[person]}${count}x${i}y`);
    const content = method({ title: `Sted ${count}`, body: changed });
    await editArticle(wiki.db, author, slug, { content, base: newest, summary: '', minor: false });
  } else {
    const tokens = tokensOf(body);
    const first = Math.floor(from * tokens.length);
    const passage = showTokens(tokens.slice(first, first + 1 + Math.floor(to * 12)));
    const chosen = { passage, before: '', number };
    await beginThread(wiki.db, people[2]!, slug, {
      title: 'Om',
      words: 'Ord.',
      section: '',
      passage: chosen,
    });
    threads++;
  }
}

test('at random, before and after all is made anew', async () => {
  const history = fc.record({ base: bases, steps: fc.array(step, { minLength: 3, maxLength: 14 }) });
  const check = fc.asyncProperty(history, async ({ base, steps }) => {
    const content = method({ title: `Sted ${++count}`, body: base });
    await createArticle(wiki.db, people[0]!, { content, summary: '' });
    for (const [i, each] of steps.entries()) {
      await take(`sted-${count}`, each, i).catch((error: unknown) => {
        if (!(error instanceof WikiError) || error.status >= 500) throw error;
      });
      expect([i, await wrongPassages(wiki.db)]).toEqual([i, []]);
    }
  });
  await fc.assert(check, { numRuns: 15 });
  expect(threads).toBeGreaterThan(10);
  await rebuild(wiki.db);
  expect(await wrongPassages(wiki.db)).toEqual([]);
}, 60_000);
