import {
  lastPlace,
  placeName,
  placeOf,
  places,
  placesByRegion,
  placesFoundWith,
  placesWithin,
  regionOver,
} from '../../server/kinds/places.ts';

const named = (name: string) => placeOf(name)?.code;

test('there are 98 municipalities, five regions, and the region that two of them become', () => {
  expect(places.filter((place) => place.region)).toHaveLength(98);
  expect(places.filter((place) => !place.region)).toHaveLength(6);
  expect(new Set(places.map((place) => place.code)).size).toBe(104);
});

test('each place is found by its code and by its name in both languages', () => {
  for (const place of places) {
    expect(placeOf(place.code)).toBe(place);
    expect(placeOf(place.name.da)).toBe(place);
    expect(placeOf(place.name.en)).toBe(place);
  }
});

test('a place is found by the names that people write', () => {
  expect(['Aarhus', 'aarhus kommune', 'Århus', 'Aarhus Municipality', '751'].map(named)).toEqual(
    Array(5).fill('0751'),
  );
  expect(['Københavns Kommune', 'Copenhagen'].map(named)).toEqual(['0101', '0101']);
  expect(['Region Midtjylland', 'midtjylland'].map(named)).toEqual(['1082', '1082']);
  expect(['Høje Tåstrup', 'Vesthimmerland', 'Bornholms Regionskommune'].map(named)).toEqual([
    '0169',
    '0820',
    '0400',
  ]);
  expect(['Atlantis', '', 'constructor', 'kommune'].map(named)).toEqual(Array(4).fill(undefined));
});

test('a place is named in the language of the reader, and an unknown code names itself', () => {
  expect(placeName('0101', 'da')).toBe('København');
  expect(placeName('0101', 'en')).toBe('Copenhagen');
  expect(placeName('1082', 'en')).toBe('Central Denmark Region');
  expect(placeName('0999', 'da')).toBe('0999');
});

test('a case filed under the code of its time is found under both', () => {
  expect(placesFoundWith('region-oestdanmark')).toEqual(['region-oestdanmark', '1084', '1085']);
  expect(placesFoundWith('1084')).toEqual(['1084', 'region-oestdanmark']);
  expect(placesFoundWith('0751')).toEqual(['0751']);
  expect(placesFoundWith('0999')).toEqual(['0999']);
});

test('a place that ends names a successor that begins the day after', () => {
  const ended = places.filter((place) => place.validTo);
  expect(ended.map((place) => place.name.da)).toEqual(['Region Hovedstaden', 'Region Sjælland']);
  for (const place of ended) {
    expect(place.validTo).toBe('2026-12-31');
    expect(placeOf(place.successor!)).toMatchObject({
      name: { da: 'Region Østdanmark' },
      validFrom: '2027-01-01',
    });
  }
});

test('until 2027 the form offers the municipalities under the five regions', () => {
  const groups = placesByRegion('2026-12-31');
  expect(groups.map(({ region, municipalities }) => [region.name.da, municipalities.length])).toEqual([
    ['Region Hovedstaden', 29],
    ['Region Midtjylland', 19],
    ['Region Nordjylland', 11],
    ['Region Sjælland', 17],
    ['Region Syddanmark', 22],
    ['Region Østdanmark (fra 2027)', 0],
  ]);
});

test('from 2027 the form offers them under four regions, and the two that ended last', () => {
  const groups = placesByRegion('2027-01-01');
  expect(groups.map(({ region, municipalities }) => [region.name.en, municipalities.length])).toEqual([
    ['Central Denmark Region', 19],
    ['North Denmark Region', 11],
    ['Region of Southern Denmark', 22],
    ['Region of Eastern Denmark', 46],
    ['Capital Region of Denmark (until 2026)', 0],
    ['Region Zealand (until 2026)', 0],
  ]);
});

test('a place lies in its region and in what becomes of that, and a region in what becomes of it', () => {
  expect(placesWithin('0751')).toEqual(['0751', '1082']);
  expect(placesWithin('0316')).toEqual(['0316', '1085', 'region-oestdanmark']);
  expect(placesWithin('1084')).toEqual(['1084', 'region-oestdanmark']);
  expect(['0751', '0316', '1084'].map(regionOver)).toEqual(['1082', 'region-oestdanmark', undefined]);
  expect(['0751', '1084', '0999'].map(lastPlace)).toEqual(['0751', 'region-oestdanmark', '0999']);
});

test('places stand in Danish order, with Aa as Å at the end', () => {
  const names = placesByRegion('2026-11-21')[2]!.municipalities.map(({ name }) => name.da);
  expect(names).toEqual([
    'Brønderslev',
    'Frederikshavn',
    'Hjørring',
    'Jammerbugt',
    'Læsø',
    'Mariagerfjord',
    'Morsø',
    'Rebild',
    'Thisted',
    'Vesthimmerlands',
    'Aalborg',
  ]);
});
