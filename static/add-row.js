/** Adds a further empty row to what may be one or many in a form, such as its sources. Without it there are some to begin with. */

for (const rows of document.querySelectorAll('[data-rows]')) {
  const button = /** @type {HTMLButtonElement | null} */ (rows.querySelector('[data-add-row]'));
  if (!button) continue;
  button.hidden = false;
  button.addEventListener('click', () => addTo(rows));
}

/** @param {Element} rows */
function addTo(rows) {
  const all = rows.querySelectorAll('[data-row]');
  const last = /** @type {HTMLElement} */ (all[all.length - 1]);
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  for (const element of row.querySelectorAll('label, input')) renumber(element, all.length);
  last.after(row);
  row.querySelector('input')?.focus();
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
