/** The addresses of talk: the threads about an article, one of them, what is done to its posts, and the questions of the whole wiki. */
import type { Address } from '../frame/visit.ts';
import { sendTalk, sendTalkFeed } from './files.ts';
import { showPostHidingForm, takePostHidingForm } from './hiding.ts';
import { sendQuestions, showQuestions } from './questions.ts';
import { showRewordForm, showWordings, takeRewordForm } from './rewording.ts';
import { showSettlingForm, takeSettlingForm } from './settling.ts';
import { showTalk, takeThread } from './talk.ts';
import { showThread, takeAnswer } from './thread.ts';

const talk = { who: 'anyone', tab: 'talk', changesWith: 'wiki' } as const;
const form = { who: 'author', tab: 'talk', draft: true } as const;
const POST = '/wiki/:slug/talk/:thread/:post';

export const door: readonly Address[] = [
  {
    ...{ ...talk, path: '/wiki/:slug/talk', deed: 'post', draft: true },
    ...{ query: ['state', 'section', 'before'], get: showTalk, post: takeThread },
  },
  { path: '/wiki/:slug/talk.json', who: 'anyone', get: sendTalk, query: ['after'] },
  { path: '/wiki/:slug/talk.atom', who: 'anyone', get: sendTalkFeed },
  {
    ...{ ...talk, path: '/wiki/:slug/talk/:thread', deed: 'post', draft: true },
    ...{ query: ['after'], get: showThread, post: takeAnswer },
  },
  ...(['settle', 'reopen'] as const).map((deed): Address => ({
    ...{ ...form, path: `/wiki/:slug/talk/:thread/${deed}`, deed },
    get: showSettlingForm(deed),
    post: takeSettlingForm(deed),
  })),
  { ...form, path: `${POST}/edit`, deed: 'reword', get: showRewordForm, post: takeRewordForm },
  { ...talk, path: `${POST}/history`, get: showWordings, query: ['before'] },
  ...(['hide', 'unhide'] as const).map((deed): Address => ({
    ...{ path: `${POST}/${deed}`, who: 'author', deed: `${deed}-post`, draft: true },
    get: showPostHidingForm(`${deed}-post`),
    post: takePostHidingForm(`${deed}-post`),
  })),
  { path: '/questions', who: 'anyone', get: showQuestions, query: ['kind', 'after'], changesWith: 'wiki' },
  { path: '/questions.csv', who: 'anyone', get: sendQuestions('csv'), query: ['kind'] },
  { path: '/questions.json', who: 'anyone', get: sendQuestions('json'), query: ['kind'] },
];
