/** How fast the whole history is verified. It needs no reference: what counts is the time of one core. */
import { verify } from '../../dist/server/wiki/proof/verify.js';
import { cpuOf, median } from './measure.js';
import { atLeast, perSecond, printRow } from './table.js';

const ROUNDS = 5;

/** Prints the line of verifying. */
export async function proof({ db }) {
  const rates = [];
  for (let round = 0; round < ROUNDS; round++) {
    let result;
    const cost = await cpuOf(async () => (result = await verify(db, () => undefined)));
    if (result.findings.length > 0) throw new Error(`${result.findings.length} findings`);
    rates.push((result.revisions / cost) * 1000);
  }
  const rate = median(rates);
  printRow('verify, revisions a second of CPU', perSecond(rate), {
    value: rate,
    asked: atLeast(20_000, '/s'),
  });
}
