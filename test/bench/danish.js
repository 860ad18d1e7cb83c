/**
 * Makes articles of Danish-like words without end: stems of real Danish, inflected and put together, as often as words are
 * used (Zipf's law as Mandelbrot put it). They say nothing, and are the same in each run.
 */
import { levels, origins, sectors, topics } from '../../dist/server/kinds/vocabularies.js';
import { randomFrom } from './history.js';

/** The commonest words, in their order. */
const COMMON = (
  'og i at det er en til af på de som med for den der ikke et har vi om kan men også skal fra så blev når eller sig man ' +
  'var efter ved hvor nu havde mange deres mere ud over op alle flere andre hvad selv få samme meget bare end mellem ' +
  'kun første altid fordi både hver nye sammen hvis godt uden gør ofte'
).split(' ');

const STEMS = (
  'kommune borger hjemmepleje medarbejder leder forsøg hverdag opgave samtale løsning virkning skole barn elev lærer ' +
  'tillid reform ansvar sygehus patient læge sundhed omsorg ældre bolig by park vej trafik cykel klima energi affald ' +
  'vand miljø natur skov strand havn bibliotek bog kultur museum musik idræt forening frivillig nabo familie forælder ' +
  'mor far søskende institution pædagog leg læring undervisning uddannelse praktik arbejde job virksomhed erhverv ' +
  'landbrug turisme økonomi budget regnskab penge tilskud udbud indkøb kontrakt aftale samarbejde netværk partner ' +
  'projekt proces metode værktøj model plan mål måling evaluering viden forskning universitet data system digital ' +
  'skærm telefon besøg møde udvalg råd nævn politik lov regel krav kontrol tilsyn sag sagsbehandling myndighed ' +
  'afgørelse klage ret pligt frihed demokrati valg inddragelse deltagelse dialog kommunikation sprog tegn brev ' +
  'vejledning rådgivning hjælp støtte behandling genoptræning rehabilitering træning motion kost måltid mad køkken ' +
  'råvare affaldssortering genbrug materiale bygning hus rum kontor plads lokale maskine robot teknologi sensor lås ' +
  'nøgle dør vindue lys lyd luft varme strøm sol vind jord have blomst træ dyr hund fisk bi sygdom smerte fald sår ' +
  'medicin vaccine hygiejne infektion søvn stress fravær trivsel glæde sorg angst ensomhed fællesskab identitet ' +
  'køn alder handicap demens autisme misbrug kriminalitet straf fængsel politi brand redning beredskab sikkerhed ' +
  'risiko fejl ulykke læge tand øre øje hånd fod hjerte hjerne krop sind tanke idé forslag spørgsmål svar problem ' +
  'udfordring mulighed grænse ramme princip værdi norm holdning adfærd vane rolle gruppe team enhed afdeling region ' +
  'stat ministerium styrelse direktør chef konsulent sekretær håndværker bus tog færge skib bro tunnel station billet'
).split(' ');

const ENDINGS = ['', 'en', 'er', 'et', 'erne', 's', 'ens', 'ernes'];
/** How much of each there is in an article: it comes to some 4 kB. */
const WORDS = { title: [2, 4], lead: 18, heading: 2, paragraph: 42 };
const PARAGRAPHS = 11;
/** How often the n-th word is used: as (n + SHIFT) to the power of -SLOPE. */
const [SHIFT, SLOPE] = [4, 1.2];

/** Returns the words, the commonest first. */
export function danishWords() {
  const random = randomFrom(11);
  const stems = [...new Set(STEMS)];
  const compounds = stems.flatMap((first) =>
    stems.map((second) => first + (random() < 0.4 ? 's' : '') + second),
  );
  const inflected = (of) =>
    shuffled(
      random,
      of.flatMap((stem) => ENDINGS.map((ending) => stem + ending)),
    );
  return [...new Set([...COMMON, ...inflected(stems), ...inflected(compounds)])];
}

/** Yields contents without end; titles and headings have no words that say nothing. */
export function* danishContents(words, seed) {
  const random = randomFrom(seed);
  const power = (place) => (place + SHIFT) ** (1 - SLOPE);
  const last = power(words.length);
  const draw = (from = 0) => {
    const first = power(from);
    return words[Math.floor((first + random() * (last - first)) ** (1 / (1 - SLOPE)) - SHIFT)];
  };
  const telling = () => draw(COMMON.length);
  const line = (count, word) => capital(Array.from({ length: count }, () => word()).join(' '));
  const pick = (list) => list[Math.floor(random() * list.length)];
  for (;;) {
    const [least, most] = WORDS.title;
    const paragraphs = Array.from({ length: PARAGRAPHS }, (_, index) => {
      const heading = index % 3 === 0 ? `## ${line(WORDS.heading, telling)}\n\n` : '';
      return `${heading}${line(WORDS.paragraph, draw)}.`;
    });
    const own = random() < 0.1 ? [line(1, telling)] : [];
    yield {
      kind: 'case',
      title: line(least + Math.floor(random() * (most - least + 1)), telling),
      lead: `${line(WORDS.lead, draw)}.`,
      topics: [...new Set([pick(topics).code, pick(topics).code, ...own])],
      sources: [],
      facts: {
        sector: [pick(sectors).code],
        level: pick(levels).code,
        origin: pick(origins).code,
        places: [pick(PLACES)],
        workplaces: [`${pick(STEMS)} ${pick(STEMS)}`],
      },
      body: paragraphs.join('\n\n'),
    };
  }
}

/** Some municipalities of each region. */
const PLACES = [
  '0101',
  '0147',
  '0219',
  '0259',
  '0330',
  '0370',
  '0461',
  '0561',
  '0615',
  '0740',
  '0751',
  '0851',
];

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function shuffled(random, list) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}
