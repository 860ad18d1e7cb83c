/** Opens the form of an article at the words that an address tells (`passage`), or under a heading (`section`). Without it the form opens at its beginning. */

const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('textarea[name=body]'));
const asked = new URLSearchParams(location.search);
const words = wordsIn(asked.get('passage'));

/** @param {string | null} text */
function wordsIn(text) {
  return text?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Finds so many of the words, with whatever signs stand between them in the source. @param {number} most */
function find(most) {
  const sought = words.slice(0, most).join('[^\\p{L}\\p{M}\\p{N}]+');
  return sought === '' ? null : new RegExp(sought, 'iu').exec(field?.value ?? '');
}

/** Finds the end of the line that is a heading of these words alone. */
function findHeading() {
  const sought = wordsIn(asked.get('section')).join('[^\\p{L}\\p{M}\\p{N}\\n]+');
  const line =
    sought === '' ? null : new RegExp(`^#+[ \\t]+${sought}[ \\t#]*$`, 'imu').exec(field?.value ?? '');
  return line && { index: line.index + line[0].length, 0: '' };
}

const found = find(30) ?? find(5) ?? findHeading();
if (field && found) {
  field.focus();
  field.setSelectionRange(found.index, found.index + found[0].length);
  field.scrollTop = (found.index / field.value.length) * field.scrollHeight - field.clientHeight / 3;
  field.scrollIntoView({ block: 'center' });
}
