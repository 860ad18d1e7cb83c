/** Whatever people do to an article, the words keep their authors, and what was done can be undone and done again. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tokensOf } from '../../../server/text/attribution.ts';
import { folded } from '../../../server/text/attribution/tokens.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { attributionAt } from '../../../server/wiki/credit/attribution.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { readContent } from '../../../server/wiki/history/contents.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { WikiError } from '../../../server/errors.ts';
import { storedAttribution } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join, mo } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';
import { anyEdits, bases, edited } from '../../text/versions.ts';

let wiki: TestWiki;
let people: Author[];
beforeAll(async () => {
  wiki = await openWiki();
  people = [await join(wiki.db, ana), await join(wiki.db, bo), await join(wiki.db, mo)];
});
afterAll(() => wiki.close());

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const step = fc.record({
  act: fc.constantFrom('edit', 'edit', 'sign', 'sign', 'move', 'stale edit', 'undo', 'restore', 'roll back'),
  person: fc.nat(2),
  edits: anyEdits,
  at: share,
  to: share,
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const history = fc.record({ base: bases, steps: fc.array(step, { minLength: 1, maxLength: 8 }) });

let count = 0;

/** Plays a history in an article of its own and returns the article's slug. What a step may not do is left out. */
async function play({ base, steps }: { base: string; steps: Step[] }): Promise<string> {
  const title = `Historie ${++count}`;
  await createArticle(wiki.db, people[0]!, { content: method({ title, body: base }), summary: '' });
  let slug = `historie-${count}`;
  for (const [i, each] of steps.entries()) {
    try {
      slug = (await take(slug, each, i)) ?? slug;
    } catch (error) {
      if (!(error instanceof WikiError) || error.status >= 500) throw error;
    }
  }
  return slug;
}

async function take(
  slug: string,
  { act, person, edits, at, to }: Step,
  i: number,
): Promise<string | undefined> {
  const author = people[person]!;
  const article = await findArticle(wiki.db, slug);
  const first = 1 + Math.floor(at * article.number);
  const last = first + Math.floor(to * (article.number - first + 1));
  const summary = 'Fordi';
  switch (act) {
    case 'undo':
      return slugOf(await undoRevisions(wiki.db, author, slug, { from: first, to: last, summary }));
    case 'restore':
      return slugOf(await restoreRevision(wiki.db, author, slug, { number: first, summary }));
    case 'roll back':
      return slugOf(await rollBack(wiki.db, author, slug, { base: article.number, summary }));
    default: {
      const base = act === 'stale edit' ? first : article.number;
      const { content } = await attributionAt(wiki.db, article.id, base);
      const title = act === 'move' ? `${content.title} ${i}` : content.title;
      const plain = edited(content.body, edits, `${'abc'[person]}${count}x${i}y`);
      const body = act === 'sign' ? signed(plain, at, to) : plain;
      const change = { content: { ...content, title, body }, base, summary, minor: false };
      return slugOf(await editArticle(wiki.db, author, slug, change));
    }
  }
}

const SIGNS = ['−', '?', '!!', '»', '~~', '`', '*', ' * ', '&minus;', '\\', '💩', '|', '> ', '', '', ','];

/** Puts a sign into a text, or in the place of another. */
function signed(text: string, at: number, to: number): string {
  const [place, sign] = [Math.floor(at * text.length), SIGNS[Math.floor(to * SIGNS.length)]!];
  return text.slice(0, place) + text.slice(place).replace(/[^\p{L}\p{N}\s]|(?<=\s)/u, sign);
}

const slugOf = (answer: { outcome: string; slug?: string }) => answer.slug;
const compared = (body: string) => tokensOf(body).map(({ text }) => folded(text));

test('every word and every sign is credited to a revision whose text held it, at every revision', async () => {
  const check = fc.asyncProperty(history, async (played) => {
    const { id, number: newest } = await findArticle(wiki.db, await play(played));
    const held = new Map<number, Set<string>>();
    for (let number = 1; number <= newest; number++) {
      const { content, words: credits } = await attributionAt(wiki.db, id, number);
      const own = compared(content.body);
      expect(credits).toHaveLength(own.length);
      for (const [i, token] of own.entries()) {
        const sequence = credits[i]!;
        const text = held.get(sequence) ?? new Set(compared((await readContent(wiki.db, sequence)).body));
        held.set(sequence, text);
        expect(text).toContain(token);
      }
    }
  });
  await fc.assert(check, { numRuns: 25 });
});

test('a replay of the history comes to what the saves came to', async () => {
  const check = fc.asyncProperty(fc.array(history, { minLength: 2, maxLength: 3 }), async (histories) => {
    for (const each of histories) await play(each);
    const before = await storedAttribution(wiki.db);
    expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
    await rebuild(wiki.db);
    expect(await storedAttribution(wiki.db)).toEqual(before);
  });
  await fc.assert(check, { numRuns: 3 });
});

test('undoing the last revision, and undoing that, gives the text back, and its credit', async () => {
  const check = fc.asyncProperty(history, fc.nat(2), async (played, person) => {
    const slug = await play(played);
    const article = await findArticle(wiki.db, slug);
    if (article.number === 1) return;
    const before = await attributionAt(wiki.db, article.id, article.number);
    const undo = (from: number) =>
      undoRevisions(wiki.db, people[person]!, article.slug, { from, to: from, summary: 'Fortryd' });
    const undone = await undo(article.number);
    expect(undone).toMatchObject({ outcome: 'saved', number: article.number + 1 });
    await undo(article.number + 1);
    const after = await attributionAt(wiki.db, article.id, article.number + 2);
    expect({ ...after, sequence: before.sequence }).toEqual(before);
  });
  await fc.assert(check, { numRuns: 25 });
});
