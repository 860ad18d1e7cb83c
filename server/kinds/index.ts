/** The kinds of article, in the order that readers meet them. A new one is a file of plain data, an import here, and a place in the table. */
import { kind as caseKind } from './case.ts';
import { kind as concept } from './concept.ts';
import { kind as guide } from './guide.ts';
import type { Kind } from './kind.ts';
import { kind as method } from './method.ts';
import { kind as organisation } from './organisation.ts';
import { kind as principle } from './principle.ts';
import { kind as topic } from './topic.ts';

export { fieldOf } from './kind.ts';
export { TOPIC_KIND } from './topic.ts';
export { isOwnTopic, readTopic, readTopics, topicLabel, topicNames, topicsKnown } from './topics.ts';

export const kinds: readonly Kind[] = [method, caseKind, guide, concept, organisation, principle, topic];

/** Returns the kind with a code, or undefined when there is none. */
export function kindOf(code: string): Kind | undefined {
  return kinds.find((kind) => kind.code === code);
}
