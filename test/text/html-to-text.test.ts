import { expect, test } from '@jest/globals';
import { htmlToText } from '../../server/text/html-to-text.ts';

test.each([
  ['4 timer for <a href="/x" class="y">stilkort</a>.', '4 timer for stilkort.'],
  ['Borgerens &rsquo;vej&rsquo; &amp; v&aelig;rdi', 'Borgerens ’vej’ & værdi'],
  ['R&D koster < 3 dage og 2<4', 'R&D koster < 3 dage og 2<4'],
  ['ingen tegn her', 'ingen tegn her'],
  ['', ''],
])('the HTML %p reads %p', (source, text) => {
  expect(htmlToText(source)).toBe(text);
});
