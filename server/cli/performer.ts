/** Whoever a command is done for: what it writes stands under their name, and they must be let to. */
import type { Context } from '../context.ts';
import { authorOf, type Author } from '../wiki/history/author.ts';
import { accountMeant } from '../wiki/people/accounts.ts';

/** Returns the author that signs in with an e-mail. Throws an Error with a sentence when nobody does; `what` is logged under their name. */
export async function performerOf({ db, now }: Context, email: string, what: string): Promise<Author> {
  const id = (await accountMeant(db, email))?.personId;
  const author = id === undefined ? undefined : await authorOf(db, id, now());
  if (author) return author;
  throw new Error(`Nobody signs in with ${email}. ${what} is logged under the name of someone who does.`);
}
