/**
 * Shows who wrote a passage under the block that it stands in, as soon as it's chosen by mouse or keyboard. Arrow keys go
 * from passage to passage, all of them one stop of Tab, Enter into the note, Escape out of it. Without it numbers lead to the notes below the article.
 */

const pieces = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.passage')]);
/** A passage in several pieces is reached by the first of them. */
const passages = pieces.filter((piece) => piece.hasAttribute('tabindex'));
const box = document.createElement('div');
box.className = 'passage-box';
box.tabIndex = -1;
/** How much of a passage is told to the form that edits it. */
const LONGEST = 200;
/** @type {HTMLElement | undefined} */
let chosen;

/** @param {HTMLElement} piece */
function passageOf(piece) {
  return pieces.slice(0, pieces.indexOf(piece) + 1).findLast((each) => each.hasAttribute('tabindex'));
}

/** @param {HTMLElement} passage */
function piecesOf(passage) {
  const next = passages[passages.indexOf(passage) + 1];
  return pieces.slice(pieces.indexOf(passage), next && pieces.indexOf(next));
}

/** @param {HTMLElement | undefined} passage */
function choose(passage) {
  if (passage === chosen) return;
  if (chosen) for (const piece of piecesOf(chosen)) piece.classList.remove('is-chosen');
  chosen = passage;
  box.remove();
  if (!passage) return;
  for (const piece of piecesOf(passage)) piece.classList.add('is-chosen');
  box.replaceChildren(...noteOf(passage));
  // Tab goes on behind the text; Enter opens the way to the links.
  for (const link of box.querySelectorAll('a')) link.tabIndex = -1;
  place(passage);
}

/** Says again what the notes below the article say of a passage: who wrote it, and a line for each version; and leads those who may to where it's edited. */
function noteOf(/** @type {HTMLElement} */ passage) {
  const ids = passage.getAttribute('aria-describedby')?.split(' ') ?? [];
  const [who, ...lines] = ids.map((id) => [
    ...(document.getElementById(id)?.cloneNode(true).childNodes ?? []),
  ]);
  const [head, list] = [document.createElement('p'), document.createElement('ul')];
  head.replaceChildren(...(who ?? []));
  for (const line of lines) list.appendChild(document.createElement('li')).replaceChildren(...line);
  const edit = /** @type {HTMLElement | undefined} */ (document.getElementById('_edit')?.cloneNode(true));
  if (!edit) return [head, list];
  const words = piecesOf(passage).map((piece) => piece.textContent ?? '');
  for (const link of edit.querySelectorAll('a'))
    link.href += `?${new URLSearchParams({ passage: words.join('').slice(0, LONGEST) })}`;
  edit.removeAttribute('id');
  edit.hidden = false;
  return [head, list, edit];
}

/** Puts the box under the block of a passage: below a table as a whole, and in a list item before the list within. */
function place(/** @type {HTMLElement} */ passage) {
  const block =
    passage.closest('.table--responsive-scroll') ?? passage.closest('p, pre, li, dd, h1, h2, h3, h4, h5, h6');
  if (block?.matches('li, dd'))
    block.insertBefore(box, block.querySelector(':scope > :is(ul, ol, p, pre, blockquote)'));
  else block?.after(box);
}

document.querySelector('[data-passage-keys]')?.removeAttribute('hidden');

/** Where Tab leads into the text: the first passage, and then the one that had the focus last. */
let stop = passages[0];
if (stop) stop.tabIndex = 0;

for (const passage of passages) {
  passage.addEventListener('focus', () => {
    if (stop) stop.tabIndex = -1;
    stop = passage;
    stop.tabIndex = 0;
    choose(passage);
  });
}

for (const piece of pieces) {
  piece.addEventListener('click', (event) => {
    const inLink = /** @type {HTMLElement} */ (event.target).closest('a');
    if (!inLink) passageOf(piece)?.focus({ preventScroll: true });
  });
}

document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key === 'Escape' && chosen) {
    if (box.contains(target)) chosen.focus({ preventScroll: true });
    choose(undefined);
  }
  const at = passages.indexOf(target);
  if (at === -1 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (step) {
    event.preventDefault();
    passages[at + step]?.focus();
  } else if (event.key === 'Enter') {
    choose(target);
    for (const link of box.querySelectorAll('a')) link.tabIndex = 0;
    box.focus({ preventScroll: true });
  }
});

/** Where an address leads to a passage, its note is open. */
const asked = document.getElementById('_passage');
if (asked && location.hash === '#_passage') asked.focus();
