/** The elements of HTML by what becomes of them. A name that stands nowhere here is no HTML, and is text. */

/** Stand in a line of text; Markdown can say them. */
const INLINE = 'a b strong i em del s strike code sub sup br img';

/** Stand in a line of text and add nothing that Markdown can say. */
const INLINE_WRAPPERS =
  'span font u ins mark small big abbr acronym cite dfn q kbd samp var tt time label bdi bdo picture wbr';

/** Stand on their own; Markdown can say them. */
const BLOCKS = 'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table caption thead tbody tfoot tr th td';

/** Stand on their own around other things. */
const BLOCK_WRAPPERS =
  'section div article main header footer aside nav figure figcaption details summary dl dt dd address center form ' +
  'fieldset legend hgroup html body';

/** Nothing that Markdown can say, and nothing to read: they go with all that they hold. */
const FOREIGN =
  'script style iframe object embed video audio source track canvas svg math template noscript input button select ' +
  'textarea meter progress map link meta base head title frame frameset noframes applet param col colgroup';

const namesIn = (list: string): ReadonlySet<string> => new Set(list.split(' '));

export const convertedBlocks = namesIn(BLOCKS);
export const blocks = namesIn(`${BLOCKS} ${BLOCK_WRAPPERS}`);
export const known = namesIn(`${INLINE} ${INLINE_WRAPPERS} ${BLOCKS} ${BLOCK_WRAPPERS}`);
export const meaningless = namesIn(INLINE_WRAPPERS);
export const foreign = namesIn(FOREIGN);
/** Elements without content, which never have an end tag. */
export const empty = namesIn('br hr img wbr embed source track input link meta base frame param col');
