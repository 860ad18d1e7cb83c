/** The vocabularies of the wiki. A code is stored in articles and never changes its meaning; a label may be reworded. */
import type { Option } from './kind.ts';

/** The types of innovation in Innovationsbarometeret. */
export const innovationTypes: readonly Option[] = [
  option('product', 'Produkt', 'Product'),
  option('service', 'Serviceydelse', 'Service'),
  option('process', 'Proces eller organisering', 'Process or organisation'),
  option('communication', 'Kommunikation', 'Communication'),
];

/** The values that an innovation can create, after Innovationsbarometeret. */
export const values: readonly Option[] = [
  option('quality', 'Kvalitet', 'Quality'),
  option('efficiency', 'Effektivitet', 'Efficiency'),
  option('citizen-involvement', 'Borgerinddragelse', 'Citizen involvement'),
  option('employee-satisfaction', 'Medarbejdertilfredshed', 'Employee satisfaction'),
  option('political-goals', 'Indfrielse af politiske mål', 'Fulfilment of political goals'),
];

/** Whether a value was achieved. */
export const achievements: readonly Option[] = [
  option('achieved', 'Opnået', 'Achieved'),
  option('partly', 'Delvist', 'Partly'),
  option('no', 'Nej', 'No'),
  option('unknown', 'Ved ikke', 'Don’t know'),
];

export const origins: readonly Option[] = [
  option('first', 'Først (så vidt vi ved)', 'First (as far as we know)'),
  option('adapted', 'Tilpasset fra andre', 'Adapted from others'),
  option('copied', 'I vidt omfang en kopi', 'Largely a copy'),
  option('unknown', 'Ved ikke', 'Don’t know'),
];

export const levels: readonly Option[] = [
  option('state', 'Stat', 'Central government'),
  option('region', 'Region', 'Region'),
  option('municipality', 'Kommune', 'Municipality'),
  option('self-governing', 'Selvejende institution', 'Self-governing institution'),
  option('company', 'Privat virksomhed', 'Private company'),
  option('civil-society', 'Civilsamfund', 'Civil society'),
  option('joint', 'Fælleskommunalt/tværgående', 'Joint municipal/cross-sector'),
  option('international', 'Internationalt', 'International'),
];

export const sectors: readonly Option[] = [
  option('daycare', 'Dagtilbud', 'Day care'),
  option('schools', 'Skole og ungdom', 'Schools and youth'),
  option('education', 'Ungdoms- og videregående uddannelse', 'Upper secondary and higher education'),
  option('elderly-care', 'Ældre og omsorg', 'Elderly people and care'),
  option('disability-psychiatry', 'Handicap og psykiatri', 'Disability and psychiatry'),
  option('vulnerable-children', 'Udsatte børn og unge', 'Vulnerable children and young people'),
  option('health', 'Sundhed og sygehuse', 'Health and hospitals'),
  option('employment', 'Beskæftigelse', 'Employment'),
  option('culture', 'Kultur, fritid og biblioteker', 'Culture, leisure and libraries'),
  option('environment', 'Teknik, miljø og klima', 'Technical services, environment and climate'),
  option('transport', 'Vej, trafik og transport', 'Roads, traffic and transport'),
  option('business', 'Erhverv og turisme', 'Business and tourism'),
  option('citizen-services', 'Borgerservice og ydelser', 'Citizen services and benefits'),
  option('justice', 'Politi, domstole og fængsel', 'Police, courts and prisons'),
  option('emergency-defence', 'Redning og forsvar', 'Emergency services and defence'),
  option('research', 'Forskning', 'Research'),
  option('administration', 'Administration, it, økonomi og HR', 'Administration, IT, finance and HR'),
  option('management', 'Ledelse og styring', 'Management and governance'),
  option('democracy', 'Demokrati og borgerinddragelse', 'Democracy and citizen involvement'),
  option('housing', 'Bolig og byudvikling', 'Housing and urban development'),
];

/** The topics to start with; an article may also carry topics of its author's own wording. */
export const topics: readonly Option[] = [
  option('trust-based-leadership', 'Tillidsbaseret ledelse', 'Trust-based leadership'),
  option('employee-driven-innovation', 'Medarbejderdreven innovation', 'Employee-driven innovation'),
  option('welfare-technology', 'Velfærdsteknologi', 'Welfare technology'),
  option('citizen-involvement', 'Borgerinddragelse', 'Citizen involvement'),
  option('new-ways-of-working', 'Nye former for arbejdstilrettelæggelse', 'New ways of organising work'),
  option('public-private', 'Offentlig-privat samarbejde', 'Public-private collaboration'),
  option('co-creation', 'Frivillighed og samskabelse', 'Volunteering and co-creation'),
  option('digitalisation', 'Digitalisering', 'Digitalisation'),
  option('meaningful-documentation', 'Meningsfuld dokumentation', 'Meaningful documentation'),
  option('managing-for-results', 'Styring med resultatfokus', 'Managing for results'),
  option('leadership', 'Ledelse', 'Leadership'),
  option('coherence', 'Sammenhæng for borgerne', 'Coherence for citizens'),
  option('simpler-rules', 'Regelforenkling', 'Simpler rules'),
];

