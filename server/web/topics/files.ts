/** The list of topics as a file: what each is called, where it is, how many articles are filed under it, and what its own is called. */
import { allTopics, countFiled, type Topic } from '../../wiki/topics/topics.ts';
import { topicPath } from '../../locales/language.ts';
import type { Answer } from '../frame/answer.ts';
import { listFile, type ListColumn, type FileType } from '../frame/list-files.ts';
import { absolute, type Visit } from '../frame/visit.ts';

/** How many topics are counted at a time. */
const READ = 500;

type CountedTopic = Topic & { label: string; count: number };

/** GET /topics.csv, /topics.json */
export function sendTopics(type: FileType): (visit: Visit) => Promise<Answer> {
  return (visit) => {
    const { t } = visit;
    const columns: ListColumn<CountedTopic>[] = [
      { name: 'topic', head: t('facets.names.topic'), cell: ({ label }) => label },
      {
        name: 'address',
        head: t('list.columns.address'),
        cell: ({ topic }) => absolute(visit, topicPath(topic)),
      },
      { name: 'articles', head: t('topics.articles'), cell: ({ count }) => count },
      { name: 'text', head: t('topics.text'), cell: ({ text }) => text?.title ?? '' },
    ];
    return Promise.resolve(listFile(visit, type, { name: t('topics.file'), columns }, counted(visit)));
  };
}

async function* counted({ context, where }: Visit): AsyncGenerator<CountedTopic[]> {
  const all = await allTopics(context.db, where.lang);
  for (let from = 0; from < all.length; from += READ) {
    const some = all.slice(from, from + READ);
    const counts = await countFiled(
      context.db,
      some.map(({ topic }) => topic),
    );
    yield some.map((each) => ({ ...each, count: counts.get(each.topic) ?? 0 }));
  }
}
