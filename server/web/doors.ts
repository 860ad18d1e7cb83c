/** The HTML door: every address of the wiki, and the function that answers it. */
import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { showArticle } from './articles/article.ts';
import { sendAttribution } from './credit/attribution-file.ts';
import { showAttribution } from './credit/attribution.ts';
import { sendCheckpoints, showCheckpoints } from './proof/checkpoints.ts';
import { citationFile, showCitation } from './articles/cite.ts';
import { showChanges } from './history/changes.ts';
import { chooseDiff, showDiff } from './history/diffs.ts';
import { forgetDraft } from './frame/drafts.ts';
import {
  createFromForm,
  editForm,
  editFromForm,
  moveForm,
  moveFromForm,
  newArticle,
} from './articles/editing.ts';
import { membersOnly } from './frame/guard.ts';
import { showHistory, showRevision } from './history/history.ts';
import { sendLogFeed, showLog } from './history/log.ts';
import { sendKept } from './frame/page-cache.ts';
import { search, showArticles, showFront } from './articles/lists.ts';
import { changeAccount, showAccount, showPeople, showPersonPage } from './people/people.ts';
import { revertForm, revertFromForm } from './articles/reverts.ts';
import { sendSource } from './articles/source.ts';
import {
  login,
  loginForm,
  logout,
  registerForm,
  registerFromForm,
  setupForm,
  setupFromForm,
} from './people/sign-in.ts';

type Handler = (context: Context, request: Request, response: Response) => Promise<void>;

/** What anyone may read. */
const reading: Record<string, Handler> = {
  '/': showFront,
  '/articles': showArticles,
  '/search': search,
  '/wiki/:slug': showArticle,
  '/wiki/:slug/history': showHistory,
  '/wiki/:slug/history/:number': showRevision,
  '/wiki/:slug/diff': chooseDiff,
  '/wiki/:slug/diff/:from/:to': showDiff,
  '/wiki/:slug/attribution': showAttribution,
  '/wiki/:slug/cite': showCitation,
  '/wiki/:slug/cite.bib': citationFile('bib'),
  '/wiki/:slug/cite.ris': citationFile('ris'),
  '/wiki/:slug/cite.json': citationFile('json'),
  '/changes': showChanges,
  '/log': showLog,
  '/checkpoints': showCheckpoints,
  '/people': showPeople,
  '/people/:id': showPersonPage,
};

/** What anyone may read by machine. */
const machineReading: Record<string, Handler> = {
  '/checkpoints.json': sendCheckpoints,
  '/log.atom': sendLogFeed,
  '/wiki/:slug/attribution.json': sendAttribution,
  '/wiki/:slug/source': sendSource,
};

/** The forms through which a stranger becomes someone. */
const entering: Record<string, Handler> = {
  '/login': loginForm,
  '/register': registerForm,
  '/setup': setupForm,
};

/** The forms that only someone with a name is shown. */
const writing: Record<string, Handler> = {
  '/new': newArticle,
  '/wiki/:slug/edit': editForm,
  '/wiki/:slug/move': moveForm,
  '/wiki/:slug/restore': revertForm('restore'),
  '/wiki/:slug/undo': revertForm('undo'),
  '/wiki/:slug/rollback': revertForm('rollback'),
  '/account': showAccount,
};

/** What is sent; the guard has let it through. */
const sending: Record<string, Handler> = {
  '/new': createFromForm,
  '/wiki/:slug/edit': editFromForm,
  '/wiki/:slug/move': moveFromForm,
  '/wiki/:slug/restore': revertFromForm('restore'),
  '/wiki/:slug/undo': revertFromForm('undo'),
  '/wiki/:slug/rollback': revertFromForm('rollback'),
  '/account': changeAccount,
  '/login': login,
  '/logout': logout,
  '/register': registerFromForm,
  '/setup': setupFromForm,
};

/** Makes the router of the HTML door. */
export function webDoor(context: Context): Router {
  const router = Router({ caseSensitive: true });
  const answer = (handler: Handler) => (request: Request, response: Response) =>
    handler(context, request, response);
  const answerKept: typeof answer = (handler) => async (request, response) => {
    if (!(await sendKept(context, request, response))) await handler(context, request, response);
  };
  for (const [path, handler] of Object.entries(reading)) router.get(path, answerKept(handler));
  for (const [path, handler] of Object.entries(machineReading)) router.get(path, answer(handler));
  for (const [path, handler] of Object.entries(entering)) router.get(path, answer(handler));
  for (const [path, handler] of Object.entries(writing)) router.get(path, membersOnly, answer(handler));
  for (const [path, handler] of Object.entries(sending)) {
    router.post(path, (request, response) => {
      forgetDraft(request);
      return handler(context, request, response);
    });
  }
  return router;
}
