/** The pages that are read most, and those that are dear to make. */
import { REVISIONS } from './fill.js';
import { printPage } from './requests.js';
import { atLeast } from './table.js';

/** Prints a line for each page. */
export async function pages({ server }) {
  const long = `${server.address}/wiki/lang`;
  const first = `${long}/diff/1/${REVISIONS}`;
  const large = `${server.address}/wiki/stor/diff/1/2`;
  const print = (what, address, asked) => printPage(server, what, address, asked);
  await print('article view, signed out', long);
  await print('article view, made anew', anew(long));
  await print('history page, 50 revisions, made anew', anew(`${server.address}/wiki/kort/history`));
  await print(`history page, ${REVISIONS} revisions`, `${long}/history`);
  await print(`history page, ${REVISIONS} revisions, made anew`, anew(`${long}/history`));
  await print('adjacent diff', `${long}/diff/2500/2501`);
  await print('adjacent diffs, each another', eachPair(`${long}/diff`), atLeast(0.1));
  await print('diff of the first and the last, made anew', anew(first), atLeast(0.06));
  await print('diff of 100 kB with 50 changes, made anew', anew(large), atLeast(0.03));
}

/** An address asked with something unknown is made anew each time; the others are kept for strangers. */
function anew(address) {
  let count = 0;
  return () => `${address}?again=${count++}`;
}

/** Walks over all pairs, and over them again if there is time, made anew then too. */
function eachPair(address) {
  let count = 0;
  return () => {
    const number = 1 + (count % (REVISIONS - 1));
    return `${address}/${number}/${number + 1}?again=${count++}`;
  };
}
