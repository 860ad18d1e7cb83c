/** Whether the wiki is well, for those who run it. */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { databaseAnswers } from '../wiki/health.ts';

/** GET /healthz: 200 when the database answers, else 503. */
export function health(context: Context): RequestHandler {
  return async (_request, response) => {
    const ok = await databaseAnswers(context.db);
    response.status(ok ? 200 : 503).json({ database: ok ? 'ok' : 'no answer' });
  };
}
