/** Goes from change to change in a difference, by the buttons or by the keys n and p (or j and k). */

const changes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.diff-change')]);
const buttons = /** @type {HTMLElement | null} */ (document.querySelector('[data-diff-keys]'));
const steps = new Map([
  ['n', 1],
  ['j', 1],
  ['p', -1],
  ['k', -1],
]);
let at = -1;

/** @param {number} step */
function go(step) {
  at = Math.min(Math.max(at + step, 0), changes.length - 1);
  changes[at]?.focus({ preventScroll: true });
  changes[at]?.scrollIntoView({ block: 'center' });
}

if (buttons && changes.length > 1) {
  buttons.hidden = false;
  buttons.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (button) go(Number(button.dataset.step));
  });
  document.addEventListener('keydown', (event) => {
    const typing = /** @type {HTMLElement} */ (event.target).closest('input, textarea, select');
    const step = steps.get(event.key);
    if (step && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) go(step);
  });
}
