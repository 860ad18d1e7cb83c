/** What an edit must hold before it's saved: little, so that the threshold is low. Imports and restores don't pass here. */
import { invalid, tooLarge, type FieldProblem } from '../../errors.ts';
import type { Content, Source } from '../../kinds/content.ts';
import { isWebAddress } from '../../kinds/field-types.ts';
import { checkFacts } from '../../kinds/facts.ts';
import { kindOf } from '../../kinds/index.ts';
import { slugOf } from '../../text/slug.ts';
import { cprInContent, cprInTexts } from '../cpr.ts';

/** The largest body, in bytes of UTF-8. */
const BODY_LIMIT = 262_144;

const SUMMARY_LIMIT = 300;
const TITLE_LIMIT = 120;
const LEAD_LIMIT = 300;
const TOPIC_LIMIT = 80;
const SOURCE_LIMIT = 300;
const URL_LIMIT = 2000;
const LIST_LIMIT = 100;

/** Throws 413 when the body is too large, else 422 with every problem that the content has. */
export function checkContent(content: Content): void {
  const problems = problemsOf(content);
  if (problems.length > 0) throw invalid(problems);
}

/** What isn't even looked at before it's saved. */
const UNSEEN = ['too-long', 'too-many', 'cpr', 'cpr-line'];

/**
 * Throws 413 or 422 when something of a content is larger than it may be, or may not be shown; what is missing or wrong yet may
 * be looked at.
 */
export function checkSize(content: Content): void {
  const problems = problemsOf(content).filter(({ code }) => UNSEEN.includes(code));
  if (problems.length > 0) throw invalid(problems);
}

/** Returns what an edit must still set right before it's saved, of a content that may be looked at: what is missing or wrong. */
export function stillWrong(content: Content): FieldProblem[] {
  return problemsOf(content).filter(({ code }) => !UNSEEN.includes(code));
}

/** Throws 422 when an edit summary is too long, or holds a CPR number. */
export function checkSummary(summary: string): void {
  const problems = [
    ...cprInTexts([['summary', summary]]),
    ...checkText('summary', summary, SUMMARY_LIMIT, false),
  ];
  if (problems.length > 0) throw invalid(problems);
}

function problemsOf(content: Content): FieldProblem[] {
  const bytes = Buffer.byteLength(content.body);
  if (bytes > BODY_LIMIT) throw tooLarge(bytes, BODY_LIMIT);
  const cpr = cprInContent(content);
  const others = [
    ...checkTitle(content.title),
    ...checkText('lead', content.lead, LEAD_LIMIT, true),
    ...checkTopics(content.topics),
    ...content.sources.flatMap(checkSource),
    ...checkKind(content),
  ];
  // What else is wrong with such a field might repeat what stands in it.
  return [...cpr, ...others.filter(({ field }) => !cpr.some((one) => one.field === field))];
}

function checkTitle(title: string): FieldProblem[] {
  const problems = checkText('title', title, TITLE_LIMIT, true);
  if (problems.length === 0 && slugOf(title) === '') problems.push({ field: 'title', code: 'no-slug' });
  return problems;
}

function checkText(field: string, text: string, max: number, required: boolean): FieldProblem[] {
  if (required && text === '') return [{ field, code: 'required' }];
  const length = [...text].length;
  return length > max ? [{ field, code: 'too-long', params: { max, length } }] : [];
}

function checkTopics(topics: string[]): FieldProblem[] {
  if (topics.length > LIST_LIMIT) return [{ field: 'topics', code: 'too-many', params: { max: LIST_LIMIT } }];
  return topics.flatMap((topic) => checkText('topics', topic, TOPIC_LIMIT, false)).slice(0, 1);
}

function checkSource({ title, url }: Source, index: number): FieldProblem[] {
  const field = (name: string) => `sources[${index}][${name}]`;
  if (index >= LIST_LIMIT) return [{ field: field('title'), code: 'too-many', params: { max: LIST_LIMIT } }];
  const address = url === '' || isWebAddress(url);
  return [
    ...checkText(field('title'), title, SOURCE_LIMIT, true),
    ...(address
      ? checkText(field('url'), url, URL_LIMIT, false)
      : [{ field: field('url'), code: 'bad-url' }]),
  ];
}

function checkKind(content: Content): FieldProblem[] {
  const kind = kindOf(content.kind);
  if (!kind) return [{ field: 'kind', code: 'unknown-option', params: { value: content.kind } }];
  const problems = checkFacts(kind, content.facts);
  return Object.entries(problems).map(([name, problem]) => ({ ...problem, field: `facts[${name}]` }));
}
