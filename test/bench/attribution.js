/** What it costs to show who wrote each word of an article with 5,000 revisions, and to keep that up at a save. */
import { join } from 'node:path';
import { findArticle } from '../../dist/server/wiki/articles/articles.js';
import { attributeRevision } from '../../dist/server/wiki/credit/attribution.js';
import { readContent } from '../../dist/server/wiki/history/contents.js';
import { blame, makeRepository, pack } from './git.js';
import { byTurns, cpuOf, median } from './measure.js';
import { atLeast, atMost, milliseconds, printRow } from './table.js';

const ROUNDS = 5;
const PAGES = 30;
const SAVES = 200;
const PAGE = '/wiki/lang/attribution';
const VIEW = '/wiki/lang';

/** Prints the lines of attribution. */
export async function attribution(bench) {
  // The first pages are dearer, until what makes them has been compiled.
  for (const path of [PAGE, VIEW]) await cost(bench, firstAfterEdit, path);
  await besideBlame('attribution page, made anew, times faster', bench);
  await besideView('attribution page, made anew', bench, madeAnew, atMost(2));
  await besideView('attribution page, first after an edit', bench, firstAfterEdit);
  await printSave(bench, 5_000, atMost(1, ' ms'));
  await printSave(bench, 100_000, atMost(10, ' ms'));
}

/** Beside git, which is asked who wrote each line of a file with a word on each. */
async function besideBlame(what, bench) {
  const asked = atLeast(50);
  const repository = join(bench.folder, 'words.git');
  makeRepository(repository, bench.long, (body) => body.match(/[\p{L}\p{M}\p{N}]+/gu).join('\n') + '\n');
  pack(repository);
  const { wiki, reference, ratio } = await byTurns(
    ROUNDS,
    () => cost(bench, madeAnew, PAGE),
    () => blame(repository),
    (page, git) => git / page,
  );
  printRow(what, milliseconds(wiki), { reference: `git blame ${milliseconds(reference)}`, ratio, asked });
}

/** Beside the view of the same article, asked in the same way. */
async function besideView(what, bench, ask, asked) {
  const { wiki, reference, ratio } = await byTurns(
    ROUNDS,
    () => cost(bench, ask, PAGE),
    () => cost(bench, ask, VIEW),
  );
  printRow(what, milliseconds(wiki), { reference: `article view ${milliseconds(reference)}`, ratio, asked });
}

/**
 * Returns the milliseconds of processor time that the wiki takes for a page. Its own process tells, so that neither who
 * asks nor what else the machine does is counted; git's time is taken in the same way.
 */
async function cost({ server, edit }, ask, path) {
  const start = await server.cpu();
  for (let count = 0; count < PAGES; count++) await ask(server.address + path, count, edit);
  return ((await server.cpu()) - start) / PAGES;
}

/** The text is new and another process saved it, so that the wiki has kept neither the page nor any part of it. */
async function firstAfterEdit(address, _count, edit) {
  await edit();
  await read(address);
}

/** The page isn't kept, since it's asked with something unknown; what the wiki keeps of its parts it may use. */
async function madeAnew(address, count) {
  await read(`${address}?again=${count}`);
}

async function read(address) {
  const response = await fetch(address);
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
  await response.text();
}

async function printSave({ db }, bytes, asked) {
  const costs = [];
  const article = await findArticle(db, `rettet-${bytes}`);
  const save = () => db.transaction().execute((tx) => creditAgain(tx, article.id));
  for (let count = 0; count < SAVES; count++) costs.push(await save());
  const value = median(costs);
  const what = `attribution at save, ${bytes / 1000} kB, one sentence changed`;
  printRow(what, milliseconds(value), { value, asked });
}

/** Credits both revisions of an article anew, and returns the processor time of all that the second one takes. */
async function creditAgain(tx, articleId) {
  const [first, second] = await tx
    .selectFrom('revision')
    .select(['sequence', 'article_id', 'number', 'action', 'from_number'])
    .where('article_id', '=', articleId)
    .orderBy('number')
    .execute();
  const contents = [await readContent(tx, first.sequence), await readContent(tx, second.sequence)];
  await tx.deleteFrom('attribution').where('sequence', 'in', [first.sequence, second.sequence]).execute();
  for (const table of ['current_attribution', 'first_held']) {
    await tx.deleteFrom(table).where('article_id', '=', articleId).execute();
  }
  await attributeRevision(tx, { ...first, parent: null }, contents[0]);
  return cpuOf(() => attributeRevision(tx, { ...second, parent: first.sequence }, contents[1]));
}
