/** A page that is kept by its article is what would be made now, whatever is written anywhere in the wiki. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { eraseByline, eraseContents, eraseSummary } from '../../support/erasing.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { serveWiki, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join, mo } from '../../support/people.ts';

let wiki: ServedWiki;
beforeAll(async () => {
  wiki = await serveWiki();
});
afterAll(() => wiki.close());

const SENTENCES = [
  'Vi prøver det af sammen i en hel uge, før vi går videre.',
  'Ring til os i morgen tidlig, hvis I vil være med i forsøget.',
  'Skriv så til os i aften, alle sammen, helst før klokken ti.',
  'Sæt jer ned, og tal om det, til alle er enige om målet.',
  'Tegn et kort over det, der sker, og hæng det op på væggen.',
  'Eller kom forbi på torsdag, når kaffen er klar til alle.',
];

let seed = Number(process.env['SEED'] ?? 11);
const random = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * below);
};
const one = <T>(of: readonly T[]): T => of[random(of.length)]!;
const body = () => `${Array.from({ length: 1 + random(4) }, () => one(SENTENCES)).join('\n\n')}\n`;

test('at every address, in both languages', async () => {
  const { db } = wiki;
  let people = [await join(db, ana), await join(db, bo)];
  const mos = await join(db, mo, 'administrator');
  const boss = await join(db, { ...mo, name: 'Åse Ørsted', email: 'aase@example.dk' }, 'administrator');
  const titles = ['Ild', 'Vand', 'Jord'];
  for (const title of titles)
    await createArticle(db, one(people), { content: method({ title, body: body() }), summary: 's' });
  const articles = () => db.selectFrom('article').select(['id', 'slug', 'revision_count as count']).execute();
  let [step, commits] = [0, 0];
  const fresh = async (author: Author) => (await authorOf(db, author.personId, AT)) ?? author;
  const acts: Record<string, () => Promise<unknown>> = {
    edit: async () =>
      editArticle(db, await fresh(one(people)), one(await articles()).slug, {
        content: method({ title: one(titles), body: body() }),
        summary: `nr ${step}`,
        minor: random(2) > 0,
      }),
    edit2: async () => acts['edit']!(),
    create: async () => {
      titles.push(`Artikel ${step}`);
      return createArticle(db, await fresh(one(people)), {
        content: method({ title: titles.at(-1)!, body: body() }),
        summary: '',
      });
    },
    move: async () =>
      moveArticle(db, await fresh(one(people)), one(await articles()).slug, {
        title: `Flyttet ${step}`,
        summary: '',
      }),
    restore: async () =>
      restoreRevision(db, await fresh(one(people)), one(await articles()).slug, {
        number: 1,
        summary: 'igen',
      }),
    undo: async () => {
      const { slug, count } = one(await articles());
      return undoRevisions(db, await fresh(one(people)), slug, { from: count, to: count, summary: 'uden' });
    },
    rollback: async () =>
      rollBack(db, await fresh(one(people)), one(await articles()).slug, { summary: 'væk' }),
    joins: async () =>
      people.push(
        await join(db, { ...one([ana, bo]), title: one(['', 'læge']), email: `p${step}@example.dk` }),
      ),
    rename: async () =>
      changeSignature(db, await fresh(one(people)), {
        name: one([ana.name, bo.name, `Kim Nummer ${'abcdefghij'[step % 10]}`]),
        title: one(['', 'chef']),
        workplace: '',
        paired: step % 3 > 0,
      }),
    erase: async () => {
      const { slug, count } = one(await articles());
      return eraseContents(db, mos, slug, { numbers: [1 + random(count)], reason: 'r' });
    },
    eraseSummary: async () => {
      const { slug, count } = one(await articles());
      return eraseSummary(db, mos, slug, { number: 1 + random(count), reason: 'r' });
    },
    eraseByline: async () => {
      if (step % 3) throw new Error('seldom');
      const bylines = await db.selectFrom('byline').select('id').execute();
      const { id } = one(bylines);
      if (id !== mos.bylineId && id !== boss.bylineId) await eraseByline(db, mos, id, 'r');
    },
    imports: async () => {
      commits++;
      await importHistory(
        db,
        boss,
        { kind: kindOf('method')!, licence: 'CC0-1.0', source: 'git:one' },
        Array.from({ length: commits }, (_, i) => ({
          id: `c${i}`,
          author: { name: one(['Jo Doe', 'amaier', 'Kim Poe']), email: `${i % 3}@example.com` },
          merge: false,
          writtenAt: `2020-05-0${1 + (i % 9)}T08:00:00.000Z`,
          message: `Commit ${i}`,
          changes: [
            {
              path: 'cards.md',
              read: () => Promise.resolve(`# Cards\n\n${SENTENCES[i % 6]}\n\nSort ${i}.\n`),
            },
          ],
        })),
      );
    },
    appoint: async () =>
      db
        .transaction()
        .execute(async (tx) =>
          appoint(tx, boss, one(people).personId, one(['moderator', 'contributor'] as const)),
        ),
  };
  const plain = (text: string) => text.replaceAll(/[?&](amp;)?zz/g, '');
  for (step = 0; step < 16; step++) {
    const name = one(Object.keys(acts));
    // What can't be done just now isn't.
    await acts[name]!().catch(() => undefined);
    people = people.slice(-6);
    for (const { slug, count } of await articles()) {
      const at = `/wiki/${encodeURIComponent(slug)}`;
      for (const rest of [
        '/history',
        '/history?before=3',
        '/diff/1/2?view=inline',
        `/diff/${count}/1`,
        `/diff/${Math.max(1, count - 1)}/${count}?view=source`,
        '/cite',
        '/cite?number=1',
      ]) {
        const path = `${step % 3 ? '' : '/en'}${at}${rest}`;
        const kept = await wiki.client().get(path);
        const anew = await wiki.client().get(path + (rest.includes('?') ? '&zz' : '?zz'));
        expect([step, name, path, kept.status, plain(kept.text)]).toEqual([
          step,
          name,
          path,
          anew.status,
          plain(anew.text),
        ]);
      }
    }
  }
});

test('and once all has been made anew, and anything is written after', async () => {
  const { db } = wiki;
  const author = await join(db, { ...bo, name: 'Ea Krogh', email: 'ea@example.dk' });
  await createArticle(db, author, {
    content: method({ title: 'Skævt', body: 'Noget helt eget, som ingen anden har skrevet før.' }),
    summary: '',
  });
  const other = await join(db, { ...bo, name: 'Ib Krogh', email: 'ib@example.dk' });
  const { id } = await db
    .selectFrom('article')
    .select('id')
    .where('slug', '=', 'skævt')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('contributor')
    .set({ byline_id: other.bylineId })
    .where('article_id', '=', id)
    .execute();
  const path = `/wiki/${encodeURIComponent('skævt')}/cite`;
  expect((await wiki.client().get(path)).text).toContain('Ib Krogh');
  await rebuild(db);
  await createArticle(db, author, { content: method({ title: 'Andet', body: 'Noget.' }), summary: '' });
  const kept = (await wiki.client().get(path)).text;
  expect((await wiki.client().get(`${path}?zz`)).text).toContain('Ea Krogh');
  expect(kept).toContain('Ea Krogh');
});
