/** The people who write what is measured. They and their workplaces are made up; as moderators they may save more within an hour. */
const PASSWORD = 'en lang måling i regn';

export const PEOPLE = [
  ['Mille Måler', 'konsulent', 'Nordby Kommune', 'mille@example.dk'],
  ['Aksel Vinter Holt', 'sygeplejerske', 'Hospitalet ved Åen', 'aksel@example.dk'],
  ['Birgitte Ravnsø', 'afdelingsleder', 'Nordby Kommune', 'birgitte@example.dk'],
  ['Çelik Østerby', 'sagsbehandler', 'Vestmark Kommune', 'celik@example.dk'],
  ['Dorthe Fiskbæk', 'bibliotekar', 'Biblioteket på Torvet', 'dorthe@example.dk'],
  ['Esben Lyngdal', '', '', 'esben@example.dk'],
  ['Freja Amalie Thorhauge', 'specialkonsulent', 'Styrelsen for Gode Forsøg', 'freja@example.dk'],
].map(([name, title, workplace, email]) => ({ name, title, workplace, email, password: PASSWORD }));
