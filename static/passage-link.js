/**
 * Lets the permanent link of a version lead to the words that were chosen last in its text, as a text fragment
 * (https://wicg.github.io/scroll-to-text-fragment/). Without it the link leads to the version.
 */

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-permanent]'));
const text = document.querySelector('.article');

/** More words than these are told by the first and the last of them. */
const MOST = 10;
const ENDS = 4;

/** @param {string} words */
function fragmentOf(words) {
  const all = words.trim().split(/\s+/);
  const parts =
    all.length > MOST ? [all.slice(0, ENDS).join(' '), all.slice(-ENDS).join(' ')] : [all.join(' ')];
  // A hyphen means something else there.
  return parts.map((part) => encodeURIComponent(part).replaceAll('-', '%2D')).join(',');
}

if (link && text) {
  const [address, shown] = [link.href, link.textContent];
  document.querySelector('[data-permanent-hint]')?.removeAttribute('hidden');
  document.addEventListener('selectionchange', () => {
    const chosen = document.getSelection();
    const words = chosen?.toString().trim() ?? '';
    if (words === '' || !chosen || !text.contains(chosen.getRangeAt(0).commonAncestorContainer)) return;
    const fragment = `#:~:text=${fragmentOf(words)}`;
    link.href = address + fragment;
    link.textContent = shown + fragment;
  });
}
