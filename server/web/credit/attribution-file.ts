/** Who wrote what of an article, for machines. Authors are told once; what they wrote names them by their place in that list. */
import { listItems } from '../../kinds/items.ts';
import { runsOf, type CreditedRun } from '../../text/attribution.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import {
  attributionAt,
  creditedRevisions,
  type Attributed,
  type CreditedRevision,
} from '../../wiki/credit/attribution.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import { writersOf } from '../../wiki/history/co-authors.ts';
import { hex, sha256 } from '../../wiki/history/digest.ts';
import { stateOfWiki } from '../../wiki/history/state.ts';
import { seesHidden } from '../../wiki/policy.ts';
import { articleAt, numberAsked } from '../articles/article.ts';
import { file, type Answer } from '../frame/answer.ts';
import type { Visit } from '../frame/visit.ts';
import { answerPassage, passageAsked } from './passage.ts';

/** Tells this form of the file from others, for whoever has kept one. */
const FORMAT = 2;
/** About what a run and a letter hold in memory. */
const RUN = 120;
const LETTER = 4;

/** GET /wiki/:slug/attribution.json?number=: the runs of the body, whose texts joined are the body, and all else; with `passage`, and what stands `behind` which, those of that alone. */
export async function sendAttribution(visit: Visit): Promise<Answer> {
  const { context, author } = visit;
  const { db } = context;
  const article = await articleAt(visit);
  // Read first, so that what is written meanwhile is asked for anew.
  const state = hex(sha256(await stateOfWiki(db), String(seesHidden(author)))).slice(0, 16);
  const number = numberAsked(visit, article);
  const attributed = await attributionAt(db, article.id, number, author);
  const passage = passageAsked(visit);
  if (passage) {
    const told = await answerPassage(visit, article, { attributed, number }, passage);
    return file(JSON.stringify({ revision: number, ...told }), 'application/json');
  }
  const { body } = attributed.content;
  const runs = runsOf({ body, attribution: attributed.words }, attributed.sequence);
  const sequences = [...runs.map(({ sequence }) => sequence), ...listItems(attributed)];
  const revisions = await creditedRevisions(db, [...new Set(sequences)], author);
  return {
    type: 'stream',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ETag: `W/"${FORMAT}-${state}"` },
    weight: LETTER * body.length + RUN * (runs.length + revisions.size),
    pieces: fileOf(article, number, attributed, revisions, runs),
  };
}

function* fileOf(
  { id: articleId }: Article,
  number: number,
  attributed: Attributed,
  revisions: ReadonlyMap<number, CreditedRevision>,
  runs: readonly CreditedRun[],
): Generator<string> {
  const places = new Map<number, number>();
  const writers = [...revisions.values()].flatMap(({ byline }) => writersOf(byline));
  const bylines = new Map(writers.map((byline) => [byline.id, byline]));
  for (const id of bylines.keys()) places.set(id, places.size);
  const by = (sequence: number) => {
    const { number: revision, article, byline } = revisions.get(sequence)!;
    const elsewhere = article.id === articleId ? {} : { article: article.isGone ? null : article.slug };
    const [author, ...others] = writersOf(byline).map(({ id }) => places.get(id)!);
    return { author, ...(others.length > 0 && { coAuthors: others }), revision, ...elsewhere };
  };
  yield `{"revision":${number},"authors":[`;
  yield* joined([...bylines.values()].map(authorOf));
  yield '],"runs":[';
  yield* joined(runs, ({ text, sequence }) => ({ text, ...by(sequence) }));
  yield `],${JSON.stringify(itemsIn(attributed, by)).slice(1)}`;
}

function itemsIn({ content, ...of }: Attributed, by: (sequence: number) => object) {
  return {
    title: { text: content.title, ...by(of.title) },
    lead: of.lead === undefined ? null : { text: content.lead, ...by(of.lead) },
    topics: content.topics.map((topic, i) => ({ topic, ...by(of.topics[i]!) })),
    sources: content.sources.map((source, i) => ({ ...source, ...by(of.sources[i]!) })),
    facts: Object.fromEntries(
      Object.entries(of.facts).map(([name, sequence]) => [
        name,
        { value: content.facts[name], ...by(sequence) },
      ]),
    ),
  };
}

function authorOf({ personId: id, name, title, workplace, erased }: Byline) {
  return erased ? { id, name: null, title: null, workplace: null } : { id, name, title, workplace };
}

function* joined<T>(items: readonly T[], shape: (item: T) => unknown = (item) => item): Generator<string> {
  for (const [i, item] of items.entries()) yield (i === 0 ? '' : ',') + JSON.stringify(shape(item));
}
