/** What people are listed and found by, worked out of the name that they go by. */
import { collationKey } from '../../text/danish-order.ts';
import { foldedName } from '../../text/folded-name.ts';

/** The columns of a person that say so. */
export interface NameKeys {
  sort_key: string;
  folded_name: string;
}

/** Returns what somebody who goes by a name is listed and found by. */
export function keysOfName(name: string): NameKeys {
  return { sort_key: collationKey(name), folded_name: foldedName(name) };
}

/** Of who has no name any more. */
export const NAMELESS: NameKeys = { sort_key: '', folded_name: '' };
