/** Doors and views ask the policy: what whoever visits may do, and whether they may do what an address is for. */
import { findArticle } from '../../wiki/articles/articles.ts';
import { subjectAt } from '../../wiki/history/standing.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { findPost } from '../../wiki/talk/posts.ts';
import { can, check, type Deed, type Doer, type Subject } from '../../wiki/policy.ts';
import { readNumber } from './fields.ts';
import type { Visit } from './visit.ts';

/** Whoever isn't signed in may turn out to be anyone but a moderator, and is invited to what anyone else may do. */
const STRANGER: Doer = { role: 'contributor', personId: null, verification: 'federated' };

/** Returns what tells views whether to offer something to whoever visits. */
export function mayOf({ author }: Visit) {
  return (deed: Deed, subject: Subject = {}): boolean => can(author ?? STRANGER, deed, subject);
}

/**
 * Throws 403 when the author who visits may not do what the address is for, to the article or person that it names, 404 when
 * there's none, and 410 when it's deleted, unless that is what it's about. What is written is asked for once more when its turn has come.
 */
export async function checkDoor(visit: Visit): Promise<void> {
  const { address, author } = visit;
  if (address?.deed && author) check(author, address.deed, await subjectOf(visit));
}

async function subjectOf({ context: { db, now }, request: { params }, author }: Visit): Promise<Subject> {
  const { slug, id, post } = params;
  if (slug !== undefined) {
    const { id: articleId } = await findArticle(db, String(slug), author);
    const said =
      post === undefined ? {} : { actId: (await findPost(db, articleId, readNumber(post) || 0)).id };
    return { ...(await subjectAt(db, { articleId, ...said }, now())), slug: String(slug) };
  }
  if (id === undefined) return {};
  const { id: personId, role } = await findPerson(db, readNumber(id) || 0);
  return { personId, role };
}
