/** Tables as CSV (RFC 4180), as spreadsheets read them: a mark of UTF-8 first, and no cell that is taken for a formula. */

/** What makes a spreadsheet reckon instead of show. */
const FORMULA = /^[=+\-@\t\r]/;

/** What begins a file, so that its letters are read as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Returns a row with its line end; Danish spreadsheets part cells by a semicolon, English ones by a comma. */
export function csvRow(cells: readonly (string | number)[], separator: ',' | ';'): string {
  return `${cells.map((cell) => csvCell(String(cell))).join(separator)}\r\n`;
}

function csvCell(text: string): string {
  const shown = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
