/** A case written from a hospital, with a patient's own words in it, by someone who has found another job before it is done. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { all, begin, fill, readText, replace, write } from '../text.ts';

const text = readText('letters', 'case');

export const letters: Story = {
  article: text.title,
  steps: [
    {
      at: at(98, '13:09'),
      by: 'mette',
      create: begin(
        text,
        ['Udfordring', 'Løsning og kerne', 'Virkning'],
        [
          'workplaces',
          'level',
          'sector',
          'places',
          'innovationTypes',
          'origin',
          'status',
          'started',
          'initiatedBy',
          'partners',
        ],
      ),
      summary: 'Ambulatoriets case om indkaldelsesbreve',
    },
    {
      at: at(96, '15:40'),
      by: 'mette',
      change: all(
        write(text, 'Proces'),
        fill(text, 'values', 'reach', 'resources', 'methodsUsed', 'principles'),
      ),
      summary: 'Beskriver forløbet, også det første gæt, der var forkert',
    },
    {
      at: at(74, '10:51'),
      by: 'nielsOle',
      change: replace(
        'De lagde brevene i fire bunker.',
        'De lagde brevene i fire bunker, og én af dem røg ud med reklamerne.',
      ),
      summary: 'Jeg var en af de fire patienter, og det var mig med reklamerne',
    },
    {
      at: at(52, '12:37'),
      by: 'camilla',
      change: all(write(text, 'Dokumentation'), fill(text, 'evaluated')),
      summary: 'Skriver efter aftale med Mette, hvor tallene kommer fra',
    },
    {
      at: at(51, '14:22'),
      by: 'mette',
      change: write(text, 'Betingelser'),
      summary: 'Hvad der skal være på plads',
    },
    {
      at: at(24, '09:47'),
      by: 'mette',
      change: write(text, 'Erfaringer og fejl'),
      summary: 'Skrevet sammen med de gamle kolleger, efter at jeg har fået nyt job',
    },
  ],
};
