/** The Express app: middleware in order, then the doors. It doesn't listen, so that tests use it as it is. */
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { projectFolder } from './project-folder.ts';
import type { Context } from './context.ts';
import { withoutCpr } from './text/cpr.ts';
import { cutUntaken, type AnswerPatience } from './web/wire/answers.ts';
import { readForms } from './web/wire/forms.ts';
import { guard } from './web/frame/guard.ts';
import { everyAnswer } from './web/wire/headers.ts';
import { health } from './web/wire/health.ts';
import { pageCaching } from './web/frame/page-cache.ts';
import { answerError, noSuchPage } from './web/frame/problems.ts';
import { boundAddress } from './web/wire/receiving.ts';
import { addresses } from './web/doors.ts';
import { routerOf } from './web/frame/sending.ts';
import { sessions } from './web/frame/session.ts';
import { beginVisit, takeLanguage } from './web/frame/visit.ts';

const YEAR = 365 * 24 * 60 * 60;

/** Makes the app over a context whose database has been migrated; it waits for readers as long as it's told to. */
export async function makeApp(context: Context, patience?: AnswerPatience): Promise<Express> {
  const app = express();
  settle(app, context);

  app.use(cutUntaken(patience));
  app.use(beginVisit(context, addresses));
  const dress = everyAnswer(context.settings);
  app.use((request, response, next) => {
    dress(request, response);
    next();
  });
  app.get('/healthz', health(context));
  app.use(requestLog(context));
  app.use('/static', boundAddress, assets('dist/static'), noSuchPage);
  app.use(takeLanguage);
  app.use(pageCaching);
  app.use(boundAddress, readForms());
  app.use(await sessions(context));
  app.use(guard);
  app.use(routerOf(addresses));
  app.use(noSuchPage);
  app.use(answerError);
  app.use(lastWord(context));
  return app;
}

function settle(app: Express, { settings }: Context): void {
  // Whatever NODE_ENV says, no answer shows a stack.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.set('trust proxy', settings.trustProxy);
  app.set('query parser', 'simple');
  // Readers come by https whether or not the proxy says so at each request; a cookie for https alone is set on that word.
  if (settings.baseUrl.startsWith('https:'))
    Object.defineProperty(app.request, 'protocol', { value: 'https' });
}

/** One line a request: no query string, header or body, where e-mail addresses and tokens may stand, and no CPR number. */
function requestLog({ log }: Context): RequestHandler {
  return pinoHttp({
    logger: log,
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({
        method,
        path: withoutCpr(url.replace(/(\?|%3f).*$/is, '').replaceAll('%20', ' ')),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      // What failed is told once, where it was caught.
      err: () => undefined,
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customErrorMessage: () => 'request failed',
  }) as RequestHandler;
}

function assets(folder: string): RequestHandler {
  return express.static(join(projectFolder, folder), {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders: (response) => void response.set('Cache-Control', `public, max-age=${YEAR}, immutable`),
  });
}

/** When even the page that says no can't be made: Express would write the error to the terminal, past the log. */
function lastWord({ log }: Context): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    log.error({ err: error as unknown }, 'an answer failed');
    if (response.headersSent) response.destroy();
    else response.status(500).type('text').send('500');
  };
}
