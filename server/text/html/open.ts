/** The elements that are open at a place in a text. Not all that the parser holds for open are: a row, a paragraph or a block ends what stands in it, whether that says so or not. */
import { convertedBlocks } from './elements.ts';
import type { Element, HtmlNode } from './nodes.ts';

export const TABLE_PART = /^(?:table|t[rdh]|thead|tbody|tfoot|caption)$/;

/** Returns the elements that are open, of which none are yet, in a tree that begins with a root. */
export function openElements(root: HtmlNode[]) {
  const stack: Element[] = [];
  const held: (Element | undefined)[] = [];
  /** Those that end with the place they stand in, and where that ends. */
  let bound: { readonly end: number; readonly elements: Element[] } | undefined;
  const place = (): HtmlNode[] => stack.at(-1)?.children ?? root;
  const close = (element: Element | undefined): void => {
    const index = element ? stack.lastIndexOf(element) : -1;
    if (index !== -1) stack.length = index;
  };
  return {
    stack,
    place,
    closeTable: (): void => close(stack.find(({ name }) => name === 'table')),
    inBlock: (): boolean => stack.some(({ name }) => convertedBlocks.has(name)),
    /** Goes on at a position, and returns how far what is open then can reach. */
    enter: (position: number): number => {
      if (bound && position >= bound.end) {
        bound.elements.forEach(close);
        bound = undefined;
      }
      return bound?.end ?? Infinity;
    },
    /** Passes over an element that ends the table it stands in. */
    pass: (): void => {
      close(stack.findLast(({ name }) => name === 'table'));
      held.push(undefined);
    },
    /** Opens an element, which may be bound to a place that ends somewhere. */
    push: (element: Element, endOf: false | (() => number)): void => {
      place().push(element);
      if (element.block) markAround(stack);
      stack.push(element);
      held.push(element);
      if (endOf) (bound ??= { end: endOf(), elements: [] }).elements.push(element);
    },
    pop: (): void => close(held.pop()),
  };
}

/** What stands on its own can't stand in bold or in a span: those around it stand on their own too. A link can. */
function markAround(stack: readonly Element[]): void {
  for (const element of stack.toReversed()) {
    if (element.block || element.name === 'a') return;
    element.block = true;
  }
}
