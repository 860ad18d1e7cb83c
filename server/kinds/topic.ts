/** A topic: what is meant by it, and where to begin. The articles and people of it stand below, by themselves. */
import type { Kind } from './kind.ts';

/** The code of the kind whose articles are the topics' own texts. */
export const TOPIC_KIND = 'topic';

export const kind: Kind = {
  code: TOPIC_KIND,
  label: { da: 'Emne', en: 'Topic' },
  gender: 'neuter',
  plural: { da: 'Emner', en: 'Topics' },
  description: {
    da: 'Et emne, som artikler samles under: hvad det dækker, og hvor man kan begynde. Titlen er emnets navn.',
    en: 'A topic that articles are gathered under: what it covers, and where to begin. The title is the topic’s name.',
  },
  fields: [
    {
      name: 'related',
      type: 'articles',
      label: { da: 'Se også', en: 'See also' },
      help: {
        da: 'Titler på wikiens artikler om beslægtede emner, én på hver linje.',
        en: 'Titles of the wiki’s articles on related topics, one per line.',
      },
    },
  ],
  headings: [
    {
      text: 'Hvad emnet dækker',
      hint: {
        da: 'Hvad der hører til emnet, og hvad der ikke gør.',
        en: 'What belongs to the topic, and what doesn’t.',
      },
    },
    {
      text: 'Hvor du kan begynde',
      hint: {
        da: 'De artikler, som en ny læser får mest ud af. Henvis til dem.',
        en: 'The articles that a new reader gains most from. Link to them.',
      },
    },
  ],
};
