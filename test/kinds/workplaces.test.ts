import { expect, test } from '@jest/globals';
import { workplaceKindOf } from '../../server/kinds/workplaces.ts';

test.each([
  ['Aarhus Kommune', 'municipality'],
  ['Teknik og Miljø, Københavns kommune', 'municipality'],
  ['Region Midtjylland', 'region'],
  ['Regionen', 'region'],
  ['Styrelsen for It og Læring', 'state'],
  ['Socialstyrelsen', 'state'],
  ['Skatteministeriet', 'state'],
  ['Regionalt fællesskab', 'other'],
  ['Kommunernes Landsforening', 'other'],
  ['Kommunekemi', 'other'],
  ['', 'none'],
  [' ', 'none'],
])('the name »%s« tells of %s', (name, kind) => {
  expect(workplaceKindOf(name)).toBe(kind);
});
