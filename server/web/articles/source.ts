/** An article's text as it was written, for whoever wants all of it: a page may hold less. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { contentAt } from '../../wiki/history/revisions.ts';
import { sendWhole } from '../wire/answers.ts';
import { articleAt, numberAsked } from './article.ts';

/** GET /wiki/:slug/source?number= */
export async function sendSource(context: Context, request: Request, response: Response): Promise<void> {
  const article = await articleAt(context, request, response, '/source');
  if (!article) return;
  const { body } = await contentAt(context.db, article.id, numberAsked(request, article));
  sendWhole(context, request, response, Buffer.from(body), { 'Content-Type': 'text/plain; charset=utf-8' });
}
