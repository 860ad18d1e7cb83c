/** The questions of the whole wiki that nobody has settled. */
import { kindOf, kinds } from '../../kinds/index.ts';
import { listQuestions } from '../../wiki/talk/threads.ts';
import type { Page } from '../frame/answer.ts';
import { lineOf, pageFrom } from '../frame/fields.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import type { Visit } from '../frame/visit.ts';
import { kindFor } from '../showing/article.ts';
import { sectionLabel } from './showing.ts';
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
    next: nextPage(visit, questions, ({ id }) => ({ after: id })),
  });
}
