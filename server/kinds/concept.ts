/** A concept: a word of the field, and what is meant by it. */
import type { Kind } from './kind.ts';

export const kind: Kind = {
  code: 'concept',
  label: { da: 'Begreb', en: 'Concept' },
  gender: 'neuter',
  plural: { da: 'Begreber', en: 'Concepts' },
  description: {
    da: 'Et ord, som bruges om offentlig innovation, og hvad der menes med det.',
    en: 'A word used about public innovation, and what is meant by it.',
  },
  fields: [
    { name: 'englishTerm', type: 'text', max: 120, label: { da: 'På engelsk', en: 'English term' } },
    {
      name: 'notToConfuseWith',
      type: 'articles',
      label: { da: 'Forveksl ikke med', en: 'Not to be confused with' },
      help: {
        da: 'Titler på wikiens artikler om beslægtede begreber, én på hver linje.',
        en: 'Titles of the wiki’s articles on related concepts, one per line.',
      },
    },
  ],
  headings: [
    {
      text: 'Definition',
      hint: { da: 'Hvad ordet betyder, og hvem der siger det.', en: 'What the word means, and who says so.' },
    },
    {
      text: 'Anvendelse',
      hint: {
        da: 'Hvordan ordet bruges i hverdagen, gerne med et eksempel.',
        en: 'How the word is used in everyday work, preferably with an example.',
      },
    },
  ],
};
