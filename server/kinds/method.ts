/** A method: a way of working that others can pick up and use. */
import type { Kind } from './kind.ts';
import { modes, participations, phases } from './vocabularies.ts';

export const kind: Kind = {
  code: 'method',
  label: { da: 'Metode', en: 'Method' },
  gender: 'common',
  plural: { da: 'Metoder', en: 'Methods' },
  description: {
    da: 'En fremgangsmåde, som andre kan tage i brug, når de vil gøre noget nyt.',
    en: 'A way of working that others can use when they want to do something new.',
  },
  fields: [
    {
      name: 'what',
      type: 'text',
      max: 200,
      label: { da: 'Hvad', en: 'What' },
      help: { da: 'Hvad metoden er, kort sagt.', en: 'What the method is, in short.' },
    },
    {
      name: 'why',
      type: 'text',
      max: 300,
      label: { da: 'Hvorfor', en: 'Why' },
      help: { da: 'Hvad den er god til.', en: 'What it is good for.' },
    },
    {
      name: 'timeRequired',
      type: 'text',
      max: 60,
      label: { da: 'Tid', en: 'Time' },
      help: { da: 'Fx »2–10 dage«.', en: 'For example “2–10 days”.' },
    },
    {
      name: 'participants',
      type: 'text',
      max: 40,
      label: { da: 'Deltagere', en: 'Participants' },
      help: { da: 'Hvor mange der er med, fx »2–6«.', en: 'How many take part, for example “2–6”.' },
    },
    {
      name: 'phase',
      type: 'several',
      options: phases,
      label: { da: 'Fase', en: 'Phase' },
      help: { da: 'Hvornår i forløbet metoden gør gavn.', en: 'When in the process the method helps.' },
    },
    {
      name: 'participation',
      type: 'choice',
      options: participations,
      label: { da: 'Grad af inddragelse', en: 'Level of participation' },
      help: {
        da: 'Hvor stor indflydelse deltagerne får.',
        en: 'How much influence the participants have.',
      },
    },
    { name: 'mode', type: 'choice', options: modes, label: { da: 'Form', en: 'Format' } },
  ],
  headings: [
    {
      text: 'Sådan gør du',
      hint: {
        da: 'Trinene i rækkefølge, så en kollega kan gå i gang i morgen.',
        en: 'The steps in order, so that a colleague can begin tomorrow.',
      },
    },
    {
      text: 'Opmærksomhed i det offentlige',
      hint: {
        da: 'Hvad man skal passe på, fx jura, persondata og borgernes retssikkerhed.',
        en: 'What to be careful about, such as the law, personal data and citizens’ rights.',
      },
    },
    {
      text: 'Eksempler',
      hint: {
        da: 'Hvor metoden er brugt, og hvad der kom ud af det. Henvis gerne til cases.',
        en: 'Where the method was used, and what came of it. Link to cases if you can.',
      },
    },
    {
      text: 'Læs mere',
      hint: {
        da: 'Bøger, sider og skabeloner, der går i dybden.',
        en: 'Books, pages and templates that go deeper.',
      },
    },
  ],
};
