/** Credit part by part: what a revision is credited to, whose words are counted, and what an erasure keeps, and mending restores. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db, Tx } from '../../../server/db/schema.ts';
import type { Content } from '../../../server/kinds/content.ts';
import {
  encodeAttribution,
  formerItemHash,
  itemKey,
  sentenceHashes,
} from '../../../server/text/attribution.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import { attributionAt } from '../../../server/wiki/credit/attribution.ts';
import { creditRevision, type Uncredited } from '../../../server/wiki/credit/crediting.ts';
import { creditedElsewhere, eraseHeld } from '../../../server/wiki/credit/erasing.ts';
import { fileAnew, FORMER, takeFormer } from '../../../server/wiki/credit/former.ts';
import { readInTurn, storedInTurn } from '../../../server/wiki/credit/in-turn.ts';
import { accountOf, articlesWithOrigins, explainKept } from '../../../server/wiki/credit/after-erasure.ts';
import { mendAttributions } from '../../../server/wiki/credit/mending.ts';
import { readAttribution, readBefore, readStored } from '../../../server/wiki/credit/stored.ts';
import { countWords, isCounted, wordsByByline } from '../../../server/wiki/credit/words.ts';
import { eraseContents } from '../../support/erasing.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { eraseContent, readContent } from '../../../server/wiki/history/contents.ts';
import { storedAttribution } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
let db: Db;
beforeEach(async () => {
  wiki = await peopled({}, 'administrator');
  ({ db } = wiki);
});
afterEach(() => wiki.close());

const ONE = 'Vi prøver det af sammen.';
const TWO = 'Så taler vi om det bagefter.';
const LONG = 'Alle de nye kolleger mødes klokken ti hver eneste mandag.';
const SLUG = 'prøvehandling';

const create = (author: Author, change: Partial<Content>) =>
  createArticle(db, author, { content: method(change), summary: '' });
const save = (author: Author, change: Partial<Content>, slug = SLUG) =>
  editArticle(db, author, slug, { content: method(change), summary: '', minor: false });
const erase = (...numbers: number[]) =>
  eraseContents(db, wiki.mos, SLUG, { numbers, reason: 'Personoplysninger' });
const writing = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
const heldBy = async (key: string, articleId = 1) => {
  const bytes = Buffer.from(key, 'hex');
  const rows = db.selectFrom('first_held').select(['sequence', 'origin']).where('article_id', '=', articleId);
  return rows.where('key', '=', bytes).executeTakeFirst();
};

/** A revision as it's to be credited, and the content that it holds. */
async function uncredited(sequence: number): Promise<Uncredited> {
  const { article_id, number, action, from_number } = await db
    .selectFrom('revision')
    .select(['article_id', 'number', 'action', 'from_number'])
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  const before = await db
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', article_id)
    .where('number', '=', number - 1)
    .executeTakeFirst();
  return { sequence, article_id, number, action, from_number, parent: before?.sequence ?? null };
}

