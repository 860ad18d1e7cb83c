/** The checkpoints of the history: a page that says what they are, and the file that anyone may keep. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { newestCheckpoints, publish, PUBLISHED } from '../../wiki/proof/checkpoints.ts';
import { pageFrom } from '../frame/fields.ts';
import { hrefIn, langOf, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';

const PAGE = 50;

/** GET /checkpoints */
export async function showCheckpoints(context: Context, request: Request, response: Response): Promise<void> {
  const lang = langOf(response);
  const before = pageFrom(request.query['before']);
  const checkpoints = (await newestCheckpoints(context.db, PAGE, before)).map(publish);
  const last = checkpoints.at(-1)?.number ?? 1;
  await page(context, request, response, 'proof/checkpoints', {
    title: translator(lang)('checkpoints.title'),
    checkpoints,
    isNewest: before === undefined,
    older: last > 1 ? hrefIn(whereOf(response), `/checkpoints?before=${last}`) : undefined,
  });
}

/** GET /checkpoints.json: the newest ones as they're saved, `next` leads to those before. */
export async function sendCheckpoints(context: Context, request: Request, response: Response): Promise<void> {
  const { db, settings } = context;
  const checkpoints = await newestCheckpoints(db, PUBLISHED, pageFrom(request.query['before']));
  const last = checkpoints.at(-1)?.number ?? 1;
  response.json({
    about: `${settings.baseUrl}/checkpoints`,
    next: last > 1 ? `${settings.baseUrl}/checkpoints.json?before=${last}` : null,
    checkpoints: checkpoints.map(publish),
  });
}
