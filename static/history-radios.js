/** Lets only an older version be compared with a newer one. Without it the server puts a reversed pair right. */

const form = document.querySelector('form.history-form');
const [newer, older] = ['to', 'from'].map(
  (name) => /** @type {HTMLInputElement[]} */ ([...(form?.querySelectorAll(`input[name="${name}"]`) ?? [])]),
);

/** The radio buttons stand newest first, one of each name in every line. */
function disableImpossible() {
  const chosenNewer = newer.findIndex((radio) => radio.checked);
  const chosenOlder = older.findIndex((radio) => radio.checked);
  newer.forEach((radio, line) => (radio.disabled = line >= chosenOlder));
  older.forEach((radio, line) => (radio.disabled = line <= chosenNewer));
}

form?.addEventListener('change', disableImpossible);
// A browser that comes back to the page puts the chosen pair back first.
window.addEventListener('pageshow', disableImpossible);
