/** The questions of the whole wiki that nobody has settled. */
import { kindOf, kinds } from '../../kinds/index.ts';
import { listQuestions, type OpenQuestion } from '../../wiki/talk/threads.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { lineOf, pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { allPages, listFile, type ListColumn, type FileType } from '../frame/list-files.ts';
import { absolute, addressWith, type Visit } from '../frame/visit.ts';
import { kindFor } from '../showing/article.ts';
import { sectionLabel, threadPath, titleOf } from './showing.ts';
import { page } from './views.ts';

/** GET /questions?kind=&after= */
export async function showQuestions(visit: Visit): Promise<Page> {
  const { t, context, request, where } = visit;
  const kind = kindOf(lineOf(request.query['kind']));
  const filter = { kind: kind?.code, after: pageFrom(request.query['after']) };
  const questions = await listQuestions(context.db, filter, PAGE_SIZE);
  return page('talk/questions', {
    title: t('questions.title'),
    questions: questions.map((question) => ({
      ...question,
      article: { ...question.article, kind: kindFor(question.article.kind) },
      label: sectionLabel(question.article.kind, question.section)!,
    })),
    chosen: kind?.code ?? '',
    options: kinds.map(({ code, plural }) => ({ value: code, text: plural[where.lang] })),
    files: (['csv', 'json'] as const).map((type) => ({
      type,
      href: addressWith(visit, { after: '' }, `/questions.${type}`),
    })),
    next: nextPage(visit, questions, ({ id }) => ({ after: id })),
  });
}

/** GET /questions.csv, /questions.json?kind= */
export function sendQuestions(type: FileType): (visit: Visit) => Promise<Answer> {
  return (visit) => {
    const { t, context, request } = visit;
    const kind = kindOf(lineOf(request.query['kind']))?.code;
    const read = (after?: number) => listQuestions(context.db, { kind, after }, PAGE_SIZE);
    const pages = allPages(read, ({ id }) => id, PAGE_SIZE);
    const file = { name: t('questions.file'), columns: columnsOf(visit) };
    return Promise.resolve(listFile(visit, type, file, pages));
  };
}

function columnsOf(visit: Visit): ListColumn<OpenQuestion>[] {
  const { t } = visit;
  return [
    { name: 'question', head: t('questions.columns.question'), cell: ({ first }) => titleOf(visit, first) },
    {
      name: 'address',
      head: t('list.columns.address'),
      cell: ({ article, id }) => absolute(visit, threadPath(article.slug, { id })),
    },
    { name: 'article', head: t('questions.columns.article'), cell: ({ article }) => article.title },
    {
      name: 'section',
      head: t('questions.columns.section'),
      cell: ({ article, section }) => sectionLabel(article.kind, section)!,
    },
    { name: 'asked', head: t('questions.columns.asked'), cell: ({ first }) => first.at },
    { name: 'answers', head: t('questions.columns.answers'), cell: ({ posts }) => posts - 1 },
  ];
}
