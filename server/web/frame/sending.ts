/** How what a handler returns goes out: each visit ends here, and what it left in its session is stored before. */
import { Router, type RequestHandler } from 'express';
import { sendStream, sendBytes, type Bytes } from '../wire/answers.ts';
import { seeOther, type Answer, type Page } from './answer.ts';
import { countPage } from './counting.ts';
import { forgetDraft } from './drafts.ts';
import { hrefIn, pathIn } from '../../locales/language.ts';
import { checkDoor } from './may.ts';
import { keepPrivate, shelfFor } from './page-cache.ts';
import { renderPage } from './render.ts';
import { settleSession } from './session.ts';
import { takenOnce } from './submissions.ts';
import { hrefFor, visitOf, type Address, type Addresses, type Handler, type Visit } from './visit.ts';

/** Makes the router of some addresses. */
export function routerOf({ all }: Addresses): Router {
  const router = Router({ caseSensitive: true });
  for (const address of all) {
    const { path, who, draft, get, post } = address;
    if (get) router.get(path, answering(address, who === 'author' ? membersOnly(checked(get)) : get));
    // A text is shown again with what keeps it from being saved, so that its handler asks.
    if (post) router.post(path, answering(address, takenOnce(forgettingDraft(draft ? post : checked(post)))));
  }
  return router;
}

/** Answers a visit. */
export async function send(visit: Visit, answer: Answer): Promise<void> {
  if (answer.type === 'page') return settleAndSend(visit, await rendered(visit, answer));
  await settleSession(visit);
  if (answer.type === 'stream') return sendStream(visit, answer);
  if (answer.type === 'bytes') return sendBytes(visit, answer);
  if (answer.type === 'return') return visit.response.redirect(303, ours(visit, answer.address));
  visit.response.redirect(answer.status, hrefFor(visit, answer.path));
}

function answering(address: Address, handler: Handler): RequestHandler {
  return async (_request, response) => {
    const visit = visitOf(response);
    visit.address = address;
    keepPrivate(visit);
    const shelf = await shelfFor(visit);
    if (shelf?.page) {
      countPage(visit, shelf.sought);
      return settleAndSend(visit, shelf.page);
    }
    const answer = await handler(visit);
    if (answer.type === 'page' && answer.content.status === 200) countPage(visit, answer.content.sought);
    if (shelf && answer.type === 'bytes') return settleAndSend(visit, shelf.keep(answer, undefined));
    const isKept = shelf && answer.type === 'page' && answer.content.status === 200;
    if (!isKept) return send(visit, answer);
    const [until] = [answer.content.until, visit.until].filter((each) => each !== undefined).sort();
    await settleAndSend(visit, shelf.keep(await rendered(visit, answer), until, answer.content.sought));
  };
}

function rendered(visit: Visit, page: Page): Promise<Bytes> {
  const { status, onward } = page.content;
  visit.response.status(status);
  // No redirect: a page's policy holds for wherever its forms lead in the end, and these lead through others' systems.
  if (onward !== undefined) visit.response.set('Refresh', `0;url=${onward}`);
  return renderPage(visit, page);
}

async function settleAndSend(visit: Visit, bytes: Bytes): Promise<void> {
  await settleSession(visit);
  sendBytes(visit, bytes);
}

/** Sends a stranger who asks for an author's page to sign in first, and back here after. */
function membersOnly(handler: Handler): Handler {
  return async (visit) => {
    const here = hrefFor(visit, visit.request.url);
    return visit.author ? handler(visit) : seeOther(`/login?next=${encodeURIComponent(here)}`);
  };
}

/** Whoever may not do what an address is for is told why. */
function checked(handler: Handler): Handler {
  return async (visit) => {
    await checkDoor(visit);
    return handler(visit);
  };
}

/** What was being written is forgotten once its form is sent. */
function forgettingDraft(handler: Handler): Handler {
  return (visit) => {
    forgetDraft(visit);
    return handler(visit);
  };
}

function ours({ where }: Visit, address: string): string {
  return pathIn(where, address) === undefined ? hrefIn(where, '/') : address;
}
