/** The lists of what the wiki's links lack, as files: articles that are wanted, and articles that nothing links to. */
import { kindOf } from '../../kinds/index.ts';
import { articlePath } from '../../locales/language.ts';
import type { LinkingArticle } from '../../wiki/links/linking.ts';
import { listOrphans } from '../../wiki/links/orphans.ts';
import { listWanted, type WantedArticle } from '../../wiki/links/wanted.ts';
import type { Answer } from '../frame/answer.ts';
import { allPages, listFile, type ListColumn, type FileType } from '../frame/list-files.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { absolute, type Visit } from '../frame/visit.ts';

/** GET /wanted.csv, /wanted.json */
export function sendWanted(type: FileType): (visit: Visit) => Promise<Answer> {
  return (visit) => {
    const { t, context } = visit;
    const columns: ListColumn<WantedArticle>[] = [
      { name: 'title', head: t('list.columns.title'), cell: ({ title }) => title },
      { name: 'articles', head: t('wanted.count'), cell: ({ count }) => count },
      {
        name: 'address',
        head: t('list.columns.address'),
        cell: ({ title }) => absolute(visit, `/new?title=${encodeURIComponent(title)}`),
      },
    ];
    const read = (after?: string) => listWanted(context.db, PAGE_SIZE, after);
    const pages = allPages(read, ({ slug }) => slug, PAGE_SIZE);
    return Promise.resolve(listFile(visit, type, { name: t('wanted.file'), columns }, pages));
  };
}

/** GET /orphans.csv, /orphans.json */
export function sendOrphans(type: FileType): (visit: Visit) => Promise<Answer> {
  return (visit) => {
    const { t, context, where } = visit;
    const columns: ListColumn<LinkingArticle>[] = [
      { name: 'title', head: t('list.columns.title'), cell: ({ title }) => title },
      {
        name: 'address',
        head: t('list.columns.address'),
        cell: ({ slug }) => absolute(visit, articlePath(slug)),
      },
      {
        name: 'kind',
        head: t('list.columns.kind'),
        cell: ({ kind }) => (type === 'csv' ? (kindOf(kind)?.label[where.lang] ?? kind) : kind),
      },
      { name: 'lead', head: t('list.columns.lead'), cell: ({ lead }) => lead },
    ];
    const read = (after?: number) => listOrphans(context.db, PAGE_SIZE, after);
    const pages = allPages(read, ({ id }) => id, PAGE_SIZE);
    return Promise.resolve(listFile(visit, type, { name: t('orphans.file'), columns }, pages));
  };
}
