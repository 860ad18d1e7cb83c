/** The migrations in their order. A name, once released, is never changed or reused. */
import type { QueryExecutorProvider } from 'kysely';
import { up as foundation } from './001-foundation.ts';
import { up as checkpoints } from './002-checkpoints.ts';
import { up as deltas } from './003-deltas.ts';
import { up as attempts } from './004-attempts.ts';
import { up as firstHeld } from './005-first-held.ts';
import { up as boundRoles } from './006-bound-roles.ts';
import { up as names } from './007-names.ts';
import { up as erasedNames } from './008-erased-names.ts';
import { up as chores } from './009-chores.ts';
import { up as acts } from './010-acts.ts';
import { up as accounts } from './011-accounts.ts';
import { up as moderation } from './012-moderation.ts';
import { up as taking } from './013-taking.ts';
import { up as identities } from './014-identities.ts';
import { up as law } from './015-law.ts';
import { up as patrol } from './016-patrol.ts';
import { up as reports } from './017-reports.ts';
import { up as standing } from './018-standing.ts';
import { up as numbers } from './019-numbers.ts';
import { up as pairings } from './020-pairings.ts';
import { up as search } from './021-search.ts';
import { up as links } from './022-links.ts';
import { up as talk } from './023-talk.ts';
import { up as following } from './024-following.ts';
import { up as danishLetters } from './025-danish-letters.ts';
import { up as figures } from './026-figures.ts';
import { up as topics } from './027-topics.ts';
import { up as passages } from './028-passages.ts';
import { up as posts } from './029-posts.ts';
import { up as watchedSearches } from './030-watched-searches.ts';
import { up as vocabulary } from './031-vocabulary.ts';
import { up as goals } from './032-goals.ts';
import { up as records } from './033-records.ts';
import { up as coAuthors } from './034-co-authors.ts';
import { up as orderOfPeople } from './035-order-of-people.ts';
import { up as foldedTopics } from './036-folded-topics.ts';
import { up as contributorsByByline } from './037-contributors-by-byline.ts';

/** Changes the schema on the given engine, inside the transaction it is given. */
export type Migration = (db: QueryExecutorProvider, engine: 'sqlite' | 'postgres') => Promise<void>;

export const migrations: Record<string, Migration> = {
  '001-foundation': foundation,
  '002-checkpoints': checkpoints,
  '003-deltas': deltas,
  '004-attempts': attempts,
  '005-first-held': firstHeld,
  '006-bound-roles': boundRoles,
  '007-names': names,
  '008-erased-names': erasedNames,
  '009-chores': chores,
  '010-acts': acts,
  '011-accounts': accounts,
  '012-moderation': moderation,
  '013-taking': taking,
  '014-identities': identities,
  '015-law': law,
  '016-patrol': patrol,
  '017-reports': reports,
  '018-standing': standing,
  '019-numbers': numbers,
  '020-pairings': pairings,
  '021-search': search,
  '022-links': links,
  '023-talk': talk,
  '024-following': following,
  '025-danish-letters': danishLetters,
  '026-figures': figures,
  '027-topics': topics,
  '028-passages': passages,
  '029-posts': posts,
  '030-watched-searches': watchedSearches,
  '031-vocabulary': vocabulary,
  '032-goals': goals,
  '033-records': records,
  '034-co-authors': coAuthors,
  '035-order-of-people': orderOfPeople,
  '036-folded-topics': foldedTopics,
  '037-contributors-by-byline': contributorsByByline,
};
