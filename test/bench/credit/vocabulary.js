/** Danish and English sentences of our own making: they say nothing, but have words as often as people use them. */

const DANISH = {
  common:
    'og i at det er en til af på de som med for den der ikke et har vi om kan men også skal fra så når eller sig man efter ved hvor nu deres mere',
  stems:
    'kommune borger leder opgave samtale løsning skole elev lærer ansvar læge omsorg bolig park trafik klima affald vand skov havn bog musik forening nabo familie leg praktik job budget aftale netværk plan måling viden metode skærm møde udvalg råd regel krav sag klage pligt valg dialog brev hjælp træning måltid køkken rum plads sensor nøgle vindue lys have træ hund søvn glæde fejl idé svar grænse vane gruppe region chef bro billet rampe kaffe tavle cykel penge forløb værksted',
  endings: ['', 'en', 'er', 'erne', 's', 'ens', 'arbejde', 'gruppe'],
  stock: [
    'se mere på vores hjemmeside om ordningen',
    'du er velkommen til at skrive til os',
    'teksten er under opdatering og bliver snart længere',
    'vi samler erfaringerne op hvert halve år',
  ],
};

const ENGLISH = {
  common:
    'the of and to in is a that it was for on are as with they be at this from have or by one had not but what all were when we there can an your',
  stems:
    'council citizen leader task talk answer school pupil teacher duty doctor care house park traffic climate waste water wood harbour book music club neighbour family play job budget deal network plan measure method screen meeting board rule claim case vote letter help training meal kitchen room place sensor key window light garden tree dog sleep joy error idea border habit group region chief bridge ticket ramp coffee wall bicycle money course workshop paper river field market nurse bus stamp ledger',
  endings: ['', 's', 'ing', 'ed', 'er', 'like', 'work', 'less'],
  stock: [
    'read more about this on our own pages',
    'you are welcome to write to us',
    'this text is being updated and will grow',
    'we gather what we learned twice a year',
  ],
};

/** Returns what makes words and sentences, and picks among things, of one language. */
export function speakerOf(language, random) {
  const { common, stems, endings, stock } = language === 'da' ? DANISH : ENGLISH;
  const [often, roots] = [common.split(' '), stems.split(' ')];
  const pick = (list) => list[Math.floor(random() * list.length)];
  // The commonest come first, and a few roots are what an article is about.
  const skewed = (list) => list[Math.floor(random() ** 2 * list.length)];
  const word = () => (random() < 0.45 ? skewed(often) : skewed(roots) + pick(endings));
  const between = (least, most) => least + Math.floor(random() * (most - least + 1));
  const phrase = (length) => Array.from({ length }, word);
  return {
    random,
    pick,
    between,
    word,
    phrase,
    content: () => skewed(roots) + pick(endings),
    sentence: () => phrase(random() < 0.1 ? between(2, 4) : between(5, 20)),
    stock: () => pick(stock).split(' '),
    typo: (text) => {
      const at = Math.floor(random() * text.length);
      return text.slice(0, at) + pick([...'bdfgklmnprst']) + text.slice(at);
    },
  };
}
