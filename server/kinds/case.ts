/** A case: something new that was carried out and has created value. Ideas and plans live elsewhere. */
import type { Kind } from './kind.ts';
import {
  achievements,
  evaluations,
  initiators,
  innovationTypes,
  levels,
  origins,
  partners,
  principles,
  sectors,
  statuses,
  values,
} from './vocabularies.ts';

export const kind: Kind = {
  code: 'case',
  label: { da: 'Case', en: 'Case' },
  gender: 'common',
  plural: { da: 'Cases', en: 'Cases' },
  description: {
    da: 'Noget nyt, som er gennemført og har skabt værdi.',
    en: 'Something new that has been carried out and has created value.',
  },
  fields: [
    {
      name: 'workplaces',
      type: 'list',
      filed: 'workplace',
      max: 120,
      required: true,
      label: { da: 'Arbejdspladser', en: 'Workplaces' },
      ask: { da: 'arbejdsplads', en: 'a workplace' },
      help: {
        da: 'Hvor det er gennemført. Én arbejdsplads på hver linje, fx »Hjemmeplejen, Aarhus Kommune«.',
        en: 'Where it was carried out. One workplace per line, for example “Home care, Aarhus Municipality”.',
      },
    },
    {
      name: 'level',
      type: 'choice',
      options: levels,
      filed: 'level',
      label: { da: 'Niveau', en: 'Level' },
    },
    {
      name: 'sector',
      type: 'several',
      options: sectors,
      filed: 'sector',
      label: { da: 'Fagområde', en: 'Sector' },
    },
    {
      name: 'places',
      type: 'places',
      filed: 'place',
      label: { da: 'Sted', en: 'Place' },
      help: {
        da: 'Kommunen eller regionen, som den hed dengang.',
        en: 'The municipality or region, as it was at the time.',
      },
    },
    {
      name: 'innovationTypes',
      type: 'several',
      options: innovationTypes,
      filed: 'type',
      label: { da: 'Innovationstype', en: 'Type of innovation' },
    },
    {
      name: 'origin',
      type: 'choice',
      options: origins,
      filed: 'origin',
      label: { da: 'Oprindelse', en: 'Origin' },
      help: {
        da: 'Er I de første, eller har I lært af andre?',
        en: 'Were you the first, or did you learn from others?',
      },
    },
    {
      name: 'status',
      type: 'choice',
      options: statuses,
      filed: 'status',
      label: { da: 'Status', en: 'Status' },
    },
    {
      name: 'started',
      type: 'date',
      filed: 'year',
      label: { da: 'Begyndt', en: 'Started' },
      help: {
        da: 'Så nøje, som I ved det: 2024, maj 2024 eller 17. maj 2024.',
        en: 'As precisely as you know it: 2024, May 2024 or 17 May 2024.',
      },
    },
    {
      name: 'ended',
      type: 'date',
      notBefore: 'started',
      label: { da: 'Afsluttet', en: 'Ended' },
      help: {
        da: 'Lad feltet stå tomt, hvis det stadig kører.',
        en: 'Leave it empty if it is still running.',
      },
    },
    {
      name: 'values',
      type: 'grid',
      rows: values,
      options: achievements,
      filed: 'value',
      filedBy: ['achieved', 'partly'],
      label: { da: 'Værdi', en: 'Value' },
      help: {
        da: 'Hvad kom der ud af det? Spring det over, I ikke gik efter.',
        en: 'What came of it? Skip what you did not aim for.',
      },
    },
    { name: 'evaluated', type: 'choice', options: evaluations, label: { da: 'Evalueret', en: 'Evaluated' } },
    {
      name: 'initiatedBy',
      type: 'several',
      options: initiators,
      label: { da: 'Sat i gang af', en: 'Initiated by' },
    },
    {
      name: 'partners',
      type: 'several',
      options: partners,
      label: { da: 'Samarbejdspartnere', en: 'Partners' },
    },
    {
      name: 'reach',
      type: 'quantity',
      label: { da: 'Rækkevidde', en: 'Reach' },
      help: {
        da: 'Hvor mange det når ud til: et tal og en enhed, fx »1.200 borgere«.',
        en: 'How many it reaches: a number and a unit, for example “1200 citizens”. Decimals take a comma.',
      },
    },
    {
      name: 'resources',
      type: 'text',
      max: 300,
      label: { da: 'Ressourcer', en: 'Resources' },
      help: { da: 'Hvad det kostede i timer og penge.', en: 'What it cost in hours and money.' },
    },
    {
      name: 'methodsUsed',
      type: 'articles',
      label: { da: 'Anvendte metoder', en: 'Methods used' },
      help: {
        da: 'Titler på wikiens artikler om metoderne, én på hver linje.',
        en: 'Titles of the wiki’s articles on the methods, one per line.',
      },
    },
    {
      name: 'principles',
      type: 'several',
      options: principles,
      label: { da: 'Principper', en: 'Principles' },
    },
  ],
  headings: [
    {
      text: 'Udfordring',
      hint: {
        da: 'Hvad var problemet, og for hvem?',
        en: 'What was the problem, and whose was it?',
      },
    },
    {
      text: 'Løsning og kerne',
      hint: {
        da: 'Hvad gjorde I, og hvad må andre ikke lave om på, hvis det skal virke?',
        en: 'What did you do, and what must others keep for it to work?',
      },
    },
    {
      text: 'Virkning',
      ask: { da: 'virkningen', en: 'the effect' },
      hint: {
        da: 'Hvad blev bedre, for hvem, og hvor meget?',
        en: 'What became better, for whom, and by how much?',
      },
    },
    {
      text: 'Proces',
      ask: { da: 'processen', en: 'the process' },
      hint: {
        da: 'Hvordan gik det for sig, fra idé til drift, og hvem var med?',
        en: 'How did it go, from idea to operation, and who took part?',
      },
    },
    {
      text: 'Betingelser',
      ask: { da: 'betingelserne', en: 'the conditions' },
      hint: {
        da: 'Hvad skal være til stede, for at det kan lykkes et andet sted?',
        en: 'What must be in place for it to succeed elsewhere?',
      },
    },
    {
      text: 'Dokumentation',
      ask: { da: 'dokumentationen', en: 'the documentation' },
      hint: {
        da: 'Hvor ved I det fra? Henvis til tal, evalueringer og andre kilder.',
        en: 'How do you know? Point to figures, evaluations and other sources.',
      },
    },
    {
      text: 'Erfaringer og fejl',
      hint: {
        da: 'Hvad gik galt, og hvad ville I gøre anderledes i dag?',
        en: 'What went wrong, and what would you do differently today?',
      },
    },
  ],
};
