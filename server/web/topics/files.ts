/** The list of topics as a file: what each is called, where it is, and how many articles are filed under it. */
import { BYTE_ORDER_MARK, csvRow } from '../../text/csv.ts';
import { allTopics, countFiled } from '../../wiki/topics/topics.ts';
import { topicPath } from '../../locales/language.ts';
import type { Answer } from '../frame/answer.ts';
import { fileHeaders, separatorOf, type FileType } from '../frame/list-files.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';

/** About what is held in memory of a list that is under way, and how many topics are counted at a time. */
const WEIGHT = 1024 * 1024;
const READ = 500;

/** GET /topics.csv, /topics.json */
export function sendTopics(type: FileType): (visit: Visit) => Promise<Answer> {
  return (visit) =>
    Promise.resolve({
      type: 'stream',
      headers: fileHeaders(type, visit.t('topics.file')),
      weight: WEIGHT,
      pieces: type === 'csv' ? csvOf(visit) : jsonOf(visit),
    });
}

async function* csvOf(visit: Visit): AsyncGenerator<string> {
  const { t } = visit;
  const separator = separatorOf(visit);
  const heads = [t('facets.names.topic'), t('list.columns.address'), t('topics.articles'), t('topics.text')];
  yield BYTE_ORDER_MARK + csvRow(heads, separator);
  for await (const some of topicsCounted(visit)) {
    yield some
      .map(({ topic, address, articles, title }) =>
        csvRow([topic, address, articles, title ?? ''], separator),
      )
      .join('');
  }
}

async function* jsonOf(visit: Visit): AsyncGenerator<string> {
  let before = '[';
  for await (const some of topicsCounted(visit)) {
    if (some.length > 0) yield before + some.map((each) => JSON.stringify(each)).join(',\n');
    if (some.length > 0) before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

async function* topicsCounted(visit: Visit) {
  const { context, where } = visit;
  const all = await allTopics(context.db, where.lang);
  for (let from = 0; from < all.length; from += READ) {
    const some = all.slice(from, from + READ);
    const counts = await countFiled(
      context.db,
      some.map(({ topic }) => topic),
    );
    yield some.map(({ topic, label, text }) => ({
      topic: label,
      ...(topic !== label && { code: topic }),
      address: new URL(hrefFor(visit, topicPath(topic)), context.settings.baseUrl).href,
      articles: counts.get(topic) ?? 0,
      ...(text && { title: text.title }),
    }));
  }
}
