/**
 * What can be done about words that are chosen in an article: who wrote them is told where one reads, and so is how to cite them; a
 * thread can be about them, and a link leads to them, as a text fragment (https://wicg.github.io/scroll-to-text-fragment/), as does
 * the permanent link of the version. Who has no mouse goes from block to block by keys. Without it the page of who wrote what tells it.
 */

const text = /** @type {HTMLElement | null} */ (document.querySelector('.article-main > .article'));
const tools = /** @type {HTMLElement | null} */ (document.querySelector('[data-passage-tools]'));
const answer = /** @type {HTMLElement | null} */ (document.querySelector('[data-passage-answer]'));
const pick = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-passage-pick]'));
const permanent = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-permanent]'));

/** More words than these are told by the first and the last of them. */
const MOST = 10;
const ENDS = 4;
/** How many characters may be asked about, and how many words before them tell them from others that are the same. */
const LONGEST = 1000;
const BEFORE = 6;

const BLOCKS = 'p, li, dt, dd, td, th, pre, h1, h2, h3, h4, h5, h6';
/** What is none of the article's words. */
const NOT_WORDS = 'sup, .thread-sign, .asking, .heading-link, .passage-tools, .passage-answer, .sr-only';

/** @typedef {{ words: string, behind: string, block: HTMLElement }} Chosen */
/** @type {Chosen | undefined} */
let chosen;
/** Where the focus goes when the answer is closed. @type {HTMLElement | undefined} */
let opener;

/** @param {string} words */
function fragmentOf(words) {
  const all = words.trim().split(/\s+/);
  const parts =
    all.length > MOST ? [all.slice(0, ENDS).join(' '), all.slice(-ENDS).join(' ')] : [all.join(' ')];
  // A hyphen means something else there.
  return `#:~:text=${parts.map((part) => encodeURIComponent(part).replaceAll('-', '%2D')).join(',')}`;
}

