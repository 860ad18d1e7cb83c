/** The HTML door: the addresses of every subject. */
import { door as articles } from './articles/door.ts';
import { door as credit } from './credit/door.ts';
import { door as figures } from './figures/door.ts';
import { door as finding } from './finding/door.ts';
import { door as following } from './following/door.ts';
import { addressesOf } from './frame/visit.ts';
import { door as history } from './history/door.ts';
import { door as law } from './law/door.ts';
import { door as links } from './links/door.ts';
import { door as moderation } from './moderation/door.ts';
import { door as people } from './people/door.ts';
import { door as proof } from './proof/door.ts';
import { door as reports } from './reports/door.ts';
import { door as talk } from './talk/door.ts';
import { door as topics } from './topics/door.ts';

/** Every address of the wiki, each once. */
export const addresses = addressesOf([
  ...[articles, finding, topics, history, credit, talk, links, following, people, moderation],
  ...[reports, figures, proof, law],
]);
