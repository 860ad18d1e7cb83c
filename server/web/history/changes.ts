/** The newest changes in the whole wiki. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { newestChanges } from '../../wiki/history/changes.ts';
import { pageFrom } from '../frame/fields.ts';
import { hrefIn, langOf, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';
import { showChange } from '../showing/article.ts';

const PAGE = 50;

/** GET /changes */
export async function showChanges(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const before = pageFrom(request.query['before']);
  const changes = await newestChanges(context.db, PAGE, before);
  await page(context, request, response, 'history/changes', {
    title: translator(lang)('changes.title'),
    section: 'changes',
    changes: changes.map(showChange),
    older:
      changes.length === PAGE
        ? hrefIn(whereOf(response), `/changes?before=${changes.at(-1)!.sequence}`)
        : undefined,
  });
}
