/** Whether the wiki is well, for those who run it. */
import type { RequestHandler } from 'express';
import type { Context } from '../../context.ts';
import { databaseHealth } from '../../wiki/upkeep/health.ts';

/** GET /healthz: 200 when the database answers, else 503; and how it goes for those who write. */
export function health(context: Context): RequestHandler {
  return async (_request, response) => {
    const { answers, waiting, trouble } = await databaseHealth(context.db);
    response
      .status(answers ? 200 : 503)
      .json({ database: answers ? 'ok' : 'no answer', writing: trouble ?? 'ok', waiting });
  };
}
