/** The addresses of topics: all of them, each one's page, and the forms that merge two and part them again. */
import type { Address } from '../frame/visit.ts';
import { sendTopics } from './files.ts';
import { showMergeForm, showPartForm, takeMergeForm, takePartForm } from './merging.ts';
import { showTopic, showTopics } from './topics.ts';

const form = { who: 'author', draft: true } as const;

export const door: readonly Address[] = [
  { path: '/topics', who: 'anyone', get: showTopics, query: ['after'], changesWith: 'wiki' },
  { path: '/topics.csv', who: 'anyone', get: sendTopics('csv') },
  { path: '/topics.json', who: 'anyone', get: sendTopics('json') },
  { path: '/topics/:topic', who: 'anyone', get: showTopic, changesWith: 'wiki' },
  { path: '/topics/:topic/merge', ...form, deed: 'merge-topic', get: showMergeForm, post: takeMergeForm },
  { path: '/topics/:topic/part', ...form, deed: 'part-topic', get: showPartForm, post: takePartForm },
];
