import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { createArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { listLog } from '../../../server/wiki/history/folded-log.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { method } from '../../support/content.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
beforeAll(async () => {
  wiki = await peopled({}, 'administrator');
  await importFiles(wiki.mos, 'git:x', ['Aa', 'Bb', 'Cc']);
  await importFiles(wiki.anas, 'git:y', ['Dd', 'Ee']);
  await createArticle(wiki.db, wiki.anas, { content: method({ title: 'Et' }), summary: '' });
  await moveArticle(wiki.db, wiki.anas, 'et', { title: 'To', summary: '' });
  await importFiles(wiki.mos, 'git:z', ['Ff']);
});
afterAll(() => wiki.close());

async function importFiles(performer: Author, source: string, titles: readonly string[]): Promise<void> {
  const commits = titles.map((title) => ({
    id: `${source} ${title}`,
    author: { name: 'Jo Doe', email: 'jo@example.com' },
    merge: false,
    writtenAt: '2024-05-01T00:00:00.000Z',
    message: 'Begin',
    changes: [{ path: `${title}.md`, read: () => Promise.resolve(`# ${title}\n\nText.\n`) }],
  }));
  const terms = { kind: kindOf('method')!, licence: 'CC0-1.0', source };
  expect((await importHistory(wiki.db, performer, terms, commits)).revisions).toBe(titles.length);
}

type Listing = Awaited<ReturnType<typeof listLog>>;
const told = ({ acts }: Listing) =>
  acts.map(({ code, article, others, licence, byline }) =>
    [code, article?.title, others && `+${others}`, licence, byline.name].filter(Boolean).join(' '),
  );

test('what one import did stands as one act, and nothing else does', async () => {
  const log = await listLog(wiki.db, {}, 50);
  expect(told(log)).toEqual([
    'import Ff CC0-1.0 Mo Lindholm',
    'move To Ana Østergård',
    'import Ee +1 CC0-1.0 Ana Østergård',
    'import Cc +2 CC0-1.0 Mo Lindholm',
    'found-administrator Mo Lindholm',
  ]);
  expect(log.older).toBeUndefined();
});

test('a page goes on behind what it has told of', async () => {
  const first = await listLog(wiki.db, {}, 3);
  expect(told(first).at(-1)).toBe('import Ee +1 CC0-1.0 Ana Østergård');
  const second = await listLog(wiki.db, {}, 1, first.older);
  expect(told(second)).toEqual(['import Cc +2 CC0-1.0 Mo Lindholm']);
  expect(told(await listLog(wiki.db, {}, 3, second.older))).toHaveLength(1);
});

test('who asks for imports, or for an article, is told of each; a person’s are folded', async () => {
  expect(told(await listLog(wiki.db, { code: 'import' }, 50))).toHaveLength(6);
  const [{ article_id: id }] = (await wiki.db
    .selectFrom('slug')
    .select('article_id')
    .where('slug', '=', 'bb')
    .execute()) as [{ article_id: number }];
  expect(told(await listLog(wiki.db, { articleId: id }, 50))).toEqual([
    'import Bb Mo Lindholm',
    'licence Bb Mo Lindholm',
  ]);
  expect(told(await listLog(wiki.db, { personId: wiki.anas.personId }, 50))).toEqual([
    'move To Ana Østergård',
    'import Ee +1 CC0-1.0 Ana Østergård',
  ]);
  expect(told(await listActs(wiki.db, { personId: wiki.anas.personId }, 50))).toHaveLength(5);
});
