/** Lists as files for those who count: what every one of them says of itself. */
import type { Visit } from './visit.ts';

export type FileType = 'csv' | 'json';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

/** Returns the headers of a list's file; a sheet is saved under a name. */
export function fileHeaders(type: FileType, name: string): Record<string, string> {
  return {
    'Content-Type': TYPES[type],
    ...(type === 'csv' && { 'Content-Disposition': `attachment; filename="${name}.csv"` }),
  };
}

/** Returns what stands between the cells of a sheet where it's read: a comma is the decimal sign in Danish. */
export function separatorOf({ where }: Visit): ';' | ',' {
  return where.lang === 'da' ? ';' : ',';
}
