/**
 * Measures the pure part of attribution and of the delta codec: what a save costs in processor time, how long a whole
 * history takes to credit anew, and the bytes that each revision needs.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  decodeAttribution,
  encodeAttribution,
  matchWords,
  planAttribution,
  sentencesIn,
} from '../../dist/server/text/attribution.js';
import { decodeDeltas, encodeDelta, isChainFull } from '../../dist/server/text/delta.js';
import { words } from '../../dist/server/text/words.js';
import { growingBodies } from './history.js';

const REVISIONS = 5000;
const RUNS = 200;
const NOTHING = { held: new Map(), elsewhere: new Map() };

print('| what | measured | at most |\n|---|---|---|\n');
measureSave(5_000, '1 ms');
measureSave(100_000, '10 ms');
const bodies = [...growingBodies(REVISIONS)];
const versions = measureReplay();
measureStored(versions);
measureDeltas(bodies.map((body) => Buffer.from(JSON.stringify({ kind: 'method', title: 'Lang', body }))));

/** One sentence changed in the middle of a body, credited and encoded. */
function measureSave(bytes, most) {
  const paragraphs = paragraphsOf(bytes);
  const middle = Math.floor(paragraphs.length / 2);
  const changed = paragraphs.with(middle, paragraphs[middle].replaceAll(' og ', ' samt '));
  const parent = { body: paragraphs.join('\n\n'), attribution: null };
  parent.attribution = planAttribution({ sequence: 1, body: parent.body }).attribute(NOTHING);
  const body = changed.join('\n\n');
  const cost = costOf(RUNS, () => {
    const attribution = planAttribution({ sequence: 2, body, parent }).attribute(NOTHING);
    encodeAttribution(attribution, 2, parent.attribution);
  });
  row(`attribution at save, ${bytes / 1000} kB, one sentence changed`, milliseconds(cost), most);
  const [page, source] = [words(body), words(parent.body)];
  row(
    `finding the words of a page of ${bytes / 1000} kB`,
    milliseconds(costOf(RUNS / 10, () => matchWords(page, source))),
  );
}

function paragraphsOf(bytes) {
  const paragraphs = [];
  for (let [seed, length] = [1, 0]; length < bytes; seed++) {
    for (const paragraph of growingBodies(1, seed).next().value.trim().split('\n\n').slice(1)) {
      if (length < bytes) paragraphs.push(paragraph);
      length += paragraph.length + 2;
    }
  }
  return paragraphs;
}

/** The whole history from its first revision, with an index of sentences as the wiki keeps one. */
function measureReplay() {
  const versions = [];
  const index = new Map();
  const cost = costOf(1, () => {
    for (const body of bodies) {
      const sequence = versions.length + 1;
      const parent = versions.at(-1);
      const plan = planAttribution({ sequence, body, ...(parent && { parent }) });
      const held = new Map();
      for (const [hash, sentence] of plan.wanted) {
        const first = index.get(hash);
        if (first === undefined) index.set(hash, sequence);
        else held.set(sentence, sentencesIn(versions[first - 1], [sentence]).get(sentence));
      }
      versions.push({ body, attribution: plan.attribute({ held, elsewhere: new Map() }) });
    }
  });
  row(`attribution of ${REVISIONS} revisions from the first`, milliseconds(cost));
  row('rows in the index of sentences, a revision', (index.size / REVISIONS).toFixed(2));
  return versions.map(({ attribution }) => attribution);
}

function measureStored(attributions) {
  const stored = attributions.map((each, i) => encodeAttribution(each, i + 1, attributions[i - 1]));
  row('bytes of attribution, a revision', average(stored.slice(1)));
  row('bytes of the last attribution by itself', encodeAttribution(attributions.at(-1), REVISIONS).length);
  const cost = costOf(3, () => {
    stored.reduce((parent, bytes, i) => decodeAttribution(bytes, i + 1, parent), undefined);
  });
  row(`reading attribution ${REVISIONS} through all before it`, milliseconds(cost));
}

function measureDeltas(texts) {
  const deltas = texts.slice(1).map((text, i) => encodeDelta(texts[i], text));
  row('bytes of delta, a revision', average(deltas));
  const { bytes, longest } = stored(texts, deltas);
  row('bytes of text, a revision, full ones and all', (bytes / texts.length).toFixed(1));
  const full = deflateRawSync(texts[0]);
  for (const pad of [0, 246_000]) {
    const padding = Buffer.alloc(pad, 'ord og mere. ');
    const [first, ...chain] = texts.slice(0, longest + 1).map((text) => Buffer.concat([padding, text]));
    const own = chain.map((text, i) => encodeDelta(i === 0 ? first : chain[i - 1], text));
    const cost = costOf(20, () => decodeDeltas(pad ? first : inflateRawSync(full), own));
    const most = pad ? undefined : '1 ms';
    row(
      `reading the last of a chain of ${longest}, ${Math.round(first.length / 1000)} kB`,
      milliseconds(cost),
      most,
    );
  }
}

/** What a history weighs when it is stored as the codec says, and its longest chain. */
function stored(texts, deltas) {
  let [bytes, longest] = [0, 0];
  let chain = { length: Infinity, bytes: 0, fullBytes: 0 };
  texts.forEach((text, i) => {
    const delta = deltas[i - 1];
    if (!delta || isChainFull(chain, delta)) {
      chain = { length: 0, bytes: 0, fullBytes: deflateRawSync(text).length };
      bytes += chain.fullBytes;
    } else {
      chain = { ...chain, length: chain.length + 1, bytes: chain.bytes + delta.length };
      bytes += delta.length;
    }
    longest = Math.max(longest, chain.length);
  });
  return { bytes, longest };
}

/** Returns the milliseconds of processor time that one of some runs takes, after as many to warm up, 50 at most. */
function costOf(runs, work) {
  for (let run = 0; run < Math.min(50, runs - 1); run++) work();
  const start = process.cpuUsage();
  for (let run = 0; run < runs; run++) work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / runs;
}

function average(buffers) {
  return (buffers.reduce((sum, { length }) => sum + length, 0) / buffers.length).toFixed(1);
}

function milliseconds(cost) {
  return `${cost.toFixed(2)} ms`;
}

function row(what, measured, most = '') {
  print(`| ${what} | ${measured} | ${most} |\n`);
}

function print(text) {
  process.stdout.write(text);
}
