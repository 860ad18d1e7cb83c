/** Names, titles and workplaces as people in Denmark have them, those above all that come near to words of a wiki. */

const words = (text: string) => text.trim().split(/\s+/);
const lines = (text: string) => text.trim().split(/\s*[|\n]\s*/);

export const FIRST_NAMES = words(`
  Aage Abdi Abdul Ada Adam Admira Agnes Ahmed Aksel Albert Ali Alma Amalie Amir Anders Andreas André Ane Anette Anja Anna Anne
  Annemette Anton Arne Arthur Asger Asta Astrid August Axel Ayan Bahar Bent Benny Bente Birgit Birgitte Birthe Bjarne Bo Bodil
  Bolette Brit Britta Camilla Carl Carsten Cecilie Charlotte Christian Christina Clara Dagny Dan Daniel David Ditte Dorte
  Ea Ebbe Edith Edvin Egon Eigil Einar Elias Elin Elisabeth Ella Ellen Else Emil Emma Erik Esben Ester Eva Fatima Finn Flemming
  Frank Freja Frida Frode Gerda Gert Gitte Grethe Gudrun Gunnar Gurli Halfdan Hanne Hans Hassan Heidi Helge Helle Henning Henrik
  Holger Ib Ida Inge Inger Ingrid Irma Isak Ivan Jakob Jan Jane Janne Jens Jeppe Jesper Jette Jo Johannes Jonas Jytte Jørgen
  Kaj Kamal Karen Kari Karl Kasper Katrine Keld Ki Kim Kirsten Kirstine Kjeld Klaus Knud Kristian Kåre Lars Laura Laurits Lea
  Leif Lene Leo Line Lis Lise Lone Lotte Louise Lykke Lærke Mads Magnus Maja Malene Malik Malthe Manar Maren Margit Maria Marie
  Marius Martha Martin Mathilde Medina Mehmet Merete Mette Michael Mikkel Minna Mira Mo Mod Mogens Mohammed Mona
  Morten Muhamad Nanna Naja Navid Niels Nikolaj Ninna Noah Nora Ole Olga Olivia Osman Oskar Otto Palle Per Pernille Peter Pia Poul
  Preben Rasmus Regin Regine Regitze Rikke Rita Robert Robin Roman Rune Rut Sadia Sara Sigrid Signe Sine Skat Sofie Solveig Stig
  Stine Susanne Sven Svend Sys Sysse Søren Tage Tanja Thea Theodor Thomas Thor Tim Tina Tine Tobias Torben Tove Trine Troels Ulla
  Ulrik Uno Vagn Valborg Vera Vibeke Victor Viggo Viki Vita Vivi Wiktor Wibke Yasmin Yrsa Yusuf Yvonne Zahra Zoe Ægir Ærø Øjvind Åge
  Åse
`);

export const LAST_NAMES = words(`
  Aagaard Abildgaard Ahmed Albrechtsen Andersen Andreasen Bach Bagger Bak Balle Bang Bech Beck Bendtsen Bertelsen Bisgaard
  Bisp Bjerg Bjerre Boesen Bork Bott Boye Brandt Bro Bruhn Brugger Bundgaard Byrjalsen Bødker Bøgh Bæk Carlsen Carstensen
  Christensen Christoffersen Clausen Clemmensen Dahl Dalgaard Dam Damgaard Danielsen Degn Degner Drejer Dreyer Drost Ebbesen Eggers
  Ejer Ejersbo Enevoldsen Eriksen Esbensen Fabricius Falk Fischer Fisker Fjeldsøe Foged Fogh Fogt Frandsen Frederiksen Friis
  Frost Fuglsang Gade Gammelgaard Gravesen Greve Greger Grønbæk Guldager Haagensen Hald Hansen Harder Hauser Hede Hegelund Helledie
  Henriksen Herold Hermansen Hertz Hjort Hoff Holm Holst Hospital Huus Hvid Højgaard Høyer Iversen Jacobsen Jakobsen Jensen
  Jessen Johansen Jokumsen Juhl Justesen Jønsson Jørgensen Kaas Kampmann Karlsen Kejser Kirk Kjeldsen Kjær Knudsen Koch Kofoed
  Kongsted Konge Kragh Kristensen Krog Krogh Kromann Kruse Kræmmer Kær Lange Larsen Lassen Lauridsen Laursen Leder Lederer Lind
  Lindegaard Lund Lyng Lykke Madsen Mariager Marker Marsk Mathiesen Mejer Meldgaard Mikkelsen Modin Mogensen Mollerup
  Mortensen Munk Munck Mølbak Møller Nedergaard Nielsen Nissen Norup Nygaard Nørgaard Nørregaard Olesen Olsen Overgaard Overby Paulsen
  Pedersen Person Persson Petersen Pilgaard Politi Poulsen Pradet Præst Præstegaard Provst Rask Rasmussen Ravn Ridder Riis Roed
  Rosenkilde Rudbeck Rytter Rønne Sand Sandholm Schmidt Schou Schrøder Schultz Schütz Sejer Sidén Siegumfeldt Simonsen Skaarup Skov
  Skriver Skytte Smed Smith Sognefoged Sommer Sonne Staal Stabell Stage Steen Steffensen Stenhus Styrbæk Super Svane Svendsen Svenningsen
  Systad Søgaard Sørensen Teisen Therkelsen Thing Thomsen Thorsen Thygesen Tingleff Toft Trier Ting Tved Ueland Ulriksen
  Vad Vagt Vang Vester Vestergaard Vinther Vium Voigt Væver Wagner Wiberg Wiese Wikborg Wiking Wikke Wikström Winther With Wulff
  Yde Zacho Ærø Østergaard Aaby Åkjær
`);

