/** What it costs to show who wrote each word of an article with 5,000 revisions, and to keep that up at a save. */
import { join } from 'node:path';
import { encodeAttribution, planAttribution } from '../../dist/server/text/attribution.js';
import { blame, makeRepository, pack } from './git.js';
import { scatteredChanges } from './history.js';
import { byTurns, cpuOf } from './measure.js';
import { atLeast, atMost, milliseconds, printRow } from './table.js';

const ROUNDS = 5;
const PAGES = 30;
const SAVES = 200;
const PAGE = '/wiki/lang/attribution';
const VIEW = '/wiki/lang';
const NOTHING = { held: new Map(), elsewhere: new Map() };

/** Prints the lines of attribution. */
export async function attribution(bench) {
  const { status } = await fetch(bench.server.address + PAGE);
  const answer = status === 200 ? undefined : `answered ${status}`;
  // The first pages are dearer, until what makes them has been compiled.
  if (!answer) for (const path of [PAGE, VIEW]) await cost(bench, firstAfterEdit, path);
  await besideBlame('attribution page, first after an edit, times faster', bench, answer);
  await besideView('attribution page, first after an edit', bench, firstAfterEdit, answer);
  await besideView('attribution page, made anew', bench, madeAnew, answer);
  await printSave(5_000, atMost(1, ' ms'));
  await printSave(100_000, atMost(10, ' ms'));
}

/** Beside git, which is asked who wrote each line of a file with a word on each. */
async function besideBlame(what, bench, answer) {
  const asked = atLeast(50);
  if (answer) return printRow(what, answer, { asked });
  const repository = join(bench.folder, 'words.git');
  makeRepository(repository, bench.long, (body) => body.match(/[\p{L}\p{M}\p{N}]+/gu).join('\n') + '\n');
  pack(repository);
  const { wiki, reference, ratio } = await byTurns(
    ROUNDS,
    () => cost(bench, firstAfterEdit, PAGE),
    () => blame(repository),
    (page, git) => git / page,
  );
  printRow(what, milliseconds(wiki), { reference: `git blame ${milliseconds(reference)}`, ratio, asked });
}

/** Beside the view of the same article, asked in the same way. */
async function besideView(what, bench, ask, answer) {
  const asked = atMost(2);
  if (answer) return printRow(what, answer, { asked });
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

async function printSave(bytes, asked) {
  const credit = crediting(...scatteredChanges(bytes, 1, 5));
  for (let save = 0; save < SAVES / 4; save++) credit();
  const all = await cpuOf(() => {
    for (let save = 0; save < SAVES; save++) credit();
  });
  const what = `attribution at save, ${bytes / 1000} kB, one sentence changed`;
  printRow(what, milliseconds(all / SAVES), { value: all / SAVES, asked });
}

/** Returns what a save does for its attribution when one body becomes another. */
function crediting(before, body) {
  const first = planAttribution({ sequence: 1, body: before }).attribute(NOTHING);
  const parent = { body: before, attribution: first };
  return () => {
    const attribution = planAttribution({ sequence: 2, body, parent }).attribute(NOTHING);
    encodeAttribution(attribution, 2, parent.attribution);
  };
}
