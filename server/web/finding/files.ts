/** A list of articles as a file, with all facts, for those who count. */
import { factTexts } from '../../kinds/fields.ts';
import { kindOf, kinds, topicLabel } from '../../kinds/index.ts';
import type { Field } from '../../kinds/kind.ts';
import { BYTE_ORDER_MARK, csvRow } from '../../text/csv.ts';
import { wholeArticles, type WholeArticle } from '../../wiki/finding/lists.ts';
import { localMoment } from '../../locales/formats.ts';
import { articlePath } from '../../locales/language.ts';
import type { Answer } from '../frame/answer.ts';
import { fileHeaders, jsonOf, separatorOf, type FileType } from '../frame/list-files.ts';
import { absolute, type Visit } from '../frame/visit.ts';
import { filtersFiled, kindIn } from './narrowing.ts';

/** About what is held in memory of a list that is under way. */
const WEIGHT = 1024 * 1024;

/** GET /articles.csv, /articles.json, narrowed as `/articles` is */
export function sendArticles(type: FileType): (visit: Visit) => Promise<Answer> {
  return (visit) => {
    const headers = fileHeaders(type, visit.where.lang === 'da' ? 'artikler' : 'articles');
    const pieces = type === 'csv' ? csvOf(visit) : jsonOf(recordsOf(visit));
    return Promise.resolve({ type: 'stream', headers, weight: WEIGHT, pieces });
  };
}

async function* csvOf(visit: Visit): AsyncGenerator<string> {
  const { context, where, t } = visit;
  const filters = await filtersFiled(visit);
  const kind = kindIn(filters);
  const fields = fieldsOf(kind ? kind.fields : kinds.flatMap((each) => each.fields));
  const separator = separatorOf(visit);
  const columns = ['title', 'address', 'kind', 'lead', 'topics', 'done', 'total', 'changed', 'licence'];
  const heads = [
    ...columns.map((column) => t(`list.columns.${column}`)),
    ...fields.map((field) => field.label[where.lang]),
  ];
  yield BYTE_ORDER_MARK + csvRow(heads, separator);
  for await (const some of wholeArticles(context.db, filters)) {
    yield some.map((each) => csvRow(cellsOf(visit, each, fields), separator)).join('');
  }
}

function cellsOf(visit: Visit, { article, content, at }: WholeArticle, fields: readonly Field[]) {
  const { lang } = visit.where;
  const kind = kindOf(content.kind);
  const own = new Map(kind?.fields.map((field) => [field.name, field]));
  return [
    ...[
      article.title,
      absolute(visit, articlePath(article.slug)),
      kind?.label[lang] ?? content.kind,
      article.lead,
    ],
    content.topics.map((topic) => topicLabel(topic, lang)).join(' | '),
    ...[article.sections.done, article.sections.total, localMoment(at), article.licence],
    ...fields.map(({ name }) =>
      own.has(name) ? factTexts(own.get(name), content.facts[name], lang).join(' | ') : '',
    ),
  ];
}

/** Fields of several kinds that have one name share a column. */
function fieldsOf(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

async function* recordsOf(visit: Visit): AsyncGenerator<object[]> {
  for await (const some of wholeArticles(visit.context.db, await filtersFiled(visit)))
    yield some.map((each) => recordOf(visit, each));
}

function recordOf(visit: Visit, { article, content, at }: WholeArticle) {
  const { kind, title, lead, topics, facts, sources } = content;
  const { licence, sections, number: version } = article;
  const address = absolute(visit, articlePath(article.slug));
  return { title, address, kind, lead, topics, facts, sources, sections, version, changed: at, licence };
}