describe('a revision is credited', () => {
  const creditOf = async (sequence: number, content?: Content) => {
    const revision = await uncredited(sequence);
    const before = await readBefore(db, revision);
    const credit = await creditRevision(db, revision, content ?? (await readContent(db, sequence)), before);
    return { attribution: [...credit.attribution], first: credit.first };
  };

  test('to itself when it is the first, which files all that it holds', async () => {
    await create(wiki.anas, { title: 'Titel', lead: 'Leaden.', body: ONE, facts: {} });
    expect(await creditOf(1)).toEqual({
      attribution: [1, 1, 1, 1, 1, 1],
      first: [...sentenceHashes(ONE), itemKey('title', ['Titel']), itemKey('lead', ['Leaden.'])],
    });
  });

  test('to its parent for what stands, and files only what is new', async () => {
    await create(wiki.anas, { body: ONE });
    await save(wiki.bos, { body: `${ONE} ${TWO}`, lead: 'Ny.' });
    expect(await creditOf(2)).toEqual({
      attribution: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2],
      first: [...sentenceHashes(TWO), itemKey('lead', ['Ny.'])],
    });
  });

  test('to whoever held a sentence first: in its article, or in another where it is long', async () => {
    await create(wiki.anas, { title: 'Anden', body: `${LONG} ${TWO}` });
    await create(wiki.bos, { body: ONE });
    await save(wiki.bos, { body: '' });
    await save(wiki.bos, { body: `${ONE}\n\n${LONG}\n\n${TWO}` });
    expect((await creditOf(4)).attribution).toEqual([
      ...[2, 2, 2, 2, 2, 2],
      ...new Array<number>(11).fill(1),
      ...[4, 4, 4, 4, 4, 4, 4],
    ]);
  });

  test('to whoever wrote a body that comes back, its short lines too, however long it was gone', async () => {
    const list = `${TWO}\n\n# Mål\n\n- Lys\n- Luft\n- Ro\n\n| A | B |\n|---|---|\n| 1 | 2 |`;
    await create(wiki.anas, { body: `${TWO}\n\n# Mål\n\n- Lys\n- Luft` });
    await save(wiki.bos, { body: list });
    for (let i = 0; i < 12; i++) await save(wiki.anas, { body: `Noget helt andet, nummer ${i}.` });
    await save(wiki.anas, { body: list.replaceAll('\n\n', '\n\n\n') });
    expect((await creditOf(15)).attribution).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  });

  test('to whoever wrote a body of nothing but short lines that comes back, however long it was gone', async () => {
    const lists = ['- Lys', '- Lys\n- Luft', '- Lys\n- Luft\n- Ro og fred 🕊️'];
    await create(wiki.anas, { body: lists[0]! });
    await save(wiki.bos, { body: lists[1]! });
    await save(wiki.anas, { body: lists[2]! });
    for (let i = 0; i < 12; i++) await save(wiki.anas, { body: `Noget helt andet, nummer ${i}.` });
    await save(wiki.anas, { body: lists[1]! });
    expect((await creditOf(16)).attribution).toEqual([1, 2]);
    for (let i = 0; i < 12; i++) await save(wiki.anas, { body: `- ${'x'.repeat(i % 7)}` });
    await save(wiki.bos, { body: lists[2]! });
    expect((await creditOf(29)).attribution).toEqual([1, 2, 3, 3, 3, 3]);
    await save(wiki.bos, { body: `${lists[2]!}\n- Ny\n- Frisk\n- Sval` });
    expect((await creditOf(30)).attribution).toEqual([1, 2, 3, 3, 3, 3, 30, 30, 30]);
  });

  test('to whoever wrote a body that comes back where a sentence of it still stands', async () => {
    const list = `# Mål\n\n- Lys\n- Luft\n\n${ONE}`;
    await create(wiki.anas, { body: '# Mål\n\n- Lys\n- Luft' });
    await save(wiki.bos, { body: list });
    for (let i = 0; i < 12; i++) await save(wiki.anas, { body: `${ONE}\n\nNoget helt andet, nummer ${i}.` });
    await save(wiki.anas, { body: list });
    expect((await creditOf(15)).attribution).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 2]);
  });

  test('to those who wrote what it brings back', async () => {
    await create(wiki.anas, { body: 'Kort.' });
    await save(wiki.bos, { body: 'Andet her.' });
    await restoreRevision(db, wiki.bos, SLUG, { number: 1, summary: 'Tilbage' });
    expect((await creditOf(3)).attribution).toEqual([1, 1]);
  });

  test('from the nearest that stands where its parent is erased', async () => {
    await create(wiki.anas, { body: 'Kort her.' });
    await save(wiki.bos, { body: 'Kort der.' });
    await save(wiki.bos, { body: 'Kort her igen.' });
    await erase(2);
    expect((await creditOf(3)).attribution).toEqual([1, 1, 3, 1]);
    await erase(1);
    expect((await creditOf(3)).attribution).toEqual([3, 3, 3, 3]);
  });
});

