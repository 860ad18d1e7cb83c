/** Copies a text by a button. Without it, or where a browser keeps its clipboard to itself, the text can be selected. */

const buttons = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('button[data-copy]')]);
const status = document.querySelector('[data-copy-status]');

for (const button of navigator.clipboard ? buttons : []) {
  const text = document.getElementById(button.dataset.copy ?? '');
  const says = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text?.textContent ?? '');
    button.textContent = button.dataset.copied ?? '';
    if (status) status.textContent = button.textContent;
    setTimeout(() => {
      button.textContent = says;
      if (status) status.textContent = '';
    }, 3000);
  });
}
