/** Asks before a page is left while its form holds text that isn't saved. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-warn-unsaved]'));

if (form) {
  /** A form that comes back with errors or a preview was never saved: then everything in it is new. */
  let changed = form.dataset.warnUnsaved === 'changed';
  let leaving = false;
  form.addEventListener('input', () => (changed = true));
  // A conflict's choices are another form, which carries the text along.
  document.addEventListener('submit', () => (leaving = true));
  window.addEventListener('beforeunload', (event) => {
    if (changed && !leaving) event.preventDefault();
  });
  window.addEventListener('pageshow', () => (leaving = false));
}
