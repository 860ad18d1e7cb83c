/** Makes the history that is measured: one article that grows from 9 to 12 kB while each revision changes one to three words. */

const WORDS = (
  'kommunen borgeren medarbejderen lederen forsøget hverdagen opgaven samtalen løsningen virkningen prøver spørger ' +
  'lytter skriver måler ændrer deler vælger begynder følger lille klar enkel fælles åben første bedre tidlig ærlig ' +
  'og men eller fordi når hvis derfor sammen altid ofte måske allerede hver ingen nogle flere'
).split(' ');

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

const pick = (random, list) => list[Math.floor(random() * list.length)];

function paragraph(random, words) {
  return Array.from({ length: words }, () => pick(random, WORDS)).join(' ') + '.';
}

/** Yields the bodies of the revisions, oldest first. */
export function* growingBodies(revisions, seed = 1) {
  const random = randomFrom(seed);
  const paragraphs = Array.from({ length: 24 }, () => paragraph(random, 60));
  for (let number = 1; number <= revisions; number++) {
    if (number > 1) changeOne(random, paragraphs, number / revisions);
    yield `## Sådan gør du\n\n${paragraphs.join('\n\n')}\n`;
  }
}

/** Changes one to three words of one paragraph, adding as many as it takes to grow by a third in all. */
function changeOne(random, paragraphs, share) {
  const at = Math.floor(random() * paragraphs.length);
  const words = paragraphs[at].split(' ');
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const place = Math.floor(random() * (words.length - 1));
    const grow = paragraphs.join('\n\n').length < 9000 + share * 3000;
    words.splice(place, grow ? 0 : 1, pick(random, WORDS));
  }
  paragraphs[at] = words.join(' ');
}
