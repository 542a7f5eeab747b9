// The table of runtimes and features, made from what the last recorded run of the suite found.

/** @typedef {{ versions: string[], runtimes: Record<string, Record<string, string>> }} Recorded */

const BEGIN = '<!-- runtimes: made by npm run runtimes -->';
const END = '<!-- end of runtimes -->';

/** Runtimes in which all is alike share a column. @param {Recorded} recorded */
export function tableOf({ versions, runtimes }) {
  /** @type {Map<string, string[]>} */
  const columns = new Map();
  for (const [name, results] of Object.entries(runtimes)) {
    const key = JSON.stringify(results);
    columns.set(key, [...(columns.get(key) ?? []), name]);
  }
  const found = [...columns.keys()].map((key) => JSON.parse(key));
  const features = new Set(found.flatMap(Object.keys));
  const cell = (/** @type {string | undefined} */ result) => (result === 'yes' ? '✓' : (result ?? ''));
  const rows = [
    ['', ...[...columns.values()].map((names) => names.join(', '))],
    ['---', ...found.map(() => '---')],
    ...[...features].map((feature) => [feature, ...found.map((results) => cell(results[feature]))]),
  ];
  return `${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\nRun with ${versions.join(', ')}.`;
}

/** The text with the table between its marks. @param {string} text @param {Recorded} recorded @throws {Error} the text has no marks */
export function withTable(text, recorded) {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`no place for the table: ${BEGIN} and ${END} are missing`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${tableOf(recorded)}\n\n${text.slice(end)}`;
}
