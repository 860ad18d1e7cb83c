/**
 * The people of the demo. They and their workplaces are invented, and they share one password, which opens nothing but
 * a wiki that is thrown away.
 */
import type { Author } from '../../wiki/history/author.ts';
import type { Signature } from '../../wiki/history/bylines.ts';
import { at, type At } from './calendar.ts';

export interface Character extends Signature {
  email: string;
  role: Author['role'];
  verification: 'email' | 'work-email';
  joined: At;
}

export const PASSWORD = 'syv-gule-cykler';

export const people = {
  kirstine: {
    name: 'Kirstine Ågård Holm',
    title: 'redaktør',
    workplace: 'Styrelsen for Eksempler',
    email: 'kirstine@demo.example',
    role: 'administrator',
    verification: 'work-email',
    joined: at(129, '09:04'),
  },
  søren: {
    name: 'Søren Bækgaard',
    title: 'bibliotekar',
    workplace: 'Søndre Fjord Bibliotek',
    email: 'soren@demo.example',
    role: 'moderator',
    verification: 'work-email',
    joined: at(127, '10:31'),
  },
  bjørn: {
    name: 'Bjørn Thygesen',
    title: 'fuldmægtig',
    workplace: 'Styrelsen for Eksempler',
    email: 'bjorn@demo.example',
    role: 'contributor',
    verification: 'work-email',
    joined: at(118, '13:12'),
  },
  åse: {
    name: 'Åse Nørregaard',
    title: 'plejecenterleder',
    workplace: 'Plejecentret Solgården, Vesterå Kommune',
    email: 'aase@demo.example',
    role: 'contributor',
    verification: 'work-email',
    joined: at(110, '14:47'),
  },
  mette: {
    name: 'Mette Sørine Kjær',
    title: 'sygeplejerske',
    workplace: 'Østkysten Hospital, Region Østkysten',
    email: 'mette@demo.example',
    role: 'contributor',
    verification: 'email',
    joined: at(108, '15:20'),
  },
  jørgen: {
    name: 'Jørgen Højlund',
    title: 'driftsleder',
    workplace: 'Genbrugspladsen ved Havnevej, Nordby Kommune',
    email: 'jorgen@demo.example',
    role: 'contributor',
    verification: 'work-email',
    joined: at(100, '07:38'),
  },
  leyla: {
    name: 'Leyla Østergaard',
    title: 'socialrådgiver',
    workplace: 'Jobcenter Vesterå, Vesterå Kommune',
    email: 'leyla@demo.example',
    role: 'contributor',
    verification: 'email',
    joined: at(97, '11:55'),
  },
  camilla: {
    name: 'Camilla Håkansson Lund',
    title: 'lektor',
    workplace: 'Professionshøjskolen Midtsund',
    email: 'camilla@demo.example',
    role: 'contributor',
    verification: 'email',
    joined: at(92, '12:41'),
  },
  nielsOle: {
    name: 'Niels-Ole Ægidius',
    title: '',
    workplace: '',
    email: 'niels-ole@demo.example',
    role: 'contributor',
    verification: 'email',
    joined: at(75, '10:09'),
  },
} satisfies Record<string, Character>;

/** What the stories call a person. */
export type Nickname = keyof typeof people;
