/**
 * The texts that the stories are about, and small changes to them. A text is read whole from its file; a story tells who
 * wrote which of its parts, a part being a heading with what stands under it. What isn't there to be changed throws.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content, FactValue } from '../../kinds/content.ts';
import { kindOf } from '../../kinds/index.ts';
import { projectFolder } from '../../project-folder.ts';
import { readDocument } from '../../wiki/articles/documents.ts';
import type { ContentChange } from './story.ts';

/** Returns the whole text of a story, as an article of a kind. Throws an Error when its front matter isn't understood. */
export function readText(name: string, kind: string): Content {
  const source = readFileSync(join(projectFolder, 'server/cli/demo/stories', `${name}.md`), 'utf8');
  const { content, unknown, problem } = readDocument(source, kindOf(kind)!, name);
  if (problem !== undefined || unknown.length > 0) {
    throw new Error(`${name}.md: ${problem ?? `unknown front matter ${unknown.join(', ')}`}`);
  }
  return content;
}

/** Returns a text with these parts of its body alone, and with these of its facts. */
export function begin(text: Content, parts: readonly string[], facts: readonly string[] = []): Content {
  return all(write(text, ...parts), fill(text, ...facts))({ ...text, facts: {}, body: '' });
}

/** Writes more parts of a text, each at its place. */
export function write(text: Content, ...headings: string[]): ContentChange {
  const finished = partsOf(text.body);
  const unknown = headings.find((heading) => !finished.has(heading));
  if (unknown !== undefined) throw new Error(`${text.title} has no part »${unknown}«`);
  return (content) => {
    const written = partsOf(content.body);
    const parts = [...finished].flatMap(
      ([heading, part]) => written.get(heading) ?? (headings.includes(heading) ? part : []),
    );
    return withBody(content, parts);
  };
}

/** Fills in facts as they stand in a text. */
export function fill(text: Content, ...names: string[]): ContentChange {
  const facts = names.map((name): [string, FactValue] => {
    const value = text.facts[name];
    if (value === undefined) throw new Error(`${text.title} has no fact »${name}«`);
    return [name, value];
  });
  return (content) => ({ ...content, facts: { ...content.facts, ...Object.fromEntries(facts) } });
}

/** Removes a part. */
export function remove(heading: string): ContentChange {
  return (content) => {
    const parts = partsOf(content.body);
    if (!parts.delete(heading)) throw new Error(`${content.title} has no part »${heading}«`);
    return withBody(content, [...parts.values()]);
  };
}

/** Puts other words in the place of some that the body has once. */
export function replace(old: string, by: string): ContentChange {
  return (content) => {
    const pieces = content.body.split(old);
    if (pieces.length !== 2) throw new Error(`${content.title} has »${old}« ${pieces.length - 1} times`);
    return { ...content, body: pieces.join(by) };
  };
}

/** Makes several changes in one. */
export function all(...changes: ContentChange[]): ContentChange {
  return (content) => changes.reduce((changed, change) => change(changed), content);
}

function partsOf(body: string): Map<string, string> {
  const parts = body.split(/^(?=#{2,4} )/m).filter(Boolean);
  return new Map(parts.map((part) => [/^#+ (.*)/.exec(part)![1]!, part.trim()]));
}

function withBody(content: Content, parts: readonly string[]): Content {
  return { ...content, body: `${parts.join('\n\n')}\n` };
}
