/**
 * What the search promises, as queries written by hand before there was a search. They are judged on the starter
 * articles and `test/support/library` together, with nothing else in the wiki. Each query has one article that must
 * come first; whatever follows is free. A title is an article's title to the letter.
 */

export interface First {
  readonly query: string;
  readonly title: string;
  readonly why: string;
}

export interface Misspelled {
  readonly query: string;
  readonly title: string;
  readonly meant: string;
}

export interface Alike {
  readonly title: string;
  readonly resembles: string;
}

/** What people type, the one article that must come first, and what that tries. */
export const first: readonly First[] = [
  { query: 'tillid i hjemmeplejen', title: 'Tillidsreform i hjemmeplejen', why: 'compound in the text' },
  {
    query: 'noget med tillid i hjemmeplejen',
    title: 'Tillidsreform i hjemmeplejen',
    why: 'half-remembered, stop words',
  },
  { query: 'hjemmeplejen tillid', title: 'Tillidsreform i hjemmeplejen', why: 'order of words' },
  { query: 'tillidsreformen', title: 'Tillidsreform i hjemmeplejen', why: 'inflection' },
  { query: 'Tillidsreform i hjemmeplejen', title: 'Tillidsreform i hjemmeplejen', why: 'exact title' },
  { query: 'hjemmeplejen -teams -skærmbesøg', title: 'Tillidsreform i hjemmeplejen', why: 'minus' },
  { query: 'små teams', title: 'Små faste teams i hjemmeplejen', why: 'title' },
  { query: 'Buurtzorg', title: 'Små faste teams i hjemmeplejen', why: 'source' },
  { query: 'SKÆRMBESØG I HJEMMEPLEJEN', title: 'Skærmbesøg i hjemmeplejen', why: 'capitals' },
  { query: 'besøg på skærm i hjemmeplejen', title: 'Skærmbesøg i hjemmeplejen', why: 'compound in the text' },
  { query: 'elektronisk lås', title: 'Elektroniske låse hos hjemmehjælpens borgere', why: 'inflection' },
  { query: 'hjemmehjælp', title: 'Elektroniske låse hos hjemmehjælpens borgere', why: 'inflection' },
  {
    query: 'låsebokse',
    title: 'Elektroniske låse hos hjemmehjælpens borgere',
    why: 'body alone, inflection',
  },
  { query: 'batteri', title: 'Elektroniske låse hos hjemmehjælpens borgere', why: 'heading before body' },
  { query: 'måltid', title: 'Rolige måltider på plejecentret', why: 'inflection' },
  {
    query: 'rolige måltider på plejehjem',
    title: 'Rolige måltider på plejecentret',
    why: "one word that isn't there",
  },
  { query: '"kaffen er drukket"', title: 'Rolige måltider på plejecentret', why: 'phrase' },
  { query: 'medarbejderdreven innovation måltider', title: 'Rolige måltider på plejecentret', why: 'topic' },
  { query: 'gulvsensor', title: 'Færre fald med gulvsensorer', why: 'inflection' },
  { query: 'fald om natten', title: 'Færre fald med gulvsensorer', why: 'lead, stop words' },
  { query: 'linoleum', title: 'Færre fald med gulvsensorer', why: 'body alone, inflection' },
  { query: 'rehabilitering', title: 'Hverdagsrehabilitering før varig hjælp', why: 'compound in the text' },
  {
    query: 'hverdags rehabilitering',
    title: 'Hverdagsrehabilitering før varig hjælp',
    why: 'words written apart',
  },
  { query: 'ergoterapeuter', title: 'Hverdagsrehabilitering før varig hjælp', why: 'lead alone, inflection' },
  { query: 'sygefraværssamtaler', title: 'Den tidlige sygefraværssamtale', why: 'inflection' },
  { query: 'samtale om sygefravær', title: 'Den tidlige sygefraværssamtale', why: 'compound in the text' },
  { query: 'sygefravær -plejecenter', title: 'Den tidlige sygefraværssamtale', why: 'minus' },
  { query: 'sygefravær', title: 'Halveret sygefravær på et plejecenter', why: 'whole word before compound' },
  { query: 'sygefravær på plejecentre', title: 'Halveret sygefravær på et plejecenter', why: 'inflection' },
  { query: 'ønsketurnus', title: 'Halveret sygefravær på et plejecenter', why: 'body alone' },
  { query: 'turnus', title: 'Halveret sygefravær på et plejecenter', why: 'source, compound in the text' },
  { query: 'Åbenrå', title: 'Halveret sygefravær på et plejecenter', why: 'å for aa, fact' },
  { query: 'sygefravær vejfolk', title: 'Gymnastik i mandskabsvognen', why: 'body and lead' },
  { query: 'Materielgården', title: 'Gymnastik i mandskabsvognen', why: 'organisation' },
  { query: 'dagpenge', title: 'Kortere breve om sygedagpenge', why: 'compound in the text' },
  { query: 'sygedagpenge', title: 'Kortere breve om sygedagpenge', why: 'title before body' },
  { query: 'sygedagpengebrev', title: 'Kortere breve om sygedagpenge', why: 'compound in the query' },
  {
    query: 'kort brev sygedagpenge',
    title: 'Kortere breve om sygedagpenge',
    why: 'inflection, order of words',
  },
  { query: 'jobcenter Thisted', title: 'Fast sagsbehandler gennem hele sygeforløbet', why: 'organisation' },
  { query: 'fleksjob', title: 'Fast sagsbehandler gennem hele sygeforløbet', why: 'body alone' },
  { query: 'langtidsledig', title: 'Småjobs til langtidsledige', why: 'inflection' },
  { query: '"lønnede timer"', title: 'Småjobs til langtidsledige', why: 'phrase, source' },
  { query: 'gåtur', title: 'Jobsamtaler på gåben', why: 'body alone' },
  { query: 'rollator', title: 'Jobsamtaler på gåben', why: 'heading alone, inflection' },
  { query: 'jobsamtale', title: 'Jobsamtaler på gåben', why: 'inflection' },
  { query: '"læser højt"', title: 'Læsemakkere på tværs af årgange', why: 'phrase' },
  { query: 'læsemakker', title: 'Læsemakkere på tværs af årgange', why: 'inflection' },
  { query: 'skolefraværet', title: 'Morgenopkald mod skolefravær', why: 'inflection' },
  { query: 'fravær i skolen', title: 'Morgenopkald mod skolefravær', why: 'compound in the text' },
  { query: 'elevråd', title: 'Elevrådets egen pulje', why: 'inflection' },
  { query: 'børnehave ude hele dagen', title: 'Udegrupper i børnehaven', why: 'half-remembered sentence' },
  { query: 'støj i børnehaver', title: 'Udegrupper i børnehaven', why: 'inflection, lead' },
  { query: 'aflevering i vuggestuen', title: 'Blide afleveringer i vuggestuen', why: 'inflection' },
  { query: 'Århus vuggestue', title: 'Blide afleveringer i vuggestuen', why: 'å for aa, fact' },
  { query: 'søskende', title: 'Blide afleveringer i vuggestuen', why: 'heading' },
  { query: 'dagplejer', title: 'Sprogkasser til de yngste', why: 'lead, inflection' },
  {
    query: 'blodprøve hjemme hos patienten',
    title: 'Blodprøver ved køkkenbordet',
    why: 'half-remembered sentence',
  },
  { query: 'bioanalytikere', title: 'Blodprøver ved køkkenbordet', why: 'lead alone, inflection' },
  { query: 'Nålen på hjul', title: 'Blodprøver ved køkkenbordet', why: 'source' },
  { query: 'opkald efter udskrivningen', title: 'Opkald to dage efter udskrivning', why: 'inflection' },
  {
    query: 'konsultation på video',
    title: 'Videokonsultationer i ambulatoriet',
    why: 'compound in the text',
  },
  { query: 'gigt', title: 'Videokonsultationer i ambulatoriet', why: 'lead alone' },
  { query: 'digitalisering af ambulatorier', title: 'Videokonsultationer i ambulatoriet', why: 'topic' },
  { query: 'stuegang', title: 'Patientens egen tavle', why: 'lead, inflection' },
  { query: 'opgivet tavle', title: 'Patientens egen tavle', why: 'fact' },
  { query: 'medicinfejlene', title: 'Dobbelttjek mod medicinfejl', why: 'inflection' },
  { query: 'brugerstyret seng', title: 'Brugerstyrede senge i psykiatrien', why: 'inflection' },
  { query: 'selvindlæggelse', title: 'Brugerstyrede senge i psykiatrien', why: 'source alone' },
  {
    query: 'bæltefiksering',
    title: 'Mindre tvang med ansatte, der selv har været indlagt',
    why: 'body alone, inflection',
  },
  {
    query: 'peer medarbejder',
    title: 'Mindre tvang med ansatte, der selv har været indlagt',
    why: 'hyphen, inflection',
  },
  { query: 'recovery cafe', title: 'Recovery-café på bostedet', why: 'accent, hyphen' },
  { query: 'piktogram', title: 'Piktogrammer i hverdagen på botilbuddet', why: 'inflection' },
  {
    query: 'klimatilpasning',
    title: 'Klimatilpasningsplan skrevet med husejerne',
    why: 'compound in the text',
  },
  {
    query: 'klima tilpasnings plan',
    title: 'Klimatilpasningsplan skrevet med husejerne',
    why: 'words written apart',
  },
  { query: 'inspirationskatalog', title: 'Klimatilpasningsplan skrevet med husejerne', why: 'source alone' },
  { query: 'tagrender', title: 'Klimatilpasningsplan skrevet med husejerne', why: 'body alone, inflection' },
  { query: 'regnvandsbed', title: 'Regnvandsbede langs villavejene', why: 'inflection' },
  { query: 'regnvands bede', title: 'Regnvandsbede langs villavejene', why: 'words written apart' },
  { query: 'skybrud 2019', title: 'Regnvandsbede langs villavejene', why: 'number in the body' },
  { query: 'perlegrus', title: 'Regnvandsbede langs villavejene', why: 'body alone' },
  { query: 'sommerfugl', title: 'Vilde vejkanter', why: 'lead alone, inflection' },
  { query: 'Ålborg', title: 'Vilde vejkanter', why: 'å for aa, fact' },
  { query: 'vild vejkant', title: 'Vilde vejkanter', why: 'inflection' },
  { query: 'sortering af affald', title: 'Affaldssortering i etageboliger', why: 'compound in the text' },
  { query: 'etagebolig affaldssortering', title: 'Affaldssortering i etageboliger', why: 'order of words' },
  { query: 'skraldespand', title: 'Skraldespande, der selv siger til', why: 'inflection' },
  { query: 'sensorer i skraldespande', title: 'Skraldespande, der selv siger til', why: 'title and body' },
  { query: 'pendler', title: 'Saltning efter vejens egen temperatur', why: 'fact alone, inflection' },
  { query: 'saltforbruget', title: 'Saltning efter vejens egen temperatur', why: 'body alone' },
  { query: 'cykelrute', title: 'Cykelruter tegnet af skolebørn', why: 'inflection' },
  { query: 'åbne biblioteker', title: 'Åbent bibliotek uden personale', why: 'inflection' },
  { query: 'aabent bibliotek', title: 'Åbent bibliotek uden personale', why: 'aa for å, old spelling' },
  { query: 'museumskuffert', title: 'Museum i en kuffert', why: 'compound in the query' },
  { query: 'demens', title: 'Museum i en kuffert', why: 'body and compound in the lead' },
  { query: 'fællesspisninger', title: 'Fællesspisning i medborgerhuset', why: 'inflection' },
  { query: 'pas og kørekort', title: 'Tidsbestilling i borgerservice', why: 'lead, stop words' },
  { query: 'ventetid i borgerservice', title: 'Tidsbestilling i borgerservice', why: 'title and body' },
  { query: 'e-boks', title: 'Digital førstehjælp på torvet', why: 'capitals, hyphen' },
  { query: 'Bornholm', title: 'Digital førstehjælp på torvet', why: 'fact' },
  { query: 'aarsopgørelsen', title: 'Årsopgørelsen forklaret på én side', why: 'aa for å' },
  { query: 'brugertest af forsiden', title: 'Årsopgørelsen forklaret på én side', why: 'source' },
  { query: 'restskat', title: 'Årsopgørelsen forklaret på én side', why: 'body alone, inflection' },
  { query: 'nærpoliti', title: 'Betjenten på torvedagen', why: 'lead alone, inflection' },
  { query: 'kolonihave', title: 'Betjenten på torvedagen', why: 'body alone, inflection' },
  {
    query: 'børn besøger deres far i fængslet',
    title: 'Familiestuen i fængslet',
    why: 'half-remembered sentence',
  },
  { query: 'Retten på Vestegnen', title: 'Kortere ventetid i fogedretten', why: 'organisation' },
  {
    query: 'fogedrettens ventetid',
    title: 'Kortere ventetid i fogedretten',
    why: 'inflection, order of words',
  },
  { query: 'hjertestartere', title: 'Frivillige førstehjælpere på småøerne', why: 'lead, inflection' },
  { query: 'Læsø', title: 'Frivillige førstehjælpere på småøerne', why: 'fact' },
  { query: 'en indgang for iværksættere', title: 'Én indgang for iværksættere', why: 'accent' },
  { query: 'mikrobryggerier', title: 'Én indgang for iværksættere', why: 'lead alone, inflection' },
  { query: 'Grenå', title: 'Mentorer mod frafald på tekniske skoler', why: 'å for aa, organisation' },
  { query: 'iltsvind', title: 'Forskningsdata delt fra første dag', why: 'body alone' },
  { query: 'RPA', title: 'Robotten, der bogfører fakturaer', why: 'abbreviation, body alone' },
  { query: 'fakturarobot', title: 'Robotten, der bogfører fakturaer', why: 'compound in the query' },
  { query: 'onsdag uden møder', title: 'Mødefri onsdag', why: 'half-remembered' },
  {
    query: 'fire dage i økonomiafdelingen',
    title: 'Fire lange dage i økonomiafdelingen',
    why: 'a word left out',
  },
  { query: 'gdpr', title: 'Oprydning efter GDPR på fællesdrevet', why: 'abbreviation, capitals' },
  {
    query: 'slette gamle filer',
    title: 'Oprydning efter GDPR på fællesdrevet',
    why: 'half-remembered, lead',
  },
  { query: 'medborgerinddragelse', title: 'Borgerting om byens torv', why: 'body alone' },
  { query: 'borgerbudgetter', title: 'Borgerbudget i landsbyerne', why: 'inflection' },
  { query: 'forsamlingshuse', title: 'Borgerbudget i landsbyerne', why: 'lead alone, inflection' },
  { query: 'almen bolig', title: 'Gode naboer i almene boliger', why: 'inflection' },
  { query: 'socialrådgivere', title: 'Familien for bordenden', why: 'lead alone, inflection' },
  { query: 'soldater', title: 'Livgarden lærer af sine fejl', why: 'lead alone, inflection' },
  { query: 'pigdæk', title: 'Skyggedag', why: 'body alone' },
  { query: 'afstemning med klistermærker', title: 'Prikafstemning', why: 'fact, compound in the text' },
  { query: 'world café', title: 'Samtalecafé', why: 'words of English, body' },
  { query: 'café -bosted', title: 'Samtalecafé', why: 'minus' },
  { query: 'design sprint', title: 'Designsprint på fem dage', why: 'words written apart' },
  { query: 'klare breve', title: 'Sådan skriver du et klart brev', why: 'inflection' },
  {
    query: 'brev fra det offentlige der kan forstås',
    title: 'Sådan skriver du et klart brev',
    why: 'half-remembered sentence',
  },
  { query: 'inviter borgere til møde', title: 'Sådan inviterer du borgere til møde', why: 'inflection' },
  {
    query: 'arbejdsmiljørepræsentant',
    title: 'Arbejdsmiljørepræsentantens første hundrede dage',
    why: 'inflection',
  },
  {
    query: 'arbejdsmiljø repræsentant',
    title: 'Arbejdsmiljørepræsentantens første hundrede dage',
    why: 'words written apart',
  },
  {
    query: 'Arbejdstilsynet',
    title: 'Arbejdsmiljørepræsentantens første hundrede dage',
    why: 'heading alone',
  },
  { query: 'businesscase', title: 'Business case på to sider', why: 'compound in the query' },
  { query: 'velfærdsteknologier', title: 'Velfærdsteknologi', why: 'inflection' },
  { query: 'spiserobotter', title: 'Velfærdsteknologi', why: 'body alone, inflection' },
  { query: 'samskabelse', title: 'Samskabelse', why: 'exact title before topic' },
  { query: 'borgerinddragelse', title: 'Borgerinddragelse', why: 'exact title before topic' },
  { query: 'frikommuner', title: 'Frisættelse', why: 'body alone, inflection' },
  { query: 'fodspor på fortovet', title: 'Nudging', why: 'half-remembered' },
  { query: 'tavshedspligten', title: 'Tavshedspligt', why: 'inflection' },
  { query: 'kommunernes skribenter', title: 'Netværk for Klart Sprog', why: 'inflection, lead' },
  { query: 'kommunernes fræser', title: 'Innovationshuset Fjorden', why: 'inflection, lead' },
  { query: 'sosu-assistenter', title: 'Innovationshuset Fjorden', why: 'hyphen, inflection' },
  {
    query: 'velfærdslaboratorium Aarhus',
    title: 'Laboratoriet for Velfærd i Århus',
    why: 'compound in the query, aa for å',
  },
  { query: 'Prøvehandling', title: 'Prøvehandling', why: 'exact title' },
  { query: 'prøvehandlinger', title: 'Prøvehandling', why: 'inflection' },
  { query: 'borgerinterview', title: 'Interview med borgere', why: 'compound in the query' },
  { query: 'papirprototype', title: 'Prototype på papir', why: 'compound in the query' },
  { query: 'eftersyn af regler', title: 'Regeleftersyn', why: 'compound in the text' },
  { query: 'regel eftersyn', title: 'Regeleftersyn', why: 'words written apart' },
  { query: 'service blueprint', title: 'Servicemodel', why: 'words of English' },
  { query: 'after-action review', title: 'Evalueringsmøde', why: 'words of English, hyphen' },
  { query: 'hypotese', title: 'Hypotesekort', why: 'compound in the text' },
  { query: 'værksted om fremtiden', title: 'Fremtidsværksted', why: 'compound in the text' },
  { query: 'idestorm', title: 'Idéstorm', why: 'accent' },
  { query: 'MED-udvalget', title: 'MED-udvalg', why: 'hyphen, abbreviation' },
  { query: 'DPO', title: 'Databeskyttelsesrådgiver', why: 'abbreviation' },
  {
    query: 'viden om hvad der virker',
    title: 'Viden om, hvad der virker',
    why: 'exact title without its sign, stop words',
  },
  { query: '"viden om hvad der virker"', title: 'Viden om, hvad der virker', why: 'phrase over a comma' },
  { query: 'måling før og efter', title: 'Før- og eftermåling', why: 'order of words, hyphen' },
  { query: 'ansvar og tillid', title: 'Tillid og ansvar', why: 'order of words' },
  { query: '"hvem skrev hvad"', title: 'Navngivne bidrag og historik', why: 'phrase of stop words' },
  { query: 'borgeres ressourcer', title: 'Borgernes ressourcer', why: 'inflection' },
  { query: 'brugerrejser', title: 'Brugerrejse', why: 'inflection' },
  { query: 'offentlige innovationer', title: 'Offentlig innovation', why: 'inflection' },
];