export const phases: readonly Option[] = [
  option('problem', 'Problem', 'Problem'),
  option('idea', 'Idé', 'Idea'),
  option('proposal', 'Forslag', 'Proposal'),
  option('implementation', 'Gennemførelse', 'Implementation'),
  option('evaluation', 'Evaluering', 'Evaluation'),
  option('spreading', 'Spredning', 'Spreading'),
];

export const statuses: readonly Option[] = [
  option('trial', 'Afprøvning', 'Trial'),
  option('in-operation', 'I drift', 'In operation'),
  option('widespread', 'Udbredt', 'Widespread'),
  option('completed', 'Afsluttet', 'Completed'),
  option('abandoned', 'Opgivet', 'Abandoned'),
];

/** How far a method lets people take part. */
export const participations: readonly Option[] = [
  option('inform', 'Informere', 'Inform'),
  option('consult', 'Konsultere', 'Consult'),
  option('involve', 'Involvere', 'Involve'),
  option('collaborate', 'Samarbejde', 'Collaborate'),
  option('empower', 'Bemyndige', 'Empower'),
];

export const modes: readonly Option[] = [
  option('in-person', 'Fysisk', 'In person'),
  option('online', 'Online', 'Online'),
  option('both', 'Begge', 'Both'),
];

export const evaluations: readonly Option[] = [
  option('external', 'Ekstern', 'External'),
  option('internal', 'Intern', 'Internal'),
  option('ongoing', 'I gang', 'Ongoing'),
  option('no', 'Nej', 'No'),
];

export const initiators: readonly Option[] = [
  option('employees', 'Medarbejdere', 'Employees'),
  option('managers', 'Ledere', 'Managers'),
  option('politicians', 'Politikere', 'Politicians'),
  option('citizens', 'Borgere', 'Citizens'),
  option('legislation', 'Lovgivning', 'Legislation'),
  option('new-technology', 'Ny teknologi', 'New technology'),
  option('finances', 'Økonomi', 'Finances'),
  option('others', 'Andre', 'Others'),
];

export const partners: readonly Option[] = [
  option('municipalities', 'Kommuner', 'Municipalities'),
  option('regions', 'Regioner', 'Regions'),
  option('state', 'Stat', 'Central government'),
  option('research-education', 'Forskning og uddannelse', 'Research and education'),
  option('companies', 'Virksomheder', 'Companies'),
  option('associations', 'Foreninger', 'Associations'),
  option('citizens', 'Borgere', 'Citizens'),
  option('none', 'Ingen', 'None'),
];

export const organisationTypes: readonly Option[] = [
  option('innovation-unit', 'Innovationsenhed', 'Innovation unit'),
  option('workplace', 'Arbejdsplads', 'Workplace'),
  option('authority', 'Myndighed', 'Authority'),
  option('association', 'Forening', 'Association'),
  option('company', 'Virksomhed', 'Company'),
  option('research-institution', 'Forskningsinstitution', 'Research institution'),
];

/** The seven principles that the parties agreed on in 2013, under their numbers. */
export const principles: readonly Option[] = [
  option(
    '1',
    'Styringen i den offentlige sektor skal fokusere på mål og resultater',
    'Governance of the public sector must focus on goals and results',
  ),
  option(
    '2',
    'Dialog, åbenhed og klare mål skal være udgangspunkt for opgaveløsningen',
    'Dialogue, openness and clear goals must be the starting point for the work',
  ),
  option(
    '3',
    'Ledelse og styring skal tage afsæt i tillid og ansvar',
    'Leadership and governance must be founded on trust and responsibility',
  ),
  option(
    '4',
    'Udvikling og fagligt handlerum skal bygge på velbegrundet dokumentation',
    'Development and professional discretion must build on well-founded documentation',
  ),
  option(
    '5',
    'Opgaveløsningen skal baseres på viden om, hvad der virker',
    'The work must be based on knowledge of what works',
  ),
  option(
    '6',
    'Ledelse og engagement skal fremme innovation',
    'Leadership and commitment must further innovation',
  ),
  option(
    '7',
    'Offentlig service skal inddrage borgernes ressourcer',
    'Public services must draw on the resources of citizens',
  ),
];

function option(code: string, da: string, en: string): Option {
  return { code, label: { da, en } };
}