describe('words are counted', () => {
  const counted = async () => {
    const rows = await db
      .selectFrom('contributor')
      .select(['byline_id', 'words'])
      .orderBy('byline_id')
      .execute();
    return rows.map(({ byline_id: id, words }) => [id, words]);
  };
  beforeEach(async () => {
    await create(wiki.anas, { body: ONE });
    await save(wiki.bos, { body: `${ONE} ${TWO}` });
  });

  test('by what one attribution changes of the one before', async () => {
    expect(await counted()).toEqual([
      [1, 6],
      [2, 7],
    ]);
    await writing((tx) => countWords(tx, 1, Uint32Array.of(1, 1, 2, 2), Uint32Array.of(1, 2, 2, 2, 2)));
    expect(await counted()).toEqual([
      [1, 5],
      [2, 9],
    ]);
  });

  test('for whoever wrote no revision here only while they have words', async () => {
    await create(wiki.mos, { title: 'Anden' });
    const [none, theirs] = [new Uint32Array(), Uint32Array.of(3, 3)];
    const ofMo = async () => (await counted()).filter(([id, words]) => id === 3 && words === 2).length;
    expect(await ofMo()).toBe(0);
    await writing((tx) => countWords(tx, 1, none, theirs));
    expect(await ofMo()).toBe(1);
    await writing((tx) => countWords(tx, 1, theirs, none));
    const left = db.selectFrom('contributor').select('words').where('article_id', '=', 1);
    expect(await left.where('byline_id', '=', 3).execute()).toEqual([]);
    expect(await left.orderBy('byline_id').execute()).toEqual([{ words: 6 }, { words: 7 }]);
  });

  test('as an attribution credits them, or it is told', async () => {
    const stands = await readAttribution(db, 2);
    expect(await wordsByByline(db, stands)).toEqual(
      new Map([
        [1, 6],
        [2, 7],
      ]),
    );
    expect(await isCounted(db, 1, stands)).toBe(true);
    expect(await isCounted(db, 1, stands.with(0, 2))).toBe(false);
    expect(await isCounted(db, 1, stands.subarray(0, 6))).toBe(false);
    await expect(wordsByByline(db, Uint32Array.of(1, 9))).rejects.toThrow(RangeError);
  });
});

describe('attributions read in turn', () => {
  const revisions = [1, 2, 3, 4].map((sequence) => ({
    ...{ article_id: 1, sequence, parent: sequence === 1 ? null : sequence - 1 },
  }));
  /** Words that two wrote by turns, so that the next attribution is far lighter as a delta. */
  const words = Array.from({ length: 60 }, (_, i) => `ord${i}`);
  const byTurns = words.map((word) => `${word} ny${word}`).join(' ');
  beforeEach(async () => {
    await create(wiki.anas, { body: words.join(' ') });
    for (const body of [byTurns, `${byTurns} mere`, `${byTurns} mere endnu`]) await save(wiki.bos, { body });
  });

  test('are what they are when each is read alone, whether the walk begins at the first or not', async () => {
    const steps = await db.selectFrom('attribution').select('steps').orderBy('sequence').execute();
    expect(steps.map((row) => row.steps)).toEqual([0, 0, 1, 2]);
    for (const from of [0, 3]) {
      const { read } = storedInTurn();
      for (const revision of revisions.slice(from)) {
        const { before, attribution } = await read(db, revision);
        expect(before).toEqual(await readBefore(db, revision));
        expect(attribution).toEqual(await readAttribution(db, revision.sequence));
      }
    }
  });

  test('are undefined where one is gone or altered, and go on from what was read till they are forgotten', async () => {
    const inTurn = storedInTurn();
    for (const revision of revisions.slice(0, 2)) await inTurn.read(db, revision);
    const [, second, third, fourth] = revisions;
    const right = await inTurn.read(db, third!);
    await db
      .updateTable('attribution')
      .set({ bytes: Buffer.of(255) })
      .where('sequence', '=', 2)
      .execute();
    const fromThird = await inTurn.read(db, fourth!);
    expect(fromThird.before).toEqual(right.attribution);
    expect(fromThird.attribution).toHaveLength(122);
    for (const which of [1, undefined]) {
      inTurn.forget(which);
      expect(await inTurn.read(db, third!)).toEqual({ before: new Uint32Array(), attribution: undefined });
    }
    expect((await inTurn.read(db, second!)).attribution).toBeUndefined();
    await db.deleteFrom('attribution').where('sequence', '=', 4).execute();
    expect((await inTurn.read(db, fourth!)).attribution).toBeUndefined();
    expect(await readStored(db, { articleId: 1, sequence: 4 }, undefined)).toBeUndefined();
  });
});

