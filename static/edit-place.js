/** Opens the form of an article at the words that an address tells (`passage`). Without it the form opens at its beginning. */

const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('textarea[name=body]'));
const words = new URLSearchParams(location.search).get('passage')?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Finds so many of the words, with whatever signs stand between them in the source. @param {number} most */
function find(most) {
  const sought = words.slice(0, most).join('[^\\p{L}\\p{M}\\p{N}]+');
  return sought === '' ? null : new RegExp(sought, 'iu').exec(field?.value ?? '');
}

const found = find(30) ?? find(5);
if (field && found) {
  field.focus();
  field.setSelectionRange(found.index, found.index + found[0].length);
  field.scrollTop = (found.index / field.value.length) * field.scrollHeight - field.clientHeight / 3;
  field.scrollIntoView({ block: 'center' });
}