/** What must find no article at all; a comment says what stands near it. */
export const nothing: readonly string[] = [
  // Words that are nowhere.
  'kastanje',
  'saxofon',
  'pingvin',
  'vulkan',
  'kirsebær',
  'biskop',
  'atomkraft',
  'minkavl',
  'kvægbrug',
  'hvalfangst',
  // Words that look Danish.
  'flubberi',
  'gnavalit',
  // Near in spelling to a word that is there, and another word.
  'måge', // måde
  'lærke', // mærke
  'krage', // klage
  'tiger', // timer
  'pave', // have
  'stork', // stor
  'hval', // hvad
  'rav', // krav
  'frø', // før
  'munk', // mund
  // Phrases whose words stand apart, or in another order.
  '"hjemmeplejen tillid"',
  '"onsdag mødefri"',
  '"kuffert museum"',
  '"faste små teams"',
  '"fogedretten kortere ventetid"',
  '"onsdag ingen møder"', // the end of a title, the beginning of its lead
  // The only hit is taken away.
  'perlegrus -regnvandsbede',
  'iltsvind -forskerne',
  'Buurtzorg -hjemmeplejen',
  'pigdæk -skyggedag',
  'bjørneklo -vejkant',
  'spiserobot -"taget i brug"',
  // Other languages.
  'Zuständigkeit',
  'Verwaltung',
  'wheelchair',
  'kindness',
  'ayuntamiento',
  'sjuksköterska',
  'kunnskap',
  // Numbers.
  '2047',
  '1864',
  // Signs alone.
  '???',
  '…',
  '§§',
  '-',
  '""',
  '*',
];