describe('contents read in turn', () => {
  const revisions = [1, 2, 3, 4].map((sequence) => ({
    ...{ article_id: 1, sequence, parent: sequence === 1 ? null : sequence - 1 },
  }));
  const bodies = [ONE, `${ONE} ${TWO}`, TWO, `${TWO} ${LONG}`];
  beforeEach(async () => {
    await create(wiki.anas, { body: bodies[0]! });
    for (const body of bodies.slice(1)) await save(wiki.bos, { body });
  });

  test('are what they are when each is read alone, and the parent’s is the one that was read before', async () => {
    for (const from of [0, 2]) {
      const read = readInTurn();
      let last: Content | undefined;
      for (const revision of revisions.slice(from)) {
        const { content, parentContent } = await read(db, revision);
        expect(content).toEqual(await readContent(db, revision.sequence));
        expect(parentContent).toBe(last);
        last = content;
      }
    }
  });

  test('give none that was erased, though it was read before that', async () => {
    const read = readInTurn();
    for (const revision of revisions.slice(0, 2)) await read(db, revision);
    await writing((tx) => eraseContent(tx, 2));
    const { content, parentContent } = await read(db, revisions[2]!);
    expect([content?.body, parentContent]).toEqual([bodies[2], undefined]);
    expect(await read(db, revisions[1]!)).toEqual({ content: undefined, parentContent: undefined });
    expect((await read(db, revisions[3]!)).content?.body).toBe(bodies[3]);
  });
});

describe('of an erased content', () => {
  const erased = { articleId: 1, sequence: 1 };
  const [sentence] = sentenceHashes(LONG) as [string];
  beforeEach(async () => {
    await create(wiki.anas, { body: `${LONG} ${ONE}`, lead: 'Leaden.' });
    await create(wiki.bos, { title: 'Anden', body: LONG });
    await create(wiki.bos, { title: 'Tredje', body: 'Noget helt andet stod her.' });
    await save(wiki.bos, { body: LONG, lead: 'Leaden.' });
  });

  test('the revisions of other articles that may have its sentences are told, and no others', async () => {
    const content = await readContent(db, 1);
    expect(await writing((tx) => creditedElsewhere(tx, { ...erased, content }))).toEqual([2]);
    const later = { articleId: 1, sequence: 4, content };
    expect(await writing((tx) => creditedElsewhere(tx, later))).toEqual([]);
  });

  test('the keys go on to the next that holds what they are of, or go, and the credit is kept as it is', async () => {
    const [gone] = sentenceHashes(ONE) as [string];
    const lead = itemKey('lead', ['Leaden.']);
    expect(await heldBy(gone)).toEqual({ sequence: 1, origin: null });
    const words = (await storedAttribution(db)).words;
    await writing(async (tx) => {
      const content = await readContent(tx, 1);
      await eraseContent(tx, 1);
      await eraseHeld(tx, { ...erased, content });
    });
    expect(await heldBy(gone)).toBeUndefined();
    expect(await heldBy(sentence)).toEqual({ sequence: 4, origin: 1 });
    expect(await heldBy(lead)).toEqual({ sequence: 4, origin: 1 });
    expect(await heldBy(sentence, 2)).toEqual({ sequence: 2, origin: null });
    const kept = await db
      .selectFrom('attribution')
      .select('sequence')
      .where('kept', '=', 1)
      .orderBy('sequence')
      .execute();
    expect(kept.map((row) => row.sequence)).toEqual([1, 2, 4]);
    expect((await storedAttribution(db)).words).toEqual(words);
  });

  test('the log explains which attributions are kept, and that they are what they were', async () => {
    await erase(1);
    const account = await accountOf(db, { articleId: 1, from: 1, until: 4, elsewhere: [2] });
    const { words } = await db
      .selectFrom('log_words')
      .innerJoin('log', 'log.id', 'log_words.log_id')
      .select('words')
      .where('action', '=', 'erase-content')
      .executeTakeFirstOrThrow();
    expect((JSON.parse(words) as { kept: object }).kept).toEqual(account);
    expect(account).toMatchObject({ until: 4, elsewhere: [2] });
    const of = async (...sequences: [number, number][]) => {
      const kept = await explainKept(db);
      for (const [sequence, id] of sequences) kept.take(sequence, id, await readAttribution(db, sequence));
      return kept;
    };
    const all = [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 1],
    ] as [number, number][];
    const kept = await of(...all);
    expect(all.map(([sequence, id]) => kept.isKept(sequence, id))).toEqual([
      'surely',
      'surely',
      undefined,
      'surely',
    ]);
    expect(kept.isKept(5, 1)).toBeUndefined();
    expect(await kept.altered()).toEqual([]);
    expect(await (await of(...all.slice(0, 3))).altered()).toEqual([2]);
  });

  test('an entry that is without an account only says that they may be', async () => {
    await erase(1);
    await db.deleteFrom('log_words').where('log_id', '=', 2).execute();
    const { isKept, altered } = await explainKept(db);
    expect([isKept(4, 1), isKept(3, 3), isKept(9, 9)]).toEqual(['perhaps', 'perhaps', 'perhaps']);
    expect(await altered()).toEqual([]);
  });

  test('nothing else is said to be held first where something was erased', async () => {
    await erase(1);
    expect(await articlesWithOrigins(db)).toEqual([]);
    const forge = (origin: number) =>
      db.updateTable('first_held').set({ origin }).where('article_id', '=', 2).execute();
    await forge(1);
    expect(await articlesWithOrigins(db)).toEqual([2]);
    const before = await explainKept(db);
    await db.updateTable('first_held').set({ origin: null }).where('article_id', '=', 1).execute();
    for (const [sequence, id] of [
      [1, 1],
      [2, 2],
      [4, 1],
    ] as const)
      before.take(sequence, id, await readAttribution(db, sequence));
    expect(await before.altered()).toEqual([2]);
    await forge(4);
    expect(await articlesWithOrigins(db)).toEqual([2]);
  });
});

