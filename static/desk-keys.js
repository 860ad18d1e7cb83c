/** Walks the moderators' desk by keys, while the focus is in its list: from change to change, and to what may be done about one. */

const list = /** @type {HTMLElement | null} */ (document.querySelector('[data-desk]'));
const help = /** @type {HTMLDetailsElement | null} */ (document.querySelector('[data-desk-keys]'));
const rows = /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll('li') ?? [])]);

/** @param {HTMLElement | undefined} row */
function differenceOf(row) {
  return /** @type {HTMLElement | undefined | null} */ (row?.querySelector('[id^="change-"]'));
}

/** @param {HTMLElement} row @param {number} step */
function go(row, step) {
  const link = differenceOf(rows[rows.indexOf(row) + step]);
  link?.focus({ preventScroll: true });
  link?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

/** @param {HTMLElement} row @param {string} tool */
function use(row, tool) {
  /** @type {HTMLElement | null} */ (row.querySelector(`[data-tool="${tool}"]`))?.click();
}

/** @type {Record<string, (row: HTMLElement) => void>} */
const keys = {
  j: (row) => go(row, 1),
  k: (row) => go(row, -1),
  o: (row) => differenceOf(row)?.click(),
  p: (row) => use(row, 'patrol'),
  u: (row) => use(row, 'undo'),
  r: (row) => use(row, 'rollback'),
  '?': () => help?.toggleAttribute('open'),
};

if (list && help) {
  help.hidden = false;
  list.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest('li'));
    const isTyping = target.closest('input, textarea, select');
    const isHeld = event.repeat && !'jk'.includes(event.key);
    const key = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!row || !key || isTyping || event.ctrlKey || event.metaKey || event.altKey || isHeld) return;
    event.preventDefault();
    key(row);
  });
}
