/** The one table of a bench: a line for each figure, beside its reference, what was asked of it and whether it held. */

export function printHead() {
  printCells('what', 'wiki', 'reference', 'ratio', 'by CPU', 'asked', 'held');
  printCells(...Array(7).fill('---'));
}

/** Prints a line. What is asked is asked of `value`, which is the ratio unless it's given; a figure that isn't there hasn't held. */
export function printRow(what, wiki, { reference = '', ratio, byCpu, value = ratio, asked } = {}) {
  const held = asked && value !== undefined && asked.holds(value);
  const figures = [wiki, reference, shown(ratio), shown(byCpu)];
  printCells(what, ...figures, asked?.text ?? '', asked ? (held ? 'yes' : 'no') : '');
}

/** Prints a table of its own below: the headings, and the lines of figures. */
export function printTable(headings, lines) {
  process.stdout.write('\n');
  printCells(...headings);
  printCells(...headings.map(() => '---'));
  for (const line of lines) printCells(...line);
}

export function atLeast(limit, unit = '') {
  return { text: `≥ ${limit}${unit}`, holds: (value) => value >= limit };
}

export function atMost(limit, unit = '') {
  return { text: `≤ ${limit}${unit}`, holds: (value) => value <= limit };
}

export function perSecond(rate) {
  return `${Math.round(rate)}/s`;
}

export function milliseconds(time) {
  return `${time.toFixed(2)} ms`;
}

function shown(ratio) {
  if (ratio === undefined) return '';
  return ratio < 10 ? ratio.toFixed(3) : ratio.toFixed(1);
}

function printCells(...cells) {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