describe('mending', () => {
  const mended: [number, string][] = [];
  const mend = async () => {
    mended.length = 0;
    await mendAttributions(db, async (_tx, id, attribution) => void mended.push([id, attribution.join(' ')]));
    return mended;
  };
  const forge = async (sequence: number, origins: number[]) => {
    const bytes = encodeAttribution(Uint32Array.from(origins), sequence);
    await db.updateTable('attribution').set({ steps: 0, bytes }).where('sequence', '=', sequence).execute();
    await db.updateTable('current_attribution').set({ bytes }).where('sequence', '=', sequence).execute();
  };
  beforeEach(async () => {
    await create(wiki.anas, { body: ONE });
    await save(wiki.bos, { body: `${ONE} Mere.` });
  });

  test('touches nothing that is right', async () => {
    const before = await storedAttribution(db);
    expect(await mend()).toEqual([]);
    expect(await storedAttribution(db)).toEqual(before);
  });

  test('makes right what is wrong, what stands on it too, and tells of what is current', async () => {
    const before = await storedAttribution(db);
    await forge(1, [1, 1, 1]);
    await forge(2, [2, 2, 2, 2, 2, 2, 2, 2]);
    await db.updateTable('first_held').set({ sequence: 2 }).execute();
    await db
      .insertInto('first_held')
      .values({ key: Buffer.alloc(6), article_id: 1, sequence: 1 })
      .execute();
    expect(await mend()).toEqual([[1, '1 1 1 1 1 1 2 2']]);
    expect(await storedAttribution(db)).toEqual(before);
  });

  test('takes a mark away that no erasure explains, and leaves what one does', async () => {
    await db.updateTable('attribution').set({ kept: 1 }).execute();
    await mend();
    const marks = async () => (await storedAttribution(db)).revisions.map(({ kept }) => kept);
    expect(await marks()).toEqual([0, 0]);
    await erase(1);
    const before = await storedAttribution(db);
    expect(await mend()).toEqual([]);
    expect(await storedAttribution(db)).toEqual(before);
    expect(before.words[2]).toBe('1 1 1 1 1 1 2 2');
    expect(await marks()).toEqual([1, 1]);
  });
});

