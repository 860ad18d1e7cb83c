/** An organisation: who works with innovation, and how to reach them. */
import type { Kind } from './kind.ts';
import { levels, organisationTypes } from './vocabularies.ts';

export const kind: Kind = {
  code: 'organisation',
  label: { da: 'Organisation', en: 'Organisation' },
  gender: 'common',
  plural: { da: 'Organisationer', en: 'Organisations' },
  description: {
    da: 'En arbejdsplads, enhed eller forening, der arbejder med offentlig innovation.',
    en: 'A workplace, unit or association that works with public innovation.',
  },
  fields: [
    { name: 'type', type: 'choice', options: organisationTypes, label: { da: 'Type', en: 'Type' } },
    {
      name: 'level',
      type: 'choice',
      options: levels,
      filed: 'level',
      label: { da: 'Niveau', en: 'Level' },
    },
    {
      name: 'places',
      type: 'places',
      filed: 'place',
      label: { da: 'Sted', en: 'Place' },
      help: { da: 'Kommunen eller regionen.', en: 'The municipality or region.' },
    },
    {
      name: 'website',
      type: 'url',
      label: { da: 'Hjemmeside', en: 'Website' },
      help: { da: 'Fx https://www.aarhus.dk', en: 'For example https://www.aarhus.dk' },
    },
    {
      name: 'parent',
      type: 'articles',
      single: true,
      label: { da: 'Del af', en: 'Part of' },
      help: {
        da: 'Titlen på artiklen om den organisation, som den hører under.',
        en: 'The title of the article on the organisation that it belongs to.',
      },
    },
  ],
  headings: [
    {
      text: 'Formål',
      hint: { da: 'Hvad organisationen er sat i verden for.', en: 'What the organisation is there for.' },
    },
    {
      text: 'Sådan arbejder vi',
      hint: {
        da: 'Hvad I gør til daglig, og hvad andre kan bruge jer til.',
        en: 'What you do from day to day, and how others can make use of you.',
      },
    },
    {
      text: 'Kontakt',
      hint: {
        da: 'Hvordan man får fat i jer. Brug helst en fælles adresse.',
        en: 'How to reach you, preferably at a shared address.',
      },
    },
  ],
};
