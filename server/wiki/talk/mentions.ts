/** Names in what somebody says, and the people who go by them: one alone is mentioned, and of several it's asked which. */
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { FieldProblem } from '../../errors.ts';
import { mentionsIn, namesIn, storeMentions, writeMentions } from '../../text/mentions.ts';
import { foldedName } from '../../text/folded-name.ts';
import { readPresent, type Byline } from '../history/bylines.ts';
import { people, toPerson, type Person } from '../people/people.ts';

/** How many people a post may mention. */
export const MOST_MENTIONED = 20;

/**
 * Returns a text with its mentions stored, and what is wrong with those that may be of several people, that are of nobody by their
 * number, or of too many. A name that nobody goes by is left as it is.
 */
export async function storeNames(db: Db, words: string): Promise<{ text: string; problems: FieldProblem[] }> {
  const written = namesIn(words, Infinity);
  const bearers = await bearersOf(
    db,
    written.flatMap(({ names }) => names),
  );
  const found = written.flatMap(({ at, names }) => {
    const name = names.find((each) => bearers.has(nameKey(each)));
    return name === undefined ? [] : { at, name, people: bearers.get(nameKey(name))! };
  });
  const text = storeMentions(
    words,
    found.flatMap(({ at, name, people }) => (people.length === 1 ? { at, name, id: people[0]!.id } : [])),
  );
  const unclear = new Map(
    found.filter(({ people }) => people.length > 1).map((one) => [nameKey(one.name), one]),
  );
  const problems = [...unclear.values()].map(({ name, people }): FieldProblem => ({
    field: 'words',
    code: 'mention-of-several',
    params: { name, choices: people.map(choiceOf).join('; ') },
  }));
  return { text, problems: [...problems, ...(await numberProblems(db, text))] };
}

/** Returns a stored text as its author writes it: with the names that people go by, and a number where that may be of several. */
export async function writeNames(db: Db, text: string): Promise<string> {
  const names = await namesOf(db, mentionsIn(text));
  const bearers = await bearersOf(
    db,
    [...names.values()].map(({ name }) => name),
  );
  return writeMentions(text, (id) => {
    const { name = '' } = names.get(id) ?? {};
    return bearers.get(nameKey(name))?.length === 1 && isWritable(name) ? name : undefined;
  });
}

/** Returns what the people whom some stored texts mention are called now, by their ids. */
export function namesOf(db: Db, ids: readonly number[]): Promise<Map<number, Byline>> {
  return readPresent(db, ids);
}

/** Returns stored texts with what the people whom they mention are called now. */
export async function withNames(db: Db, texts: readonly string[]): Promise<string[]> {
  const names = await namesOf(db, texts.flatMap(mentionsIn));
  return texts.map((text) => writeMentions(text, (id) => names.get(id)?.name));
}

/** What is read back as the same name. */
function isWritable(name: string): boolean {
  return namesIn(`@${name}`, 1)[0]?.names.includes(name) === true;
}

async function numberProblems(db: Db, text: string): Promise<FieldProblem[]> {
  const ids = [...new Set(mentionsIn(text))];
  if (ids.length > MOST_MENTIONED)
    return [{ field: 'words', code: 'too-many-mentions', params: { max: MOST_MENTIONED } }];
  const known = await namesOf(db, ids);
  const unknown = ids.find((id) => !known.has(id));
  return unknown === undefined
    ? []
    : [{ field: 'words', code: 'mention-of-nobody', params: { number: unknown } }];
}

/** Returns who goes by each of some names, by its key; a name that was erased is nobody's. */
async function bearersOf(db: Db, names: readonly string[]): Promise<Map<string, Person[]>> {
  const keys = [...new Set(names.map(foldedName))].filter((key) => key !== '');
  const found = new Map<string, Person[]>();
  for (const slice of slices(keys)) {
    const rows = await people(db)
      .where('person.folded_name', 'in', slice)
      .where('byline_words.words', 'is not', null)
      .orderBy('person.id')
      .execute();
    for (const person of rows.map(toPerson)) {
      const key = nameKey(person.byline.name);
      found.set(key, [...(found.get(key) ?? []), person]);
    }
  }
  return found;
}

function nameKey(name: string): string {
  return name.toLowerCase();
}

/** Who somebody is among their namesakes, and how they are mentioned. */
function choiceOf({ id, byline: { title, workplace } }: Person): string {
  const post = [title, workplace].filter(Boolean).join(', ');
  return post === '' ? `@[${id}]` : `@[${id}] (${post})`;
}