/** Misspelled as Danes misspell: the article is found all the same, first, and `meant` is what the search suggests. */
export const misspelled: readonly Misspelled[] = [
  { query: 'tilid i hjemmeplejen', title: 'Tillidsreform i hjemmeplejen', meant: 'tillid i hjemmeplejen' },
  { query: 'sygefravar', title: 'Halveret sygefravær på et plejecenter', meant: 'sygefravær' },
  { query: 'offentlig inovation', title: 'Offentlig innovation', meant: 'offentlig innovation' },
  { query: 'borgerindragelse', title: 'Borgerinddragelse', meant: 'borgerinddragelse' },
  { query: 'velfærdsteknolgi', title: 'Velfærdsteknologi', meant: 'velfærdsteknologi' },
  { query: 'prøvehanling', title: 'Prøvehandling', meant: 'prøvehandling' },
  { query: 'familiestuen i fænslet', title: 'Familiestuen i fængslet', meant: 'familiestuen i fængslet' },
  { query: 'tavsedspligt', title: 'Tavshedspligt', meant: 'tavshedspligt' },
  { query: 'evaluerinsmøde', title: 'Evalueringsmøde', meant: 'evalueringsmøde' },
  { query: 'interesentanalyse', title: 'Interessentanalyse', meant: 'interessentanalyse' },
  { query: 'deltagerobsevation', title: 'Deltagerobservation', meant: 'deltagerobservation' },
  { query: 'skermbesøg', title: 'Skærmbesøg i hjemmeplejen', meant: 'skærmbesøg' },
  { query: 'fremtidsverksted', title: 'Fremtidsværksted', meant: 'fremtidsværksted' },
  { query: 'regnvansbede', title: 'Regnvandsbede langs villavejene', meant: 'regnvandsbede' },
  { query: 'pictogrammer', title: 'Piktogrammer i hverdagen på botilbuddet', meant: 'piktogrammer' },
  { query: 'prikafsteming', title: 'Prikafstemning', meant: 'prikafstemning' },
  { query: 'fællespisning', title: 'Fællesspisning i medborgerhuset', meant: 'fællesspisning' },
  { query: 'vugestuen', title: 'Blide afleveringer i vuggestuen', meant: 'vuggestuen' },
  { query: 'årsopgørlsen', title: 'Årsopgørelsen forklaret på én side', meant: 'årsopgørelsen' },
  { query: 'kufert', title: 'Museum i en kuffert', meant: 'kuffert' },
  { query: 'iverksættere', title: 'Én indgang for iværksættere', meant: 'iværksættere' },
  {
    query: 'arbejdsmiljørepresentant',
    title: 'Arbejdsmiljørepræsentantens første hundrede dage',
    meant: 'arbejdsmiljørepræsentant',
  },
  { query: 'fogderetten', title: 'Kortere ventetid i fogedretten', meant: 'fogedretten' },
  {
    query: 'bibilotek uden personale',
    title: 'Åbent bibliotek uden personale',
    meant: 'bibliotek uden personale',
  },
  {
    query: 'klimatilpasingsplan',
    title: 'Klimatilpasningsplan skrevet med husejerne',
    meant: 'klimatilpasningsplan',
  },
  { query: 'sagsbehanler', title: 'Fast sagsbehandler gennem hele sygeforløbet', meant: 'sagsbehandler' },
  {
    query: 'hverdagsrehabilitring',
    title: 'Hverdagsrehabilitering før varig hjælp',
    meant: 'hverdagsrehabilitering',
  },
  { query: 'borgerbudjet', title: 'Borgerbudget i landsbyerne', meant: 'borgerbudget' },
  {
    query: 'brugerstyrede senge i psykatrien',
    title: 'Brugerstyrede senge i psykiatrien',
    meant: 'brugerstyrede senge i psykiatrien',
  },
  { query: 'folgegruppe', title: 'Følgegruppe', meant: 'følgegruppe' },
  { query: 'servisemodel', title: 'Servicemodel', meant: 'servicemodel' },
  { query: 'hjertestater', title: 'Frivillige førstehjælpere på småøerne', meant: 'hjertestarter' },
  { query: 'affalssortering', title: 'Affaldssortering i etageboliger', meant: 'affaldssortering' },
  { query: 'arsopgørelsen', title: 'Årsopgørelsen forklaret på én side', meant: 'årsopgørelsen' },
];

