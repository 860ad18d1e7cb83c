/** A guide: how to do something well, step by step. */
import type { Kind } from './kind.ts';

export const kind: Kind = {
  code: 'guide',
  label: { da: 'Vejledning', en: 'Guide' },
  gender: 'common',
  plural: { da: 'Vejledninger', en: 'Guides' },
  description: {
    da: 'En hjælp til at komme godt igennem en opgave, trin for trin.',
    en: 'Help to get well through a task, step by step.',
  },
  fields: [
    {
      name: 'audience',
      type: 'text',
      max: 200,
      label: { da: 'Målgruppe', en: 'Audience' },
      help: { da: 'Hvem vejledningen er skrevet til.', en: 'Whom the guide is written for.' },
    },
    {
      name: 'duration',
      type: 'text',
      max: 60,
      label: { da: 'Varighed', en: 'Duration' },
      help: { da: 'Fx »en formiddag«.', en: 'For example “a morning”.' },
    },
    {
      name: 'roles',
      type: 'text',
      max: 200,
      label: { da: 'Roller', en: 'Roles' },
      help: { da: 'Hvem der skal være med, og som hvad.', en: 'Who must take part, and as what.' },
    },
  ],
  headings: [
    {
      text: 'Trin for trin',
      hint: { da: 'Hvad man gør først, så og til sidst.', en: 'What to do first, then and last.' },
    },
    {
      text: 'Faldgruber',
      hint: {
        da: 'Hvad der tit går galt, og hvad man så gør.',
        en: 'What often goes wrong, and what to do then.',
      },
    },
    {
      text: 'Cases',
      hint: {
        da: 'Hvor det er gjort. Henvis til wikiens cases.',
        en: 'Where it was done. Link to the wiki’s cases.',
      },
    },
  ],
};
