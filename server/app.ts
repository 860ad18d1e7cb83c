/** The Express app: middleware in order, then the doors. It doesn't listen, so that tests use it as it is. */
import { join } from 'node:path';
import express, { type Express, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { projectFolder } from './project-folder.ts';
import type { Context } from './context.ts';
import { cutUntaken, type Patience } from './web/answers.ts';
import { guard } from './web/guard.ts';
import { health } from './web/health.ts';
import { readLanguage } from './web/language.ts';
import { answerError, noSuchPage } from './web/problems.ts';
import { boundAddress, forms } from './web/receiving.ts';
import { webDoor } from './web/routes.ts';
import { sessions } from './web/session.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** Makes the app over a context whose database has been migrated; it waits for readers as long as it's told to. */
export async function makeApp(context: Context, patience?: Patience): Promise<Express> {
  const app = express();
  // Whatever NODE_ENV says, no answer shows a stack.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.set('trust proxy', context.settings.trustProxy);
  app.set('query parser', 'simple');

  app.use(cutUntaken(patience));
  app.get('/healthz', health(context));
  app.use(requestLog(context));
  app.use(securityHeaders(context));
  app.use('/static', boundAddress, assets('dist/static'), noSuchPage);
  app.use(readLanguage);
  app.use(cacheRules);
  app.use(boundAddress, forms());
  app.use(await sessions(context));
  app.use(guard(context));
  app.use(webDoor(context));
  app.use(noSuchPage);
  app.use(answerError(context));
  return app;
}

/** One line a request: no query string, header or body, where e-mail addresses and tokens may stand. */
function requestLog({ log }: Context): RequestHandler {
  return pinoHttp({
    logger: log,
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({
        method,
        path: url.replace(/\?.*$/s, ''),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customErrorMessage: () => 'request failed',
  }) as RequestHandler;
}

/** The browser loads from here alone, runs nothing inline, and tells our own forms where they come from. */
function securityHeaders({ settings }: Context): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: settings.baseUrl.startsWith('https:') && { maxAge: YEAR / 1000 },
  });
}

function assets(folder: string): RequestHandler {
  return express.static(join(projectFolder, folder), { index: false, immutable: true, maxAge: YEAR });
}

/** What a stranger is shown may be kept by anyone and is asked for again; what a person is shown is theirs. */
const cacheRules: RequestHandler = (request, response, next) => {
  response.set('Vary', 'Cookie');
  response.set('Cache-Control', isPublic(request) ? 'public, no-cache' : 'private, no-cache');
  next();
};

function isPublic({ method, path, headers }: Request): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && headers.cookie === undefined && !['/login', '/register', '/setup'].includes(path);
}
