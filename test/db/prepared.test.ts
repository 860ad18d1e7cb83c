import { expect, test } from '@jest/globals';
import type { Insertable } from 'kysely';
import { prepared } from '../../server/db/prepared.ts';
import { pieces } from '../../server/db/slices.ts';
import type { ImportSourceTable } from '../../server/db/tables/exchange.ts';
import type { SlugTable } from '../../server/db/tables/articles.ts';
import { openWiki } from '../support/wiki.ts';

test('a query is built once, whichever database and transaction it is asked in, and answers by what it is asked with', async () => {
  const [one, other] = [await openWiki(), await openWiki()];
  let built = 0;
  const twice = prepared((db, word: string, id: number) => {
    built++;
    return db.selectNoFrom((eb) => [
      eb.val(word).as('word'),
      eb.cast<number>(eb.val(id), 'integer').as('id'),
    ]);
  });
  const ask = (db: typeof one.db, ...asked: [string, number]) =>
    db.transaction().execute((tx) => twice(tx, ...asked));
  expect(await twice(one.db, 'a', 1)).toEqual([{ word: 'a', id: 1 }]);
  expect(await ask(one.db, 'b', 2)).toEqual([{ word: 'b', id: 2 }]);
  expect(await ask(one.db, 'c', 3)).toEqual([{ word: 'c', id: 3 }]);
  expect(await ask(other.db, 'd', 4)).toEqual([{ word: 'd', id: 4 }]);
  expect(built).toBe(1);
  await Promise.all([one.close(), other.close()]);
});

test('a row is written by its fields, whichever comes first in it', async () => {
  const wiki = await openWiki();
  const article = await wiki.db
    .insertInto('article')
    .values({
      ...{ uid: Buffer.alloc(16, 7), licence: 'CC0-1.0', revision_count: 0, slug: 'a', title: 'A', lead: '' },
      ...{ kind: 'method', sort_key: 'a', sections_done: 0, sections_total: 0, sequence: 0 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const insert = prepared((db, row: SlugTable) => db.insertInto('slug').values(row));
  await insert(wiki.db, { slug: 'a', article_id: article.id });
  await insert(wiki.db, { article_id: article.id, slug: 'b' });
  expect(await wiki.db.selectFrom('slug').selectAll().orderBy('slug').execute()).toEqual([
    { slug: 'a', article_id: article.id },
    { slug: 'b', article_id: article.id },
  ]);
  await wiki.close();
});

test('a list is asked with as long as it is, and a query is built for each length alone', async () => {
  const wiki = await openWiki();
  let built = 0;
  const insert = prepared((db, rows: Insertable<ImportSourceTable>[]) => {
    built++;
    return db.insertInto('import_source').values(rows);
  });
  const named = prepared((db, names: string[]) =>
    db.selectFrom('import_source').select('name').where('name', 'in', names).orderBy('name'),
  );
  await insert(wiki.db, [{ name: 'a' }, { name: 'b' }]);
  await insert(wiki.db, [{ name: 'c' }]);
  await insert(wiki.db, [{ name: 'd' }, { name: 'e' }]);
  expect(built).toBe(2);
  expect(await named(wiki.db, ['e', 'x', 'a'])).toEqual([{ name: 'a' }, { name: 'e' }]);
  expect(await named(wiki.db, ['d'])).toEqual([{ name: 'd' }]);
  await wiki.close();
});

test('a list comes in pieces of few lengths, in its order, with nothing lost', () => {
  const list = Array.from({ length: 1200 }, (_, i) => i);
  const lengths = new Set(
    list.flatMap((length) => [...pieces(list.slice(0, length))].map((piece) => piece.length)),
  );
  expect([...lengths].sort((a, b) => a - b)).toEqual([...list.slice(1, 17), 64, 512]);
  expect([...pieces(list)].map((piece) => piece.length)).toEqual([512, 512, 64, 64, 16, 16, 16]);
  expect([...pieces(list)].flat()).toEqual(list);
  expect([...pieces([])]).toEqual([]);
});