/** Returns the article's words in a range, with a blank between blocks. @param {Range} range */
function wordsIn(range) {
  const part = range.cloneContents();
  for (const other of part.querySelectorAll(NOT_WORDS)) other.remove();
  for (const block of part.querySelectorAll(`${BLOCKS}, br`)) block.after(' ');
  return (part.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Returns what is chosen in the article, if anything is. @returns {Chosen | undefined} */
function chosenNow() {
  const selection = document.getSelection();
  if (!text || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return undefined;
  const words = wordsIn(range);
  const start =
    range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const block = /** @type {HTMLElement | null} */ (start?.closest(BLOCKS)) ?? text;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const behind = wordsIn(before).split(' ').slice(-BEFORE).join(' ');
  return words === '' ? undefined : { words, behind, block };
}

/** Returns the section that the words stand in, where the article invites to ask about it. @param {HTMLElement} block */
function sectionOf(block) {
  let before = [...(text?.children ?? [])].find((child) => child.contains(block));
  while (before && !/^h[12]$/i.test(before.tagName)) before = before.previousElementSibling ?? undefined;
  const invitation = before?.nextElementSibling;
  const link = invitation?.matches('.asking') ? invitation.querySelector('a') : undefined;
  return link ? new URL(link.href).searchParams.get('section') : null;
}

/** @param {string} address @param {Chosen} passage */
function asking(address, { words, behind }) {
  const url = new URL(address, location.href);
  url.searchParams.set('passage', words);
  if (behind !== '') url.searchParams.set('behind', behind);
  return url.pathname + url.search;
}

/** Shows the tools under the block that the words stand in, next in the order of Tab; nothing moves for them. @param {Chosen} passage */
function offer(passage) {
  if (!tools) return;
  const { words, block } = passage;
  for (const way of tools.querySelectorAll('a')) {
    const address = way.dataset.address ?? '';
    if (way.dataset.to === 'words') way.href = address + fragmentOf(words);
    else {
      const section = sectionOf(block);
      way.href = `${asking(address, passage)}${section ? `&section=${encodeURIComponent(section)}` : ''}#new`;
    }
  }
  place(tools, block);
  const rects = document.getSelection()?.getRangeAt(0).getClientRects();
  const around = tools.offsetParent?.getBoundingClientRect();
  const last = rects?.[rects.length - 1];
  if (!last || !around) return;
  tools.style.top = `${last.bottom - around.top + 8}px`;
  tools.style.left = `${Math.max(0, Math.min(last.left - around.left, around.width - tools.offsetWidth))}px`;
}

/** Puts an element behind a block, outside of a table or list, where it may stand. @param {HTMLElement} own @param {HTMLElement} block */
function place(own, block) {
  const whole = [...(text?.children ?? [])].find((child) => child.contains(block));
  // What is moved loses the focus.
  if (whole && whole.nextElementSibling !== own) whole.after(own);
  else if (!whole) text?.append(own);
  own.hidden = false;
}

function withdraw() {
  if (tools) tools.hidden = true;
}

function close() {
  if (!answer || answer.hidden) return;
  answer.hidden = true;
  if (tools) tools.hidden = false;
  opener?.focus({ preventScroll: true });
}

/** Asks who wrote the words, and shows the part of the answer that a button is for. @param {HTMLButtonElement} button */
async function tell(button) {
  if (!chosen || !answer || !tools) return;
  const passage = chosen;
  const said = /** @type {HTMLElement} */ (answer.querySelector('[data-said]'));
  const isCitation = button.dataset.answer === 'citation';
  const heading = answer.querySelector('h2');
  if (heading) heading.textContent = button.textContent;
  const copy = /** @type {HTMLButtonElement} */ (answer.querySelector('[data-copy-said]'));
  try {
    const response = await fetch(asking(tools.dataset.passageTools ?? '', passage));
    if (!response.ok) throw new Error(String(response.status));
    const told = /** @type {{ html: string, citation: string }} */ (await response.json());
    if (isCitation) said.textContent = told.citation;
    else said.replaceChildren(...new DOMParser().parseFromString(told.html, 'text/html').body.childNodes);
    copy.hidden = !isCitation || !navigator.clipboard;
  } catch {
    said.textContent = answer.dataset.failed ?? '';
    copy.hidden = true;
  }
  opener = button;
  withdraw();
  place(answer, passage.block);
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: 'nearest' });
}

/** The blocks that have words of their own. */
function blocks() {
  const all = /** @type {HTMLElement[]} */ ([...(text?.querySelectorAll(BLOCKS) ?? [])]);
  return all.filter(
    (block) => !block.querySelector(BLOCKS) && !block.matches(NOT_WORDS) && block.textContent?.trim(),
  );
}

/** @param {HTMLElement | undefined} block */
function stand(block) {
  if (!block) return;
  block.tabIndex = -1;
  block.focus();
  block.addEventListener('blur', () => block.removeAttribute('tabindex'), { once: true });
}

if (text && tools && answer) {
  document.addEventListener('selectionchange', () => {
    const now = chosenNow();
    if (now && now.words.length <= LONGEST) {
      if (now.words === chosen?.words && !answer.hidden) return;
      answer.hidden = true;
      offer((chosen = now));
    } else if (!tools.contains(document.activeElement) && !answer.contains(document.activeElement))
      withdraw();
  });
  // What is chosen stays so while a button is pressed.
  tools.addEventListener('mousedown', (event) => event.preventDefault());
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (tools.querySelectorAll('[data-answer]')))
    button.addEventListener('click', () => void tell(button));
  answer.querySelector('[data-close]')?.addEventListener('click', close);
  const copy = /** @type {HTMLButtonElement} */ (answer.querySelector('[data-copy-said]'));
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(answer.querySelector('[data-said]')?.textContent ?? '');
    const status = answer.querySelector('[role=status]');
    if (status) status.textContent = copy.dataset.copied ?? '';
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (!answer.hidden) close();
    else if (!tools.hidden) {
      const { block } = chosen ?? {};
      if (tools.contains(document.activeElement)) stand(block);
      withdraw();
    }
  });
}

if (pick && text) {
  pick.hidden = false;
  pick.addEventListener('click', () => stand(blocks()[0]));
  text.addEventListener('keydown', (event) => {
    const all = blocks();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at === -1 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (step) {
      event.preventDefault();
      stand(all[at + step]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      document.getSelection()?.selectAllChildren(/** @type {HTMLElement} */ (all[at]));
      const now = chosenNow();
      if (now) offer((chosen = now));
      tools?.querySelector('button')?.focus();
    } else if (event.key === 'Escape') pick.focus();
  });
}

if (permanent && text) {
  const [address, shown] = [permanent.href, permanent.textContent];
  document.querySelector('[data-permanent-hint]')?.removeAttribute('hidden');
  document.addEventListener('selectionchange', () => {
    const words = chosenNow()?.words;
    if (words === undefined) return;
    permanent.href = address + fragmentOf(words);
    permanent.textContent = shown + fragmentOf(words);
  });
}
