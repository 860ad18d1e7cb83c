/** Adds a further empty row to the sources of a form. Without it there are three to begin with. */

const sources = document.querySelector('[data-sources]');
const button = /** @type {HTMLButtonElement | null} */ (sources?.querySelector('[data-add-source]'));

if (sources && button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const rows = sources.querySelectorAll('.source-row');
    const last = /** @type {HTMLElement} */ (rows[rows.length - 1]);
    const row = /** @type {HTMLElement} */ (last.cloneNode(true));
    for (const element of row.querySelectorAll('label, input')) renumber(element, rows.length);
    last.after(row);
    row.querySelector('input')?.focus();
  });
}

/**
 * @param {Element} element
 * @param {number} index
 */
function renumber(element, index) {
  for (const name of ['id', 'name', 'for']) {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, value.replace(/\[\d+\]/, `[${index}]`));
  }
  if (element instanceof HTMLInputElement) element.value = '';
  else element.textContent = (element.textContent ?? '').replace(/\d+/, String(index + 1));
}
