/** Makes the texts and histories that are measured. They are made up of words drawn at random, and the same in each run. */
import { PEOPLE } from './people.js';

const HOUR = 60 * 60 * 1000;
const WORDS = (
  'kommunen borgeren medarbejderen lederen forsøget hverdagen opgaven samtalen løsningen virkningen prøver spørger ' +
  'lytter skriver måler ændrer deler vælger begynder følger lille klar enkel fælles åben første bedre tidlig ærlig ' +
  'og men eller fordi når hvis derfor sammen altid ofte måske allerede hver ingen nogle flere'
).split(' ');

// An edit summary is one of each: two to six words.
const DOINGS = (
  'Retter Præciserer Uddyber Forkorter Omskriver Opdaterer Forenkler Gennemgår Tydeliggør Samler Nuancerer Udvider ' +
  'Strammer Justerer Ajourfører Genskriver'
).split(' ');
const THINGS = (
  'eksemplet,indledningen,afsnittet,tredje afsnit,rækkefølgen,formuleringen,to sætninger,ordvalget,sproget,' +
  'fremgangsmåden,tidsplanen,rollefordelingen,forudsætningerne,spørgsmålene,konklusionen,begreberne,sidste punkt,' +
  'beskrivelsen,et par ord,rådene til lederen'
).split(',');
const REASONS = (
  ',,,,efter mødet,efter dagens afprøvning,efter høring,så alle forstår,ud fra evalueringen,med borgernes ord,' +
  'som aftalt,efter første forsøg,med lettere ord,for nye kolleger,før næste møde,ifølge vejledningen'
).split(',');

/** Returns a repeatable source of numbers from 0 up to, not including, 1 (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Yields the revisions of an article without end, oldest first: the body, which of the people wrote it, their edit
 * summary, and when. They take turns, each with one to twelve revisions in a row. It grows over the first `growing`.
 */
export function* history(growing, seed) {
  const random = randomFrom(-seed);
  let [person, turns, at] = [0, 0, Date.parse('2024-01-08T08:00:00Z')];
  for (const body of growingBodies(growing, seed)) {
    if (turns === 0) {
      person = (person + 1 + upTo(random, PEOPLE.length - 1)) % PEOPLE.length;
      turns = 1 + upTo(random, 12);
    }
    turns--;
    at += 1 + upTo(random, 6 * HOUR);
    const summary = [DOINGS, THINGS, REASONS].map((list) => pick(random, list)).join(' ');
    yield { body, person, summary: summary.trim(), at: new Date(at).toISOString() };
  }
}

/** Yields bodies without end: over the first `growing` they grow from 9 to 12 kB, and each changes one to three words. */
export function* growingBodies(growing, seed) {
  const random = randomFrom(seed);
  const paragraphs = Array.from({ length: 24 }, () => paragraph(random));
  for (let number = 1; ; number++) {
    if (number > 1) {
      const at = upTo(random, paragraphs.length);
      const grow = paragraphs.join('\n\n').length < 9000 + Math.min(1, number / growing) * 3000;
      paragraphs[at] = changeWords(random, paragraphs[at], grow);
    }
    yield bodyOf(paragraphs);
  }
}

/** Returns a body of so many bytes or a few more, and the same with that many changes, each in a paragraph of its own. */
export function scatteredChanges(bytes, changes, seed) {
  const random = randomFrom(seed);
  const paragraphs = [];
  for (let length = 0; length < bytes; length += Buffer.byteLength(paragraphs.at(-1)) + 2) {
    paragraphs.push(paragraph(random));
  }
  const places = new Set();
  while (places.size < changes) places.add(upTo(random, paragraphs.length));
  const changed = paragraphs.map((text, at) => (places.has(at) ? changeWords(random, text, false) : text));
  return [bodyOf(paragraphs), bodyOf(changed)];
}

/** Returns the first of what an iterator yields. */
export function take(count, iterator) {
  return Array.from({ length: count }, () => iterator.next().value);
}

function bodyOf(paragraphs) {
  return `## Sådan gør du\n\n${paragraphs.join('\n\n')}\n`;
}

function paragraph(random) {
  return Array.from({ length: 60 }, () => pick(random, WORDS)).join(' ') + '.';
}

/** Adds one to three words, or puts them in the place of others. */
function changeWords(random, text, grow) {
  const words = text.split(' ');
  for (let count = 1 + upTo(random, 3); count > 0; count--) {
    words.splice(upTo(random, words.length - 1), grow ? 0 : 1, pick(random, WORDS));
  }
  const changed = words.join(' ');
  // A word may have been drawn in its own place, and a save that changes nothing makes no revision.
  return changed === text ? changeWords(random, text, grow) : changed;
}

function pick(random, list) {
  return list[upTo(random, list.length)];
}

/** Draws a whole number from 0 up to, not including, a limit. */
function upTo(random, limit) {
  return Math.floor(random() * limit);
}