export const TITLES = lines(`
  Administrationschef | Administrationsleder | Administrationsmedarbejder | Administrativ medarbejder | Administrativ koordinator
  Administrativ leder | Administrerende direktør | Adm. direktør | Systemadministrator | System administrator | Netværksadministrator
  Databaseadministrator | SharePoint-administrator | SharePoint administrator | Ejendomsadministrator | Brugeradministrator
  Platformadministrator | Løn- og personaleadministrator | Kursusadministrator | Projektadministrator | Fondsadministrator | Boligadministrator
  Teknisk administrator | Team Administrator | MitID-administrator | Office 365-administrator | it-administrator | Web-administrator i Teknik og Miljø
  administrator i Borgerservice | administrator af boliger | Administrator for plejefamilier | Administrator for studerende | Administrator for lærere og elever | Administrator, Nexus og Cura
  Redaktør | Webredaktør | Chefredaktør | Redaktionssekretær | Redaktør på kommunens hjemmeside | Redaktionel medarbejder | Portalredaktør
  Forlagsredaktør | Redaktør, intranet | Webmaster på skolens hjemmeside | Webansvarlig | Webkoordinator
  Driftschef | Driftsleder | Driftsmedarbejder | Driftstekniker | Chef for drift | Chef for drift og vedligehold | It-driftschef | Drift og anlæg
  Teknisk serviceleder | Serviceleder | Servicemedarbejder | Servicekoordinator | Pedel | Vagtmester | Vagthavende læge
  Ordstyrer | Superbruger | Superbruger i Nexus | Superbruger på Cura og Nexus | Sidemandsoplærer | Værtshusholder | Vært | Museumsvært | Værtinde
  Kvalitetskontrollør | Kontrollør | Kontrolkoordinator | Billetkontrollør | Godkendt revisor | Statsautoriseret revisor | Registreret revisor
  Autoriseret psykolog | Psykolog, autoriseret | Psykolog (autoriseret) | Autoriseret ejendomsmægler | Certificeret projektleder | Certificeret coach
  Certificeret i projektledelse | Autoriseret af Sundhedsstyrelsen | Officiel oversætter | Godkendt plejefamilie | Godkendt prøveleder | Certificeret tolk | Certificeret MitID-rådgiver
  Godkendelseskonsulent | Verifikationsmedarbejder | Valideringsspecialist | Identitetskonsulent | Login-supporter | Adgangskoordinator
  Specialist i login og adgang | Konsulent, MitID Erhverv | Log- og sporingskonsulent | Registreringsmedarbejder | Kontaktperson | Kontraktansvarlig | Kommunikationsansvarlig
  Kommunikationskonsulent | Community manager i kommunen | Community manager | Forumansvarlig i biblioteket | IT-support | It-supporter | IT-supportmedarbejder
  Supporter | Senior supporter | Supportchef | Chef for support | Head of Support | Supportkonsulent | Brugersupport | Servicedeskmedarbejder | Helpdeskmedarbejder
  Kundeservicemedarbejder | Chef | Leder | Daglig leder | Afdelingsleder | Teamleder | Team leader | Team lead | Sektionsleder | Områdechef | Centerchef
  Kontorchef | Vicekontorchef | Souschef | Vicedirektør | Kommunaldirektør | Direktør | Rektor | Prorektor | Skoleleder | Viceskoleleder | Dagtilbudsleder
  Plejecenterleder | Leder af hjemmeplejen | Leder siden 2015 | Chef siden 2019 | Stabschef | Stabsmedarbejder | Ledelsessekretær | Ledelseskonsulent
  Sekretariatschef | Sekretariatsleder | Personalechef | Personalekonsulent | Personaleansvarlig | HR-partner | Site Manager | Siteleder
  Ansvarlig for sidegader | Ansvarlig for indkøb | Systemansvarlig | Systemejer | Systemforvalter | Systemudvikler | Systemkonsulent | Systemarkitekt
  Produktejer | Procesejer | Ejer | Ejer og direktør | Selvstændig | Operatør | Procesoperatør | Operatør på rensningsanlæg | Operations Manager | Bestyrer
  Forretningsfører | Formand | Næstformand | Bestyrelsesmedlem | Byrådsmedlem | Borgmester | Rådmand | Viceborgmester | Regionsrådsformand | Minister
  Udvalgsformand | Menigt medlem | Medlem af byrådet | Frivillig | Borger | Pensioneret | Pensioneret lærer | Studerende | Elev | Praktikant | Studentermedhjælper
  Bruger af biblioteket | Brugerrådsformand | Brugerrepræsentant | Repræsentant for Ældrerådet | Tillidsrepræsentant | Arbejdsmiljørepræsentant
  Medarbejderrepræsentant | Pårørenderepræsentant | Forfatter | Skribent | Journalist | Anonymiseringskonsulent | Arkivar | Bibliotekar | Hovedbibliotekar
  Faglig koordinator | Facilitator | Procesfacilitator | Debatleder | Mødeleder | Konsulent | Chefkonsulent | Specialkonsulent | Seniorkonsulent
  Senior projektleder | Global Program Manager | Lead Developer | Principal Engineer | Hovedvejleder | Overlæge | Overassistent | Oversygeplejerske
  Supervisor | Superkok | 1. reservelæge | Ledende overlæge | Ledende sygeplejerske | Ledende terapeut | Chefsygeplejerske | Sygeplejerske | Socialrådgiver
  Pædagog | Pædagogmedhjælper | Lærer | Underviser | Lektor | Adjunkt | Professor | Ph.d.-studerende | Forsker | Fuldmægtig | AC-fuldmægtig | Specialist
  Wikipædagog | Wikikonsulent | Modelbygger | Modtager af borgere | Modermålslærer | Konsulent mod mobning | Sagsbehandler, moderne teknologi
  Databeskyttelsesrådgiver | DPO | Dataansvarlig | Jurist | Advokat | Økonomichef | Bogholder | Controller | Kontorassistent | Sundhedsplejerske | Jordemoder
  Tandlæge | Tandplejer | Ergoterapeut | Fysioterapeut | Landinspektør | Byplanlægger | Ingeniør | Arkitekt | Gartner | Vejmand | Skraldemand | Brandmand
  Politibetjent | Fængselsbetjent | Dommer | Toldassistent | Skatterevisor | Tolk | Tegnsprogstolk | Præst | Provst | Sognepræst | Degn | Kordegn | Graver | Kirketjener
`);

