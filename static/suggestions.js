/**
 * Suggests titles, topics and people while a search is typed, as a combobox whose list is moved through by arrows (the pattern of
 * WAI-ARIA's "Editable Combobox With List Autocomplete"). Without it, and until a suggestion is chosen, it's a form as any other.
 */

/** How long typing stands still before anything is asked for, in milliseconds. */
const PAUSE = 150;
const SHORTEST = 2;

for (const input of document.querySelectorAll('input[data-suggestions]')) {
  suggestFor(/** @type {HTMLInputElement} */ (input));
}

/** @param {HTMLInputElement} input */
function suggestFor(input) {
  const list = document.createElement('ul');
  list.id = `${input.id}-suggestions`;
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.dataset['suggestionsLabel'] ?? '');
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) {
    input.setAttribute(name, value);
  }

  let chosen = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {AbortController | undefined} */
  let asking;

  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);

  /** @param {number} index */
  const choose = (index) => {
    options()[chosen]?.setAttribute('aria-selected', 'false');
    chosen = index;
    const option = options()[chosen];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    choose(-1);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };

  /** @param {{ text: string, lang?: string, sort: string, href: string }[]} suggestions */
  const show = (suggestions) => {
    choose(-1);
    list.replaceChildren(...suggestions.map((each, index) => optionFor(each, `${list.id}-${index}`)));
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = `${input.dataset['suggestions']}?q=${encodeURIComponent(input.value)}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // Nothing is suggested, and the form is as it was.
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    if (input.value.trim().length < SHORTEST) close();
    else waiting = setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const count = list.hidden ? 0 : options().length;
    if (event.key === 'Escape' && count > 0) {
      event.preventDefault();
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place among them is the field itself.
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset['href'] ?? '');
    }
  });
  // Pressed, not clicked: by then the field has lost the focus, and the list is closed.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = /** @type {HTMLElement} */ (event.target).closest('li');
    if (option) location.assign(option.dataset['href'] ?? '');
  });
}

/**
 * @param {{ text: string, lang?: string, sort: string, href: string }} suggestion
 * @param {string} id
 */
function optionFor({ text, lang, sort, href }, id) {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset['href'] = href;
  const kind = document.createElement('span');
  kind.className = 'muted small';
  kind.textContent = sort;
  const words = document.createElement('span');
  if (lang) words.lang = lang;
  words.textContent = text;
  option.append(words, ' ', kind);
  return option;
}
