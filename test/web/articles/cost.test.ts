/** What it costs to read and show an article's form, whatever stands in its lists. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allTopics, topicsOffered } from '../../../server/wiki/topics/topics.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { serveWiki, type Answer, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { slowness } from '../../support/cost.ts';
import { ana, bo, join } from '../../support/people.ts';

let wiki: ServedWiki;
let browser: Client;
let bos: Author;
beforeAll(async () => {
  wiki = await serveWiki();
  browser = await wiki.joined(ana);
  bos = await join(wiki.db, bo);
});
afterAll(() => wiki.close());

/** Lines that are all others, as long in all as one line of as many letters. */
const MANY = 100_000;
const many = Array.from({ length: MANY }, (_, i) => i.toString(36).padStart(4, '0')).join('\n');
const one = 'x'.repeat(many.length);
const send = (more: Form) => browser.post('/new', { kind: 'case', title: 'Prøve', lead: 'Om den', ...more });

/** Returns the milliseconds of processor time that some work takes, of several tries the least. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const costs: number[] = [];
  for (let left = 3; left > 0; left--) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    costs.push((user + system) / 1000);
  }
  return Math.min(...costs);
}

test.each([
  'topics',
  'topics[0]',
  'facts[sector]',
  'facts[places]',
  'facts[innovationTypes]',
  'facts[workplaces]',
  'facts[principles]',
])(
  '100,000 lines in %s cost as little as one as long as they, and make no page of megabytes',
  async (name) => {
    for (const action of ['save', 'preview']) {
      const ordinary = await costOf(() => send({ action, [name]: one }));
      let answer: Answer | undefined;
      const cost = await costOf(async () => (answer = await send({ action, [name]: many })));
      expect([200, 422]).toContain(answer?.status);
      expect(answer?.text.length).toBeLessThan(2_000_000);
      expect(cost).toBeLessThan(Math.max(3 * ordinary, 500 * slowness()));
    }
  },
);

test('a list that is too long comes back to be shortened, up to ten times as long as it may be', async () => {
  const told = Array.from({ length: 1500 }, (_, i) => `Emne ${i}`);
  const { status, text } = await browser.post('/new', {
    ...{ kind: 'case', title: 'Lang', lead: 'Om den', action: 'save' },
    topics: told.join('\n'),
    'facts[workplaces]': told.join('\n'),
  });
  expect(status).toBe(422);
  expect(text).toContain('value="Emne 0"');
  expect(text).toContain('value="Emne 1499"');
  expect(text).toContain('Emne 1498\nEmne 1499</textarea>');
});

test('topics by the thousand are listed at once, and offered as far as anybody looks through them', async () => {
  for (let i = 0; i < 40; i++) {
    const topics = Array.from({ length: 100 }, (_, k) => `Emne ${k} om ${'noget '.repeat(10)}${i}`);
    const content = method({ title: `Nummer ${i}`, topics: ['Noget fælles', ...topics.slice(1)] });
    await createArticle(wiki.db, bos, { content, summary: '' });
  }
  const all = await allTopics(wiki.db, 'da');
  expect(all.length).toBeGreaterThan(3900);
  const offered = await topicsOffered(wiki.db, 'da');
  expect(offered.length).toBeLessThan(1100);
  expect(offered).toContain('Noget fælles');
  expect(offered).toEqual(all.map(({ label }) => label).filter((label) => offered.includes(label)));
  expect(await costOf(() => allTopics(wiki.db, 'da'))).toBeLessThan(80 * slowness());
  expect((await browser.get('/new?kind=method')).text.length).toBeLessThan(250_000);
}, 60_000);
