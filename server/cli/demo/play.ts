/** Performs the stories in the order of time, by the functions that the wiki's own pages use. */
import type { Db } from '../../context.ts';
import { findArticle } from '../../wiki/articles/articles.ts';
import { authorOf, type Author } from '../../wiki/history/author.ts';
import {
  createArticle,
  editArticle,
  moveArticle,
  type Conflict,
  type Saved,
} from '../../wiki/articles/edits.ts';
import { enrol } from '../../wiki/people/accounts.ts';
import { changeSignature, sign } from '../../wiki/people/signatures.ts';
import { restoreRevision } from '../../wiki/articles/reverts.ts';
import { contentAt } from '../../wiki/history/reading.ts';
import { appoint } from '../../wiki/people/roles.ts';
import { createAdministrator } from '../../wiki/setup/setup.ts';
import { loadStarter } from '../../wiki/setup/starter.ts';
import { momentOf } from './calendar.ts';
import { PASSWORD, people, type Character, type Nickname } from './people.ts';
import { events, stories } from './stories/index.ts';
import type { Event, StorySave } from './story.ts';

type StoryStep = Event | (StorySave & { article: string });

/** Fills an empty wiki with the people and their stories, as if they had happened up to `now`. Throws when a step fails. */
export async function play(db: Db, now: Date): Promise<void> {
  const ids = new Map<Nickname, number>();
  for (const [nickname, person] of Object.entries(people)) {
    ids.set(nickname as Nickname, await join(db, person, momentOf(person.joined, now), ids.get('kirstine')));
  }
  for (const { step, moment } of timeline(now)) {
    const author = (await authorOf(db, ids.get(step.by)!, moment))!;
    await perform(db, author, step);
  }
}

/** Whoever is to moderate is appointed by the first to come, who is the administrator. */
async function join(
  db: Db,
  { role, verification, ...words }: Character,
  at: string,
  administrator: number | undefined,
): Promise<number> {
  const registration = { ...words, password: PASSWORD };
  if (role === 'administrator') {
    const id = await createAdministrator(db, registration, at);
    await db.transaction().execute((tx) => sign(tx, { id }, { signature: words, verification }, at));
    return id;
  }
  const id = await enrol(db, registration, at, verification);
  if (role === 'contributor') return id;
  const author = (await authorOf(db, administrator!, at))!;
  await db.transaction().execute((tx) => appoint(tx, author, id, role));
  return id;
}

function timeline(now: Date): { step: StoryStep; moment: string }[] {
  const saves = stories.flatMap(({ article, steps }) => steps.map((step) => ({ ...step, article })));
  const steps: StoryStep[] = [...events, ...saves];
  return steps
    .map((step) => ({ step, moment: momentOf(step.at, now) }))
    .sort((a, b) => (a.moment < b.moment ? -1 : 1));
}

async function perform(db: Db, author: Author, step: StoryStep): Promise<void> {
  if ('loads' in step) await db.transaction().execute((tx) => loadStarter(tx, author));
  else if ('goesBy' in step) await changeSignature(db, author, step.goesBy);
  else {
    const result = await save(db, author, step);
    if (result.outcome === 'conflict' || result.number === null) {
      throw new Error(`${step.article}: »${step.summary}« could not be saved, or changed nothing`);
    }
  }
}

async function save(
  db: Db,
  author: Author,
  step: StorySave & { article: string },
): Promise<Saved | Conflict> {
  const { article, summary } = step;
  if ('create' in step) return createArticle(db, author, { content: step.create, summary });
  if ('moveTo' in step) return moveArticle(db, author, article, { title: step.moveTo, summary });
  if ('restore' in step) return restoreRevision(db, author, article, { number: step.restore, summary });
  const { id, number } = await findArticle(db, article);
  const base = step.base ?? number;
  const content = step.change(await contentAt(db, id, base));
  return editArticle(db, author, article, { content, base, summary, minor: step.minor ?? false });
}
