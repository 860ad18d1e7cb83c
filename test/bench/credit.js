/** How much of the credit is right, in histories whose truth is known, and in texts that are changed all over at once. */
import { planAttribution, tokensOf } from '../../dist/server/text/attribution.js';
import { findAttribution } from '../../dist/server/wiki/credit/finding.js';
import { memoryWiki } from './credit/memory.js';
import { score } from './credit/score.js';
import { pastedBack, worstCases } from './credit/worst.js';
import { cpuOf } from './measure.js';
import { atLeast, atMost, milliseconds, printRow, printTable } from './table.js';

const SEEDS = Array.from({ length: Number(process.env.CREDIT ?? 40) }, (_, i) => i + 1);
const REVISIONS = 200;
const PASTED = [9_000, 28_000, 163_000, 256_000];
const IS_WORD = /^[\p{L}\p{M}\p{N}]/u;
const NOTHING = { held: new Map(), elsewhere: new Map() };
const functions = { planAttribution, findAttribution, tokensOf };

/** Prints the lines of credit, and a table by the kind of what was done. */
export async function credit() {
  const { all, kinds, histories } = await score(SEEDS, REVISIONS, () => memoryWiki(functions));
  const shares = histories.map(({ rightly, undisputed }) => percent(rightly, undisputed));
  printShare('credit: undisputed words right', percent(all.rightly, all.undisputed), 99.8);
  printShare('credit: the worst history', Math.min(...shares), 98);
  for (const bytes of PASTED) await printPasted(bytes);
  for (const each of worstCases()) await printWorst(each);
  const line = ([kind, tally]) => [kind, ...figuresOf(tally)];
  printTable(
    ['what was done', 'words', 'strict', 'undisputed', 'lenient'],
    [['all', all], ...[...kinds].filter(([, { undisputed }]) => undisputed > 0)].map(line),
  );
}

function figuresOf({ words, strict, undisputed, rightly, lenient }) {
  const shares = [percent(strict, words), percent(rightly, undisputed), percent(lenient, words)];
  return [words, ...shares.map((share) => share.toFixed(2))];
}

/** Each sentence changed once by another, blanked, and pasted back: all of it is whose it was. */
async function printPasted(bytes) {
  const { body, attribution, blank } = pastedBack(bytes, tokensOf);
  const parent = { body: blank, attribution: Uint32Array.from(tokensOf(blank), () => 9_998) };
  const plan = planAttribution({ sequence: 9_999, body, parent });
  const found = await findAttribution(plan, {
    heldIn: (keys) => Promise.resolve(new Map(keys.map((key) => [key, 1]))),
    heldAnywhere: () => Promise.resolve(new Map()),
    bodiesBefore: () => Promise.resolve([{ sequence: 9_997, body }]),
    bodiesFrom: () => Promise.resolve([]),
    bodiesOfSize: () => Promise.resolve([]),
    writing: () => Promise.resolve([]),
    attribution: () => Promise.resolve(attribution),
    version: () => Promise.resolve(undefined),
  });
  const right = found.attribution.filter((origin, i) => origin === attribution[i]).length;
  printShare(`credit: ${bytes / 1000} kB blanked and pasted back`, percent(right, attribution.length), 100);
}

async function printWorst({ name, before, after, fresh }) {
  const attribution = planAttribution({ sequence: 1, body: before }).attribute(NOTHING);
  const edit = { sequence: 2, body: after, parent: { body: before, attribution } };
  let found;
  const costs = [];
  for (let round = 0; round < 3; round++) {
    costs.push(await cpuOf(() => (found = planAttribution(edit).attribute(NOTHING))));
  }
  const words = tokensOf(after).flatMap(({ text }, i) => (IS_WORD.test(text) ? [found[i]] : []));
  const kept = words.filter((origin) => origin === 1).length;
  printShare(`credit: ${name}`, percent(kept, words.length - fresh), 90);
  const value = Math.min(...costs);
  printRow(`credit: ${name}, its cost`, milliseconds(value), { value, asked: atMost(500, ' ms') });
}

function printShare(what, share, least) {
  printRow(what, `${share.toFixed(2)} %`, { value: share, asked: atLeast(least, ' %') });
}

function percent(part, whole) {
  return (100 * part) / whole;
}