describe('what an earlier version kept', () => {
  beforeEach(async () => {
    await create(wiki.anas, { title: 'Titel.', body: 'Et, to.' });
    await save(wiki.bos, { title: 'Titel.', body: 'Et, to. Tre.' }, 'titel');
  });

  test('of words is taken out once, with the signs that follow them', async () => {
    const bytes = encodeAttribution(Uint32Array.of(1, 1, 2), 2);
    const put = () =>
      db.updateTable('attribution').set({ steps: FORMER, bytes }).where('sequence', '=', 2).execute();
    const take = async (content?: Content) => {
      const revision = await uncredited(2);
      return writing((tx) => takeFormer(tx, revision, content));
    };
    expect(await take()).toBeUndefined();
    await put();
    const content = await readContent(db, 2);
    expect([...(await take(content))!]).toEqual([1, 1, 1, 1, 2, 2]);
    expect(await take(content)).toBeUndefined();
    await db.insertInto('attribution').values({ sequence: 2, kept: 1, steps: FORMER, bytes }).execute();
    expect([...(await take())!]).toEqual([1, 1, 2]);
  });

  test('of an address word by word stays as the log seals it, and is read and credited on as of the one word that it is', async () => {
    const body = 'Se [tallene](https://dst.dk/is "Nu?") her. Se https://a.dk/b nu.';
    await save(wiki.anas, { title: 'Titel.', body }, 'titel');
    const former = Uint32Array.of(1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1);
    for (const table of ['attribution', 'current_attribution'] as const)
      await db
        .updateTable(table)
        .set({ bytes: encodeAttribution(former, 3), ...(table === 'attribution' && { kept: 1, steps: 0 }) })
        .where('sequence', '=', 3)
        .execute();
    const wordsAt = async (number: number) => [...(await attributionAt(db, 1, number)).words];
    expect(await wordsAt(3)).toEqual([1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1]);
    await save(wiki.bos, { title: 'Titel.', body: body.replace('is "', 'is/ "') }, 'titel');
    expect(await wordsAt(4)).toEqual([1, 1, 4, 1, 1, 1, 1, 1, 2, 1, 1]);
    expect([...(await readAttribution(db, 3))]).toEqual([...former]);
  });

  test('of brackets nothing stays as the log seals it, and they go on with what stands before them', async () => {
    const body = 'Se [k] og [[Tal]] her.\n\n[k]: a.dk';
    await save(wiki.anas, { title: 'Titel.', body }, 'titel');
    const former = Uint32Array.of(1, 2, 1, 1, 1, 1, 1, 2);
    for (const table of ['attribution', 'current_attribution'] as const)
      await db
        .updateTable(table)
        .set({ bytes: encodeAttribution(former, 3), ...(table === 'attribution' && { kept: 1, steps: 0 }) })
        .where('sequence', '=', 3)
        .execute();
    const wordsAt = async (number: number) => [...(await attributionAt(db, 1, number)).words];
    expect(await wordsAt(3)).toEqual([1, 2, 2, 1, 1, 1, 1, 1, 1, 2]);
    await save(wiki.bos, { title: 'Titel.', body: body.replace('og [[Tal]]', '[[Tal]] nu') }, 'titel');
    expect(await wordsAt(4)).toEqual([1, 2, 2, 1, 1, 4, 1, 1, 1, 2]);
    expect([...(await readAttribution(db, 3))]).toEqual([...former]);
  });

  test('of items is filed by the keys that they have now, and of sentences as it was', async () => {
    await db.deleteFrom('first_held').execute();
    const former = formerItemHash('title', ['Titel.']);
    const put = (key: string, origin: number | null) =>
      db
        .insertInto('first_held')
        .values({ key: Buffer.from(key, 'hex'), article_id: 1, sequence: 2, origin })
        .execute();
    await put(former, 1);
    await put('0123456789ab', 1);
    await put('ba9876543210', null);
    await writing(fileAnew);
    expect(await heldBy(former)).toBeUndefined();
    expect(await heldBy(itemKey('title', ['Titel.']))).toEqual({ sequence: 2, origin: 1 });
    expect(await heldBy('0123456789ab')).toBeUndefined();
    expect(await heldBy('ba9876543210')).toEqual({ sequence: 2, origin: null });
  });
});
