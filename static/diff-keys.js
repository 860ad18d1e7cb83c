/** Goes from change to change in a difference, by the buttons or by the keys n and p (or j and k), and says which it is. */

const changes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.diff-change')]);
const bar = /** @type {HTMLElement | null} */ (document.querySelector('[data-diff-keys]'));
const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-place]'));
const steps = new Map([
  ['n', 1],
  ['j', 1],
  ['p', -1],
  ['k', -1],
]);

let at = -1;

/** Goes on from the change that has the focus, or had it last. @param {number} step */
function go(step) {
  const focused = changes.findIndex((change) => change.contains(document.activeElement));
  at = Math.min(Math.max((focused === -1 ? at : focused) + step, 0), changes.length - 1);
  changes[at]?.focus({ preventScroll: true });
  changes[at]?.scrollIntoView({ block: 'center' });
  const words = place?.dataset.place ?? '';
  if (place) place.textContent = words.replace('{at}', `${at + 1}`).replace('{count}', `${changes.length}`);
}

if (bar && changes.length > 1) {
  bar.hidden = false;
  bar.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (button) go(Number(button.dataset.step));
  });
  document.addEventListener('keydown', (event) => {
    const typing = /** @type {HTMLElement} */ (event.target).closest('input, textarea, select');
    const step = steps.get(event.key);
    if (step && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) go(step);
  });
}