export const WORKPLACES = lines(`
  Datatilsynet | Statsministeriet | Finansministeriet | Indenrigs- og Sundhedsministeriet | KL | KL – Kommunernes Landsforening | Danske Regioner
  Borgerservice Aarhus | Borgerservice | Region Hovedstaden | Region Sjælland | Region Østdanmark | Region Hovedstaden – Akutberedskabet
  Digitaliseringsstyrelsen | Sundhedsdatastyrelsen | Erhvervsstyrelsen | Skatteforvaltningen | Skattestyrelsen | Ankestyrelsen | Arbejdstilsynet
  Folketinget | Folketingets Ombudsmand | Rigsrevisionen | Rigsarkivet | Danmarks Statistik | Nationalbanken | Politiet | Rigspolitiet | Østjyllands Politi
  Kriminalforsorgen | Domstolsstyrelsen | Retten i Aarhus | Forsvarskommandoen | Beredskabsstyrelsen | Banedanmark | Vejdirektoratet | DMI | DR | DSB | ATP
  Udbetaling Danmark | Nets | Energinet | Sundhed.dk | MedCom | KOMBIT | KMD | Det Kgl. Bibliotek | Statsbiblioteket | Aarhus Universitet | Roskilde Universitet
  Københavns Professionshøjskole | VIA University College | UC SYD | Rigshospitalet | Odense Universitetshospital | OUH | Sygehus Lillebælt | Bispebjerg Hospital
  Plejecentret Solgården | Børnehuset Mælkebøtten | Fritidscenter »Huset« | Jobcenter Vejle | Familiecentret | Center for Sundhed: Team 3/B | Team Sundhed
  Team Digital | Team Support og Drift | IT-support | It-afdelingen | IT og Digitalisering | Administrationen | Administration og Service | Sekretariatet
  Staben | Direktionen | Personaleafdelingen | HR & Løn | Løn, HR og administration | Drift og Vedligehold | Drift | Kommunikation | Kommunikation og Presse
  Teknik & Miljø | Børn, Unge & Kultur | Sundhed og Omsorg | B&U | Hjemmeplejen, distrikt Nord | Byrådssekretariatet | Politik og Borgerservice | Kontoret for byfornyelse
  Anonyme Alkoholikere | Anonym Rådgivning | Ukendt Land, kulturhus | Dansk Industri | Dansk Erhverv | FOA | HK Kommunal | Djøf | 3F | Dansk Sygeplejeråd
  Center for Offentlig Innovation | Frivilligcenter Odense | Røde Kors | Ældre Sagen | Kirkens Korshær | Wikimedia Danmark | Platform for kultur | Portalen, Greve
  Systematic | Det Frivillige Hus | Godkendt opholdssted Bakken | Center for Godkendelse og Tilsyn | Socialtilsyn Syd | Center for Identitet og Adgang | Team MitID | LOG
  Modersmålsskolen | Mod til Livet | Bruger- og Pårørenderådet | Brugerservice | Andre Veje, opholdssted | Statens Serum Institut | Statens Museum for Kunst
`);
