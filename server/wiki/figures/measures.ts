/** What is counted, by the codes that pages, files and goals call it. */

/** What is counted month by month. */
export const MEASURES = ['edits', 'contributors', 'articles', 'pages'] as const;
export type MonthlyMeasure = (typeof MEASURES)[number];

/** What cases are counted by. */
export const CASE_FACETS = ['sector', 'place', 'value'] as const;
export type CaseFacet = (typeof CASE_FACETS)[number];