/** An article, and one that must be among the five most like it. */
export const alike: readonly Alike[] = [
  { title: 'Tillidsreform i hjemmeplejen', resembles: 'Små faste teams i hjemmeplejen' },
  { title: 'Små faste teams i hjemmeplejen', resembles: 'Tillidsreform i hjemmeplejen' },
  { title: 'Skærmbesøg i hjemmeplejen', resembles: 'Velfærdsteknologi' },
  { title: 'Elektroniske låse hos hjemmehjælpens borgere', resembles: 'Færre fald med gulvsensorer' },
  { title: 'Velfærdsteknologi', resembles: 'Færre fald med gulvsensorer' },
  { title: 'Kortere breve om sygedagpenge', resembles: 'Sådan skriver du et klart brev' },
  { title: 'Sådan skriver du et klart brev', resembles: 'Kortere breve om sygedagpenge' },
  { title: 'Borgerinddragelse', resembles: 'Sådan inviterer du borgere til møde' },
  { title: 'Sådan inviterer du borgere til møde', resembles: 'Borgerting om byens torv' },
  { title: 'Klimatilpasningsplan skrevet med husejerne', resembles: 'Regnvandsbede langs villavejene' },
  { title: 'Regnvandsbede langs villavejene', resembles: 'Klimatilpasningsplan skrevet med husejerne' },
  {
    title: 'Brugerstyrede senge i psykiatrien',
    resembles: 'Mindre tvang med ansatte, der selv har været indlagt',
  },
  {
    title: 'Mindre tvang med ansatte, der selv har været indlagt',
    resembles: 'Brugerstyrede senge i psykiatrien',
  },
  { title: 'Mødefri onsdag', resembles: 'Fire lange dage i økonomiafdelingen' },
  { title: 'Samtalecafé', resembles: 'Fremtidsværksted' },
  { title: 'Skyggedag', resembles: 'Deltagerobservation' },
  { title: 'Regeleftersyn', resembles: 'Styringslaboratorium' },
  { title: 'Samtykke', resembles: 'Databeskyttelsesrådgiver' },
  { title: 'Hypotesekort', resembles: 'Prøvehandling' },
  { title: 'Servicemodel', resembles: 'Brugerrejse' },
];
