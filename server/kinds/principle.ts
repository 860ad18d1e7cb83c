/** A principle: one of the seven that the parties agreed on in 2013 for the public sector. */
import type { Kind } from './kind.ts';
import { principles } from './vocabularies.ts';

export const kind: Kind = {
  code: 'principle',
  label: { da: 'Princip', en: 'Principle' },
  gender: 'neuter',
  plural: { da: 'Principper', en: 'Principles' },
  description: {
    da: 'Et af de syv principper for den offentlige sektor, som parterne blev enige om i 2013.',
    en: 'One of the seven principles for the public sector that the parties agreed on in 2013.',
  },
  fields: [
    {
      name: 'number',
      type: 'choice',
      options: principles.map(({ code }) => ({ code, label: { da: code, en: code } })),
      label: { da: 'Nummer', en: 'Number' },
    },
  ],
  headings: [
    { text: 'Ordlyd', hint: { da: 'Princippet ord for ord.', en: 'The principle word for word.' } },
    {
      text: 'Forklaring',
      hint: { da: 'Hvad princippet betyder i praksis.', en: 'What the principle means in practice.' },
    },
    {
      text: 'Cases',
      hint: {
        da: 'Hvor princippet er ført ud i livet. Henvis til wikiens cases.',
        en: 'Where the principle was put into practice. Link to the wiki’s cases.',
      },
    },
  ],
};
